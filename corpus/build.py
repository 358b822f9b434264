"""Builds corpus/notices and corpus/gold from corpus/sources and corpus/labels: `python -m corpus.build [STEM…]`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from corpus import labels, markup, pdf, web, word
from corpus.markup import Source

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "sources"
LABELS = HERE / "labels"
NOTICES = HERE / "notices"
GOLD = HERE / "gold"


def write_text(source: Source, target: Path) -> None:
    """Writes the notice as plain text in GB18030, as older office systems export it."""
    target.write_bytes(markup.plain_text(source).replace("\n", "\r\n").encode("gb18030"))


WRITERS: dict[str, Callable[[Source, Path], None]] = {
    "pdf": pdf.write,
    "docx": word.write,
    "html": web.write,
    "txt": write_text,
}
"""What writes each format a source may ask for."""


def build(source_path: Path, folder: Path) -> list[Path]:
    """Builds every format the source asks for into `folder`; returns the files written."""
    source = markup.parse(source_path)
    targets = []
    for form in source.settings.formats:
        target = folder / f"{source.stem}.{form}"
        WRITERS[form](source, target)
        targets.append(target)
    return targets


def build_gold(labels_path: Path, folder: Path) -> Path:
    """Writes the labels as a gold file into `folder`; returns it."""
    target = folder / f"{labels_path.stem}.json"
    target.write_text(labels.as_json(labels.read(labels_path)), encoding="utf-8", newline="\n")
    return target


def main(stems: list[str]) -> int:
    """Builds the named sources, or all of them; returns 1 when a font is missing or a source is faulty."""
    paths = [SOURCES / f"{stem}.md" for stem in stems] or sorted(SOURCES.glob("*.md"))
    NOTICES.mkdir(exist_ok=True)
    GOLD.mkdir(exist_ok=True)
    try:
        for path in paths:
            written = [*build(path, NOTICES), build_gold(LABELS / f"{path.stem}.yaml", GOLD)]
            print(f"{path.stem}: {', '.join(target.name for target in written)}")
    except (OSError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

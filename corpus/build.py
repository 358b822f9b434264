"""Builds each part's notices and gold from its sources and labels: `python -m corpus.build [STEM…]`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpus import labels, markup, pdf, web, word
from corpus.markup import Source


@dataclass(frozen=True)
class Part:
    """A folder of the corpus that holds sources, their labels, and what is built from both."""

    folder: Path

    @property
    def sources(self) -> Path:
        """Where the notices are written."""
        return self.folder / "sources"

    @property
    def labels(self) -> Path:
        """Where their labels are written."""
        return self.folder / "labels"

    @property
    def notices(self) -> Path:
        """Where the built files stand."""
        return self.folder / "notices"

    @property
    def gold(self) -> Path:
        """Where the labels stand in the gold format."""
        return self.folder / "gold"

    @property
    def second(self) -> Part:
        """Another reader's labels of the same notices, and those in the gold format; it has no notices of its own."""
        return Part(self.folder / "second")

    def stems(self) -> list[str]:
        """The names of its sources, in order."""
        return sorted(path.stem for path in self.sources.glob("*.md"))


HERE = Path(__file__).resolve().parent
PARTS = (Part(HERE), Part(HERE / "measured"))
"""The part that rules are written with, and the part that they are only measured on."""


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
    """Builds the named sources, or all of them; returns 1 when a font is missing or a source is faulty or not there."""
    chosen = [(part, stem) for part in PARTS for stem in part.stems() if not stems or stem in stems]
    unknown = set(stems) - {stem for _, stem in chosen}
    try:
        if unknown:
            raise ValueError(f"no such source: {', '.join(sorted(unknown))}")
        for part, stem in chosen:
            part.notices.mkdir(exist_ok=True)
            part.gold.mkdir(exist_ok=True)
            written = build(part.sources / f"{stem}.md", part.notices)
            written.append(build_gold(part.labels / f"{stem}.yaml", part.gold))
            if (second := part.second.labels / f"{stem}.yaml").exists():
                build_gold(second, part.second.gold)
            print(f"{stem}: {', '.join(target.name for target in written)}")
    except (OSError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

"""Labels in the gold format, and the files that they are for.

A label file `STEM.json` is for every file named STEM or STEM-scan, whatever its ending. What kind
of notice it is stands in the front matter of its source, where the labels' folder has one beside
it (`../sources/STEM.md`, as in the corpus); elsewhere the label's own 文种 says it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from extract.evaluation.scoring import Row

UNKNOWN_KIND = "-"
"""The kind of a notice that prints no 文种."""


class LabelError(ValueError):
    """Labels that cannot be used; the message names the file and what is wrong with it."""


@dataclass(frozen=True)
class LabelledFile:
    """A file with the stem of its labels, its kind of notice, and its format (the ending, `htm` as `html`)."""

    stem: str
    path: Path
    kind: str = UNKNOWN_KIND

    @property
    def format(self) -> str:
        """The file's format, by its ending."""
        ending = self.path.suffix.lower().removeprefix(".")
        return "html" if ending == "htm" else ending or UNKNOWN_KIND


def read_labels(folder: Path) -> dict[str, list[Row]]:
    """The labelled notices of each label file, by its stem. Raises LabelError."""
    labels: dict[str, list[Row]] = {}
    for path in sorted(folder.glob("*.json")):
        try:
            labels[path.stem] = json.loads(path.read_text("utf-8"))["notices"]
        except (ValueError, KeyError, TypeError) as error:
            raise LabelError(f"{path}: not a label file ({error}); see the gold format in the documentation") from error
    if not labels:
        raise LabelError(f"{folder}: no label files (*.json) there; name another folder")
    return labels


def labelled_files(labels: Iterable[str], files: Iterable[Path], only: str = "*") -> list[tuple[str, Path]]:
    """The files that labels are for, each with its labels' stem, in the order of the labels."""
    files = sorted(files, key=lambda path: path.name)
    return [
        (stem, path)
        for stem in labels
        for path in files
        if path.stem in (stem, f"{stem}-scan") and fnmatch(path.name, only)
    ]


def kind_of(stem: str, labels: Sequence[Row], folder: Path) -> str:
    """What kind of notice a label file in a folder is about."""
    source = folder.parent / "sources" / f"{stem}.md"
    if source.is_file():
        kind = _front_matter(source).get("kind")
        if kind:
            return str(kind)
    doc_type = labels[0].get("doc_type") if labels else None
    printed = doc_type[0] if isinstance(doc_type, list) and doc_type else doc_type
    return str(printed) if printed else UNKNOWN_KIND


def _front_matter(source: Path) -> dict[str, object]:
    import yaml

    parts = source.read_text("utf-8").split("---\n", 2)
    if len(parts) < 3 or parts[0]:
        return {}
    try:
        found = yaml.safe_load(parts[1])
    except yaml.YAMLError:
        return {}
    return found if isinstance(found, dict) else {}

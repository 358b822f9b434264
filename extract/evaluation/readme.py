"""The scores in a README: generated between two marks, never typed.

    <!-- scores of corpus/gold -->
    … what `notices evaluate corpus/gold --files … --markdown README.md` writes …
    <!-- end of scores -->

The marks name the labels' folder as it is seen from the README's own.
"""

from __future__ import annotations

import os
from pathlib import Path

_END = "<!-- end of scores -->"


class MarksError(ValueError):
    """A page without the marks to write between; the message says which to put in."""


def mark(page: Path, gold: Path) -> str:
    """The mark that the scores of a labels' folder stand under in a page."""
    folder = Path(os.path.relpath(gold.resolve(), page.resolve().parent)).as_posix()
    return f"<!-- scores of {folder} -->"


def written(page: Path, gold: Path) -> str:
    """What stands between the marks of a labels' folder. Raises MarksError."""
    _, between, _ = _parted(page, gold)
    return between.strip() + "\n"


def write(page: Path, gold: Path, markdown: str) -> bool:
    """Puts the scores of a labels' folder between their marks; whether that changed the page. Raises MarksError."""
    before, between, after = _parted(page, gold)
    if between == f"\n{markdown}\n":
        return False
    page.write_text(f"{before}\n{markdown}\n{after}", "utf-8")
    return True


def _parted(page: Path, gold: Path) -> tuple[str, str, str]:
    text, begin = page.read_text("utf-8"), mark(page, gold)
    start = text.find(f"{begin}\n")
    end = text.find(_END, start) if start >= 0 else -1
    if end < 0:
        raise MarksError(f"{page}: has no place for these scores; put in the lines {begin} and {_END} where they go")
    start += len(begin) + 1
    return text[:start], text[start:end], text[end:]

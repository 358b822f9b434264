"""Pages that are pictures, looked at by what is recognised on them.

Recognition errs: a 0 is taken for an O, a digit is lost. So not only a hidden number that is read makes a page
one that is not shown, but anything of nearly its form; and a name that is nearly one left out. Where names of
persons are hidden (`none`) no picture is shown: what was not recognised cannot be told from what is not there.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import Any

from extract import progress
from extract.publishing.hiding import Hiding
from extract.publishing.names import compacted
from extract.publishing.numbers import digits_of, folded
from extract.publishing.vetting import Verdict, hides_raw

_DIGIT = r"[0-9OoQD〇○。IlLi|!\]\[ZzSsBbGgqTJ?口]"
_LIKE_A_NUMBER = re.compile(rf"{_DIGIT}(?:[ .()\-\n,'·:]{{0,3}}{_DIGIT}){{8,}}")
_ALIKE = str.maketrans("OoQD〇○。口IlLi|!][TJZzSsBbGgq?", "0000000011111111712255866997")
_FEWEST_TRUE = 4
_SHORTEST, _MANY = 9, 14


def pages_that_hide(data: bytes, numbers: Sequence[int], hiding: Hiding) -> set[int]:
    """Those of these pages (from 1) of a PDF of which no picture may be shown."""
    if not numbers or hiding.contacts == "none":
        return set(numbers)
    import pypdfium2

    from extract.readers.scan_render import drawn_pages

    with pypdfium2.PdfDocument(data) as document:
        return _hiding_pages(drawn_pages(document.raw, [number - 1 for number in numbers]), numbers, hiding)


def vet_picture(data: bytes, hiding: Hiding, registered: Sequence[str]) -> Verdict:
    """What may be shown of a picture file: all or nothing."""
    if any(map(hiding.hides_in, registered)) or picture_hides(data, hiding):
        return Verdict(False, reason="a picture that hides something, or may")
    return Verdict(True)


def picture_hides(data: bytes, hiding: Hiding) -> bool:
    """Whether a picture file hides something, or may. Raises ReadError for a damaged one.

    The same picture in many files (a letterhead, a template's) is looked at once.
    """
    if hiding.contacts == "none":
        return True
    digest = hashlib.sha256(data).hexdigest()
    if digest not in hiding.pictures:
        hiding.pictures[digest] = hides_raw(data, hiding) or _picture_hides(data, hiding)
    return hiding.pictures[digest]


def _picture_hides(data: bytes, hiding: Hiding) -> bool:
    from extract.readers.picture import pictures_of

    pictures = list(pictures_of(data))
    return bool(_hiding_pages(pictures, [picture.number for picture in pictures], hiding))


def _hiding_pages(pictures: Iterable[Any], numbers: Sequence[int], hiding: Hiding) -> set[int]:
    from extract.readers.scan import cores
    from extract.readers.scan_page import scan_page

    hidden = set(numbers)
    for done, picture in enumerate(pictures, 1):
        progress.report(done, len(numbers))
        if picture.picture is None:
            continue
        page = scan_page(picture.picture, picture.number, picture.scale, cores())
        text = "\n".join("".join(mark.char for mark in line.marks) for line in page.lines)
        if not may_hide(text, hiding):
            hidden.discard(picture.number)
    return hidden


def may_hide(text: str, hiding: Hiding) -> bool:
    """Whether a recognised text hides something, or holds what may be something hidden that was misread."""
    if hiding.hides_in(text):
        return True
    return _may_hide_numbers(text, hiding) or any(_nearly_in(name, compacted(text)[0]) for name in hiding.names.keys)


def _may_hide_numbers(text: str, hiding: Hiding) -> bool:
    if hiding.contacts == "all" and not hiding.numbers.all:
        return False
    for match in _LIKE_A_NUMBER.finditer(folded(text)):
        piece = match.group()
        if digits_of(piece) in hiding.kept and len(digits_of(piece)) == len(_read(piece)):
            continue
        read = _read(piece)
        if len(digits_of(piece)) < _FEWEST_TRUE:
            continue
        if hiding.contacts == "all":
            if any(_nearly(number, read) for number in hiding.numbers.all):
                return True
        elif (read[0] in "17" and len(read) >= _SHORTEST) or len(read) >= _MANY:
            return True
    return False


def _read(piece: str) -> str:
    """A run of digits and of letters that look like digits, as digits."""
    return "".join(character for character in piece.translate(_ALIKE) if character.isdigit())


def _nearly(number: str, digits: str) -> bool:
    """Whether a number stands in a run of digits, but for two of its own."""
    size = len(number)
    for start in range(max(1, len(digits) - size + 1)):
        window = digits[start : start + size]
        if len(window) == size and sum(a != b for a, b in zip(number, window, strict=True)) <= 2:
            return True
    return False


def _nearly_in(name: str, compact: str) -> bool:
    """Whether a name stands in a text, but for a third of its characters."""
    missing = max(1, len(name) // 3)
    needed = len(name) - missing
    characters = set(name)
    places = [place for place, character in enumerate(compact) if character in characters]
    for index, place in enumerate(places):
        near = {compact[other] for other in places[index:] if other < place + len(name)}
        if len(near & characters) >= min(needed, len(characters)):
            return True
    return False

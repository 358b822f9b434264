"""The file of persons and firms who asked to be left out: a name or a telephone number a line, `#` begins a remark."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import regex

from extract.publishing.errors import PublishError
from extract.publishing.numbers import digits_of, folded
from extract.readers.charsets import decoded

_REMARK = regex.compile(r"(?:^|\s)#.*$")
_NUMBER = regex.compile(r"[0-9+ .()\-]+(?:\s*(?:转|ext\.?|-)\s*[0-9]{1,6})?")
_EMAIL = regex.compile(r"[^\s@＠,，;；、]+[@＠][^\s@＠,，;；、]+")
_SEVERAL = regex.compile(r"[,，;；、\t|]")
_WORD = regex.compile(r"[\p{L}\p{N}]")
_LONGEST = 100
_FEWEST_DIGITS = 7
_PREFIX = regex.compile(r"^(?:0086|86(?=1[3-9]\d{9}$)|0(?=1[3-9]\d{9}$))")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Who is left out: names as written, numbers as digits alone, e-mail addresses."""

    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.names) + len(self.numbers) + len(self.emails)


def read_leave_out(path: Path) -> LeftOut:
    """The entries of a file. Raises PublishError naming the file, the line and the remedy for what is none."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PublishError(
            f"{path}: cannot be read ({error.strerror or error}); check the path given to --leave-out"
        ) from error
    text = decoded(data) if data else ""
    if text is None:
        raise PublishError(f"{path}: is no text; save it as plain text in UTF-8")
    names: dict[str, None] = {}
    numbers: dict[str, None] = {}
    emails: dict[str, None] = {}
    for number, line in enumerate(text.splitlines(), 1):
        entry = _REMARK.sub("", line).strip()
        if not entry:
            continue
        _check(path, number, entry)
        if _EMAIL.fullmatch(entry):
            emails[entry] = None
        elif _NUMBER.fullmatch(folded(entry)):
            numbers[_number(path, number, entry)] = None
        else:
            names[entry] = None
    return LeftOut(tuple(names), tuple(numbers), tuple(emails))


def _check(path: Path, number: int, entry: str) -> None:
    at = f"{path}, line {number}"
    if "\ufffd" in entry or "\0" in entry:
        raise PublishError(f"{at}: holds damaged characters; save the file as plain text in UTF-8")
    if _SEVERAL.search(entry):
        raise PublishError(f"{at}: holds several entries; write one name or number a line")
    if len(entry) > _LONGEST:
        raise PublishError(f"{at}: is longer than any name; write one name or number a line")
    if not _WORD.search(entry):
        raise PublishError(f"{at}: is neither a name nor a telephone number; correct it, or put # before a remark")


def _number(path: Path, number: int, entry: str) -> str:
    digits = _PREFIX.sub("", digits_of(regex.split(r"转|ext", folded(entry))[0]))
    if not _FEWEST_DIGITS <= len(digits) <= 15:
        raise PublishError(
            f"{path}, line {number}: {len(digits)} digits are no telephone number; "
            "write it whole, with its area code where it has one"
        )
    return digits

"""How much a file may cost before it is given up: one set of limits for a process, with the defaults stated here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields, replace


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may cost. A native notice of 300 pages and a scan of as many stay within all of these."""

    seconds: int = 3600
    """Seconds for a whole file, whatever it reports of its progress."""
    silent_seconds: int = 180
    """Seconds without a page, member or notice done: the file hangs."""
    memory_mb: int = 3000
    """Megabytes of memory of the process that reads the file."""
    pages: int = 3000
    """Pages of a document."""
    characters: int = 5_000_000
    """Characters of a document's text."""
    picture_mpx: int = 120
    """Millions of pixels of one picture, or of one page drawn as a picture."""
    unpacked_mb: int = 600
    """Megabytes that all parts of a packed file (DOCX, ZIP, a PDF's streams) may have when unpacked."""
    members: int = 2000
    """Files in an archive or mail, those of archives within it included."""
    nesting: int = 4
    """Archives or mails within each other."""

    def changed(self, settings: Sequence[str]) -> Limits:
        """These limits with some changed, each given as `name=number`. Raises ValueError that names the known ones."""
        known = [field.name for field in fields(self)]
        values: dict[str, int] = {}
        for setting in settings:
            name, _, number = setting.partition("=")
            if name not in known or not number.isdecimal() or int(number) < 1:
                raise ValueError(f"{setting}: a limit is NAME=NUMBER, with a name of {', '.join(known)}")
            values[name] = int(number)
        return replace(self, **values)


_DEFAULT = Limits()
_current: ContextVar[Limits | None] = ContextVar("limits", default=None)


def described() -> str:
    """The limits' names with their defaults, for a command's help."""
    return ", ".join(f"{field.name} ({getattr(_DEFAULT, field.name)})" for field in fields(_DEFAULT))


def current() -> Limits:
    """The limits in force."""
    return _current.get() or _DEFAULT


def use(limits: Limits) -> None:
    """Puts limits in force for the rest of the process."""
    _current.set(limits)


@contextmanager
def using(limits: Limits) -> Iterator[None]:
    """Puts limits in force while this context is open."""
    token = _current.set(limits)
    try:
        yield
    finally:
        _current.reset(token)

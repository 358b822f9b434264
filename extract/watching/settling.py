"""Which files have arrived whole: those that nothing has changed for a while, and that can be opened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from extract.watching.looking import Sighting


@dataclass
class Settling:
    """Remembers since when each file is as it is.

    What counts is how long it was seen unchanged, by this machine's own clock: the time in a file's
    properties may be that of another machine, or of the file it was copied from.
    """

    seconds: float
    since: dict[Path, tuple[Sighting, float]] = field(default_factory=dict)

    def settled(self, seen: Iterable[Sighting], now: float) -> list[Sighting]:
        """Those of the files seen at `now` (seconds of a clock that never goes back) that have settled.

        Files that are not seen any more are forgotten; an empty one has not begun to arrive.
        """
        before, self.since = self.since, {}
        ready = []
        for one in seen:
            earlier = before.get(one.path)
            first = earlier[1] if earlier is not None and earlier[0] == one else now
            self.since[one.path] = (one, first)
            if one.bytes and now - first >= self.seconds:
                ready.append(one)
        return ready

    def next_in(self, now: float) -> float | None:
        """In how many seconds the next of the files seen may have settled; None where none is waiting."""
        left = [first + self.seconds - now for one, first in self.since.values() if one.bytes]
        return max(0.0, min(left)) if left else None


def trouble_opening(path: Path) -> str | None:
    """Why a file cannot be opened yet (the program that writes it may have locked it); None where it can."""
    try:
        with path.open("rb") as file:
            file.read(1)
    except OSError as error:
        return error.strerror or str(error)
    return None

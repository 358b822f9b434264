"""What the steps of a run share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from extract.fetching.errors import PutOff
from extract.fetching.state import State
from extract.fetching.visits import Manners

if TYPE_CHECKING:
    from extract.ingest import Outcome


@dataclass
class Report:
    """What became of a run's notices, and how many lists could not be had."""

    found: int = 0
    read: int = 0
    unchanged: int = 0
    failed: int = 0
    lists_failed: int = 0


@dataclass
class Context:
    """The registry at `registry`, what is remembered of the web, and what is told.

    `say` is told a line for each thing that happens; `hand_in` hands a web archive (its path, the
    address it is of, its name) to ingest; with `dry_run` nothing is written.
    """

    registry: Path
    state: State
    manners: Manners
    say: Callable[[str], None]
    hand_in: Callable[[Path, str, str], Outcome]
    dry_run: bool = False
    report: Report = field(default_factory=Report)

    @property
    def spool(self) -> Path:
        """The folder where a notice lies between its coming and its being read."""
        return self.registry.with_name(f"{self.registry.stem}.fetching")

    def put_off(self, error: PutOff) -> None:
        """Remembers that a host is to be left alone."""
        if not self.dry_run:
            _, reason = self.manners.put_off.get(error.host, (0.0, str(error)))
            self.state.leave_alone(error.host, error.until, reason)

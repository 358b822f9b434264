"""A visitor to a site of a test, whose clock goes on by pauses alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from extract.fetching.client import Bounds, Client
from extract.fetching.network import Resolve, resolved
from extract.fetching.sources import Settings
from extract.fetching.visits import Manners, Visitor


class Clock:
    """A clock that goes on only by pauses, which it notes."""

    def __init__(self) -> None:
        self.now = 1_900_000_000.0
        self.pauses: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds


@contextmanager
def visiting(
    delay: float = 0.0,
    clock: Clock | None = None,
    bounds: Bounds | None = None,
    private: frozenset[str] = frozenset({"127.0.0.1"}),
    resolve: Resolve = resolved,
    tries: int = 3,
) -> Iterator[Visitor]:
    clock = clock or Clock()
    settings = Settings(user_agent="Trial/1.0 (+https://a.test)", tries=tries)
    with Client(settings.user_agent, private, bounds or Bounds(timeout=2, seconds=4), resolve) as client:
        yield Visitor(client, Manners(settings, clock.sleep, lambda: clock.now), delay)

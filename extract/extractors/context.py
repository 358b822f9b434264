"""What an extractor is given, and how one is registered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar, cast

from extract.facts import Fact
from extract.notice import Notice
from extract.values import dates, phones
from extract.values.dates import DateValue
from extract.values.finding import Finding
from extract.values.phones import Phone

AnyFact = TypeVar("AnyFact", bound=Fact)
Anything = TypeVar("Anything")


@dataclass
class Context:
    """One notice under extraction.

    `issued_on` is the printed date of issue; `year` the year that a day without one takes (issue
    date's, else document number's, else title's); `place` the adcode of the issuer's place. `facts`
    holds what the components before this one have read, by table; `memo` what is worked out once for all.
    """

    notice: Notice
    issued_on: date | None = None
    year: int | None = None
    place: str | None = None
    facts: dict[str, list[Fact]] = field(default_factory=dict)
    memo: dict[object, object] = field(default_factory=dict, repr=False)

    @property
    def text(self) -> str:
        """The notice's own text."""
        return self.notice.text

    def read(self, fact_type: type[AnyFact]) -> list[AnyFact]:
        """The facts of one kind that earlier components have read."""
        return [fact for fact in self.facts.get(fact_type.table, []) if isinstance(fact, fact_type)]

    def days(self, year: int | None) -> list[Finding[DateValue]]:
        """The dates and periods anywhere in the notice's text, in order; `year` is that of those without one."""
        return self.once(("days", year), lambda: dates.find(self.text, on=self.issued_on, year=year))

    @property
    def numbers(self) -> list[Finding[Phone]]:
        """The telephone numbers anywhere in the notice's text, in order."""
        return self.once("numbers", lambda: phones.find(self.text))

    def once(self, key: object, make: Callable[[], Anything]) -> Anything:
        """What `make` gives, made once for this notice and kept under a key for the components after."""
        if key not in self.memo:
            self.memo[key] = make()
        return cast(Anything, self.memo[key])


Extractor = Callable[[Context], Sequence[Fact]]
EXTRACTORS: dict[str, Extractor] = {}


def extractor(name: str) -> Callable[[Extractor], Extractor]:
    """Registers a function as the extractor of a table; `pipeline` makes it a spaCy component of that name."""

    def register(function: Extractor) -> Extractor:
        EXTRACTORS[name] = function
        return function

    return register

"""Persons of a contact line who share numbers and mailboxes."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.extractors.contact_words import Token


@dataclass
class Group:
    """Persons who share numbers and mailboxes."""

    organization: str | None = None
    persons: list[str] = field(default_factory=list)
    bodies: list[str | None] = field(default_factory=list)
    """The body each person was named with."""
    told: int = 0
    """How many of the persons have had their body said in a bracket after them."""
    phones: list[str] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    """Where each of the telephone numbers stands."""
    emails: list[str] = field(default_factory=list)
    purpose: str = ""
    alone: bool = False
    """Whether its mailbox is shared with nobody before it."""
    closed: bool = False
    """Whether a bracket after its numbers has said whose they are."""
    is_of_before: bool = False
    """Whether the body has been named in a sentence before that of the numbers."""
    is_over: bool = False
    """Whether a sentence has ended that names somebody."""
    stands_alone: bool = False
    """Whether the body has been named beside others or in a sentence before: no department after it is its own."""
    carried: int = -1
    """The end of the group before, where the body is that one's and has not been named again."""
    start: int = -1
    end: int = -1

    def cover(self, token: Token) -> None:
        """Widens the group's range over a token."""
        self.start = token.start if self.start < 0 else min(self.start, token.start)
        self.end = max(self.end, token.end)

    @property
    def reachable(self) -> bool:
        """Whether there is a number or mailbox to reach anyone by."""
        return bool(self.phones or self.emails)

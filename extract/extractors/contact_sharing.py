"""Persons of a contact line who share numbers and mailboxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.extractors.contact_words import Token
from extract.rules import load


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

    def name(self, person: Token, alone: bool) -> None:
        """Adds a person with the body that has been named; `alone` where the number that follows is that person's."""
        if alone and person.value in self.persons and not self.reachable:
            self.persons, self.bodies = [person.value], [self.bodies[self.persons.index(person.value)]]
        if person.value not in self.persons:
            self.persons.append(person.value)
            self.bodies.append(self.organization)
        self.cover(person)


@dataclass
class Line:
    """A contact line as far as it has been read: its tokens, the groups that are whole, and the one that is not."""

    text: str
    found: Sequence[Token]
    phone_first: bool
    """Whether numbers stand before the persons they belong to throughout."""
    follows: Sequence[bool]
    """For each token whether a telephone number comes after it before the next mailbox or body."""
    done: list[Group] = field(default_factory=list)
    current: Group = field(default_factory=Group)
    label: str = ""
    """The kind of the last label."""
    fax_end: int = -1
    """Where the last of the numbers that a label for other numbers heads ends, or the name of whose it is."""
    loose: bool = False
    """Whether the last person has been named under no label for persons."""
    new_sentence: bool = False
    """Whether a sentence has begun that has named nobody yet and has no label for a number."""

    def close(self, keep: bool) -> None:
        """Closes the group; the next one keeps its body where `keep` says so, unless a bracket gave it to a person."""
        group = self.current
        if group.reachable:
            self.done.append(group)
        kept = keep and group.organization and not group.told
        self.current = Group(group.organization, carried=group.end) if kept else Group()

    def begin_clause(self) -> None:
        """Somebody is named: what comes is of no sentence without a name, and no fax any more."""
        self.new_sentence = False
        self.label = "" if self.label == "number" else self.label

    def is_of_fax(self, token: Token) -> bool:
        """Whether a number stands in the list under a label for other numbers (传真), or a name says whose one is."""
        if self.label != "number" or (self.fax_end < 0 and token.kind != "phone"):
            return False
        if self.fax_end >= 0:
            between = self.text[self.fax_end : token.start]
            if load("contacts")["fax_list" if token.kind == "phone" else "fax_of"].fullmatch(between) is None:
                self.label = ""
                return False
        self.fax_end = token.end
        return True

    def part_last_number(self) -> None:
        """Makes the last number a group by itself; those before it are closed."""
        group = self.current
        start, end = group.places.pop()
        last = Group(phones=[group.phones.pop()], places=[(start, end)], purpose=group.purpose, start=start, end=end)
        group.end = group.places[-1][1]
        self.done.append(group)
        self.current = last

"""Doubts about contacts, listed firms and channels: names, numbers and what belongs to whom."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from stdnum.cn import uscc

from extract.doubts.doubt import Found, rule
from extract.extractors import organizations, persons
from extract.extractors.cell_texts import is_address, is_phone
from extract.extractors.context import Context
from extract.facts import Contact, Evidence, Listing, Platform
from extract.folding import compact
from extract.values import phones

_LONGEST_NAME = 30
_LONGEST_CONTACT = 120
_LABEL_REACH = 12
_QUOTES = str.maketrans("", "", '“”"‘’「」')
_MOST_MENTIONS = 2
_MOST = 0.7
_PEERS = 3


def checked(context: Context) -> Iterator[Found]:
    """The doubts about the contacts, listings and channels of a notice."""
    yield from _contacts(context)
    yield from _listings(context)
    for platform in context.read(Platform):
        for code in _platform(platform):
            yield Found(code, platform)


# ---------------------------------------------------------------- contacts


def _contacts(context: Context) -> Iterator[Found]:
    facts = context.read(Contact)
    lines = Counter(fact.phone for fact in facts if fact.phone and fact.role != "supplier")
    together: dict[tuple[int, int], list[Contact]] = {}
    for fact in facts:
        together.setdefault((fact.evidence.start, fact.evidence.end), []).append(fact)
    shared_code = rule("area_code").search(context.text) is not None
    for fact in facts:
        codes = [*_numbers(fact.phone)]
        if fact.role != "supplier":
            beside = together[fact.evidence.start, fact.evidence.end]
            codes += [*_contact(context, fact, shared_code), *_shared(fact, beside)]
            if fact.phone and lines[fact.phone] > 1 and len(beside) == 1:
                codes.append("contact.number_twice")
        elif fact.person and not persons.is_labelled_person(fact.person):
            codes.append("contact.person")
        for code in codes:
            yield Found(code, fact)


def _contact(context: Context, fact: Contact, shared_code: bool) -> Iterator[str]:
    """What speaks against a contact; `shared_code` says whether the notice gives several numbers one area code."""
    text, evidence = context.text, fact.evidence
    if fact.person is not None and not _is_name(context.text, fact.person, evidence):
        yield "contact.person"
    if fact.person and rule("quoted_name").search(text, max(0, evidence.start - 1), evidence.end + 6):
        yield "contact.person"
    yield from _whose(context, fact)
    if len(evidence.quote) > _LONGEST_CONTACT or not _closed(text[evidence.start : evidence.end + 1]):
        yield "contact.far"
    if shared_code and any(one.value.kind == "local" for one in phones.find(fact.phone or "")):
        yield "phone.local"
    firm = rule("firm_words").search(evidence.quote) is not None
    if fact.role == "notice" and (firm or rule("channel_words").search(fact.organization or "")):
        yield "contact.role"
    line = text[text.rfind("\n", 0, evidence.start) + 1 : evidence.end]
    if fact.role == "notice" and rule("shop_line").search(line):
        yield "contact.shop_line"
    if fact.person is not None and _is_word(text, fact.person):
        yield "contact.word"


def _whose(context: Context, fact: Contact) -> Iterator[str]:
    """Whether the body of a contact is missing, no body, or printed far from its person and number."""
    text, evidence, organization = context.text, fact.evidence, fact.organization
    if organization is None:
        yield "contact.no_body"
        return
    odd = rule("odd_name").search(organization) or rule("remark_as_body").search(organization)
    if odd or (is_address(organization) and not organizations.is_body(organization)):
        yield "contact.body"
    near = organization in compact(evidence.quote)
    if near:
        return
    if fact.person is None and fact.role == "notice":
        yield "contact.no_body"
    line = text[text.rfind("\n", 0, evidence.start) + 1 : evidence.end]
    if organization not in compact(line) and rule("any_body").search(line):
        yield "contact.other_body"


def _is_word(text: str, person: str) -> bool:
    """Whether words read as a name stand in the text so often that they are no name."""
    return len(person) > 1 and text.count(person) > _MOST_MENTIONS


def _closed(words: str) -> bool:
    """Whether no bracket of a contact's words, and of the sign behind them, is left open."""
    return words.rstrip().count("（") in (words.count("）"), words[:-1].count("）"))


def _is_name(text: str, person: str, evidence: Evidence) -> bool:
    """Whether words are a person's name; a rare one has to stand under a label or in a column of persons."""
    if persons.is_person(person):
        return True
    labelled = rule("person_label").search(text, max(0, evidence.start - _LABEL_REACH), evidence.end)
    told = evidence.rule.endswith("table") or labelled is not None
    return told and persons.is_labelled_person(person)


def _shared(fact: Contact, together: list[Contact]) -> Iterator[str]:
    """Not as many numbers as persons, and more than one: which is whose, the notice leaves open."""
    persons_there = {other.person for other in together if other.person}
    if len(persons_there) > 1 and 1 < len(phones.find(fact.phone or "")) != len(persons_there):
        yield "contact.shared"


def _numbers(phone: str | None) -> Iterator[str]:
    """A number that the numbering plan does not know."""
    if phone is None:
        return
    found = phones.find(phone)
    if not found or any(not number.value.valid for number in found):
        yield "phone.invalid"


# ---------------------------------------------------------------- listings


@dataclass(frozen=True, slots=True)
class _List:
    """What the rows of one list have: how many rows, and in how many each is."""

    rows: int
    phone: int
    contact: int
    address: int
    firms: int
    addresses: int
    places: int

    @classmethod
    def of(cls, rows: list[Listing]) -> _List:
        """The counts over the rows of a list."""
        return cls(
            len(rows),
            sum(row.phone is not None for row in rows),
            sum(row.contact is not None for row in rows),
            sum(row.address is not None for row in rows),
            sum(organizations.is_firm(row.name) for row in rows),
            sum(is_address(row.address or "") for row in rows),
            sum(row.region is not None or row.ownership is not None for row in rows),
        )

    @property
    def bare(self) -> bool:
        """Whether the rows hold nothing but names."""
        return not (self.phone or self.contact or self.address or self.places)


def _listings(context: Context) -> Iterator[Found]:
    lists: dict[tuple[str | None, str], list[Listing]] = {}
    for fact in context.read(Listing):
        lists.setdefault((fact.annex, fact.evidence.rule), []).append(fact)
    for rows in lists.values():
        counted = _List.of(rows)
        for fact in rows:
            for code in (*_row(fact), *_numbers(fact.phone)):
                yield Found(code, fact)
            if counted.bare:
                yield Found("listing.bare", fact)
            if counted.firms < _MOST * counted.rows and not organizations.is_firm(fact.name):
                yield Found("listing.no_firm", fact)
            if counted.rows >= _PEERS:
                for code in _unlike(fact, counted):
                    yield Found(code, fact)


def _row(fact: Listing) -> Iterator[str]:
    if len(fact.name) > _LONGEST_NAME or rule("odd_firm").search(fact.name):
        yield "listing.name"
    if fact.evidence.rule == "listings.line" and not (fact.address and fact.phone):
        yield "listing.gap"
    if fact.contact:
        names = persons.split(fact.contact)
        if not names or any(not persons.is_labelled_person(name) for name in names):
            yield "listing.person"
    if rule("label_as_name").search(fact.name):
        yield "listing.label"
    if fact.region and fact.region_adcode is None and rule("coded_ending").search(fact.region):
        yield "listing.region"
    mixed = rule("mixed_cell")
    cells = (fact.address, fact.contact, fact.region, fact.ownership)
    if any(mixed.search(cell) for cell in cells if cell) or rule("glued_names").search(fact.contact or ""):
        yield "listing.cell"
    if fact.phone is None and rule("whole_number").search(fact.evidence.quote):
        yield "listing.number_left"
    extra = json.loads(fact.extra) if fact.extra else {}
    for heading, value in extra.items():
        if rule("credit_code").search(heading) and not uscc.is_valid(str(value)):
            yield "listing.credit_code"
        elif (
            is_phone(value)
            or (fact.contact is None and (persons.is_person(value) or rule("person_heading").search(heading)))
            or (fact.address is None and is_address(value) and not organizations.is_body(value))
        ):
            yield "listing.column"


def _unlike(fact: Listing, peers: _List) -> Iterator[str]:
    """What nearly all rows of a list have and this one has not."""
    most = _MOST * peers.rows
    for column in ("phone", "contact", "address"):
        if getattr(fact, column) is None and getattr(peers, column) >= most:
            yield "listing.gap"
    if fact.address and most <= peers.addresses < peers.rows and not is_address(fact.address):
        yield "listing.address"


# ---------------------------------------------------------------- platforms


def _platform(fact: Platform) -> Iterator[str]:
    quote = fact.evidence.quote
    if fact.evidence.rule in ("platforms.bare_account", "platforms.own_number"):
        yield "platform.no_way"
    elif not (fact.url or fact.operator or fact.address):
        yield "platform.bare"
    if rule("name_before_marks").search(fact.name):
        yield "platform.name"
    if fact.address and rule("no_address").search(fact.address):
        yield "platform.address"
    if fact.operator is None and fact.evidence.rule == "platforms.table" and rule("firm_words").search(quote):
        yield "platform.operator"
    name = fact.name.translate(_QUOTES)
    if len(name) > _LONGEST_NAME or rule("odd_name").search(name) or rule("odd_channel").search(name):
        yield "platform.name"

"""Whose numbers are that a line names no body with: a channel's, that of a heading's, whom things are sent to."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extract.extractors import organizations
from extract.extractors.captions import headings_above
from extract.extractors.channels_run import own_operator
from extract.extractors.contact_sharing import Group
from extract.extractors.contact_words import NUMBER_REACH, without_person
from extract.extractors.context import Context
from extract.extractors.platform_names import brand
from extract.facts import Contact, ContactRole, Listing, Platform
from extract.folding import compact
from extract.notice import Notice
from extract.rules import load

_QUOTES = regex.compile(r"[“”「」]")
_HAN = regex.compile(r"\p{Han}")
_LONGEST_LABELS = 12
"""Characters of the labels of numbers (客服：…；招商：…) before one of them."""
_REPORT_REACH = 400
_COMPLAINT_REACH = 4
_PASSED_REACH = 64
_LONGEST_HEADING = 16
"""Characters of the longest heading that only names a body."""


def role_of(context: Context, contact: Contact) -> ContactRole:
    """Whose a contact outside lists and channels is: the notice's, unless its body is a firm or a place of sale.

    A firm's is its channel's where it runs one; else a supplier's where a list is told of or no channel is.
    """
    body = contact.organization
    if body is None or body in {issuer.value for issuer in context.notice.issuers}:
        return "notice"
    rules, channels = load("contacts"), context.read(Platform)
    if rules["channel_body"].search(body) is not None:
        return "platform"
    line = context.text[context.text.rfind("\n", 0, contact.evidence.start) + 1 : contact.evidence.end]
    if rules["agency"].search(line) is not None:
        return "notice"
    if not organizations.is_legal_entity(body) or rules["public_firm"].search(body) is not None:
        return "notice"
    if any(body in (channel.name, channel.operator) for channel in channels):
        return "platform"
    listed = any(body == listing.name for listing in context.read(Listing))
    headings = headings_above(context.notice, contact.evidence.start)
    if context.notice.annex_at(contact.evidence.start) is None and rules["channel_work"].search(line) is not None:
        headings = headings[:-1]  # a notice on a list tells of channels, too
    if listed or any(load("listings")["list_title"].search(words) for words in headings):
        return "supplier"
    if channels and not context.read(Listing):
        return "platform"
    return "platform" if rules["channel_work"].search(line) is not None else "supplier"


def channel_before(context: Context, group: Group) -> Platform | None:
    """The channel that a group's numbers belong to: the last one named before them in the same paragraph.

    None where the numbers are said to be those of another body than the channel and its operator.
    """
    paragraph = _told_since(context.text, group.start)
    known = context.read(Platform)
    before = [fact for fact in known if paragraph <= fact.evidence.start < group.end]
    if not before:
        return _channel_meant(context, group, paragraph, known)
    since = context.text[before[-1].evidence.end : group.start]
    if (run := [fact for fact in before if fact.operator and fact.operator in since]) and group.organization is None:
        return run[-1]  # whose operator has been named since
    owners = (None, *(name for fact in before for name in (fact.name, fact.operator)))
    named_since = 0 <= group.carried <= before[-1].evidence.start
    itself = load("contacts")["channel_itself"].match(group.organization or "")
    quoted = (group.organization or "").startswith(("“", "「")) and _is_named(before[-1], group.organization or "")
    quoted = quoted or (group.organization or "").endswith(before[-1].name)
    return before[-1] if named_since or itself or quoted or group.organization in owners else None


def runner_before(text: str, group: Group, since: int = 0) -> str | None:
    """The firm that a number's sentence says runs what it tells of: …由青禾传媒有限公司运营，…，客服0571-88880000."""
    line = text.rfind("\n", 0, group.start) + 1
    low = max(text.rfind("。", line, group.start) + 1, line)
    if len(_HAN.findall(text, low, group.start)) <= _LONGEST_LABELS:
        low = max(text.rfind("。", line, max(line, low - 1)) + 1, line)  # nothing but labels: who runs it stands before
    low = max(low, since)
    rules = load("contacts")
    if rules["run_channel"].search(text, low, group.start) is None and since == 0:
        return None
    told = list(rules["run_by"].finditer(text, low, group.start))
    if not told or rules["other_body"].search(text, told[-1].end(), group.start) is not None:
        return None
    return own_operator(told[-1]["body"])


def _is_named(channel: Platform, words: str) -> bool:
    """Whether words name a channel, quotation marks left aside."""
    return brand(channel.name) in _QUOTES.sub("", words)


def _told_since(text: str, start: int) -> int:
    """Where the paragraph of a number begins; that of the one before it, where it leads on to a channel's number."""
    line = text.rfind("\n", 0, start) + 1
    if line == 0 or text[line:start].strip():
        return line
    above = text.rfind("\n", 0, line - 1) + 1
    return above if load("contacts")["leads_to_line"].search(text, above, line) is not None else line


def _channel_meant(context: Context, group: Group, paragraph: int, known: Sequence[Platform]) -> Platform | None:
    """The channel of another paragraph whose numbers these are: called the platform's, or after its operator."""
    clause = context.text[max(paragraph, context.text.rfind("。", 0, group.start) + 1) : group.start]
    run = [fact for fact in known if fact.operator and fact.operator in clause]
    if run and group.organization in (None, run[-1].operator):
        return run[-1]
    if (body := group.organization) is not None and body.startswith(("“", "「")):
        return next((fact for fact in known if fact.name.strip("“”「」") in body), None)
    called = load("platforms")["own_number"].search(
        context.text[max(paragraph, group.start - NUMBER_REACH) : group.end]
    )
    sole = known[0] if called is not None and len({fact.name for fact in known}) == 1 else None
    return sole if group.organization is None else None


def heading_body(notice: Notice, group: Group) -> str | None:
    """The body whose name is all that the heading over a person says: 六、驻外联络组."""
    section = notice.section_at(group.start)
    title = compact(section.title) if section is not None else ""
    if not group.persons or len(title) > _LONGEST_HEADING or load("contacts")["no_body"].search(title):
        return None
    return title if organizations.is_body(title) and len(organizations.split(title)) == 1 else None


def body_before(notice: Notice, start: int) -> str | None:
    """Whom numbers belong to that no body is named with: where things are sent to, else the sole issuer."""
    low = max(0, start - _REPORT_REACH)
    rules = load("organizations")
    before = [match for rule in ("report_to", "turn_to") for match in rules[rule].finditer(notice.text, low, start)]
    named = [
        match
        for match in before
        if organizations.is_body(match["body"]) and not _is_for_others(notice.text, match.start(), match.end(), start)
    ]
    if named:
        return without_person(compact(max(named, key=lambda match: match.end())["body"]))
    return notice.issuers[0].value if len(notice.issuers) == 1 else None


def _is_for_others(text: str, low: int, high: int, number: int) -> bool:
    """Whether a body named before a number is not whom readers report to: it gets what another has put together, or
    complaints that another paragraph tells of."""
    if load("organizations")["passed_on"].search(text, max(0, low - _PASSED_REACH), low) is not None:
        return True
    complains = load("contacts")["complains"].search(text, low, min(len(text), high + _COMPLAINT_REACH)) is not None
    return complains and "\n" in text[high:number]

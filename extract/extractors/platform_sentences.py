"""Sales channels named in running text with the way in: 关注“…”公众号, 下载“…”APP, …平台（网址：…）."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from extract.document import Paragraph
from extract.extractors import channels_placed, channels_run, channels_titled
from extract.extractors.labelled import Field, fields
from extract.extractors.platform_names import brand, is_channel_name, is_shop_site, names_firm, own_name, web_address
from extract.extractors.ranges import Ranges, open_bracket
from extract.facts import Platform
from extract.folding import compact
from extract.notice import Notice
from extract.rules import load
from extract.values import web

_SENTENCE = regex.compile(r"[^。\n]+")
_NAME_REACH = 60
_LEAST_NAME = 4
"""Characters of a place of sale's name: shorter words only say what it is."""


def platforms(notice: Notice, taken: Ranges) -> list[Platform]:
    """The channels of a notice's sentences; ranges already read as lists and blocks are left out."""
    found: list[Platform] = []
    text = notice.text
    for block in notice.document.blocks:
        if not isinstance(block, Paragraph):
            continue
        for sentence in _SENTENCE.finditer(text, block.start, block.end):
            start, end = sentence.span()
            if taken.overlap(start, end):
                continue
            runs = channels_run.runs_of(notice, start, end)
            found = channels_run.with_operator_of_before(notice, found, runs, block.start, start)
            named = _of_sentence(notice, runs, start, end)
            found += channels_run.with_operator(notice, named, runs, start, end)
        found += _with_number(notice, block)
        found += channels_titled.titled(notice, block)
    return found


def _of_sentence(notice: Notice, runs: Sequence[regex.Match[str]], start: int, end: int) -> list[Platform]:
    """The channels that a sentence names; most hold no word that one could be called by, and are not looked into."""
    rules, text = load("platforms"), notice.text
    if (headed := rules["headed"].match(text, start, end)) is not None and _sells(headed):
        evidence = notice.evidence(*_clause(text, headed.start("name"), headed.end(), end), "platforms.headed")
        return _with_sole_address(notice, [Platform(evidence=evidence, name=own_name(headed["name"]))], start, end)
    told: list[Platform] = []
    if rules["may_name_channel"].search(text, start, end) is not None:
        told += _with_address(notice, start, end)
        told += [one for one in channels_placed.with_firm(notice, start, end) if not _named_in(one, told)]
        told += [one for one in channels_placed.after_address(notice, start, end) if not _within_another(one, told)]
    accounts: list[Platform] = []
    if rules["may_name_account"].search(text, start, end) is not None:
        accounts = [one for one in _accounts(notice, start, end) if not _is_told(text, one, told)]
    told += [one for one in channels_run.named_with_operator(notice, runs, start) if not _named_in(one, told)]
    return _with_sole_address(notice, [*accounts, *told], start, end)


def _named_far(notice: Notice, start: int, label_start: int) -> _Told | None:
    """The channel by its quoted name that a sentence speaks of before a web address; None where it names none."""
    rules = load("platforms")
    named = list(rules["named_shop"].finditer(notice.text, start, label_start))
    if named:
        return _Told(own_name(named[-1]["name"]), named[-1].start("name"), label_start) if _sells(named[-1]) else None
    its = rules["own_address"].search(notice.text[start:label_start])
    if its is None:
        return None
    earlier = [one for one in rules["named_channel"].finditer(notice.text, 0, start) if its["kind"] in one["name"]]
    if len({own_name(one["name"]) for one in earlier}) != 1 or not _sells(earlier[0]):
        return None
    return _Told(own_name(earlier[0]["name"]), start + its.start("kind"), label_start)


def _sells(named: regex.Match[str]) -> bool:
    return is_shop_site(named["name"])


def _is_told(text: str, account: Platform, told: list[Platform]) -> bool:
    """Whether an account is part of a channel that the same words tell of, or named again in the bracket after it."""
    place = account.evidence
    for one in told:
        opening = open_bracket(text, one.evidence.start, place.start)
        same_words = one.evidence.start < place.end and place.start < one.evidence.end
        in_bracket = 0 <= opening <= one.evidence.end
        if account.name in one.name and (same_words or in_bracket):
            return True
        if in_bracket and account.name.startswith(brand(one.name)):
            return True  # “…”小程序（微信搜索“…白河馆”）: what one looks for, and no channel of its own
    return False


def _within_another(platform: Platform, told: list[Platform]) -> bool:
    """Whether a place of sale is part of what a sentence tells of another channel: a building in its address."""
    place = platform.evidence
    return any(
        one.name != platform.name and one.evidence.start < place.end and place.start < one.evidence.end for one in told
    )


def _with_number(notice: Notice, block: Paragraph) -> list[Platform]:
    """The channel whose own number a paragraph gives (平台客服电话400…): the one named before that.

    Where the paragraph names none, it is the only one of its kind that the notice has named by then.
    """
    rules = load("platforms")
    number = rules["own_number"].search(notice.text, block.start, block.end)
    if number is None:
        return _with_hotline(notice, block)
    names = list(rules["named_channel"].finditer(notice.text, block.start, number.end("kind")))
    if not names:
        earlier = rules["named_channel"].finditer(notice.text, 0, block.start)
        names = [one for one in earlier if number["kind"] in one["name"] and _sells(one)]
        if len({own_name(one["name"]) for one in names}) != 1:
            return []
        evidence = notice.evidence(*number.span(), "platforms.own_number")
        return [Platform(evidence=evidence, name=own_name(names[-1]["name"]))]
    evidence = notice.evidence(names[-1].start(), number.end(), "platforms.own_number")
    return [Platform(evidence=evidence, name=own_name(names[-1]["name"]))]


def _with_hotline(notice: Notice, block: Paragraph) -> list[Platform]:
    """The channels by their quoted names that a paragraph gives a hotline right after: “…平台”注册采购，服务热线…."""
    rules = load("platforms")
    found: list[Platform] = []
    for named in rules["named_channel"].finditer(notice.text, block.start, block.end):
        hotline = rules["its_hotline"].match(notice.text, named.end("name"), block.end)
        if hotline is not None and _sells(named):
            evidence = notice.evidence(named.start(), hotline.end(), "platforms.its_hotline")
            found.append(Platform(evidence=evidence, name=own_name(named["name"])))
    return found


def _named_in(platform: Platform, told: list[Platform]) -> bool:
    """Whether a channel has been told of under the same name, quotation marks left aside."""
    return any(platform.name.strip("“”") in one.name or one.name in platform.name for one in told)


def _with_sole_address(notice: Notice, named: list[Platform], start: int, end: int) -> list[Platform]:
    """The channels of a sentence, the only one with the web address to be entered: 下载…；电脑上登录http…."""
    if len({one.name for one in named}) != 1 or any(one.url for one in named):
        return named
    for found in web.find(notice.text[start:end]):
        low = start + found.start
        if found.value.kind != "url":
            continue
        before = low < named[0].evidence.start
        if before and load("platforms")["after_url"].match(notice.text, start + found.end) is None:
            continue  # what is done there (填报) follows: no channel's address
        if load("platforms")["computer_way" if before else "sole_way"].search(notice.text, start, low) is not None:
            return [replace(one, url=web_address(notice, low, start + found.end)) for one in named]
    return named


def _accounts(notice: Notice, start: int, end: int) -> Iterator[Platform]:
    rules = load("platforms")
    text = notice.text
    listed = _under_channels(notice, start)
    for rule in ("account", "account_beside", "searched", "scanned", "bare_account", "market_shop"):
        for match in rules[rule].finditer(text, start, end):
            if rule.startswith("account") and not listed and not _is_reached(text, match, start, end):
                continue
            if rules["only_news"].match(text, match.end(), end) or rules["section_of_account"].fullmatch(match.group()):
                continue
            name = match["name"].strip()
            if len(name) < 2 or not is_shop_site(name):
                continue
            yield Platform(
                evidence=notice.evidence(*_clause(text, match.start(), match.end(), end), "platforms." + rule),
                name=name,
            )


def _under_channels(notice: Notice, start: int) -> bool:
    """Whether a sentence stands under a heading that says that the channels to buy through follow."""
    sections = [section for section in notice.sections if section.start < start < section.end and section.title]
    return any(load("platforms")["ways_to_buy"].search(section.title or "") for section in sections)


def _is_reached(text: str, match: regex.Match[str], start: int, end: int) -> bool:
    """Whether the sentence says how an account is reached: a verb of going there before it, or soon after.

    That one buys in it, or who runs it, says so, too.
    """
    rules = load("platforms")
    going = rules["going_there"]
    after = min(end, match.end() + _NAME_REACH)
    return (
        going.search(text, start, match.start("name")) is not None
        or going.search(text, match.end(), after) is not None
        or rules["buys_there"].match(text, match.end(), end) is not None
        or rules["run_by"].search(text, match.end(), end) is not None
    )


def _clause(text: str, start: int, end: int, limit: int) -> tuple[int, int]:
    """The match and the words after it to the end of the clause: the section to enter stands there."""
    while end < limit and text[end] not in "，,。；;\n":
        end += 1
    return start, end


@dataclass
class _Told:
    """A channel as far as its sentence has told of it."""

    name: str
    start: int
    end: int
    url: str | None = None
    operator: str | None = None
    address: str | None = None

    def tell(self, key: str, value: str | None, end: int) -> None:
        """Adds what a label or address says, unless it has been said before."""
        if key == "way":
            self.end = max(self.end, end)
        elif value and getattr(self, key) is None:
            setattr(self, key, value)
            self.end = max(self.end, end)


def _with_address(notice: Notice, start: int, end: int) -> list[Platform]:
    """The channels named right before an address, a web address or an operator, with what follows of them."""
    told: list[_Told] = []
    current: _Told | None = None
    for kind, label_start, low, high in _anchors(notice, start, end):
        named = _name_before(notice, start, label_start)
        after = _name_after(notice, high, end) if named is None and kind == "url" else None
        if after is not None:
            told.append(_Told(after[0], low, after[1], url=_said(notice, kind, low, high)))
            current = None
        if named is not None and (current is None or named != (current.name, current.start)):
            current = _Told(named[0], named[1], high) if named[0] else None
            told += [current] if current else []
        elif named is None and current is None and kind == "url" and after is None:
            current = _named_far(notice, start, label_start)
            told += [current] if current else []
        if current is not None:
            current.tell(kind, _said(notice, kind, low, high), high)
    return [
        Platform(
            evidence=notice.evidence(channel.start, channel.end, "platforms.address"),
            name=channel.name,
            url=channel.url,
            operator=channel.operator,
            address=channel.address,
        )
        for channel in told
    ]


def _anchors(notice: Notice, start: int, end: int) -> list[tuple[str, int, int, int]]:
    """Where a sentence tells of channels: (what, start of its label, start and end of its value)."""
    labelled = [
        (field.kind, field.label_start + _own_length(field), field.start, field.end)
        for field in fields(notice.text, start, end)
        if field.kind in {"url", "address", "operator", "way"}
    ]
    bare = [
        ("url", start + found.start, start + found.start, start + found.end)
        for found in web.find(notice.text[start:end])
        if found.value.kind == "url" and not _is_replaced(notice.text, start + found.end, end)
    ]
    inside = [(low, _part_end(notice.text, high_from, high)) for _, low, high_from, high in labelled]
    bare += _unlabelled(notice.text, start, end)
    bare = [anchor for anchor in bare if not any(low <= anchor[2] < high for low, high in inside)]
    return sorted([*labelled, *bare], key=lambda anchor: anchor[1])


def _own_length(field: Field) -> int:
    """How many characters before a label's word are a channel's name and none of the label: …展销中心|地址：."""
    return len(field.before) if field.before and is_channel_name(field.before) else 0


def _is_replaced(text: str, after: int, end: int) -> bool:
    """Whether another web address takes the place of the one that ends here: 域名由www.a.cn变更为…."""
    return load("platforms")["replaced_by"].match(text, after, end) is not None


def _part_end(text: str, start: int, end: int) -> int:
    """Where a labelled value's part of a sentence ends: at a semicolon, behind which another channel may be told of."""
    return min((at for mark in "；;" if (at := text.find(mark, start, end)) >= 0), default=end)


def _unlabelled(text: str, start: int, end: int) -> Iterator[tuple[str, int, int, int]]:
    """The addresses that a bracket or 位于 leads on to, and the brackets that give a number."""
    rules = load("platforms")
    moved = rules["moved_to"].finditer(text, start, end)
    for lead in (*rules["address_follows"].finditer(text, start, end), *moved):
        if (match := rules["address_here"].match(text, lead.end(), end)) is not None:
            yield (
                "address",
                lead.end() if lead.group().startswith(("（", "(")) else lead.start(),
                *match.span("address"),
            )
    for rule in ("number_in_bracket", "way_in_bracket"):
        for match in rules[rule].finditer(text, start, end):
            yield "way", match.start() + 1, match.end(), match.end()


def _name_before(notice: Notice, start: int, label_start: int) -> tuple[str, int] | None:
    """A channel's name right before a label, and where it begins; ("", …) for a site where nothing is sold."""
    rules = load("platforms")
    label_start = _before_short_name(notice.text, start, label_start)
    if contact := rules["its_contact"].search(notice.text, max(start, label_start - _NAME_REACH), label_start):
        label_start = contact.start()
    low = max(start, label_start - _NAME_REACH)
    match = rules["name_before"].search(notice.text, low, label_start)
    if match is None or rules["its_own"].search(match["name"]):
        return None
    name, begin = match["name"], match.start("name")
    if (done := rules["after_name"].search(name)) is not None and done.start() >= _LEAST_NAME:
        name = name[: done.start()]
    if account := rules["led_account"].fullmatch(name):
        return (account["name"], begin + account.start("quoted")) if is_shop_site(account["name"]) else None
    if lead := rules["lead_in"].match(name):
        name, begin = name[lead.end() :], begin + lead.end()
    if number := load("captions")["section_number"].match(name):
        name, begin = name[number.end() :], begin + number.end()
    if len(name) < 2 or not is_channel_name(name) or own_name(name) in rules.words["only_kinds"]:
        return None
    if names_firm(name):
        return None
    return (own_name(name), begin) if is_shop_site(name) else ("", begin)


def _name_after(notice: Notice, start: int, end: int) -> tuple[str, int] | None:
    """A channel's name right after its web address, and where it ends."""
    match = load("platforms")["name_after_url"].match(notice.text, start, end)
    if match is None:
        return None
    name = own_name(match["name"])
    if name in load("platforms").words["only_kinds"] or not is_shop_site(name):
        return None
    return name, match.end("name")


def _before_short_name(text: str, start: int, label_start: int) -> int:
    """Where the bracket opens that gives the name before it a shorter one and holds a label; else the label's start."""
    opening = max(text.rfind("（", start, label_start), text.rfind("(", start, label_start))
    if opening < 0 or any(mark in text[opening:label_start] for mark in "）)"):
        return label_start
    short = load("platforms")["short_name"].match(text, opening + 1, label_start)
    return opening if short is not None else label_start


def _said(notice: Notice, kind: str, low: int, high: int) -> str | None:
    if kind == "url":
        return web_address(notice, low, high)
    value = compact(notice.text[low:high]).strip("，,；;。 ")
    closing = value.endswith(("）", ")")) and value.count("（") + value.count("(") < value.count("）") + value.count(
        ")"
    )
    return (value[:-1] if closing else value) or None

"""Sales channels named in running text with the way in: 关注“…”公众号, 下载“…”APP, …平台（网址：…）."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from extract.document import Paragraph
from extract.extractors import channels_addressed, channels_placed, channels_run, channels_titled
from extract.extractors.platform_names import brand, is_shop_site, own_name, web_address
from extract.extractors.ranges import Ranges, open_bracket
from extract.facts import Platform
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
        told += channels_addressed.with_address(notice, start, end)
        told += [one for one in channels_placed.with_firm(notice, start, end) if not _named_in(one, told)]
        told += [one for one in channels_placed.after_address(notice, start, end) if not _within_another(one, told)]
    accounts: list[Platform] = []
    if rules["may_name_account"].search(text, start, end) is not None:
        accounts = [one for one in _accounts(notice, start, end) if not _is_told(text, one, told)]
    if (accounts or told) and not _under_channels(notice, start):
        accounts, told = _selling(text, accounts, told, start, end)
    run = [one for one in channels_run.named_with_operator(notice, runs, start) if not _named_in(one, told)]
    told += [one for one in run if not _is_opened_in(notice.text, one, accounts)]
    return _with_sole_address(notice, [*accounts, *told], start, end)


def _selling(
    text: str, accounts: list[Platform], told: list[Platform], start: int, end: int
) -> tuple[list[Platform], list[Platform]]:
    """The accounts and channels of a sentence without those where it says that one signs up, votes, bids or reads."""
    rules = load("platforms")
    tenders = rules["tenders"].search(text, start, end) is not None
    votes = tenders or rules["votes"].search(text, start, end) is not None
    if not (votes or rules["reads_there"].search(text, start, end)) or rules["one_sells"].search(text, start, end):
        return accounts, told
    read = rules["public_account"]
    accounts = [one for one in accounts if not (votes or read.search(one.evidence.quote))]
    return accounts, [one for one in told if one.url is None or not tenders]


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


def _is_opened_in(text: str, section: Platform, accounts: Sequence[Platform]) -> bool:
    """Whether a channel is a section that one of the accounts of its sentence opens: “…”公众号开设|“…”专栏."""
    if not section.name.endswith(load("platforms").words["bought_at"]):
        return False
    opened, place = load("platforms")["opened_in"], section.evidence.start
    return any(
        one.evidence.start < place and opened.search(text, one.evidence.start, place) is not None for one in accounts
    )


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

"""Names and web addresses of sales channels as printed, and as stored."""

from __future__ import annotations

import re

import regex

from extract.extractors import organizations
from extract.folding import compact
from extract.notice import Notice
from extract.rules import load
from extract.values import web

_QUOTES = regex.compile(r"[“”‘’\"「」『』]")
_CLAUSE = regex.compile(r"[，,；;。]")
_NOT_LETTER = regex.compile(r"[\s\-‐]+")


def own_name(printed: str) -> str:
    """A channel's name: without its number, the remark in brackets after it, and quotation marks around it."""
    name = compact(printed).strip("：: 、，,；;。")
    if number := load("columns")["leading_number"].match(name):
        name = name[number.end() :]
    while True:
        shorter, remark = organizations.without_remark(name)
        if remark is None or len(shorter) < 2 or load("platforms")["branch_bracket"].search(name) is not None:
            break
        name = shorter
    described = load("platforms")["described"].fullmatch(name)
    if described is not None and not is_site_word(described["kind"]):
        return described["name"].strip()
    owned = load("platforms")["owned"].fullmatch(name)
    if owned is not None and (
        owned["name"].endswith(load("platforms").words["platform_endings"])
        or name[: owned.start("name") - 1] in load("platforms").words["only_kinds"]
    ):
        return owned["name"].strip()
    return name


def brand(name: str) -> str:
    """What tells a channel from others: the quoted part of a name that says besides only what kind of channel it is
    (“山货”电子商城), else the name; quotation marks left aside."""
    match = load("platforms")["brand"].fullmatch(name)
    return _QUOTES.sub("", str(match["name"]) if match is not None else name)


def is_site_word(kind: str) -> bool:
    """Whether the word after a quoted name belongs to it (“山货”商城) and is not only what it is (公众号)."""
    return bool(kind.strip()) and load("platforms")["account_word"].search(kind) is None


def names_firm(name: str) -> bool:
    """Whether the quoted part that a name ends in is a firm's as it is registered: one put right or cited."""
    quoted = name.rstrip('”」"') if name.endswith(("”", "」", '"')) else ""
    return organizations.is_legal_entity(re.split('[“「"]', quoted)[-1])


def first_firm(printed: str) -> str:
    """Who runs a channel, without the words of another clause behind the firm's name (…公司，注册咨询)."""
    first = _CLAUSE.split(printed, maxsplit=1)[0]
    return first if organizations.is_legal_entity(first) else printed


def is_channel_name(name: str) -> bool:
    """Whether a name ends like that of a sales channel, its remark and closing quotation mark left aside."""
    rules = load("platforms")
    bare = organizations.without_remark(name)[0].rstrip("”’」\"'")
    if rules["says_to_buy"].search(name) is not None:
        return False
    return (
        bare.endswith(rules.words["platform_endings"])
        or name.endswith(("”", "’", "」"))
        or rules["branch_name"].search(bare) is not None
    )


def account_of(heading: str) -> str | None:
    """The account that a heading tells readers to go to (下载“…”APP); None where it names a channel or nothing."""
    rules = load("platforms")
    match = rules["account"].search(heading)
    if match is None or rules["going_there"].search(heading[: match.start("name")]) is None:
        return None
    return match["name"].strip()


def is_shop_site(name: str) -> bool:
    """Whether a name is not that of a site or house where nothing is sold (门户网站, 申报系统, 体育馆)."""
    words = load("platforms").words
    return not any(word in name for word in words["sites_not_shops"]) and not name.endswith(words["venues"])


def web_address(notice: Notice, start: int, end: int) -> str | None:
    """The first web address in a range; the target of the hyperlink over it where that is the printed address."""
    found = next((f for f in web.find(notice.text[start:end]) if f.value.kind == "url"), None)
    if found is None:
        covering = [link for link in notice.document.links if start <= link.start and link.end <= end]
        return next((link.target for link in covering if link.target.startswith("http")), None)
    printed = found.value.address
    low, high = start + found.start, start + found.end
    for link in notice.document.links:
        if link.start < high and low < link.end and _same_address(link.target, printed):
            return link.target
    return printed


def _same_address(target: str, printed: str) -> bool:
    """Whether two addresses differ in nothing but the scheme, a closing stroke, and breaks of the line."""
    plain = [_NOT_LETTER.sub("", address).split("://")[-1].rstrip("/").lower() for address in (target, printed)]
    return plain[0] == plain[1] or (len(plain[1]) >= 12 and plain[0].startswith(plain[1]))

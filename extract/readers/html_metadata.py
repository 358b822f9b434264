"""What a government page says of itself: its `meta` names and its metadata box (索引号, 发文字号, 成文日期 …)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache

import regex
from lxml import etree

from extract.folding import compact, fold
from extract.readers.html_tree import BLOCKS, drop, names
from extract.rules import load

_LABELS = ("doc_number", "issued_on", "published_on", "issuer", "publisher", "index_number", "other")
_STORED: tuple[str, ...] = ("doc_number", "issuer", "index_number")
_LONGEST_BOX = 1500
_LONGEST_LINE = 200
_NOTHING = {"", "无", "暂无", "-", "--", "—", "——", "/", "空", "null", "0"}
_NUMBER = regex.compile(r"\d.*号|\d{4}\s*[〕\]］﹞）)]")
_SENTENCE = regex.compile(r"[。；：:]$", regex.MULTILINE)
_BREAK = "\x1f"
_BOX_TAGS = ("table", "dl", "ul", "ol", "div", "p", "section", "header", "span", "h6", "h5", "h4", "center", "td", "li")
_PUBLISHED = ("pubdate", "publishdate", "firstpublishedtime", "article:published_time", "publishtime", "datepublished")


@dataclass
class Metadata:
    """What a page says of itself, folded: `values` by label kind, `published_on` as ISO date."""

    values: dict[str, str] = field(default_factory=dict)
    published_on: str | None = None

    def properties(self) -> dict[str, str]:
        """The values under the contract's names; an unreadable date is left out."""
        found = {key: self.values[key] for key in _STORED if key in self.values}
        issued = iso_day(self.values.get("issued_on", ""))
        if issued is not None:
            found["issued_on"] = issued
        return found


def iso_day(text: str) -> str | None:
    """The first day in a text as ISO date; None where there is none that exists."""
    found = load("readers")["web.day"].search(text)
    if found is None:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"])).isoformat()
    except ValueError:
        return None


def meta_names(root: etree._Element) -> dict[str, str]:
    """The page's `meta` names and properties in lower case, with their content."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = (element.get("name") or element.get("property") or "").strip().lower()
        content = fold(element.get("content", "")).strip()
        if name and content:
            found.setdefault(name, content)
    return found


def published_by_meta(metas: dict[str, str]) -> str | None:
    """The day of putting online that `meta` names give."""
    return next((day for name in _PUBLISHED if (day := iso_day(metas.get(name, "")))), None)


def taken_out(root: etree._Element, content_names: frozenset[str]) -> Metadata:
    """Reads the metadata boxes and lines of a page and takes them out of the tree."""
    metadata = Metadata()
    found: list[etree._Element] = []
    inside: set[etree._Element] = set()
    holders: set[etree._Element] = set()
    """Elements with the text or its heading in them: no box, though a box may stand in them."""
    for element in root.iter(etree.Element):
        if element.tag == "h1" or names(element) & content_names:
            holders.update(element.iterancestors())
    for element in root.iter(*_BOX_TAGS):
        if element in inside or names(element) & content_names or element in holders:
            continue
        pairs = _pairs_of(element)
        if pairs is None or _follows_text(element, content_names):
            continue
        found.append(element)
        inside.update(element.iter())
        for kind, value in pairs:
            if value.strip() not in _NOTHING and (kind != "doc_number" or _NUMBER.search(value)):
                metadata.values.setdefault(kind, value)
    for element in found:
        drop(element)
    metadata.published_on = iso_day(metadata.values.get("published_on", ""))
    return metadata


def _follows_text(element: etree._Element, content_names: frozenset[str]) -> bool:
    """Whether an element stands within the notice's own text, after its beginning."""
    container = next((above for above in element.iterancestors() if names(above) & content_names), None)
    if container is None:
        return False
    before = 0
    for node in container.iter():
        if node is element:
            return before > _LONGEST_LINE
        before += len((node.text or "").strip())
    return False


def _pairs_of(element: etree._Element) -> list[tuple[str, str]] | None:
    """The labels and values of a metadata box or line; None where the element is none."""
    length = 0
    for piece in element.itertext():
        length += len(piece.strip())
        if length > _LONGEST_BOX:
            return None
    tokens = list(_tokens(element))
    pairs, adjacent, rest = _paired(tokens)
    kinds = {kind for kind, _ in pairs}
    strong = kinds - {"other", "publisher"}
    if len(rest) > 30 + 0.1 * length or _SENTENCE.search(rest) or adjacent > len(pairs) // 2:
        return None
    if len(pairs) >= 3 and strong:
        return pairs
    if len(pairs) == 2 and strong and length <= _LONGEST_LINE:
        return pairs
    published = next((value for kind, value in pairs if kind == "published_on"), "")
    return pairs if len(pairs) == 1 and iso_day(published) and length <= _LONGEST_LINE else None


def _tokens(element: etree._Element) -> Iterator[str]:
    """The words of an element in the pieces that its blocks and cells make, folded."""
    text = ""
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            if node.tag in BLOCKS or node.tag in ("br", "span", "em", "b", "strong", "i", "label", "font"):
                text += _BREAK
            text += node.text or ""
        else:
            if node.tag in BLOCKS or node.tag in ("span", "em", "b", "strong", "i", "label", "font"):
                text += _BREAK
            if node is not element:
                text += node.tail or ""
    for token in fold(text).split(_BREAK):
        if token.strip():
            yield " ".join(token.split())


@cache
def _label_patterns() -> tuple[regex.Pattern[str], regex.Pattern[str], dict[str, str]]:
    """Patterns of a label alone and of a label with its colon, and each label's kind."""
    kinds = {word: kind for kind in reversed(_LABELS) for word in load("readers").words[f"label_{kind}"]}
    spaced = [r"\s*".join(map(regex.escape, word)) for word in sorted(kinds, key=len, reverse=True)]
    label = "|".join(spaced)
    alone = regex.compile(rf"[\[【（(●■·•]?\s*({label})\s*[\]】]?\s*[：:]?")
    followed = regex.compile(rf"(?|[\[【]\s*({label})\s*[\]】]\s*[：:]?|(?<!\p{{Han}})({label})\s*[：:])")
    return alone, followed, kinds


def _paired(tokens: list[str]) -> tuple[list[tuple[str, str]], int, str]:
    """Labels with their values; how many labels another label follows at once; the words that are neither."""
    alone, followed, kinds = _label_patterns()
    pairs: list[tuple[str, str]] = []
    adjacent, rest = 0, ""
    waiting: str | None = None
    for token in tokens:
        if match := alone.fullmatch(token):
            if waiting is not None:
                adjacent += 1
                pairs.append((waiting, ""))
            waiting = kinds[compact(match[1]).replace(" ", "")]
            continue
        marks = list(followed.finditer(token))
        head = token[: marks[0].start()] if marks else token
        if waiting is not None and head.strip(" ：:"):
            pairs.append((waiting, head.strip(" ：:|")))
            waiting = None
        elif not marks and not waiting:
            rest += head + "\n"
        for at, mark in enumerate(marks):
            end = marks[at + 1].start() if at + 1 < len(marks) else len(token)
            value = token[mark.end() : end].strip(" |｜;；")
            kind = kinds[compact(mark[1]).replace(" ", "")]
            if value or at + 1 < len(marks):
                pairs.append((kind, value))
            else:
                waiting = kind
    if waiting is not None:
        pairs.append((waiting, ""))
    return pairs, adjacent, rest

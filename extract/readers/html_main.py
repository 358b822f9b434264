"""Which element of a web page holds the notice, and what of the lines around it is the page's own."""

from __future__ import annotations

from collections.abc import Sequence

import regex
from lxml import etree

from extract.readers.assembly import Grid, Item, Line, clean, plain_text
from extract.readers.html_tree import BLOCKS, drop, is_link, name_parts, names, words
from extract.rules import load

_CONTAINERS = frozenset(
    {"article", "body", "center", "div", "form", "main", "section", "table", "tbody", "td", "tr", "span", "font"}
)
_SHORT = 160
_LEAST_NAMED = 0.35
"""The part of a page's words that an element needs for its name to be believed."""
_EDGE_LINES = 8
_MOST_FURNITURE = 0.4
"""An element with a larger part of the page's words than this is no furniture, whatever its name."""


class _Weights:
    """How many characters each element holds, and how many of them in links."""

    def __init__(self, root: etree._Element) -> None:
        self.all: dict[etree._Element, int] = {}
        self.linked: dict[etree._Element, int] = {}
        for _, element in etree.iterwalk(root, events=("end",)):
            own = len("".join((element.text or "").split()))
            linked = 0
            for child in element:
                own += self.all.get(child, 0) + len("".join((child.tail or "").split()))
                linked += self.linked.get(child, 0)
            self.all[element] = own
            self.linked[element] = own if is_link(element) else linked

    def plain(self, element: etree._Element) -> int:
        return self.all.get(element, 0) - self.linked.get(element, 0)


def pruned(root: etree._Element, content_names: frozenset[str]) -> None:
    """Takes navigation, side bars, footers and lists of links out of the tree, outside the named content."""
    furniture = frozenset(load("readers").words["furniture_names"])
    weights = _Weights(root)
    total = max(1, weights.plain(root))
    kept: set[etree._Element] = set()
    for element in root.iter(etree.Element):
        if names(element) & content_names:
            kept.update(element.iterancestors())
            kept.update(element.iter())
    dropped: set[etree._Element] = set()
    for element in list(root.iter(etree.Element)):
        if element in kept or element.getparent() in dropped:
            if element.getparent() in dropped:
                dropped.add(element)
            continue
        if weights.plain(element) > _MOST_FURNITURE * total:
            continue
        named = element.tag in ("nav", "footer", "aside") or bool(name_parts(element) & furniture)
        if (named and element.tag not in ("html", "body", "h1")) or _is_link_list(element, weights):
            drop(element)
            dropped.add(element)


def _is_link_list(element: etree._Element, weights: _Weights) -> bool:
    if element.tag not in BLOCKS or element.tag in ("html", "body"):
        return False
    links = [link for link in element.iter("a") if is_link(link) and words(link)]
    if len(links) < 4 or any(is_attachment(link.get("href", "")) for link in links):
        return False
    return weights.linked[element] > 0.7 * weights.all[element]


_FILE = regex.compile(
    r"\.(?:docx?|wps|xlsx?|et|pdf|ofd|ceb|rtf|odt|rar|zip|7z|pptx?|csv|txt)(?:$|[?#&])", regex.IGNORECASE
)


def is_attachment(target: str) -> bool:
    """Whether a link points to a document file or an archive."""
    return _FILE.search(target) is not None


def main_element(root: etree._Element, content_names: frozenset[str], title: str) -> etree._Element:
    """The smallest element that holds the notice: outside it there is only what belongs to the page."""
    weights = _Weights(root)
    body = root.find(".//body")
    node = body if body is not None else root
    best = _named(node, content_names, weights)
    if best is not None and weights.all[best] >= 20 and weights.plain(best) >= _LEAST_NAMED * weights.plain(node):
        return best
    while True:
        child = _dominant(node, weights, title)
        if child is None:
            break
        node = child
    # A table that stays whole is part of the notice, not its frame.
    while node.tag in ("table", "tbody", "tr") and (above := node.getparent()) is not None:
        node = above
    return node


def _named(node: etree._Element, content_names: frozenset[str], weights: _Weights) -> etree._Element | None:
    """The element whose name says that it holds the text; where several do, each with its part, what holds them all.

    Of two with the same words (pages repeat the text for telephones) the second is taken out of the tree.
    """
    outermost: list[etree._Element] = []
    inside: set[etree._Element] = set()
    for element in node.iter(etree.Element):
        if element not in inside and names(element) & content_names and weights.all[element]:
            outermost.append(element)
            inside.update(element.iter())
    seen: set[str] = set()
    for element in list(outermost):
        text = words(element)
        if text in seen:
            outermost.remove(element)
            drop(element)
        seen.add(text)
    most = max((weights.plain(element) for element in outermost), default=0)
    parts = [element for element in outermost if 10 * weights.plain(element) >= most]
    if len(parts) < 2:
        return parts[0] if parts else None
    above = [list(element.iterancestors()) for element in parts]
    common = next((each for each in above[0] if all(each in others for others in above[1:])), None)
    return max(parts, key=weights.plain) if common is node else common


def _dominant(node: etree._Element, weights: _Weights, title: str) -> etree._Element | None:
    """The child beside which the node holds only the page's own words; None where there is none."""
    children = [child for child in node if isinstance(child.tag, str)]
    best = max(children, key=lambda child: weights.plain(child), default=None)
    if best is None or best.tag not in _CONTAINERS or 2 * weights.plain(best) < weights.plain(node):
        return None
    if (node.text or "").strip() or any((child.tail or "").strip() for child in children):
        return None
    others = [child for child in children if child is not best and weights.all[child]]
    return best if all(_is_furniture(child, weights, title) for child in others) else None


def _is_furniture(element: etree._Element, weights: _Weights, title: str) -> bool:
    text = words(element)
    if text == "".join(title.split()) or (2 * weights.linked[element] > weights.all[element] and len(text) < 2000):
        return not any(is_attachment(link.get("href", "")) for link in element.iter("a"))
    lines = [clean(piece) for piece in "\n".join(map(str, element.itertext())).split("\n") if clean(piece)]
    return is_page_line(clean(" ".join(lines))) or all(is_page_line(line) for line in lines)


def is_page_line(text: str, edge: bool = True) -> bool:
    """Whether a line belongs to the page, not to the notice; `edge` says that it stands above or below the text."""
    rules = load("readers")
    if not text or len(text) > _SHORT:
        return False
    kinds = ("web.crumbs", "web.tools", "web.info") if edge else ("web.crumbs", "web.tools")
    return any(rules[kind].search(text) is not None for kind in kinds)


def without_page_lines(items: Sequence[Item]) -> list[Item]:
    """The items without the page's lines above, within and below the notice."""
    rules = load("readers")
    kept: list[Item] = []
    for at, item in enumerate(items):
        text = clean(item.text) if isinstance(item, Line) else ""
        edge = at < _EDGE_LINES or at >= len(items) - _EDGE_LINES
        first = len(kept) < 3 and rules["web.day_line"].search(text) is not None
        if not (first or is_page_line(text, edge=edge)):
            kept.append(item)
    kept = kept[: _end(kept)]
    for at in range(len(kept) - 1, max(-1, len(kept) - 1 - _EDGE_LINES), -1):
        item = kept[at]
        if isinstance(item, Line) and rules["web.credit"].search(clean(item.text)) is not None:
            del kept[at]
    return kept


def _end(items: Sequence[Item]) -> int:
    """Where what follows the notice on its page begins."""
    rule = load("readers")["web.after"]
    lengths = [len(plain_text([item])) for item in items]
    total = sum(lengths)
    before = 0
    for at, item in enumerate(items):
        if isinstance(item, Line) and len(clean(item.text)) <= _SHORT and rule.search(clean(item.text)) is not None:
            rest = items[at:]
            if before >= 0.5 * total and not any(isinstance(later, Grid) for later in rest):
                return at
        before += lengths[at]
    return len(items)

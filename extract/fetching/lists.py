"""What a list page lists: the notices with address, title and day, and where the list goes on.

Lists of government sites come in several shapes, all of which are read without running a script: plain links;
the rows of a template that a script would fill in (`<record><![CDATA[<li>…`), in the page or as an answer of
their own; JSON, as an answer or assigned to a variable of a script; and page numbers that a script would draw.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import quote

import regex
from lxml import etree
from lxml.cssselect import CSSSelector

from extract.fetching.client import Answer, joined, normal
from extract.fetching.errors import FetchError, Refused
from extract.fetching.pages import answer_text, base_of, full_address, links_in, tree_of
from extract.fetching.sources import JsonItems, Numbered, Source

_RECORD = regex.compile(r"\s*<!\[CDATA\[(.*?)\]\]>\s*</record>", regex.DOTALL)
_DAY = regex.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})(?!\d)")
_PAGER = regex.compile(
    r"""createPageHTML\w*\(\s*["']?(?P<count>\d{1,5})["']?\s*,\s*["']?(?P<index>\d{1,5})["']?\s*,
        \s*["'](?P<name>[\w./-]{1,80})["']\s*,\s*["'](?P<ending>\w{2,6})["']""",
    regex.VERBOSE,
)
_NEXT_WORDS = regex.compile(r"(?:下一页|下页|后一页|后页|[Nn]ext(?:\s?[Pp]age)?)[>»›]*|[>»›]")
_FIELD = regex.compile(r"\{([\w.]+)\}")
_ROWS = frozenset({"li", "tr", "dd", "dt"})
_LONGEST_ROW = 600


@dataclass(frozen=True)
class Item:
    """A notice as a list names it; the title is empty and the day None where the list gives none."""

    address: str
    title: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Listing:
    """What one page of a list holds, in its order, and the address of the next page.

    `links` counts what has the form of a notice's link, those of other titles and earlier days included.
    """

    items: tuple[Item, ...]
    next: str | None = None
    links: int = 0


def listing(answer: Answer, source: Source, page: int = 1) -> Listing:
    """The notices of a list's page number `page`, those that the source does not want left out.

    Raises FetchError where the answer is not what the source says it is.
    """
    text = answer_text(answer, source.encoding)
    if source.json is not None:
        found = list(_json_items(text, source.json, answer.address))
        onward = None
    else:
        root = tree_of(text)
        records = tree_of(f"<ul>{_records(text)}</ul>") if "<record>" in text else None
        found = [] if root is None else list(_links(root, source, answer.address))
        base = answer.address if root is None else base_of(root, answer.address)
        found += [] if records is None else list(_linked(links_in(records), base))
        onward = None if root is None else _next(root, text, source, answer.address)
    found = [item for item in found if source.link_pattern is None or source.link_pattern.search(item.address)]
    kept = {item.address: item for item in reversed(found) if wanted(item, source)}
    following = _numbered(source.pages, page + 1) if source.pages else onward
    return Listing(tuple(reversed(kept.values())), following, len(found))


def _records(text: str) -> str:
    """The rows that a script would draw, as they stand."""
    # Parted first: a search over the whole would begin anew at each of many that are not closed.
    rows = (_RECORD.match(piece) for piece in text.split("<record>")[1:])
    return "".join(row[1] for row in rows if row)


def wanted(item: Item, source: Source) -> bool:
    """Whether a source wants an item, by its patterns and its first day."""
    if source.link_pattern is not None and source.link_pattern.search(item.address) is None:
        return False
    if source.title_pattern is not None and source.title_pattern.search(item.title) is None:
        return False
    return source.since is None or item.day is None or item.day >= source.since


def _links(root: etree._Element, source: Source, address: str) -> Iterator[Item]:
    chosen = [root] if source.links is None else _selected(source.links, root)
    yield from _linked((link for element in chosen for link in links_in(element)), base_of(root, address))


def _selected(selector: CSSSelector, root: etree._Element) -> list[etree._Element]:
    found = selector(root)
    return [element for element in found if isinstance(element, etree._Element)] if isinstance(found, list) else []


def _linked(links: Iterator[etree._Element], base: str) -> Iterator[Item]:
    rows: dict[etree._Element, str | None] = {}
    for link in links:
        address = full_address(link.get("href", ""), base)
        if address is None:
            continue
        row = next((above for above in link.iterancestors() if above.tag in _ROWS), link.getparent())
        if row is not None and row not in rows:
            rows[row] = _words_of_row(row)
        yield Item(address, _title(link), None if row is None else _day_beside(link, rows[row]))


def _title(link: etree._Element) -> str:
    """A link's words, or its `title` where that says more: lists cut long titles short."""
    shown = " ".join("".join(map(str, link.itertext())).split())
    stated = " ".join(link.get("title", "").split())
    return stated if len(stated) > len(shown.rstrip("….")) and not shown.startswith(stated) else shown


def _words_of_row(row: etree._Element) -> str | None:
    """The words of a list's row; None for what is too long to be one."""
    words = ""
    for piece in row.itertext():
        words += str(piece)
        if len(words) > _LONGEST_ROW:
            return None
    return words


def _day_beside(link: etree._Element, words: str | None) -> date | None:
    """The day in the row of a link, outside the link before within it."""
    if words is None:
        return None
    own = "".join(map(str, link.itertext()))
    return day_in(words.replace(own, " ", 1)) or day_in(own)


def day_in(text: str) -> date | None:
    """The first day in a text; None where there is none that exists."""
    for found in _DAY.finditer(text):
        with suppress(ValueError):
            return date(*map(int, found.groups()))
    return None


def _next(root: etree._Element, text: str, source: Source, address: str) -> str | None:
    base = base_of(root, address)
    if source.next is not None:
        chosen = [link for element in _selected(source.next, root) for link in links_in(element)]
    else:
        chosen = [link for link in links_in(root) if _NEXT_WORDS.fullmatch(_words(link))]
    for link in chosen:
        target = full_address(link.get("href", ""), base)
        if target is not None and target != address:
            return target
    pager = _PAGER.search(text)
    if source.next is None and pager is not None and int(pager["index"]) + 1 < int(pager["count"]):
        return full_address(f"{pager['name']}_{int(pager['index']) + 1}.{pager['ending']}", base)
    return None


def _words(link: etree._Element) -> str:
    return "".join("".join(map(str, link.itertext())).split())


def _numbered(pages: Numbered, page: int) -> str | None:
    """The address of a list's page by its number, counted from 1 for the first."""
    number = pages.first + (page - 2) * pages.step
    if pages.last is not None and number > pages.last:
        return None
    values = {"{n}": number, "{from}": (page - 1) * pages.rows + 1, "{to}": page * pages.rows}
    address = pages.address
    for mark, value in values.items():
        address = address.replace(mark, str(value))
    return address


def _json_items(text: str, where: JsonItems, base: str) -> Iterator[Item]:
    found = _at(_json(text, where.variable), where.items)
    if isinstance(found, Mapping):
        found = list(found.values())
    if not isinstance(found, list):
        raise FetchError(f"its JSON has no list at items = {where.items!r}; look at the answer and correct json")
    for one in found:
        record = one if isinstance(one, Mapping) else {"url": one}
        written = _address(record, where.address)
        if not written:
            continue
        with suppress(Refused):
            title = " ".join(regex.sub(r"<[^>]{0,200}>", "", str(_at(record, where.title) or "")).split())
            day = _day_of(_at(record, where.date)) if where.date else None
            yield Item(normal(joined(base, written)), title, day)


def _json(text: str, variable: str | None) -> Any:
    """The JSON of an answer, also within the call of a function (JSONP), or that a script assigns to a variable."""
    if variable is not None:
        found = regex.search(rf"(?<![\w.]){regex.escape(variable)}\s*=\s*(?=[\[{{])", text)
        if found is None:
            raise FetchError(f"no script in it assigns anything to {variable}; look at the page and correct json")
        text = text[found.end() :]
    text = text.lstrip("\ufeff \t\r\n")
    if variable is None and text[:1] not in ("[", "{"):
        text = text[text.find("(") + 1 :].lstrip()
    try:
        return json.JSONDecoder(strict=False).raw_decode(text)[0]
    except (ValueError, RecursionError) as error:
        # Scripts write strings in single quotes, which JSON does not.
        plain = regex.match(r"\[[^\[\]{}]{0,200000}\]", text)
        if plain is not None:
            with suppress(ValueError, SyntaxError, MemoryError, RecursionError):
                return ast.literal_eval(plain.group())
        raise FetchError(f"it is not JSON ({error})") from error


def _at(value: Any, path: str) -> Any:
    """What stands at a path such as `data.list.0`; the value itself for an empty one."""
    for part in filter(None, path.split(".")):
        if isinstance(value, Mapping):
            value = value.get(part)
        elif isinstance(value, list) and part.isdecimal() and int(part) < len(value):
            value = value[int(part)]
        else:
            return None
    return value


def _address(record: Mapping[str, Any], written: str) -> str:
    if "{" in written:
        return _FIELD.sub(lambda field: quote(str(_at(record, field[1]) or ""), safe=""), written)
    found = _at(record, written)
    return found.strip() if isinstance(found, str) else ""


def _day_of(value: Any) -> date | None:
    """A day as JSON gives it: in words, or in seconds or thousandths of them since 1970."""
    if isinstance(value, str) and not (value.isdecimal() and len(value) >= 10):
        return day_in(value)
    with suppress(ValueError, OverflowError, OSError, TypeError):
        number = float(value)
        return datetime.fromtimestamp(number / 1000 if number > 1e11 else number, UTC).date()
    return None

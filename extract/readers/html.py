"""HTML → Document: the notice out of a government page, with its tables, links, attachments and metadata.

Left behind are scripts, hidden elements, navigation, the path to the page, buttons, related
links and the site's footer. The metadata box goes to `Document.properties`, the day of putting
online to `Document.published_on`. Nothing is ever fetched.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from lxml import etree

from extract.document import Document, Link
from extract.folding import fold
from extract.readers.assembly import assemble, clean
from extract.readers.columns import with_tables
from extract.readers.errors import ReadError
from extract.readers.grid_pieces import joined
from extract.readers.html_content import ContentReader, link_target
from extract.readers.html_main import is_attachment, main_element, pruned, without_page_lines
from extract.readers.html_metadata import Metadata, iso_day, meta_names, published_by_meta, taken_out
from extract.readers.html_title import page_title, with_title
from extract.readers.html_tree import names, parsed, text_of, without_hidden, words
from extract.rules import load

MEDIA_TYPE = "text/html"
_NO_TEXT = "save the page from the browser with its text, or hand in the PDF or Word file"


def read_html(data: bytes) -> Document:
    """The document in a web page's bytes. Raises ReadError where it is no page or has no text."""
    root = parsed(data)
    try:
        return _read(root)
    except RecursionError as error:
        raise ReadError("the web page is nested too deeply", _NO_TEXT) from error


def _read(root: etree._Element) -> Document:
    content_names = frozenset(load("readers").words["content_names"])
    metas = meta_names(root)
    base = _own_address(root, metas)
    title = page_title(root, metas)
    without_hidden(root, content_names)
    linked_files = _linked_files(root, base)
    metadata = taken_out(root, content_names)
    published = metadata.published_on or published_by_meta(metas) or _printed_day(root, content_names)
    pruned(root, content_names)
    main = main_element(root, content_names, title)
    if "doc_number" not in metadata.values:
        _number_above(main, metadata)
    items = without_page_lines(ContentReader(base).read(main))
    assembly = assemble(joined(with_tables(with_title(items, title))))
    if not assembly.text or (not items and not title):
        raise ReadError("the web page has no text of its own", _NO_TEXT)
    text = assembly.text
    attachments = tuple(
        link for link in assembly.links if is_attachment(link.target) or is_attachment(text[link.start : link.end])
    )
    inside = {link.target for link in attachments}
    end = len(assembly.text)
    attachments += tuple(Link(end, end, target) for target in linked_files if target not in inside)
    return Document(
        assembly.text,
        assembly.blocks,
        MEDIA_TYPE,
        links=assembly.links,
        published_on=published,
        properties=metadata.properties(),
        attachments=attachments,
    )


def _own_address(root: etree._Element, metas: dict[str, str]) -> str | None:
    """The page's full address where it states one: `base`, the canonical link, or `og:url`."""
    stated = [element.get("href", "") for element in root.iter("base")]
    stated += [
        element.get("href", "") for element in root.iter("link") if element.get("rel", "").lower() == "canonical"
    ]
    stated.append(metas.get("og:url", ""))
    return next((address.strip() for address in stated if _is_full(address)), None)


def _is_full(address: str) -> bool:
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _linked_files(root: etree._Element, base: str | None) -> list[str]:
    """The document files that the page links to, in order, each once, navigation left out."""
    furniture = {"nav", "footer", "sidebar", "foot", "header"}
    found: list[str] = []
    for link in root.iter("a"):
        target = link_target(link.get("href", ""), base)
        if target is None or target in found or not (is_attachment(target) or is_attachment(words(link))):
            continue
        if not any(above.tag in furniture or names(above) & furniture for above in link.iterancestors()):
            found.append(target)
    return found


def _printed_day(root: etree._Element, content_names: frozenset[str]) -> str | None:
    """The day in a line like `2021-10-15 来源：…` above the text."""
    rules = [load("readers")[name] for name in ("web.info", "web.day_line")]
    for element in root.iter("div", "p", "span", "h6", "td", "li", "em", "time"):
        if names(element) & content_names:
            return None
        text = clean(text_of(element)) if len(element) < 12 else ""
        found = 8 <= len(text) <= 160 and any(rule.search(text) is not None for rule in rules)
        if found and (day := iso_day(text)):
            return day
    return None


def _number_above(main: etree._Element, metadata: Metadata) -> None:
    """Takes the document number from a line of its own between the title and the text, outside the text."""
    rule = load("readers")["web.number_line"]
    for element in main.iterancestors():
        for before in element.iterchildren("p", "div", "h2", "h3", "h4", "center", "span"):
            if before is main or main in before.iter():
                break
            if found := rule.search(fold(words(before))):
                metadata.values["doc_number"] = found["number"]
                return

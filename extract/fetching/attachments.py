"""The files that a notice's page links to as its own: annexes, and the notice itself in another format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from extract.fetching.pages import base_of, file_in_viewer, full_address, links_in
from extract.readers.html_main import is_attachment
from extract.readers.html_tree import names
from extract.rules import load

_FURNITURE = frozenset(
    {
        "nav",
        "footer",
        "foot",
        "header",
        "sidebar",
        "aside",
        "related",
        "recommend",
        "xgwd",
        "xglj",
        "xgwz",
        "breadcrumb",
    }
)
_FRAMES = {"iframe": "src", "embed": "src", "object": "data"}


@dataclass(frozen=True)
class FileLink:
    """A link to a file: its address, the link's words, and its `title`."""

    address: str
    words: str = ""
    title: str = ""


def file_links(root: etree._Element, address: str) -> list[FileLink]:
    """The files that a page at an address links to, in order, each once; navigation and footer left out."""
    base = base_of(root, address)
    found: dict[str, FileLink] = {}
    for element, target in _targets(root):
        full = full_address(target, base)
        if full is None or full == address:
            continue
        full = file_in_viewer(full) or full
        words = " ".join("".join(map(str, element.itertext())).split())
        named = (element.get("title") or element.get("download") or "").strip()
        files = is_attachment(full) or is_attachment(words) or is_attachment(named)
        if (files or _calls_itself_annex(words, full)) and not _is_furniture(element):
            found.setdefault(full, FileLink(full, words, named))
    return list(found.values())


def _targets(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for link in links_in(root):
        yield link, link.get("href", "")
    for tag, attribute in _FRAMES.items():
        for element in root.iter(tag):
            yield element, element.get(attribute, "")


def _calls_itself_annex(words: str, address: str) -> bool:
    """Whether a link whose address shows no kind of file says by its words that it leads to an annex."""
    page = address.rpartition("/")[2].lower().endswith((".html", ".htm", ".shtml", "/", ".css", ".js"))
    return not page and 0 < len(words) <= 80 and load("bundles")["annex_name"].match(words) is not None


def _is_furniture(element: etree._Element) -> bool:
    return any(
        above.tag in ("nav", "footer", "header", "aside") or names(above) & _FURNITURE
        for above in element.iterancestors()
    )

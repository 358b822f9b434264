"""A fetched page as text and as a tree, and the links in it as full addresses."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import regex
from lxml import etree

from extract.fetching.client import Answer, joined, normal
from extract.fetching.errors import Refused
from extract.readers.assembly import clean
from extract.readers.charsets import decoded
from extract.readers.errors import ReadError
from extract.readers.html_main import is_page_line
from extract.readers.html_tree import BLOCKS, parsed, text_of, without_hidden, words

_CHARSET = regex.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", regex.IGNORECASE)
_NOT_IN_XML = regex.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_REFRESH = regex.compile(r"""^\s*\d{1,3}\s*[;,]\s*url\s*=\s*["']?(.*?)["']?\s*$""", regex.IGNORECASE)
_LOCATION = regex.compile(
    r"""(?<![\w.])(?:(?:window|self|top|document|parent)\.)?location(?:\.href)?
        (?:\s*=\s*|\.(?:replace|assign)\(\s*)["']([^"'<>\s]{1,500})["']""",
    regex.VERBOSE,
)
_LONGEST_REFRESH = 2000
_FEWEST_WORDS = 40
"""A page with fewer characters than these besides its scripts has nothing to say itself."""
_QUICK = regex.compile(r"^\s*[0-5]\s*[;,]")


def answer_text(answer: Answer, encoding: str | None = None) -> str:
    """An answer as text: in the encoding given, else in the one its bytes agree with. Raises Refused for no text."""
    if encoding is not None:
        return answer.data.decode(encoding, "replace")
    stated = _CHARSET.search(answer.header("Content-Type") or "") or _CHARSET.search(
        answer.data[:4096].decode("latin-1")
    )
    text = decoded(answer.data, stated[1] if stated else None)
    if text is None:
        raise Refused("it is no text in any encoding that is read")
    return text


def is_page(answer: Answer) -> bool:
    """Whether an answer is a web page, by its beginning before by what the site says."""
    head = answer.data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"%pdf", b"pk\x03\x04", b"\xd0\xcf\x11\xe0", b"rar!", b"7z\xbc\xaf", b"{\\rtf")):
        return False
    return head.startswith((b"<!doctype html", b"<html")) or b"<html" in head or "html" in answer.media_type


def tree_of(text: str) -> etree._Element | None:
    """The root of a page; None for an empty one. Scripts in it are text."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(_NOT_IN_XML.sub(" ", text).encode("utf-8"), parser)
    except (etree.LxmlError, ValueError):
        return None


def base_of(root: etree._Element, address: str) -> str:
    """What relative links of a page are relative to: its own address where what it states is no address."""
    stated = next((element.get("href", "").strip() for element in root.iter("base") if element.get("href")), "")
    return full_address(stated, address) or address


def full_address(href: str, base: str) -> str | None:
    """A link's target as a full address; None for scripts, anchors and what is none."""
    href = "".join(href.split()) if "://" in href else href.strip()
    if (
        not href
        or href.startswith("#")
        or href.lower().startswith(("javascript:", "mailto:", "tel:", "data:", "about:"))
    ):
        return None
    try:
        return normal(joined(base, href.replace("\\", "/")))
    except Refused:
        return None


def links_in(element: etree._Element) -> Iterator[etree._Element]:
    """The links in an element, itself included."""
    yield from (link for link in element.iter("a", "area") if link.get("href"))


def led_on_to(root: etree._Element, address: str) -> str | None:
    """Where a page leads a browser at once: by its `meta` refresh, or, without words of its own, by a script's address.

    The script is not run: only an address that it names as it stands counts.
    """
    for element in root.iter("meta"):
        content = element.get("content", "")[:_LONGEST_REFRESH]
        if element.get("http-equiv", "").lower() == "refresh" and _QUICK.match(content):
            found = _REFRESH.match(content)
            target = full_address(found[1], base_of(root, address)) if found else None
            if target is not None and target != address:
                return target
    body = root.find(".//body")
    if body is None or len(words(body)) - sum(len(words(script)) for script in body.iter("script")) < _FEWEST_WORDS:
        for script in root.iter("script"):
            found = _LOCATION.search((script.text or "")[:_LONGEST_REFRESH])
            target = full_address(found[1], base_of(root, address)) if found else None
            if target is not None and target != address:
                return target
    return None


def show_the_same(one: bytes, other: bytes) -> bool:
    """Whether two pages show the same words, those of the page's own (how often it was read) aside."""
    try:
        return _shown(parsed(one)) == _shown(parsed(other))
    except (ReadError, RecursionError):
        return False


def _shown(root: etree._Element) -> list[str]:
    without_hidden(root, frozenset())
    lines: list[str] = []
    for element in root.iter(*BLOCKS):
        if any(child.tag in BLOCKS for child in element.iterdescendants()):
            pieces = [element.text, *(child.tail for child in element if child.tag in BLOCKS)]
        else:
            pieces = [text_of(element)]
        lines += [line for piece in pieces if (line := clean(piece or "")) and not is_page_line(line)]
    return lines


def file_in_viewer(address: str) -> str | None:
    """The full address of the file that a page's viewer shows (`viewer.html?file=/a.pdf`); None where it shows none."""
    for name, values in parse_qs(urlsplit(address).query).items():
        if name.lower() in ("file", "url", "src", "pdf", "pdfurl") and values[0].lower().endswith((".pdf", ".ofd")):
            return full_address(values[0], address)
    return None

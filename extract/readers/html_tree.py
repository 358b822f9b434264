"""A web page as a tree: parsed safely, freed of what is never shown, and asked about names and styles."""

from __future__ import annotations

import regex
from lxml import etree

from extract.readers.charsets import decoded
from extract.readers.errors import ReadError

# fmt: off
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
})
# fmt: on
"""Elements that end the line before them and the line they hold."""
_NEVER_SHOWN = (
    "script", "style", "noscript", "template", "iframe", "object", "embed", "applet", "audio", "video", "svg", "canvas",
    "input", "select", "textarea", "button", "option", "map", "link", "base", "head", "del", "xml",
)  # fmt: skip
_STATED_CHARSET = regex.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", regex.IGNORECASE)
_XML_CHARSET = regex.compile(rb"""^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]{2,40})""")
_NAME_PART = regex.compile(r"[-_\s]+")
_HIDDEN = regex.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", regex.IGNORECASE)
_NOT_IN_XML = regex.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_PAGE_GONE = "save the page from the browser with its text, or hand in the PDF or Word file"


def parsed(data: bytes) -> etree._Element:
    """The page's root element. Raises ReadError where the bytes are no page with a body."""
    head = data[:8192]
    stated = _STATED_CHARSET.search(head) or _XML_CHARSET.search(head)
    text = decoded(data, stated=stated[1].decode("ascii") if stated else None)
    if text is None:
        raise ReadError("the web page is in no character set that is read", _PAGE_GONE)
    text = _NOT_IN_XML.sub(" ", text)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise ReadError("the web page is not readable HTML", _PAGE_GONE) from error
    if root is None:
        raise ReadError("the web page is empty", _PAGE_GONE)
    if any("depth" in entry.message for entry in parser.error_log):
        raise ReadError("the web page is nested too deeply", _PAGE_GONE)
    return root


def without_hidden(root: etree._Element, kept: frozenset[str]) -> None:
    """Takes out of the tree what a browser never shows; elements named in `kept` stay, for scripts show those."""
    etree.strip_elements(root, *_NEVER_SHOWN, with_tail=False)
    for element in list(root.iter(etree.Element)):
        hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")) is not None
        if hidden and not names(element) & kept and element.getparent() is not None:
            drop(element)


def drop(element: etree._Element) -> None:
    """Takes an element out of the tree; the text after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        previous = element.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def names(element: etree._Element) -> set[str]:
    """An element's id and classes in lower case."""
    return set(f"{element.get('id', '')} {element.get('class', '')}".lower().split())


def name_parts(element: etree._Element) -> set[str]:
    """The id and classes whole and in their parts between hyphens and underscores."""
    whole = names(element)
    return whole.union(*(_NAME_PART.split(name) for name in whole))


def style_of(element: etree._Element) -> dict[str, str]:
    """The declarations of an element's `style` attribute, in lower case."""
    style = element.get("style")
    if not style:
        return {}
    found = {}
    for declaration in style.lower().split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            found[name.strip()] = value.strip()
    return found


def text_of(element: etree._Element) -> str:
    """All text within an element, as it stands."""
    return "".join(map(str, element.itertext()))


def words(element: etree._Element) -> str:
    """An element's text without any white space."""
    return "".join(text_of(element).split())


def is_link(element: etree._Element) -> bool:
    """Whether an element is a hyperlink."""
    return element.tag == "a" and element.get("href") is not None

"""Whether an original may be shown to everybody: only where all that can be read out of it hides nothing.

What cannot be looked through (pictures, old formats, archives, damaged files, files in files) is held to hide
something. `Verdict.pages` are pages of which a picture may be shown though the file may not.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree
from lxml import html as lxml_html

from extract.publishing.hiding import Hiding
from extract.readers.charsets import decoded
from extract.readers.errors import ReadError
from extract.readers.kinds import kind_of

_TEXTS = ("plain", "csv", "markdown")
_PACKAGES = ("docx", "xlsx")
_EMBEDDED = re.compile(r"data:[\w.+-]*/[\w.+-]*[;,]|<\s*(?:embed|object|iframe|svg)\b", re.IGNORECASE)
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
_BLOCKS = frozenset(
    ("p", "div", "td", "th", "li", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "title", "body", "br", "hr")
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a file may be published as it is, which of its pages may be shown otherwise, and why not all."""

    original: bool
    pages: tuple[int, ...] = ()
    reason: str = ""


def vet(data: bytes, filename: str, hiding: Hiding, registered: Sequence[str] = ()) -> Verdict:
    """What may be shown of a file; `registered` are the texts that the registry has of it. Never raises."""
    if hiding.hides_nothing:
        return Verdict(True)
    try:
        kind = kind_of(data, filename)
    except ReadError:
        return Verdict(False, reason="unknown kind")
    try:
        return _vet(kind, data, hiding, registered)
    except MemoryError:
        raise
    except Exception as error:  # what is damaged makes libraries raise whatever comes first
        return Verdict(False, reason=f"cannot be looked through ({type(error).__name__})")


def _vet(kind: str, data: bytes, hiding: Hiding, registered: Sequence[str]) -> Verdict:
    if kind == "pdf":
        from extract.publishing.vetting_pdf import vet_pdf

        return vet_pdf(data, hiding, registered)
    if kind == "picture":
        from extract.publishing.vetting_scans import vet_picture

        return vet_picture(data, hiding, registered)
    if any(map(hiding.hides_in, registered)) or hides_raw(data, hiding):
        return Verdict(False, reason="hides something")
    if kind in _TEXTS:
        return _of(text_hides(decoded(data), hiding))
    if kind == "html":
        return _of(html_hides(data, hiding))
    if kind in _PACKAGES:
        from extract.publishing.vetting_office import package_hides

        return _of(package_hides(data, hiding))
    return Verdict(False, reason=f"cannot be looked through ({kind})")


def _of(hides: bool) -> Verdict:
    return Verdict(False, reason="hides something") if hides else Verdict(True)


def text_hides(text: str | None, hiding: Hiding) -> bool:
    """Whether a text hides something, or is none."""
    return text is None or "\ufffd" in text or hiding.hides_in(text)


def hides_raw(data: bytes, hiding: Hiding) -> bool:
    """Whether the bytes themselves hold a hidden number as plain text of one or two bytes a character."""
    raw = data.decode("latin-1")
    return any(
        bool(hiding.numbers.places_in(piece)) for piece in (*_digit_runs(raw), *_digit_runs(raw.replace("\0", "")))
    )


_DIGITS = re.compile(r"[0-9][0-9 \-]{5,40}[0-9]")


def _digit_runs(raw: str) -> Iterable[str]:
    return (match.group() for match in _DIGITS.finditer(raw))


def html_hides(data: bytes, hiding: Hiding) -> bool:
    """Whether a web page hides something: in its text, however it is cut by tags, its source, scripts or remarks."""
    source = decoded(data, _stated(data))
    if text_hides(source, hiding) or source is None or _EMBEDDED.search(source):
        return True
    plain = html.unescape(source)
    forms = {plain, unquote(plain), _ESCAPED.sub(lambda match: chr(int(match[1] or match[2], 16)), plain)}
    if any(map(hiding.hides_in, forms)):
        return True
    root = lxml_html.document_fromstring(source.encode("utf-8"), parser=lxml_html.HTMLParser(encoding="utf-8"))
    return any(map(hiding.hides_in, _blocks(root)))


def _stated(data: bytes) -> str | None:
    found = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", data[:4096], re.IGNORECASE)
    return found[1].decode("ascii") if found else None


def _blocks(root: etree._Element) -> Iterable[str]:
    """The text of a page, its inline tags taken out without a trace, and of each of its attributes."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            pieces.append(element.tail or "")
            yield element.text or ""
            continue
        block = element.tag in _BLOCKS
        if event == "start":
            pieces.append("\t" if block else "")
            pieces.append(element.text or "")
            yield from (str(value) for value in element.attrib.values())
        else:
            pieces.append(("\t" if block else "") + (element.tail or ""))
    yield "".join(pieces)

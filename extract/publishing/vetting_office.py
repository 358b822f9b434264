"""Word and Excel files, looked through to the last part: deleted and hidden text, remarks, properties, attributes.

Pictures are looked at by what is recognised on them. A package with another part that is no XML (a file in the
file, a macro, a drawing of an old format) is held to hide something.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from urllib.parse import unquote

from lxml import etree

from extract import progress
from extract.publishing.hiding import Hiding
from extract.publishing.names import HAN
from extract.readers.zip_package import ZipPackage

_XML = (".xml", ".rels", ".vml")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp")
_FONTS = re.compile(r"(?:word|ppt)/fonts/[^/]+\.(?:odttf|fntdata)")
_BLOCKS = frozenset(("p", "si", "c", "comment", "text", "definedName", "is", "oddHeader", "oddFooter"))
_AUTHORS = frozenset(("creator", "lastModifiedBy", "author", "Manager"))
_SCIENTIFIC = re.compile(r"[0-9]\.[0-9]+[eE]\+?[0-9]{1,2}")


def package_hides(data: bytes, hiding: Hiding) -> bool:
    """Whether an OOXML package hides something, or holds what cannot be looked through. Raises ReadError."""
    package = ZipPackage(data, "the file", "")
    with zipfile.ZipFile(BytesIO(data)) as archive:
        remarks = [archive.comment, *(piece for entry in archive.infolist() for piece in (entry.comment, entry.extra))]
    if any(hiding.hides_in(remark.decode("utf-8", "replace")) for remark in remarks):
        return True
    if hiding.contacts == "none" and any(_names_people(package.tree(name)) for name in package.names if _is_xml(name)):
        return True
    for done, name in enumerate(package.names, 1):
        progress.report(done, len(package.names))
        if name.endswith("/") or _FONTS.fullmatch(name):
            continue
        if hiding.hides_in(name) or _part_hides(package, name, hiding):
            return True
    return False


def _is_xml(name: str) -> bool:
    return name.lower().endswith(_XML)


def _names_people(root: etree._Element) -> bool:
    """Whether a part says who wrote or changed something, by a name in Chinese characters."""
    for element in root.iter(etree.Element):
        said = [
            value for name, value in element.attrib.items() if str(name).endswith(("author", "userName", "displayName"))
        ]
        if etree.QName(element).localname in _AUTHORS:
            said.append("".join(map(str, element.itertext())))
        if any(HAN.search(str(value)) for value in said):
            return True
    return False


def _part_hides(package: ZipPackage, name: str, hiding: Hiding) -> bool:
    if name.lower().endswith(_PICTURES):
        from extract.publishing.vetting_scans import picture_hides

        return picture_hides(package.bytes_of(name), hiding)
    if not _is_xml(name):
        return True
    return any(map(hiding.hides_in, _texts(package.tree(name))))


def _texts(root: etree._Element) -> Iterator[str]:
    """All texts of a part: its paragraphs and cells, however they are cut into runs, its attributes and remarks."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            yield element.text or ""
            continue
        for value in map(str, element.attrib.values()):
            yield value
            yield unquote(value)
        if etree.QName(element).localname in _BLOCKS:
            yield "".join(map(str, element.itertext()))
        for piece in (element.text, element.tail):
            yield from (_whole(number) for number in _SCIENTIFIC.findall(piece or ""))
    yield "".join(map(str, root.itertext()))
    yield "\t".join(map(str, root.itertext()))


def _whole(number: str) -> str:
    value = Decimal(number)
    return str(int(value)) if value == value.to_integral_value() and value < 10**30 else number

"""The parts of an OFD file (GB/T 33190-2016, 7): its documents, pages, templates and shared resources."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from extract.readers.errors import ReadError
from extract.readers.zip_package import ZipPackage

_WHAT, _REMEDY = "the OFD file", "open it in an OFD reader and export it again, as OFD or PDF"
_A4 = (0.0, 0.0, 210.0, 297.0)
_DEEPEST_STYLE = 8

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Layout:
    """A page to be read: its box in millimetres, and the roots of its templates below, itself, and those above."""

    box: Box
    contents: tuple[etree._Element, ...]


@dataclass(slots=True)
class Resources:
    """What the pages of a document share, by id: fonts, styles of drawing, drawings, files of pictures."""

    fonts: dict[str, etree._Element] = field(default_factory=dict)
    styles: dict[str, etree._Element] = field(default_factory=dict)
    drawings: dict[str, etree._Element] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)
    spaces: dict[str, str] = field(default_factory=dict)
    """The type of each colour space (GRAY, RGB, CMYK)."""

    def style(self, number: str | None) -> list[etree._Element]:
        """A style of drawing and those it is based on, nearest first."""
        found: list[etree._Element] = []
        while number is not None and number in self.styles and len(found) < _DEEPEST_STYLE:
            found.append(self.styles[number])
            number = found[-1].get("Relative")
        return found


class OfdPackage(ZipPackage):
    """An opened OFD file. Raises ReadError where it is damaged or encrypted."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data, _WHAT, _REMEDY)
        if "Encryptions.xml" in self.names:
            raise ReadError("the OFD file is encrypted", "save it without a password and hand it in again")

    def documents(self) -> list[OfdDocument]:
        """The documents in the file, in order. Raises ReadError where there is none."""
        bodies = self.tree("OFD.xml").iterfind("{*}DocBody")
        roots = [(body.findtext("{*}DocRoot") or "").strip() for body in bodies]
        found = [OfdDocument(self, resolved("", root)) for root in roots if root]
        if not found:
            raise self.error("the OFD file holds no document")
        return found


class OfdDocument:
    """One document of an OFD file, with its resources."""

    def __init__(self, package: OfdPackage, part: str) -> None:
        self._package, self._part = package, part
        root = package.tree(part)
        self.resources = Resources()
        common = root.find("{*}CommonData")
        self._box = box_of(common) or _A4
        self._templates: dict[str, tuple[str, str]] = {}
        for element in common if common is not None else ():
            kind = etree.QName(element).localname if isinstance(element.tag, str) else ""
            if kind in ("PublicRes", "DocumentRes"):
                self._load(resolved(part, element.text or ""))
            elif kind == "TemplatePage":
                place = resolved(part, element.get("BaseLoc", ""))
                self._templates[element.get("ID", "")] = (place, element.get("ZOrder", "Background"))
        self.pages = [resolved(part, page.get("BaseLoc", "")) for page in root.iterfind("{*}Pages/{*}Page")]
        """The parts of the pages, in order."""

    def page(self, part: str) -> Layout:
        """The page in a part. Raises ReadError where it is damaged."""
        root = self._package.tree(part)
        below: list[etree._Element] = []
        above: list[etree._Element] = []
        for use in root.iterfind("{*}Template"):
            place, order = self._templates.get(use.get("TemplateID", ""), ("", ""))
            template = self._package.optional_tree(place)
            if template is not None:
                (above if use.get("ZOrder", order) == "Foreground" else below).append(template)
        for resource in root.iterfind("{*}PageRes"):
            self._load(resolved(part, resource.text or ""))
        return Layout(box_of(root) or self._box, (*below, root, *above))

    def picture(self, number: str) -> bytes | None:
        """The bytes of a picture's file; None where the document does not hold it."""
        part = self.resources.pictures.get(number)
        return self._package.bytes_of(part) if part is not None and part in self._package else None

    def _load(self, part: str) -> None:
        root = self._package.optional_tree(part)
        if root is None:
            return
        folder = posixpath.join(posixpath.dirname(part), (root.get("BaseLoc") or "").strip())
        own = self.resources
        for element in _all(root, "Fonts", "Font"):
            own.fonts[element.get("ID", "")] = element
        for element in _all(root, "DrawParams", "DrawParam"):
            own.styles[element.get("ID", "")] = element
        for element in _all(root, "ColorSpaces", "ColorSpace"):
            own.spaces[element.get("ID", "")] = element.get("Type", "RGB").upper()
        for element in _all(root, "CompositeGraphicUnits", "CompositeGraphicUnit"):
            own.drawings[element.get("ID", "")] = element
        for element in _all(root, "MultiMedias", "MultiMedia"):
            file = (element.findtext("{*}MediaFile") or "").strip()
            own.pictures[element.get("ID", "")] = resolved(f"{folder}/x", file)


def _all(root: etree._Element, group: str, kind: str) -> Iterator[etree._Element]:
    return root.iterfind(f"{{*}}{group}/{{*}}{kind}")


def resolved(part: str, place: str) -> str:
    """The name of the part that a place stated in `part` means: from the file's root, or from the part's folder."""
    place = place.strip().replace("\\", "/")
    folder = "" if place.startswith("/") else posixpath.dirname(part)
    return posixpath.normpath(posixpath.join("/", folder, place.lstrip("/"))).lstrip("/")


def box_of(element: etree._Element | None) -> Box | None:
    """The page's box, in millimetres, that the area of a page or of a document's common data states."""
    for area in (*element.iterfind("{*}Area"), *element.iterfind("{*}PageArea")) if element is not None else ():
        numbers = numbers_of(area.findtext("{*}PhysicalBox"))
        if len(numbers) == 4 and min(numbers[2:]) > 0:
            return numbers[0], numbers[1], numbers[2], numbers[3]
    return None


def numbers_of(text: str | None) -> list[float]:
    """The numbers in an attribute or text; empty where there is something else in it."""
    try:
        found = [float(word) for word in (text or "").split()]
    except ValueError:
        return []
    return found if all(-1e7 < number < 1e7 for number in found) else []

"""Names of WordprocessingML (ECMA-376 part 1) and short ways to look them up."""

from __future__ import annotations

from docx.oxml.ns import nsmap
from lxml import etree

W = f"{{{nsmap['w']}}}"
R = f"{{{nsmap['r']}}}"
M = f"{{{nsmap['m']}}}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_VAL = W + "val"
_OFF = frozenset({"0", "false", "off"})


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute of the main namespace."""
    return element.get(W + name)


def child_value(element: etree._Element, name: str) -> str | None:
    """The `val` of a child element, None where either is absent."""
    child = element.find(W + name)
    return None if child is None else child.get(_VAL)


def first_child(element: etree._Element, tag: str) -> etree._Element | None:
    """The first child of a full name. Properties come first (ECMA-376 part 1), where nothing need be searched for."""
    first = element[0] if len(element) else None
    return first if first is None or first.tag == tag else next(element.iterchildren(tag), None)


class Properties:
    """The children of an element such as `w:rPr` by name, the first of several alike.

    All are looked up in one walk: a search for each name would walk them again every time.
    """

    __slots__ = ("_children",)

    def __init__(self, element: etree._Element | None) -> None:
        self._children: dict[object, etree._Element] = (
            {} if element is None else {child.tag: child for child in element.iterchildren(reversed=True)}
        )

    def child(self, name: str) -> etree._Element | None:
        """The child element of a name of the main namespace."""
        return self._children.get(W + name)

    def value(self, name: str) -> str | None:
        """The `val` of a child element, None where either is absent."""
        child = self._children.get(W + name)
        return None if child is None else child.get(_VAL)

    def switch(self, name: str) -> bool | None:
        """An on/off property (ST_OnOff): None where it is not stated."""
        child = self._children.get(W + name)
        return None if child is None else child.get(_VAL) not in _OFF

"""Names of WordprocessingML (ECMA-376 part 1) and short ways to look them up."""

from __future__ import annotations

from docx.oxml.ns import nsmap
from lxml import etree

W = f"{{{nsmap['w']}}}"
R = f"{{{nsmap['r']}}}"
M = f"{{{nsmap['m']}}}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_OFF = frozenset({"0", "false", "off"})


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute of the main namespace."""
    return element.get(W + name)


def child_value(element: etree._Element, name: str) -> str | None:
    """The `val` of a child element, None where either is absent."""
    child = element.find(W + name)
    return None if child is None else child.get(f"{W}val")


def switch(element: etree._Element, name: str) -> bool | None:
    """An on/off property (ST_OnOff): None where it is not stated."""
    child = element.find(W + name)
    return None if child is None else child.get(f"{W}val") not in _OFF

"""pdfium's functions that run once a character or once an object, called with plain addresses.

ctypes checks typed pointers at every call and gives the interpreter's lock away; for calls as short
as these both cost more than the call itself. Handles are addresses (`address_of`), results go into
buffers given by address.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

_ADDRESS = ctypes.c_void_p
_INT = ctypes.c_int


def _fast(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    address = ctypes.cast(function, ctypes.c_void_p).value
    return ctypes.PYFUNCTYPE(result, *arguments)(address or 0)


def address_of(handle: Any) -> int:
    """The address that one of pdfium's typed handles holds; 0 for none."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


character_code = _fast(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _ADDRESS, _INT)
character_box = _fast(pdfium.FPDFText_GetLooseCharBox, _INT, _ADDRESS, _INT, _ADDRESS)
character_object = _fast(pdfium.FPDFText_GetTextObject, _ADDRESS, _ADDRESS, _INT)
character_matrix = _fast(pdfium.FPDFText_GetMatrix, _INT, _ADDRESS, _INT, _ADDRESS)
character_size = _fast(pdfium.FPDFText_GetFontSize, ctypes.c_double, _ADDRESS, _INT)
is_generated = _fast(pdfium.FPDFText_IsGenerated, _INT, _ADDRESS, _INT)
has_map_error = _fast(pdfium.FPDFText_HasUnicodeMapError, _INT, _ADDRESS, _INT)

object_font = _fast(pdfium.FPDFTextObj_GetFont, _ADDRESS, _ADDRESS)
font_name = _fast(pdfium.FPDFFont_GetBaseFontName, ctypes.c_size_t, _ADDRESS, _ADDRESS, ctypes.c_size_t)
render_mode = _fast(pdfium.FPDFTextObj_GetTextRenderMode, _INT, _ADDRESS)
fill_colour = _fast(pdfium.FPDFPageObj_GetFillColor, _INT, *([_ADDRESS] * 5))

page_object = _fast(pdfium.FPDFPage_GetObject, _ADDRESS, _ADDRESS, _INT)
form_object = _fast(pdfium.FPDFFormObj_GetObject, _ADDRESS, _ADDRESS, ctypes.c_ulong)
object_type = _fast(pdfium.FPDFPageObj_GetType, _INT, _ADDRESS)
object_bounds = _fast(pdfium.FPDFPageObj_GetBounds, _INT, *([_ADDRESS] * 5))

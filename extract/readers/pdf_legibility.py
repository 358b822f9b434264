"""Whether a PDF page's text can be used, or its picture has to be read instead."""

from __future__ import annotations

import ctypes
import re
from typing import Any

import pypdfium2.raw as pdfium

from extract.readers.pdf_page import PageContent

_FEW_CHARACTERS, _LARGE_PICTURE = 20, 0.5
"""A page with fewer characters than this beside so large a picture is a scan with a stamp or page number."""
_SOME_CHARACTERS, _FILLING_PICTURE = 60, 0.85
"""A page with fewer than this on a picture that fills it is a scan with a running line of the program that made it."""
_MOST_UNREADABLE = 0.25
_FEWEST_JUDGED = 60
"""So many Chinese characters say whether they are those of a text."""
_LEAST_COMMON = 0.6
"""At least this share of the characters of a Chinese text is among the 3,755 most usual ones (GB 2312, level 1)."""
_CID = re.compile(r"\(cid:\d+\)")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_LOOK = 300
"""Pixels of the longer side of the drawing that tells whether a page is blank."""
_DARK = 160


def has_usable_text(page: PageContent) -> bool:
    """Whether what the file says a page's text is can be taken for it.

    Not where there is too little beside a picture that fills the page (text that nobody sees, such as a
    watermark or what scanning programs lay over their pictures, does not count), and not where the
    characters are garbled.
    """
    visible = sum(len(run.glyphs) for run in page.runs)
    if visible < _FEW_CHARACTERS and page.picture >= _LARGE_PICTURE:
        return False
    if visible < _SOME_CHARACTERS and page.picture >= _FILLING_PICTURE:
        return False
    return visible > 0 and not is_garbled(page)


def is_garbled(page: PageContent) -> bool:
    """Whether a page's characters have no meaning, or not that of the shapes they show."""
    text = "".join(glyph.char for run in page.runs for glyph in run.glyphs)
    numbered = sum(len(mark) for mark in _CID.findall(text)) if "(cid:" in text else 0
    if max(page.unreadable, numbered) > _MOST_UNREADABLE * max(1, page.characters):
        return True
    han = "".join(_HAN.findall(text))
    if len(han) < _FEWEST_JUDGED:
        return False
    level_one = sum(0xB0 <= lead <= 0xD7 for lead in han.encode("gb2312", "ignore")[::2])
    return level_one < _LEAST_COMMON * len(han)


def shows_something(document: Any, index: int) -> bool:
    """Whether there is any ink on a page (from 0), drawn small."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return False
    try:
        wide, high = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        if min(wide, high) <= 0:
            return False
        if not pdfium.FPDFPage_CountObjects(page) and not pdfium.FPDFPage_GetAnnotCount(page):
            return False
        scale = _LOOK / max(wide, high)
        return _is_inked(page, max(1, round(wide * scale)), max(1, round(high * scale)))
    finally:
        pdfium.FPDF_ClosePage(page)


def _is_inked(page: Any, width: int, height: int) -> bool:
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, None, 0)
    if not bitmap:
        return True
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, pdfium.FPDF_ANNOT)
        size = pdfium.FPDFBitmap_GetStride(bitmap) * height
        return min(ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), size), default=255) < _DARK
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)

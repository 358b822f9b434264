"""Pages of a PDF drawn as pictures by pdfium, as they would be printed."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from extract import limits
from extract.readers.scan import PagePicture

LONGEST_SIDE = 2339
"""Pixels of a page's longer side: A4 at 200 dots an inch, at which recognition is best for its time."""
_DEEPEST = 6


def drawn_pages(document: Any, indices: Iterable[int]) -> Iterator[PagePicture]:
    """The pictures of these pages (from 0) of an open document, one at a time."""
    for index in indices:
        page = pdfium.FPDF_LoadPage(document, index)
        if not page:
            yield PagePicture(index + 1, None, 1.0, "the page is damaged")
            continue
        try:
            picture = _drawn(page, index + 1)
        finally:
            pdfium.FPDF_ClosePage(page)
        yield picture


def _drawn(page: Any, number: int) -> PagePicture:
    wide, high = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    if min(wide, high) <= 0:
        return PagePicture(number, None, 1.0, "the page has no size")
    most = limits.current().picture_mpx * 1_000_000
    if _largest_picture(page) > most:
        return PagePicture(number, None, 1.0, "its picture has more pixels than the limit picture_mpx allows")
    scale = LONGEST_SIDE / max(wide, high)
    width, height = max(1, round(wide * scale)), max(1, round(high * scale))
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGR, None, 0)
    if not bitmap:
        raise MemoryError
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, pdfium.FPDF_ANNOT)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        raw = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    rows = np.frombuffer(raw, np.uint8).reshape(height, stride)[:, : 3 * width]
    return PagePicture(number, np.ascontiguousarray(rows).reshape(height, width, 3), scale)


def _largest_picture(page: Any) -> int:
    """The pixels of the largest picture placed on a page."""
    wide, high = ctypes.c_uint(), ctypes.c_uint()
    largest = 0
    for owner in _pictures(page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, 0):
        if pdfium.FPDFImageObj_GetImagePixelSize(owner, wide, high):
            largest = max(largest, wide.value * high.value)
    return largest


def _pictures(holder: Any, count: Any, get: Any, depth: int) -> Iterator[Any]:
    for index in range(count(holder)):
        owner = get(holder, index)
        kind = pdfium.FPDFPageObj_GetType(owner)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            yield owner
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            yield from _pictures(owner, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, depth + 1)

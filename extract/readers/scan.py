"""Pages without usable text → their content, recognised on their pictures, several pages at a time.

Also the reader of picture files (PNG, JPEG, TIFF, BMP, GIF, WebP): each of their pictures is a page.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import NamedTuple

from extract import limits
from extract.readers.ocr_engine import Picture
from extract.readers.pdf_page import PageContent
from extract.readers.scan_page import ScannedPage, page_content, scan_page
from extract.readers.scan_sizes import sizes_of

_OWN_MB, _PAGE_MB = 900, 550
"""Megabytes that the process takes with the models loaded, and each page at work beyond that."""


class PagePicture(NamedTuple):
    """A page to be recognised: its number, its picture (None where it could not be drawn), its pixels a point."""

    number: int
    picture: Picture | None
    scale: float
    fault: str = ""
    """Why there is no picture."""


class Scanned(NamedTuple):
    """What recognising pages gave: the content of each by its number, and warnings for those that gave no text."""

    pages: dict[int, PageContent]
    warnings: list[str]


def recognise_pages(pictures: Iterable[PagePicture], count: int, told: Callable[[], None]) -> Scanned:
    """The content of pages from their pictures, which are taken as they are needed; `count` is how many there are.

    `told` is called after each page, in the calling thread.
    """
    scanned: list[ScannedPage] = []
    warnings: list[str] = []
    for number, result in _in_parallel(pictures, count):
        if isinstance(result, ScannedPage):
            scanned.append(result)
        if not isinstance(result, ScannedPage):
            warnings.append(f"page {number} is a scanned picture that could not be read: {result}")
        elif not result.lines and not result.blank:
            warnings.append(f"page {number} is a scanned picture in which no text was recognised")
        told()
    sizes = sizes_of([line for page in scanned for line in page.lines])
    return Scanned({page.number: page_content(page, sizes) for page in scanned}, warnings)


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _in_parallel(pictures: Iterable[PagePicture], count: int) -> Iterator[tuple[int, ScannedPage | str]]:
    """Each page's number and what was recognised on it, or why nothing was; a few pages are held at a time."""
    fitting = (limits.current().memory_mb - _OWN_MB) // _PAGE_MB
    workers = max(1, min(cores(), count, fitting))
    threads = max(1, cores() // workers)
    waiting: deque[tuple[int, Future[ScannedPage]]] = deque()
    with ThreadPoolExecutor(workers, "recognise") as pool:
        try:
            for page in pictures:
                if page.picture is None:
                    yield page.number, page.fault
                    continue
                waiting.append((page.number, pool.submit(scan_page, page.picture, page.number, page.scale, threads)))
                del page
                if len(waiting) > workers:
                    yield _result(*waiting.popleft())
            while waiting:
                yield _result(*waiting.popleft())
        finally:
            for _, future in waiting:
                future.cancel()


def _result(number: int, future: Future[ScannedPage]) -> tuple[int, ScannedPage | str]:
    try:
        return number, future.result()
    except MemoryError:
        raise
    except Exception as error:  # a fault in a library costs the page, not the file
        return number, f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"

"""A scanned page, from its picture to its content, against RapidOCR alone on the same picture: both warm, same threads.

What is measured is the processor's time, in turns, so that other programs on the machine change little;
then how much sooner several pages are done than one after the other.
"""

from __future__ import annotations

import statistics
import time

from extract.readers.pdf import read_pdf
from tests.conftest import SHARED

PROMISED = 1.3
ROUNDS = 3
PAGES = (0, 4)
"""A page of text and a page with a table of each sample; pages of our own drawing where there are none."""


def measure() -> None:
    """Prints what a page takes and what RapidOCR alone takes."""
    from rapidocr import RapidOCR

    from extract.readers.ocr_engine import engine
    from extract.readers.scan import cores
    from extract.readers.scan_page import scan_page

    threads = 1
    engine(threads)
    alone = RapidOCR(params={"Global.log_level": "error", "EngineConfig.onnxruntime.intra_op_num_threads": threads})
    shares = []
    for name, picture, scale in pictures():
        own, theirs = [], []
        for _ in range(ROUNDS):
            start = time.process_time()
            alone(picture)
            between = time.process_time()
            scan_page(picture, 1, scale, threads)
            theirs.append(between - start)
            own.append(time.process_time() - between)
        shares.append(statistics.median(own) / statistics.median(theirs))
        print(f"scan   {name}: {statistics.median(own):.2f} s, RapidOCR alone {statistics.median(theirs):.2f} s")
    print(f"scan   a page takes {statistics.mean(shares):.2f} of RapidOCR's own time (promised {PROMISED})")
    for path in sorted((SHARED / "notices").glob("*-scan.pdf"))[:1]:
        data = path.read_bytes()
        start = time.perf_counter(), time.process_time()
        document = read_pdf(data)
        wall, busy = time.perf_counter() - start[0], time.process_time() - start[1]
        count = len(document.pages)
        print(f"scan   {path.name}: {wall / count:.2f} s a page on {cores()} cores, {busy / count:.2f} s of one core")


def pictures() -> list[tuple[str, object, float]]:
    """Pictures of pages with their pixels a point."""
    from extract.readers.pdf import opened
    from extract.readers.scan_render import drawn_pages

    found: list[tuple[str, object, float]] = []
    for path in sorted((SHARED / "notices").glob("*-scan.pdf")):
        with opened(path.read_bytes()) as document:
            for page in drawn_pages(document, PAGES):
                found.append((f"{path.stem} page {page.number}", page.picture, page.scale))
    if not found:
        import numpy as np

        from tests.readers.scan_making import DPI
        from tests.readers.test_scan import sealed_page, table_page

        for name, sheet in (("table", table_page()), ("seal", sealed_page())):
            found.append((name, np.asarray(sheet.scanned(1.0))[:, :, ::-1].copy(), DPI / 72))
    return found

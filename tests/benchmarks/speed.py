"""The whole job on the sample notices against pdfplumber and python-docx alone: warm, one core.

What is measured is the processor's time, so that other programs on the machine change little. Shares are of
medians. Milliseconds are the least of many rounds, the work without what the machine's neighbours took from its
caches and its clock (as `timeit` advises), with the median beside them.
"""

from __future__ import annotations

import gc
import io
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import docx as python_docx
import pdfplumber

from extract.ingest import versions
from extract.reading import read_bytes
from extract.registry.keys import shingles
from extract.registry.store import Delivery, open_registry, put
from tests.conftest import ROOT, SHARED

ROUNDS = 9
DOCX_ROUNDS = 25
PDF_PROMISED = 0.6
DOCX_PROMISED = 60.0
"""Milliseconds a file beyond python-docx's own opening."""


def samples(ending: str) -> list[Path]:
    """The native sample notices of one ending; the corpus's own where the shared ones are absent."""
    folder = SHARED / "notices" if (SHARED / "notices").is_dir() else ROOT / "corpus" / "notices"
    return sorted(path for path in folder.glob(f"*.{ending}") if not path.stem.endswith("-scan"))


def whole_job(contents: Sequence[tuple[Path, bytes]]) -> float:
    """Seconds to read, extract and store files in a registry that has none of them."""
    with tempfile.TemporaryDirectory() as folder:
        db = open_registry(Path(folder) / "registry.db")
        read_by = versions()
        shingles.cache_clear()  # kept over files for the notices that a new one is compared with, not for itself
        start = time.process_time()
        for path, data in contents:
            reading = read_bytes(data, path.name)
            put(db, reading, Delivery(str(path), path.name, reading.sha256), read_by)
        seconds = time.process_time() - start
        db.close()
    return seconds


def read_only(contents: Sequence[tuple[Path, bytes]]) -> float:
    """Seconds to turn PDF files into Documents."""
    from extract.readers.pdf import read_pdf

    start = time.process_time()
    for _, data in contents:
        read_pdf(data)
    return time.process_time() - start


def pdfplumber_alone(contents: Sequence[tuple[Path, bytes]]) -> float:
    """Seconds that pdfplumber takes for the text and the tables of every page."""
    start = time.process_time()
    for _, data in contents:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            for page in pdf.pages:
                page.extract_text()
                page.extract_tables()
                page.close()
    return time.process_time() - start


def python_docx_alone(contents: Sequence[tuple[Path, bytes]]) -> float:
    """Seconds that python-docx takes to open the files."""
    start = time.process_time()
    for _, data in contents:
        python_docx.Document(io.BytesIO(data))
    return time.process_time() - start


def timed(
    measures: Sequence[Callable[[Sequence[tuple[Path, bytes]]], float]],
    contents: Sequence[tuple[Path, bytes]],
    rounds: int,
) -> list[list[float]]:
    """Each measure's seconds in every round, taken in turn on one core after a warm-up."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        for measure in measures:
            measure(contents)
        taken: list[list[float]] = [[] for _ in measures]
        for _ in range(rounds):
            for seconds, measure in zip(taken, measures, strict=True):
                gc.collect()  # so that nobody sweeps up what another has left
                seconds.append(measure(contents))
    finally:
        os.sched_setaffinity(0, cores)
    return taken


def pdf() -> None:
    """Prints the whole job's time on the PDFs as a share of pdfplumber's."""
    contents = [(path, path.read_bytes()) for path in samples("pdf")]
    plumber, whole, reading = map(statistics.median, timed([pdfplumber_alone, whole_job, read_only], contents, ROUNDS))
    print(f"PDF, {len(contents)} files: pdfplumber alone {1000 * plumber:.0f} ms")
    print(f"  reader alone {1000 * reading:.0f} ms, {reading / plumber:.2f} of it")
    print(f"  read, extract, store {1000 * whole:.0f} ms, {whole / plumber:.2f} of it (promised: {PDF_PROMISED})")


def docx() -> None:
    """Prints the whole job's time on each DOCX beyond python-docx's own opening."""
    print(f"DOCX, beyond python-docx's opening (promised: {DOCX_PROMISED:.0f} ms a file)")
    for path in samples("docx"):
        taken = timed([python_docx_alone, whole_job], [(path, path.read_bytes())], DOCX_ROUNDS)
        opening, whole = (1000 * min(seconds) for seconds in taken)
        usual_opening, usual = (1000 * statistics.median(seconds) for seconds in taken)
        medians = f"medians {usual - usual_opening:.0f} and {usual_opening:.0f}"
        print(f"  {path.name}: {whole - opening:.0f} ms (opening {opening:.0f}; {medians})")

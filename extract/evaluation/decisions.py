"""Corrections as labels: what people have mended, read afresh without their help."""

from __future__ import annotations

import hashlib
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from extract.corrections import Correction, applied
from extract.readings import Reading
from extract.workers import Job, Readers, default_jobs

Verdict = Literal["right", "wrong", "otherwise", "absent"]
"""Now read as the person decided; read as it was then; read in a third way; its file is not among those given."""
_VERDICTS: dict[str, Verdict] = {"agreed": "right", "applied": "wrong", "outdated": "otherwise"}


@dataclass(frozen=True)
class Tried:
    """A correction and how what it is about is read now."""

    correction: Correction
    verdict: Verdict


def files_by_hash(folder: Path) -> dict[str, Path]:
    """The files under a folder by the SHA-256 of their content."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in paths}


def try_again(corrections: Sequence[Correction], files: Path, jobs: int | None = None) -> list[Tried]:
    """Reads the corrections' files afresh, those found under the folder, and says how each is read now.

    A reading that a person accepted is right as long as it is read so.
    """
    known = files_by_hash(files)
    wanted = {one.source_sha256: known[one.source_sha256] for one in corrections if one.source_sha256 in known}
    readings = dict(_read(wanted, jobs))
    return [Tried(one, _verdict(one, readings.get(one.source_sha256))) for one in corrections]


def _read(files: dict[str, Path], jobs: int | None) -> Iterable[tuple[str, Reading]]:
    with Readers(jobs or default_jobs(len(files))) as readers:
        waiting: deque[tuple[str, Job]] = deque()
        for sha256, path in files.items():
            waiting.append((sha256, readers.submit(path, path.name)))
            if len(waiting) >= readers.ahead:
                first, job = waiting.popleft()
                yield first, readers.result(job)
        while waiting:
            first, job = waiting.popleft()
            yield first, readers.result(job)


def _verdict(correction: Correction, reading: Reading | None) -> Verdict:
    if reading is None or reading.status == "failed":
        return "absent"
    _, result = applied(reading, [correction])
    state = result.decided[0].state
    if correction.action == "accept" and correction.read is not None:
        return "right" if state == "applied" else "otherwise"
    return _VERDICTS[state]


def as_text(tried: Sequence[Tried], errors: bool) -> str:
    """How many of the corrections are read right by now, by table; with `errors` each that is not."""
    lines = ["corrections read afresh, without their help"]
    tables = sorted({one.correction.table for one in tried})
    width = max((len(table) for table in tables), default=5)
    for table in (*tables, "all"):
        counted = Counter(one.verdict for one in tried if table in ("all", one.correction.table))
        read = counted.total() - counted["absent"]
        share = f"{counted['right'] / read:.3f}" if read else "  -  "
        lines.append(
            f"  {table:{width}}  right {counted['right']:>4} of {read:>4} ({share}), "
            f"still wrong {counted['wrong']:>4}, read otherwise {counted['otherwise']:>4}, "
            f"file absent {counted['absent']:>4}"
        )
    if errors:
        for one in tried:
            if one.verdict in ("wrong", "otherwise"):
                made = one.correction
                words = " ".join((made.quote or "").split())
                lines.append(f"{one.verdict}: {made.filename}: {made.table}: {made.read} → {made.right}: {words}")
    return "\n".join(lines)

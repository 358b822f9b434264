"""Reading labelled files afresh and scoring them, in as many processes as asked for."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from pathlib import Path

from extract.evaluation.figures import Evaluation, Scored, evaluation
from extract.evaluation.labels import LabelError, LabelledFile, kind_of, labelled_files, read_labels
from extract.evaluation.rows import FileRows, rows_of
from extract.evaluation.score import score_rows
from extract.finding import find_files
from extract.workers import Job, Readers, default_jobs


def evaluate(gold: Path, files: Path, only: str = "*", jobs: int | None = None) -> Evaluation:
    """Reads the files under a folder that a folder's labels are for, and scores them. Raises LabelError."""
    labels = read_labels(gold)
    chosen = [
        LabelledFile(stem, path, kind_of(stem, labels[stem], gold))
        for stem, path in labelled_files(labels, find_files([files]).files, only)
    ]
    if not chosen:
        raise LabelError(f"{files}: none of the labelled files is there ({_some(labels)}); name another with --files")
    read = read_now([file.path for file in chosen], jobs)
    return evaluation(
        Scored(score_rows(file.path.name, labels[file.stem], read[file.path]), file.stem, file.format, file.kind)
        for file in chosen
    )


def read_now(paths: Sequence[Path], jobs: int | None = None) -> dict[Path, FileRows]:
    """What this program reads in each file."""
    found: dict[Path, FileRows] = {}
    with Readers(jobs or default_jobs(len(paths))) as readers:
        waiting: deque[Job] = deque()

        def take() -> None:
            job = waiting.popleft()
            found[job.path] = rows_of(readers.result(job))

        for path in paths:
            waiting.append(readers.submit(path, path.name))
            if len(waiting) >= readers.ahead:
                take()
        while waiting:
            take()
    return found


def _some(names: Iterable[str], most: int = 5) -> str:
    listed = list(names)
    return ", ".join(listed[:most]) + (f" and {len(listed) - most} more" if len(listed) > most else "")

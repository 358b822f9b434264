"""What files read as before: by another registry, or by the reader of a git revision."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from extract.evaluation import rows as rows_program
from extract.evaluation.rows import FileRows, NoticeRows, Row

_APPLICATION_ID = 0x4E4F5443  # "NOTC": of every registry, whatever its version


class AgainstError(Exception):
    """Nothing to compare with; the message is one line that says why and what to do."""


def read_before(against: str, files: Sequence[Path], jobs: int) -> dict[Path, FileRows]:
    """What each file read as before, by its path; a file that a registry does not hold has no entry.

    `against` is the path of a registry, or a git revision of this program's checkout, whose reader
    is then run in `jobs` processes. Raises AgainstError.
    """
    path = Path(against)
    if path.is_file():
        return from_registry(path, files)
    if path.suffix in (".db", ".sqlite", ".sqlite3"):
        raise AgainstError(f"{against}: no such registry; check the path, or name a git revision")
    return from_revision(against, files, jobs)


# ---------------------------------------------------------------- a registry


def from_registry(path: Path, files: Iterable[Path]) -> dict[Path, FileRows]:
    """What a registry holds of each file, found by its content, else by its name where only one source bears it.

    The registry is opened for reading alone, so that one of an older version stays as it is.
    """
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
            db.row_factory = sqlite3.Row
            if db.execute("PRAGMA application_id").fetchone()[0] != _APPLICATION_ID:
                raise AgainstError(f"{path}: no notice registry; name another file, or a git revision")
            sources = {row["sha256"]: row for row in db.execute("SELECT sha256, filename, status, error FROM sources")}
            by_name: dict[str, list[str]] = {}
            for sha256, source in sources.items():
                by_name.setdefault(source["filename"], []).append(sha256)
            found = {}
            for file in files:
                sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
                if sha256 not in sources:
                    sha256, *more = by_name.get(file.name, [""])
                    if not sha256 or more:
                        continue
                error = sources[sha256]["error"] if sources[sha256]["status"] == "failed" else None
                found[file] = FileRows(file.name, _notices(db, sha256), error)
            return found
    except sqlite3.DatabaseError as error:
        raise AgainstError(f"{path}: cannot be read as a registry ({error}); name another file") from error


def _notices(db: sqlite3.Connection, sha256: str) -> tuple[NoticeRows, ...]:
    records = [dict(row) for row in db.execute("SELECT * FROM notices WHERE source_sha256 = ? ORDER BY id", (sha256,))]
    places = {record["id"]: at for at, record in enumerate(records)}
    return tuple(
        NoticeRows(record, _facts(db, record["id"]), record["text"], places.get(record["parent_id"]))
        for record in records
    )


_DERIVED = ("id", "notice_id", "supplier_id", "cited_notice_id", "task_id", "listing_id")


def _facts(db: sqlite3.Connection, notice_id: int) -> dict[str, list[Row]]:
    doubted = {
        (row["table_name"], row["row_id"])
        for row in db.execute("SELECT table_name, row_id FROM review WHERE notice_id = ?", (notice_id,))
    }
    rows: dict[str, list[Row]] = {}
    named: dict[tuple[str, int], object] = {}
    for table in _fact_tables(db):
        rows[table] = []
        for row in db.execute(f'SELECT * FROM "{table}" WHERE notice_id = ? ORDER BY start, "end", id', (notice_id,)):
            fact = dict(row)
            named[table, fact["id"]] = fact.get("number", fact.get("name"))
            rows[table].append(fact | {"doubted": (table, fact["id"]) in doubted})
    for fact in (fact for facts in rows.values() for fact in facts):
        for table, column in (("tasks", "task"), ("listings", "listing")):
            if f"{column}_id" in fact:
                fact[column] = named.get((table, fact[f"{column}_id"]))
        if isinstance(fact.get("columns"), str):
            fact["columns"] = json.loads(fact["columns"])
        for column in _DERIVED:
            fact.pop(column, None)
    return rows


def _fact_tables(db: sqlite3.Connection) -> list[str]:
    """The tables whose rows say which rule read them."""
    tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")]
    return [
        table
        for table in tables
        if {"rule", "quote", "notice_id"} <= {column["name"] for column in db.execute(f'PRAGMA table_info("{table}")')}
    ]


# ---------------------------------------------------------------- a revision


def from_revision(revision: str, files: Sequence[Path], jobs: int) -> dict[Path, FileRows]:
    """What the reader of a git revision reads in each file.

    That revision's reader and rules are written to a temporary folder and run there by this very
    Python, with the packages that are installed now.
    """
    checkout = _checkout()
    commit = _git(checkout, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit.returncode != 0:
        raise AgainstError(
            f"{revision}: neither a registry nor a git revision of {checkout}; see git log --oneline, or fetch it"
        )
    archive = _git(checkout, "archive", "--format=tar", commit.stdout.decode().strip(), "extract", "rules")
    if archive.returncode != 0:
        raise AgainstError(f"{revision}: holds no reader with rules; name a later revision")
    with TemporaryDirectory(prefix="notices-") as folder:
        with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as tar:
            tar.extractall(folder, filter="data")
        shares = [share for share in (files[at::jobs] for at in range(jobs)) if share]
        with ThreadPoolExecutor(max(1, len(shares))) as pool:
            read = pool.map(lambda share: _read_by(Path(folder), revision, share), shares)
            return {path: found for share in read for path, found in share.items()}


def _checkout() -> Path:
    """The checkout that this program stands in, else the one that the command was started in."""
    for folder in (Path(__file__).resolve().parents[2], Path.cwd()):
        top = _git(folder, "rev-parse", "--show-toplevel")
        if top.returncode == 0:
            checkout = Path(top.stdout.decode().strip())
            if (checkout / "extract" / "reading.py").is_file() and (checkout / "rules").is_dir():
                return checkout
    raise AgainstError(
        "a revision can be compared with only in a git checkout of this program, and there is none here; "
        "name a registry instead, or run this in the checkout"
    )


_REPOSITORY_OF_A_HOOK = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"}


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        # Within a hook these name another repository than the folder's.
        environment = {name: value for name, value in os.environ.items() if name not in _REPOSITORY_OF_A_HOOK}
        return subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, env=environment)
    except FileNotFoundError as error:
        raise AgainstError("the program git is missing; install the package git, or name a registry") from error


def _read_by(folder: Path, revision: str, files: Sequence[Path]) -> dict[Path, FileRows]:
    """What the reader in a folder reads, in a process of its own; one that ends early is started again after it."""
    found: dict[Path, FileRows] = {}
    left = list(files)
    while left:
        process = subprocess.run(
            [sys.executable, "-P", str(Path(rows_program.__file__).resolve())],
            input="\0".join(str(path.resolve()) for path in left).encode(),
            capture_output=True,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
        )
        lines = process.stdout.decode().splitlines()
        for path, line in zip(left, lines, strict=False):
            found[path] = FileRows.from_json(line)
        left = left[len(lines) :]
        if left and not lines and left == list(files):
            last = process.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["it said nothing"]
            raise AgainstError(f"{revision}: its reader cannot be run with what is installed now ({last[0]})")
        if left:
            found[left[0]] = FileRows(left[0].name, error=f"the reader of {revision} ended on it")
            left = left[1:]
    return found

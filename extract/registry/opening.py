"""Opening a registry's file, which is made or brought up to date, and writing in it whole or not at all.

Whatever happens inside `transaction` happens wholly or not at all, for a killed program too
(SQLite's write-ahead log sees to that).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from extract.registry import gazetteer, search
from extract.registry.schema import APPLICATION_ID, VERSION, migrate

BUSY_SECONDS = 60
"""How long a write waits for another program's transaction."""


class RegistryError(Exception):
    """A registry that cannot be used; the message is one line that names the file and the remedy."""


def open_registry(path: Path) -> Database:
    """Opens a registry for reading and writing; makes a new one, or brings an old one up to date.

    Raises RegistryError where the file is no registry, is a published copy of one, is newer than
    this program, or cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RegistryError(
            f"{path.parent}: this folder cannot be made ({_reason(error)}); choose another with --registry"
        ) from error
    connection = _connect(path)
    try:
        db = Database(connection, execute_plugins=False)
        _check(db, path)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA foreign_keys = ON")
        search.register(connection)
        _update_schema(db, path)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise RegistryError(_not_usable(path, error)) from error
    except RegistryError:
        connection.close()
        raise
    return db


def existing_registry(path: Path) -> Database:
    """Like `open_registry`, for commands that need a registry to be there. Raises RegistryError."""
    if not path.exists():
        raise RegistryError(f"{path}: no such registry; make one with notices ingest, or name another with --registry")
    return open_registry(path)


def _connect(path: Path) -> sqlite3.Connection:
    if path.is_dir():
        raise RegistryError(f"{path}: this is a folder; name a file, such as --registry {path / 'registry.db'}")
    try:
        return sqlite3.connect(path, timeout=BUSY_SECONDS)
    except sqlite3.OperationalError as error:
        raise RegistryError(_not_usable(path, error)) from error


def _check(db: Database, path: Path) -> None:
    """Raises RegistryError where a file is no registry to write in or is newer than the program; changes nothing."""
    (tables,) = db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID and (tables or application):
        raise RegistryError(f"{path}: an SQLite database, but no notice registry; name another file with --registry")
    if db.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'publication'").fetchone():
        raise RegistryError(
            f"{path}: a published copy, which is never changed; name the registry it was made from with --registry"
        )
    if version > VERSION:
        raise RegistryError(
            f"{path}: written by a newer version of this program (schema {version}, this one knows {VERSION}); "
            "update the program, or name another file with --registry"
        )


def _update_schema(db: Database, path: Path) -> None:
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version < VERSION:
        # Two programs may come here at once: the lock is taken first and the version looked at again under it.
        db.execute("BEGIN IMMEDIATE")
        with _ended(db):
            (version,) = db.execute("PRAGMA user_version").fetchone()
            migrate(db, version)
    gazetteer.load(db)


@contextmanager
def _ended(db: Database) -> Iterator[None]:
    try:
        yield
        db.commit()
    except BaseException:
        db.rollback()
        raise


def _not_usable(path: Path, error: sqlite3.Error) -> str:
    text = str(error)
    if "not a database" in text or "malformed" in text or "encrypted" in text:
        return f"{path}: not an SQLite database ({text}); name another file with --registry, or move this one away"
    if "locked" in text:
        return f"{path}: another program has been writing to it for {BUSY_SECONDS} s; try again when it is done"
    return f"{path}: cannot be written ({text}); check the folder's permissions, or choose another with --registry"


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__


@contextmanager
def transaction(db: Database) -> Iterator[None]:
    """All that is written within happens, or nothing of it; readers of the registry are never held up."""
    with db.atomic():
        # `atomic` begins without a lock. Asking for the write lock before anything is read makes a second writer
        # wait here, where it would otherwise fail later over data that changed under it.
        db.execute("UPDATE registry_state SET value = value WHERE name = ''")
        yield

"""What a registry remembers of the web: which addresses are known, what they answered, when to ask again.

Everything is written as soon as it is known, so that a run that was interrupted goes on where it was.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from extract.fetching.client import Answer
from extract.fetching.lists import Item
from extract.fetching.sources import Source
from extract.registry import private_hosts
from extract.registry.store import transaction

if TYPE_CHECKING:
    from sqlite_utils import Database

MOST_ATTEMPTS = 6
"""So many runs may ask for an address in vain before it is given up."""
_FIRST_PAUSE = timedelta(hours=1)

Kind = Literal["list", "notice", "attachment"]


@dataclass(frozen=True)
class Due:
    """A notice to take: its address, what its list said, and whether it lies beside the registry already."""

    address: str
    title: str
    kept: bool


@dataclass(frozen=True)
class Known:
    """What an address answered before."""

    sha256: str | None
    etag: str | None
    last_modified: str | None
    headers: tuple[tuple[str, str], ...]
    final_address: str
    fetched_at: datetime

    @property
    def validators(self) -> dict[str, str]:
        """The headers that ask for it only where it has changed (RFC 9110, 13.1)."""
        pairs = (("If-None-Match", self.etag), ("If-Modified-Since", self.last_modified))
        return {name: value for name, value in pairs if value}


class State:
    """The tables `fetched`, `fetch_sources` and `fetch_hosts` of an open registry."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def known(self, address: str) -> Known | None:
        """What is known of an address that answered before."""
        row = self.db.execute(
            "SELECT sha256, etag, last_modified, headers, coalesce(final_address, address), fetched_at FROM fetched "
            "WHERE address = ? AND fetched_at IS NOT NULL",
            (address,),
        ).fetchone()
        if row is None:
            return None
        headers = tuple((name, value) for name, value in json.loads(row[3] or "[]"))
        return Known(row[0], row[1], row[2], headers, row[4], datetime.fromisoformat(row[5]))

    def new(self, items: Iterable[Item]) -> list[Item]:
        """The items whose addresses have never been found as a notice."""
        seen = "SELECT 1 FROM fetched WHERE address = ? AND kind = 'notice'"
        return [item for item in items if self.db.execute(seen, (item.address,)).fetchone() is None]

    def note_found(self, source: Source, items: Iterable[Item], found_on: str) -> None:
        """Notes notices that a list names, to be taken."""
        with transaction(self.db):
            for item in items:
                self.db.execute(
                    "INSERT INTO fetched (address, source, kind, state, found_on, title, listed_on, found_at) "
                    "VALUES (?, ?, 'notice', 'found', ?, ?, ?, ?) "
                    "ON CONFLICT (address) DO UPDATE SET kind = 'notice', state = 'found', "
                    "source = excluded.source, title = excluded.title, listed_on = excluded.listed_on",
                    (
                        *(item.address, source.name, found_on, item.title or None),
                        *(item.day.isoformat() if item.day else None, _now()),
                    ),
                )

    def take_over(self, source: Source, items: Iterable[Item]) -> None:
        """Makes those of the items that wait to be taken this source's: what found them may be gone from sources.toml.

        A source that is a single address takes it over in any case, for it is looked at in every run.
        """
        waiting = "" if source.kind == "page" else " AND state IN ('found', 'kept')"
        with transaction(self.db):
            for item in items:
                self.db.execute(
                    f"UPDATE fetched SET source = ? WHERE address = ? AND kind = 'notice'{waiting}",
                    (source.name, item.address),
                )

    def due(self, source: Source, again: bool) -> list[Due]:
        """The notices of a source that are to be taken now, those kept beside the registry first, then as found.

        With `again` also those that failed before, however lately, and those given up.
        """
        waiting = "state = 'found' AND (not_before IS NULL OR not_before <= :now)"
        conditions = ["state = 'kept'", "state IN ('found', 'given up')" if again else waiting]
        if source.kind == "page":
            conditions.append("state = 'done'")
        elif source.revisit_days:
            conditions.append("(state = 'done' AND fetched_at <= :old)")
        rows = self.db.execute(
            "SELECT address, title, state = 'kept' FROM fetched WHERE kind = 'notice' AND source = :source "
            f"AND ({' OR '.join(conditions)}) ORDER BY state = 'kept' DESC, state = 'done', rowid LIMIT :most",
            {
                "source": source.name,
                "now": _now(),
                "old": _now(-timedelta(days=source.revisit_days)),
                "most": source.most_new,
            },
        )
        return [Due(address, title or "", bool(kept)) for address, title, kept in rows]

    def note_answer(self, source: Source, kind: Kind, address: str, answer: Answer, found_on: str | None) -> None:
        """Notes what an address answered; a notice's own state is left as it is."""
        with transaction(self.db):
            self._answer(source, kind, address, answer, found_on)

    def note_kept(self, source: Source, address: str, answers: list[tuple[str, Answer]], bundle: str) -> None:
        """Notes that a notice lies beside the registry as the web archive with this hash: the page's answer first."""
        with transaction(self.db):
            for number, (asked, answer) in enumerate(answers):
                self._answer(source, "attachment" if number else "notice", asked, answer, address if number else None)
            self.db.execute(
                "UPDATE fetched SET state = 'kept', bundle_sha256 = ?, error = NULL, not_before = NULL "
                "WHERE address = ?",
                (bundle, address),
            )

    def _answer(self, source: Source, kind: Kind, address: str, answer: Answer, found_on: str | None) -> None:
        """A notice that another links to as its file stays a notice."""
        values = {
            "address": address,
            "source": source.name,
            "kind": kind,
            "state": "done",
            "found_on": found_on,
            "final_address": answer.address,
            "status": answer.status,
            "etag": None if answer.led_on else answer.header("ETag"),
            "last_modified": None if answer.led_on else answer.header("Last-Modified"),
            "media_type": answer.media_type or None,
            "bytes": len(answer.data),
            "sha256": hashlib.sha256(answer.data).hexdigest(),
            "headers": json.dumps(answer.headers, ensure_ascii=False),
            "error": None,
            "found_at": _now(),
            "fetched_at": answer.fetched_at.isoformat(timespec="seconds"),
        }
        lasting = ("address", "source", "kind", "state", "found_on", "found_at")
        changed = ", ".join(f"{name} = excluded.{name}" for name in values if name not in lasting)
        self.db.execute(
            f"INSERT INTO fetched ({', '.join(values)}) VALUES ({', '.join(':' + name for name in values)}) "
            f"ON CONFLICT (address) DO UPDATE SET {changed}",
            values,
        )

    def note_done(self, address: str, error: str | None = None) -> None:
        """Notes that a notice has been handed to ingest, or has not changed; `error` is what could not be had of it."""
        with transaction(self.db):
            self.db.execute(
                "UPDATE fetched SET state = 'done', error = ?, attempts = 0, not_before = NULL, fetched_at = ? "
                "WHERE address = ?",
                (error, _now(), address),
            )

    def note_failed(
        self,
        address: str,
        error: str,
        status: int | None,
        for_good: bool,
        in_the_end: Literal["given up", "done"] = "given up",
    ) -> None:
        """Notes that a notice could not be had, or not all of it: asked again after a while that doubles."""
        with transaction(self.db):
            (attempts,) = self.db.execute("SELECT attempts FROM fetched WHERE address = ?", (address,)).fetchone()
            gone = for_good or attempts + 1 >= MOST_ATTEMPTS
            self.db.execute(
                "UPDATE fetched SET state = ?, error = ?, status = coalesce(?, status), attempts = attempts + 1, "
                "not_before = ? WHERE address = ?",
                (
                    *(in_the_end if gone else "found", error, status),
                    *(None if gone else _now(_FIRST_PAUSE * 2**attempts), address),
                ),
            )

    def note_private(self, source: Source) -> None:
        """Notes the hosts that a source names as none of the public network, so that no publication names them."""
        if source.private_hosts:
            with transaction(self.db):
                private_hosts.note(self.db, source.private_hosts)

    def begin(self, source: Source) -> bool:
        """Notes that a source's lists are being gone through; whether they have been to the end, by this entry."""
        with transaction(self.db):
            row = self.db.execute(
                "SELECT definition, complete FROM fetch_sources WHERE name = ?", (source.name,)
            ).fetchone()
            self.db.execute(
                "INSERT INTO fetch_sources (name, definition) VALUES (?, ?) "
                "ON CONFLICT (name) DO UPDATE SET definition = excluded.definition, complete = 0",
                (source.name, source.definition),
            )
            return row is not None and row[0] == source.definition and bool(row[1])

    def end(self, source: Source, error: str | None) -> None:
        """Notes how going through a source's lists ended."""
        with transaction(self.db):
            self.db.execute(
                "UPDATE fetch_sources SET complete = ?, error = ?, listed_at = ? WHERE name = ?",
                (error is None, error, _now(), source.name),
            )

    def put_off(self) -> dict[str, tuple[float, str]]:
        """The hosts to be left alone: until when (seconds since the epoch), and why."""
        with transaction(self.db):
            self.db.execute("DELETE FROM fetch_hosts WHERE not_before <= ?", (_now(),))
        rows = self.db.execute("SELECT host, not_before, reason FROM fetch_hosts")
        return {host: (datetime.fromisoformat(until).timestamp(), reason) for host, until, reason in rows}

    def leave_alone(self, host: str, until: float, reason: str) -> None:
        """Notes that a host is to be left alone."""
        with transaction(self.db):
            self.db.execute(
                "INSERT INTO fetch_hosts (host, not_before, reason) VALUES (?, ?, ?) "
                "ON CONFLICT (host) DO UPDATE SET not_before = excluded.not_before, reason = excluded.reason",
                (host, datetime.fromtimestamp(until, UTC).isoformat(timespec="seconds"), reason),
            )


def _now(shift: timedelta = timedelta()) -> str:
    return (datetime.now(UTC) + shift).isoformat(timespec="seconds")

"""What is known of files as they arrive: those of watched folders, and what was fetched from the web.

`watched` has a file of a folder that is watched, `fetched` an address, `fetch_sources` an entry of
sources.toml, and `fetch_hosts` a machine that asked to be left alone for a while. None of them holds
anything of a notice: without them everything is looked at once more, and nothing is lost.
"""

from __future__ import annotations

_TABLES = (
    """CREATE TABLE watched (
      path TEXT PRIMARY KEY NOT NULL,
      bytes INTEGER NOT NULL,
      modified_ns INTEGER NOT NULL,
      outcome TEXT NOT NULL CHECK (outcome IN ('read', 'known', 'failed')),
      error TEXT,
      reader_version TEXT NOT NULL,
      rules_version TEXT NOT NULL,
      seen_at TEXT NOT NULL
    )""",
    # `state`: found on a list and not asked for yet; kept beside the registry, not read yet; done, with what came
    # handed to ingest; or given up, for the reason in `error`. Lists are always `done`.
    """CREATE TABLE fetched (
      address TEXT PRIMARY KEY NOT NULL,
      source TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('list', 'notice', 'attachment')),
      state TEXT NOT NULL CHECK (state IN ('found', 'kept', 'done', 'given up')),
      found_on TEXT,
      title TEXT,
      listed_on TEXT,
      final_address TEXT,
      status INTEGER,
      etag TEXT,
      last_modified TEXT,
      media_type TEXT,
      bytes INTEGER,
      sha256 TEXT,
      headers TEXT,
      bundle_sha256 TEXT,
      error TEXT,
      attempts INTEGER NOT NULL DEFAULT 0,
      not_before TEXT,
      found_at TEXT NOT NULL,
      fetched_at TEXT
    )""",
    'CREATE INDEX "fetched_source_state" ON "fetched"("source", "state")',
    'CREATE INDEX "fetched_found_on" ON "fetched"("found_on")',
    # `complete`: its lists have been gone through to the end, so that a page without anything new ends the next run.
    """CREATE TABLE fetch_sources (
      name TEXT PRIMARY KEY NOT NULL,
      definition TEXT NOT NULL,
      complete INTEGER NOT NULL DEFAULT 0,
      listed_at TEXT,
      error TEXT
    )""",
    """CREATE TABLE fetch_hosts (
      host TEXT PRIMARY KEY NOT NULL,
      not_before TEXT NOT NULL,
      reason TEXT NOT NULL
    )""",
)


def definitions() -> tuple[str, ...]:
    """The statements that make the tables."""
    return _TABLES

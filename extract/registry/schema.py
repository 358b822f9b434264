"""The registry's tables, indexes and views, and the steps from each version of them to the next.

`PRAGMA user_version` holds the version; `MIGRATIONS[n]` leads from version n to n + 1, so a new
registry runs all of them and an old one those that it lacks. A step that has been released is
never edited; a change of the schema, or of `search.tokens`, is a new step at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from extract.registry import arrivals, corrections, history, notice_pages, search

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x4E4F5443
"""`PRAGMA application_id` of a registry ("NOTC"), which tells it from other SQLite files."""

EVIDENCE_COLUMNS = ("page", "quote", "start", "end", "rule", "confidence", "read_by")
"""The columns of every fact table that say where a row was read."""

_EVIDENCE = """
  page INTEGER,
  quote TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  rule TEXT NOT NULL,
  confidence REAL NOT NULL DEFAULT 1.0
"""
_FACT = """
  id INTEGER PRIMARY KEY,
  notice_id INTEGER NOT NULL REFERENCES notices(id) ON DELETE CASCADE
"""

_TABLES = (
    """CREATE TABLE sources (
      sha256 TEXT PRIMARY KEY NOT NULL,
      filename TEXT NOT NULL,
      origin TEXT NOT NULL,
      media_type TEXT,
      bytes INTEGER NOT NULL,
      pages INTEGER,
      status TEXT NOT NULL CHECK (status IN ('ok', 'partial', 'failed')),
      error TEXT,
      published_on TEXT,
      reader_version TEXT NOT NULL,
      rules_version TEXT NOT NULL,
      ingested_at TEXT NOT NULL,
      warnings TEXT,
      original TEXT
    )""",
    # No foreign key to sources: what was handed in stays on record after a source is withdrawn.
    """CREATE TABLE deliveries (
      id INTEGER PRIMARY KEY,
      origin TEXT NOT NULL,
      filename TEXT NOT NULL,
      sha256 TEXT,
      outcome TEXT NOT NULL CHECK (outcome IN ('read', 'known', 'failed')),
      error TEXT,
      delivered_at TEXT NOT NULL
    )""",
    """CREATE TABLE regions (
      adcode TEXT PRIMARY KEY NOT NULL,
      name TEXT NOT NULL,
      full_name TEXT NOT NULL,
      level TEXT NOT NULL CHECK (level IN ('province', 'city', 'county')),
      parent_adcode TEXT REFERENCES regions(adcode)
    )""",
    """CREATE TABLE notices (
      id INTEGER PRIMARY KEY,
      source_sha256 TEXT NOT NULL REFERENCES sources(sha256) ON DELETE CASCADE,
      parent_id INTEGER REFERENCES notices(id) ON DELETE SET NULL,
      title TEXT,
      doc_number TEXT,
      doc_type TEXT,
      issuer TEXT,
      addressee TEXT,
      issued_on TEXT,
      valid_from TEXT,
      valid_to TEXT,
      in_force_until TEXT,
      ended_by INTEGER REFERENCES notices(id) ON DELETE SET NULL,
      adcode TEXT REFERENCES regions(adcode),
      duplicate_of INTEGER REFERENCES notices(id) ON DELETE SET NULL,
      text TEXT NOT NULL
    )""",
    f"""CREATE TABLE terms ({_FACT},
      kind TEXT NOT NULL,
      amount NUMERIC NOT NULL,
      unit TEXT NOT NULL,
      per TEXT,
      base TEXT,
      subject TEXT,
      topic TEXT NOT NULL DEFAULT 'other',
      additional INTEGER NOT NULL DEFAULT 0,
      standing TEXT NOT NULL DEFAULT 'set',
      {_EVIDENCE}
    )""",
    f"""CREATE TABLE dates ({_FACT},
      kind TEXT NOT NULL,
      starts_on TEXT,
      ends_on TEXT,
      recurs TEXT,
      rrule TEXT,
      action TEXT,
      {_EVIDENCE}
    )""",
    f"""CREATE TABLE notice_regions ({_FACT},
      name TEXT NOT NULL,
      adcode TEXT REFERENCES regions(adcode),
      role TEXT NOT NULL,
      {_EVIDENCE}
    )""",
    """CREATE TABLE suppliers (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      normalized_name TEXT NOT NULL UNIQUE
    )""",
    f"""CREATE TABLE listings ({_FACT},
      supplier_id INTEGER NOT NULL REFERENCES suppliers(id),
      annex TEXT,
      row_no INTEGER,
      name TEXT NOT NULL,
      address TEXT,
      contact TEXT,
      phone TEXT,
      ownership TEXT,
      region TEXT,
      region_adcode TEXT REFERENCES regions(adcode),
      note TEXT,
      extra TEXT,
      {_EVIDENCE}
    )""",
    f"""CREATE TABLE platforms ({_FACT},
      name TEXT NOT NULL,
      url TEXT,
      operator TEXT,
      address TEXT,
      {_EVIDENCE}
    )""",
    f"""CREATE TABLE contacts ({_FACT},
      organization TEXT,
      person TEXT,
      phone TEXT,
      email TEXT,
      role TEXT NOT NULL DEFAULT 'notice',
      {_EVIDENCE}
    )""",
    f"""CREATE TABLE citations ({_FACT},
      title TEXT,
      doc_number TEXT,
      relation TEXT,
      cited_notice_id INTEGER REFERENCES notices(id) ON DELETE SET NULL,
      {_EVIDENCE}
    )""",
    f"""CREATE TABLE tasks ({_FACT},
      number TEXT NOT NULL,
      title TEXT NOT NULL,
      content TEXT,
      {_EVIDENCE}
    )""",
    f"""CREATE TABLE duties ({_FACT},
      task_id INTEGER REFERENCES tasks(id) ON DELETE CASCADE,
      role TEXT NOT NULL,
      organization TEXT NOT NULL,
      {_EVIDENCE}
    )""",
    f"""CREATE TABLE forms ({_FACT},
      title TEXT NOT NULL,
      columns TEXT NOT NULL,
      {_EVIDENCE}
    )""",
    """CREATE TABLE review (
      id INTEGER PRIMARY KEY,
      notice_id INTEGER REFERENCES notices(id) ON DELETE CASCADE,
      source_sha256 TEXT NOT NULL REFERENCES sources(sha256) ON DELETE CASCADE,
      table_name TEXT,
      row_id INTEGER,
      reason TEXT NOT NULL,
      quote TEXT,
      status TEXT NOT NULL DEFAULT 'open'
    )""",
    # What notices and citations are found by when they are linked (see link.py); not for readers.
    """CREATE TABLE link_keys (
      notice_id INTEGER NOT NULL REFERENCES notices(id) ON DELETE CASCADE,
      citation_id INTEGER REFERENCES citations(id) ON DELETE CASCADE,
      kind TEXT NOT NULL CHECK (kind IN ('number', 'title', 'shingle')),
      key TEXT NOT NULL
    )""",
    # Single values about the registry as a whole, such as the rules version its gazetteer came from.
    "CREATE TABLE registry_state (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) WITHOUT ROWID",
)

_INDEXED = {
    "sources": ("filename", "media_type", "status"),
    "deliveries": ("sha256", "outcome", "delivered_at"),
    "regions": ("parent_adcode", "level", "name"),
    "notices": (
        "source_sha256", "parent_id", "adcode", "duplicate_of", "ended_by", "doc_type", "doc_number", "issuer",
        "issued_on", "valid_to",
    ),
    "terms": ("notice_id", "kind", "unit", "per", "topic", "standing", "additional", "amount"),
    "dates": ("notice_id", "kind", "recurs", "starts_on", "ends_on"),
    "notice_regions": ("notice_id", "adcode", "role"),
    "listings": ("notice_id", "supplier_id", "region_adcode", "ownership", "region"),
    "platforms": ("notice_id", "name"),
    "contacts": ("notice_id", "role", "organization"),
    "citations": ("notice_id", "cited_notice_id", "relation", "doc_number"),
    "tasks": ("notice_id",),
    "duties": ("notice_id", "task_id", "role", "organization"),
    "forms": ("notice_id",),
    "review": ("notice_id", "source_sha256", "status", "reason", "table_name"),
    "link_keys": ("notice_id", "citation_id"),
}  # fmt: skip

_VIEWS = (
    # A notice that came in several files counts once; what has ended does not count.
    """CREATE VIEW current_notices AS
      SELECT * FROM notices
      WHERE duplicate_of IS NULL AND coalesce(in_force_until, valid_to, '9999-12-31') >= date('now', 'localtime')""",
    """CREATE VIEW current_terms AS
      SELECT terms.*, notices.title AS notice_title, notices.doc_number, notices.issuer, notices.issued_on,
        coalesce(notices.in_force_until, notices.valid_to) AS in_force_until, notices.adcode,
        regions.full_name AS place
      FROM terms
      JOIN current_notices AS notices ON notices.id = terms.notice_id
      LEFT JOIN regions ON regions.adcode = notices.adcode
      WHERE terms.standing = 'set'""",
    """CREATE VIEW current_listings AS
      SELECT listings.*, notices.title AS notice_title, notices.doc_number, notices.issuer, notices.issued_on,
        coalesce(notices.in_force_until, notices.valid_to) AS in_force_until, notices.adcode,
        regions.full_name AS place
      FROM listings
      JOIN current_notices AS notices ON notices.id = listings.notice_id
      LEFT JOIN regions ON regions.adcode = notices.adcode""",
)


# What citations say of the force of what they cite, lists with a validity of their own, and their products.
_FORCE_AND_PRODUCTS = (
    "ALTER TABLE citations ADD COLUMN ends_on TEXT",
    "ALTER TABLE citations ADD COLUMN extended_months INTEGER",
    "ALTER TABLE listings ADD COLUMN valid_from TEXT",
    "ALTER TABLE listings ADD COLUMN valid_to TEXT",
    f"""CREATE TABLE products ({_FACT},
      listing_id INTEGER REFERENCES listings(id) ON DELETE CASCADE,
      name TEXT NOT NULL,
      spec TEXT,
      price NUMERIC,
      price_unit TEXT,
      {_EVIDENCE}
    )""",
    'CREATE INDEX "products_notice_id" ON "products"("notice_id")',
    'CREATE INDEX "products_listing_id" ON "products"("listing_id")',
    'CREATE INDEX "products_name" ON "products"("name")',
    "DROP VIEW current_listings",
    # A repeal ends a list that would run longer; an extension lengthens the one that is printed as ending earlier.
    """CREATE VIEW current_listings AS
      SELECT * FROM (
        SELECT listings.*, notices.title AS notice_title, notices.doc_number, notices.issuer, notices.issued_on,
          CASE WHEN notices.ended_by IS NULL
            THEN coalesce(notices.in_force_until, listings.valid_to, notices.valid_to)
            ELSE min(notices.in_force_until, coalesce(listings.valid_to, notices.in_force_until))
          END AS in_force_until,
          notices.adcode, regions.full_name AS place
        FROM listings
        JOIN notices ON notices.id = listings.notice_id
        LEFT JOIN regions ON regions.adcode = notices.adcode
        WHERE notices.duplicate_of IS NULL
      )
      WHERE coalesce(in_force_until, '9999-12-31') >= date('now', 'localtime')""",
)


def _tables(db: Database) -> None:
    _run(db, _TABLES)
    for table, columns in _INDEXED.items():
        _run(db, (f'CREATE INDEX "{table}_{column}" ON "{table}"("{column}")' for column in columns))
    _run(db, ("CREATE INDEX link_keys_kind_key ON link_keys(kind, key)",))
    _run(db, (f"PRAGMA application_id = {APPLICATION_ID}",))


def _search(db: Database) -> None:
    _run(db, search.definitions(("notices", "suppliers", "listings", "platforms")))


def _views(db: Database) -> None:
    _run(db, _VIEWS)


def _force_and_products(db: Database) -> None:
    _run(db, _FORCE_AND_PRODUCTS)


# Which kind of doubt a row of `review` is, and where in the notice's text it stands.
_REVIEW_PLACES = (
    "ALTER TABLE review ADD COLUMN code TEXT",
    "ALTER TABLE review ADD COLUMN start INTEGER",
    'ALTER TABLE review ADD COLUMN "end" INTEGER',
    'CREATE INDEX "review_code" ON "review"("code")',
)


def _review_places(db: Database) -> None:
    _run(db, _REVIEW_PLACES)


# What was in an archive or mail, and which files were read as annexes of another. A file that could not be
# taken out has no hash; an annex is written after the notice it belongs to, so that no key can hold it.
_BUNDLES = (
    """CREATE TABLE bundle_members (
      bundle_sha256 TEXT NOT NULL REFERENCES sources(sha256) ON DELETE CASCADE,
      path TEXT NOT NULL,
      sha256 TEXT,
      PRIMARY KEY (bundle_sha256, path)
    )""",
    'CREATE INDEX "bundle_members_sha256" ON "bundle_members"("sha256")',
    """CREATE TABLE source_annexes (
      source_sha256 TEXT NOT NULL REFERENCES sources(sha256) ON DELETE CASCADE,
      annex_sha256 TEXT NOT NULL,
      first_page INTEGER NOT NULL,
      PRIMARY KEY (source_sha256, annex_sha256)
    )""",
    'CREATE INDEX "source_annexes_annex_sha256" ON "source_annexes"("annex_sha256")',
)


def _bundles(db: Database) -> None:
    _run(db, _BUNDLES)


# Whether the file itself names a fact's words, or they were recognised on a picture.
_READ_BY = tuple(
    f"ALTER TABLE {table} ADD COLUMN read_by TEXT NOT NULL DEFAULT 'text' CHECK (read_by IN ('text', 'ocr'))"
    for table in (
        "terms", "dates", "notice_regions", "listings", "products", "platforms", "contacts", "citations", "tasks",
        "duties", "forms",
    )
)  # fmt: skip


def _read_by(db: Database) -> None:
    _run(db, _READ_BY)


def _search_terms_and_products(db: Database) -> None:
    _run(db, search.definitions(("terms", "products")))


def _notice_pages(db: Database) -> None:
    # Filled as files are read anew (see `versions`).
    _run(db, notice_pages.definitions())


def _search_goods(db: Database) -> None:
    # What a supplier sells often stands in a column without a name of its own, and so in `extra`.
    _run(db, search.removals(("listings",)))
    _run(db, search.definitions(("listings",)))


def _corrections_and_history(db: Database) -> None:
    _run(db, corrections.definitions())
    _run(db, history.definitions())


def _arrivals(db: Database) -> None:
    _run(db, arrivals.definitions())


def _series(db: Database) -> None:
    # Filled as files are read anew (see `versions`).
    _run(
        db, ("ALTER TABLE notices ADD COLUMN series TEXT", "CREATE INDEX notices_series ON notices(series, issued_on)")
    )


MIGRATIONS: tuple[Callable[[Database], None], ...] = (
    _tables,
    _search,
    _views,
    _force_and_products,
    _review_places,
    _bundles,
    _read_by,
    _search_terms_and_products,
    _notice_pages,
    _search_goods,
    _corrections_and_history,
    _arrivals,
    _series,
)
VERSION = len(MIGRATIONS)
"""The version of the schema that this program reads and writes."""


def migrate(db: Database, version: int) -> None:
    """Brings a registry from `version` to VERSION; the caller holds the transaction."""
    for step in MIGRATIONS[version:]:
        step(db)
    db.execute(f"PRAGMA user_version = {VERSION}")


def _run(db: Database, statements: Iterable[str]) -> None:
    for statement in statements:
        db.execute(statement)

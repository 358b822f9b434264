"""The registry's tables, and the columns that came to them later: the SQL that `schema` runs step by step.

The tables of corrections, history, arrivals and notices' pages stand with the code that fills them.
"""

from __future__ import annotations

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

FIRST = (
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
"""The tables of the first version."""

FORCE = (
    "ALTER TABLE citations ADD COLUMN ends_on TEXT",
    "ALTER TABLE citations ADD COLUMN extended_months INTEGER",
    "ALTER TABLE listings ADD COLUMN valid_from TEXT",
    "ALTER TABLE listings ADD COLUMN valid_to TEXT",
)
"""What citations say of the force of what they cite, and lists with a validity of their own."""

PRODUCTS = f"""CREATE TABLE products ({_FACT},
      listing_id INTEGER REFERENCES listings(id) ON DELETE CASCADE,
      name TEXT NOT NULL,
      spec TEXT,
      price NUMERIC,
      price_unit TEXT,
      {_EVIDENCE}
    )"""

REVIEW_PLACES = (
    "ALTER TABLE review ADD COLUMN code TEXT",
    "ALTER TABLE review ADD COLUMN start INTEGER",
    'ALTER TABLE review ADD COLUMN "end" INTEGER',
)
"""Which kind of doubt a row of `review` is, and where in the notice's text it stands."""

BUNDLE_MEMBERS = """CREATE TABLE bundle_members (
      bundle_sha256 TEXT NOT NULL REFERENCES sources(sha256) ON DELETE CASCADE,
      path TEXT NOT NULL,
      sha256 TEXT,
      PRIMARY KEY (bundle_sha256, path)
    )"""
"""What was in an archive or mail. A file that could not be taken out has no hash."""

SOURCE_ANNEXES = """CREATE TABLE source_annexes (
      source_sha256 TEXT NOT NULL REFERENCES sources(sha256) ON DELETE CASCADE,
      annex_sha256 TEXT NOT NULL,
      first_page INTEGER NOT NULL,
      PRIMARY KEY (source_sha256, annex_sha256)
    )"""
"""Which files were read as annexes of another. An annex is written after its notice, so that no key can hold it."""

READ_BY = tuple(
    f"ALTER TABLE {table} ADD COLUMN read_by TEXT NOT NULL DEFAULT 'text' CHECK (read_by IN ('text', 'ocr'))"
    for table in (
        "terms", "dates", "notice_regions", "listings", "products", "platforms", "contacts", "citations", "tasks",
        "duties", "forms",
    )
)  # fmt: skip
"""Whether the file itself names a fact's words, or they were recognised on a picture."""

SERIES = "ALTER TABLE notices ADD COLUMN series TEXT"
"""The fingerprint of a notice's series, filled as files are read anew (see `versions`)."""

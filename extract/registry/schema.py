"""The steps that make the registry's tables, indexes and views, and lead from each version of them to the next.

`PRAGMA user_version` holds the version; `MIGRATIONS[n]` leads from version n to n + 1, so a new
registry runs all of them and an old one those that it lacks. A step that has been released is
never edited, nor is the SQL that it runs; a change of the schema, or of `search.tokens`, is a new
step at the end. What each step runs stands in `tables`, `indexes` and `views`, or with the code
that fills its tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from extract.registry import arrivals, corrections, history, indexes, notice_pages, search, tables, views

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x4E4F5443
"""`PRAGMA application_id` of a registry ("NOTC"), which tells it from other SQLite files."""


def _tables(db: Database) -> None:
    _run(db, tables.FIRST)
    _run(db, indexes.first())
    _run(db, (f"PRAGMA application_id = {APPLICATION_ID}",))


def _search(db: Database) -> None:
    _run(db, search.definitions(("notices", "suppliers", "listings", "platforms")))


def _views(db: Database) -> None:
    _run(db, views.FIRST)


def _force_and_products(db: Database) -> None:
    _run(db, tables.FORCE)
    _run(db, (tables.PRODUCTS, *indexes.each("products", "notice_id", "listing_id", "name")))
    _run(db, views.LISTS_WITH_A_VALIDITY)


def _review_places(db: Database) -> None:
    _run(db, (*tables.REVIEW_PLACES, *indexes.each("review", "code")))


def _bundles(db: Database) -> None:
    _run(db, (tables.BUNDLE_MEMBERS, *indexes.each("bundle_members", "sha256")))
    _run(db, (tables.SOURCE_ANNEXES, *indexes.each("source_annexes", "annex_sha256")))


def _read_by(db: Database) -> None:
    _run(db, tables.READ_BY)


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
    _run(db, (tables.SERIES, indexes.SERIES))


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

"""The command `notices diff`: what changed from one notice to another."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extract.cli_shared import DONE, Stop, opened, registry_option

if TYPE_CHECKING:
    from sqlite_utils import Database

    from extract.registry.difference import Difference

_SIGNS = {"added": "+", "dropped": "-", "changed": "~"}


@click.command()
@click.argument("before")
@click.argument("after", required=False)
@registry_option
def diff(before: str, after: str | None, registry: Path) -> int:
    """Say what changed from notice BEFORE to notice AFTER: caps, suppliers, deadlines, contacts.

    A notice is named by its id, its document number, its title or its file's name or path. With one alone,
    it is set beside its predecessor: the notice that it amends, extends or repeals, or last year's.

    \b
    Examples:
      notices diff 青工发〔2023〕8号 青工发〔2024〕12号
      notices diff notice-2024.pdf
    """
    from extract.registry.difference import differences, told
    from extract.registry.series import PREDECESSOR

    with closing(opened(registry, new=False)) as db:
        first, last = _named(db, before), None if after is None else _named(db, after)
        if last is None:
            (found,) = db.execute(f"SELECT {PREDECESSOR} FROM notices WHERE id = ?", (first,)).fetchone()
            if found is None:
                raise Stop(f"{before}: the registry knows no predecessor of it; name the two notices")
            first, last = found, first
        for sign, number in (("---", first), ("+++", last)):
            title, doc_number, day = db.execute(
                "SELECT title, doc_number, issued_on FROM notices WHERE id = ?", (number,)
            ).fetchone()
            click.echo(f"{sign} {number}  {title or ''}  {doc_number or ''}  {day or ''}".rstrip())
        changes = differences(db.conn, first, last)
    for change in changes:
        click.echo(f"{_SIGNS[change.change]} {change.table}: {_described(change, told(change))}")
    if not changes:
        click.echo("no difference in what was read")
    return DONE


def _named(db: Database, name: str) -> int:
    """The id of the one notice that is so named. Raises Stop where there is none, or more than one."""
    from extract.registry.history import known_as
    from extract.registry.keys import number_key, words_key
    from extract.registry.store import sources_matching

    if name.isascii() and name.isdecimal():
        found = db.execute("SELECT id FROM notices WHERE id = ?", (int(name),)).fetchall()
    else:
        files = [sha256 for sha256, _ in sources_matching(db, name)] or known_as(db, name)
        found = db.execute(
            "SELECT notices.id FROM link_keys JOIN notices ON notices.id = notice_id WHERE citation_id IS NULL AND "
            "((kind = 'number' AND key = :number) OR (kind = 'title' AND key = :title)) AND duplicate_of IS NULL "
            "UNION SELECT id FROM notices WHERE source_sha256 IN (SELECT value FROM json_each(:files)) "
            "AND parent_id IS NULL ORDER BY 1",
            {"number": number_key(name), "title": words_key(name), "files": json.dumps(files)},
        ).fetchall()
    if not found:
        raise Stop(f"{name}: no notice of this id, number, title or file; look at the table notices")
    if len(found) > 1:
        listed = ", ".join(str(number) for (number,) in found[:5])
        raise Stop(f"{name}: several notices are meant; name one by its id: {listed}")
    return int(found[0][0])


def _described(change: Difference, told: list[tuple[str, Any]]) -> str:
    known = ", ".join(f"{name}={value}" for name, value in told)
    if change.before is None or change.after is None:
        return known
    changed = ", ".join(f"{name} {change.before[name]} → {change.after[name]}" for name in change.fields)
    return f"{changed} ({known})" if known else changed

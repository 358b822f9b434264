"""The commands with which people mend what was misread, and look at what happened: `review`, `corrections`, `log`."""

from __future__ import annotations

import getpass
import json
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extract.cli_shared import DONE, SOME_FAILED, Stop, opened, registry_option

if TYPE_CHECKING:
    from sqlite_utils import Database

    from extract.corrections import Action
    from extract.reviewing import Doubtful

_WIDEST = 100


def _by_option(command: Any) -> Any:
    return click.option("--by", default=None, help="Who decides.  [default: your login name]")(command)


@click.command()
@click.argument("number", type=int, required=False)
@click.option("--accept", "action", flag_value="accept", help="The reading is right (or there is nothing to read).")
@click.option("--reject", "action", flag_value="reject", help="Nothing of the kind is meant: take the row out.")
@click.option("--set", "settings", metavar="COLUMN=VALUE", multiple=True, help="What is right; no value for nothing.")
@click.option("--add", "table", metavar="TABLE", help="Nothing was read: add a row to this table, with --set.")
@click.option("--note", help="Why.")
@_by_option
@click.option("--table", "only", metavar="TABLE", help="List the doubts about this table alone.")
@click.option("--limit", "most", type=click.IntRange(1, 10_000), default=20, show_default=True, help="List so many.")
@click.option("--json", "as_json", is_flag=True, help="List them as JSON.")
@registry_option
def review(
    number: int | None,
    action: Action | None,
    settings: tuple[str, ...],
    table: str | None,
    note: str | None,
    by: str | None,
    only: str | None,
    most: int,
    as_json: bool,
    registry: Path,
) -> int:
    """List doubtful readings, those first whose error would cost most, and decide on them.

    NUMBER is the number that a doubt is listed with. On a terminal, without one, each is asked
    about in turn. What is decided is kept for ever, and met again whenever the file is read again.

    \b
    Examples:
      notices review
      notices review --table terms --limit 5
      notices review 81923 --accept
      notices review 81923 --set amount=600 --note "the scan shows a 6"
      notices review 81924 --reject
    """
    with closing(opened(registry, new=False)) as db:
        if number is None:
            if action or settings or table:
                raise Stop("say which doubt is meant: notices review NUMBER …; notices review lists them")
            if sys.stdin.isatty() and sys.stdout.isatty() and not as_json:
                return _in_turn(db, registry, _who(by), only)
            return _list(db, only, most, as_json)
        chosen: Action | None = "add" if table else "correct" if settings else action
        if chosen is None:
            return _show_one(db, number)
        _decide(db, number, chosen, _who(by), _values(settings), note, table)
        return _apply(db, registry)


def _who(by: str | None) -> str:
    return by or getpass.getuser()


def _values(settings: tuple[str, ...]) -> dict[str, Any]:
    found = {}
    for one in settings:
        name, sign, value = one.partition("=")
        if not sign:
            raise Stop(f"--set {one}: write COLUMN=VALUE, such as --set amount=600")
        found[name.strip()] = value.strip() or None
    return found


def _decide(
    db: Database, number: int, action: Action, by: str, right: dict[str, Any], note: str | None, table: str | None
) -> None:
    from extract import reviewing
    from extract.corrections import CorrectionError

    try:
        if action == "add":
            asked = reviewing.one(db, number)
            if asked is None or asked.notice_id is None:
                raise KeyError(number)
            reviewing.add(db, asked.notice_id, str(table), asked.quote or "", right, by, note)
        else:
            reviewing.decide(db, number, action, by, right or None, note)
    except KeyError as error:
        raise Stop(f"{number}: no such doubt; notices review lists them") from error
    except CorrectionError as error:
        raise Stop(str(error)) from error


def _list(db: Database, table: str | None, most: int, as_json: bool) -> int:
    from extract.reviewing import doubtful

    found = doubtful(db, most, table=table)
    if as_json:
        from dataclasses import asdict

        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
        return DONE
    for one in found:
        click.echo(_described(one))
    (total,) = db.execute("SELECT count(*) FROM review WHERE status = 'open'").fetchone()
    click.echo(f"{len(found)} shown of {total} open" if total else "nothing to review")
    return DONE


def _described(one: Doubtful) -> str:
    values = "" if one.row is None else _row_text(one.row)
    place = f", page {one.page}" if one.page else ""
    sure = "" if one.confidence is None else f", confidence {one.confidence:.2f}"
    lines = [
        f"{one.id}  {one.table or 'file'}  {one.reason}",
        f"    {one.title or one.filename}{place}{sure}{f', rule {one.rule}' if one.rule else ''}",
    ]
    if values:
        lines.append(f"    read: {values}")
    if one.quote:
        lines.append(f"    words: {' '.join(one.quote.split())[:_WIDEST]}")
    return "\n".join(lines)


def _row_text(row: Any) -> str:
    return ", ".join(f"{name}={value}" for name, value in row.items() if value is not None)


def _show_one(db: Database, number: int) -> int:
    from extract.reviewing import one

    found = one(db, number)
    if found is None:
        raise Stop(f"{number}: no such doubt; notices review lists them")
    click.echo(_described(found))
    return DONE


def _in_turn(db: Database, registry: Path, by: str, table: str | None) -> int:
    """Asks about each doubt in turn, until there are no more or the person stops."""
    from extract.reviewing import doubtful

    skipped = 0
    while found := doubtful(db, 1, skipped, table):
        click.echo("\n" + _described(found[0]))
        answer = click.prompt("accept, correct, reject, skip, quit", default="s").strip().lower()[:1]
        if answer == "q":
            break
        actions: dict[str, Action] = {"a": "accept", "c": "correct", "r": "reject"}
        if answer not in actions:
            skipped += 1
            continue
        right = _values(tuple(click.prompt("column=value, several parted by ;").split(";"))) if answer == "c" else {}
        note = click.prompt("note", default="", show_default=False) or None
        try:
            _decide(db, found[0].id, actions[answer], by, right, note, None)
        except Stop as error:
            click.echo(error.format_message(), err=True)
    return _apply(db, registry)


def _apply(db: Database, registry: Path) -> int:
    """Reads again the files that were decided on."""
    from extract.ingest import retry
    from extract.reviewing import waiting

    failed = 0
    chosen = waiting(db, registry)
    for outcome in retry(db, registry, chosen) if chosen else ():
        click.echo(f"read again: {outcome.origin}" + (f": {outcome.error}" if outcome.error else ""))
        failed += outcome.outcome == "failed"
    outdated = db.execute("SELECT count(*) FROM corrections WHERE state = 'outdated'").fetchone()[0]
    if outdated:
        click.echo(f"{outdated} decisions no longer fit what is read; notices review lists them")
    return SOME_FAILED if failed else DONE


@click.group()
def corrections() -> None:
    """Keep decisions in a file, bring them into a registry, and see them.

    \b
    Examples:
      notices corrections export corrections.yaml
      notices corrections import corrections.yaml --registry new.db
    """


@corrections.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@registry_option
def export(file: Path, registry: Path) -> int:
    """Write all corrections into a YAML file that can be read and kept under version control."""
    from extract.corrections import files
    from extract.registry import corrections as kept

    with closing(opened(registry, new=False)) as db:
        found = kept.all_of(db)
    try:
        file.write_text(files.written(found), "utf-8")
    except OSError as error:
        raise Stop(f"{file}: cannot be written ({error.strerror or error}); choose another place") from error
    click.echo(f"written: {file} ({len(found)} corrections)")
    return DONE


@corrections.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@registry_option
def import_file(file: Path, registry: Path) -> int:
    """Bring in the corrections of a file; those of files in the registry take effect at once."""
    from extract.corrections import CorrectionError, files
    from extract.registry import corrections as kept
    from extract.registry import store

    try:
        found = files.read(file.read_text("utf-8"), str(file))
    except (OSError, UnicodeDecodeError) as error:
        raise Stop(f"{file}: cannot be read ({error}); name a file written by notices corrections export") from error
    except CorrectionError as error:
        raise Stop(str(error)) from error
    with closing(opened(registry)) as db:
        before = db.execute("SELECT count(*) FROM corrections").fetchone()[0]
        with store.transaction(db):
            for one in found:
                kept.put(db, one)
        new = db.execute("SELECT count(*) FROM corrections").fetchone()[0] - before
        click.echo(f"{len(found)} corrections, {new} of them new")
        return _apply(db, registry)


@click.command()
@click.argument("which", required=False)
@click.option("--limit", "most", type=click.IntRange(1, 100_000), default=30, show_default=True, help="Show so many.")
@click.option("--changes/--no-changes", default=True, help="Also each row that was changed.")
@registry_option
def log(which: str | None, most: int, changes: bool, registry: Path) -> int:
    """Show what happened to the registry, the latest first: files handed in, readings changed, decisions, withdrawals.

    WHICH is a file's name or path, or the beginning (six digits or more) of its SHA-256.

    \b
    Examples:
      notices log
      notices log notice.pdf
    """
    from extract.registry import history
    from extract.registry.store import sources_matching

    with closing(opened(registry, new=False)) as db:
        hashes = None
        if which is not None:
            hashes = [sha256 for sha256, _ in sources_matching(db, which)] or history.known_as(db, which)
            if not hashes:
                raise Stop(f"{which}: nothing is known of it in {registry}; notices log shows all")
        for entry in history.entries(db, most, hashes):
            click.echo(
                f"{entry.at}  {entry.what:<10}  {entry.name or ''}" + (f"  ({entry.detail})" if entry.detail else "")
            )
            if changes and entry.event is not None:
                for change in history.changes_of(db, entry.event):
                    click.echo(f"    {change.table} {change.row_id}: {_changed(change.before, change.after)}")
    return DONE


def _changed(before: dict[str, Any] | None, after: dict[str, Any] | None) -> str:
    if before is None:
        return f"added {_row_text(after)}"
    if after is None:
        return f"gone: {_row_text(before)}"
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return ", ".join(f"{name} {before.get(name)} → {after.get(name)}" for name in names)

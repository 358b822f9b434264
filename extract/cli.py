"""The `notices` command. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from extract.cli_measuring import evaluate, list_rules
from extract.cli_shared import DONE, INTERRUPTED, SOME_FAILED, UNUSABLE, Stop, registry_option

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

    from extract.ingest import Found, Outcome, Summary
    from extract.reading import Reading


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs the program and ends it with the contract's exit code."""
    interrupts: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        interrupts.append(number)
        signal.default_int_handler(number, frame)

    # An interrupt inside a function that SQLite calls comes out as SQLite's error: hence the note.
    before = signal.signal(signal.SIGINT, note) if threading.current_thread() is threading.main_thread() else None
    try:
        code = notices.main(args=arguments, prog_name="notices", standalone_mode=False)
    except click.ClickException as error:
        if interrupts:
            _end_interrupted()
        error.show()
        sys.exit(error.exit_code)
    except ValueError as error:
        from extract.rules import RuleError

        if not isinstance(error, RuleError):
            raise
        Stop(str(error)).show()
        sys.exit(UNUSABLE)
    except (click.Abort, KeyboardInterrupt):
        _end_interrupted()
    finally:
        if before is not None:
            signal.signal(signal.SIGINT, before)
    sys.exit(code if isinstance(code, int) else DONE)


def _end_interrupted() -> NoReturn:
    click.echo("interrupted: what was committed stays; run the same command again to go on", err=True)
    sys.exit(INTERRUPTED)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Shell completion (bash; for zsh and fish write zsh_source or fish_source):
  eval "$(_NOTICES_COMPLETE=bash_source notices)"

\b
Exit codes: 0 all done, 1 at least one file failed (the others are kept),
2 wrong usage or no usable registry, 130 interrupted (what was committed stays).""",
)
@click.version_option(package_name="notice-registry", message="%(prog)s %(version)s")
def notices() -> None:
    """Read Chinese official notices into a registry that people can search, compare and trust.

    \b
    Examples:
      notices ingest corpus              read a folder of notices
      notices serve                      look at them on http://127.0.0.1:8001
      notices explain notice.pdf         see what is read in one file, and by which rule
      notices withdraw notice.pdf        take a file's facts out again
      notices evaluate gold --files .    measure the rules against labels
      notices rules 'terms.bound.*'      what some rules are for, and how often they fire
    """


@notices.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="Processes to read in.  [default: one for a few files, else one a core, at most 8]",
)
@registry_option
def ingest(paths: tuple[Path, ...], jobs: int | None, registry: Path) -> int:
    """Read files and folders into the registry.

    Folders are searched to the bottom for notices (PDF, DOCX, HTML, text). A file whose content
    was read before, by the same program and rules, is only noted. The files themselves are kept
    beside the registry, in `originals`.

    \b
    Examples:
      notices ingest notice.pdf
      notices ingest inbox more/notice.docx --jobs 4
      notices ingest inbox --registry /srv/notices/registry.db
    """
    from extract.ingest import Summary, find_files
    from extract.ingest import ingest as ingest_files
    from extract.workers import default_jobs

    try:
        found = find_files(paths)
    except FileNotFoundError as error:
        raise Stop(f"{error.filename}: no such file or folder; check the path") from error
    except OSError as error:
        raise Stop(f"{error.filename}: cannot be looked at ({error.strerror}); check its permissions") from error
    if not found.files:
        raise Stop(f"{', '.join(map(str, paths))}: no notices there (PDF, DOCX, HTML or text); name another folder")
    summary = Summary()
    with closing(_opened(registry)) as db:
        outcomes = ingest_files(db, registry, found.files, jobs or default_jobs(len(found.files)))
        for outcome in _progress(outcomes, len(found.files)):
            summary.add(outcome)
    _print_summary(summary, found, registry)
    return SOME_FAILED if summary.outcomes["failed"] else DONE


def _opened(registry: Path, new: bool = True) -> Any:
    from extract.registry.store import RegistryError, existing_registry, open_registry

    try:
        return open_registry(registry) if new else existing_registry(registry)
    except RegistryError as error:
        raise Stop(str(error)) from error


def _progress(outcomes: Any, total: int) -> Any:
    """Passes the outcomes on, with a bar on a terminal, and prints a line for each file that failed."""
    from extract.registry.store import RegistryError

    try:
        if sys.stdout.isatty():
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            with Progress(*columns, transient=True) as bar:
                task = bar.add_task("reading", total=total)
                for outcome in outcomes:
                    bar.advance(task)
                    if outcome.outcome == "failed":
                        bar.console.print(_failed_line(outcome), markup=False, highlight=False, soft_wrap=True)
                    yield outcome
            return
        for outcome in outcomes:
            if outcome.outcome == "failed":
                click.echo(_failed_line(outcome))
            yield outcome
    except RegistryError as error:
        raise Stop(str(error)) from error


def _failed_line(outcome: Outcome) -> str:
    return f"failed: {outcome.origin}: {outcome.error}"


def _print_summary(summary: Summary, found: Found, registry: Path) -> None:
    for outcome in summary.partial:
        click.echo(f"partial: {outcome.origin}: {outcome.error}")
    counted = [
        (summary.outcomes["read"], "read"),
        (summary.outcomes["known"], "known already"),
        (summary.outcomes["failed"], "failed"),
        (len(found.skipped), "skipped as no notices"),
    ]
    parts = [f"{count} {what}" for count, what in counted if count]
    click.echo(f"{len(found.files)} {'file' if len(found.files) == 1 else 'files'}: {', '.join(parts)}")
    width = max((len(table) for table in summary.counts), default=0)
    for table, count in summary.counts.items():
        click.echo(f"  {table.ljust(width)}  {count:>6}")
    click.echo(f"registry: {registry}")


@notices.command()
@click.argument("source")
@registry_option
def withdraw(source: str, registry: Path) -> int:
    """Take a source and all its facts out of the registry again.

    SOURCE is the file's name or path as it was ingested, or the beginning (six digits or more) of
    its SHA-256. Its original is deleted too; that it was handed in stays on record.

    \b
    Examples:
      notices withdraw notice.pdf
      notices withdraw 3f9a41c2
    """
    from extract import originals
    from extract.registry import store

    with closing(_opened(registry, new=False)) as db:
        found = store.sources_matching(db, source)
        if not found:
            raise Stop(f"{source}: no source of this name or hash in {registry}; look at its table sources")
        if len(found) > 1:
            listed = ", ".join(f"{sha256[:12]} ({name})" for sha256, name in found)
            raise Stop(f"{source}: several sources are meant; name one by its hash: {listed}")
        ((sha256, name),) = found
        store.withdraw(db, sha256)
    originals.discard(registry.parent, sha256)
    click.echo(f"withdrawn: {name} ({sha256[:12]})")
    return DONE


@notices.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="The port to listen on.")
@registry_option
def serve(host: str, port: int, registry: Path) -> int:
    """Publish the registry as a web site.

    \b
    Examples:
      notices serve
      notices serve --port 8080 --registry /srv/notices/registry.db
    """
    from extract.serve import ServeError, run

    _opened(registry, new=False).close()
    try:
        run(registry, host, port)
    except ServeError as error:
        raise Stop(str(error)) from error
    except KeyboardInterrupt:
        return INTERRUPTED
    return DONE


@notices.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--html", "page", type=click.Path(path_type=Path), help="Write a page with the facts marked instead.")
def explain(file: Path, page: Path | None) -> int:
    """Print what each rule read in one file, with the words it read it from; the registry is left alone.

    \b
    Examples:
      notices explain notice.pdf
      notices explain notice.docx --html notice.html
    """
    from extract.workers import read_stored

    if file.is_dir():
        raise Stop(f"{file}: this is a folder; name one file")
    try:
        reading = read_stored(file, file.name)
    except OSError as error:
        raise Stop(f"{file}: cannot be opened ({error.strerror or error}); check the path") from error
    if reading.status == "failed":
        click.echo(f"failed: {file}: {reading.error}", err=True)
        return SOME_FAILED
    if page is None:
        _print_reading(reading)
        return DONE
    from extract.explain import page as page_of

    try:
        page.write_text(page_of(reading), "utf-8")
    except OSError as error:
        raise Stop(f"{page}: cannot be written ({error.strerror or error}); choose another place") from error
    click.echo(f"written: {page}")
    return DONE


def _print_reading(reading: Reading) -> None:
    from rich.console import Console

    from extract.explain import for_terminal

    # Output that goes to a file or another program is not cut to a terminal's width.
    console = Console(width=None if sys.stdout.isatty() else 160)
    for piece in for_terminal(reading):
        console.print(piece)


notices.add_command(evaluate)
notices.add_command(list_rules)

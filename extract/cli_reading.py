"""The commands that read files: `ingest`, `retry`, `explain`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extract.cli_shared import DONE, SOME_FAILED, Stop, chosen_limits, limit_option, opened, registry_option

if TYPE_CHECKING:
    from extract.finding import Found
    from extract.ingest import Outcome, Summary
    from extract.readings import Reading

_KINDS = "PDF, scans and photos, Word, WPS, OFD, HTML, text, spreadsheets, mails and archives of these"


def _jobs_option(command: Any) -> Any:
    return click.option(
        "--jobs",
        type=click.IntRange(min=1),
        help="Processes to read in.  [default: one for a few files, else one a core, at most 8]",
    )(command)


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@_jobs_option
@limit_option
@registry_option
def ingest(paths: tuple[Path, ...], jobs: int | None, limits: tuple[str, ...], registry: Path) -> int:
    """Read files and folders into the registry.

    Folders are searched to the bottom for notices: PDF, scans and photos, Word, WPS, OFD, HTML,
    text, spreadsheets, mails and archives of these. A file whose content was read before, by the
    same program and rules, is only noted. The files themselves are kept beside the registry, in
    `originals`.

    \b
    Examples:
      notices ingest notice.pdf
      notices ingest inbox more/notice.docx --jobs 4
      notices ingest inbox --registry /srv/notices/registry.db
      notices ingest large-scan.pdf --limit pages=5000 --limit seconds=20000
    """
    from extract.finding import find_files

    allowed = chosen_limits(limits)
    try:
        found = find_files(paths)
    except FileNotFoundError as error:
        raise Stop(f"{error.filename}: no such file or folder; check the path") from error
    except OSError as error:
        raise Stop(f"{error.filename}: cannot be looked at ({error.strerror}); check its permissions") from error
    if not found.files:
        raise Stop(f"{', '.join(map(str, paths))}: no notices there ({_KINDS}); name another folder")

    from extract.worker_process import prepare

    prepare()  # the readers load libraries and rules while this process loads the registry's

    from extract.ingest import ingest as ingest_files
    from extract.workers import default_jobs

    with closing(opened(registry)) as db, _display(len(found.files)) as display:
        count = jobs or default_jobs(len(found.files))
        summary = display.shown(ingest_files(db, registry, found.files, count, told=display.told, allowed=allowed))
    _print_summary(summary, found, registry)
    return SOME_FAILED if summary.outcomes["failed"] else DONE


@click.command()
@click.argument("sources", metavar="[SOURCE...]", nargs=-1)
@click.option("--partial", is_flag=True, help="Also those that were read in part.")
@_jobs_option
@limit_option
@registry_option
def retry(sources: tuple[str, ...], partial: bool, jobs: int | None, limits: tuple[str, ...], registry: Path) -> int:
    """Read again what could not be read, from the files kept beside the registry.

    SOURCE is a file's name or path as it was ingested, or the beginning (six digits or more) of its
    SHA-256; without any, all that failed are tried.

    \b
    Examples:
      notices retry
      notices retry large-scan.pdf --limit seconds=20000
      notices retry --partial
    """
    from extract.ingest import retry as retry_sources
    from extract.ingest import to_retry
    from extract.workers import default_jobs

    allowed = chosen_limits(limits)
    with closing(opened(registry, new=False)) as db:
        try:
            chosen = to_retry(db, registry, sources, partial)
        except KeyError as error:
            raise Stop(f"{error.args[0]}: no such source in {registry}; look at its table sources") from error
        if not chosen:
            click.echo("nothing to retry: no source failed")
            return DONE
        with _display(len(chosen)) as display:
            count = jobs or default_jobs(len(chosen))
            outcomes = retry_sources(db, registry, chosen, count, told=display.told, allowed=allowed)
            summary = display.shown(outcomes)
    _print_summary(summary, None, registry)
    return SOME_FAILED if summary.outcomes["failed"] else DONE


class _Display:
    """What a run shows while it goes on: a line for each file that failed, and on a terminal how far it has come."""

    def __init__(self, bar: Any, total: int) -> None:
        self.bar = bar
        self.files = None if bar is None else bar.add_task("reading", total=total)
        self.pages: dict[str, Any] = {}

    @property
    def told(self) -> Callable[[str, int, int], None] | None:
        """What shows a file's pages; None where nobody looks."""
        return None if self.bar is None else self._show_pages

    def _show_pages(self, filename: str, done: int, steps: int) -> None:
        if filename not in self.pages:
            self.pages[filename] = self.bar.add_task(filename, total=steps)
        self.bar.update(self.pages[filename], completed=done, total=steps)

    def shown(self, outcomes: Iterator[Outcome]) -> Summary:
        """Follows a run to its end, and sums it up."""
        from extract.ingest import Summary
        from extract.registry.store import RegistryError

        summary = Summary()
        try:
            for outcome in outcomes:
                summary.add(outcome)
                self._show(outcome)
        except RegistryError as error:
            raise Stop(str(error)) from error
        return summary

    def _show(self, outcome: Outcome) -> None:
        line = f"failed: {outcome.origin}: {outcome.error}"
        if self.bar is None:
            if outcome.outcome == "failed":
                click.echo(line)
            return
        self.bar.advance(self.files)
        if (task := self.pages.pop(Path(outcome.origin).name, None)) is not None:
            self.bar.remove_task(task)
        if outcome.outcome == "failed":
            self.bar.console.print(line, markup=False, highlight=False, soft_wrap=True)


@contextmanager
def _display(total: int) -> Iterator[_Display]:
    if not sys.stdout.isatty():
        yield _Display(None, total)
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, transient=True) as bar:
        yield _Display(bar, total)


def _print_summary(summary: Summary, found: Found | None, registry: Path) -> None:
    for outcome in summary.partial:
        click.echo(f"partial: {outcome.origin}: {outcome.error}")
    counted = [
        (summary.outcomes["read"], "read"),
        (summary.outcomes["known"], "known already"),
        (summary.outcomes["failed"], "failed"),
        (len(found.skipped) if found else 0, "skipped as no notices"),
    ]
    parts = [f"{count} {what}" for count, what in counted if count]
    total = summary.outcomes.total()
    click.echo(f"{total} {'file' if total == 1 else 'files'}: {', '.join(parts)}")
    width = max((len(table) for table in summary.counts), default=0)
    for table, count in summary.counts.items():
        click.echo(f"  {table.ljust(width)}  {count:>6}")
    click.echo(f"registry: {registry}")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--html", "page", type=click.Path(path_type=Path), help="Write a page with the facts marked instead.")
@limit_option
def explain(file: Path, page: Path | None, limits: tuple[str, ...]) -> int:
    """Print what each rule read in one file, with the words it read it from; the registry is left alone.

    \b
    Examples:
      notices explain notice.pdf
      notices explain notice.docx --html notice.html
    """
    from extract.workers import Readers

    allowed = chosen_limits(limits)
    if file.is_dir():
        raise Stop(f"{file}: this is a folder; name one file")
    try:
        with Readers(1, limits=allowed) as readers:
            reading = readers.result(readers.submit(file, file.name))
    except OSError as error:
        raise Stop(f"{file}: cannot be opened ({error.strerror or error}); check the path") from error
    if reading.status == "failed":
        click.echo(f"failed: {file}: {reading.error}", err=True)
        return SOME_FAILED
    if page is None:
        _print_reading(reading)
        return DONE
    if reading.members:
        raise Stop(f"{file}: holds several files; unpack it and name one of them for a page")
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
    for one in (reading, *(member.reading for member in reading.members)):
        if one.status == "failed":
            console.print(f"failed: {one.filename}: {one.error}", markup=False, highlight=False)
            continue
        for piece in for_terminal(one):
            console.print(piece)

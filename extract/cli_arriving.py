"""The commands that take notices in as they are issued: `watch` and `fetch`."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from extract.cli_shared import DONE, SOME_FAILED, Stop, chosen_limits, limit_option, opened, registry_option

if TYPE_CHECKING:
    from types import FrameType


@click.command()
@click.argument("folders", metavar="DIR...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--interval", type=click.FloatRange(min=0.1), default=5.0, show_default=True, help="Seconds between looks."
)
@click.option(
    "--settle",
    type=click.FloatRange(min=0.0),
    default=5.0,
    show_default=True,
    help="Seconds for which nothing must have changed a file before it is read.",
)
@click.option("--jobs", type=click.IntRange(min=1), help="Processes to read in.  [default: as for ingest]")
@click.option("--once", is_flag=True, help="Read what is there and complete, and end: for cron.")
@click.option("--retry", "again", is_flag=True, help="Read those that failed once more.")
@limit_option
@registry_option
def watch(
    folders: tuple[Path, ...],
    interval: float,
    settle: float,
    jobs: int | None,
    once: bool,
    again: bool,
    limits: tuple[str, ...],
    registry: Path,
) -> int:
    """Read files into the registry as they arrive in a folder.

    A file is read when it is complete: nothing has changed it for a while, it has no name of a
    download or copy in progress, and it can be opened. One that failed is read again when it
    changes (or with --retry). Network folders are watched like others; one that is gone is waited
    for. Prints a line for each file. SIGTERM ends it after the file at work; what arrived while it
    was off is read when it is started again.

    \b
    Examples:
      notices watch inbox
      notices watch /mnt/share/notices --interval 60 --settle 30
      notices watch inbox --once          in a crontab
    """
    from extract.watching import memory
    from extract.watching.watch import Settings, Watcher
    from extract.worker_process import prepare

    allowed = chosen_limits(limits)
    for folder in folders:
        if not folder.is_dir():
            raise Stop(f"{folder}: no such folder; make it, or check the path")
    prepare()
    with closing(opened(registry)) as db, _ended_by_signal() as stopped:
        if again:
            for folder in folders:
                memory.forget_failed(db, folder)
        watcher = Watcher(db, registry, Settings(folders, interval, settle, jobs, allowed), say, stopped)
        with _registry_trouble(registry):
            if once:
                watcher.once()
                return SOME_FAILED if watcher.failed else DONE
            say(f"watching {', '.join(map(str, folders))} every {interval:g} s, into {registry}")
            watcher.run()
    say("stopped")
    return DONE


@click.command()
@click.argument("file", metavar="[SOURCES.TOML]", default="sources.toml", type=click.Path(path_type=Path))
@click.option("--only", "names", metavar="NAME", multiple=True, help="Only the source of this name; may be repeated.")
@click.option("--dry-run", is_flag=True, help="Look at the lists and say what would be fetched; write nothing.")
@click.option("--retry", "again", is_flag=True, help="Also what failed a short while ago, or was given up.")
@limit_option
@registry_option
def fetch(
    file: Path, names: tuple[str, ...], dry_run: bool, again: bool, limits: tuple[str, ...], registry: Path
) -> int:
    """Fetch new notices from the web into the registry.

    SOURCES.TOML names list pages, single addresses and feeds (docs/sources.toml shows how). Each new
    notice is fetched with the files it links to, kept as one web archive (WARC) with its addresses,
    times and headers, and read. What is known is not fetched again; interrupted and run again it
    goes on. Asks one thing at a time of a host, with pauses, as robots.txt allows, and never an
    address of a private network that the file does not allow.

    \b
    Examples:
      notices fetch --dry-run
      notices fetch
      notices fetch city.toml --only 通知公告 --registry /srv/notices/registry.db
    """
    from extract.fetching.run import Busy, Options
    from extract.fetching.run import fetch as fetch_all
    from extract.fetching.sources import SourcesError, load

    allowed = chosen_limits(limits)
    try:
        sources = load(file).named(names)
    except SourcesError as error:
        raise Stop(str(error)) from error
    except OSError as error:
        raise Stop(
            f"{file}: cannot be read ({error.strerror or error}); docs/sources.toml shows how one looks"
        ) from error
    with _registry_to_fetch_into(registry, dry_run) as db, _registry_trouble(registry):
        try:
            report = fetch_all(db, registry, sources, say, Options(dry_run, again, allowed))
        except Busy as error:
            raise Stop(str(error)) from error
    counted = [
        (report.found, "new"),
        (report.read, "read"),
        (report.unchanged, "unchanged"),
        (report.failed, "failed"),
        (report.lists_failed, "lists failed"),
    ]
    say(f"done: {', '.join(f'{count} {what}' for count, what in counted if count) or 'nothing new'}")
    return SOME_FAILED if report.failed or report.lists_failed else DONE


@contextmanager
def _registry_to_fetch_into(registry: Path, dry_run: bool) -> Iterator[Any]:
    """The registry, open; where there is none and nothing is to be written, an empty one that goes again."""
    if registry.exists() or not dry_run:
        with closing(opened(registry)) as db:
            yield db
        return
    with TemporaryDirectory() as folder, closing(opened(Path(folder) / "registry.db")) as db:
        yield db


@contextmanager
def _registry_trouble(registry: Path) -> Iterator[None]:
    """Ends the program with one line where the registry, or what lies beside it, cannot be read or written."""
    import sqlite3

    from extract.registry.store import RegistryError

    remedy = "what was done before stays; make room or check the permissions, then run this again"
    try:
        yield
    except RegistryError as error:
        raise Stop(str(error)) from error
    except sqlite3.DatabaseError as error:
        raise Stop(f"{registry}: cannot be used ({error}); {remedy}") from error
    except OSError as error:
        raise Stop(f"{error.filename or registry}: cannot be used ({error.strerror or error}); {remedy}") from error


def say(line: str) -> None:
    """Prints a line with the time, at once: whoever follows a log sees it as it happens.

    What a site has written into a title or an error does nothing to a terminal.
    """
    from extract.ingest import printable

    click.echo(f"{datetime.now().astimezone().isoformat(timespec='seconds')} {printable(line)}")
    sys.stdout.flush()


@contextmanager
def _ended_by_signal() -> Iterator[Callable[[], bool]]:
    """Whether the program has been told to end (SIGTERM); told twice, it ends at once."""
    told: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        if told:
            sys.exit(DONE)
        told.append(number)

    before = signal.signal(signal.SIGTERM, note)
    try:
        yield lambda: bool(told)
    finally:
        signal.signal(signal.SIGTERM, before)

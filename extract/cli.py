"""The `notices` command. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from extract.cli_arriving import fetch, watch
from extract.cli_diff import diff
from extract.cli_measuring import evaluate, list_rules
from extract.cli_publishing import publish, serve
from extract.cli_reading import explain, ingest, retry
from extract.cli_review import corrections, log, review
from extract.cli_shared import DONE, INTERRUPTED, UNUSABLE, Stop, opened, registry_option

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType


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
        from extract.interface import InterfaceError
        from extract.rules import RuleError

        if not isinstance(error, RuleError | InterfaceError):
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
      notices publish public             write what the public may see
      notices watch inbox                read what arrives in a folder
      notices fetch --dry-run            see what is new on the web, by sources.toml
      notices retry                      read again what failed
      notices explain notice.pdf         see what is read in one file, and by which rule
      notices withdraw notice.pdf        take a file's facts out again
      notices evaluate gold --files .    measure the rules against labels
      notices rules 'terms.bound.*'      what some rules are for, and how often they fire
    """


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

    with closing(opened(registry, new=False)) as db:
        found = store.sources_matching(db, source)
        if not found:
            raise Stop(f"{source}: no source of this name or hash in {registry}; look at its table sources")
        if len(found) > 1:
            listed = ", ".join(f"{sha256[:12]} ({name})" for sha256, name in found)
            raise Stop(f"{source}: several sources are meant; name one by its hash: {listed}")
        ((sha256, name),) = found
        gone = store.withdraw(db, sha256)
    for one in gone:
        originals.discard(registry.parent, one)
    click.echo(f"withdrawn: {name} ({sha256[:12]})")
    return DONE


notices.add_command(ingest)
notices.add_command(retry)
notices.add_command(watch)
notices.add_command(fetch)
notices.add_command(explain)
notices.add_command(publish)
notices.add_command(serve)
notices.add_command(evaluate)
notices.add_command(list_rules)
notices.add_command(review)
notices.add_command(corrections)
notices.add_command(log)
notices.add_command(diff)

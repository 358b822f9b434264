"""The commands that show a registry: `publish` and `serve`."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extract.cli_shared import DONE, INTERRUPTED, Stop, chosen_limits, limit_option, opened, registry_option

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from extract.publishing.publish import Published


@click.command()
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@click.option(
    "--contacts",
    type=click.Choice(["business", "all", "none"]),
    default="business",
    show_default=True,
    help="Which telephone numbers and names are published.",
)
@click.option(
    "--leave-out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Persons, firms and telephone numbers that are left out, one a line.",
)
@limit_option
@registry_option
def publish(out: Path, contacts: Any, leave_out: Path | None, limits: tuple[str, ...], registry: Path) -> int:
    """Write what the public may see of the registry into the folder OUT.

    \b
    --contacts business   what a notice prints so that people can buy or ask: listed suppliers,
                          platforms, offices' lines; all other mobile numbers are masked, and
                          resident identity numbers
    --contacts none       no telephone number, no e-mail address, no person's name
    --contacts all        everything as printed

    Those in the file given with --leave-out are left out in every case: one name of a person or
    firm, one telephone number or e-mail address a line; a # begins a remark. Originals are
    published only where nothing on them is hidden; one that takes too long to be looked through
    is held back and named. A server that shows OUT takes up what is
    published by itself. Publish again after every ingest.

    \b
    Examples:
      notices publish public
      notices publish /srv/notices/public --leave-out left-out.txt
      notices publish public --contacts none
    """
    from extract.limits import using
    from extract.publishing.errors import PublishError
    from extract.publishing.leave_out import LeftOut, read_leave_out
    from extract.publishing.publish import publish as publish_registry

    allowed = chosen_limits(limits)
    try:
        left_out = read_leave_out(leave_out) if leave_out else LeftOut()
        opened(registry, new=False).close()
        with _shown() as told, using(allowed):
            done = publish_registry(registry, out, contacts, left_out, told=told)
    except PublishError as error:
        raise Stop(str(error)) from error
    except sqlite3.Error as error:
        raise Stop(
            f"{registry}: cannot be published ({error}); free space, or publish when nothing else runs"
        ) from error
    except OSError as error:
        raise Stop(
            f"{error.filename or out}: cannot be written ({error.strerror or error}); free space or choose "
            "another folder"
        ) from error
    _tell(done, out)
    return DONE


@contextmanager
def _shown() -> Iterator[Callable[[str, int], None]]:
    """A line that says what is being done, on a terminal."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda step, done: None
        return
    with console.status("publishing") as status:
        yield lambda step, done: status.update(f"publishing: {step}{f' {done}' if done else ''}")


def _tell(done: Published, out: Path) -> None:
    counts = done.counts
    click.echo(
        f"published: {counts['notices']} notices, {counts['suppliers']} suppliers, {counts['listings']} listings; "
        f"{done.shown.originals} originals, {done.shown.pages} pages of others; {done.hidden_numbers} numbers hidden"
    )
    held = sum(done.shown.reasons.values())
    if held:
        click.echo(f"originals held back: {held}")
        for reason, number in done.shown.reasons.most_common():
            click.echo(f"  {number:>6}  {reason}")
    for line in done.shown.given_up:
        click.echo(f"held back: {line}", err=True)
    for entry in done.unknown:
        click.echo(f"note: {entry} is to be left out, but stands nowhere in the registry", err=True)
    for name in done.similar:
        click.echo(f"note: {name} stays; name it too if it is to be left out", err=True)
    for version in done.still_served:
        click.echo(f"note: {version} is still being served; the next publish removes it", err=True)
    click.echo(f"serve it with: notices serve {out}")


@click.command()
@click.argument("published", metavar="[PUBLISHED]", required=False, type=click.Path(path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="The port to listen on.")
@click.option(
    "--password-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Show nothing without a password; FILE holds its hash, as datasette hash-password makes it.",
)
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Processes that answer for a published folder.",
)
@registry_option
def serve(
    published: Path | None, host: str, port: int, password_file: Path | None, processes: int, registry: Path
) -> int:
    """Show the registry as a web site.

    Without PUBLISHED the full registry is shown, on this machine only. PUBLISHED is a folder that
    notices publish has written; it may be shown on any address. Publishing into it again is taken
    up within seconds, without a restart.

    \b
    Examples:
      notices serve
      notices serve --port 8080 --registry /srv/notices/registry.db
      notices serve public --host 0.0.0.0 --port 80
      notices serve public --processes 4
      notices serve public --host 0.0.0.0 --password-file password.txt
    """
    from extract.serve import ServeError, read_passwords, run, run_published

    try:
        passwords = read_passwords(password_file) if password_file else None
        if published is not None:
            run_published(published, host, port, passwords, processes)
        else:
            opened(registry, new=False).close()
            run(registry, host, port, passwords)
    except ServeError as error:
        raise Stop(str(error)) from error
    except KeyboardInterrupt:
        return INTERRUPTED
    return DONE

"""What the commands share: their exit codes, their errors, the option `--registry`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from extract import limits
from extract.limits import Limits

DONE, SOME_FAILED, UNUSABLE, INTERRUPTED = 0, 1, 2, 130
"""The exit codes: all was done; at least one file failed; wrong usage or no usable registry; interrupted."""

Command = TypeVar("Command", bound=Callable[..., Any])


def registry_option(command: Command) -> Command:
    """The option `--registry`, the same for every command."""
    return click.option(
        "--registry",
        type=click.Path(path_type=Path),
        default=Path("output/registry.db"),
        show_default=True,
        help="The registry's file.",
    )(command)


def limit_option(command: Command) -> Command:
    """The option `--limit`, which changes what reading one file may cost."""
    return click.option(
        "--limit",
        "limits",
        metavar="NAME=NUMBER",
        multiple=True,
        help=f"What reading one file may cost at most; {limits.described()}.",
    )(command)


def chosen_limits(settings: Sequence[str]) -> Limits:
    """The limits that `--limit` asks for. Raises Stop for one that is none."""
    try:
        return limits.current().changed(settings)
    except ValueError as error:
        raise Stop(str(error)) from error


def opened(registry: Path, new: bool = True) -> Any:
    """The registry, open for writing; made where there is none and `new` allows it. Raises Stop."""
    from extract.registry.store import RegistryError, existing_registry, open_registry

    try:
        return open_registry(registry) if new else existing_registry(registry)
    except RegistryError as error:
        raise Stop(str(error)) from error


class Stop(click.ClickException):
    """Ends the program with one line on standard error and the exit code for what cannot be used."""

    exit_code = UNUSABLE

    def show(self, file: Any = None) -> None:
        """Prints the line."""
        click.echo(f"error: {self.message}", err=True)

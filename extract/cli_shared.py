"""What the commands share: their exit codes, their errors, the option `--registry`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

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


class Stop(click.ClickException):
    """Ends the program with one line on standard error and the exit code for what cannot be used."""

    exit_code = UNUSABLE

    def show(self, file: Any = None) -> None:
        """Prints the line."""
        click.echo(f"error: {self.message}", err=True)

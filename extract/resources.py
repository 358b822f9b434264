"""Where the data that travels with the program lies: the rules and the site's files."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

_PACKAGE = Path(__file__).resolve().parent
_IN_PACKAGE = {"rules": "_rules", "site": "_site"}
_IN_CHECKOUT = {"rules": "rules", "site": "output"}


def folder(name: Literal["rules", "site"]) -> Path:
    """The folder of the rules or of the site: inside the installed package, else at the checkout's top level."""
    installed = _PACKAGE / _IN_PACKAGE[name]
    return installed if installed.is_dir() else _PACKAGE.parent / _IN_CHECKOUT[name]

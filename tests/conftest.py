"""What tests share: the sample notices beside the checkout, and the browser."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of sample notices, their labels and the judge; skips where it is absent."""
    if not (SHARED / "notices").is_dir():
        pytest.skip("the shared sample notices are not beside this checkout (../shared)")
    return SHARED


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of headless Chromium; skips with the package's name where it is missing."""
    for name in ("chromium", "chromium-browser"):
        if path := shutil.which(name):
            return path
    pytest.skip("needs the package chromium")


@pytest.fixture(scope="session")
def nginx() -> str:
    """The path of nginx; skips with the package's name where it is missing."""
    # Debian keeps it where only root's PATH leads.
    if path := shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/sbin"):
        return path
    pytest.skip("needs the package nginx-light")

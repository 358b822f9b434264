"""Documents in the formats of LibreOffice for tests, made by it from DOCX or XLSX, each once a session."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest

from extract.readers.office import program


def required() -> str:
    """The path of LibreOffice's program; skips the test with the packages' names where it is missing."""
    soffice = program()
    if soffice is None:
        pytest.skip("needs the packages libreoffice-writer and libreoffice-calc")
    return soffice


@cache
def saved_as(data: bytes, ending: str, target: str) -> bytes:
    """The content of a file (of the format `ending`) in another format, for instance `doc` or `doc:MS Word 95`."""
    soffice = required()
    folder = Path(tempfile.mkdtemp(prefix="notices-test-"))
    try:
        (folder / f"source.{ending}").write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [soffice, profile, "--headless", "--convert-to", target, "--outdir", str(folder / "made")]
        subprocess.run([*command, str(folder / f"source.{ending}")], capture_output=True, timeout=120, check=True)
        return (folder / "made" / f"source.{target.partition(':')[0]}").read_bytes()
    finally:
        shutil.rmtree(folder, ignore_errors=True)

"""The files in a RAR archive, which libarchive's `bsdtar` turns into a tar stream."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
import tempfile
from typing import IO

from extract import limits
from extract.bundles.members import LINK, Budget, Member, is_left_behind, safe_path
from extract.readers.errors import ReadError

_PROGRAM = "bsdtar"
_PACKAGE = "libarchive-tools"


def members_of_rar(data: bytes, budget: Budget) -> list[Member]:
    """The files in a RAR archive.

    Raises ReadError where `bsdtar` is not installed, for a damaged or locked archive, or where the
    budget is passed.
    """
    program = shutil.which(_PROGRAM)
    if program is None:
        raise ReadError(
            "the file is a RAR archive, which is unpacked with bsdtar",
            f"install the package {_PACKAGE}, or hand in a ZIP",
        )
    with tempfile.NamedTemporaryFile(suffix=".rar") as archive:
        archive.write(data)
        archive.flush()
        return _members(program, archive.name, budget)


def _members(program: str, archive: str, budget: Budget) -> list[Member]:
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            [program, "-cf", "-", "--format=pax", f"@{archive}"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
        )
        assert process.stdout is not None
        found: list[Member] = []
        try:
            with tarfile.open(fileobj=process.stdout, mode="r|") as stream:
                for entry in stream:
                    if entry.isdir() or is_left_behind(safe_path(entry.name)):
                        continue
                    budget.one_more()
                    file = stream.extractfile(entry) if entry.isreg() else None
                    path = safe_path(entry.name)
                    found.append(Member(path, None, LINK) if file is None else Member(path, budget.read(file)))
            if process.wait(limits.current().silent_seconds):
                raise ReadError(*_fault(errors))
        except tarfile.TarError as error:
            raise ReadError(*_fault(errors)) from error
        finally:
            process.kill()
            process.stdout.close()
            process.wait()
    return found


def _fault(errors: IO[bytes]) -> tuple[str, str]:
    errors.seek(0)
    said = errors.read(2000).decode("utf-8", "replace").lower()
    if "encrypt" in said or "passphrase" in said or "password" in said:
        return "the RAR archive is protected by a password", "hand in a copy without one"
    return "the RAR archive is damaged or cut short", "get it anew from where it came, or hand in a ZIP"

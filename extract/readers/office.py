"""Files of word processors and spreadsheets that only LibreOffice reads, turned into DOCX or XLSX by it.

Each call has a profile and a folder of its own, which are gone afterwards, and a limit on time. Macros are
disabled and linked content is not updated; see `sandbox` for what the process may do otherwise.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from extract import limits
from extract.readers import sandbox
from extract.readers.errors import ReadError
from extract.readers.zip_package import ZipPackage

Target = Literal["docx", "xlsx"]

_SHARE_OF_SILENCE = 0.8
"""The part of the silent time that a file has which LibreOffice may take: it ends before the file counts as hung."""
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>1</value></prop>
</item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetProxyType" oor:op="fuse"><value>1</value></prop>
<prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop>
<prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop>
<prop oor:name="ooInetNoProxy" oor:op="fuse"><value></value></prop>
</item>
</oor:items>
"""


@dataclass(frozen=True, slots=True)
class _Component:
    """What makes one kind of file: the library it is in, its Debian package, its filter's name."""

    library: str
    package: str
    filter: str


_COMPONENTS: dict[Target, _Component] = {
    "docx": _Component("libswlo.so", "libreoffice-writer", "MS Word 2007 XML"),
    "xlsx": _Component("libsclo.so", "libreoffice-calc", "Calc MS Excel 2007 XML"),
}


def program() -> str | None:
    """The path of LibreOffice's program; None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def converted(data: bytes, what: str, ending: str, target: Target, import_filter: str | None = None) -> bytes:
    """A file's content as DOCX or XLSX bytes.

    `what` names the file's kind in errors, `ending` is the one it is handed to LibreOffice with, and
    `import_filter` the only filter that may read it. Raises ReadError where LibreOffice is not installed
    (naming the package), takes too long, or makes nothing of it.
    """
    soffice = program()
    if soffice is None:
        raise _not_installed(what, target)
    seconds = _SHARE_OF_SILENCE * limits.current().silent_seconds
    with tempfile.TemporaryDirectory(prefix="notices-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
        source, made = folder / f"source.{ending}", folder / "made" / f"source.{target}"
        source.write_bytes(data)
        ended = sandbox.run(_command(soffice, folder, source, target, import_filter), folder, seconds)
        if ended.code is None:
            raise ReadError(
                f"LibreOffice did not finish reading {what} within {seconds:.0f} seconds",
                f"open it in a word processor and save it as {target.upper()}, or allow more silent_seconds",
            )
        if not made.exists() or not made.stat().st_size:
            if not _has_component(soffice, target):
                raise _not_installed(what, target)
            raise ReadError(f"{what} is damaged: LibreOffice could not read it", f"save it as {target.upper()} again")
        return made.read_bytes()


def check_opendocument(data: bytes, what: str) -> None:
    """Raises ReadError for an OpenDocument file that is damaged, unpacks to too much, or needs a password."""
    package = ZipPackage(data, what, "open it in LibreOffice or WPS and save it again")
    if package.is_encrypted_opendocument:
        raise ReadError(f"{what} is password-protected", "remove the password and hand it in again")


def _command(soffice: str, folder: Path, source: Path, target: Target, import_filter: str | None) -> list[str]:
    return [
        soffice,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nologo",
        "--nodefault",
        "--nolockcheck",
        *([f"--infilter={import_filter}"] if import_filter else []),
        "--convert-to",
        f"{target}:{_COMPONENTS[target].filter}",
        "--outdir",
        str(folder / "made"),
        str(source),
    ]


def _has_component(soffice: str, target: Target) -> bool:
    return (Path(soffice).resolve().parent / _COMPONENTS[target].library).exists()


def _not_installed(what: str, target: Target) -> ReadError:
    package = _COMPONENTS[target].package
    return ReadError(
        f"{what} needs LibreOffice to be read, which is not installed",
        f"install the Debian package {package} (apt-get install --no-install-recommends {package}), "
        f"or save the file as {target.upper()}",
    )

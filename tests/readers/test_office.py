"""LibreOffice turns a file into DOCX or XLSX: named where absent, given up where it hangs, kept from all else."""

from __future__ import annotations

import socket
import tempfile
import threading
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from extract import limits
from extract.readers import ReadError, office, read_document, sandbox
from tests.readers.office_making import required

WHAT = "an RTF document"
RTF = rb"{\rtf1\ansi\uc1 \u30002?\u20057?\par}"


def as_docx(data: bytes, ending: str = "rtf", import_filter: str = "Rich Text Format") -> bytes:
    required()
    return office.converted(data, WHAT, ending, "docx", import_filter)


def test_a_file_becomes_docx() -> None:
    assert read_document(as_docx(RTF)).text == "甲乙\n"


@pytest.mark.parametrize(("target", "package"), [("docx", "libreoffice-writer"), ("xlsx", "libreoffice-calc")])
def test_the_package_is_named_where_libreoffice_is_absent(
    monkeypatch: pytest.MonkeyPatch, target: office.Target, package: str
) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(ReadError, match=f"--no-install-recommends {package}"):
        office.converted(RTF, WHAT, "rtf", target)


def test_the_package_is_named_where_a_part_of_libreoffice_is_absent(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fake = tmp_path / "soffice"
    fake.write_text("#!/bin/sh\nexit 0\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(ReadError, match="install the Debian package libreoffice-writer"):
        office.converted(RTF, WHAT, "rtf", "docx")


def test_a_call_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake = tmp_path / "soffice"
    fake.write_text("#!/bin/sh\nsleep 60\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with limits.using(limits.Limits(silent_seconds=1)), pytest.raises(ReadError, match="did not finish"):
        office.converted(RTF, WHAT, "rtf", "docx")


def test_a_damaged_file_is_not_read_as_plain_text() -> None:
    with pytest.raises(ReadError, match="damaged"):
        as_docx("甲乙丙".encode(), "doc", "MS Word 97")


def test_nothing_is_left_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    as_docx(RTF)
    assert list(tmp_path.iterdir()) == []


class Listener:
    """A server that counts who comes, and answers nobody."""

    def __init__(self) -> None:
        self.visits = 0
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self.server.accept()
            except OSError:
                return
            self.visits += 1
            connection.close()


def with_links(port: int) -> bytes:
    """An RTF document with a template, a picture and an included text from elsewhere."""
    address = f"http://127.0.0.1:{port}/x"
    return (
        rf"{{\rtf1\ansi{{\*\template {address}.dot}}\uc1 \u30002?"
        rf'{{\field{{\*\fldinst INCLUDEPICTURE "{address}.png"}}{{\fldrslt }}}}'
        rf'{{\field{{\*\fldinst INCLUDETEXT "{address}.rtf"}}{{\fldrslt }}}}\par}}'
    ).encode()


def opendocument(port: int, marker: Path) -> bytes:
    """An OpenDocument text with a linked picture and section, and a macro that writes a file when it is opened."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
        for name, path in (("office", "office"), ("text", "text"), ("script", "script"), ("draw", "drawing"))
    )
    spaces += ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    address = f"http://127.0.0.1:{port}/x"
    macro = "vnd.sun.star.script:Standard.Module1.Main?language=Basic&amp;location=document"
    content = f"""<office:document-content {spaces} office:version="1.2">
<office:scripts><office:event-listeners><script:event-listener script:language="ooo:script"
 script:event-name="dom:load" xlink:href="{macro}" xlink:type="simple"/></office:event-listeners></office:scripts>
<office:body><office:text><text:p>甲<draw:frame><draw:image xlink:href="{address}.png" xlink:type="simple"
 xlink:actuate="onLoad"/></draw:frame></text:p><text:section text:name="a"><text:section-source
 xlink:href="{address}.odt"/><text:p>乙</text:p></text:section></office:text></office:body></office:document-content>"""
    module = f"""<?xml version="1.0"?><script:module xmlns:script="http://openoffice.org/2000/script"
 script:name="Module1" script:language="StarBasic">Sub Main
Open "{marker}" For Output As #1
Print #1, "x"
Close #1
End Sub</script:module>"""
    library = """<?xml version="1.0"?><library:library xmlns:library="http://openoffice.org/2000/library"
 library:name="Standard" library:readonly="false" library:passwordprotected="false"><library:element
 library:name="Module1"/></library:library>"""
    libraries = """<?xml version="1.0"?><library:libraries xmlns:library="http://openoffice.org/2000/library"
 xmlns:xlink="http://www.w3.org/1999/xlink"><library:library library:name="Standard" library:link="false"/>
</library:libraries>"""
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": content,
        "Basic/script-lc.xml": libraries,
        "Basic/Standard/script-lb.xml": library,
        "Basic/Standard/Module1.xml": module,
    }
    entries = "".join(f'<m:file-entry m:full-path="{name}" m:media-type="text/xml"/>' for name in parts)
    parts["META-INF/manifest.xml"] = (
        '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="/" '
        f'm:media-type="application/vnd.oasis.opendocument.text"/>{entries}</m:manifest>'
    )
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


@pytest.mark.parametrize("confined", [True, False])
def test_nothing_is_fetched_and_no_macro_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, confined: bool) -> None:
    if not confined:  # LibreOffice's own settings hold where the system allows no namespaces
        monkeypatch.setattr(sandbox, "_confinement", lambda: ())
    listener, marker = Listener(), tmp_path / "marker"
    with listener.server:
        text = as_docx(with_links(listener.port))
        other = as_docx(opendocument(listener.port, marker), "odt", "writer8")
    assert read_document(text).text.startswith("甲")
    assert read_document(other).text == "甲\n乙\n"
    assert listener.visits == 0
    assert not marker.exists()

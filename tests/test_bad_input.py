"""Whatever is handed in, the answer is one clear line, the right exit code and a sound registry."""

from __future__ import annotations

import io
import os
import re
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.readers.ole_making import compound
from tests.samples import run, write_notices


def pdf() -> bytes:
    """A sound PDF of one page with Chinese text."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    data = io.BytesIO()
    canvas = Canvas(data)
    canvas.setFont("STSong-Light", 16)
    canvas.drawString(72, 700, "青禾市总工会关于做好消费帮扶工作的通知")
    canvas.save()
    return data.getvalue()


def encrypted_pdf() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt("secret", algorithm="RC4-128")
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def pdf_without_pages() -> bytes:
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = len(data)
    data += b"xref\n0 3\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"trailer << /Size 3 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % table


def encrypted_docx() -> bytes:
    """What Word makes of a DOCX with a password: an OLE2 file ([MS-CFB]) that holds an encrypted package."""
    return compound({"EncryptionInfo": b"\x04\x00\x04\x00", "EncryptedPackage": b"\x00" * 64})


def zip_that_is_no_docx() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("holiday.txt", "not a document")
    return data.getvalue()


BAD_FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty.pdf": (lambda: b"", "empty"),
    "truncated.pdf": (lambda: pdf()[: len(pdf()) // 3], "damaged|cut short"),
    "secret.pdf": (encrypted_pdf, "password"),
    "secret.docx": (encrypted_docx, "password"),
    "archive.docx": (zip_that_is_no_docx, "ZIP|DOCX"),
    "no-pages.pdf": (pdf_without_pages, "no page"),
    "cut.docx": (lambda: zip_that_is_no_docx()[:60], "damaged|cut short"),
    "noise.bin.pdf": (lambda: bytes(range(256)) * 40, "not read|binary"),
}


def integrity(registry: Path) -> str:
    connection = sqlite3.connect(registry)
    try:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return str(connection.execute("PRAGMA integrity_check").fetchone()[0])
    finally:
        connection.close()


def one(registry: Path, sql: str) -> object:
    connection = sqlite3.connect(registry)
    try:
        (row,) = connection.execute(sql).fetchall()
        return row[0] if len(row) == 1 else row
    finally:
        connection.close()


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_told_in_one_line_with_a_remedy_and_the_others_are_kept(tmp_path: Path, name: str) -> None:
    make, reason = BAD_FILES[name]
    folder, registry = tmp_path / "in", tmp_path / "registry.db"
    write_notices(folder, 1)
    (folder / name).write_bytes(make())
    found = run("ingest", folder, "--registry", registry)
    assert (found.returncode, found.stderr) == (1, "")
    (line,) = [line for line in found.stdout.splitlines() if line.startswith("failed: ")]
    assert line.startswith(f"failed: {folder / name}: ")
    assert re.search(reason, line), line
    assert "; " in line, "a remedy follows the reason"
    assert "2 files: 1 read, 1 failed" in found.stdout
    assert integrity(registry) == "ok"
    assert one(registry, "SELECT count(*) FROM notices") == 1
    error = line.removeprefix(f"failed: {folder / name}: ")
    assert one(registry, f"SELECT status, error FROM sources WHERE filename = '{name}'") == ("failed", error)


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_explained_in_one_line(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(BAD_FILES[name][0]())
    found = run("explain", path)
    assert (found.returncode, found.stdout) == (1, "")
    assert len(found.stderr.splitlines()) == 1


def test_a_sound_pdf_is_read(tmp_path: Path) -> None:
    (tmp_path / "notice.pdf").write_bytes(pdf())
    assert run("ingest", tmp_path / "notice.pdf", "--registry", tmp_path / "registry.db").returncode == 0


def refused(*arguments: str | Path) -> str:
    """The one line of a command that ends with 2."""
    found = run(*arguments)
    assert (found.returncode, found.stdout) == (2, ""), found
    (line,) = found.stderr.splitlines()
    assert line.startswith("error: ")
    return line


def test_a_folder_without_notices_is_named_and_no_registry_made(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "labels.json").write_text("{}")
    line = refused("ingest", tmp_path / "in", "--registry", tmp_path / "registry.db")
    assert str(tmp_path / "in") in line
    assert "name another folder" in line
    assert not (tmp_path / "registry.db").exists()


def test_a_path_that_does_not_exist_is_named_and_nothing_read(tmp_path: Path) -> None:
    write_notices(tmp_path / "in", 1)
    line = refused("ingest", tmp_path / "in", tmp_path / "gone", "--registry", tmp_path / "registry.db")
    assert f"{tmp_path / 'gone'}: no such file or folder" in line
    assert not (tmp_path / "registry.db").exists()


@pytest.mark.parametrize("command", ["ingest", "withdraw", "serve"])
def test_a_registry_that_is_not_sqlite_is_named_and_left_alone(tmp_path: Path, command: str) -> None:
    registry = tmp_path / "registry.db"
    registry.write_text("my notes\n" * 200)
    (path,) = write_notices(tmp_path / "in", 1)
    arguments = {"ingest": [path], "withdraw": ["x.pdf"], "serve": []}[command]
    line = refused(command, *arguments, "--registry", registry)
    assert f"{registry}: not an SQLite database" in line
    assert "--registry" in line
    assert registry.read_text() == "my notes\n" * 200


@pytest.mark.parametrize("command", ["ingest", "withdraw", "serve"])
def test_a_registry_of_a_newer_program_is_named_and_left_alone(tmp_path: Path, command: str) -> None:
    registry = tmp_path / "registry.db"
    (path,) = write_notices(tmp_path / "in", 1)
    run("ingest", path, "--registry", registry)
    connection = sqlite3.connect(registry)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    arguments = {"ingest": [path], "withdraw": [path.name], "serve": []}[command]
    line = refused(command, *arguments, "--registry", registry)
    assert "newer version of this program" in line
    assert "update the program" in line
    assert one(registry, "SELECT count(*) FROM deliveries") == 1


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (path,) = write_notices(tmp_path / "in", 1)
    line = refused("ingest", path, "--registry", path / "out" / "registry.db")
    assert f"{path / 'out'}: this folder cannot be made" in line
    assert "choose another with --registry" in line


@pytest.fixture
def read_only(tmp_path: Path) -> Path:
    """A folder in which nobody who runs the tests may make a file: root may in any but those of the kernel."""
    if os.geteuid() == 0:
        return Path("/proc")
    folder = tmp_path / "out"
    folder.mkdir(mode=0o555)
    return folder


def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path, read_only: Path) -> None:
    (path,) = write_notices(tmp_path / "in", 1)
    line = refused("ingest", path, "--registry", read_only / "registry.db")
    assert f"{read_only / 'registry.db'}: cannot be written" in line
    assert "choose another with --registry" in line


def test_a_registry_that_is_a_folder_is_named(tmp_path: Path) -> None:
    (path,) = write_notices(tmp_path / "in", 1)
    line = refused("ingest", path, "--registry", tmp_path)
    assert f"{tmp_path}: this is a folder" in line

"""What a bundle gives: its files, wherever they stand in it, and what cannot be had."""

from __future__ import annotations

import io
import shutil

import py7zr
import pytest

from extract import limits
from extract.bundles import Member, bundle_kind, members_of
from extract.limits import Limits
from extract.readers.errors import ReadError
from extract.reading import read_bytes
from tests.bundles.samples import gbk_zip, locked_zip, mail_of, nested_zip, rar_of, zip_of, zip_with_link


def members(data: bytes) -> list[Member]:
    kind = bundle_kind(data)
    assert kind is not None
    return members_of(data, kind)


def contents(data: bytes) -> dict[str, bytes | None]:
    return {member.path: member.data for member in members(data)}


def sevenzip_of(files: dict[str, bytes], password: str | None = None) -> bytes:
    buffer = io.BytesIO()
    with py7zr.SevenZipFile(buffer, "w", password=password) as archive:
        for path, data in files.items():
            archive.writef(io.BytesIO(data), path)
    return buffer.getvalue()


FILES = {"通知.txt": "甲".encode(), "附件/附件1.csv": b"a,b"}


def test_a_zip_gives_its_files() -> None:
    assert contents(zip_of(FILES)) == FILES


def test_names_in_gbk_are_read() -> None:
    assert contents(gbk_zip(FILES)) == FILES


def test_a_7z_gives_its_files() -> None:
    assert contents(sevenzip_of(FILES)) == FILES


@pytest.mark.skipif(shutil.which("bsdtar") is None, reason="needs the package libarchive-tools")
def test_a_rar_gives_its_files() -> None:
    assert contents(rar_of(FILES)) == FILES


def test_a_rar_without_its_program_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ReadError, match="install the package libarchive-tools"):
        members(rar_of(FILES))


def test_a_mail_gives_its_text_and_its_attachments() -> None:
    found = contents(mail_of("请查收附件。", {"通知.docx": b"PK", "附件1.xlsx": b"PK2"}))
    assert list(found) == ["正文.txt", "通知.docx", "附件1.xlsx"]
    assert (found["正文.txt"] or b"").decode("utf-8-sig").strip() == "请查收附件。"


def test_a_mail_in_html_gives_a_page() -> None:
    assert list(contents(mail_of("<p>请查收</p>", {}, html=True))) == ["正文.html"]


def test_archives_within_archives_are_opened() -> None:
    inner = zip_of({"附件1.csv": b"a"})
    mail = mail_of("见附件", {"材料.zip": inner})
    assert contents(zip_of({"来文.eml": mail}))["来文.eml/材料.zip/附件1.csv"] == b"a"


def test_what_systems_leave_behind_is_no_file() -> None:
    assert list(contents(zip_of({"a.txt": b"x", "__MACOSX/._a.txt": b"x", ".DS_Store": b"x", "~$a.docx": b"x"}))) == [
        "a.txt"
    ]


def test_a_package_that_is_one_document_is_no_bundle() -> None:
    assert bundle_kind(zip_of({"[Content_Types].xml": b"", "word/document.xml": b""})) is None
    assert bundle_kind(zip_of({"OFD.xml": b""})) is None
    assert bundle_kind(zip_of({"mimetype": b"application/vnd.oasis.opendocument.text"})) is None


def test_text_with_colons_is_no_mail() -> None:
    assert bundle_kind("联系人：王某\n电话: 0571-88880000\n".encode()) is None
    assert bundle_kind(b"Subject: x\nText: y\n\nhello") is None


# ---------------------------------------------------------------- hostile ones


def test_a_path_that_leads_out_is_only_a_name() -> None:
    found = contents(zip_of({"../../etc/passwd": b"x", "/root/a.txt": b"y", "C:\\Windows\\b.txt": b"z"}))
    assert sorted(found) == ["Windows/b.txt", "etc/passwd", "root/a.txt"]


def test_a_link_is_not_followed() -> None:
    (member,) = members(zip_with_link("通知.pdf", "/etc/passwd"))
    assert member.data is None and "a link" in str(member.error)


def test_a_locked_file_is_told() -> None:
    (member,) = members(locked_zip("通知.pdf"))
    assert member.data is None and "protected by a password" in str(member.error)


def test_a_locked_7z_is_told() -> None:
    with pytest.raises(ReadError, match="password"):
        members(sevenzip_of(FILES, password="示例"))


def test_a_bomb_is_given_up_before_it_is_unpacked() -> None:
    bomb = zip_of({"zeros.txt": bytes(30_000_000)})
    assert len(bomb) < 100_000
    with limits.using(Limits(unpacked_mb=10)), pytest.raises(ReadError, match="more than 10 MB when unpacked"):
        members(bomb)


def test_a_bomb_that_lies_about_its_size_is_given_up_while_it_is_unpacked() -> None:
    size = 30_000_000
    bomb = zip_of({"zeros.txt": bytes(size)}).replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    with limits.using(Limits(unpacked_mb=10)):
        (member,) = members(bomb)
    assert member.data is None or len(member.data) <= 1000


def test_a_7z_bomb_is_given_up() -> None:
    bomb = sevenzip_of({"zeros.txt": bytes(30_000_000)})
    with limits.using(Limits(unpacked_mb=10)), pytest.raises(ReadError, match="more than 10 MB when unpacked"):
        members(bomb)


def test_bombs_within_each_other_count_together() -> None:
    bomb = zip_of({f"{number}.zip": zip_of({"zeros.txt": bytes(4_000_000)}) for number in range(4)})
    with limits.using(Limits(unpacked_mb=10)), pytest.raises(ReadError, match="more than 10 MB"):
        members(bomb)


def test_too_deep_an_archive_is_given_up() -> None:
    assert list(contents(nested_zip(4))) == ["level-2.zip/level-1.zip/level-0.zip/innermost.txt"]
    with pytest.raises(ReadError, match="more than 4 deep"):
        members(nested_zip(5))


def test_too_many_files_are_given_up() -> None:
    with limits.using(Limits(members=20)), pytest.raises(ReadError, match="more than 20 files"):
        members(zip_of({f"{number}.txt": b"" for number in range(21)}))


def test_a_damaged_file_costs_only_itself() -> None:
    data = zip_of({"a.txt": b"first file", "b.txt": b"second"}, 0).replace(b"first file", b"first filf")
    assert contents(data) == {"a.txt": None, "b.txt": b"second"}


def test_a_7z_cut_short_is_damaged_in_one_line() -> None:
    whole = sevenzip_of({"通知.txt": b"x" * 5000})
    with pytest.raises(ReadError, match="7z archive is damaged or cut short"):
        members(whole[: len(whole) // 2])


def test_a_zip_cut_short_is_damaged_in_one_line() -> None:
    whole = zip_of({"通知.txt": b"x" * 5000})
    assert "damaged or cut short" in str(read_bytes(whole[: len(whole) // 2], "a.zip").error)

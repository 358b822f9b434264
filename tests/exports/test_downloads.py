"""What an HTTP answer says of a download."""

from __future__ import annotations

from email.message import Message
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.exports import downloads
from extract.exports.lists import Column, Export

LIST = Export("供应商", (Column("name", "企业名称"),))


@pytest.mark.parametrize(("ending", "begins"), [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK"), ("json", b"{")])
def test_each_form_is_written(ending: str, begins: bytes) -> None:
    assert b"".join(downloads.chunks(ending, LIST, [("青禾农业",)])).startswith(begins)


def test_another_form_is_refused() -> None:
    with pytest.raises(KeyError):
        downloads.chunks("exe", LIST, [])


def test_a_chinese_name_is_given_twice() -> None:
    assert downloads.headers("xlsx", "供应商 list") == {
        "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "Content-Disposition": 'attachment; filename="___ list.xlsx"; '
        "filename*=UTF-8''%E4%BE%9B%E5%BA%94%E5%95%86%20list.xlsx",
    }


def test_a_name_without_ascii_has_a_plain_one_that_can_be_read() -> None:
    assert 'filename="download.csv"' in downloads.content_disposition("供应商.csv")


def test_an_ascii_name_is_given_once() -> None:
    assert downloads.content_disposition("terms.parquet") == 'attachment; filename="terms.parquet"'


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../etc/passwd", "etc passwd"),
        ("a\r\nSet-Cookie: b", "a Set-Cookie b"),
        ('甲"乙"', "甲 乙"),
        ("CON", "CON_"),
        ("...", "download"),
        ("", "download"),
        ("\u202egnp.exe", "gnp.exe"),
        ("甲" * 200, "甲" * 80),
    ],
)
def test_a_title_becomes_a_file_name_that_every_system_takes(title: str, name: str) -> None:
    assert downloads.file_name(title) == name


@given(st.text())
def test_every_title_gives_one_header_line_from_which_its_name_is_read(title: str) -> None:
    name = f"{downloads.file_name(title)}.csv"
    header = downloads.content_disposition(name)
    assert header.isascii() and header.isprintable()
    message = Message()
    message["Content-Disposition"] = header
    given = message.get_filename()
    assert given is not None
    assert unquote(header.rpartition("UTF-8''")[2]) == name if "UTF-8''" in header else given == name

"""What fetched files are called."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import quote

import pytest

from extract.fetching.client import Answer
from extract.fetching.filenames import address_name, disposition_name, filename, says_something


def answer(disposition: bytes | None = None, address: str = "http://a.test/f/P020.xlsx", kind: str = "") -> Answer:
    headers = [("Content-Type", kind)] if kind else []
    if disposition is not None:
        headers.append(("Content-Disposition", disposition.decode("latin-1")))
    return Answer(address, 200, tuple(headers), b"", datetime(2030, 3, 6, tzinfo=UTC))


NAME = "供应商名单.xlsx"


@pytest.mark.parametrize(
    "header",
    [
        b"attachment; filename*=UTF-8''" + quote(NAME).encode(),
        b"attachment; filename=\"x.xlsx\"; filename*=utf-8'zh-CN'" + quote(NAME).encode(),
        b"attachment; filename*=GBK''" + quote(NAME.encode("gbk")).encode(),
        b"attachment; filename*=utf-8''" + quote(NAME.encode("gbk")).encode(),
        b'attachment; filename="' + NAME.encode() + b'"',
        b'attachment; filename="' + NAME.encode("gbk") + b'"',
        b"attachment;filename=" + NAME.encode("gbk"),
        b"attachment; filename=" + quote(NAME).encode(),
        b'attachment; filename="' + quote(NAME.encode("gbk")).encode() + b'"',
        b'attachment; FileName="C:\\\\temp\\\\' + NAME.encode("gbk") + b'"',
        b'attachment; filename="=?UTF-8?B?5L6b5bqU5ZWG5ZCN5Y2VLnhsc3g=?="',
    ],
)
def test_names_are_read_however_a_site_writes_them(header: bytes) -> None:
    assert disposition_name(answer(header)) == NAME


@pytest.mark.parametrize("header", [b"attachment", b"inline; filename=", b'attachment; filename=".."', b"filename*=''"])
def test_a_header_without_a_name_gives_none(header: bytes) -> None:
    assert disposition_name(answer(header)) is None


def test_no_name_leads_out_of_its_folder() -> None:
    assert disposition_name(answer(b'attachment; filename="../../etc/passwd"')) == "passwd"
    assert filename(answer(), "附件1：../../名单") == "附件1：..／..／名单.xlsx"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("http://a.test/f/%E5%90%8D%E5%8D%95.pdf", "名单.pdf"),
        ("http://a.test/f/%C3%FB%B5%A5.pdf", "名单.pdf"),
        ("http://a.test/down.jsp?id=3&filename=%E5%90%8D%E5%8D%95.doc", "名单.doc"),
        ("http://a.test/", "index"),
    ],
)
def test_names_by_address(address: str, name: str) -> None:
    assert address_name(address) == name


@pytest.mark.parametrize("words", ["下载", "点击下载", "附件下载", "附件", "下载附件：", "PDF", "查看", ""])
def test_words_that_only_say_that_there_is_a_file_do_not_name_it(words: str) -> None:
    assert not says_something(words)
    assert filename(answer(b'attachment; filename="' + NAME.encode() + b'"'), words) == NAME


def test_the_words_of_a_link_name_its_file_with_the_ending_of_its_kind() -> None:
    assert filename(answer(), "附件2：助农产品供应商名单") == "附件2：助农产品供应商名单.xlsx"
    assert filename(answer(), "附件2.汇总表.xlsx (32KB)") == "附件2.汇总表.xlsx"
    assert (
        filename(answer(address="http://a.test/d?id=1", kind="application/pdf"), "关于印发方案的通知")
        == "关于印发方案的通知.pdf"
    )


def test_a_title_of_a_link_names_its_file_where_its_words_do_not() -> None:
    assert filename(answer(), "下载", "附件1.名单") == "附件1.名单.xlsx"


def test_a_very_long_name_is_cut() -> None:
    assert len(filename(answer(), "长" * 500)) < 130

"""Which file of a bundle is an annex of which notice."""

from __future__ import annotations

import pytest

from extract import layout
from extract.bundles.attaching import attached, candidate
from extract.bundles.joining import AnnexFile, joined
from extract.readers import read_document

NOTICE = """关于做好{0}采购工作的通知

各单位：
现将有关事项通知如下。
一、总体要求
采购助农产品。

附件：1.{0}供应商名单
2.{0}采购统计表

青禾市总工会
2030年3月1日
"""


def owners(notices: dict[str, str], files: dict[str, str]) -> dict[str, list[str]]:
    documents = {path: read_document(text.encode(), path) for path, text in {**notices, **files}.items()}
    candidates = [one for path in files if (one := candidate(path, documents[path])) is not None]
    heads = {path: layout.notices(documents[path])[0] for path in notices}
    return {path: [one.path for one in found] for path, found in attached(candidates, heads).items()}


@pytest.mark.parametrize(
    ("name", "number", "title"),
    [
        ("附件1-供应商名单.txt", 1, "供应商名单"),
        ("（附件二）报名表.txt", 2, "报名表"),
        ("附件3：汇总表.txt", 3, "汇总表"),
        ("附件.txt", None, ""),
        ("关于开展采购的通知附件2.txt", 2, ""),
        ("1.供应商名单.txt", 1, "供应商名单"),
    ],
)
def test_a_name_says_which_annex_a_file_is(name: str, number: int | None, title: str) -> None:
    found = candidate(name, read_document("名单\n甲公司".encode(), name))
    assert found is not None and (found.number, found.title) == (number, title)


def test_a_file_whose_first_line_is_an_annexs_label_is_one() -> None:
    found = candidate("scan0001.txt", read_document("附件2\n采购统计表\n甲 乙".encode(), "a.txt"))
    assert found is not None and (found.number, found.title, found.heading) == (2, "采购统计表", ())


def test_an_ordinary_notice_is_no_annex() -> None:
    assert candidate("通知.txt", read_document(NOTICE.format("节日").encode(), "通知.txt")) is None


def test_annexes_go_to_the_notice_that_lists_them_in_order() -> None:
    found = owners({"通知.txt": NOTICE.format("节日")}, {"附件2.txt": "表", "附件1.txt": "表"})
    assert found == {"通知.txt": ["附件1.txt", "附件2.txt"]}


def test_of_two_notices_the_one_that_names_the_title_has_it() -> None:
    notices = {"a.txt": NOTICE.format("节日慰问"), "b.txt": NOTICE.format("食堂食材")}
    assert owners(notices, {"附件1 食堂食材供应商名单.txt": "表"}) == {"b.txt": ["附件1 食堂食材供应商名单.txt"]}


def test_of_two_notices_in_two_folders_the_nearer_one_has_it() -> None:
    notices = {"甲/a.txt": NOTICE.format("节日慰问"), "乙/b.txt": NOTICE.format("食堂食材")}
    assert owners(notices, {"甲/附件1.txt": "表"}) == {"甲/a.txt": ["甲/附件1.txt"]}


def test_between_two_notices_nothing_is_guessed() -> None:
    notices = {"a.txt": NOTICE.format("节日慰问"), "b.txt": NOTICE.format("食堂食材")}
    assert owners(notices, {"附件1.txt": "表"}) == {}


def test_the_same_notice_in_two_formats_gets_it_in_each() -> None:
    notices = {"通知.txt": NOTICE.format("节日"), "pdf/通知.txt": NOTICE.format("节日")}
    assert owners(notices, {"附件1.txt": "表"}) == {"通知.txt": ["附件1.txt"], "pdf/通知.txt": ["附件1.txt"]}


def test_a_file_that_is_no_annex_by_name_needs_the_lists_title() -> None:
    assert owners({"通知.txt": NOTICE.format("节日")}, {"1.节日供应商名单.txt": "表"}) == {
        "通知.txt": ["1.节日供应商名单.txt"]
    }
    assert owners({"通知.txt": NOTICE.format("节日")}, {"1.会议照片说明.txt": "表"}) == {}


def test_the_only_notice_has_an_annex_that_it_does_not_list() -> None:
    text = NOTICE.format("节日").replace("附件：1.节日供应商名单\n2.节日采购统计表\n", "")
    assert owners({"通知.txt": text}, {"附件1.txt": "表"}) == {"通知.txt": ["附件1.txt"]}


def test_the_whole_reads_as_one_notice_with_its_annexes() -> None:
    notice = read_document(NOTICE.format("节日").encode(), "通知.txt")
    annex = read_document("单位\t电话\n青禾食品有限公司\t0990-5550001\n".encode(), "附件1.txt")
    whole, first_pages = joined(notice, [AnnexFile(annex, ("附件1", "节日供应商名单"))])
    (read,) = layout.notices(whole)
    assert [(one.label, one.number, one.title and one.title.value) for one in read.annexes] == [
        ("附件1", 1, "节日供应商名单")
    ]
    assert whole.text.startswith(notice.text) and whole.text.endswith(annex.text)
    assert all(whole.text[block.start : block.end].strip() for block in whole.blocks)
    assert first_pages == (1,)

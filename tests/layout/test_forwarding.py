"""Notices forwarded whole: those with a number of their own, and those told by the name the forwarding one gives."""

from __future__ import annotations

import pytest

from extract.layout import notices
from extract.reading import read_bytes
from tests.layout.lines import RED, TITLE, Line, document

_COVER: tuple[Line, ...] = (
    ("白河市人民政府办公室文件", {"red": True, "align": "center", "size": 36.0}),
    ("白政办〔2024〕8号", {"align": "center"}),
    ("白河市人民政府办公室转发市商务局等部门", TITLE),
    ("关于推进助农采购实施意见的通知", TITLE),
    "各县（区）人民政府，市政府各部门：",
    "市商务局、市总工会《关于推进助农采购的实施意见》已经市政府同意，现转发给你们，请认真落实。",
    ("白河市人民政府办公室", {"align": "right"}),
    ("2024年5月17日", {"align": "right"}),
    "（此件公开发布）",
)
_FORWARDED: tuple[Line, ...] = (
    ("关于推进助农采购的实施意见", TITLE),
    ("市商务局 市总工会", {"align": "center"}),
    ("（2024年4月28日）", {"align": "center"}),
    "为做好助农采购，提出如下意见。",
    "一、每名会员每年不超过300元。",
)


def test_what_the_forwarding_notice_names_is_a_notice_of_its_own() -> None:
    forwarding, forwarded = notices(document(*_COVER, *_FORWARDED))
    assert forwarded.parent == 0
    assert "300元" not in forwarding.text
    assert "300元" in forwarded.text


def test_its_issuers_and_day_stand_under_its_title() -> None:
    forwarded = notices(document(*_COVER, *_FORWARDED))[1]
    assert [organ.value for organ in forwarded.issuers] == ["市商务局", "市总工会"]
    assert forwarded.issued is not None
    assert forwarded.issued.value == "2024-04-28"


def test_a_title_over_two_lines_is_found_by_its_whole() -> None:
    lines = (("关于推进助农采购的", TITLE), ("实施意见", TITLE), *_FORWARDED[1:])
    forwarded = notices(document(*_COVER, *lines))[1]
    assert forwarded.title is not None
    assert forwarded.title.value == "关于推进助农采购的实施意见"


def test_a_plan_that_is_issued_and_not_forwarded_belongs_to_its_notice() -> None:
    issued = [
        tuple(part.replace("转发市商务局等部门", "印发") if isinstance(part, str) else part for part in line)
        if isinstance(line, tuple)
        else line.replace("转发", "印发")
        for line in _COVER
    ]
    assert len(notices(document(*issued, *_FORWARDED))) == 1  # type: ignore[arg-type]


def test_a_heading_of_another_name_begins_no_notice() -> None:
    lines = (("关于助农采购的问答意见", TITLE), *_FORWARDED[3:])
    assert len(notices(document(*_COVER, *lines))) == 1


@pytest.mark.parametrize(("issuer", "adcode"), [("市商务局", "630200"), ("省商务厅", "630000")])
def test_an_office_without_a_place_s_name_is_of_the_forwarding_notice_s_place(issuer: str, adcode: str) -> None:
    text = "\n".join(line if isinstance(line, str) else line[0] for line in (*_COVER, *_FORWARDED))
    text = text.replace("白河市", "海东市").replace("市商务局 市总工会", issuer)
    forwarded = read_bytes(text.encode(), "notice.txt").notices[1]
    assert forwarded.record.adcode == adcode


FORWARDING: tuple[Line, ...] = (
    ("临夏州总工会文件", RED),
    ("临工发〔2023〕7号", {"align": "center"}),
    ("转发省总工会关于开展采购的通知", TITLE),
    "各县市总工会：",
    "现将通知转发给你们，请遵照执行。",
    "附件：1.关于开展采购的通知",
    "2.采购情况统计表",
    "2023年5月6日",
    "附件1",
    ("甘肃省总工会文件", RED),
    ("甘工发〔2023〕3号", {"align": "center"}),
    ("关于开展采购的通知", TITLE),
    "各市州总工会：",
    "现将有关事项通知如下。",
    "附件：推荐平台名单",
    "2023年4月1日",
    "附件",
    ("推荐平台名单", TITLE),
    "一、陇原优选",
    "附件2",
    ("采购情况统计表", TITLE),
    "单位：",
)


def test_a_forwarded_notice_is_a_notice_of_its_own() -> None:
    found = notices(document(*FORWARDING))
    assert [(one.doc_number.value if one.doc_number else None, one.parent) for one in found] == [
        ("临工发〔2023〕7号", None),
        ("甘工发〔2023〕3号", 0),
    ]


def test_a_forwarded_notice_s_text_is_not_repeated_under_the_forwarding_one() -> None:
    outer, inner = notices(document(*FORWARDING))
    assert "陇原优选" not in outer.text
    assert "陇原优选" in inner.text
    assert "单位：" in outer.text


def test_annexes_after_a_forwarded_notice_go_to_the_one_that_lists_them() -> None:
    outer, inner = notices(document(*FORWARDING))
    assert [annex.title.value for annex in outer.annexes if annex.title] == ["采购情况统计表"]
    assert [annex.title.value for annex in inner.annexes if annex.title] == ["推荐平台名单"]


def test_a_forwarded_notice_s_title_above_its_number_is_its_own() -> None:
    lines = [line for line in FORWARDING if line != ("关于开展采购的通知", TITLE)]
    place = lines.index(("甘肃省总工会文件", RED))
    lines[place : place + 1] = [("甘肃省总工会", TITLE), ("关于开展采购的通知", TITLE)]
    outer, inner = notices(document(*lines))
    assert inner.title is not None
    assert inner.title.value == "甘肃省总工会关于开展采购的通知"
    assert "甘工发" not in outer.text


def test_a_plan_under_a_covering_notice_is_the_same_notice() -> None:
    read = notices(
        document(
            ("青田县总工会文件", RED),
            ("青总工〔2024〕5号", {"align": "center"}),
            ("青田县总工会关于印发", TITLE),
            ("《助农工作方案》", TITLE),
            ("的通知", TITLE),
            "各乡镇工会：",
            "现将《助农工作方案》印发给你们。",
            "2024年2月1日",
            ("助农工作方案", TITLE),
            "一、目标",
        )
    )
    assert len(read) == 1
    assert read[0].title is not None
    assert read[0].title.value == "青田县总工会关于印发《助农工作方案》的通知"
    assert [section.title for section in read[0].sections] == ["目标"]


def test_an_annex_named_in_the_body_alone_goes_to_the_notice_that_names_it() -> None:
    lines = [line for line in FORWARDING if line not in ("附件：1.关于开展采购的通知", "2.采购情况统计表")]
    lines[4] = "现将通知转发给你们，请填报《采购情况统计表》（附件2）。"
    outer, inner = notices(document(*lines))
    assert "单位：" in outer.text
    assert "单位：" not in inner.text

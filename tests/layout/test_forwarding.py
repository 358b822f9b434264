"""Notices forwarded whole that bear no number: told by the name that the forwarding one gives."""

from __future__ import annotations

import pytest

from extract.layout import notices
from extract.reading import read_bytes
from tests.layout.test_layout import TITLE, Line, document

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

"""Notices of a few lines, for tests of the layout; all are invented."""

from __future__ import annotations

from typing import Any

from extract.document import Document, Paragraph
from extract.layout import notices
from extract.notice import Notice

Line = str | tuple[str, dict[str, Any]]


RED: dict[str, Any] = {"red": True, "align": "center", "size": 36.0}


TITLE: dict[str, Any] = {"align": "center", "size": 22.0}


def document(*lines: Line) -> Document:
    """A document of these paragraphs; a pair says how one is set."""
    text = ""
    blocks: list[Paragraph] = []
    for line in lines:
        words, style = (line, {}) if isinstance(line, str) else line
        blocks.append(Paragraph(len(text), len(text) + len(words))._replace(**style))
        text += words + "\n"
    return Document(text=text, blocks=tuple(blocks), media_type="text/plain")


def notice(*lines: Line) -> Notice:
    return notices(document(*lines))[0]


FULL: tuple[Line, ...] = (
    ("青田县总工会", RED),
    ("青田县商务局", RED),
    ("文件", RED),
    ("青总工〔2024〕18号", {"align": "center"}),
    ("关于开展秋季助农", TITLE),
    ("采购活动的通知", TITLE),
    "各乡镇（街道）工会，县直各单位工会：",
    "现就秋季助农采购活动有关事项通知如下。",
    "一、采购标准",
    "每名会员每年不超过300元。",
    "（一）线上采购。登录平台下单。",
    "1.实名登记。会员凭工号登记。",
    "二、有关要求",
    "请各单位认真组织。",
    "附件：1.助农企业名单",
    "2.采购情况统计表",
    ("青田县总工会", {"align": "right"}),
    ("青田县商务局", {"align": "right"}),
    ("2024年9月3日", {"align": "right"}),
    "附件1",
    ("助农企业名单", TITLE),
    "1.青田甲乙农业有限公司",
    "附件2",
    ("采购情况统计表", TITLE),
    "填报单位：",
    "青田县总工会办公室 2024年9月3日印发",
)

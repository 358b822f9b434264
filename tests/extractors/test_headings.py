from __future__ import annotations

import pytest

from extract.extractors.headings import meaning as meaning_of


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("序 号", "row_no"),
        ("企业名称", "name"),
        ("消费帮扶供应商名称", "name"),
        ("企业（合作社）名称", "name"),
        ("经营地址", "address"),
        ("县（市、区）", "region"),
        ("推荐地", "region"),
        ("法定代表人", "contact"),
        ("企业联系方式", "phone"),
        ("联系人及电话", "contact"),
        ("联系人电话", "phone"),
        ("企业性质", "ownership"),
        ("备 注", "note"),
        ("金额（万元）", "other"),
        ("抽检批次", None),
        ("主营产品", "other"),
        ("平台名称", "platform"),
        ("运营单位", "operator"),
        ("工 作 内 容", "content"),
        ("牵头单位", "lead"),
        ("责任单位及责任人", "responsible"),
        ("协办部门", "supporting"),
        ("完成时限", "deadline"),
        ("天气", None),
    ],
)
def test_a_headings_meaning(heading: str, meaning: str | None) -> None:
    assert meaning_of(heading) == meaning


def test_the_word_at_a_headings_end_counts_before_the_one_at_its_beginning() -> None:
    assert meaning_of("企业名称旁的电话") == "phone"
    assert meaning_of("电话若干") == "phone"


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("供应商编号", "other"),
        ("企业等级", "other"),
        ("企业简介", "other"),
        ("联系人身份证号", "other"),
        ("是否脱贫地区", "other"),
        ("服务区域", "other"),
        ("库存", None),
        ("厂商", "name"),
        ("线上地址", "url"),
        ("负责人手机", "phone"),
        ("帮扶县", "region"),
        ("备注说明", "note"),
    ],
)
def test_a_heading_is_no_other_that_it_only_begins_or_ends_like(heading: str, key: str | None) -> None:
    assert meaning_of(heading) == key

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.document import Table
from extract.extractors import forms as _forms  # noqa: F401  registers the extractor
from extract.facts import Form
from tests.extractors.factory import Item, notice, run


def read(*items: Item) -> list[Form]:
    return [fact for fact in run("forms", notice(*items)) if isinstance(fact, Form)]


HEADINGS = ["序号", "推荐产品", "推荐人", "联系电话", "备注"]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([["", "", "", "", ""], ["", "", "", "", ""]], id="empty"),
        pytest.param([["1", "", "", "", ""], ["2", "", "", "", ""], ["…", "", "", "", ""]], id="numbered"),
        pytest.param([["1", "", "", "", ""], ["合计", "<", "", "", ""]], id="total"),
        pytest.param([["1", "填写产品全称", "", "", ""], ["2", "", "", "", ""]], id="prompts"),
        pytest.param([["例", "蜂蜜", "王小明", "13800000000", ""], ["1", "", "", "", ""]], id="example row"),
        pytest.param([["（示例）", "蜂蜜", "王小明", "13800000000", ""], ["", "", "", "", ""]], id="bracketed example"),
        pytest.param([["示例1", "蜂蜜", "王小明", "13800000000", ""], ["1", "", "", "", ""]], id="numbered example"),
        pytest.param([["甲", "乙", "1", "2", "3=1+2"], ["", "", "", "", ""]], id="numbered columns"),
    ],
)
def test_a_table_without_data_is_a_form(rows: list[list[str]]) -> None:
    (form,) = read("附件1", "××工会农产品推荐表", [HEADINGS, *rows])
    assert form.title == "××工会农产品推荐表"
    assert form.columns == tuple(HEADINGS)
    assert form.evidence.quote == "\t".join(HEADINGS)


def test_given_labels_fill_the_first_column() -> None:
    rows = [["采购渠道", "人次", "金额\n（元）"], ["青禾商城", "", ""], ["县产品专馆", "", ""], ["合计", "", ""]]
    (form,) = read("附件3", "采购情况统计表", rows)
    assert form.columns == ("采购渠道", "人次", "金额（元）")


def test_line_breaks_in_headings_are_closed() -> None:
    (form,) = read("统计表", [["单位\n名称", "投入\n资金"], ["", ""]])
    assert form.columns == ("单位名称", "投入资金")


def test_two_header_rows_give_the_leaves_with_their_heads() -> None:
    rows = [["单位名称", "采购金额", "<", "备注"], ["^", "线上", "线下", "^"], ["", "", "", ""], ["", "", "", ""]]
    (form,) = read("附件", "采购情况统计表", rows)
    assert form.columns == ("单位名称", "采购金额 线上", "采购金额 线下", "备注")


def test_fill_in_lines_between_title_and_table_are_no_title() -> None:
    (form,) = read("附件2", "活动统计表", "填报单位（盖章）：      年  月  日", [["活动名称", "人次"], ["", ""]])
    assert form.title == "活动统计表"


def test_each_table_of_an_annex_has_the_title_above_it() -> None:
    blank = [["单位", "金额"], ["", ""]]
    first, second = read("附件", "统计报表", "表1 采购情况统计表", blank, "表2 销售情况统计表", blank)
    assert (first.title, second.title) == ("采购情况统计表", "销售情况统计表")


def test_a_title_printed_as_the_first_row() -> None:
    (form,) = read("附件", [["采购情况登记表", "<", "<"], ["单位名称", "产品", "金额"], ["", "", ""], ["", "", ""]])
    assert form.title == "采购情况登记表"
    assert form.columns == ("单位名称", "产品", "金额")


def test_labels_beside_empty_cells() -> None:
    rows = [["单位名称", "", "法定代表人", ""], ["单位地址", "", "联系方式", ""], ["推荐理由", "", "<", "<"]]
    (form,) = read("附件1", "帮扶企业申报表", rows)
    assert form.columns == ("单位名称", "法定代表人", "单位地址", "联系方式", "推荐理由")


def test_labels_with_years_and_hints() -> None:
    rows = [
        ["企业名称（盖章）", "", "2023年销售额（万元）", ""],
        ["联系人", "", "手机", ""],
        ["主要做法（300字以内）", "", "<", "<"],
        ["县级意见", "（公章）\n年 月 日", "<", "<"],
    ]
    (form,) = read("附件1", "示范单位推荐表", rows)
    assert form.columns == (
        "企业名称（盖章）", "2023年销售额（万元）", "联系人", "手机", "主要做法（300字以内）", "县级意见",
    )  # fmt: skip


def test_a_given_product_that_looks_like_a_person() -> None:
    rows = [["食材类别", "用量", "单价（元）"], ["土豆", "", ""], ["白玉菇", "", ""], ["其他（ ）", "", ""]]
    (form,) = read("附件", "食材需求表", rows)
    assert form.columns == ("食材类别", "用量", "单价（元）")


def test_a_title_over_two_lines_that_is_named_elsewhere() -> None:
    (form,) = read(
        "请填报《2023年农副产品采购计划（用量）表》。",
        "甲处",
        "2023年农副产品采购",
        "计划（用量）表",
        [HEADINGS, [""] * 5],
    )
    assert form.title == "2023年农副产品采购计划（用量）表"


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([HEADINGS, ["1", "蜂蜜", "王小明", "13800000000", ""]], id="filled"),
        pytest.param([["序号", "企业名称", "备注"], ["1", "青禾食品有限公司", ""]], id="a list with empty remarks"),
        pytest.param([["序号", "门店", "备注"], ["1", "山货驿站", ""]], id="shops under a firm's heading"),
        pytest.param([["序号", "工作任务", "责任单位"], ["1", "定向采购", "县财政局"]], id="tasks"),
        pytest.param([["县区", "任务数（万元）"], ["甲县", "300"], ["乙县", "200"]], id="figures"),
    ],
)
def test_a_table_with_data_is_no_form(rows: list[list[str]]) -> None:
    assert read("附件1", "情况表", rows) == []


def test_three_header_rows_give_the_leaves_with_their_heads() -> None:
    rows = [
        ["单位", "采购金额", "<", "<", "<", "备注"],
        ["^", "线上", "<", "线下", "<", "^"],
        ["^", "计划", "完成", "计划", "完成", "^"],
        ["", "", "", "", "", ""],
        ["", "", "", "", "", ""],
    ]
    given = notice("附件", "采购情况统计表", rows)
    block = replace(next(given.document.tables()), header_rows=3)
    blocks = tuple(block if isinstance(old, Table) else old for old in given.document.blocks)
    (form,) = run("forms", replace(given, document=replace(given.document, blocks=blocks)))
    assert isinstance(form, Form)
    assert form.columns[:3] == ("单位", "采购金额 线上 计划", "采购金额 线上 完成")


# ---------------------------------------------------------------- forms without a table


def test_lines_to_write_on_are_a_form() -> None:
    (form,) = read(
        "附件2", "采购情况登记表", "单位名称：________", "联系人：____ 联系电话：____", "采购金额（元）：____"
    )
    assert form.title == "采购情况登记表"
    assert form.columns == ("单位名称", "联系人", "联系电话", "采购金额（元）")
    assert form.evidence.quote.startswith("单位名称：")


def test_labels_with_boxes_or_nothing_behind_them_are_fields() -> None:
    (form,) = read("附件", "参会回执", "单位（盖章）：", "姓名： 职务： 手机：", "是否住宿：□是 □否")
    assert form.columns == ("单位（盖章）", "姓名", "职务", "手机", "是否住宿")


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            ["企业名称：青田清源公司", "联系人：甲某", "联系电话：13800000000", "地址：东街8号"], id="filled in"
        ),
        pytest.param(
            ["我单位承诺如下。", "一、保证质量。", "二、保证供应。", "承诺单位：____ 日期：____"], id="a text"
        ),
        pytest.param(["联系人：____", "电话：____"], id="too few"),
    ],
)
def test_lines_that_give_or_hardly_ask_are_no_form(lines: list[str]) -> None:
    assert read("附件", "情况登记表", *lines) == []


def test_rows_to_sign_below_a_form() -> None:
    rows = [["1", "", "", "", ""], ["县农业农村局意见", "<", "（盖章）\n年 月 日", "<", "<"]]
    (form,) = read("附件1", "帮扶产品推荐表", [HEADINGS, *rows])
    assert form.columns == tuple(HEADINGS)


def test_a_period_to_fill_in_is_no_label() -> None:
    rows = [
        ["单位名称", "", "联系电话", ""],
        ["采购期间", "年 月至 年 月", "仓储面积（㎡）", ""],
        ["账号", "", "金额（元）", ""],
    ]
    (form,) = read("附件1", "奖补资金申请表", rows)
    assert form.columns == ("单位名称", "联系电话", "采购期间", "仓储面积（㎡）", "账号", "金额（元）")


def test_a_label_beside_a_wide_empty_cell_is_no_title() -> None:
    rows = [
        ["单位名称", "", "<", "<", "<"],
        ["参会人员", "姓名", "性别", "职务", "手机"],
        ["", "", "", "", ""],
        ["参展产品", "", "<", "<", "<"],
    ]
    (form,) = read("附件1", "展销会报名回执", rows)
    assert form.title == "展销会报名回执"
    assert form.columns == ("单位名称", "参会人员", "姓名", "性别", "职务", "手机", "参展产品")


def test_a_row_that_numbers_the_columns_stands_below_headings() -> None:
    rows = [
        ["采购情况月报表", "<", "<", "<"],
        ["指标名称", "计量单位", "本月", "同比"],
        ["甲", "乙", "1", "2"],
        ["采购总额", "万元", "", ""],
        ["其中：食堂采购", "万元", "", ""],
    ]
    (form,) = read("附件", rows)
    assert (form.title, form.columns) == ("采购情况月报表", ("指标名称", "计量单位", "本月", "同比"))


def test_parts_of_a_form_headed_by_rows_and_a_promise_to_sign() -> None:
    rows = [
        ["一、基本情况", "<", "<", "<"],
        ["单位名称", "", "联系人", ""],
        ["二、产品情况", "<", "<", "<"],
        ["认证情况", "绿色食品□ 有机产品□", "产品图片（不少于3张）", ""],
        ["单位承诺", "本单位承诺所填信息真实有效，如有虚假愿担责任。\n（盖章）年 月 日", "<", "<"],
    ]
    (form,) = read("附件1", "供应商申报表", rows)
    assert form.title == "供应商申报表"
    assert form.columns == ("单位名称", "联系人", "认证情况", "产品图片（不少于3张）", "单位承诺")


def test_labels_under_each_other_with_room_beside_them() -> None:
    rows = [["产品名称", ""], ["产品规格", ""], ["零售价格（元）", ""], ["供货能力（吨）", ""]]
    (form,) = read("附件2", "参展产品信息采集表", rows)
    assert form.columns == ("产品名称", "产品规格", "零售价格（元）", "供货能力（吨）")


def test_a_promise_signed_below_the_form_is_nothing_that_was_filled_in() -> None:
    rows = [
        ["企业名称", "", "成立时间", ""],
        ["主要产品", "", "联系人", ""],
        ["承诺事项", "本企业郑重承诺：所报材料真实有效。", "<", "<"],
    ]
    (form,) = read("附件", "供应商报名表", rows)
    assert form.columns == ("企业名称", "成立时间", "主要产品", "联系人", "承诺事项")

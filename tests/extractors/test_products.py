"""Products and unit prices; firms, goods and prices are invented."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.extractors import forms as _forms  # noqa: F401  registers the extractor
from extract.extractors import listings as _listings  # noqa: F401
from extract.extractors import products as _products  # noqa: F401
from extract.facts import Product
from tests.extractors.factory import Item, Rows, notice, run


def read(*items: Item) -> list[Product]:
    facts = run("products", notice(*items), before=("forms", "listings"))
    return [fact for fact in facts if isinstance(fact, Product)]


def prices(rows: Rows) -> list[tuple[str, Decimal | None, str | None]]:
    return [(fact.name, fact.price, fact.price_unit) for fact in read("附件", "产品目录", rows)]


def test_a_row_of_a_price_list_is_a_product() -> None:
    rows = [["序号", "产品名称", "规格", "计价单位", "最高限价（元）"], ["1", "岩蜂蜜", "500克", "瓶", "78.00"]]
    (product,) = read("附件", "产品及限价", rows)
    assert (product.name, product.spec, product.price, product.price_unit) == ("岩蜂蜜", "500克", Decimal(78), "瓶")
    assert product.listing is None
    assert product.evidence.quote == "\t".join(rows[1])


@pytest.mark.parametrize(
    ("heading", "printed", "price", "unit"),
    [
        ("单价（元）", "30", "30", None),
        ("单价", "30元", "30", None),
        ("单价（元/斤）", "12.5", "12.5", "斤"),
        ("价格", "30元/500克", "30", "500克"),
        ("价格", "￥1,280", "1280", None),
        ("批发价（万元/吨）", "1.2", "12000", "吨"),
        ("单价（元）", "30—50", None, None),
        ("单价（元）", "60/55", None, None),
        ("单价（元）", "面议", None, None),
        ("单价（元）", "0", None, None),
    ],
)
def test_a_price_is_read_where_the_cell_holds_one(
    heading: str, printed: str, price: str | None, unit: str | None
) -> None:
    expected = None if price is None else Decimal(price)
    assert prices([["产品名称", heading], ["岩蜂蜜", printed]]) == [("岩蜂蜜", expected, unit)]


def test_a_specification_printed_with_the_name_is_parted_from_it() -> None:
    (product,) = read("附件", "产品价格", [["产品名称及规格", "单价（元）"], ["岩蜂蜜（500克/瓶）", "78"]])
    assert (product.name, product.spec) == ("岩蜂蜜", "500克/瓶")


def test_what_buyers_pay_goes_before_the_markets_price() -> None:
    rows = [["商品名称", "市场价（元）", "帮扶价（元）"], ["岩蜂蜜", "88", "66"]]
    assert prices(rows) == [("岩蜂蜜", Decimal(66), None)]


def test_a_firms_products_point_at_its_line() -> None:
    rows = [
        ["企业名称", "产品", "单价（元）", "联系电话"],
        ["青禾食品有限公司", "岩蜂蜜", "30", "13800000001"],
        ["^", "高山茶", "60", "^"],
        ["白河贸易有限公司", "腊肉", "45", "13900000002"],
    ]
    found = read("附件", "企业名单", rows)
    assert [(fact.name, fact.price, fact.listing.name if fact.listing else None) for fact in found] == [
        ("岩蜂蜜", Decimal(30), "青禾食品有限公司"),
        ("高山茶", Decimal(60), "青禾食品有限公司"),
        ("腊肉", Decimal(45), "白河贸易有限公司"),
    ]


def test_what_a_cell_enumerates_is_a_product_each() -> None:
    rows = [["企业名称", "主营产品", "联系电话"], ["青禾食品有限公司", "岩蜂蜜（洋槐、枣花）、高山茶等", "13800000001"]]
    found = read("附件", "企业名单", rows)
    assert [(fact.name, fact.evidence.quote) for fact in found] == [
        ("岩蜂蜜（洋槐、枣花）", "岩蜂蜜（洋槐、枣花）"),
        ("高山茶", "高山茶"),
    ]


def test_what_a_line_names_under_a_label() -> None:
    found = read(
        "附件",
        "供货企业名录",
        "1.青禾食品有限公司；地址：甲县临江路12号；联系人：王小明，13800000001；主供：腊肉、香菇",
    )
    assert [(fact.name, fact.listing.name if fact.listing else None) for fact in found] == [
        ("腊肉", "青禾食品有限公司"),
        ("香菇", "青禾食品有限公司"),
    ]


def test_sums_headings_and_strokes_are_no_products() -> None:
    rows = [
        ["产品名称", "规格", "单价（元）"],
        ["粮油类", "<", "<"],
        ["大米", "5公斤", "30"],
        ["/", "/", "/"],
        ["合计", "", "30"],
    ]
    assert prices(rows) == [("大米", Decimal(30), None)]


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("采购情况统计表", [["产品名称", "数量", "单价（元）"], ["大米", "3", "30"]]),
        ("产品申报表", [["产品名称", "规格", "单价（元）"], ["", "", ""]]),
        ("企业名单", [["名称", "电话"], ["青禾食品有限公司", "13800000001"]]),
        ("任务分工表", [["产品", "工作任务", "责任单位"], ["大米", "组织采购", "县商务局"]]),
    ],
)
def test_other_tables_offer_no_products(title: str, rows: Rows) -> None:
    assert read("附件", title, rows) == []


def test_a_firm_named_again_in_the_row_of_each_product_owns_them_all() -> None:
    rows = [
        ["企业名称", "产品", "单价（元）", "电话"],
        ["青禾食品有限公司", "蜂蜜", "30", "13800000001"],
        ["青禾食品有限公司", "茶叶", "90", "13800000001"],
    ]
    found = read("附件", "企业名单", rows)
    assert [product.listing.name if product.listing else None for product in found] == ["青禾食品有限公司"] * 2


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("大米39.9元/袋、小米15元/袋", [("大米", None, "39.9", "袋"), ("小米", None, "15", "袋")]),
        ("大米（5kg）：39.9元/袋；小米（1kg）：15元/袋", [("大米", "5kg", "39.9", "袋"), ("小米", "1kg", "15", "袋")]),
        (
            "大米（5kg，39.9元/袋）、蜂蜜（10月起供货）",
            [("大米", "5kg", "39.9", "袋"), ("蜂蜜（10月起供货）", None, None, None)],
        ),
        ("大米每袋39.9元，小米￥15", [("大米", None, "39.9", "袋"), ("小米", None, "15", None)]),
        ("大米5kg/袋、绿茶2×125克168元", [("大米", "5kg/袋", None, None), ("绿茶", "2×125克", "168", None)]),
        ("大米39.9—59.9元、小米15元起", [("大米", None, None, None), ("小米", None, None, None)]),
        ("礼盒（大米、小米）199元/盒", [("礼盒（大米、小米）", None, "199", "盒")]),
        ("组合套装（128元、168元两档）", [("组合套装（128元、168元两档）", None, None, None)]),
        (
            "100元大礼包、80号苹果/梨",
            [("100元大礼包", None, None, None), ("80号苹果", None, None, None), ("梨", None, None, None)],
        ),
    ],
)
def test_what_a_cell_enumerates_has_its_size_and_price(
    printed: str, expected: list[tuple[str, str | None, str | None, str | None]]
) -> None:
    found = read("附件", "企业名单", [["企业名称", "主营产品"], ["青禾食品有限公司", printed]])
    assert [(p.name, p.spec, str(p.price) if p.price else None, p.price_unit) for p in found] == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (["大米；小米", "5kg；1kg", "39.9；15"], [("大米", "5kg", "39.9"), ("小米", "1kg", "15")]),
        (["大米\n小米", "5kg\n1kg", "39.9\n15"], [("大米", "5kg", "39.9"), ("小米", "1kg", "15")]),
        (["大米5kg、小米1kg", "", "39.9、15"], [("大米", "5kg", "39.9"), ("小米", "1kg", "15")]),
        (["大米、小米、茶叶", "", "39.9、15"], [("大米", None, None), ("小米", None, None), ("茶叶", None, None)]),
        (["大米、小米", "5kg", "39.9"], [("大米、小米", "5kg", "39.9")]),
    ],
)
def test_cells_that_enumerate_alike_are_a_product_each(
    printed: list[str], expected: list[tuple[str, str | None, str | None]]
) -> None:
    rows = [["产品", "规格", "单价（元）"], printed, ["蜂蜜", "500g", "60"]]
    found = read("附件", "产品目录", rows)[:-1]
    assert [(p.name, p.spec, str(p.price) if p.price else None) for p in found] == expected

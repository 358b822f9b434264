from __future__ import annotations

import pytest

from tests.extractors.contact_rows import Row, read, rows


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("青甜乌鸡由我会驻村干部王小明老师负责配送，联系电话：13800000011。", ("甲县总工会", "王小明", "13800000011")),
        ("李小青同志负责统计，联系电话：13800000012。", ("甲县总工会", "李小青", "13800000012")),
        ("下单后由县供销社驻点人员李青统一发货，电话：13800000016。", ("县供销社", "李青", "13800000016")),
        ("由县总工会财务部干事王小明负责，联系电话：88880000。", ("县总工会财务部", "王小明", "88880000")),
        ("由青禾公司负责配送，联系电话：88880000。", ("青禾公司", None, "88880000")),
        ("各县区由乡镇负责统计，联系电话：88880000。", ("甲县总工会", None, "88880000")),
        ("由各单位指定人员负责统计，联系电话：88880000。", ("甲县总工会", None, "88880000")),
        ("也可通过青禾电商公司（联系人：王小明，电话：88880000）代购。", ("青禾电商公司", "王小明", "88880000")),
    ],
)
def test_who_does_what_a_clause_says_is_reached_by_the_number_after_it(
    printed: str, expected: tuple[str, str | None, str]
) -> None:
    (contact,) = read(printed)
    assert (contact.organization, contact.person, contact.phone) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (
            "联系人：王小明（采购事宜），88880021；李青（平台操作），88880022。",
            [("甲县总工会", "王小明", "88880021", None), ("甲县总工会", "李青", "88880022", None)],
        ),
        ("联系人：县商务局（沙马木果），88880021。", [("县商务局", "沙马木果", "88880021", None)]),
        (
            "团购联系人：青禾农业王总 13800000033，桃源茶业李经理 13800000034",
            [("青禾农业", "王总", "13800000033", None), ("桃源茶业", "李经理", "13800000034", None)],
        ),
        (
            "安顺 0851-88880001，毕节 0851-88880002；黔东南：0851-88880003",
            [(city, None, f"0851-8888000{at}", None) for at, city in enumerate(("安顺", "毕节", "黔东南"), 1)],
        ),
        (
            "各市联系方式：安顺（王小明 88880001）、毕节（李青 88880002）",
            [("安顺", "王小明", "88880001", None), ("毕节", "李青", "88880002", None)],
        ),
        ("联系人：文山，电话：88880003。", [("甲县总工会", "文山", "88880003", None)]),
        (
            "李青（县财政局）88880064 王小明（县供销社）88880065",
            [("县财政局", "李青", "88880064", None), ("县供销社", "王小明", "88880065", None)],
        ),
        (
            "联系人：县总工会 王小明 88880001，李青（财务部）88880002。",
            [("县总工会", "王小明", "88880001", None), ("县总工会", "李青", "88880002", None)],
        ),
        ("申报咨询电话：88880068（产业科）。", [("产业科", None, "88880068", None)]),
        (
            "政策咨询：县财政局 88880068\n系统咨询：400-810-1996转2",
            [("县财政局", None, "88880068", None), ("甲县总工会", None, "400-810-1996转2", None)],
        ),
        (
            "咨询电话：县乡村振兴局社会帮扶科：0571-88880054；县供销社：0571-88880055",
            [("县乡村振兴局社会帮扶科", None, "0571-88880054", None), ("县供销社", None, "0571-88880055", None)],
        ),
        (
            "农产品：大米；青禾食品有限公司，联系人：李青，电话：13800000041。",
            [("青禾食品有限公司", "李青", "13800000041", None)],
        ),
    ],
)
def test_remarks_of_persons_firms_by_short_names_and_long_departments(printed: str, expected: list[Row]) -> None:
    assert rows(read(printed)) == expected


def test_the_body_under_the_label_of_a_name_heads_the_lines_below_it() -> None:
    found = read(
        "1.采购人信息",
        "名    称：甲县机关事务中心",
        "地    址：甲县东街18号",
        "联系方式：0571-88880000",
        "2.采购代理机构信息",
        "名    称：青禾招标代理有限公司",
        "地    址：甲县西街3号",
        "联系方式：13800000015",
    )
    assert [(one.organization, one.phone, one.role) for one in found] == [
        ("甲县机关事务中心", "0571-88880000", "notice"),
        ("青禾招标代理有限公司", "13800000015", "notice"),
    ]


@pytest.mark.parametrize(
    ("sent", "body"),
    [
        ("材料报送至县总工会经济部，电子版发送至联系人处，逾期不予受理。", "县总工会经济部"),
        ("请将材料报县农业农村局产业科，县局审核后择优推荐一家报省农业农村厅。", "县农业农村局产业科"),
        ("请各县审核后择优推荐两家报市农业农村局。", "市农业农村局"),
    ],
)
def test_a_number_is_that_of_the_body_to_which_readers_report(sent: str, body: str) -> None:
    (contact,) = read(sent, "联系人：王小明，电话：88880021")
    assert contact.organization == body


def test_what_an_account_holds_is_no_body() -> None:
    (contact,) = read("“工惠甲县”APP已上线帮扶专区，职工可下载后注册使用，客服热线4008880002。")
    assert (contact.organization, contact.role) == ("工惠甲县", "platform")

"""Channels named by a paragraph's title or right before who runs them, halls by their county; all are invented."""

from __future__ import annotations

import pytest

from tests.extractors.platform_rows import told


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (
            "（一）“山里人”微信小程序。在微信中搜索名称，由白河电商有限公司运营。",
            ("山里人", None, "白河电商有限公司", None),
        ),
        (
            "2.白河县扶农超市。位于甜园市滨河路12号一层，每天9点开门。",
            ("白河县扶农超市", None, None, "甜园市滨河路12号一层"),
        ),
        ("3.“山里人”商城。网址www.example.com，全年开放。", ("“山里人”商城", "www.example.com", None, None)),
    ],
)
def test_a_paragraph_tells_of_the_channel_its_title_names(printed: str, expected: tuple[str | None, ...]) -> None:
    assert told(printed) == [expected]


@pytest.mark.parametrize(
    "printed",
    [
        "（二）发展直播电商。依托基地培训，由白河电商有限公司承办。",
        "（三）消费帮扶专馆。各地要建好专馆，由各县供销社经营。",
        "（四）“山里人”APP“帮扶频道”。",
        "采购统计平台由甜园软件有限公司开发运维。",
        "“劳模风采”专栏由甜园传媒有限公司承办。",
        "线上商城由甜园电商有限公司运营。",
    ],
)
def test_no_channel(printed: str) -> None:
    assert told(printed) == []


@pytest.mark.parametrize(
    ("printed", "name", "operator"),
    [
        ("甜园爱心消费网由甜园电商有限公司运营，客服0571-88880000。", "甜园爱心消费网", "甜园电商有限公司"),
        ("投诉可找客服，白河惠小程序运营单位白河云商有限公司的客服受理。", "白河惠小程序", "白河云商有限公司"),
        ("点击“山里人”专栏下单，该专栏由白河电商有限公司运营。", "“山里人”专栏", "白河电商有限公司"),
        ("“山里人”线上平台（小程序、APP同名），运营商白河电商有限公司。", "“山里人”线上平台", "白河电商有限公司"),
        ("在“山里人”小程序（白河电商有限公司搭建）下单。", "山里人", "白河电商有限公司"),
    ],
)
def test_a_channel_right_before_who_runs_it(printed: str, name: str, operator: str) -> None:
    assert told(printed) == [(name, None, operator, None)]


def test_the_one_of_two_channels_that_is_called_so_is_run() -> None:
    shop, account = told("登录“山里人”商城（www.example.com）或者关注“甜园惠”公众号。商城由白河电商有限公司经营。")
    assert shop == ("“山里人”商城", "www.example.com", "白河电商有限公司", None)
    assert account == ("甜园惠", None, None, None)


@pytest.mark.parametrize(
    ("printed", "places"),
    [
        (
            "门店有东街12号的喜德馆、西街3号的昭觉馆和北街8号的体育馆。",
            [("喜德馆", "东街12号"), ("昭觉馆", "西街3号")],
        ),
        (
            "市总工会设“山里人”展销点两处：一处位于临江路3号文化宫一楼，一处位于北站。",
            [("“山里人”展销点", "临江路3号文化宫一楼")],
        ),
        ("市供销社在临江路12号开设的“山里人”直销店备足了年货。", [("“山里人”直销店", "临江路12号")]),
        ("可到滨河路88号供销大厦一楼消费帮扶生活馆选购。", [("消费帮扶生活馆", "滨河路88号供销大厦一楼")]),
        ("职工可在市总工会一楼大厅的“爱心超市”凭券兑换。", [("爱心超市", "市总工会一楼大厅")]),
        ("甜园市消费帮扶展销中心地址：滨河路88号，联系电话0571-88880000。", [("甜园市消费帮扶展销中心", "滨河路88号")]),
        ("白河特产专柜，设于市职工服务中心一楼，周一休息。", [("白河特产专柜", "市职工服务中心一楼")]),
    ],
)
def test_where_places_of_sale_are(printed: str, places: list[tuple[str, str]]) -> None:
    assert [(name, address) for name, _, _, address in told(printed)] == places


def test_a_bracket_within_an_address_does_not_hide_who_runs_the_hall() -> None:
    (hall,) = told("白河产品展示交易中心（甜园区东街（北段）12号，白河商贸有限公司承租经营）已恢复营业。")
    assert hall == ("白河产品展示交易中心", None, "白河商贸有限公司", "甜园区东街（北段）12号")


def test_branches_of_one_name_are_two_halls() -> None:
    table = [
        ["序号", "平台", "运营单位", "网址或地址", "电话"],
        ["1", "甜园市帮扶专馆（江北馆）", "白河商贸有限公司", "江北路7号", "0571-88880001"],
        ["2", "甜园市帮扶专馆（江南馆）", "白河商贸有限公司", "江南路9号", "0571-88880002"],
    ]
    assert [name for name, *_ in told(table)] == ["甜园市帮扶专馆（江北馆）", "甜园市帮扶专馆（江南馆）"]


def test_a_way_in_in_a_column_of_addresses_is_no_address() -> None:
    table = [["名称", "网址或地址", "运营单位"], ["“山里人”小程序", "微信搜一搜，进入“福利”版块", "白河电商有限公司"]]
    assert told("购买渠道", table) == [("山里人", None, "白河电商有限公司", None)]


def test_what_one_looks_for_is_no_channel_of_its_own() -> None:
    found = told("渠道为“山里人”小程序（微信内搜索“山里人甜园馆”，进“福利”专区下单；由白河电商有限公司运营）。")
    assert found == [("山里人", None, "白河电商有限公司", None)]


def test_single_quotation_marks_within_quoted_words_name_a_channel() -> None:
    assert told("第七条修改为：“应当在‘山里人’平台（www.example.com）下单。”") == [
        ("‘山里人’平台", "www.example.com", None, None)
    ]


def test_the_address_before_the_only_channel_that_a_sentence_names_is_its() -> None:
    assert told("线上可登录http://www.example.com点“年货”选购；甜园消费网由甜园电商有限公司运营。") == [
        ("甜园消费网", "http://www.example.com", "甜园电商有限公司", None)
    ]


def test_a_hall_its_address_and_its_firm_between_commas() -> None:
    assert told(
        "采购点新增两处：青禾直营店，临江路12号，白河商贸有限公司；南山馆，滨河路3号二楼，南山商贸有限公司。"
    ) == [
        ("青禾直营店", None, "白河商贸有限公司", "临江路12号"),
        ("南山馆", None, "南山商贸有限公司", "滨河路3号二楼"),
    ]

from __future__ import annotations

import pytest

from extract.extractors.channels_run import own_operator
from tests.extractors.platform_rows import read


def test_who_runs_all_channels_of_the_paragraph() -> None:
    found = read(
        "二、购买渠道",
        "线上：“青禾优选”商城（www.example.com），小程序“甜园到家”。两个平台均由青禾电商有限公司打理，"
        "售后热线0571-88880001。",
    )
    assert [(f.name, f.operator) for f in found] == [
        ("“青禾优选”商城", "青禾电商有限公司"),
        ("甜园到家", "青禾电商有限公司"),
    ]


def test_who_runs_the_channels_of_the_lines_above() -> None:
    found = read(
        "二、购买渠道",
        "1.“青禾优选”微信小程序，扫码进入；",
        "2.“甜园到家”APP，应用商店下载；",
        "以上平台统一由青禾电商有限公司负责日常运营维护。",
    )
    assert [f.operator for f in found] == ["青禾电商有限公司", "青禾电商有限公司"]


def test_who_runs_the_only_channel_said_in_the_next_sentence() -> None:
    (platform,) = read("下载“青禾惠”APP，注册后点击“助农”。专区由青禾信息有限公司建设和维护。")
    assert platform.operator == "青禾信息有限公司"


def test_who_runs_an_event_runs_no_channel() -> None:
    (platform,) = read("下载“青禾惠”APP，注册后点击“助农”。展销会由青禾会展有限公司承办。")
    assert platform.operator is None


def test_who_runs_one_of_two_channels_parted_by_a_semicolon() -> None:
    found = read(
        "①打开“甜园工惠”公众号选购，平台由甜园网络有限公司维护；②到青禾直营店（东街5号，电话0571-88880002）选购。"
    )
    assert [(f.name, f.operator) for f in found] == [("甜园工惠", "甜园网络有限公司"), ("青禾直营店", None)]


def test_a_quoted_platform_of_which_nothing_is_said_but_who_runs_it() -> None:
    (platform,) = read("登录“青禾云购”平台选购，该平台由县供销集团有限公司建设运营。")
    assert (platform.name, platform.operator) == ("“青禾云购”平台", "县供销集团有限公司")


@pytest.mark.parametrize(
    ("printed", "name", "address"),
    [
        (
            "市总工会在甜园区五一路12号设了“青禾优品”工会体验厅，可现场下单。",
            "“青禾优品”工会体验厅",
            "甜园区五一路12号",
        ),
        ("已在东街新华大厦一层开设了甜园县消费帮扶专馆。", "甜园县消费帮扶专馆", "东街新华大厦一层"),
        (
            "青禾土特产直营店，在东街与临江路交叉口东北角，每天营业。",
            "青禾土特产直营店",
            "东街与临江路交叉口东北角",
        ),
        ("入驻“山货”小程序甜园馆和甲县四明路588号青禾特产直营店。", "青禾特产直营店", "甲县四明路588号"),
    ],
)
def test_the_address_before_or_beside_the_name(printed: str, name: str, address: str) -> None:
    found = {platform.name: platform.address for platform in read(printed)}
    assert found[name] == address


def test_what_is_yet_to_be_opened_is_no_channel() -> None:
    assert read("县供销社计划在甲县东街8号新建“青禾”直营店，年内开业。") == []


def test_shops_with_address_and_number_in_brackets_are_channels() -> None:
    found = read(
        "二、购买渠道",
        "（一）线下：青禾消费帮扶馆（东街道中山路12号，电话0571-88880021）、"
        "甲县“甜园农品”体验店（解放路3号二楼，店长王小明，13800000011）。",
    )
    assert [(f.name, f.address) for f in found] == [
        ("青禾消费帮扶馆", "东街道中山路12号"),
        ("甲县“甜园农品”体验店", "解放路3号二楼"),
    ]


def test_an_operator_without_the_firm_it_belongs_to() -> None:
    assert own_operator("县文旅集团所属甜园电子商务有限公司") == "甜园电子商务有限公司"
    assert own_operator("甜园电子商务有限公司") == "甜园电子商务有限公司"


def test_the_former_and_the_latter_of_two_channels() -> None:
    found = read(
        "可登录“山里人”商城（www.example.com）或到青禾体验馆（东街12号）选购，前者由青禾电商有限公司运营，后者由白河商贸有限公司打理。"
    )
    assert [(f.name, f.operator) for f in found] == [
        ("“山里人”商城", "青禾电商有限公司"),
        ("青禾体验馆", "白河商贸有限公司"),
    ]


def test_who_runs_the_programme_runs_no_hall() -> None:
    (hall,) = read("线下到青禾专馆（东街12号）。小程序运营由青禾网络有限公司承担。")
    assert (hall.name, hall.operator) == ("青禾专馆", None)


def test_who_runs_a_channel_after_who_hosts_it() -> None:
    (platform,) = read("“青禾惠”商城由县总工会主办、青禾网络有限公司运营，客服电话4008880001。")
    assert platform.operator == "青禾网络有限公司"

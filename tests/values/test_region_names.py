"""Names of one character and 县 beside words that begin with 乡, 城 and 市. Every text is invented."""

from __future__ import annotations

import pytest

from extract.values import regions


@pytest.mark.parametrize(
    ("body", "adcode"),
    [
        ("陇南市徽县乡村振兴局", "621227"),
        ("蠡县乡村振兴局", "130635"),
        ("易县市场监督管理局", "130633"),
        ("环县城市管理局", "621022"),
        ("陇南市成县乡镇企业局", "621221"),
    ],
)
def test_a_bureau_of_a_county_of_one_character_is_the_countys(body: str, adcode: str) -> None:
    region = regions.place_of(body)
    assert region is not None
    assert region.adcode == adcode


@pytest.mark.parametrize("text", ["工作经费县乡村三级分担", "免费县城公交", "收费县市两级核定", "所需经费县乡财政安排"])
def test_a_word_before_the_county_keeps_its_last_character(text: str) -> None:
    assert regions.find(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "资金从市级补助和县财政中安排",
        "统筹市级扶持和县本级投入",
        "定点帮扶和县内消费并重",
        "集中采购和县直部门认购相结合",
        "动员社会力量支持和县委部署的展销",
        "省级资金（含中央）和县财政",
    ],
)
def test_a_county_behind_a_conjunction_is_not_the_county_called_so(text: str) -> None:
    assert regions.find(text) == []


@pytest.mark.parametrize("text", ["与和县签订协议", "采购和县农产品", "含山县、和县", "安徽省和县的大米", "到和县考察"])
def test_the_county_called_so_is_read_where_a_place_follows(text: str) -> None:
    assert "340523" in [finding.value.adcode for finding in regions.find(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("展销会在合肥市滨湖会展中心举行", "合肥市"),
        ("地点：合肥市包河区滨湖会展中心", "合肥市包河区"),
        ("前往广元市人民公园集合", "广元市"),
        ("赴海宁市云水酒店报到", "海宁市"),
        ("苍溪县农业发展服务中心 2800017", "苍溪县"),
        ("旺苍县供销合作社联合社推荐", "旺苍县"),
    ],
)
def test_a_hall_that_something_is_held_in_or_a_public_office_names_its_place(text: str, name: str) -> None:
    assert [finding.text for finding in regions.find(text)] == [name]


@pytest.mark.parametrize(
    "text", ["宁波市农村商业银行", "海宁市云水酒店管理有限公司", "苍溪县绿谷专业合作社", "宁波市消费帮扶展销中心"]
)
def test_a_firm_or_shop_of_a_place_names_none(text: str) -> None:
    assert regions.find(text) == []


def test_a_local_outings_lake_is_no_district_called_so() -> None:
    assert regions.find("活动地点：东湖") == []


@pytest.mark.parametrize(
    "text", ["赴北戴河疗休养", "前往青岛疗养", "疗休养地点：青岛", "疗休养地点定在大连", "疗养线路为德清"]
)
def test_an_outings_place_may_stand_by_its_short_name(text: str) -> None:
    assert len(regions.find(text)) == 1


@pytest.mark.parametrize(("text", "adcode"), [("博州财政局印发", "652700"), ("按照克州总工会要求", "653000")])
def test_a_name_of_one_character_and_its_kind_is_a_place_before_an_office(text: str, adcode: str) -> None:
    assert [finding.value.adcode for finding in regions.find(text)] == [adcode]


def test_all_of_a_prefecture_is_not_the_county_called_so() -> None:
    assert regions.find("全州总工会系统") == []

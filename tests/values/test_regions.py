"""Places in running text: found, told apart, and left alone where a name is no place."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.values import regions


def named(text: str, near: str | None = None) -> list[tuple[str, str | None]]:
    return [(finding.text, finding.value.adcode) for finding in regions.find(text, near=near)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # chains are one place, the innermost
        ("四川省凉山州喜德县", [("四川省凉山州喜德县", "513432")]),
        ("新疆阿克苏地区库车市", [("新疆阿克苏地区库车市", "652902")]),
        ("湖北省仙桃市、潜江市", [("湖北省仙桃市", "429004"), ("潜江市", "429005")]),
        ("丽水庆元县", [("丽水庆元县", "331126")]),
        ("广西百色", [("广西百色", "451000")]),
        ("新疆阿克苏的产品", [("新疆阿克苏", "652900")]),
        ("铜仁市、毕节市、哈密市", [("铜仁市", "520600"), ("毕节市", "520500"), ("哈密市", "650500")]),
        ("与会同县、成县和和县结对", [("会同县", "431225"), ("成县", "621221"), ("和县", "340523")]),
        ("伊犁哈萨克自治州察布查尔锡伯自治县", [("伊犁哈萨克自治州察布查尔锡伯自治县", "654022")]),
        # short names of autonomous places
        ("木里县、融水县和三都县", [("木里县", "513422"), ("融水县", "450225"), ("三都县", "522732")]),
        ("博州精河县、克州阿合奇县", [("博州精河县", "652722"), ("克州阿合奇县", "653023")]),
        ("科左中旗和前郭县", [("科左中旗", "150521"), ("前郭县", "220721")]),
        # former names give the division of today
        ("库车县、襄樊市、延庆县", [("库车县", "652902"), ("襄樊市", "420600"), ("延庆县", "110119")]),
        ("凉山州会理县", [("凉山州会理县", "513402")]),
        ("重庆市江北区", [("重庆市江北区", "500157")]),
        ("巢湖市庐江县", [("巢湖市庐江县", "340124")]),
        # the corps
        ("第一师阿拉尔市", [("第一师阿拉尔市", "659002")]),
        ("新疆生产建设兵团第三师图木舒克市", [("新疆生产建设兵团第三师图木舒克市", "659003")]),
        ("兵团第二师", [("兵团第二师", None)]),
        # two one-character names before a word of cooperation
        ("推进浙川协作", [("浙", "330000"), ("川", "510000")]),
        ("“豫疆同行”活动", [("豫", "410000"), ("疆", "650000")]),
        # province names stand by themselves
        ("吉林、黑龙江、辽宁三省", [("吉林", "220000"), ("黑龙江", "230000"), ("辽宁", "210000")]),
        ("海南省与海南州", [("海南省", "460000"), ("海南州", "632500")]),
    ],
)  # fmt: skip
def test_places_are_found_with_their_codes(text: str, found: list[tuple[str, str | None]]) -> None:
    assert named(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("宁波、凉山两地", [("宁波", "330200"), ("凉山", "513400")]),
        ("赴喜德开展考察", [("喜德", "513432")]),
        ("采购布拖产品外销", [("布拖", "513429")]),
        ("对口延边、铜仁", [("延边", "222400"), ("铜仁", "520600")]),
        ("购买凉山地区特产", [("凉山", "513400")]),
        ("全年采购库车、比如、喜德产品", [("库车", "652902"), ("比如", "540622"), ("喜德", "513432")]),
        ("大理、丽江风光", []),
        ("喜德的春天", []),
    ],
)
def test_a_name_without_its_kind_needs_support(text: str, found: list[tuple[str, str | None]]) -> None:
    assert named(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "经费县级统筹", "省、市和县级财政", "振兴县域经济", "管理县级项目", "会同县级有关部门", "建成县城",
        "的新县城", "与单县级财政",
        "各县（市、区）", "港口区、老城区",
        "改造老城区和新市区", "推动市中区建设", "东方市场", "宁波市场主体", "广大市民", "同心协力，兴国安邦",
        "比如电商平台", "和平发展、东方红", "黄河南岸", "大凉山农产品", "凉山彝族农产品", "布施县",
        "山西北路18号", "重庆路", "南京东路、延安中路", "中山公园", "宁波方圆贸易有限公司",
        "喜德县绿源农民专业合作社", "凉山州金果食品（集团）有限公司", "中国农业银行慈溪支行", "四川大学",
        "喜德县农产品展销中心", "兰州拉面和沙县小吃", "北京时间", "李东方、王安康同志", "新疆生产建设兵团办公厅",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_place_is_none(text: str) -> None:
    assert named(text) == []


def test_the_road_is_left_and_its_city_found() -> None:
    assert named("上海市山西北路18号；北海市重庆路") == [("上海市", "310000"), ("北海市", "450500")]


@pytest.mark.parametrize(
    ("text", "near", "code"),
    [
        ("鼓楼区", "320102", "320106"), ("鼓楼区", "350100", "350102"), ("鼓楼区", None, None),
        ("鼓楼区", "510100", None),
        ("江北区", "330203", "330205"), ("江北区", "500101", "500157"), ("通州区", "110101", "110112"),
        ("通州区", "320601", "320612"), ("朝阳区", "220000", "220104"), ("城关区", "620000", "620102"),
        ("城关区", "540100", "540102"), ("和平区", "210100", "210102"),
    ],
)  # fmt: skip
def test_shared_names_are_told_apart_by_the_issuers_place(text: str, near: str | None, code: str | None) -> None:
    assert named(text, near) == [(text, code)]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("福州市鼓楼区和南京市玄武区、鼓楼区", "320106"),
        ("对口支援西藏拉萨市，包括城关区", "540102"),
        ("天津市河西区、和平区", "120101"),
        ("凉山州11个县和西昌市，沈阳市和平区", "210102"),
        ("济南市历下区、市中区", "370103"),
    ],
)
def test_places_named_nearby_tell_shared_names_apart(text: str, last: str | None) -> None:
    assert [code for _, code in named(text, "330200")][-1] == last


def test_nearby_places_come_before_the_issuers() -> None:
    assert named("帮扶拉萨市，采购城关区产品", "620100")[-1] == ("城关区", "540102")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("贵州省贞丰县、义龙新区等地", [("贵州省贞丰县", "522325"), ("义龙新区", None)]),
        ("贵州省黔西南州义龙新区", [("贵州省黔西南州义龙新区", None)]),
        ("贵安新区产品", [("贵安新区", None)]),
        ("慈溪市、高新技术产业开发区、经济开发区", [("慈溪市", "330282")]),
        ("喜德县新区", [("喜德县", "513432")]),
        ("浦东新区", [("浦东新区", "310115")]),
    ],
)
def test_zones_with_a_name_of_their_own_have_no_code(text: str, found: list[tuple[str, str | None]]) -> None:
    assert named(text) == found


def test_a_finding_says_where_it_stands_and_what_it_is() -> None:
    (finding,) = regions.find("帮助凉山州喜德县。")
    assert (finding.start, finding.end) == (2, 8)
    assert finding.value.level == "county"
    assert finding.value.full_name == "四川省凉山彝族自治州喜德县"
    assert finding.value.name == "凉山州喜德县"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("宁波市海曙区总工会", "330203"), ("广东省总工会", "440000"), ("中共杭州市余杭区委办公室", "330110"),
        ("国家税务总局宁波市税务局", "330200"), ("新疆维吾尔自治区总工会", "650000"), ("湛江总工会", "440800"),
        ("四川省凉山彝族自治州总工会", "513400"), ("新疆生产建设兵团第一师阿拉尔市总工会", "659002"),
        ("襄樊市总工会", "420600"), ("慈溪市周巷镇人民政府", "330282"),
        ("2023年义乌市山海协作要点", "330782"), ("关于印发《海宁市消费帮扶方案》的通知", "330481"),
        ("关于做好2022年丽水市消费帮扶工作的通知", "331100"), ("慈溪市", "330282"),
        ("会员多买500元闵行工会上新", "310112"), ("福利升级！绍兴市总工会送清凉", "330600"),
        ("会员多买500元闵行工会会员", None),
        ("国务院", None), ("中华全国总工会", None), ("国家发展改革委", None), ("市总工会", None), ("县人民政府", None),
        ("各县（市、区）总工会", None), ("鼓楼区总工会", None), ("兰州大学", None),
        ("关于助力四川省甘孜州的通知", None), ("关于采购新疆产品的倡议书", None),
        ("关于开展2023年凉山州农特产品采购活动的通知", None), ("关于做好对口帮扶喜德县工作的通知", None),
    ],
)  # fmt: skip
def test_the_place_of_an_issuer_or_a_title(text: str, code: str | None) -> None:
    region = regions.place_of(text)
    assert (region.adcode if region else None) == code


def test_the_place_of_an_issuer_with_a_shared_name_is_told_by_what_is_near() -> None:
    region = regions.place_of("鼓楼区总工会", near="320100")
    assert region is not None
    assert region.adcode == "320106"


@pytest.mark.parametrize(
    ("name", "near", "code"),
    [
        ("凉山州", None, "513400"), ("四川喜德", None, "513432"), ("凉山地区", None, "513400"),
        ("喜德", None, "513432"),
        ("新 疆", None, "650000"), ("大理", None, "532900"), ("城关区", None, None), ("城关区", "540000", "540102"),
        ("朝阳", None, None), ("某某食品厂", None, None), ("", None, None),
    ],
)  # fmt: skip
def test_a_name_by_itself_is_resolved(name: str, near: str | None, code: str | None) -> None:
    region = regions.resolve(name, near)
    assert (region.adcode if region else None) == code


_PIECES = st.sampled_from(
    [
        "四川省",
        "凉山州",
        "喜德县",
        "鼓楼区",
        "和县",
        "比如",
        "、",
        "和",
        "新疆",
        "第一师",
        "阿拉尔市",
        "有限公司",
        "路",
        "浙川",
    ]
)


@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=25).map("".join)))
def test_find_never_raises_and_its_offsets_hold(text: str) -> None:
    found = regions.find(text, near="330203")
    for finding in found:
        assert text[finding.start : finding.end] == finding.text
        assert finding.value.adcode is None or regions.by_code(finding.value.adcode) is not None
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_six_thousand_characters_are_read_quickly() -> None:
    sentence = (
        "各级工会要优先采购四川省凉山州喜德县和新疆库车市的农产品，金额应当达到全年慰问品的两成，并做好报送工作。"
    )
    text = (sentence * 200)[:6000]
    regions.find(text)
    best = min(_seconds(text) for _ in range(5))
    assert best < 0.05  # measured 4 ms; the slack is for a busy machine


def _seconds(text: str) -> float:
    start = time.perf_counter()
    regions.find(text)
    return time.perf_counter() - start


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("石渠、甘孜、新龙三县产品", ["513332", "513328", "513329"]),
        ("采购大理、祥云、宾川等县（市）产品", ["532901", "532923", "532924"]),
        ("大理、楚雄、丽江等地产品", ["532900", "532300", "530700"]),
        ("采购甘孜产品", ["513300"]),
    ],
)
def test_a_prefectures_bare_name_is_its_county_among_its_counties(text: str, codes: list[str]) -> None:
    assert [finding.value.adcode for finding in regions.find(text)] == codes

"""Whose a notice is, which places it helps, which it only names. All notices here are invented."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from extract import layout
from extract.extractors import regions as extractor
from extract.extractors.context import Context
from extract.facts import Fact, NoticeRegion
from extract.notice import Notice, Part
from extract.readers import read_document
from extract.values import regions
from tests.extractors.factory import Item, notice, run


def read(*items: Item, issuer: str | None = None, title: str | None = None) -> list[NoticeRegion]:
    """The places of a notice whose first paragraphs are its issuers (joined by 、) and its title."""
    issuers = issuer.split("、") if issuer else []
    heads = [*issuers, *([title] if title else [])]
    given = notice(*heads, *items)
    parts = [Part(word, given.text.index(word), given.text.index(word) + len(word)) for word in heads]
    given = replace(given, issuers=tuple(parts[: len(issuers)]), title=parts[-1] if title else None)
    return [fact for fact in _facts(given) if isinstance(fact, NoticeRegion)]


def _facts(given: Notice) -> list[Fact]:
    place = next((found for part in given.issuers if (found := regions.place_of(part.value))), None)
    if place is None and given.title is not None:
        place = regions.place_of(given.title.value)
    return run("notice_regions", given, place=place.adcode if place else None)


def helped(*items: Item, issuer: str | None = "宁波市总工会", title: str | None = None) -> list[str | None]:
    return [fact.adcode for fact in read(*items, issuer=issuer, title=title) if fact.role == "beneficiary"]


def of_role(facts: list[NoticeRegion], role: str) -> list[tuple[str, str | None]]:
    return [(fact.name, fact.adcode) for fact in facts if fact.role == role]


# ---------------------------------------------------------------- the issuer's place


def test_the_issuers_place_keeps_the_places_printed_above_it() -> None:
    assert of_role(read("全文。", issuer="成都市锦江区总工会"), "issuer") == [("成都市锦江区", "510104")]


def test_joint_issuers_of_one_place_are_one_row_with_the_first_as_evidence() -> None:
    facts = read("全文。", issuer="泉州市总工会、泉州市商务局")
    assert of_role(facts, "issuer") == [("泉州市", "350500")]
    assert facts[0].evidence.quote == "泉州市总工会"


def test_issuers_of_two_places_are_two_rows() -> None:
    facts = read("全文。", issuer="福建省总工会、泉州市商务局")
    assert of_role(facts, "issuer") == [("福建省", "350000"), ("泉州市", "350500")]


def test_without_an_issuer_the_title_tells_the_place() -> None:
    facts = read("全文。", title="2022年海宁市消费帮扶工作要点")
    assert of_role(facts, "issuer") == [("海宁市", "330481")]


def test_a_place_that_a_title_wants_to_help_is_not_its_issuer() -> None:
    facts = read("全文。", title="关于开展采购恩施州农产品活动的通知")
    assert of_role(facts, "issuer") == []
    assert of_role(facts, "beneficiary") == [("恩施州", "422800")]


def test_a_national_issuer_has_no_place() -> None:
    assert of_role(read("全文。", issuer="中华全国总工会"), "issuer") == []


# ---------------------------------------------------------------- the places that are helped


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("优先采购陇南市、临夏州、定西市等东西部协作地区农特产品。", ["621200", "622900", "621100"]),
        ("对口支援新疆和田地区、西藏昌都市、甘肃甘南州等地。", ["653200", "540300", "623000"]),
        ("对口支援地区：青海省果洛州玛沁县；对口合作地区：辽宁省大连市。", ["632621", "210200"]),
        ("定点帮扶县（云南省会泽县、贵州省榕江县）的农产品。", ["530326", "522632"]),
        ("助力喀什地区巩固脱贫成果，推介泽普县、莎车县特色产品。", ["653100", "653124", "653125"]),
        ("各单位可以从岷县、漳县采购农产品。", ["621126", "621125"]),
        ("食材向奉节县、巫山县采购。", ["500236", "500237"]),
        ("购买第一师阿拉尔市特色林果产品。", ["659002"]),
        ("鼓励购买新疆、西藏、青海等地农产品。", ["650000", "540000", "630000"]),
        ("我市与贵州省毕节市威宁县、赫章县签订东西部协作协议。", ["520526", "520527"]),
        ("宁波、延边两地推进东西部协作。", ["222400"]),
        ("帮扶贵州省册亨县、义龙新区等地。", ["522327", None]),
        ("采购我市结对的丽水市景宁县和衢州开化县农产品。", ["331127", "330824"]),
        ("采购脱贫县农副产品，包括兰考县、上蔡县。", ["410225", "411722"]),
        ("解决天祝县、古浪县人参果滞销问题，带动古浪县群众增收。", ["620623", "620622"]),
        ("全年采购库车、比如、喜德产品不少于300万元。", ["652902", "540622", "513432"]),
        ("帮扶城关区。", []),
        ("帮扶城关区、林芝市。", ["540102", "540400"]),
        ("援助拉萨市，采购城关区产品。", ["540100", "540102"]),
        ("对口支援三峡库区重庆市云阳县。", ["500235"]),
        ("鼓励外贸企业积极帮助昭觉县开展工作。", ["513431"]),
        ("对口地区为：1.西藏自治区比如县；2.兵团第一师；3.贵州省册亨县。", ["540622", None, "522327"]),
        ("购买援疆、援藏地区产品（哈密市、阿里地区）。", ["650500", "542500"]),
        ("对丹寨县、雷山县等原结对县继续采购。", ["522636", "522634"]),
        ("完善与昭通市、怒江州的劳务协作机制。", ["530600", "533300"]),
        ("帮助张北县、康保县，承德市丰宁满族自治县销售农产品。", ["130722", "130723", "130826"]),
        ("凉山州是我市东西部协作对口地区。", ["513400"]),
        ("支持青田、云和、庆元等山区县发展。", ["331121", "331125", "331126"]),
        ("将望谟县、册亨县作为重点采购对象。", ["522326", "522327"]),
        ("支援库车县建设，采购库车市产品。", ["652902"]),
    ],
)
def test_helped_places(sentence: str, codes: list[str | None]) -> None:
    assert helped(sentence) == codes


@pytest.mark.parametrize(
    "sentence",
    [
        "采购任务由宁海县统一安排。",
        "扩大消费，余姚市、象山县要带头落实。",
        "学习借鉴四川省成都市做法，参加在成都市举办的展销会。",
        "根据《关于助力甘孜州乡村振兴的通知》要求。",
        "请报送凉山州乡村振兴局和喜德县总工会。",
        "产品由凉山州金果食品有限公司、喜德县绿源合作社供应。",
        "联系人：王某，地址：采购喜德县产品专柜。",
        "推进浙川东西部协作。",
        "采购渠道：1.慈溪市农产品展销中心；2.余姚市供销社。",
        "宁波市总工会与凉山州总工会签订协作协议。",
        "由北仑区、慈溪市、宁海县分别采购农产品。",
        "采购任务：海曙区600万元、江北区500万元。",
        "引进兰州拉面、沙县小吃。",
        "对口帮扶我省山区县，由浙江省总工会统筹。",
        "助力布施县巩固脱贫成果。",
        "各单位采购布料、比如毛巾等慰问品。",
    ],
)
def test_places_that_are_not_helped(sentence: str) -> None:
    assert helped(sentence) == []


def test_the_helper_of_another_place_is_not_helped() -> None:
    facts = read("杭州市对口帮扶恩施州、黔东南州，宁波市与凉山州结对。", issuer="浙江省总工会")
    assert of_role(facts, "beneficiary") == [("恩施州", "422800"), ("黔东南州", "522600"), ("凉山州", "513400")]
    assert of_role(facts, "mentioned") == [("杭州市", "330100"), ("宁波市", "330200")]


def test_a_clause_after_a_comma_is_no_part_of_the_list() -> None:
    assert helped("对口帮扶恩施州，余姚市要带头落实。") == ["422800"]
    assert helped("对口帮扶恩施州，湖北省利川市，贵州省册亨县等地。") == ["422800", "422802", "522327"]


def test_the_issuers_own_counties_can_be_helped() -> None:
    assert helped("优先采购鲁山县、叶县农副产品。", issuer="平顶山市总工会") == ["410423", "410422"]


def test_the_issuers_own_place_is_never_helped() -> None:
    assert helped("采购宁波市农产品，助力宁波市乡村振兴。") == []


def test_the_province_above_counts_only_where_its_goods_are_bought() -> None:
    assert helped("助力浙江省高质量发展。") == []
    assert helped("采购浙江省脱贫地区农产品。") == ["330000"]


def test_a_place_helped_and_named_besides_is_one_row() -> None:
    facts = read("参观昭觉县新村。", "采购昭觉县农产品，对口帮扶昭觉县。", issuer="宁波市总工会")
    assert of_role(facts, "mentioned") == []
    assert [(fact.name, fact.evidence.quote) for fact in facts if fact.role == "beneficiary"] == [
        ("昭觉县", "采购昭觉县农产品")
    ]


def test_a_place_named_in_its_own_title_of_a_plan_is_helped() -> None:
    title = "关于印发《宁波市助力甘孜州乡村振兴方案》的通知"
    assert helped("全文。", issuer="宁波市总工会", title=title) == ["513300"]


def test_a_task_in_a_table_can_name_the_helped() -> None:
    rows = [["序号", "工作任务", "责任单位"], ["1", "帮助昭觉县销售农产品", "市商务局"]]
    assert helped("任务分解", rows) == ["513431"]


def test_a_column_of_the_helped_is_read() -> None:
    rows = [["支援单位", "受援地区"], ["余姚市", "昭觉县"], ["象山县", "盐源县"]]
    assert helped("结对安排", rows) == ["513431", "513423"]


def test_tables_and_annexes_that_list_firms_are_left_out() -> None:
    rows = [["企业名称", "备注", "联系电话"], ["某某公司", "采购昭觉县", "13800000000"]]
    assert helped("名单如下", rows) == []
    assert helped("全文。", "附件1", "帮扶企业名单", "采购昭觉县产品") == []


def test_an_annex_that_lists_the_helped_is_read() -> None:
    assert helped("全文。", "附件1", "对口帮扶地区名单", "四川省昭觉县", "四川省盐源县") == ["513431", "513423"]


def test_every_row_quotes_words_of_the_notice_with_the_rule() -> None:
    facts = read("优先采购昭觉县、盐源县农产品。", issuer="宁波市总工会")
    assert [(fact.evidence.quote, fact.evidence.rule) for fact in facts] == [
        ("宁波市总工会", "region.issuer"),
        ("采购昭觉县", "region.helped_before"),
        ("昭觉县、盐源县农产品", "region.helped_before"),
    ]


@pytest.mark.shared
def test_the_sample_notices_are_read_as_labelled(shared: Path) -> None:
    for stem in ("haishu-2021", "cixi-2021", "cixi-2022-tasks"):
        gold = json.loads((shared / "gold" / f"{stem}.json").read_text("utf-8"))["notices"][0]
        read_notice = layout.notices(read_document((shared / "notices" / f"{stem}.docx").read_bytes()))[0]
        context = Context(read_notice, place=gold["adcode"])
        found = {(fact.role, fact.adcode) for fact in extractor.find_regions(context) if fact.role != "mentioned"}
        wanted = {(row["role"], row["adcode"]) for row in gold["notice_regions"] if not row.get("optional")}
        allowed = {(row["role"], code) for row in gold["notice_regions"] for code in _codes(row["adcode"])}
        assert wanted <= found <= allowed


def _codes(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("重点推广云南省红河州元阳县和红河县出产的特产。", ["532528", "532529"]),
        ("经喜德县推荐，现公布名单。", ["513432"]),
        ("展销会在喜德县举办。", []),
        ("体验馆位于喜德县光明镇人民路8号。", []),
        ("组织职工赴喜德县疗休养。", []),
        ("供杭州市、温州市选用。", []),
    ],
)
def test_a_county_elsewhere_is_helped_unless_it_is_only_visited(text: str, codes: list[str]) -> None:
    found = [fact.adcode for fact in read(text, issuer="宁波市总工会") if fact.role == "beneficiary"]
    assert found == codes


# ---------------------------------------------------------------- the place that writes, and the one it writes to


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("请各单位优先选购我县当归和蜂蜜。", "我县"),
        ("为扩大我县马铃薯、黄芪等产品的销路，开展本次活动。", "我县"),
        ("有效带动我县农牧民持续增收。", "我县"),
        ("福州市长期对口帮扶我县以来，成效明显。", "我县"),
        ("助力岷县药农增收。", "岷县"),
        ("优先使用本县农产品。", "本县"),
    ],
)
def test_the_producing_place_that_writes_itself_is_helped(sentence: str, name: str) -> None:
    assert of_role(read(sentence, issuer="岷县总工会"), "beneficiary") == [(name, "621126")]


def test_my_city_in_a_countys_notice_is_the_city_above() -> None:
    assert of_role(read("选购我市苹果、梨等农产品。", issuer="岷县总工会"), "beneficiary") == [("我市", "621100")]


@pytest.mark.parametrize(
    "sentence",
    [
        "鼓励我市企业采购对口地区产品。",
        "采购我市对口地区农产品。",
        "助力我市对口帮扶地区群众增收。",
        "欢迎到我市采购农产品。",
        "丰富我市职工文化生活。",
        "推广我市消费帮扶产品。",
        "采购部门由我市统一确定。",
    ],
)
def test_a_place_that_acts_or_helps_others_is_not_helped_itself(sentence: str) -> None:
    assert helped(sentence, issuer="定西市总工会") == []


def test_what_a_helping_place_buys_of_its_own_is_no_help_where_others_are_helped() -> None:
    assert helped("采购喜德县农产品，推介我市农产品。") == ["513432"]
    assert helped("采购喜德县农产品，促进我市低收入农户增收。") == ["513432", "330200"]


def test_the_addressees_place_is_helped_where_it_is_asked_for_goods() -> None:
    given = notice("杭州市总工会", "来凤县供销合作社：", "请贵县组织优质货源，于5日前报我会。")
    to = given.text.index("来凤")
    given = replace(given, issuers=(Part("杭州市总工会", 0, 6),), addressee=Part("来凤县供销合作社", to, to + 8))
    facts = [fact for fact in _facts(given) if isinstance(fact, NoticeRegion)]
    assert of_role(facts, "beneficiary") == [("贵县", "422827")]


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("带动张北县、康保县特色产业发展。", ["130722", "130723"]),
        ("采购占比不低于15%，其中张北县、康保县产品不低于5%。", ["130722", "130723"]),
        ("带动张北县、康保县工会参加。", []),
        ("张北县特色产业发展较快。", []),
    ],
)
def test_a_citys_own_counties_are_helped_by_what_is_done_for_their_goods(sentence: str, codes: list[str]) -> None:
    assert helped(sentence, issuer="张家口市总工会") == codes


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("重点选购岷县、漳县的当归、黄芪和渭源县的马铃薯。", ["621126", "621125", "621123"]),
        ("采购驻叶城县的某团所产红枣。", ["653126"]),
        ("优先采购广东省对口支援的西藏波密县产品。", ["540424"]),
        ("福州市—定西市东西部协作产品推介会。", ["621100"]),
        ("到展示馆选购（定西市安定区甲乙路20号）。", []),
    ],
)
def test_goods_donors_and_addresses_beside_places(sentence: str, codes: list[str]) -> None:
    assert helped(sentence, issuer="海口市总工会") == codes


@pytest.mark.parametrize(
    ("issuer", "title", "name"),
    [
        (None, "绵阳高新区2023年消费帮扶任务清单", "绵阳高新区"),
        ("贵安新区总工会", None, "贵安新区"),
    ],
)
def test_a_zone_that_issues_has_a_name_and_no_code(issuer: str | None, title: str | None, name: str) -> None:
    assert of_role(read("全文。", issuer=issuer, title=title), "issuer") == [(name, None)]


def test_a_zone_in_the_matter_of_a_title_is_no_issuer() -> None:
    assert of_role(read("全文。", title="关于推进国家级示范区建设的通知"), "issuer") == []


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("优先从岷县、通渭、临洮选购。", ["621126", "621121", "621124"]),
        ("通渭、临洮的苦荞和百合，原则上先订后供。", ["621121", "621124"]),
        ("在通渭、临洮各建1座保鲜库。", ["621121", "621124"]),
        ("礼县的苹果亦可纳入。", ["621226"]),
        ("福建、山东对口支援定西。", ["621100"]),
        ("落实渭源路、临洮街道的任务。", []),
    ],
)
def test_short_names_of_the_issuers_own_counties_are_believed(sentence: str, codes: list[str]) -> None:
    assert helped(sentence, issuer="定西市总工会") == codes


def test_what_a_helping_place_builds_in_its_own_counties_is_no_help() -> None:
    assert helped("在慈溪市、余姚市各建1座冷库。") == []
    assert helped("在喜德县、昭觉县各建1座冷库。") == ["513432", "513431"]


def test_a_list_of_tasks_is_no_list_of_firms() -> None:
    rows = [["编号", "重点事项", "承办单位"], ["1", "设立昭觉县农产品专柜", "县商务局"]]
    assert helped("全文。", "附件1", "2024年重点事项清单", rows, issuer="慈溪市总工会") == ["513431"]


def test_goods_that_go_by_a_countys_name_are_its_goods() -> None:
    assert helped("食堂新增陇西苦荞、临洮百合窗口。", issuer="定西市总工会") == ["621122", "621124"]
    assert helped("食堂新增慈溪杨梅、余姚水蜜桃窗口。") == []


# ---------------------------------------------------------------- several places in a row


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("承包方每年向镇安、商南、山阳三县采购的食材不低于15%。", ["镇安", "商南", "山阳"]),
        ("面向化德县、商都县两个旗县的采购额占20%以上。", ["化德县", "商都县"]),
        ("全年面向恩施、巴东、鹤峰等6县市采购50万元。", ["恩施", "巴东", "鹤峰"]),
        ("市内寻乌县、会昌县白河镇等革命老区的产品占35%。", ["寻乌县", "会昌县"]),
        ("采购范围由怀集县扩大到广西龙州县、天等县。", ["怀集县", "广西龙州县", "天等县"]),
        ("林甸县、兰西县五县（市）的农产品均可参展。", ["林甸县", "兰西县"]),
        ("重点采购以下地区产品：四川省木里县、新疆柯坪县。", ["四川省木里县", "新疆柯坪县"]),
        ("支持桓仁县、本溪县山野菜、食用菌产业。", ["桓仁县", "本溪县"]),
        ("支持城口、巫溪、酉阳、彭水4个国家乡村振兴重点帮扶县。", ["城口", "巫溪", "酉阳", "彭水"]),
    ],
)
@pytest.mark.parametrize("issuer", ["江门市总工会", None])
def test_an_enumeration_before_what_is_bought_there(sentence: str, names: list[str], issuer: str | None) -> None:
    facts = read(sentence, issuer=issuer)
    assert [fact.name for fact in facts if fact.role == "beneficiary"] == names


@pytest.mark.parametrize(
    "sentence",
    [
        "镇安县、商南县、山阳县三县总工会派员参加座谈会。",
        "由昆山市、太仓市各工会组织采购。",
        "面向海曙区、江北区职工开展问卷调查。",
    ],
)
def test_an_enumeration_of_whose_offices_or_people_act_is_not_helped(sentence: str) -> None:
    assert helped(sentence) == []


def test_the_addressees_place_whose_goods_cannot_be_sold_is_helped_once() -> None:
    issuers = [Part("武穴市商务局", 0, 6)]
    given = notice("武穴市商务局", "巴东县农业农村局：", "贵县萝卜滞销，我市拟采购一批。")
    given = replace(given, issuers=tuple(issuers), addressee=Part("巴东县农业农村局", 7, 15))
    found = [fact for fact in _facts(given) if isinstance(fact, NoticeRegion) and fact.role == "beneficiary"]
    assert [(fact.name, fact.adcode) for fact in found] == [("贵县", "422823")]


def test_a_column_of_recommending_places_names_those_helped() -> None:
    table = [["序号", "推荐地", "企业名称", "联系电话"], ["1", "楚雄州大姚县", "大姚甲乙食品有限公司", "0878-5550000"]]
    assert helped(table, issuer="上海市嘉定区总工会") == ["532326"]


def test_a_title_that_begins_with_a_short_name_and_an_event_tells_the_place() -> None:
    assert of_role(read("全文。", title="嘉兴“金秋乐购”消费帮扶活动启动"), "issuer") == [("嘉兴", "330400")]
    assert of_role(read("全文。", title="凉山“山里红”特色农产品展销启动"), "issuer") == []


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("面向在左贡、察雅、贡觉等5个县（区）注册且经营一年以上的企业征集。", ["540327", "540325", "540322"]),
        ("左贡县、察雅县要加强货源组织，新增供应商10家。", ["540327", "540325"]),
        ("请重庆市南岸区等协作、结对地区的单位和个人踊跃选购。", []),
        ("企业可到重庆市对口支援昌都协作中心申请展位。", []),
    ],
)
def test_who_supplies_and_who_buys(printed: str, codes: list[str]) -> None:
    assert helped(printed, issuer="昌都市商务局") == codes

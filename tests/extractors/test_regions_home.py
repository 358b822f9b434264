"""The place that writes, the one it writes to, and places in a row. All notices here are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.facts import NoticeRegion
from extract.notice import Part
from tests.extractors.factory import notice
from tests.extractors.region_rows import facts_of, helped, of_role, read

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
    facts = [fact for fact in facts_of(given) if isinstance(fact, NoticeRegion)]
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
    found = [fact for fact in facts_of(given) if isinstance(fact, NoticeRegion) and fact.role == "beneficiary"]
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


@pytest.mark.parametrize(
    "sentence",
    [
        "为推动我县食用菌产业发展，现提出以下意见。",
        "促进我县农产品加工业提质。",
        "推广我县蔬菜标准化种植。",
        "提升我县农产品质量安全水平。",
        "宣传我县水果产业。",
    ],
)
def test_developing_ones_own_trade_is_no_help_by_buying(sentence: str) -> None:
    assert of_role(read(sentence, issuer="岷县农业农村局"), "beneficiary") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "昆明市五华区五部门联合下发关于支持消费帮扶的通知，助推乡村振兴。",
        "广元市6部门联合印发意见，采购脱贫地区农产品。",
        "苍溪县农业发展服务中心报名参加农产品展销。",
        "疗休养地点定在威海市。",
        "秋游地点安排在大连市。",
    ],
)
def test_a_place_whose_offices_act_or_where_members_rest_is_only_named(sentence: str) -> None:
    facts = read(sentence, issuer="岷县总工会")
    assert of_role(facts, "beneficiary") == []
    assert len(of_role(facts, "mentioned")) == 1


def test_an_outing_to_a_place_that_is_helped_helps_it() -> None:
    assert helped("疗休养地点优先安排在对口支援的喜德县。") == ["513432"]

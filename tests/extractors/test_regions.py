"""Whose a notice is, which places it helps, which it only names. All notices here are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extract import layout
from extract.extractors import regions as extractor
from extract.extractors.context import Context
from extract.readers import read_document
from extract.reading import read_bytes
from tests.extractors.region_rows import helped, of_role, read

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


@pytest.mark.parametrize("title", ["关于加快海宁市商贸流通发展的实施意见", "促进海宁市文旅消费十条措施"])
def test_a_title_may_begin_with_what_is_to_be_done_in_the_place(title: str) -> None:
    assert of_role(read("全文。", title=title), "issuer") == [("海宁市", "330481")]


def test_a_county_may_go_on_to_build_something() -> None:
    assert helped("帮扶昭觉县、布拖县建设专馆。") == ["513431", "513429"]
    assert helped("采购昭觉县建设银行产品。") == []


def test_a_place_that_a_title_wants_to_help_is_not_its_issuer() -> None:
    facts = read("全文。", title="关于促进恩施州农产品销售的通知")
    assert of_role(facts, "issuer") == []
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
        ("采购昭觉县、盐源县", "region.helped_before"),
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


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("岳西县、太湖县等脱贫县市的预算单位可以采购本县产品。", ["340828", "340825"]),
        ("苏尼特右旗、太仆寺旗等脱贫旗县的单位不受限制。", ["152524", "152527"]),
        ("省内山区产品，重点是乳源瑶族自治县、连山壮族瑶族自治县；", ["440232", "441825"]),
        ("第三师图木舒克市定向采购任务顺延一年。", ["659003"]),
        ("济南市、长沙市等协作地区的预算单位、基层工会可以直接与供应商签约。", []),
    ],
)
def test_the_class_of_places_and_their_part_tell_whether_they_are_helped(text: str, codes: list[str]) -> None:
    assert helped(text) == codes


def test_the_helper_of_a_pairing_is_not_helped_whoever_writes() -> None:
    assert helped("大连市与六盘水市结对帮扶八年来，产品销路稳定。", issuer="六盘水市商务局") == []
    assert helped("大连市与六盘水市结对帮扶八年来，产品销路稳定。", issuer="大连市商务局") == ["520200"]


def test_places_that_a_school_is_to_help() -> None:
    found = helped("喜德县、布拖县是四川省下达我校定点帮扶的国家乡村振兴重点县。", issuer="甜园大学")
    assert sorted(map(str, found)) == ["513429", "513432"]


def test_the_places_paired_with_a_city_are_not_that_city() -> None:
    found = helped("鼓励采购青岛对口地区的农产品。", issuer="某某总工会")
    assert found == []


@pytest.mark.parametrize(
    "words",
    [
        "请关注“四川山货”微信公众号。",
        "可登录“职工消费帮扶商城”平台。",
        "入选的有青禾茶业（广东）有限公司。",
    ],
)
def test_names_of_channels_and_firms_name_no_places(words: str) -> None:
    assert of_role(read(words, issuer="甜园大学"), "mentioned") == []


def test_places_that_are_favoured() -> None:
    found = helped("采购份额重点向喜德县、布拖县倾斜。", issuer="四川省总工会")
    assert sorted(map(str, found)) == ["513429", "513432"]


def test_where_one_goes_to_recover() -> None:
    found = helped("提倡把疗休养地点选在凉山彝族自治州、甘孜藏族自治州。", issuer="四川省总工会")
    assert sorted(map(str, found)) == ["513300", "513400"]


# ---------------------------------------------------------------- where goods come from, and pairs


@pytest.mark.parametrize(
    ("issuer", "sentence", "codes"),
    [
        ("西宁市总工会", "消费帮扶以大通县、湟源县为主产区，建立直采基地。", ["630121", "630123"]),
        ("大庆市总工会", "帮扶采购以林甸县、杜尔伯特自治县为重点。", ["230623", "230624"]),
        ("百色市总工会", "面向靖西市、那坡县遴选帮扶产品。", ["451081", "451026"]),
        ("忻州市总工会", "偏关、岢岚两县共有16个产品入选。", ["140932", "140929"]),
        ("六安市总工会", "金寨县、霍山县两县所产茶叶。", ["341524", "341525"]),
        ("鹤岗市总工会", "聚焦绥滨县、萝北县两个农业县。", ["230422", "230421"]),
        ("南阳市总工会", "选购淅川县、桐柏县两个脱贫县及新疆哈密市的产品。", ["411326", "411330", "650500"]),
        ("汉中市总工会", "略阳县由南通市如东县结对帮扶。", ["610727"]),
        ("徐州市总工会", "南北结对：昆山市—沭阳县，常熟市—泗洪县。", ["321322", "321324"]),
        ("南京市总工会", "六合区挂钩涟水县。", ["320826"]),
        ("泉州市总工会", "鲤城区与明溪县签订山海协作协议。", ["350421"]),
        ("白山市总工会", "抚松县、靖宇县为人参主产县。", ["220621", "220622"]),
        ("十堰市总工会", "竹山、房县两县与北京市海淀区对口协作。", ["420323", "420325"]),
        ("上饶市总工会", "帮扶对象为横峰县、余干县。", ["361125", "361127"]),
        ("承德市总工会", "隆化县、滦平县，由北京市西城区等对口帮扶。", ["130825", "130824"]),
        ("厦门市总工会", "协作县（武平、建宁、长汀）的农产品。", ["350824", "350430", "350821"]),
        ("信阳市总工会", "消费帮扶以新县、光山为主阵地。", ["411523", "411522"]),
        ("甘南州总工会", "天津市对口支援甘南州，临潭县、卓尼县产品优先。", ["623000", "623021", "623022"]),
    ],
)
def test_places_that_goods_come_from_and_pairs(issuer: str, sentence: str, codes: list[str]) -> None:
    assert helped(sentence, issuer=issuer) == codes


@pytest.mark.parametrize(
    ("issuer", "sentence"),
    [
        ("宁波市总工会", "以海曙区、鄞州区为重点，开展帮扶产品进社区活动。"),
        ("兰州市总工会", "城关区、七里河区共有29家基层工会参加采购。"),
        ("兰州市总工会", "消费帮扶展销以城关区为主会场。"),
        ("郑州市总工会", "以金水区、二七区为重点开展督查。"),
        ("襄阳市总工会", "襄城区政府参与组织。"),
        ("昆明市总工会", "参照曲靖市做法发放消费券。"),
        ("哈尔滨市总工会", "以南岗区为主体推进消费券发放。"),
        ("郑州市总工会", "中原区、管城区共有12家超市参与配送。"),
        ("贵阳市总工会", "观山湖区共上报18个采购需求。"),
        ("西宁市总工会", "城东区、城中区以职工食堂为主。"),
    ],
)
def test_places_that_act_or_are_only_named_are_not_helped(issuer: str, sentence: str) -> None:
    assert helped(sentence, issuer=issuer) == []


def test_a_list_of_pairs_names_the_helped_in_their_own_column() -> None:
    table = [["帮扶方", "受援方"], ["海曙区", "盐源县"], ["鄞州区", "昭觉县"]]
    assert helped("附件1", "结对关系一览表", table) == ["513423", "513431"]


def test_the_issuers_own_counties_may_stand_without_their_kind() -> None:
    facts = read("拟组织西昌、会理、冕宁企业参加。在越西举办展销会。", issuer="凉山州商务局")
    assert of_role(facts, "mentioned") == [
        ("西昌", "513401"),
        ("会理", "513402"),
        ("冕宁", "513433"),
        ("越西", "513434"),
    ]


def test_a_title_that_prints_the_issuer_names_the_helped_besides() -> None:
    text = "甲河市商务局关于采购定西产品的通知\n\n各单位：\n请按要求采购。\n\n甲河市商务局\n2024年3月5日\n"
    (notice,) = read_bytes(text.encode(), "a.txt").notices
    assert [(fact.name, fact.role) for fact in notice.facts["notice_regions"]] == [("定西", "beneficiary")]


def test_the_first_side_of_a_pairing_is_helped_where_the_second_helps() -> None:
    sentence = "深化区县结对。环县—武清区、华池县—河东区、镇原县—静海区。"
    facts = read(sentence, issuer="庆阳市人民政府")
    assert of_role(facts, "beneficiary") == [("环县", "621022"), ("华池县", "621023"), ("镇原县", "621027")]
    assert of_role(read("开通环县—武清区运输线路。", issuer="庆阳市人民政府"), "beneficiary") == []


def test_counties_below_are_helped_and_not_the_place_they_lie_in() -> None:
    assert helped("对销售本市脱贫县产品的企业给予奖励。", issuer="南阳市人民政府") == []

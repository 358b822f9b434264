"""Places elsewhere: which are helped without a word of help beside, which only named. All sentences are invented."""

from __future__ import annotations

import pytest

from tests.extractors.region_rows import read


def helped(sentence: str) -> list[str | None]:
    return [fact.adcode for fact in read(sentence, issuer="南阳市总工会") if fact.role == "beneficiary"]


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("销往乐山市的产品，每吨补助运费100元。", []),
        ("冷链运至乐山市的特色产品另行补助。", []),
        ("利用好鹤壁市淇滨区与我市的结对关系。", []),
        ("用好鹤壁市对口支援我市的机制。", ["411300"]),
        ("采购乐山市的产品。", ["511100"]),
        ("拟推荐淅川县、内乡县8家企业的15个产品进入名录。", ["411326", "411325"]),
    ],
)
def test_who_buys_or_helps_is_not_helped(sentence: str, codes: list[str]) -> None:
    assert helped(sentence) == codes


@pytest.mark.parametrize(
    "sentence",
    [
        "甘肃省临潭县代表列席本次会议。",
        "四川省昭觉县日前发生洪灾，请各单位做好慰问品采购工作。",
        "成都市武侯区各单位参加消费帮扶培训。",
        "请成都市、贵阳市参照执行采购办法。",
        "授课专家来自云南省昆明市。",
        "参展企业来自浙江省温州市。",
        "供应商住所地在四川省成都市双流区的，采购时应当说明。",
        "采购的产品统一由贵州遵义中转。",
        "不得从河北省保定市批发市场采购。",
        "严禁采购四川省眉山市产品。",
        "暂停采购四川省眉山市产品。",
        "本通知所称产品不包括四川省眉山市产品。",
        "面向成都市推介慰问产品。",
        "在成都市增加贵阳市一个分会场，销售产品。",
    ],
)
def test_a_place_that_no_word_of_help_governs_is_only_named(sentence: str) -> None:
    assert helped(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "code", "rule"),
    [
        ("采购范围增加四川省昭觉县，其余不变。", "513431", "region.elsewhere_widened"),
        ("除目录已经列明的昭觉县外，其他产地另行公布。", "513431", "region.elsewhere_widened"),
        ("我市承担新疆策勒县的年度采购任务。", "653225", "region.elsewhere_task"),
        ("名录内企业均为昭觉县推荐。", "513431", "region.elsewhere_recommended"),
        ("采购资金中用于昭觉县的部分不低于六成。", "513431", "region.elsewhere_share"),
        ("昭觉县组团参加年货节主会场，展位免费。", "513431", "region.elsewhere_fair"),
        ("经与凉山州商定，今年采购昭觉县农产品1000万元。", "513400", "region.elsewhere_above"),
        ("参展企业来自昭觉县、布拖县。", "513431", "region.firms_from"),
        ("优先考虑与我市签有产销协议的昭觉县。", "513431", "region.helped_before"),
        ("对口帮扶产品，是指昭觉县出产的农副产品。", "513431", "region.helped_before"),
        ("昭觉县出产的农副产品优先。", "513431", "region.helped_after"),
        ("同意将昭觉县、内乡县3家企业列入名录。", "411325", "region.suppliers_after"),
        ("要把昭觉县、内乡县作为今年消费帮扶的重点。", "411325", "region.helped_named"),
        ("扩大采购范围。在原有内乡县的基础上，增加昭觉县产品。", "411325", "region.kept_after"),
        ("拓宽内乡县山区片区以及对口帮扶的昭觉县农产品销路。", "411325", "region.helped_before"),
        ("为昭觉县代销苹果100吨。", "513431", "region.elsewhere_sales"),
        ("采购额按比例分配：内乡县70%、昭觉县30%。", "513431", "region.elsewhere_share"),
        ("帮扶产品由昭觉县组织供货。", "513431", "region.elsewhere_recommended"),
        ("帮扶范围：昭觉县、布拖县。", "513431", "region.helped_before"),
        ("昭觉县就业帮扶车间恢复生产。", "513431", "region.helped_named"),
        ("不得采购昭觉县以外地区出产的产品。", "513431", "region.helped_before"),
        ("去年在昭觉、布拖两县买了300万元的土豆。", "513431", "region.bought_from"),
        ("省外产品（含昭觉县）不超过三成。", "513431", "region.goods_mainly"),
        ("昭觉县则由我市结对帮扶。", "513431", "region.helped_named"),
        ("昭觉县等我市协作、支援地区的产品优先。", "513431", "region.helped_class"),
    ],
)
def test_a_word_that_governs_a_place_says_that_it_is_helped(sentence: str, code: str, rule: str) -> None:
    found = {fact.adcode: fact.evidence.rule for fact in read(sentence, issuer="南阳市总工会")}
    assert found.get(code) == rule


def test_places_in_a_section_on_where_goods_come_from_are_helped() -> None:
    assert read_roles("一、关于产地", "原有各县不变，另有四川省昭觉县。") == {"513431": "beneficiary"}
    assert read_roles("一、帮扶范围", "四川省昭觉县以及我市内乡县。") == {
        "513431": "beneficiary",
        "411325": "beneficiary",
    }
    assert read_roles("一、关于产地", "统一经四川省成都市中转。") == {"510100": "mentioned"}
    assert read_roles("四川省昭觉县代表到会。", "采购范围增加四川省昭觉县。") == {"513431": "beneficiary"}
    assert read_roles("一、报名办法", "原有各县不变，另有四川省昭觉县。") == {"513431": "mentioned"}


def read_roles(*lines: str) -> dict[str | None, str]:
    return {fact.adcode: fact.role for fact in read(*lines, issuer="南阳市总工会") if fact.role != "issuer"}


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("今年的采购重点向四川省昭觉县倾斜。", "beneficiary"),
        ("慰问产品里，四川省昭觉县的品类要占多数。", "beneficiary"),
        ("要同四川省昭觉县加强工作交流。", "mentioned"),
        ("慰问产品统一寄往四川省昭觉县。", "mentioned"),
    ],
)
def test_a_line_of_goods_or_help_names_a_county_of_another_province_because_it_is_helped(
    sentence: str, role: str
) -> None:
    assert read_roles(sentence) == {"513431": role}


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("可以发放哈密瓜、普洱茶。", []),
        ("可以发放云南普洱茶。", []),
        ("采购新疆哈密瓜。", ["650000"]),
        ("采购云南普洱的咖啡。", ["530800"]),
    ],
)
def test_a_kind_of_goods_called_after_a_place_is_no_place(sentence: str, codes: list[str]) -> None:
    assert helped(sentence) == codes

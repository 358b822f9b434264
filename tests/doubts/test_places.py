"""Names that several places have: no fact, but a doubt that names them. All sentences here are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.doubts import Doubt, judge
from extract.extractors.context import Context
from extract.extractors.regions import find_regions
from extract.notice import Part
from extract.values import regions
from tests.extractors.factory import notice


def unread(*sentences: str, issuer: str) -> list[Doubt]:
    given = replace(notice(issuer, *sentences), issuers=(Part(issuer, 0, len(issuer)),))
    region = regions.place_of(issuer)
    context = Context(given, place=region.adcode if region else None)
    context.facts["notice_regions"] = list(find_regions(context))
    return [doubt for doubt in judge(context) if doubt.code == "unread.place"]


@pytest.mark.parametrize(
    ("sentence", "quote", "meant"),
    [
        ("采购鼓楼区的茶叶等农产品。", "鼓楼区", ["江苏省南京市鼓楼区", "江苏省徐州市鼓楼区"]),
        ("对口帮扶和平区。", "和平区", ["天津市和平区", "辽宁省沈阳市和平区"]),
        ("采购长安区、喜德县产品。", "长安区", ["河北省石家庄市长安区", "陕西省西安市长安区"]),
        ("对口支援思茅市。", "思茅市", ["云南省普洱市", "云南省普洱市思茅区"]),
    ],
)
def test_a_helped_place_of_a_shared_name_is_told_with_those_it_may_be(
    sentence: str, quote: str, meant: list[str]
) -> None:
    (doubt,) = unread(sentence, issuer="江苏省总工会")
    assert (doubt.quote, doubt.table, doubt.fact) == (quote, "notice_regions", None)
    assert doubt.reason.endswith("：" + "、".join(meant) + "。")


def test_a_shared_name_is_told_once() -> None:
    assert len(unread("采购鼓楼区产品。", "对口帮扶鼓楼区。", issuer="江苏省总工会")) == 1


@pytest.mark.parametrize(
    ("sentence", "issuer"),
    [
        ("鼓楼区总工会参加会议。", "江苏省总工会"),
        ("会场设在鼓楼区。", "江苏省总工会"),
        ("采购鼓楼区产品。", "南京市总工会"),
        ("采购鼓楼区、玄武区产品。", "江苏省总工会"),
    ],
)
def test_a_name_that_is_told_apart_or_not_helped_raises_no_doubt(sentence: str, issuer: str) -> None:
    assert unread(sentence, issuer=issuer) == []


def test_an_issuer_of_a_shared_name_is_told() -> None:
    (doubt,) = unread("全文。", issuer="和平区人民政府")
    assert doubt.quote == "和平区人民政府"

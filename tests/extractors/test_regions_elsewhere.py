"""Places elsewhere that are sold to or that help: nobody there is helped; every sentence here is invented."""

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

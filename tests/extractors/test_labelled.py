from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.extractors.labelled import fields


def read(line: str) -> list[tuple[str, str]]:
    return [(field.kind, line[field.start : field.end]) for field in fields(line, 0, len(line))]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("网址：www.example.com", [("url", "www.example.com")]),
        ("联系人：王小明，联系电话：13800000001", [("person", "王小明"), ("phone", "13800000001")]),
        ("联系人及电话：王小明，13800000001", [("both", "王小明，13800000001")]),
        ("联 系 人：王小明  电  话：88880000", [("person", "王小明"), ("phone", "88880000")]),
        ("联系人：王小明 电话0571-88880000", [("person", "王小明"), ("phone", "0571-88880000")]),
        ("传真：88880001；邮箱：a@example.com", [("number", "88880001"), ("email", "a@example.com")]),
        ("地址：东路2号（商场后）", [("address", "东路2号（商场后）")]),
        ("（地址：东路2号）及其门店", [("address", "东路2号")]),
        ("供应商咨询：0571-88880000", [("phone", "0571-88880000")]),
        ("牵头单位：县商务局", [("other", "县商务局")]),
        ("各单位要确定联系人并保持电话畅通。", []),
        ("现就有关事项通知如下：", []),
    ],
)
def test_labels_and_values(line: str, expected: list[tuple[str, str]]) -> None:
    assert read(line) == expected


def test_the_words_before_a_label_are_kept() -> None:
    (field,) = fields("县商务局联系人：王小明", 0, 11)
    assert field.before == "县商务局"


@given(st.text(alphabet="联系人电话：网址地（）、 \n1380ab", max_size=60))
def test_fields_stand_in_order_without_overlap(text: str) -> None:
    found = fields(text, 0, len(text))
    assert all(field.label_start <= field.start and field.end <= len(text) for field in found)
    assert all(first.start <= second.label_start for first, second in pairwise(found))

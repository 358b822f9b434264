"""Whose a notice is, where its issuer's own name leaves the place out or names another. All notices are invented."""

from __future__ import annotations

import pytest

from extract.reading import read_bytes


def _place(text: str) -> tuple[str | None, list[tuple[str, str | None]]]:
    """The adcode of a notice of plain text, and its rows with role issuer."""
    notice = read_bytes(text.encode(), "t.txt").notices[0]
    rows = [(fact.name, fact.adcode) for fact in notice.facts["notice_regions"] if fact.role == "issuer"]  # type: ignore[attr-defined]
    return notice.record.adcode, rows


@pytest.mark.parametrize(
    ("issuer", "number", "sign", "adcode"),
    [
        ("省人民政府办公厅", "鄂政办发〔2023〕5号", "鄂", "420000"),
        ("省总工会", "黔工发〔2022〕18号", "黔", "520000"),
        ("自治区供销合作社联合社", "桂供发〔2023〕7号", "桂", "450000"),
        ("自治区人民政府办公厅", "内政办发〔2023〕7号", "内", "150000"),
        ("中共省委办公厅", "湘办发〔2021〕3号", "湘", "430000"),
    ],
)
def test_a_provinces_sign_in_the_number_tells_whose_an_unnamed_office_is(
    issuer: str, number: str, sign: str, adcode: str
) -> None:
    text = f"{issuer}关于做好山货采购的通知\n{number}\n各单位：\n请认真组织。\n2023年5月8日\n"
    assert _place(text) == (adcode, [(sign, adcode)])


@pytest.mark.parametrize(
    ("issuer", "number"),
    [
        ("县人民政府", "嘉政发〔2023〕5号"),
        ("市人民政府", "津政发〔2023〕5号"),
        ("自治区总工会", "鄂工发〔2023〕5号"),
        ("省总工会", "总工发〔2023〕5号"),
    ],
)
def test_a_sign_that_several_places_share_or_that_does_not_fit_tells_nothing(issuer: str, number: str) -> None:
    text = f"{issuer}关于做好山货采购的通知\n{number}\n各单位：\n请认真组织。\n2023年5月8日\n"
    assert _place(text) == (None, [])


def test_the_line_of_printing_tells_the_place_that_the_same_offices_name_leaves_out() -> None:
    text = (
        "县人民政府办公室关于做好山货采购的通知\n巴政办发〔2023〕5号\n各单位：\n请认真组织。\n"
        "县人民政府办公室\n2023年5月8日\n巴东县人民政府办公室 2023年5月9日印发\n"
    )
    assert _place(text) == ("422823", [("巴东县", "422823")])


def test_another_offices_line_of_printing_tells_no_place() -> None:
    text = (
        "县总工会关于做好山货采购的通知\n各单位：\n请认真组织。\n"
        "县总工会\n2023年5月8日\n恩施州总工会办公室 2023年5月9日印发\n"
    )
    assert _place(text) == (None, [])

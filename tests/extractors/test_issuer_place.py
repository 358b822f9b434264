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


@pytest.mark.parametrize(
    ("title", "adcode"),
    [
        ("关于举办2021年嘉兴市职工年货节的通知", "330400"),
        ("关于举办海宁市年货展销会的通知", "330481"),
        ("关于组织申报2024年度龙游县商贸专项资金的通知", "330825"),
        ("关于公开遴选杭州市消费帮扶专馆的公告", "330100"),
        ("关于兑现2023年龙游县奖补资金的公示", "330825"),
        ("龙游县农特产品销售奖补办法", "330825"),
        ("海宁市农产品品牌建设扶持办法（试行）", "330481"),
    ],
)
def test_without_an_issuer_the_place_whose_matter_the_title_is_tells_it(title: str, adcode: str) -> None:
    code, rows = _place(f"{title}\n各单位：\n请认真组织。\n")
    assert (code, [row[1] for row in rows]) == (adcode, [adcode])


@pytest.mark.parametrize(
    "title",
    [
        "关于参加成都市年货节的通知",
        "关于组织申报对口支援凉山州项目的通知",
        "关于举办凉山州农产品展销会的通知",
        "凉山州农产品采购活动方案",
        "关于赴海宁市考察的通知",
    ],
)
def test_a_place_that_a_title_only_helps_or_visits_is_not_the_issuers(title: str) -> None:
    assert _place(f"{title}\n各单位：\n请认真组织。\n") == (None, [])


def test_the_place_of_a_fair_is_not_that_of_a_named_issuer() -> None:
    text = "关于举办凉山州年货节的通知\n各单位：\n请认真组织。\n云岭大学工会\n2023年5月8日\n"
    assert _place(text) == (None, [])


@pytest.mark.parametrize(
    ("issuer", "adcode"),
    [
        ("北京银行南京分行", "320100"),
        ("重庆农商行杭州分行", "330100"),
        ("上海晨禾食品集团有限公司青岛分公司", "370200"),
        ("国网浙江省电力有限公司宁波供电公司工会", "330200"),
        ("浙江大学宁波校区工会", "330200"),
        ("北京大学深圳医院工会", "440300"),
        ("中国林草大学（武汉）工会", "420100"),
        ("四川农科大学（成都）工会", "510100"),
        ("四川师范大学附属海宁市实验学校", "330481"),
        ("上海市人民政府驻成都办事处", "310000"),
        ("中国农业银行四川省分行工会", "510000"),
    ],
)
def test_a_branch_belongs_to_its_own_place(issuer: str, adcode: str) -> None:
    text = f"关于采购慰问品的公告\n各单位：\n请认真组织。\n{issuer}\n2023年5月8日\n"
    assert _place(text)[0] == adcode

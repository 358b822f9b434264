"""The comparison as visitors see it: rows, cells and their words, choices, pages, and files to take away."""

from __future__ import annotations

import asyncio
import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from extract.readings import Reading
from extract.serve import site
from tests.registry.making import registry_of
from tests.site.comparable import CHENGDU, CHENGDU_NAME, MIANYANG, XIDE, basis, day, helped, issued, share, target, term


def answers(path: Path, *addresses: str) -> list[Any]:
    """What the site answers at each of these addresses, one after the other."""

    async def ask() -> list[Any]:
        served = site(path)
        await served.invoke_startup()
        return [await served.client.get(address) for address in addresses]

    return asyncio.run(ask())


def page(folder: Path, *files: Reading, at: str = "/compare") -> html.HtmlElement:
    (answer,) = answers(registry_of(folder, *files), at)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


def text(element: Any) -> str:
    return " ".join(element.text_content().split())


def names(shown: html.HtmlElement) -> list[str]:
    """Place and year of each row."""
    return [
        " ".join((head.xpath("string(.//a[1])"), head.xpath("string(.//*[@class='row-year'])")))
        for head in shown.xpath("//table//th[@scope='row']")
    ]


def cell(shown: html.HtmlElement, column: str, row: int = 0) -> html.HtmlElement:
    return shown.xpath(f"//table/tbody/tr[{row + 1}]/td[contains(concat(@class, ' '), 'col-{column} ')]/div")[0]


def said(shown: html.HtmlElement, column: str, row: int = 0) -> list[str]:
    """The items of a cell that are seen without unfolding."""
    return [text(one) for one in cell(shown, column, row).xpath("./ul[@class='items']/li")]


def test_each_term_stands_in_its_column_and_leads_to_its_words(tmp_path: Path) -> None:
    shown = page(
        tmp_path,
        issued(
            CHENGDU,
            "2026-03-01",
            term("每名会员每年不超过五百元", 500),
            term("每人每年节日慰问品不超过两千元", 2000, topic="holiday_gifts"),
            share("占慰问品总额三成以上", 30, topic="holiday_gifts", base="慰问品总额"),
            share("不低于食材采购总额的一成", 10, base="食材采购总额"),
            target("全市采购九百万元", 9_000_000, subject="全市"),
            day("十一月底前完成采购", "deadline", ends_on="2026-11-30", action="完成采购"),
            day("有效期两年", "validity", starts_on="2026-03-01", ends_on="2028-02-29"),
            helped("喜德县", XIDE),
            basis("《某某实施意见》", title="某某实施意见", doc_number="甲发〔2021〕3号"),
        ),
    )
    assert names(shown) == [f"{CHENGDU_NAME} 2026"]
    expected = {
        "cap": "不超过 500",
        "gifts": "不超过 2,000",
        "holiday": "不低于 30 占慰问品总额",
        "canteen": "不低于 10 占食材采购总额",
        "target": "9,000,000 全市",
        "deadline": "2026-11-30 完成采购",
        "validity": "2026-03-01 至 2028-02-29",
        "beneficiary": "喜德县",
        "authority": "某某实施意见 甲发〔2021〕3号",
    }
    assert {column: said(shown, column) for column in expected} == {name: [words] for name, words in expected.items()}
    (link,) = cell(shown, "canteen").xpath(".//li/a[@title]")
    assert re.fullmatch(r"/notices/\d+#at-\d+", link.get("href"))
    assert link.get("title") == "不低于食材采购总额的一成"
    assert "不低于食材采购总额的一成" in text(cell(shown, "canteen").xpath(".//details[1]")[0])


def test_figures_on_another_basis_say_so_and_stand_last(tmp_path: Path) -> None:
    shown = page(
        tmp_path,
        issued(
            CHENGDU,
            "2026-03-01",
            term("人均不超过八百元", 800, per="person"),
            term("每人每节不超过三百元", 300, per="person", base="每节", topic="holiday_gifts"),
            term("另外每人每年四百元以内", 400, additional=1),
        ),
    )
    assert said(shown, "cap") == ["不超过 400 另加", "不超过 800 每人，未写按年"]
    assert said(shown, "gifts") == ["不超过 300 每人每节"]


def test_floors_caps_ranges_and_exact_figures_are_told_apart(tmp_path: Path) -> None:
    facts = (
        term("甲不少于二百元", 200, "floor"),
        term("乙不超过六百元", 600),
        term("丙三百至五百元", 300, "floor"),
        term("丙三百至五百元", 500, "cap"),
        term("丁按四百元", 400, "target"),
    )
    shown = page(tmp_path, issued(CHENGDU, "2026-03-01", *facts))
    folded = [text(one) for one in cell(shown, "cap").xpath(".//details//li[a]")]
    assert sorted([*said(shown, "cap"), *folded]) == ["300 至 500", "400", "不低于 200", "不超过 600"]


def test_several_notices_are_all_shown_newest_first(tmp_path: Path) -> None:
    shown = page(
        tmp_path,
        issued(CHENGDU, "2026-03-01", share("一成", 10), doc_number="甲〔2026〕1号", issuer="成都市财政局"),
        issued(CHENGDU, "2026-09-01", share("两成", 20), doc_number="乙〔2026〕9号", issuer="成都市教育局"),
    )
    of = [text(one) for one in cell(shown, "canteen").xpath("./span[@class='of']")]
    assert of == ["乙〔2026〕9号", "甲〔2026〕1号"]
    assert [words.split()[1] for words in said(shown, "canteen")] == ["20", "10"]


def test_quoted_past_and_replaced_figures_are_struck_and_named(tmp_path: Path) -> None:
    shown = page(
        tmp_path,
        issued("110000", "2026-03-01", term("原三百元", 300, standing="quoted")),
        issued("120000", "2020-03-01", term("五百元", 500), valid_to="2021-12-31"),
        issued("130000", "2025-03-01", term("六百元", 600), issuer="河北省总工会"),
        issued("130000", "2026-03-01", term("七百元", 700), issuer="河北省总工会"),
    )
    assert said(shown, "cap", 0) == ["不超过 300 仅引用"]
    assert said(shown, "cap", 1) == ["不超过 500 已过期"]
    assert said(shown, "cap", 2) == ["不超过 700"]
    assert said(shown, "cap", 3) == ["不超过 600 后有新文 看后文"]
    struck = [bool(cell(shown, "cap", row).xpath(".//s")) for row in range(4)]
    assert struck == [False, True, False, True]
    (newer,) = cell(shown, "cap", 3).xpath(".//a[@class='other']/@href")
    assert newer in shown.xpath("//table/tbody/tr[3]//details[@class='of-notices']//a/@href")


def state(tmp_path: Path, column: str, **values: Any) -> str:
    """What stands in a column of which nothing was read, in a notice that has a target."""
    shown = page(tmp_path, issued(CHENGDU, "2026-03-01", target("九百万元", 9_000_000), **values))
    return text(cell(shown, column).xpath("./span")[0])


@pytest.mark.parametrize("column", ["cap", "gifts", "holiday", "canteen"])
def test_a_notice_that_was_read_whole_sets_none(tmp_path: Path, column: str) -> None:
    assert state(tmp_path, column) == "未规定"


@pytest.mark.parametrize("column", ["deadline", "validity", "beneficiary", "authority"])
def test_a_notice_that_was_read_whole_says_none(tmp_path: Path, column: str) -> None:
    assert state(tmp_path, column) == "未写明"


@pytest.mark.parametrize("column", ["cap", "canteen", "deadline", "beneficiary", "authority"])
def test_of_a_file_that_was_read_in_part_nothing_is_denied(tmp_path: Path, column: str) -> None:
    assert state(tmp_path, column, file={"status": "partial"}) == "未能读出"


@pytest.mark.parametrize(
    ("code", "words", "concerned"),
    [
        ("unread.amount", "不得高于五百元", {"cap", "gifts"}),
        ("unread.amount", "采购三百万元", set()),
        ("unread.share", "食堂采购不少于一成", {"canteen"}),
        ("unread.share", "节日慰问不少于一成", {"holiday"}),
        ("unread.share", "应当不少于一成", {"holiday", "canteen"}),
        ("unread.date", "下一年度以前", {"deadline", "validity"}),
        ("unread.phone", "请拨打热线", set()),
    ],
)
def test_what_could_not_be_read_is_not_denied_in_the_columns_it_may_concern(
    tmp_path: Path, code: str, words: str, concerned: set[str]
) -> None:
    shown = page(
        tmp_path,
        issued(CHENGDU, "2026-03-01", target("九百万元", 9_000_000), doubts=[(code, "terms", words)]),
    )
    columns = ("cap", "gifts", "holiday", "canteen", "deadline", "validity", "beneficiary", "authority")
    assert {one for one in columns if text(cell(shown, one).xpath("./span")[0]) == "未能读出"} == concerned


def test_a_doubtful_figure_is_marked_with_the_reason(tmp_path: Path) -> None:
    fact = term("五百元", 500)
    shown = page(tmp_path, issued(CHENGDU, "2026-03-01", fact, doubtful=[fact]))
    assert said(shown, "cap") == ["不超过 500 待核"]
    assert "原因：term.recalled" in text(cell(shown, "cap"))
    (chart,) = shown.xpath("//*[@aria-labelledby='cap-bars-title cap-bars-text']")
    assert text(chart.xpath(".//*[@class='value']")[0]) == "不超过 500?"


def test_a_figure_for_another_purpose_says_so(tmp_path: Path) -> None:
    shown = page(tmp_path, issued(CHENGDU, "2026-03-01", term("一千元", 1000, topic="purchase")))
    assert said(shown, "cap") == ["不超过 1,000 采购"]


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with three rows of two places that can be compared, and one that cannot."""
    return registry_of(
        tmp_path_factory.mktemp("three"),
        issued(CHENGDU, "2024-03-01", term("三百元", 300), issuer="成都市总工会"),
        issued(CHENGDU, "2026-03-01", term("九百元", 900), issuer="成都市总工会"),
        issued(MIANYANG, "2026-03-01", term("六百元", 600), share("一成", 10), issuer="绵阳市财政局"),
        issued("110000", "2026-03-01", issuer="北京市总工会"),
    )


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["四川省成都市 2026", "四川省成都市 2024", "四川省绵阳市 2026"]),
        ("all=1", ["北京市 2026", "四川省成都市 2026", "四川省成都市 2024", "四川省绵阳市 2026"]),
        ("place=510000&year=2026", ["四川省成都市 2026", "四川省绵阳市 2026"]),
        ("place=510700", ["四川省绵阳市 2026"]),
        ("issuer=department", ["四川省绵阳市 2026"]),
        ("term=canteen", ["四川省绵阳市 2026"]),
        ("places=绵阳、没有的地方", ["四川省绵阳市 2026"]),
        ("places=成都 绵阳", ["四川省成都市 2026", "四川省成都市 2024", "四川省绵阳市 2026"]),
        ("q=六百元", ["四川省绵阳市 2026"]),
        ("sort=cap", ["四川省成都市 2026", "四川省绵阳市 2026", "四川省成都市 2024"]),
        ("sort=cap.up", ["四川省成都市 2024", "四川省绵阳市 2026", "四川省成都市 2026"]),
        ("sort=year.up", ["四川省成都市 2024", "四川省成都市 2026", "四川省绵阳市 2026"]),
        ("only=1&pick=510100-2024&pick=510700-2026", ["四川省成都市 2024", "四川省绵阳市 2026"]),
        ("sort=nonsense&term=nonsense&pick=nonsense", ["四川省成都市 2026", "四川省成都市 2024", "四川省绵阳市 2026"]),
        ("place=999999", []),
    ],
)
def test_rows_are_chosen_and_ordered_by_the_address(three: Path, query: str, expected: list[str]) -> None:
    (answer,) = answers(three, f"/compare?{query}")
    assert names(html.fromstring(answer.text)) == expected


def test_choices_are_chips_that_can_be_taken_off(three: Path) -> None:
    (answer,) = answers(three, "/compare?place=510000&term=cap&places=绵阳&pick=510100-2024&only=1")
    chips = html.fromstring(answer.text).xpath("//a[@class='chip']")
    assert [text(chip) for chip in chips] == [
        "发文地区 四川省 ×",
        "选定地区 绵阳市 ×",
        "规定了什么 每人每年消费帮扶额度 ×",
        "选定的行 选中的 1 行 ×",
    ]
    assert all("510000" in chip.get("href") for chip in chips[1:])
    assert "place=" not in chips[0].get("href").replace("places=", "")


def test_what_is_offered_is_counted_in_rows(three: Path) -> None:
    (answer,) = answers(three, "/compare")
    offers = {text(one) for one in html.fromstring(answer.text).xpath("//section[@class='choose-group']//li/a")}
    assert {"2026 2", "2024 1", "工会 2", "部门 1", "四川省 3", "食堂采购占比 1"} <= offers


def test_a_row_that_is_picked_stays_so_while_looking_for_others(three: Path) -> None:
    (answer,) = answers(three, "/compare?pick=510100-2024&place=510700")
    shown = html.fromstring(answer.text)
    assert shown.xpath("//form[@id='pick']/input[@name='pick']/@value") == ["510100-2024"]
    assert shown.xpath("//form[@id='pick']/input[@name='place']/@value") == ["510700"]
    assert not shown.xpath("//table//input[@checked]")


def test_charts_show_the_newest_year_of_each_place_largest_first(three: Path) -> None:
    (answer,) = answers(three, "/compare")
    shown = html.fromstring(answer.text)
    (chart,) = shown.xpath("//*[@aria-labelledby='cap-bars-title cap-bars-text']")
    assert [text(one) for one in chart.xpath(".//*[@class='label']")] == ["成都市 2026", "绵阳市 2026"]
    assert [text(one) for one in chart.xpath(".//*[@class='value']")] == ["不超过 900", "不超过 600"]
    (over_years,) = shown.xpath("//*[@aria-labelledby='cap-years-title cap-years-text']")
    assert len(over_years.xpath(".//*[@class='value-dot']")) == 3
    assert len(over_years.xpath(".//*[contains(@class, 'line dash')]")) == 1


def test_a_long_comparison_is_turned_and_its_chart_cut(tmp_path: Path) -> None:
    files = [issued(CHENGDU, f"20{year}-03-01", term("九百元", 900)) for year in range(10, 32)]
    places = [f"{province}0000" for province in (11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41)]
    places += [f"5101{number:02}" for number in (4, 5, 6, 7, 8, 12, 13, 14, 15, 16)]
    files += [issued(place, "2026-03-01", term("六百元", 600)) for place in places]
    path = registry_of(tmp_path, *files)
    first, second, third = (
        html.fromstring(one.text) for one in answers(path, *(f"/compare?page={n}" for n in (1, 2, 3)))
    )
    assert [len(names(shown)) for shown in (first, second, third)] == [20, 20, 8]
    assert len(set(names(first) + names(second) + names(third))) == 48
    (chart,) = first.xpath("//*[@aria-labelledby='cap-bars-title cap-bars-text']")
    assert len(chart.xpath(".//*[@class='value']")) == 25
    assert "前 25 个，共 27 个地区" in text(first)


def downloaded(path: Path, address: str) -> list[dict[str, str]]:
    (answer,) = answers(path, address)
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_rows_are_taken_away_as_they_are_chosen(three: Path) -> None:
    found = downloaded(three, "/compare.csv?place=510000&sort=cap")
    assert [(row["地区"], row["年份"], row["每人每年消费帮扶额度：上限"]) for row in found] == [
        ("四川省成都市", "2026", "900"),
        ("四川省绵阳市", "2026", "600"),
        ("四川省成都市", "2024", "300"),
    ]
    assert found[0]["每人每年消费帮扶额度"] == "不超过 900"
    assert found[2]["每人每年消费帮扶额度"] == "不超过 300（后有新文）"
    assert found[0]["食堂采购占比"] == "未规定"


def test_figures_are_taken_away_with_their_words_number_date_and_page(tmp_path: Path) -> None:
    path = registry_of(
        tmp_path,
        issued(
            CHENGDU,
            "2026-03-01",
            term("每人每年三百至五百元", 300, "floor", subject="各级工会"),
            term("每人每年三百至五百元", 500, subject="各级工会"),
            doc_number="甲〔2026〕1号",
        ),
    )
    (row,) = downloaded(path, "/compare.csv?form=long")
    told = ("栏目", "单位", "下限", "上限", "对象和说明", "原文", "页", "发文字号", "成文日期", "规定或引用")
    assert [row[name].strip() for name in told] == [
        "每人每年消费帮扶额度", "元", "300", "500", "各级工会", "每人每年三百至五百元", "1", "甲〔2026〕1号",
        "2026-03-01", "本文规定",
    ]  # fmt: skip


@pytest.mark.parametrize("ending", ["xlsx", "json"])
@pytest.mark.parametrize("form", ["", "?form=long"])
def test_every_form_is_had_in_every_format(three: Path, ending: str, form: str) -> None:
    (answer,) = answers(three, f"/compare.{ending}{form}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment")


def test_an_empty_registry_has_a_comparison_that_says_so(tmp_path: Path) -> None:
    assert "没有符合条件的行" in text(page(tmp_path))


@pytest.mark.parametrize(
    "address", ["/compare?page=99999999", "/compare?pick=" + "a," * 500, "/compare?q=%00&places=%00"]
)
def test_odd_addresses_are_answered(three: Path, address: str) -> None:
    (answer,) = answers(three, address)
    assert answer.status_code == 200


def test_names_of_any_length_and_with_markup_are_shown_as_text_and_cut(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script>\u202e" + "甲" * 100_000
    path = registry_of(
        tmp_path,
        issued(
            None, "2026-03-01", term("五百元", 500, subject=hostile), issuer=hostile, title="其一", doc_number=hostile
        ),
        issued(CHENGDU, "2026-03-01", helped(hostile), target("九百万元", 9_000_000, base=hostile), title=hostile),
    )
    (answer,) = answers(path, "/compare")
    assert answer.status_code == 200
    assert len(answer.text) < 100_000
    assert "<script>alert" not in answer.text

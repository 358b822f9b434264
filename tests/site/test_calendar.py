"""The calendar over HTTP: this month and the next two, any month, by place and kind; what is due next at home."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from extract.site.calendar import Month
from tests.registry.making import registry_of
from tests.serving import served
from tests.site.comparable import CHENGDU, MIANYANG, day, issued
from tests.site.reading_pages import in_order, seen

TODAY = date.today()
THIS = Month.of(TODAY)
NEXT = THIS.after(1)
MIDDLE = date(NEXT.year, NEXT.month, 15)
MANY = 130


@pytest.fixture(scope="module")
def calendar(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site on which things are due today, in the middle of next month, each month, and many in four months."""
    far = date(THIS.after(4).year, THIS.after(4).month, 10)
    monthly = day(
        "每月28日前填报", "report_due", ends_on=date(THIS.year - 1, 1, 28), recurs="monthly",
        rrule="FREQ=MONTHLY;BYMONTHDAY=28", action="填报台账",
    )  # fmt: skip
    many = [day(f"第{n}项", "deadline", ends_on=far, action=f"第{n}项工作") for n in range(100, 100 + MANY)]
    files = [
        issued(CHENGDU, "2024-01-05", monthly, title="关于填报台账的通知"),
        issued(CHENGDU, "2024-01-06", day("今日截止", "deadline", ends_on=TODAY, action="完成采购"), title="甲通知"),
        issued(
            MIANYANG, "2024-01-07", day("有效期至下月", "validity", ends_on=MIDDLE), title="乙通知",
            valid_to=MIDDLE.isoformat(),
        ),
        issued(MIANYANG, "2024-01-08", *many, title="丙通知"),
    ]  # fmt: skip
    with served(registry_of(tmp_path_factory.mktemp("calendar"), *files)) as address:
        yield address


def test_it_begins_with_this_month_and_the_next_two(calendar: str) -> None:
    page = seen(f"{calendar}/calendar")
    assert page.title == "到期日历"
    titles = page.all("//section[@class='month']/h2/a")
    assert titles == [THIS.title, NEXT.title, THIS.after(2).title]
    assert in_order(page.levels())


def test_an_entry_says_what_when_where_and_leads_to_its_words(calendar: str) -> None:
    entries = seen(f"{calendar}/calendar").tree.xpath(f"//section[h3/time/@datetime='{TODAY.isoformat()}']//li")
    (entry,) = [one for one in entries if "完成采购" in one.text_content()]
    assert all(words in entry.text_content() for words in ("截止", "四川省成都市", "甲通知", "今日截止"))
    (link,) = entry.xpath(".//a/@href")
    assert "#at-" in link
    assert link.startswith("/notices/")


def test_today_is_marked(calendar: str) -> None:
    page = seen(f"{calendar}/calendar")
    assert page.all("//section[contains(@class, 'today')]//time/@datetime") == [TODAY.isoformat()]
    assert page.all("//*[@class='now']") == ["今天"]


def test_what_recurs_stands_in_every_month_with_its_mark(calendar: str) -> None:
    for number in (0, 1, 7, 20):
        month = THIS.after(number)
        page = seen(f"{calendar}/calendar/{month}")
        entries = page.all(f"//section[h2/time/@datetime='{month}-28']//li")
        assert any("填报台账" in entry and "每月" in entry for entry in entries)


def test_an_end_of_validity_is_named_after_its_notice(calendar: str) -> None:
    (entry,) = seen(f"{calendar}/calendar/{NEXT}?kind=validity").all("//section[@class='day']//li")
    assert "有效期止乙通知" in entry


def test_a_month_leads_to_the_months_beside_it_and_keeps_the_choice(calendar: str) -> None:
    page = seen(f"{calendar}/calendar/{NEXT}?place=510700")
    assert page.all("//a[@rel='prev']/@href") == [f"/calendar/{THIS}?place=510700"]
    assert page.all("//a[@rel='next']/@href") == [f"/calendar/{THIS.after(2)}?place=510700"]


def test_places_are_offered_level_by_level_with_how_much_there_is(calendar: str) -> None:
    offers = "//details[contains(@class, 'choose')]//section[h2='发文地区']//li"
    assert seen(f"{calendar}/calendar/{NEXT}").all(offers) == ["四川省2"]
    assert seen(f"{calendar}/calendar/{NEXT}?place=510000").all(offers) == ["成都市1", "绵阳市1"]


def test_a_chosen_place_is_a_chip_that_comes_off(calendar: str) -> None:
    page = seen(f"{calendar}/calendar/{NEXT}?place={MIANYANG}&kind=validity")
    assert "填报台账" not in page.text
    assert page.all("//a[@class='chip']/@href") == [
        f"/calendar/{NEXT}?kind=validity",
        f"/calendar/{NEXT}?place={MIANYANG}",
    ]


def test_a_long_month_is_turned_and_shows_every_entry_once(calendar: str) -> None:
    month = THIS.after(4)
    found: list[str] = []
    for number in (1, 2):
        found += seen(f"{calendar}/calendar/{month}?kind=deadline&page={number}").all("//p[@class='due']/a")
    assert sorted(found) == [f"第{n}项工作" for n in range(100, 100 + MANY)]


def test_the_first_page_shows_the_beginning_of_a_long_month(calendar: str) -> None:
    assert not seen(f"{calendar}/calendar?page=2").all("//nav[@class='paging']")


@pytest.mark.parametrize("month", ["2026-13", "2026-00", "1999-01", "2099-01", "0000-01"])
def test_a_month_that_is_none_or_far_is_not_found(calendar: str, month: str) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404"):
        seen(f"{calendar}/calendar/{month}")


@pytest.mark.parametrize("query", ["place=999999", "place=none", "kind=other", "place=%27%20OR%201", "page=-3"])
def test_a_choice_of_which_there_is_nothing_is_answered(calendar: str, query: str) -> None:
    assert seen(f"{calendar}/calendar?{query}").title == "到期日历"


def test_home_shows_what_is_due_next_in_order(calendar: str) -> None:
    page = seen(calendar)
    days = page.all("//section[h2='接下来到期']//time/@datetime")
    assert days == sorted(days)
    assert days[0] == TODAY.isoformat()
    assert len(days) == 6
    assert "今天" in page.text


def test_the_query_of_what_is_due_agrees_with_the_calendar(calendar: str) -> None:
    with urllib.request.urlopen(f"{calendar}/registry/due_next.json?_shape=array&days=60", timeout=10) as answer:
        rows = json.load(answer)
    monthly = [row["due_on"] for row in rows if row["recurs"]]
    expected = next(day for n in range(40) if (day := TODAY + timedelta(days=n)).day == 28)
    assert monthly == [expected.isoformat()]

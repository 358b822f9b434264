"""What is due and when: each occurrence, as long as the notice is in force, live and as a table alike."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import relations
from extract.facts import Fact
from extract.readings import Reading
from extract.relations.due import occurrences
from tests.registry.making import registry_of
from tests.site.comparable import CHENGDU, day, issued

TODAY = date.today()
YEAR = TODAY.year


def later(days: int) -> date:
    return TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("first", "rrule", "low", "high", "due"),
    [
        ("2023-11-30", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30", "2025-01-01", "2026-12-31", "2025-11-30 2026-11-30"),
        ("2024-04-30", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1", "2024-05-01", "2024-12-31", "2024-07-31 2024-10-31"),
        ("2024-01-31", "FREQ=MONTHLY;BYMONTHDAY=-1", "2024-02-01", "2024-03-31", "2024-02-29 2024-03-31"),
        ("2023-09-30", "FREQ=MONTHLY;BYMONTHDAY=30", "2026-02-01", "2026-03-31", "2026-03-30"),
        ("2030-01-05", "FREQ=MONTHLY;BYMONTHDAY=5", "2026-01-01", "2026-12-31", ""),
        ("2024-02-09", None, "2024-01-01", "2024-12-31", "2024-02-09"),
        ("2024-02-09", None, "2025-01-01", "2025-12-31", ""),
        ("2024-05-01", "no rule", "2024-01-01", "2024-12-31", ""),
        ("2024-05", None, "2024-01-01", "2024-12-31", ""),
        (None, "FREQ=YEARLY", "2024-01-01", "2024-12-31", ""),
    ],
)
def test_the_days_due_between_two_days(first: str | None, rrule: str | None, low: str, high: str, due: str) -> None:
    assert occurrences(first, rrule, low, high) == tuple(due.split())


@given(
    st.dates(date(2015, 1, 1), date(2030, 12, 31)),
    st.integers(1, 28),
    st.dates(date(2015, 1, 1), date(2040, 12, 31)),
    st.integers(0, 800),
)
def test_what_recurs_is_due_within_the_span_and_never_before_the_first(
    first: date, number: int, low: date, days: int
) -> None:
    high = low + timedelta(days=days)
    found = occurrences(first.isoformat(), f"FREQ=MONTHLY;BYMONTHDAY={number}", low.isoformat(), high.isoformat())
    assert all(max(first, low).isoformat() <= one <= high.isoformat() for one in found)
    assert list(found) == sorted(set(found))
    months = (high - max(first, low)).days // 31
    assert len(found) >= months


def due(path: Path, *files: Reading, change: str = "", table: bool = False) -> list[tuple[str, str, str | None]]:
    """The days due, kinds and actions in a registry of these files, by the view or by the table."""
    connection = sqlite3.connect(registry_of(path, *files))
    connection.execute(change)
    if table:
        relations.materialise(connection)
    relations.attach(connection)
    return connection.execute("SELECT due_on, kind, action FROM page_due ORDER BY due_on, kind").fetchall()


def one(path: Path, *facts: Fact, change: str = "", **record: object) -> list[str]:
    """The days due by a notice with these facts."""
    return [found[0] for found in due(path, issued(CHENGDU, "2024-01-05", *facts, **record), change=change)]  # type: ignore[arg-type]


def yearly(month: int, number: int, year: int = YEAR - 2, **values: object) -> Fact:
    rule = f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={number}"
    return day("每年报送", "report_due", ends_on=date(year, month, number), recurs="yearly", rrule=rule, **values)


@pytest.mark.parametrize("table", [False, True], ids=["live", "published"])
def test_deadlines_reports_and_ends_of_validity_are_due_phases_are_not(tmp_path: Path, table: bool) -> None:
    file = issued(
        CHENGDU,
        "2024-01-05",
        day("十日内填报", "deadline", ends_on=later(10), action="填报"),
        day("二十日内报送", "report_due", ends_on=later(20), action="报送"),
        day("有效期三十日", "validity", ends_on=later(30)),
        day("总结阶段", "phase", ends_on=later(5)),
        valid_to=later(30).isoformat(),
    )
    expected = [(10, "deadline", "填报"), (20, "report_due", "报送"), (30, "validity", None)]
    assert due(tmp_path, file, table=table) == [(later(n).isoformat(), kind, action) for n, kind, action in expected]


def test_what_recurs_is_due_each_time_in_the_span(tmp_path: Path) -> None:
    days = [f"{year}-06-15" for year in range(YEAR - 2, YEAR + 3)]
    connection = sqlite3.connect(registry_of(tmp_path, issued(CHENGDU, "2024-01-05", yearly(6, 15))))
    relations.attach(connection)
    ((low, high),) = connection.execute("SELECT low, high FROM page_due_span").fetchall()
    found = [row[0] for row in connection.execute("SELECT due_on FROM page_due ORDER BY due_on")]
    assert found == [one for one in days if low <= one <= high]
    assert len(found) >= 3


def test_nothing_is_due_after_the_notice_has_ended(tmp_path: Path) -> None:
    until = later(40)
    rule = f"FREQ=MONTHLY;BYMONTHDAY={later(3).day}" if later(3).day < 29 else "FREQ=MONTHLY;BYMONTHDAY=28"
    monthly = day("每月报送", "report_due", ends_on=TODAY - timedelta(days=60), recurs="monthly", rrule=rule)
    days = one(tmp_path, monthly, valid_to=until.isoformat())
    assert len(days) > 2
    assert max(days) == until.isoformat()


def test_a_scheme_of_one_year_is_not_carried_beyond_it(tmp_path: Path) -> None:
    days = one(tmp_path, yearly(6, 15, YEAR), title=f"关于做好{YEAR}年消费帮扶工作的通知")
    assert days == [f"{YEAR}-06-15"]


def test_a_scheme_of_one_year_that_states_a_longer_validity_is_carried(tmp_path: Path) -> None:
    title = f"关于做好{YEAR}年消费帮扶工作的通知"
    days = one(tmp_path, yearly(6, 15, YEAR), title=title, valid_to=f"{YEAR + 1}-12-31")
    assert days == [f"{YEAR}-06-15", f"{YEAR + 1}-06-15", f"{YEAR + 1}-12-31"]


def test_an_end_that_another_notice_moved_is_due_on_the_day_it_moved_to(tmp_path: Path) -> None:
    validity = day("有效期三十日", "validity", ends_on=later(30))
    change = f"UPDATE notices SET in_force_until = '{later(90).isoformat()}'"
    assert one(tmp_path, validity, valid_to=later(30).isoformat(), change=change) == [later(90).isoformat()]


def test_an_end_that_only_another_notice_states_is_due_without_words(tmp_path: Path) -> None:
    change = f"UPDATE notices SET in_force_until = '{later(9).isoformat()}'"
    path = registry_of(tmp_path, issued(CHENGDU, "2024-01-05"))
    connection = sqlite3.connect(path)
    connection.execute(change)
    relations.attach(connection)
    found = connection.execute("SELECT due_on, kind, quote, date_id, moved FROM page_due").fetchall()
    assert found == [(later(9).isoformat(), "validity", None, None, 1)]


def test_a_validity_that_is_printed_twice_is_due_once(tmp_path: Path) -> None:
    facts = [day(words, "validity", ends_on=later(30)) for words in ("有效期三十日", "有效期一个月")]
    assert one(tmp_path, *facts, valid_to=later(30).isoformat()) == [later(30).isoformat()]


def test_copies_of_a_notice_are_due_once(tmp_path: Path) -> None:
    fact = day("十日内填报", "deadline", ends_on=later(10))
    files = [issued(CHENGDU, "2024-01-05", fact, file={"content": name}) for name in ("甲", "乙")]
    change = "UPDATE notices SET duplicate_of = (SELECT min(id) FROM notices) WHERE id > (SELECT min(id) FROM notices)"
    assert [found[0] for found in due(tmp_path, *files, change=change)] == [later(10).isoformat()]


def test_months_count_what_is_due_in_them(tmp_path: Path) -> None:
    connection = sqlite3.connect(registry_of(tmp_path, issued(CHENGDU, "2024-01-05", yearly(6, 15))))
    relations.attach(connection)
    found = connection.execute("SELECT month, first, second, n FROM page_due_months ORDER BY month").fetchall()
    assert {row[1:] for row in found} == {("510000", CHENGDU, 1)}
    assert {row[0][5:] for row in found} == {"06"}

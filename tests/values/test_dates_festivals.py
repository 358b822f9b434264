"""On which day festivals fall; the days are those of the published calendars."""

from __future__ import annotations

from datetime import date

import pytest

from extract.rules import load
from extract.values.dates_festivals import festival_day


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("元旦", 2024, date(2024, 1, 1)),
        ("春节", 2024, date(2024, 2, 10)),
        ("春节", 2025, date(2025, 1, 29)),
        ("除夕", 2024, date(2024, 2, 9)),
        ("元宵", 2023, date(2023, 2, 5)),
        ("清明", 2024, date(2024, 4, 4)),
        ("清明", 2023, date(2023, 4, 5)),
        ("端午", 2023, date(2023, 6, 22)),
        ("中秋", 2023, date(2023, 9, 29)),
        ("重阳", 2023, date(2023, 10, 23)),
        ("国庆", 2021, date(2021, 10, 1)),
    ],
)
def test_festivals_fall_on_their_days(name: str, year: int, day: date) -> None:
    assert festival_day(name, year) == day


@pytest.mark.parametrize(("name", "year"), [("不是节日", 2024), ("春节", 1850), ("春节", 2150)])
def test_other_names_and_years_have_none(name: str, year: int) -> None:
    assert festival_day(name, year) is None


def test_every_festival_of_the_rules_has_a_day_in_every_year() -> None:
    for name in load("dates").tables["festivals"]:
        for year in range(1990, 2090):
            assert festival_day(name, year) is not None

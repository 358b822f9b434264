"""On which day a festival falls: fixed days, days of the lunar calendar (GB/T 33661-2017), solar terms."""

from __future__ import annotations

from datetime import date, timedelta

from borax.calendars.lunardate import LunarDate, TermUtils

from extract.rules import load

_FIRST_YEAR, _LAST_YEAR = 1901, 2099
_WEEK = 7


def festival_day(name: str, year: int) -> date | None:
    """The day of a festival of rules/dates.toml in a year from 1901 to 2099; None for any other.

    A lunar day 0 is the eve of the month's first day (除夕).

    >>> festival_day("春节", 2024)
    datetime.date(2024, 2, 10)
    """
    day = load("dates").tables["festivals"].get(name.strip("“”"))
    if day is None or not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    if day[0] == "term":
        found: date = TermUtils.day_start_from_term(year, day[1])
        return found
    if day[0] == "lunar":
        _, month, number = day
        found = LunarDate(year, month, max(number, 1)).to_solar_date()
        return found if number else found - timedelta(days=1)
    return date(year, day[0], day[1])


def year_later(day: date, words: str = "") -> date:
    """The same day of the next year; for the last of February, the last one there.

    Where the words name a festival close by that moves (1月1日至元宵节), as far from it as this year.

    >>> year_later(date(2024, 2, 24), "元宵节"), year_later(date(2024, 2, 29))
    (datetime.date(2025, 2, 12), datetime.date(2025, 2, 28))
    """
    for name in load("dates").tables["festivals"]:
        if name not in words:
            continue
        this, following = festival_day(name, day.year), festival_day(name, day.year + 1)
        if this is not None and following is not None and abs((this - day).days) <= _WEEK:
            return following - (this - day)
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if leap else day.day)

"""When something recurring is due next."""

from __future__ import annotations

import importlib.util
from datetime import date
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.resources import folder


def _plugin() -> ModuleType:
    spec = importlib.util.spec_from_file_location("registry_dates", folder("site") / "plugins" / "registry_dates.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


next_due = _plugin().next_due


@pytest.mark.parametrize(
    ("first", "rrule", "today", "due"),
    [
        ("2023-11-30", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30", "2026-11-21", "2026-11-30"),
        ("2023-11-10", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=10", "2026-11-21", "2027-11-10"),
        ("2024-04-30", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1", "2024-05-01", "2024-07-31"),
        ("2024-01-31", "FREQ=MONTHLY;BYMONTHDAY=-1", "2024-02-01", "2024-02-29"),
        ("2023-09-30", "FREQ=MONTHLY;BYMONTHDAY=30", "2026-11-21", "2026-11-30"),
        ("2030-01-05", "FREQ=MONTHLY;BYMONTHDAY=5", "2026-11-21", "2030-01-05"),
        ("2024-02-09", None, "2026-11-21", "2024-02-09"),
        ("2024-05-01", "no rule", "2026-11-21", None),
    ],
)
def test_the_next_day_due(first: str, rrule: str | None, today: str, due: str | None) -> None:
    assert next_due(first, rrule, today) == due


@given(
    st.dates(date(2015, 1, 1), date(2030, 12, 31)), st.integers(1, 28), st.dates(date(2015, 1, 1), date(2040, 12, 31))
)
def test_what_recurs_is_never_due_in_the_past(first: date, day: int, today: date) -> None:
    due = next_due(first.isoformat(), f"FREQ=MONTHLY;BYMONTHDAY={day}", today.isoformat())
    assert due is not None
    assert due >= max(first, today).isoformat()


def test_no_day_is_never_due() -> None:
    assert next_due(None, "FREQ=YEARLY", "2026-11-21") is None

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
    ("first", "recurs", "today", "due"),
    [
        ("2023-11-30", "yearly", "2026-11-21", "2026-11-30"),
        ("2023-11-10", "yearly", "2026-11-21", "2027-11-10"),
        ("2024-04-30", "quarterly", "2024-05-01", "2024-07-31"),
        ("2024-12-31", "half-yearly", "2025-01-01", "2025-06-30"),
        ("2024-01-31", "monthly", "2024-02-01", "2024-02-29"),
        ("2024-01-30", "monthly", "2025-02-01", "2025-02-28"),
        ("2030-01-05", "monthly", "2026-11-21", "2030-01-05"),
        ("2024-05-01", None, "2026-11-21", "2024-05-01"),
    ],
)
def test_the_next_day_due(first: str, recurs: str | None, today: str, due: str) -> None:
    assert next_due(first, recurs, today) == due


@given(
    st.dates(date(2015, 1, 1), date(2030, 12, 31)),
    st.sampled_from(["yearly", "half-yearly", "quarterly", "monthly"]),
    st.dates(date(2015, 1, 1), date(2040, 12, 31)),
)
def test_what_is_due_next_is_never_past(first: date, recurs: str, today: date) -> None:
    assert next_due(first.isoformat(), recurs, today.isoformat()) >= max(first, today).isoformat()


def test_no_day_is_never_due() -> None:
    assert next_due(None, "yearly", "2026-11-21") is None

"""What a fact's values look like where they are stored."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from extract.facts import plain


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        (Decimal("300"), 300),
        (Decimal("300.00"), 300),
        (Decimal("33.33"), 33.33),
        (("单位", "采购额"), '["单位", "采购额"]'),
        ((), "[]"),
        ("", None),
        (None, None),
        ("每人", "每人"),
        (0, 0),
    ],
)
def test_a_value_is_stored_plainly(value: object, stored: Any) -> None:
    assert (plain(value), type(plain(value))) == (stored, type(stored))

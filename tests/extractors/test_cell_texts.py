from __future__ import annotations

import pytest

from extract.extractors.cell_texts import row_number


@pytest.mark.parametrize(("cell", "number"), [("3", 3), ("（12）", 12), ("4.", 4), ("13800000001", None), ("一", None)])
def test_row_numbers(cell: str, number: int | None) -> None:
    assert row_number(cell) == number

"""Numbers of cells as a spreadsheet shows them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.readers.number_formats import BUILT_IN, is_date, shown

DAY = 45000.0  # 2023-03-15


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (13800000001.0, None, "13800000001"),
        (13800000001.0, "General", "13800000001"),
        (13800000001.0, "0.00E+00", "13800000001"),
        (13800000001.0, "0_ ", "13800000001"),
        (13800000001.0, "@", "13800000001"),
        (911234567890123.0, None, "911234567890123"),
        (0.1 + 0.2, None, "0.3"),
        (1.5, None, "1.5"),
        (-3.0, None, "-3"),
        (0.0000001, None, "0.0000001"),
        (2.5, "0", "3"),
        (1.005, "0.00", "1.01"),
        (5.0, "0.00", "5.00"),
        (5.0, "0.##", "5"),
        (5.25, "0.##", "5.25"),
        (7.0, "000", "007"),
        (5741234567.0, "00000000000", "05741234567"),
        (1234567.5, "#,##0.00", "1,234,567.50"),
        (1234.5, "¥#,##0.00", "¥1,234.50"),
        (1234.5, '#,##0.0"元"', "1,234.5元"),
        (1234.5, "[$¥-804]#,##0.00", "¥1,234.50"),
        (0.3, "0%", "30%"),
        (0.125, "0.0%", "12.5%"),
        (-5.0, "0.00_);(0.00)", "(5.00)"),
        (-5.0, "0.00_);[Red]-0.00", "-5.00"),
        (0.0, '0;-0;"无"', "无"),
        (12000.0, '0,"千"', "12千"),
        (8.0, '"第"0"号"', "第8号"),
    ],
)
def test_numbers(value: float, code: str | None, text: str) -> None:
    assert shown(value, code) == text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (DAY, "yyyy/m/d", "2023/3/15"),
        (DAY, 'yyyy"年"m"月"d"日"', "2023年3月15日"),
        (DAY, "yyyy年m月d日", "2023年3月15日"),
        (DAY, "[$-804]yyyy\\年mm\\月", "2023年03月"),
        (DAY, "yyyy-mm-dd;@", "2023-03-15"),
        (DAY, "yy.m.d", "23.3.15"),
        (DAY, "m月d日", "3月15日"),
        (DAY, "d-mmm-yy", "15-Mar-23"),
        (DAY, "aaaa", "星期三"),
        (DAY + 0.75, "yyyy/m/d h:mm", "2023/3/15 18:00"),
        (DAY + 0.5, "h:mm AM/PM", "12:00 PM"),
        (0.75, '上午/下午h"时"mm"分"', "下午6时00分"),
        (1.5, "[h]:mm", "36:00"),
        (0.5, "mm:ss", "00:00"),
        (1.0, "yyyy-m-d", "1900-1-1"),
        (-1.0, "yyyy-m-d", "-1"),
    ],
)
def test_days_and_times(value: float, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_days_counted_from_1904() -> None:
    assert shown(DAY - 1462, "yyyy/m/d", from_1904=True) == "2023/3/15"


@pytest.mark.parametrize(
    ("number", "text"), [(14, "2023/3/15"), (31, "2023年3月15日"), (57, "2023年3月"), (2, "45000.00")]
)
def test_formats_named_by_number(number: int, text: str) -> None:
    assert shown(DAY, BUILT_IN[number]) == text


def test_which_formats_show_days() -> None:
    assert is_date("yyyy/m/d") and is_date('h"时"')
    assert not is_date('#,##0"days"') and not is_date("General") and not is_date(None)


@given(st.floats(), st.text(alphabet='0#?.,;%@ymdhsaeEGn"\\[]$-_*+年月', max_size=20))
def test_any_number_in_any_format(value: float, code: str) -> None:
    assert "\n" not in shown(value, code)

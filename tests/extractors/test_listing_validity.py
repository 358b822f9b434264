from __future__ import annotations

import pytest

from extract.extractors import forms as _forms  # noqa: F401  registers the extractor
from extract.extractors import listings as _listings  # noqa: F401
from extract.facts import Listing
from tests.extractors.factory import notice, run


def validity(headings: list[str], values: list[str]) -> tuple[str | None, str | None]:
    rows = [["企业名称", *headings, "电话"], ["青禾食品有限公司", *values, "13800000001"]]
    (listing,) = (fact for fact in run("listings", notice("附件", "企业名单", rows), before=("forms",)))
    assert isinstance(listing, Listing)
    return listing.valid_from, listing.valid_to


@pytest.mark.parametrize(
    ("heading", "value", "first", "last"),
    [
        ("有效期至", "2026年5月", None, "2026-05-31"),
        ("到期时间", "2026年5月", None, "2026-05-31"),
        ("合作截止日期", "2026.5.31", None, "2026-05-31"),
        ("有效期", "2026年5月", None, "2026-05-31"),
        ("有效期", "2024年1月—2025年12月", "2024-01-01", "2025-12-31"),
        ("合作期限", "2024年", "2024-01-01", "2024-12-31"),
        ("生效日期", "2024年3月1日", "2024-03-01", None),
        ("有效期", "自2024年3月起", "2024-03-01", None),
        ("有效期限", "长期", None, None),
        ("认定时间", "2024年3月", None, None),
        ("食品经营许可证有效期至", "2026年5月", None, None),
    ],
)
def test_a_column_says_how_long_its_row_counts(heading: str, value: str, first: str | None, last: str | None) -> None:
    assert validity([heading], [value]) == (first, last)


def test_two_columns_may_say_when_it_begins_and_ends() -> None:
    assert validity(["有效期起", "有效期止"], ["2024年1月", "2025年12月"]) == ("2024-01-01", "2025-12-31")

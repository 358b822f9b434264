"""The kind of body that issues a notice."""

from __future__ import annotations

import pytest

from extract.relations.issuers import issuer_kind


@pytest.mark.parametrize(
    ("issuer", "kind"),
    [
        ("青川县总工会", "union"),
        ("青川县总工会、青川县财政局", "union"),
        ("河阳市财政局、河阳市总工会", "department"),
        ("河阳市人民政府办公室", "government"),
        ("河阳市对口支援工作领导小组办公室", "leading_group"),
        ("河阳市供销合作社联合社", "supply"),
        ("中共河阳市委办公室、河阳市人民政府办公室", "party"),
        ("河阳市国有资产监督管理委员会", "department"),
        ("河阳慈善总会", "other"),
    ],
)
def test_the_first_issuer_decides(issuer: str, kind: str) -> None:
    assert issuer_kind(issuer) == kind


def test_no_issuer_has_no_kind() -> None:
    assert issuer_kind(None) is None

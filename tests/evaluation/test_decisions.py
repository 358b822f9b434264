"""Every mended error is a test of the rules."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from extract.corrections import Correction
from extract.corrections.applying import stored
from extract.evaluation.decisions import as_text, try_again
from extract.reading import read

_TEXT = "关于采购的通知\n各基层工会：\n每人每年不超过500元，用于采购帮扶产品。\n青川县总工会\n2024年3月5日\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "files" / "notice.txt"
    path.parent.mkdir()
    path.write_text(_TEXT, "utf-8")
    return path


def _correction(file: Path, action: str, read_as: dict[str, Any], right: dict[str, Any] | None) -> Correction:
    (cap,) = read(file).notices[0].facts["terms"]
    return Correction(
        hashlib.sha256(file.read_bytes()).hexdigest(), 0, "terms", action, "李核", "2026-01-05", None,  # type: ignore[arg-type]
        {**stored(cap), **read_as}, right, cap.evidence.quote, cap.evidence.start, None, "notice.txt",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("action", "read_as", "right", "verdict"),
    [
        ("correct", {"amount": 50}, {"amount": 500}, "right"),
        ("correct", {}, {"amount": 600}, "wrong"),
        ("correct", {"amount": 50}, {"amount": 600}, "otherwise"),
        ("accept", {}, None, "right"),
        ("accept", {"amount": 50}, None, "otherwise"),
        ("reject", {}, None, "wrong"),
        ("reject", {"amount": 50}, None, "right"),
    ],
)
def test_how_what_was_decided_is_read_now(
    file: Path, action: str, read_as: dict[str, Any], right: dict[str, Any] | None, verdict: str
) -> None:
    (tried,) = try_again([_correction(file, action, read_as, right)], file.parent, jobs=1)
    assert tried.verdict == verdict


def test_a_correction_whose_file_is_not_there_is_told_apart(file: Path, tmp_path: Path) -> None:
    correction = _correction(file, "correct", {"amount": 50}, {"amount": 500})
    file.rename(tmp_path / "elsewhere.txt")
    (tried,) = try_again([correction], file.parent, jobs=1)
    assert tried.verdict == "absent"


def test_what_is_still_wrong_is_listed_with_its_words(file: Path) -> None:
    text = as_text(try_again([_correction(file, "correct", {}, {"amount": 600})], file.parent, jobs=1), errors=True)
    assert "all    right    0 of    1 (0.000), still wrong    1" in text
    assert "wrong: notice.txt: terms:" in text
    assert "不超过500元" in text

"""The generated notices are varied, and the same each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import pdf
from tests.benchmarks.generate import generate


def test_the_same_seed_gives_the_same_files(tmp_path: Path) -> None:
    if pdf.missing_fonts():
        pytest.skip(f"needs the packages {' '.join(pdf.missing_fonts())}")
    first = generate(tmp_path / "first", 4, seed=7)
    again = generate(tmp_path / "again", 4, seed=7)
    assert [path.suffix for path in first] == [".pdf", ".docx", ".pdf", ".docx"]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in again]
    assert len({path.read_bytes() for path in first}) == 4

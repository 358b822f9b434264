"""The files themselves, kept whole under their hashes."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePath

import pytest

from extract import originals

DATA = b"a notice"
SHA256 = hashlib.sha256(DATA).hexdigest()


def test_a_content_is_kept_under_its_hash_and_found(tmp_path: Path) -> None:
    place = originals.keep(tmp_path, DATA, SHA256, "Notice.PDF")
    assert place == PurePath("originals", SHA256[:2], f"{SHA256}.pdf")
    assert (tmp_path / place).read_bytes() == DATA
    assert originals.find(tmp_path, SHA256) == place


def test_it_is_kept_once_under_the_ending_it_first_came_with(tmp_path: Path) -> None:
    first = originals.keep(tmp_path, DATA, SHA256, "a.pdf")
    assert originals.keep(tmp_path, DATA, SHA256, "a.txt") == first


@pytest.mark.parametrize("name", ["a", "a.", "a.p/d", "a.通知", "a.verylongending", "../../a.;rm"])
def test_an_odd_ending_is_left_out(name: str) -> None:
    assert originals.original_path(SHA256, name) == PurePath("originals", SHA256[:2], SHA256)


def test_a_discarded_content_is_gone(tmp_path: Path) -> None:
    originals.keep(tmp_path, DATA, SHA256, "a.pdf")
    originals.discard(tmp_path, SHA256)
    originals.discard(tmp_path, SHA256)
    assert originals.find(tmp_path, SHA256) is None


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(originals.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        originals.keep(tmp_path, DATA, SHA256, "a.pdf")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []

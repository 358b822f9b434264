"""Which files are taken for notices."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.finding import find_files
from tests.samples import names


def test_a_folder_is_searched_to_the_bottom_for_notices(tmp_path: Path) -> None:
    for name in ("b.pdf", "a.docx", "deep/er/c.HTML", "deep/d.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert names(find_files([tmp_path]).files) == ["a.docx", "b.pdf", "d.txt", "c.HTML"]


def test_what_is_hidden_or_no_notice_is_left_aside(tmp_path: Path) -> None:
    for name in ("a.pdf", "labels.json", "build.py", "source.md", "README.txt", ".hidden.pdf", ".git/b.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = find_files([tmp_path])
    assert names(found.files) == ["a.pdf"]
    assert names(found.skipped) == ["README.txt", "build.py", "labels.json", "source.md"]


def test_a_pdf_is_known_by_its_first_bytes_whatever_its_ending(tmp_path: Path) -> None:
    (tmp_path / "notice.download").write_bytes(b"%PDF-1.7 ...")
    assert names(find_files([tmp_path]).files) == ["notice.download"]


def test_a_file_named_itself_is_taken_whatever_its_ending_and_once(tmp_path: Path) -> None:
    file = tmp_path / "notice.md"
    file.write_text("x")
    assert find_files([file, file, tmp_path]).files == (file,)


def test_a_path_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        find_files([tmp_path / "gone"])

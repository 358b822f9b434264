"""The file of those who asked to be left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.publishing.errors import PublishError
from extract.publishing.leave_out import read_leave_out


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "left-out.txt"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_names_numbers_and_remarks(tmp_path: Path) -> None:
    text = "# asked in May\n季小满\n\n青禾粮油有限公司  # by letter\n"
    text += "137-1111 2222\n+86 13711113333\n0574-87654321\na@b.cn\n"
    found = read_leave_out(written(tmp_path, text))
    assert found.names == ("季小满", "青禾粮油有限公司")
    assert found.numbers == ("13711112222", "13711113333", "057487654321")
    assert found.emails == ("a@b.cn",)


def test_a_file_in_gb18030_is_read(tmp_path: Path) -> None:
    assert read_leave_out(written(tmp_path, "季小满\r\n青禾粮油\r\n".encode("gb18030"))).names == ("季小满", "青禾粮油")


def test_an_empty_file_leaves_nobody_out(tmp_path: Path) -> None:
    assert len(read_leave_out(written(tmp_path, ""))) == 0


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        ("季小满、王小明", "one name or number a line"),
        ("季小满\t13711112222", "one name or number a line"),
        ("12345", "write it whole"),
        ("———", "neither a name nor a telephone number"),
        ("青" * 120, "one name or number a line"),
    ],
)
def test_a_bad_line_is_told_with_its_number_and_remedy(tmp_path: Path, line: str, remedy: str) -> None:
    path = written(tmp_path, f"季小满\n{line}\n")
    with pytest.raises(PublishError, match="line 2") as error:
        read_leave_out(path)
    assert str(path) in str(error.value) and remedy in str(error.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="--leave-out"):
        read_leave_out(tmp_path / "nothing.txt")


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="plain text"):
        read_leave_out(written(tmp_path, bytes(range(256)) * 20))

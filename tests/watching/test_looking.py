"""What a look at a folder finds."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from extract.watching.looking import is_temporary, look


def found(folder: Path) -> list[str]:
    return [one.path.relative_to(folder).as_posix() for one in look(folder).files]


@pytest.mark.parametrize(
    "name",
    [
        "通知.pdf.part",
        "通知.pdf.crdownload",
        "未确认 123456.crdownload",
        "通知.docx.tmp",
        "~$通知.docx",
        "~WRL0005.tmp",
        ".~lock.通知.odt#",
        ".通知.pdf.Xa3f9Q",
        "._通知.pdf",
        "~syncthing~通知.pdf.tmp",
        "通知.pdf.filepart",
        "通知.zip.xltd",
        "通知.pdf.aria2",
        "通知.txt~",
        "Thumbs.db",
        "desktop.ini",
    ],
)
def test_names_of_files_in_progress_are_left_aside(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"%PDF-1.4")
    assert is_temporary(name)
    assert found(tmp_path) == []


@pytest.mark.parametrize("name", ["通知.pdf", "part.docx", "关于2024年~2025年采购的通知.pdf", "tmp.html", "共12份.zip"])
def test_names_that_only_look_alike_are_taken(name: str) -> None:
    assert not is_temporary(name)


def test_folders_are_looked_through_to_the_bottom_without_hidden_and_system_ones(tmp_path: Path) -> None:
    for name in ("b/深/c.pdf", "a.pdf", ".sync/d.pdf", "$RECYCLE.BIN/e.pdf", "@eaDir/f.pdf"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert found(tmp_path) == ["a.pdf", "b/深/c.pdf"]


def test_links_to_folders_are_not_followed_and_a_circle_ends(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"x")
    (tmp_path / "round").symlink_to(tmp_path, target_is_directory=True)
    assert found(tmp_path) == ["a.pdf"]


def test_a_link_to_nothing_and_a_pipe_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "gone.pdf").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.pdf")
    assert found(tmp_path) == []


def test_a_folder_that_is_not_there_is_a_trouble_and_raises_nothing(tmp_path: Path) -> None:
    looked = look(tmp_path / "share")
    assert looked.files == []
    assert looked.troubles == {tmp_path / "share": "No such file or directory"}


def test_what_a_registry_keeps_is_not_read_again(tmp_path: Path) -> None:
    kept = tmp_path / "originals" / "ab" / f"ab{'0' * 62}.pdf"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"x")
    assert found(tmp_path) == []

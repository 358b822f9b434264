"""The words of pages and exported files in another language, and what is said of a file of them that is not whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from extract.interface import InterfaceError, load
from extract.resources import folder
from tests.samples import notice_text, run

_FIRST = """
language: zh-CN
labels: {id: 编号}
messages: {">Menu<": ">菜单<"}
pages:
  home: {title: 首页, total: 共 {n} 份}
  about: {text: [甲, 乙]}
""".replace("共 {n} 份", '"共 {n} 份"')
_OTHER = """
language: en
labels: {id: Number}
messages: {">Menu<": ">{{ menu }}<"}
pages:
  home: {title: Home, total: "{n} notices"}
  about: {text: [One]}
"""


def _loaded(files: Path, other: str) -> dict[str, Any]:
    (files / "interface.yaml").write_text(_FIRST, "utf-8")
    (files / "interface.en.yaml").write_text(other, "utf-8")
    return load(files, "en")


def test_another_language_is_the_file_named_after_it(tmp_path: Path) -> None:
    words = _loaded(tmp_path, _OTHER)
    assert words["pages"]["home"]["title"] == "Home"
    assert load(tmp_path)["pages"]["home"]["title"] == "首页"


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("title: Home, ", "", "pages.home.title is missing"),
        ("title: Home, ", "title: , ", "pages.home.title is missing"),
        ("{id: Number}", "{}", "labels.id is missing"),
        ("title: Home,", "title: yes,", "pages.home.title is not a text"),
        ("[One]", "One", "pages.about.text is not a list"),
        ("{n} notices", "{m} notices", "pages.home.total has a place {m} that nothing is given for"),
        ("{n} notices", "{n notices", "pages.home.total has a brace that is not closed"),
    ],
)
def test_a_file_that_is_not_whole_is_refused_with_its_name_and_the_key(
    tmp_path: Path, was: str, now: str, said: str
) -> None:
    assert was in _OTHER
    with pytest.raises(InterfaceError) as refused:
        _loaded(tmp_path, _OTHER.replace(was, now))
    assert str(refused.value).startswith(f"{tmp_path / 'interface.en.yaml'}: {said}")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("content", "said"), [("a: [", "cannot be read"), ("", "holds no keys"), (None, "there is no such file")]
)
def test_what_is_no_file_of_words_is_refused(tmp_path: Path, content: str | None, said: str) -> None:
    (tmp_path / "interface.yaml").write_text(_FIRST, "utf-8")
    if content is not None:
        (tmp_path / "interface.en.yaml").write_text(content, "utf-8")
    with pytest.raises(InterfaceError, match=r"interface\.en\.yaml: ") as refused:
        load(tmp_path, "en")
    assert said in str(refused.value)


def test_the_first_language_fits_itself(tmp_path: Path) -> None:
    for name in ("interface.yaml", "interface.again.yaml"):
        shutil.copy(folder("site") / "interface.yaml", tmp_path / name)
    assert load(tmp_path, "again") == load(tmp_path)


def test_every_word_is_a_text(tmp_path: Path) -> None:
    """YAML takes an unquoted `no` for a truth value and `1` for a number."""

    def others(words: Any) -> Iterator[Any]:
        if isinstance(words, dict | list):
            for one in words.values() if isinstance(words, dict) else words:
                yield from others(one)
        elif not isinstance(words, str):
            yield words

    words = yaml.safe_load((folder("site") / "interface.yaml").read_text("utf-8"))
    assert list(others(words)) == []
    assert [key for key in words["labels"] if not isinstance(key, str)] == []


def test_the_command_refuses_a_language_that_is_not_there_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "notice.txt").write_text(notice_text(), "utf-8")
    assert run("ingest", tmp_path / "notice.txt", "--registry", tmp_path / "a.db").returncode == 0
    done = subprocess.run(
        [Path(sys.executable).parent / "notices", "serve", "--registry", tmp_path / "a.db", "--port", "0"],
        env={**os.environ, "NOTICES_LANGUAGE": "xx"}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "interface.xx.yaml: there is no such file" in done.stderr
    assert len(done.stderr.splitlines()) == 1

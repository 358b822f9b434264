"""The command `notices fetch`: its words, its exit codes, and what is left when it is killed."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.fetching.site import Handler, Page, Site, article, plain_list, row
from tests.samples import run, start

LIST = """[[list]]
name = "通知公告"
address = "{0}/tzgg/index.html"
links = "ul.list a"
delay = 0
allow_private = true
"""


@pytest.fixture
def sources(site: Site, tmp_path: Path) -> Path:
    site.pages["/tzgg/index.html"] = plain_list(*(row(f"t{number}.html", f"第{number}批") for number in range(1, 7)))
    for number in range(1, 7):
        site.pages[f"/tzgg/t{number}.html"] = article(number)
    path = tmp_path / "sources.toml"
    path.write_text(LIST.format(site.root), "utf-8")
    return path


def words(ended: subprocess.CompletedProcess[str], site: Site) -> list[str]:
    """The lines without their times."""
    return [line.partition(" ")[2].replace(site.root, "ROOT") for line in ended.stdout.splitlines()]


def test_it_says_a_line_for_each_notice_and_a_sum(site: Site, sources: Path, tmp_path: Path) -> None:
    registry = tmp_path / "registry.db"
    ended = run("fetch", sources, "--registry", registry)
    assert ended.returncode == 0
    said = words(ended, site)
    assert said[0] == "read: ROOT/tzgg/t1.html: 1 notice, 2 terms, 2 dates, 1 contact"
    assert said[-1] == "done: 6 new, 6 read"
    assert words(run("fetch", sources, "--registry", registry), site) == ["done: nothing new"]


def test_a_dry_run_leaves_nothing_behind(site: Site, sources: Path, tmp_path: Path) -> None:
    ended = run("fetch", sources, "--dry-run", "--registry", tmp_path / "out" / "registry.db")
    assert ended.returncode == 0
    assert words(ended, site)[0] == "would fetch: ROOT/tzgg/t1.html 第1批 (2030-03-05)"
    assert not (tmp_path / "out").exists()


def test_a_notice_that_cannot_be_had_gives_1(site: Site, sources: Path, tmp_path: Path) -> None:
    del site.pages["/tzgg/t3.html"]
    ended = run("fetch", sources, "--registry", tmp_path / "registry.db")
    assert ended.returncode == 1
    assert "failed: ROOT/tzgg/t3.html: the site answered 404" in words(ended, site)
    assert words(ended, site)[-1] == "done: 6 new, 5 read, 1 failed"


def test_only_the_sources_named_are_looked_at(site: Site, sources: Path, tmp_path: Path) -> None:
    with sources.open("a", encoding="utf-8") as file:
        file.write(LIST.format(site.root).replace("通知公告", "政策文件").replace("/tzgg/index", "/zcwj/index"))
    registry = tmp_path / "registry.db"
    assert run("fetch", sources, "--only", "通知公告", "--dry-run", "--registry", registry).returncode == 0
    ended = run("fetch", sources, "--only", "公文", "--registry", registry)
    assert ended.returncode == 2
    assert ended.stderr == "error: 公文: no source of this name; there are 政策文件, 通知公告\n"


def test_what_is_wrong_with_the_file_is_said_and_nothing_asked(site: Site, sources: Path, tmp_path: Path) -> None:
    sources.write_text('[[list]]\nname = "甲"\naddress = "ftp://a/"\nlinks = "a["\n', "utf-8")
    ended = run("fetch", sources, "--registry", tmp_path / "registry.db")
    assert ended.returncode == 2
    assert [line.partition("[[list]] 1 (甲): ")[2][:25] for line in ended.stderr.splitlines()] == [
        "links is no CSS selector ",
        "address is not an address",
    ]
    assert run("fetch", tmp_path / "none.toml").stderr == (
        f"error: {tmp_path / 'none.toml'}: cannot be read (No such file or directory); "
        "docs/sources.toml shows how one looks\n"
    )
    assert site.asked == []


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_killed_and_run_again_it_fetches_each_notice_once_more_at_most(
    site: Site, sources: Path, tmp_path: Path, number: signal.Signals
) -> None:
    registry = tmp_path / "registry.db"
    held: list[str] = []

    def slow(handler: Handler) -> None:
        held.append(handler.path)
        if len(held) == 1:
            time.sleep(30)
        handler.answer(article(4))

    site.pages["/tzgg/t4.html"] = slow
    process = start("fetch", sources, "--registry", registry)
    try:
        end = time.monotonic() + 90
        while not held:
            assert time.monotonic() < end and process.poll() is None
            time.sleep(0.05)
        os.killpg(process.pid, number)
        process.communicate(timeout=20)
    finally:
        process.kill()
    assert process.returncode == {signal.SIGINT: 130}.get(number, -number)
    assert run("fetch", sources, "--registry", registry).returncode == 0
    with closing(sqlite3.connect(registry)) as connection:
        assert connection.execute("SELECT count(*), count(DISTINCT title) FROM notices").fetchone() == (6, 6)
    assert [site.count(f"/tzgg/t{each}.html") for each in range(1, 7)] == [1, 1, 1, 2, 1, 1]


def test_what_a_site_writes_into_a_title_does_nothing_to_a_terminal(site: Site, tmp_path: Path) -> None:
    site.pages["/l.json"] = Page(b'{"l": [{"url": "/a.html", "title": "\\u001b[2Jgone\\u0007"}]}')
    path = tmp_path / "sources.toml"
    entry = LIST.replace('links = "ul.list a"', 'json = { items = "l" }').replace("/tzgg/index.html", "/l.json")
    path.write_text(entry.replace("{0}", site.root), "utf-8")
    said = run("fetch", path, "--dry-run", "--registry", tmp_path / "registry.db").stdout
    assert "\\x1b[2Jgone\\x07" in said and "\x1b" not in said


def test_a_place_that_cannot_be_written_is_said_in_a_line(site: Site, sources: Path, tmp_path: Path) -> None:
    (tmp_path / "registry.fetching").write_text("in the way")
    ended = run("fetch", sources, "--registry", tmp_path / "registry.db")
    assert ended.returncode == 2
    assert ended.stderr.startswith(f"error: {tmp_path / 'registry.fetching'}: cannot be used (File exists); what was")


def test_what_was_fetched_is_withdrawn_by_its_address_and_does_not_come_back(
    site: Site, sources: Path, tmp_path: Path
) -> None:
    registry = tmp_path / "registry.db"
    run("fetch", sources, "--registry", registry)
    ended = run("withdraw", f"{site.root}/tzgg/t1.html", "--registry", registry)
    assert (ended.returncode, ended.stderr) == (0, "")
    run("fetch", sources, "--registry", registry)
    with closing(sqlite3.connect(registry)) as connection:
        assert connection.execute("SELECT count(*) FROM notices").fetchone() == (5,)
        assert connection.execute("SELECT count(*) FROM sources WHERE origin LIKE '%/t1.html'").fetchone() == (0,)

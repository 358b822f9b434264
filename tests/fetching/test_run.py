"""A whole run against a site: what is fetched, kept, read, and what a second run does."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from extract.registry import private_hosts
from tests.fetching.conftest import LIST, World
from tests.fetching.site import SUPPLIERS, Page, Site, article, plain_list, row


def test_each_new_notice_is_fetched_with_its_files_and_read_as_one(world: World, two: Site) -> None:
    report = world.fetch(LIST)
    assert (report.found, report.read, report.failed) == (2, 2, 0)
    assert world.rows("SELECT title FROM notices ORDER BY title") == [
        ("青禾市总工会关于做好第1批职工消费帮扶工作的通知",),
        ("青禾市总工会关于做好第2批职工消费帮扶工作的通知",),
    ]
    assert world.rows(
        "SELECT listings.name, notices.title FROM listings JOIN notices ON notices.id = notice_id ORDER BY row_no, name"
    ) == [
        ("甜园合作社", "青禾市总工会关于做好第1批职工消费帮扶工作的通知"),
        ("青禾食品有限公司", "青禾市总工会关于做好第1批职工消费帮扶工作的通知"),
    ]
    assert two.count("/files/手册.pdf") == two.count("/files/标识.pdf") == 0


def test_sources_have_their_addresses_as_origins_and_the_pages_day(world: World, two: Site) -> None:
    world.fetch(LIST)
    assert world.rows(
        "SELECT filename, origin, status, published_on FROM sources WHERE media_type <> 'application/warc' ORDER BY 2"
    ) == [
        ("附件1：供应商名单.csv", "ROOT/tzgg/P1.csv", "ok", None),
        ("t20300305_1.html", "ROOT/tzgg/t20300305_1.html", "ok", "2030-03-05"),
        ("t20300305_2.html", "ROOT/tzgg/t20300305_2.html", "ok", "2030-03-05"),
    ]


def test_the_bytes_are_kept_as_they_came_with_address_time_and_headers(world: World, two: Site) -> None:
    world.fetch(LIST)
    page = two.pages["/tzgg/t20300305_1.html"]
    assert isinstance(page, Page)
    for data in (page.body, SUPPLIERS):
        digest = hashlib.sha256(data).hexdigest()
        (kept,) = (world.folder / "originals" / digest[:2]).glob(f"{digest}*")
        assert kept.read_bytes() == data
    ((archive,),) = world.rows(
        "SELECT original FROM sources WHERE media_type = 'application/warc' AND origin LIKE '%_1.html'"
    )
    with (world.folder / archive).open("rb") as file:
        records = [
            (
                record.rec_headers.get_header("WARC-Target-URI").replace(two.root, "ROOT"),
                record.http_headers.get_header("ETag"),
                record.rec_headers.get_header("WARC-Date")[:2],
                record.content_stream().read(),
            )
            for record in ArchiveIterator(file)
            if record.rec_type == "response"
        ]
    assert records == [
        ("ROOT/tzgg/t20300305_1.html", '"page-1"', "20", page.body),
        ("ROOT/tzgg/P1.csv", '"file-1"', "20", SUPPLIERS),
    ]
    assert world.rows("SELECT kind, state, status, etag FROM fetched WHERE address LIKE '%P1.csv'") == [
        ("attachment", "done", 200, '"file-1"')
    ]


def test_a_second_run_asks_for_the_list_alone_and_only_whether_it_changed(world: World, two: Site) -> None:
    world.fetch(LIST)
    two.asked.clear()
    report = world.fetch(LIST)
    assert two.paths() == ["/tzgg/index.html"]
    assert two.asked[-1].headers["if-none-match"] == '"list-1"'
    assert (report.found, report.read, world.lines) == (0, 0, [])


def test_what_is_new_on_a_changed_list_is_fetched(world: World, two: Site) -> None:
    world.fetch(LIST)
    two.pages["/tzgg/index.html"] = plain_list(row("t3.html", "第3批"), row("t20300305_1.html", "第1批"), ETag='"2"')
    two.pages["/tzgg/t3.html"] = article(3)
    two.asked.clear()
    assert world.fetch(LIST).read == 1
    assert two.paths() == ["/tzgg/index.html", "/tzgg/t3.html"]


def test_a_run_that_was_killed_goes_on_where_it_was(world: World, two: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("extract.fetching.run.ingest", killed)
        with pytest.raises(KeyboardInterrupt):
            world.fetch(LIST)
    two.asked.clear()
    assert world.fetch(LIST).read == 2
    # The first notice lay beside the registry already.
    assert two.paths() == ["/tzgg/index.html", "/tzgg/t20300305_2.html"]
    assert [path.name for path in (world.folder / "registry.fetching").iterdir()] == ["lock"]


def test_a_list_that_was_not_gone_through_to_its_end_is_looked_at_anew(world: World, site: Site) -> None:
    site.pages["/tzgg/index.html"] = plain_list(
        row("1.html", "第1批"), more='<a href="index_1.html">下一页</a>', ETag='"a"'
    )
    site.pages["/tzgg/1.html"], site.pages["/tzgg/2.html"] = article(1), article(2)
    assert world.fetch(LIST).lists_failed == 1
    site.pages["/tzgg/index_1.html"] = plain_list(row("2.html", "第2批"))
    assert world.fetch(LIST).read == 1
    assert world.rows("SELECT count(*) FROM notices") == [(2,)]


def test_a_dry_run_says_what_would_be_fetched_and_fetches_no_notice(world: World, two: Site) -> None:
    assert world.fetch(LIST, dry_run=True).found == 2
    assert world.lines == [
        "would fetch: ROOT/tzgg/t20300305_1.html 第1批通知 (2030-03-05)",
        "would fetch: ROOT/tzgg/t20300305_2.html 第2批通知 (2030-03-05)",
    ]
    assert two.paths() == ["/tzgg/index.html"]
    assert world.rows("SELECT count(*) FROM fetched") == [(0,)]


def test_no_more_than_allowed_are_taken_in_a_run_and_the_rest_in_the_next(world: World, two: Site) -> None:
    assert world.fetch(LIST + "most_new = 1\n").read == 1
    assert world.fetch(LIST + "most_new = 1\n").read == 1


def test_a_host_that_may_be_private_is_noted_for_who_publishes(world: World, two: Site) -> None:
    world.fetch(LIST)
    with closing(sqlite3.connect(world.registry)) as connection:
        assert private_hosts.noted(connection) == {"127.0.0.1"}


def test_of_two_runs_at_once_the_second_says_so(world: World, two: Site, tmp_path: Path) -> None:
    import fcntl

    from extract.fetching.run import Busy

    (tmp_path / "registry.fetching").mkdir()
    with (tmp_path / "registry.fetching" / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(Busy, match="another notices fetch is at work"):
            world.fetch(LIST)

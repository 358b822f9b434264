"""A whole run against a site: what is fetched, kept, read, and what a second run does."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from tests.fetching.conftest import LIST, World
from tests.fetching.site import Page, Site, article, html, plain_list, row

SUPPLIERS = "单位名称,联系人,电话\n青禾食品有限公司,季某,0990-5550001\n甜园合作社,白某,0990-5550002\n".encode()
CSV = {"Content-Type": "application/octet-stream"}


@pytest.fixture
def two(site: Site) -> Site:
    """A list of two notices, one of them with a file."""
    site.pages["/tzgg/index.html"] = plain_list(
        row("./t20300305_1.html", "第1批通知"), row("../tzgg/t20300305_2.html", "第2批通知"), ETag='"list-1"'
    )
    site.pages["/tzgg/t20300305_1.html"] = article(1, '<a href="P1.csv">附件1：供应商名单</a>', ETag='"page-1"')
    site.pages["/tzgg/t20300305_2.html"] = article(2)
    site.pages["/tzgg/P1.csv"] = Page(SUPPLIERS, {**CSV, "ETag": '"file-1"'})
    return site


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


def test_a_single_address_is_looked_at_in_each_run_and_read_when_it_changed(world: World, site: Site) -> None:
    source = '[[page]]\nname = "方案"\naddress = "ROOT/fa.html"\ndelay = 0\nallow_private = true\n'
    site.pages["/fa.html"] = article(1, ETag='"1"')
    assert world.fetch(source).read == 1
    assert world.fetch(source).unchanged == 1
    assert site.asked[-1].headers["if-none-match"] == '"1"'
    site.pages["/fa.html"] = article(2, ETag='"2"')
    assert world.fetch(source).read == 1
    assert world.rows("SELECT count(*) FROM notices") == [(2,)]


def test_a_page_that_sends_no_validators_is_known_by_its_content(world: World, site: Site) -> None:
    source = '[[page]]\nname = "方案"\naddress = "ROOT/fa.html"\ndelay = 0\nallow_private = true\n'
    site.pages["/fa.html"] = article(1)
    world.fetch(source)
    assert world.fetch(source).unchanged == 1


def test_a_file_that_has_not_changed_is_taken_from_beside_the_registry(world: World, two: Site) -> None:
    world.fetch(LIST)
    two.pages["/tzgg/index.html"] = plain_list(row("t4.html", "第4批"))
    two.pages["/tzgg/t4.html"] = article(4, '<a href="P1.csv">附件1：供应商名单</a>')
    two.asked.clear()
    world.fetch(LIST)
    (asked,) = [one for one in two.asked if one.path.endswith("P1.csv")]
    assert asked.headers["if-none-match"] == '"file-1"'
    assert world.rows("SELECT count(*) FROM listings") == [(4,)]


def test_a_list_may_link_to_the_files_themselves(world: World, site: Site) -> None:
    site.pages["/tzgg/index.html"] = plain_list(row("通知.txt", "第5批通知"))
    from tests.samples import notice_text

    site.pages["/tzgg/%E9%80%9A%E7%9F%A5.txt"] = Page(notice_text(5).encode("gbk"), {"Content-Type": "text/plain"})
    assert world.fetch(LIST).read == 1
    assert world.rows("SELECT filename FROM sources WHERE media_type <> 'application/warc'") == [("第5批通知.txt",)]


@pytest.mark.parametrize(
    "way",
    [
        '<meta http-equiv="refresh" content="0;url=/art/1.html">',
        '<script>window.location.href = "/art/1.html";</script>正在跳转…',
        "<script>location.replace('../art/1.html')</script>",
    ],
)
def test_a_page_that_only_leads_on_is_followed(world: World, site: Site, way: str) -> None:
    site.pages["/tzgg/index.html"] = plain_list(row("t1.html", "第1批"))
    site.pages["/tzgg/t1.html"] = html(way)
    site.pages["/art/1.html"] = article(1)
    world.fetch(LIST)
    assert world.rows("SELECT origin, published_on FROM sources WHERE media_type = 'text/html'") == [
        ("ROOT/tzgg/t1.html", "2030-03-05")
    ]


def test_a_file_that_is_lacking_is_said_and_the_notice_read_without_it(world: World, site: Site) -> None:
    site.pages["/tzgg/index.html"] = plain_list(row("t1.html", "第1批"))
    site.pages["/tzgg/t1.html"] = article(1, '<a href="gone.pdf">附件：名单.pdf</a><a href="page.doc">附件2.doc</a>')
    site.pages["/tzgg/page.doc"] = html("请先登录")
    assert world.fetch(LIST).read == 1
    assert world.lines[1:] == [
        "without: ROOT/tzgg/gone.pdf: the site answered 404",
        "without: ROOT/tzgg/page.doc: a web page came instead of the file",
    ]
    assert world.rows("SELECT error FROM fetched WHERE address LIKE '%t1.html'") == [
        ("ROOT/tzgg/gone.pdf: the site answered 404; ROOT/tzgg/page.doc: a web page came instead of the file",)
    ]


def test_a_notice_that_fails_is_asked_for_again_later_and_the_others_are_read(world: World, two: Site) -> None:
    two.pages["/tzgg/t20300305_1.html"] = Page(status=404)
    report = world.fetch(LIST)
    assert (report.read, report.failed) == (1, 1)
    two.asked.clear()
    assert world.fetch(LIST).failed == 0  # its time has not come
    assert two.paths() == ["/tzgg/index.html"]
    two.pages["/tzgg/t20300305_1.html"] = article(1)
    assert world.fetch(LIST, again=True).read == 1


def test_of_two_runs_at_once_the_second_says_so(world: World, two: Site, tmp_path: Path) -> None:
    import fcntl

    from extract.fetching.run import Busy

    (tmp_path / "registry.fetching").mkdir()
    with (tmp_path / "registry.fetching" / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(Busy, match="another notices fetch is at work"):
            world.fetch(LIST)


# ---------------------------------------------------------------- sites of many shapes


def test_a_site_in_gbk_with_a_template_list_paging_and_odd_names_of_files(world: World, site: Site) -> None:
    names = "单位名称,联系人,电话\n青禾食品有限公司,季某,0990-5550001\n".encode("gbk")
    pager = "<script>createPageHTML(2, {0}, 'index', 'html')</script>"
    rows = [row(f"/art/{number}.html", f"第{number}批通知") for number in (1, 2)]
    records = "".join(f"<record><![CDATA[{one}]]></record>" for one in rows)
    script = f'<script type="text/xml"><datastore><recordset>{records}</recordset></datastore></script>'
    site.pages["/tzgg/index.html"] = html(
        f'{script}<noscript><ul class="list">{rows[0]}</ul></noscript>{pager.format(0)}', charset="gbk", stated="utf-8"
    )
    site.pages["/tzgg/index_1.html"] = plain_list(row("/art/3.html", "第3批通知"), more=pager.format(1), charset="gbk")
    for number in (1, 2, 3):
        link = '<a href="/down.do?id=9">附件下载</a>' if number == 2 else ""
        site.pages[f"/art/{number}.html"] = article(number, link, charset="gbk", stated="iso-8859-1")
    disposition = 'attachment; filename="附件1.供应商名单.csv"'.encode("gbk")
    site.pages["/down.do?id=9"] = Page(names, {**CSV, "Content-Disposition": disposition})
    assert world.fetch(LIST.replace("ul.list a", ".list a")).read == 3
    assert world.rows("SELECT count(*) FROM notices") == [(3,)]
    assert world.rows("SELECT listings.name, notices.title FROM listings JOIN notices ON notices.id = notice_id") == [
        ("青禾食品有限公司", "青禾市总工会关于做好第2批职工消费帮扶工作的通知")
    ]
    assert world.rows("SELECT filename FROM sources WHERE origin LIKE '%down.do%'") == [("附件1.供应商名单.csv",)]


def test_a_feed_is_a_source_like_a_list(world: World, site: Site) -> None:
    item = "<item><title>第1批通知</title><link>/art/1.html</link></item>"
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel>{item}</channel></rss>'
    site.pages["/rss.xml"] = Page(
        feed.encode(), {"Content-Type": "text/xml", "Last-Modified": "Tue, 05 Mar 2030 00:00:00 GMT"}
    )
    site.pages["/art/1.html"] = article(1)
    source = '[[feed]]\nname = "订阅"\naddress = "ROOT/rss.xml"\ndelay = 0\nallow_private = true\n'
    assert world.fetch(source).read == 1
    site.asked.clear()
    world.fetch(source)
    assert [(one.path, one.headers.get("if-modified-since")) for one in site.asked[-1:]] == [
        ("/rss.xml", "Tue, 05 Mar 2030 00:00:00 GMT")
    ]


def test_one_thing_at_a_time_is_asked_of_a_host(world: World, two: Site) -> None:
    world.fetch(LIST.replace("delay = 0", "delay = 3"))
    assert two.most_at_once == 1
    assert len([pause for pause in world.slept if 2 < pause <= 3]) == len(two.asked) - 1


def test_what_robots_txt_forbids_is_given_up_and_the_rest_is_read(world: World, two: Site) -> None:
    two.pages["/robots.txt"] = Page(
        b"User-agent: *\nDisallow: /tzgg/t20300305_1.html\n", {"Content-Type": "text/plain"}
    )
    report = world.fetch(LIST)
    assert (report.read, report.failed) == (1, 1)
    assert "failed: ROOT/tzgg/t20300305_1.html: robots.txt asks not to fetch it; given up" in world.lines
    assert world.fetch(LIST).failed == 0


def test_a_notice_that_leads_to_a_private_address_is_given_up(world: World, two: Site) -> None:
    two.pages["/tzgg/t20300305_1.html"] = Page(b"", {"Location": "http://10.0.0.1/a"}, 302)
    assert world.fetch(LIST).failed == 1
    assert "no public address" in world.rows("SELECT error FROM fetched WHERE state = 'given up'")[0][0]


def test_without_permission_nothing_is_asked_of_a_private_machine(world: World, two: Site) -> None:
    assert world.fetch(LIST.replace("allow_private = true", "")).lists_failed == 1
    assert two.asked == []


def test_a_host_that_asks_for_time_is_left_alone_in_the_next_run_too(world: World, two: Site) -> None:
    two.pages["/tzgg/t20300305_2.html"] = Page(status=503, headers={"Retry-After": "7200"})
    assert world.fetch(LIST).read == 1
    two.asked.clear()
    assert world.fetch(LIST).lists_failed == 1
    assert two.asked == []
    assert world.rows("SELECT host, reason FROM fetch_hosts") == [("127.0.0.1", "the site answered 503")]


def test_a_file_larger_than_allowed_is_left_out(world: World, two: Site) -> None:
    two.pages["/tzgg/P1.csv"] = Page(b"x" * (2 * 2**20), CSV)
    assert world.fetch(LIST + "most_mb = 1\n").read == 2
    assert world.lines[1].startswith("without: ROOT/tzgg/P1.csv: larger than 1 MB")


def test_no_more_files_than_allowed_are_taken(world: World, site: Site) -> None:
    links = "".join(f'<a href="{number}.csv">附件{number}</a>' for number in range(1, 6))
    site.pages["/tzgg/index.html"], site.pages["/tzgg/t1.html"] = plain_list(row("t1.html", "甲")), article(1, links)
    for number in range(1, 6):
        site.pages[f"/tzgg/{number}.csv"] = Page(SUPPLIERS + bytes([number]), CSV)
    world.fetch(LIST + "most_files = 2\n")
    assert world.lines[1:] == ["without: 3 more files of ROOT/tzgg/t1.html: most_files is 2"]


def test_lists_end_at_the_number_of_pages_asked_for_and_in_a_circle(world: World, site: Site) -> None:
    for number in range(1, 9):
        more = f'<a href="{number % 8 + 1}.html">下一页</a>'
        site.pages[f"/l/{number}.html"] = plain_list(row(f"/tzgg/{number}.html", "甲"), more=more)
        site.pages[f"/tzgg/{number}.html"] = article(number)
    source = LIST.replace("/tzgg/index.html", "/l/1.html")
    assert world.fetch(source + "most_pages = 3\n", dry_run=True).found == 3
    assert world.fetch(source + "most_pages = 50\n", dry_run=True).found == 8


def test_a_list_on_which_nothing_is_a_notices_link_is_said(world: World, two: Site) -> None:
    assert world.fetch(LIST.replace("ul.list", "ul.other")).lists_failed == 1
    assert world.lines == [
        "failed: 通知公告: ROOT/tzgg/index.html: nothing on it is what the source says a notice's link is; "
        "look at the page and correct it"
    ]


def test_a_list_without_a_title_that_is_wanted_is_no_failure(world: World, two: Site) -> None:
    assert world.fetch(LIST + 'title_pattern = "消费帮扶"\n').lists_failed == 0
    assert world.lines == []


def test_a_page_with_nothing_that_is_wanted_does_not_end_a_list(world: World, site: Site) -> None:
    wanted = LIST + 'title_pattern = "帮扶"\n'
    site.pages["/tzgg/index.html"] = plain_list(row("1.html", "帮扶通知一"))
    site.pages["/tzgg/1.html"], site.pages["/tzgg/2.html"] = article(1), article(2)
    world.fetch(wanted)
    site.pages["/tzgg/index.html"] = plain_list(row("9.html", "放假通知"), more='<a href="index_1.html">下一页</a>')
    site.pages["/tzgg/index_1.html"] = plain_list(row("2.html", "帮扶通知二"), row("1.html", "帮扶通知一"))
    assert world.fetch(wanted).read == 1


def test_an_entry_that_was_changed_has_its_lists_gone_through_anew(world: World, two: Site) -> None:
    world.fetch(LIST + 'title_pattern = "第1批"\n')
    assert world.rows("SELECT count(*) FROM notices") == [(1,)]
    assert world.fetch(LIST).read == 1


def test_a_notice_is_asked_for_again_after_the_days_asked_for(world: World, two: Site) -> None:
    world.fetch(LIST)
    with sqlite3.connect(world.registry) as connection:
        connection.execute("UPDATE fetched SET fetched_at = '2020-01-01T00:00:00+00:00' WHERE kind = 'notice'")
    connection.close()
    two.pages["/tzgg/t20300305_1.html"] = article(7, ETag='"page-1b"')
    report = world.fetch(LIST + "revisit_days = 30\n")
    assert (report.read, report.unchanged) == (1, 1)


# ---------------------------------------------------------------- what changes afterwards

PAGE = '[[page]]\nname = "名录"\naddress = "ROOT/tzgg/t1.html"\ndelay = 0\nallow_private = true\n'


def test_a_counter_that_goes_on_makes_no_other_notice(world: World, site: Site) -> None:
    def counted(number: int) -> Page:
        body = article(1).body.decode().replace("来源：市总工会", f"来源：市总工会 浏览次数：<span>{number}</span>")
        return Page(
            body.replace("<head>", f"<head><script>var t={number}</script>").encode(), {"Content-Type": "text/html"}
        )

    site.pages["/tzgg/t1.html"] = counted(1)
    assert world.fetch(PAGE).read == 1
    site.pages["/tzgg/t1.html"] = counted(2)
    assert world.fetch(PAGE).unchanged == 1
    site.pages["/tzgg/t1.html"] = Page(
        counted(3).body.replace("300元".encode(), "500元".encode()), {"Content-Type": "text/html"}
    )
    assert world.fetch(PAGE).read == 1


def test_a_file_that_changes_under_its_address_is_read_anew(world: World, site: Site) -> None:
    site.pages["/tzgg/t1.html"] = article(1, '<a href="P1.csv">附件1：供应商名单</a>', ETag='"1"')
    site.pages["/tzgg/P1.csv"] = Page(SUPPLIERS, {**CSV, "ETag": '"f1"'})
    assert world.fetch(PAGE).read == 1
    assert world.fetch(PAGE).unchanged == 1
    site.pages["/tzgg/P1.csv"] = Page(SUPPLIERS + "山泉农场,高某,0990-5550003\n".encode(), {**CSV, "ETag": '"f2"'})
    assert world.fetch(PAGE).read == 1
    assert world.rows("SELECT count(*) FROM listings") == [(3,)]
    assert world.rows("SELECT count(*) FROM notices") == [(1,)]


def test_a_file_that_could_not_be_had_for_the_moment_joins_its_notice_later(world: World, two: Site) -> None:
    file = two.pages["/tzgg/P1.csv"]
    two.pages["/tzgg/P1.csv"] = Page(status=500)
    assert world.fetch(LIST).read == 2
    assert "without: ROOT/tzgg/P1.csv: the site answered 500" in world.lines
    assert world.rows("SELECT count(*) FROM listings") == [(0,)]
    two.pages["/tzgg/P1.csv"] = file
    assert world.fetch(LIST).read == 0  # not yet
    assert world.fetch(LIST, again=True).read == 1
    assert world.rows("SELECT count(*) FROM listings") == [(2,)]
    assert world.rows("SELECT count(*) FROM notices") == [(2,)]
    assert world.rows("SELECT DISTINCT state, error FROM fetched WHERE kind = 'notice'") == [("done", None)]

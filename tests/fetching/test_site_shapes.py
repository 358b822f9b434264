"""Sites of many shapes, each gone through in a whole run."""

from __future__ import annotations

import pytest

from tests.fetching.conftest import LIST, World
from tests.fetching.site import CSV, Page, Site, article, html, plain_list, row


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

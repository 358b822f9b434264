"""What is read on list pages of the shapes that government sites have."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from typing import Any

import pytest

from extract.fetching.client import Answer
from extract.fetching.errors import FetchError
from extract.fetching.feeds import feed
from extract.fetching.lists import Item, Listing, day_in, listing
from extract.fetching.source_checks import FIELDS
from extract.fetching.sources import JsonItems, Numbered, Source
from tests.fetching.site import Page, html, plain_list, row, template_list

ADDRESS = "http://www.qinghe.test/tzgg/index.html"


def read(page: Page, page_number: int = 1, address: str = ADDRESS, **fields: Any) -> Listing:
    """What a source with these fields, written as in the file, reads in a page."""
    checks = FIELDS["list"]
    values = {name: value if name in ("json", "pages") else checks[name](value) for name, value in fields.items()}
    headers = tuple((name, str(value)) for name, value in page.headers.items())
    answer = Answer(address, 200, headers, page.body, datetime(2030, 3, 6, tzinfo=UTC))
    return listing(answer, Source("list", "通知公告", ADDRESS, **values), page_number)


def addresses(found: Listing) -> list[str]:
    return [item.address.removeprefix("http://www.qinghe.test") for item in found.items]


def test_links_are_chosen_by_a_selector_and_made_full() -> None:
    page = plain_list(
        row("./202403/t1.html", "甲"), row("../zcwj/t2.html", "乙"), row("//www.qinghe.test/t3.html", "丙")
    )
    assert addresses(read(page, links="ul.list a")) == ["/tzgg/202403/t1.html", "/zcwj/t2.html", "/t3.html"]


def test_a_selector_may_name_what_holds_the_link() -> None:
    assert addresses(read(plain_list(row("t1.html", "甲")), links="ul.list li")) == ["/tzgg/t1.html"]


def test_links_are_chosen_by_patterns_of_address_and_title() -> None:
    page = plain_list(
        row("t1.html", "关于消费帮扶的通知"), row("t2.html", "关于放假的通知"), row("about.html", "消费帮扶专栏")
    )
    found = read(page, link_pattern=r"/t\d+\.html$", title_pattern="消费帮扶|以购代捐")
    assert addresses(found) == ["/tzgg/t1.html"]


def test_titles_cut_short_are_read_from_their_title_attribute_and_days_from_their_row() -> None:
    page = plain_list(row("t1.html", "关于做好消费…", "2030/3/5", stated="关于做好消费帮扶的通知"))
    assert read(page, links="ul.list a").items == (
        Item("http://www.qinghe.test/tzgg/t1.html", "关于做好消费帮扶的通知", date(2030, 3, 5)),
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2030-03-05", date(2030, 3, 5)),
        ("[2030年3月5日]", date(2030, 3, 5)),
        ("发布于2030.03.05 10:20", date(2030, 3, 5)),
        ("2030-13-05", None),
        ("电话0990-5550001", None),
    ],
)
def test_days_are_read_as_lists_write_them(text: str, day: date | None) -> None:
    assert day_in(text) == day


def test_what_is_older_than_the_first_day_wanted_is_left_out() -> None:
    page = plain_list(row("t1.html", "甲", "2030-03-05"), row("t2.html", "乙", "2029-12-31"), row("t3.html", "丙", ""))
    assert addresses(read(page, links="ul.list a", since=date(2030, 1, 1))) == ["/tzgg/t1.html", "/tzgg/t3.html"]


def test_scripts_anchors_and_mails_are_no_links() -> None:
    page = plain_list(
        row("javascript:void(0)", "甲"), row("#top", "乙"), row("mailto:a@qinghe.test", "丙"), row("ftp://a/", "丁")
    )
    assert addresses(read(page, links="ul.list a")) == []


def test_the_rows_of_a_scripts_template_are_read_beside_those_written_out() -> None:
    rows = [row(f"/art/{number}.html", f"第{number}批通知") for number in (1, 2, 3)]
    page = template_list(*rows, static=rows[0])
    assert addresses(read(page, links="ul.list a", link_pattern="/art/")) == [
        "/art/1.html",
        "/art/2.html",
        "/art/3.html",
    ]


def test_rows_come_as_an_answer_of_their_own_too() -> None:
    record = f"<record><![CDATA[{row('/art/7.html', '甲')}]]></record>"
    body = f"<?xml version='1.0'?><datastore><recordset>{record}</recordset></datastore>"
    assert addresses(read(Page(body.encode(), {"Content-Type": "text/xml"}), link_pattern="/art/")) == ["/art/7.html"]


@pytest.mark.parametrize("stated", ["gbk", "utf-8", "iso-8859-1"])
def test_gbk_is_read_whatever_the_page_says_it_is(stated: str) -> None:
    page = plain_list(row("t1.html", "关于做好消费帮扶的通知"), charset="gbk", stated=stated)
    assert read(page, links="ul.list a").items[0].title == "关于做好消费帮扶的通知"


def test_an_encoding_in_the_file_is_obeyed() -> None:
    page = html(f'<ul class="list">{row("t1.html", "消費幫扶通知")}</ul>', charset="big5hkscs", stated="utf-8")
    assert read(page, links="ul.list a", encoding="big5hkscs").items[0].title == "消費幫扶通知"


def test_relative_links_follow_the_pages_base() -> None:
    page = html(f'<base href="http://www.qinghe.test/other/"><ul class="list">{row("t1.html", "甲")}</ul>')
    assert addresses(read(page, links="ul.list a")) == ["/other/t1.html"]


# ---------------------------------------------------------------- further pages


def test_the_next_page_is_found_by_its_usual_words() -> None:
    page = plain_list(
        row("t1.html", "甲"), more='<a href="index_1.html">下一页 &gt;</a><a href="index_9.html">尾页</a>'
    )
    assert read(page, links="ul.list a").next == "http://www.qinghe.test/tzgg/index_1.html"


def test_the_next_page_is_found_by_a_selector() -> None:
    page = plain_list(row("t1.html", "甲"), more='<span class="pg"><a class="on" href="p2.html">→</a></span>')
    assert read(page, links="ul.list a", next=".pg a.on").next == "http://www.qinghe.test/tzgg/p2.html"


def test_the_page_numbers_that_a_script_would_draw_are_followed_to_the_last() -> None:
    pager = "<script>createPageHTML({count}, {index}, 'index', 'shtml');</script>"
    first = plain_list(row("t1.html", "甲"), more=pager.format(count=3, index=0))
    last = plain_list(row("t1.html", "甲"), more=pager.format(count=3, index=2))
    assert read(first, links="ul.list a").next == "http://www.qinghe.test/tzgg/index_1.shtml"
    assert read(last, links="ul.list a").next is None


def test_numbered_pages_follow_a_template() -> None:
    pages = Numbered("http://www.qinghe.test/tzgg/index_{n}.html", first=1, last=2)
    page = plain_list(row("t1.html", "甲"))
    found = [read(page, number, links="ul.list a", pages=pages).next for number in (1, 2, 3)]
    assert found == ["http://www.qinghe.test/tzgg/index_1.html", "http://www.qinghe.test/tzgg/index_2.html", None]


def test_rows_may_be_counted_instead_of_pages() -> None:
    pages = Numbered("http://www.qinghe.test/p?s={from}&e={to}", rows=15)
    assert read(plain_list(), 1, links="a", pages=pages).next == "http://www.qinghe.test/p?s=16&e=30"


# ---------------------------------------------------------------- JSON


def json_page(text: str) -> Page:
    return Page(text.encode(), {"Content-Type": "application/json"})


def test_a_json_list_is_read_at_its_paths() -> None:
    page = json_page(
        '{"data": {"list": [{"link": "/art/1.html", "t": "<em>甲</em>通知", "d": "2030-03-05 10:00:00"}]}}'
    )
    where = JsonItems("data.list", "link", "t", "d")
    assert read(page, json=where).items == (Item("http://www.qinghe.test/art/1.html", "甲通知", date(2030, 3, 5)),)


def test_addresses_may_be_made_of_fields_and_days_be_numbers() -> None:
    page = json_page('callback({"rows": [{"id": 17, "n": {"code": "a b"}, "time": 1898899200000}]});')
    where = JsonItems("rows", "/art/{id}.html?c={n.code}", date="time")
    assert read(page, json=where).items == (Item("http://www.qinghe.test/art/17.html?c=a%20b", "", date(2030, 3, 5)),)


def test_what_a_script_assigns_to_a_variable_is_read() -> None:
    page = html('<script>var other = 1; var listData = [{"url": "t1.html", "title": "甲"}]; draw(listData);</script>')
    assert addresses(read(page, json=JsonItems(variable="listData"))) == ["/tzgg/t1.html"]


def test_a_scripts_list_in_single_quotes_is_read_without_running_it() -> None:
    page = html("<script>var urls = ['./t1.html', './t2.html'];</script>")
    assert addresses(read(page, json=JsonItems(variable="urls"))) == ["/tzgg/t1.html", "/tzgg/t2.html"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<html>维护中</html>", "it is not JSON"),
        ('{"data": 1}', "its JSON has no list at items = 'data.list'"),
        ("[" * 100_000, "it is not JSON"),
    ],
)
def test_json_that_is_not_what_the_file_says_is_said(text: str, said: str) -> None:
    with pytest.raises(FetchError, match=said):
        read(json_page(text), json=JsonItems("data.list"))


# ---------------------------------------------------------------- feeds


def fed(text: bytes, **fields: Any) -> Listing:
    answer = Answer("http://www.qinghe.test/feed.xml", 200, (), text, datetime(2030, 3, 6, tzinfo=UTC))
    return feed(answer, Source("feed", "订阅", "http://www.qinghe.test/feed.xml", **fields))


RSS = """<?xml version="1.0" encoding="{0}"?><rss version="2.0"><channel><title>青禾</title>
<item><title>第1批通知</title><link>/art/1.html</link><pubDate>Tue, 05 Mar 2030 08:00:00 +0800</pubDate></item>
</channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>青禾</title>
<entry><title>第2批通知</title><link href="http://www.qinghe.test/art/2.html"/><updated>2030-03-05T08:00:00Z</updated></entry>
</feed>"""


@pytest.mark.parametrize(("charset", "stated"), [("utf-8", "utf-8"), ("gbk", "gb2312"), ("gbk", "utf-8")])
def test_rss_is_read_in_the_encoding_it_is_in(charset: str, stated: str) -> None:
    assert fed(RSS.format(stated).encode(charset)).items == (
        Item("http://www.qinghe.test/art/1.html", "第1批通知", date(2030, 3, 5)),
    )


def test_atom_is_read() -> None:
    assert fed(ATOM.encode()).items == (Item("http://www.qinghe.test/art/2.html", "第2批通知", date(2030, 3, 5)),)


def test_a_page_is_no_feed() -> None:
    with pytest.raises(FetchError, match="no RSS or Atom feed"):
        fed("<html><body>维护中</body></html>".encode())


def test_entities_of_a_feed_open_no_file_and_do_not_explode() -> None:
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e0 "ha"><!ENTITY f SYSTEM "file:///etc/passwd">{bomb}]>'
    text += "<rss version='2.0'><channel><item><title>&e9;&f;</title><link>/a</link></item></channel></rss>"
    assert all(len(item.title) < 1000 and "root:" not in item.title for item in fed(text.encode()).items)


@pytest.mark.parametrize(
    "body",
    ["<ul><li>" + "".join(f"<a href={number}></a>" for number in range(10_000)), "<record><![CDATA[" * 100_000],
    ids=["links in one row", "rows that do not end"],
)
def test_a_list_made_to_keep_a_reader_busy_is_gone_through_in_seconds(body: str) -> None:
    began = time.process_time()
    read(html(body), links="a")
    assert time.process_time() - began < 15

"""Whatever a site answers, fetching says what is wrong with it and goes on."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

from hypothesis import example, given, settings
from hypothesis import strategies as st

from extract.fetching.attachments import file_links
from extract.fetching.client import Answer, normal
from extract.fetching.errors import FetchError, Refused
from extract.fetching.feeds import feed
from extract.fetching.filenames import disposition_name, filename
from extract.fetching.lists import listing
from extract.fetching.pages import led_on_to, show_the_same, tree_of
from extract.fetching.sources import JsonItems, Source
from extract.fetching.visits import retry_after

NOW = datetime(2030, 3, 6, tzinfo=UTC)
PIECES = st.sampled_from(
    [
        *(
            "<a href='",
            "t1.html",
            "//",
            "http://[",
            "'>",
            "</a>",
            "<li>",
            "</li>",
            "<ul class=list>",
            "下一页",
            "2030-02-30",
        ),
        *(
            "<record><![CDATA[",
            "]]></record>",
            "<base href='",
            "<meta http-equiv=refresh content='0;url=",
            "createPageHTML(3,",
        ),
        *(
            "0,'index','html')",
            "附件1",
            ".pdf",
            "javascript:",
            "%zz",
            "\x00",
            "\ud800",
            "{",
            "[",
            '"url":',
            ":",
            ",",
            "}",
            "]",
        ),
        *(
            "<rss><channel><item><link>",
            "</link></item>",
            "<feed>",
            "<entry>",
            "var urls = ['",
            "=?gbk?B?",
            "?=",
            "\\",
            '"',
        ),
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=30).map("".join)
BYTES = st.one_of(st.binary(max_size=200), TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")))


def answer(data: bytes, **headers: str) -> Answer:
    return Answer("http://www.qinghe.test/l/", 200, tuple(headers.items()), data, NOW)


def source(**fields: object) -> Source:
    return Source("list", "甲", "http://www.qinghe.test/l/", **fields)  # type: ignore[arg-type]


@settings(max_examples=150, deadline=None)
@given(BYTES)
@example(b"<html><base href='http://['><a href='t1.html'>x</a>")
@example(b'{"list": [{"url": "http://["}]}')
@example(b"<rss version='2.0'><channel><item><link>/a</link><pubDate>-0001-02-30</pubDate></item></channel></rss>")
def test_lists_and_feeds_raise_nothing_but_their_own_errors(data: bytes) -> None:
    for fields in ({}, {"json": JsonItems("list")}, {"json": JsonItems(variable="urls")}):
        with suppress(FetchError):
            for item in listing(answer(data), source(**fields)).items:
                assert item.address.startswith(("http://", "https://"))
    with suppress(FetchError):
        feed(answer(data), source())


@settings(max_examples=150, deadline=None)
@given(TEXTS)
@example("<base href='http://['><a href='1.pdf'>x</a>")
@example("<iframe src='v.html?file=http://[.pdf'></iframe>")
def test_pages_raise_nothing(text: str) -> None:
    root = tree_of(text)
    if root is not None:
        file_links(root, "http://www.qinghe.test/l/")
        led_on_to(root, "http://www.qinghe.test/l/")
    assert show_the_same(text.encode("utf-8", "replace"), b"") in (True, False)


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS)
def test_names_of_files_are_names_of_files(header: str, words: str) -> None:
    given_by = answer(b"", **{"Content-Disposition": header.encode("utf-8", "replace").decode("latin-1")})
    for name in (disposition_name(given_by), filename(given_by, words)):
        assert name is None or (name.isprintable() and "/" not in name and name not in ("", ".", ".."))


@given(TEXTS)
@example("http://[")
def test_where_an_answer_leads_is_of_the_web_or_refused(text: str) -> None:
    location = text.encode("utf-8", "replace").decode("latin-1")
    target = Answer("http://www.qinghe.test/", 302, (("Location", location),), b"", NOW).redirect
    assert target is not None
    with suppress(Refused):
        assert normal(target).startswith(("http://", "https://"))


@given(TEXTS)
def test_addresses_are_of_the_web_or_refused(text: str) -> None:
    with suppress(Refused):
        assert normal(text).startswith(("http://", "https://"))


@given(st.text(max_size=40))
@example("²")
def test_any_retry_after_is_a_time_or_nothing(text: str) -> None:
    seconds = retry_after(answer(b"", **{"Retry-After": text}), NOW.timestamp())
    assert seconds is None or seconds >= 0

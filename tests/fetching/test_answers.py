"""What an answer may cost, and how it is unpacked."""

from __future__ import annotations

import socket
import threading
import time

import pytest

from extract.fetching.client import Bounds
from extract.fetching.errors import FetchError, Refused
from tests.fetching.site import Handler, Page, Site, gzipped
from tests.fetching.visiting import visiting


def test_an_answer_that_says_it_is_too_large_is_not_read(site: Site) -> None:
    site.pages["/a.pdf"] = Page(b"x" * 300_000)
    with visiting() as visitor, pytest.raises(Refused, match=r"larger than 0\.0954 MB"):
        visitor.get(f"{site.root}/a.pdf", most_bytes=100_000)


def endless(handler: Handler) -> None:
    """A body without an end, in pieces as fast as they go."""
    handler.send_response_only(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    while True:
        handler.wfile.write(b"4000\r\n" + b"x" * 0x4000 + b"\r\n")


def trickle(handler: Handler) -> None:
    """A body that comes byte by byte and never ends."""
    handler.send_response_only(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    while True:
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


def test_a_body_without_an_end_is_cut(site: Site) -> None:
    site.pages["/a"] = endless
    with visiting() as visitor, pytest.raises(Refused, match="larger than 1 MB"):
        visitor.get(f"{site.root}/a", most_bytes=2**20)


def test_a_body_that_trickles_is_given_up_after_its_time(site: Site) -> None:
    site.pages["/a"] = trickle
    began = time.monotonic()
    with (
        visiting(bounds=Bounds(timeout=0.5, seconds=0.6), tries=1) as visitor,
        pytest.raises(FetchError, match="in time"),
    ):
        visitor.get(f"{site.root}/a")
    assert time.monotonic() - began < 3


def test_headers_that_trickle_are_given_up_after_their_time() -> None:
    listener = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.sendall(b"HTTP/1.1 200 OK\r\n")
            for _ in range(200):
                try:
                    connection.sendall(b"X")
                except OSError:
                    return
                time.sleep(0.05)

    threading.Thread(target=drip, daemon=True).start()
    with (
        listener,
        visiting(bounds=Bounds(timeout=0.5, seconds=0.6)) as visitor,
        pytest.raises(FetchError, match="in time"),
    ):
        visitor.client.ask(f"http://127.0.0.1:{listener.getsockname()[1]}/a")


def test_a_silent_site_is_given_up(site: Site) -> None:
    site.pages["/a"] = lambda handler: time.sleep(1.5)
    with (
        visiting(bounds=Bounds(timeout=0.3, seconds=5), tries=1) as visitor,
        pytest.raises(FetchError, match="in time"),
    ):
        visitor.get(f"{site.root}/a")


def test_a_body_that_is_cut_short_is_not_taken_for_the_whole(site: Site) -> None:
    def short(handler: Handler) -> None:
        handler.send_response_only(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"x" * 10)
        handler.close_connection = True

    site.pages["/a"] = short
    with visiting() as visitor, pytest.raises(FetchError, match="the connection broke"):
        visitor.get(f"{site.root}/a")
    assert site.count("/a") == 3


def test_packed_content_is_unpacked(site: Site) -> None:
    site.pages["/a"] = gzipped("通知".encode() * 50_000)
    with visiting() as visitor:
        assert visitor.get(f"{site.root}/a").data == "通知".encode() * 50_000


def test_content_packed_in_several_members_is_unpacked_whole(site: Site) -> None:
    members = [gzipped(part).body for part in ("通".encode() * 40_000, "知".encode() * 40_000)]
    site.pages["/a"] = Page(b"".join(members) + bytes(9), {"Content-Encoding": "gzip"})
    with visiting() as visitor:
        assert visitor.get(f"{site.root}/a").data.decode() == "通" * 40_000 + "知" * 40_000


def test_a_small_answer_that_unpacks_to_a_huge_one_is_cut(site: Site) -> None:
    site.pages["/a"] = gzipped(bytes(64 * 2**20))
    with visiting() as visitor, pytest.raises(Refused, match="larger than 1 MB"):
        visitor.get(f"{site.root}/a", most_bytes=2**20)


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip"])
def test_a_packing_that_was_not_asked_for_is_refused(site: Site, encoding: str) -> None:
    site.pages["/a"] = Page(b"x", {"Content-Encoding": encoding})
    with visiting() as visitor, pytest.raises(Refused, match="not asked for"):
        visitor.get(f"{site.root}/a")


def test_packed_content_that_is_cut_short_or_damaged_is_not_taken(site: Site) -> None:
    whole = gzipped(b"notice" * 1000)
    site.pages["/short"] = Page(whole.body[:-9], whole.headers)
    site.pages["/bad"] = Page(whole.body[:12] + b"\xff\xff\xff" + whole.body[15:], whole.headers)
    with visiting(tries=1) as visitor:
        for path in ("/short", "/bad"):
            with pytest.raises(FetchError, match="on its way"):
                visitor.get(f"{site.root}{path}")

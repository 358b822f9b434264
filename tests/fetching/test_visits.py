"""How a site is asked: by robots.txt, with pauses, giving way, and never a private address that is not allowed."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest

from extract.fetching.client import Answer, Bounds, Client, normal
from extract.fetching.errors import FetchError, PutOff, Refused
from extract.fetching.network import Resolve, is_public, resolved
from extract.fetching.sources import Settings
from extract.fetching.visits import Manners, Visitor, retry_after
from tests.fetching.site import Handler, Page, Site, gzipped, redirect, robots


class Clock:
    """A clock that goes on only by pauses, which it notes."""

    def __init__(self) -> None:
        self.now = 1_900_000_000.0
        self.pauses: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds


@contextmanager
def visiting(
    delay: float = 0.0,
    clock: Clock | None = None,
    bounds: Bounds | None = None,
    private: frozenset[str] = frozenset({"127.0.0.1"}),
    resolve: Resolve = resolved,
    tries: int = 3,
) -> Iterator[Visitor]:
    clock = clock or Clock()
    settings = Settings(user_agent="Trial/1.0 (+https://a.test)", tries=tries)
    with Client(settings.user_agent, private, bounds or Bounds(timeout=2, seconds=4), resolve) as client:
        yield Visitor(client, Manners(settings, clock.sleep, lambda: clock.now), delay)


# ---------------------------------------------------------------- addresses


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:5ef5:79fb::1",
        "no address",
    ],
)
def test_addresses_of_no_public_machine(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["114.114.114.114", "2400:3200::1", "::ffff:114.114.114.114", "64:ff9b::7272:7272"])
def test_addresses_of_public_machines(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "ftp://a.test/x", "gopher://a.test", "http://", "http://me:pw@a.test/", "x", "http://[::1"],
)
def test_only_addresses_of_the_web_are_fetched(address: str) -> None:
    with pytest.raises(Refused):
        normal(address)


def test_an_address_is_asked_for_without_its_fragment_and_in_ascii() -> None:
    assert normal(" HTTP://青禾.test/通知 1.html#top ") == "http://xn--2lzs91d.test/%E9%80%9A%E7%9F%A5%201.html"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"])
def test_a_private_machine_is_not_asked_however_it_is_written(site: Site, host: str) -> None:
    with visiting(private=frozenset()) as visitor, pytest.raises(FetchError, match=r"no public address|not known"):
        visitor.get(f"http://{host}:{site.port}/a.html")
    assert site.asked == []


def test_one_private_address_among_public_ones_is_enough_to_refuse(site: Site) -> None:
    def resolve(host: str, port: int) -> list[str]:
        return ["114.114.114.114", "127.0.0.1"]

    with visiting(resolve=resolve) as visitor, pytest.raises(Refused, match=r"a\.test is at 127\.0\.0\.1, no public"):
        visitor.get(f"http://a.test:{site.port}/")


def test_a_name_that_answers_otherwise_the_second_time_gains_nothing(site: Site) -> None:
    answers = iter([["127.0.0.1"], ["192.0.2.1"], ["192.0.2.1"]])
    site.pages["/robots.txt"] = Page(status=404)
    site.pages["/a.html"] = Page(b"a")

    def resolve(host: str, port: int) -> list[str]:
        return next(answers)

    # Allowed here, so that the checked address is this machine's: what is connected to is the first answer's.
    with visiting(private=frozenset({"a.test"}), resolve=resolve) as visitor:
        answer = visitor.client.ask(f"http://a.test:{site.port}/a.html")
    assert (answer.status, answer.data) == (200, b"a")
    assert site.asked[0].headers["host"] == f"a.test:{site.port}"


@pytest.mark.parametrize(
    "target",
    ["http://localhost:{port}/secret", "http://10.0.0.1/", "http://169.254.169.254/latest/", "http://[::1]:{port}/"],
)
def test_a_redirect_to_a_private_address_is_not_followed(site: Site, target: str) -> None:
    site.pages["/a.html"] = redirect(target.format(port=site.port))
    site.pages["/secret"] = Page(b"secret")
    with visiting() as visitor, pytest.raises(Refused, match="no public address"):
        visitor.get(f"{site.root}/a.html")
    assert site.count("/secret") == 0


@pytest.mark.parametrize("target", ["file:///etc/passwd", "javascript:alert(1)", "ftp://127.0.0.1/"])
def test_a_redirect_to_what_is_not_the_web_is_not_followed(site: Site, target: str) -> None:
    site.pages["/a.html"] = redirect(target)
    with visiting() as visitor, pytest.raises(Refused, match="not an address of the web"):
        visitor.get(f"{site.root}/a.html")


# ---------------------------------------------------------------- redirects


def test_a_relative_redirect_in_gbk_is_followed(site: Site) -> None:
    site.pages["/a.html"] = Page(b"", {"Location": "b/通知公告.html".encode("gbk")}, 301)
    site.pages["/b/%E9%80%9A%E7%9F%A5%E5%85%AC%E5%91%8A.html"] = Page(b"b")
    with visiting() as visitor:
        answer = visitor.get(f"{site.root}/a.html")
    assert answer.data == b"b"
    assert answer.address.endswith("/b/%E9%80%9A%E7%9F%A5%E5%85%AC%E5%91%8A.html")


def test_a_circle_of_redirects_ends(site: Site) -> None:
    site.pages["/a"], site.pages["/b"] = redirect("/b"), redirect("/a")
    with visiting() as visitor, pytest.raises(Refused, match="in a circle"):
        visitor.get(f"{site.root}/a")
    assert len(site.paths()) < 5


def test_redirects_without_end_end(site: Site) -> None:
    def onward(handler: Handler) -> None:
        handler.answer(redirect(f"/n?{int(handler.path.partition('?')[2] or 0) + 1}"))

    site.pages["/n"] = onward
    with visiting() as visitor, pytest.raises(Refused, match="redirected more than 5 times"):
        visitor.get(f"{site.root}/n")


def test_a_page_that_sets_a_cookie_and_leads_to_itself_is_had(site: Site) -> None:
    def gate(handler: Handler) -> None:
        seen = "pass=1" in handler.headers.get("Cookie", "")
        handler.answer(Page(b"in") if seen else Page(b"", {"Location": "/a", "Set-Cookie": "pass=1; Path=/"}, 302))

    site.pages["/a"] = gate
    with visiting() as visitor:
        assert visitor.get(f"{site.root}/a").data == b"in"


# ---------------------------------------------------------------- manners


def test_the_program_says_who_it_is_and_asks_for_robots_txt_first(site: Site) -> None:
    site.pages["/a"] = Page(b"a")
    with visiting() as visitor:
        visitor.get(f"{site.root}/a")
        visitor.get(f"{site.root}/a")
    assert [one.path for one in site.asked] == ["/robots.txt", "/a", "/a"]
    assert {one.headers["user-agent"] for one in site.asked} == {"Trial/1.0 (+https://a.test)"}


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /tzgg/\nAllow: /tzgg/t*.html$", True),
        ("User-agent: trial\nDisallow: /tzgg\n\nUser-agent: *\nAllow: /", False),
        ("User-agent: other\nDisallow: /", True),
        ("<html>not found</html>", True),
        ("", True),
    ],
)
def test_robots_txt_is_obeyed(site: Site, text: str, allowed: bool) -> None:
    site.pages["/robots.txt"] = robots(text)
    site.pages["/tzgg/t1.html"] = Page(b"a")
    with visiting() as visitor:
        if allowed:
            assert visitor.get(f"{site.root}/tzgg/t1.html").data == b"a"
        else:
            with pytest.raises(Refused, match=r"robots\.txt asks not to fetch it"):
                visitor.get(f"{site.root}/tzgg/t1.html")
    assert site.count("/tzgg/t1.html") == allowed


def test_robots_txt_is_obeyed_where_a_redirect_leads(site: Site) -> None:
    site.pages["/robots.txt"] = robots("User-agent: *\nDisallow: /private/")
    site.pages["/a"] = redirect("/private/b")
    with visiting() as visitor, pytest.raises(Refused, match=r"robots\.txt"):
        visitor.get(f"{site.root}/a")
    assert site.count("/private/b") == 0


def test_a_site_whose_robots_txt_cannot_be_had_is_left_alone(site: Site) -> None:
    site.pages["/robots.txt"] = Page(status=500)
    site.pages["/a"] = Page(b"a")
    with visiting() as visitor, pytest.raises(PutOff, match=r"robots\.txt: the site answered 500"):
        visitor.get(f"{site.root}/a")
    assert site.paths() == []


def test_there_is_a_pause_between_two_requests_to_a_host(site: Site) -> None:
    clock = Clock()
    site.pages["/a"] = Page(b"a")
    with visiting(delay=2, clock=clock) as visitor:
        visitor.get(f"{site.root}/a")
        clock.now += 0.5
        visitor.get(f"{site.root}/a")
    assert clock.pauses == [2.0, 1.5]


def test_the_pause_that_robots_txt_asks_for_is_made(site: Site) -> None:
    clock = Clock()
    site.pages["/robots.txt"] = robots("User-agent: *\nCrawl-delay: 7")
    site.pages["/a"] = Page(b"a")
    with visiting(delay=1, clock=clock) as visitor:
        visitor.get(f"{site.root}/a")
    assert clock.pauses == [7.0]


def test_trouble_that_passes_is_waited_out_for_longer_each_time(site: Site) -> None:
    clock = Clock()
    answers = iter([Page(status=500), Page(status=502), Page(b"a")])
    site.pages["/a"] = lambda handler: handler.answer(next(answers))
    with visiting(delay=1, clock=clock) as visitor:
        assert visitor.get(f"{site.root}/a").data == b"a"
    assert [pause for pause in clock.pauses if pause > 1] == [2.0, 4.0]


@pytest.mark.parametrize("status", [404, 403, 410])
def test_trouble_that_does_not_pass_is_not_asked_about_twice(site: Site, status: int) -> None:
    site.pages["/a"] = Page(status=status)
    with visiting() as visitor, pytest.raises(FetchError, match=f"the site answered {status}"):
        visitor.get(f"{site.root}/a")
    assert site.count("/a") == 1


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_host_is_given_the_time_it_asks_for(site: Site, status: int) -> None:
    clock = Clock()
    answers = iter([Page(status=status, headers={"Retry-After": "9"}), Page(b"a")])
    site.pages["/a"] = lambda handler: handler.answer(next(answers))
    with visiting(clock=clock) as visitor:
        assert visitor.get(f"{site.root}/a").data == b"a"
    assert clock.pauses == [9.0]


def test_a_host_that_asks_for_much_time_is_left_alone_until_then(site: Site) -> None:
    clock = Clock()
    site.pages["/a"] = Page(status=503, headers={"Retry-After": "3600"})
    site.pages["/b"] = Page(b"b")
    with visiting(clock=clock) as visitor:
        with pytest.raises(PutOff) as raised:
            visitor.get(f"{site.root}/a")
        assert raised.value.until == clock.now + 3600
        with pytest.raises(PutOff, match=r"127\.0\.0\.1 is left alone until"):
            visitor.get(f"{site.root}/b")
        clock.now += 3601
        assert visitor.get(f"{site.root}/b").data == b"b"
    assert clock.pauses == []


def test_a_day_and_time_to_ask_again_is_understood() -> None:
    now = datetime(2030, 3, 6, 8, tzinfo=UTC)
    later = format_datetime(datetime(2030, 3, 6, 8, 2, tzinfo=UTC), usegmt=True)
    for header, seconds in ((later, 120.0), ("30", 30.0), ("soon", None), ("", None)):
        answer = Answer("http://a.test", 503, (("Retry-After", header),), b"", now)
        assert retry_after(answer, now.timestamp()) == seconds


def test_a_machine_that_does_not_answer_is_left_alone() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with visiting() as visitor, pytest.raises(PutOff, match="no connection"):
        visitor.get(f"http://127.0.0.1:{port}/a")


# ---------------------------------------------------------------- what an answer may cost


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

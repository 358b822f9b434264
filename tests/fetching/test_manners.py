"""How a site is asked: by robots.txt, with pauses, giving way where it is in trouble."""

from __future__ import annotations

import gzip
import socket
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest

from extract.fetching.client import Answer
from extract.fetching.errors import FetchError, PutOff, Refused
from extract.fetching.visits import retry_after
from tests.fetching.site import Page, Site, redirect, robots
from tests.fetching.visiting import Clock, visiting


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


@pytest.mark.parametrize("packed", [False, True])
def test_the_first_500_kib_of_a_larger_robots_txt_are_obeyed(site: Site, packed: bool) -> None:
    filling = "".join(f"Disallow: /filling/{number:07}\n" for number in range(19_200))
    assert 500 * 1024 < len(filling) < 512 * 1024
    text = f"User-agent: *\nDisallow: /first\n{filling}Disallow: /late-but-obeyed\n" + "Disallow: /a\n" * 1_000_000
    body = gzip.compress(text.encode()) if packed else text.encode()
    site.pages["/robots.txt"] = Page(body, {"Content-Encoding": "gzip"} if packed else {})
    site.pages |= {path: Page(b"a") for path in ("/first", "/late-but-obeyed", "/other")}
    with visiting() as visitor:
        for path in ("/first", "/late-but-obeyed"):
            with pytest.raises(Refused, match=r"robots\.txt asks not to fetch it"):
                visitor.get(f"{site.root}{path}")
        assert visitor.get(f"{site.root}/other").data == b"a"


def test_half_a_line_at_the_end_of_what_is_obeyed_is_no_rule(site: Site) -> None:
    head = "User-agent: *\n"
    filling = "#" * (512 * 1024 - len(head) - len("\nDisallow: /"))
    site.pages["/robots.txt"] = robots(f"{head}{filling}\nDisallow: /private/\n")
    site.pages["/a"] = Page(b"a")
    with visiting() as visitor:
        assert visitor.get(f"{site.root}/a").data == b"a"


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

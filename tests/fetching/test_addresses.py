"""Which addresses are asked for: of the web, of public machines, also where a redirect leads."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from extract.fetching.client import Bounds, normal
from extract.fetching.errors import FetchError, Refused
from extract.fetching.network import looked_up
from extract.public_network import is_public
from tests.fetching.site import Handler, Page, Site, redirect
from tests.fetching.visiting import visiting


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
        "fec0::1",
        "::127.0.0.1",
        "::ffff:0:7f00:1",
        "64:ff9b:1::7f00:1",
        "5f00::1",
        "3fff::1",
        "192.0.0.8",
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


def test_a_name_that_is_not_answered_for_is_waited_for_no_longer_than_allowed() -> None:
    def resolve(host: str, port: int) -> list[str]:
        time.sleep(30)
        return ["8.8.8.8"]

    begun = time.monotonic()
    with (
        visiting(bounds=Bounds(timeout=0.5, seconds=5), resolve=resolve, tries=1) as visitor,
        pytest.raises(FetchError, match=r"the name a\.test was not found within 0\.5 s"),
    ):
        visitor.get("http://a.test/a")
    assert time.monotonic() - begun < 10


def test_what_a_look_up_raises_is_raised() -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise FetchError(f"the name {host} is not known", unreachable=True)

    with pytest.raises(FetchError, match=r"a\.test is not known"):
        looked_up(resolve, "a.test", 80, 5)


def test_a_look_up_that_hangs_does_not_keep_the_program_from_ending() -> None:
    program = (
        "import time\n"
        "from extract.fetching.errors import FetchError\n"
        "from extract.fetching.network import looked_up\n"
        "try:\n    looked_up(lambda host, port: time.sleep(600), 'a.test', 80, 0.2)\n"
        "except FetchError as error:\n    print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "the name a.test was not found within 0.2 s\n"

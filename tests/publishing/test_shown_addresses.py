"""Where files came from is published only where it is an address of the public web with nothing hidden in it."""

from __future__ import annotations

import pytest

from tests.publishing.hidings import OFFICIAL, hiding


@pytest.mark.parametrize("contacts", ["business", "none", "all"])
@pytest.mark.parametrize(
    "address",
    [
        "/srv/notices/inbox/a.pdf",
        "ftp://www.example.com/a.html",
        "http://10.0.0.5:8080/a.html",
        "http://[fd00::5]/a.html",
        "http://[fe80::1%25eth0]/a.html",
        "http://[::ffff:10.0.0.5]/a.html",
        "http://127.1/a.html",
        "http://2130706433/a.html",
        "http://0x7f.1/a.html",
        "http://100.64.0.1/a.html",
        "http://１０.0。0.5/a.html",
        "http://oa/a.html",
        "http://oa.qinghe.lan./a.html",
        "http://LOCALHOST/a.html",
        "http://OA.qinghe.example.com:8080/a.html",
        "http://user@www.example.com/a.html",
        "http://:secret@www.example.com/a.html",
        "http://[x/a.html",
        "http:///a.html",
    ],
)
def test_what_is_no_address_of_the_public_web_is_not_shown(address: str, contacts: str) -> None:
    hidden = hiding(contacts, private_hosts=["oa.qinghe.example.com"])  # type: ignore[arg-type]
    assert hidden.shown_address(address) is None


@pytest.mark.parametrize(
    "address",
    [
        "https://www.example.com/a.html",
        "HTTP://www.example.com:8080/a.html?x=1@2",
        "http://8.8.8.8/a.html",
        "http://[2400:3200::1]/a.html",
        "http://总工会.example.com/a.html",
    ],
)
def test_an_address_of_the_public_web_is_shown(address: str) -> None:
    assert hiding(private_hosts=["oa.qinghe.example.com"]).shown_address(address) == address


def test_an_address_with_a_hidden_number_is_not_shown() -> None:
    assert hiding().shown_address(f"https://www.example.com/{OFFICIAL}.html") is None

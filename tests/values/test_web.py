"""Web and e-mail addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.values import web


def read(text: str) -> list[tuple[str, str]]:
    return [(found.value.kind, found.value.address) for found in web.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("网址：https://www.example.com/a?b=1。", [("url", "https://www.example.com/a?b=1")]),
        ("https：//shop.example.com/#/list，", [("url", "https://shop.example.com/#/list")]),
        ("（www.example.com.cn）", [("url", "www.example.com.cn")]),
        ("登录“example.cn”", [("url", "example.cn")]),
        ("ＷＷＷ．example．com", [("url", "WWW.example.com")]),
        ("www.example.com www.example.cn", [("url", "www.example.com"), ("url", "www.example.cn")]),
        ("https://www.exam\nple.com", [("url", "https://www.example.com")]),
        ("https://www.example. com/abc", [("url", "https://www.example.com/abc")]),
        ("https://example.com/list\nb/e.html。", [("url", "https://example.com/listb/e.html")]),
        ("见 https://example.com/a(b).", [("url", "https://example.com/a(b)")]),
        ("邮箱：office_1@example.gov.cn；", [("email", "office_1@example.gov.cn")]),
        ("发送至office＠example．com", [("email", "office@example.com")]),
        ("office @example.com13800000000", [("email", "office@example.com")]),
        ("a@example.com、b@example.com", [("email", "a@example.com"), ("email", "b@example.com")]),
        ("网址example.com，邮箱a@example.com", [("url", "example.com"), ("email", "a@example.com")]),
    ],
)
def test_reads_the_forms_in_use(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("text", ["3.5万元", "2024.5.1", "@各单位", "示例商城", "1.2.3", "第2.1节", "Q/AB.C"])
def test_other_text_is_no_address(text: str) -> None:
    assert web.find(text) == []


@given(st.text(alphabet="ahtpsw:/.@-_ \n，。（）中com12?=", max_size=60))
def test_findings_are_in_order_and_hold_their_text(text: str) -> None:
    end = 0
    for found in web.find(text):
        assert end <= found.start < found.end
        assert text[found.start : found.end] == found.text
        assert not any(character.isspace() for character in found.value.address)
        end = found.end


def test_mailboxes_are_what_find_gives_without_web_addresses() -> None:
    text = "网址：www.example.com，邮箱：office@example.com"
    assert [found.value.address for found in web.mailboxes(text)] == ["office@example.com"]
    assert web.mailboxes("网址：www.example.com") == []

"""What sources.toml may hold, and what is said where it holds something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.fetching.sources import SourcesError, load
from tests.conftest import ROOT


def wrong(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "sources.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(SourcesError) as raised:
        load(path)
    return [line.removeprefix(f"{path}: ") for line in str(raised.value).splitlines()]


def test_the_sample_is_right() -> None:
    sources = load(ROOT / "docs" / "sources.toml").sources
    assert {source.kind for source in sources} == {"list", "page", "feed"}
    assert not any(source.allow_private for source in sources)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            'links = "ul >>"',
            "links is no CSS selector (Expected selector, got <DELIM '>' at 4>); write one such as \"ul.list li a\"",
        ),
        ("link_pattern = '('", "link_pattern is no regular expression (missing ) at position 1); in single quotes"),
        ("most_pages = 0", "most_pages is a whole number, 1 or more"),
        ('delay = "slow"', "delay is a number, 0 or more"),
        ("delay = nan", "delay is a number, 0 or more"),
        ("delay = inf", "delay is a number, 0 or more"),
        ("allow_private = 1", "allow_private is true or false"),
        ('since = "2024"', "since is a day without quotes, such as 2024-01-31"),
        ('encoding = "gbkk"', 'encoding is no encoding that is known; write one such as "gbk" or "utf-8"'),
        ('next_page = "a"', "next_page is not known here; there are name, address"),
        ('pages = "x"', "pages is a table in braces"),
    ],
)
def test_a_wrong_field_is_named_with_its_entry_and_what_to_write(tmp_path: Path, fields: str, said: str) -> None:
    text = f'[[list]]\nname = "通知公告"\naddress = "https://www.qinghe.test/"\ntitle_pattern = "帮扶"\n{fields}\n'
    (line,) = wrong(tmp_path, text)
    assert line.startswith(f"[[list]] 1 (通知公告): {said}")


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    text = '[[list]]\naddress = "ftp://a"\n[[page]]\nname = "方案"\n[lists]\n[[feed]]\nname = "方案"\naddress = "https://a.test/"\n'
    assert wrong(tmp_path, text) == [
        "lists is no part of this file; entries are [[list]], [[page]], [[feed]] and [fetch]",
        "[[list]] 1: name is missing; write it",
        "[[list]] 1: address is not an address of the web: only http and https are fetched",
        '[[list]] 1: links is missing: say which links are notices, by links = "ul.list a" (a CSS selector), by '
        "link_pattern or title_pattern (regular expressions), or by json",
        "[[page]] 1 (方案): address is missing; write it",
        "[[feed]] 方案: name is another source's too; name it otherwise",
    ]


def test_a_template_of_pages_has_a_place_for_the_number(tmp_path: Path) -> None:
    text = (
        '[[list]]\nname = "甲"\naddress = "https://a.test/"\nlinks = "a"\n'
        'pages = { address = "https://a.test/index.html" }\n'
    )
    assert wrong(tmp_path, text) == [
        '[[list]] 1 (甲) pages: address holds {n} where the number stands, such as "https://…/index_{n}.html"'
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[list]", "not TOML: "),
        ("", "holds no source; write an entry [[list]], [[page]] or [[feed]] with name and address"),
        ('[list]\nname = "a"', "list is written [[list]] with double brackets, once for each source"),
        ("list = 3", "list is written [[list]]"),
        ("list = [3]", "[[list]] 1: is a table with names and values"),
        ("fetch = 3", "[fetch]: is a table"),
    ],
)
def test_a_file_of_another_form_is_said(tmp_path: Path, text: str, said: str) -> None:
    assert wrong(tmp_path, text)[0].startswith(said)


def test_a_file_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text('[[page]]\nname = "甲"\naddress = "https://a.test/"\n', "utf-8-sig")
    assert load(path).sources[0].name == "甲"


def test_a_file_that_is_not_utf_8_is_said(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_bytes('name = "通知公告专栏"'.encode("gbk"))
    with pytest.raises(SourcesError, match="not written in UTF-8"):
        load(path)


def test_private_addresses_are_allowed_for_a_sources_own_host_alone(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text('[[page]]\nname = "甲"\naddress = "http://10.0.0.5:8080/a"\nallow_private = true\n', "utf-8")
    assert load(path).sources[0].private_hosts == frozenset({"10.0.0.5"})

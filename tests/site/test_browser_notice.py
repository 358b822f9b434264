"""Checking where something was read, in a real browser: with scripts and without, at a desk and on a phone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.site.browsing import opened, visitor

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    with opened(chromium) as started:
        yield started


@pytest.fixture(scope="module")
def paged(corpus_registry: Path) -> tuple[str, str, int, str]:
    """A notice read from a PDF: its address, and an amount's key, start and words."""
    with sqlite3.connect(corpus_registry) as connection:
        notice, row, start, quote = connection.execute(
            "SELECT terms.notice_id, terms.id, terms.start, terms.quote FROM terms "
            "JOIN fact_places AS f ON f.notice_id = terms.notice_id AND f.table_name = 'terms' AND f.row_id = terms.id "
            "JOIN notices ON notices.id = terms.notice_id JOIN sources ON sha256 = source_sha256 "
            "WHERE media_type = 'application/pdf' AND duplicate_of IS NULL AND length(terms.quote) < 40 "
            "AND terms.quote NOT LIKE '%\n%' ORDER BY terms.id"
        ).fetchone()
    return f"/notices/{notice}", f"terms-{row}", start, quote


CHOOSE = 'a.quote[data-fact="{}"]'


def test_choosing_a_fact_marks_its_words_alone_and_shows_the_place_on_the_page(
    browser: Any, site: str, paged: tuple[str, str, int, str]
) -> None:
    address, key, start, quote = paged
    with visitor(browser, site) as someone:
        someone.at(address)
        page = someone.page
        page.click(CHOOSE.format(key))
        page.wait_for_selector(f"#fact-{key} svg.crop")
        assert "".join(page.locator(".letter mark.chosen").all_inner_texts()) == quote
        assert page.locator(f"#at-{start}").evaluate(_IN_SIGHT)
        assert page.locator(f"#fact-{key}").evaluate(_IN_SIGHT)
        assert someone.problems == []


def test_another_fact_takes_the_mark_over(browser: Any, site: str, paged: tuple[str, str, int, str]) -> None:
    address, key, _, _ = paged
    with visitor(browser, site) as someone:
        someone.at(address)
        page = someone.page
        page.click(CHOOSE.format(key))
        other = page.locator(f'.fact-list a.quote:not([data-fact="{key}"])').first
        other.click()
        assert page.locator(".fact.chosen").count() == 1
        assert page.locator(f"#fact-{key}.chosen").count() == 0


def test_words_of_the_text_lead_to_what_was_read_in_them(
    browser: Any, site: str, paged: tuple[str, str, int, str]
) -> None:
    address, _, start, _ = paged
    with visitor(browser, site) as someone:
        someone.at(address)
        someone.page.click(f"#at-{start}")
        assert someone.page.locator(".chosen[id^=fact-]").evaluate(_IN_SIGHT)


def test_without_scripts_the_words_are_marked_where_the_link_leads(
    browser: Any, site: str, paged: tuple[str, str, int, str]
) -> None:
    address, key, start, _ = paged
    with visitor(browser, site, java_script_enabled=False) as someone:
        someone.at(address)
        page = someone.page
        page.click(CHOOSE.format(key))
        assert page.url.endswith(f"#at-{start}")
        assert page.locator("mark:target").get_attribute("id") == f"at-{start}"
        assert page.locator("mark:target").is_visible()


def test_without_scripts_a_page_s_number_leads_to_the_place_on_its_picture(
    browser: Any, site: str, paged: tuple[str, str, int, str]
) -> None:
    address, key, _, _ = paged
    with visitor(browser, site, java_script_enabled=False) as someone:
        someone.at(address)
        page = someone.page
        page.click(f'a.page[data-fact="{key}"]')
        assert page.locator("g:target rect").count() >= 1
        image = page.locator(f"figure:has(#box-{key}) img")
        assert "第" in (image.get_attribute("alt") or "")


def test_on_a_phone_a_bar_shows_the_place_and_leads_back(
    browser: Any, site: str, paged: tuple[str, str, int, str]
) -> None:
    address, key, start, _ = paged
    with visitor(browser, site, "phone") as someone:
        someone.at(address)
        page = someone.page
        page.click(CHOOSE.format(key))
        page.wait_for_selector(".chosen-bar svg.crop")
        assert page.locator(f"#at-{start}").evaluate(_IN_SIGHT)
        assert someone.sideways() == ""
        page.click(".chosen-bar a")
        assert page.locator(f"#fact-{key}").evaluate(_IN_SIGHT)
        assert page.locator(".chosen-bar").is_hidden()


def test_facts_are_chosen_with_the_keyboard(browser: Any, site: str, paged: tuple[str, str, int, str]) -> None:
    address, key, _, _ = paged
    with visitor(browser, site) as someone:
        someone.at(address)
        page = someone.page
        page.locator(CHOOSE.format(key)).focus()
        page.keyboard.press("Enter")
        page.wait_for_selector(f"#fact-{key}.chosen")


def test_an_address_that_names_words_shows_them_chosen(
    browser: Any, site: str, paged: tuple[str, str, int, str]
) -> None:
    address, _, start, quote = paged
    with visitor(browser, site) as someone:
        someone.at(f"{address}#at-{start}")
        assert quote in "".join(someone.page.locator(".letter mark.chosen").all_inner_texts())


def test_a_printed_page_has_the_facts_and_the_text(browser: Any, site: str, paged: tuple[str, str, int, str]) -> None:
    address, key, start, _ = paged
    with visitor(browser, site) as someone:
        someone.at(address)
        page = someone.page
        page.emulate_media(media="print")
        assert page.locator(f"#fact-{key}").is_visible()
        assert page.locator(f"#at-{start}").is_visible()
        assert not page.locator("nav.jump").is_visible()


_IN_SIGHT = """(element) => {
  const box = element.getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight;
}"""

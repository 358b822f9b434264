"""The three users' tasks in a real browser, each from the home page to the answer."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extract.site.words import say
from tests.site.browsing import Visitor, opened, visitor

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    with opened(chromium) as started:
        yield started


@pytest.fixture(params=["phone", "desktop"])
def someone(request: pytest.FixtureRequest, browser: Any, site: str) -> Iterator[Visitor]:
    """Whoever looks at the site; that all came from the site itself is seen at the end."""
    with visitor(browser, site, request.param) as visiting:
        visiting.at("/")
        yield visiting
        assert (visiting.outside, visiting.problems, visiting.dialogs) == ([], [], [])


def _choose(someone: Visitor, group: str, text: str) -> None:
    """Chooses a value of a group of choices by its words, as a visitor does: unfolding what is folded."""
    page = someone.page
    choices = page.locator("details.choose")
    if choices.get_attribute("open") is None:
        choices.locator("> summary").click()
    section = page.locator("section.choose-group").filter(has=page.get_by_role("heading", name=group))
    offer = section.locator("a").filter(has_text=text).first
    if not offer.is_visible():
        section.locator("details.rest > summary").click()
    someone.follow(offer)


def test_a_buyer_finds_who_sells_a_county_s_goods_and_whom_to_call(someone: Visitor, corpus_registry: Path) -> None:
    connection = sqlite3.connect(corpus_registry)
    county, supplier, phone = connection.execute(
        "SELECT lines.region_adcode, lines.name, lines.phone FROM listings AS lines "
        "JOIN notices ON notices.id = notice_id JOIN regions ON regions.adcode = region_adcode "
        "WHERE level = 'county' AND phone IS NOT NULL AND duplicate_of IS NULL "
        "GROUP BY 1 HAVING count(*) > 1 ORDER BY coalesce(in_force_until, notices.valid_to) DESC, count(*) DESC"
    ).fetchone()
    someone.follow(someone.page.get_by_role("link", name=say("home.buy")))
    place, names = county, []
    while place is not None:
        name, place = connection.execute(
            "SELECT name, parent_adcode FROM regions WHERE adcode = ?", (place,)
        ).fetchone()
        names.insert(0, name)
    for name in names:
        _choose(someone, say("choosing.origin"), name)
    assert county in someone.page.url
    card = someone.page.locator(".card").filter(has_text=supplier).first
    assert phone in card.inner_text()
    assert card.locator(".force").first.inner_text()
    someone.follow(card.get_by_role("link", name=supplier).first)
    assert phone in someone.page.locator(".calls").inner_text()
    until = connection.execute(
        "SELECT max(coalesce(in_force_until, listings.valid_to, notices.valid_to)) FROM listings "
        "JOIN notices ON notices.id = notice_id WHERE listings.name = ?",
        (supplier,),
    ).fetchone()[0]
    state = (
        say("force.unknown")
        if until is None
        else (say("force.until", day=until) if until >= date.today().isoformat() else say("force.ended", day=until))
    )
    assert state in someone.text


def _cities_with_caps(registry: Path) -> list[tuple[str, str, float]]:
    """Five cities and a cap that each of them sets for a person and year: name, code, amount in yuan."""
    return (
        sqlite3.connect(registry)
        .execute(
            "SELECT regions.name, regions.adcode, min(amount) FROM terms JOIN notices ON notices.id = notice_id "
            "JOIN regions ON regions.adcode = notices.adcode WHERE regions.level = 'city' AND kind = 'cap' "
            "AND per = 'person-year' AND unit = 'CNY' AND topic = 'holiday_gifts' AND standing = 'set' "
            "AND duplicate_of IS NULL AND additional = 0 "
            "GROUP BY 2 ORDER BY count(*), 2 LIMIT 5"
        )
        .fetchall()
    )


def test_an_analyst_compares_the_caps_of_five_cities_and_downloads_them(
    someone: Visitor, corpus_registry: Path
) -> None:
    cities = _cities_with_caps(corpus_registry)
    assert len(cities) == 5
    page = someone.page
    someone.follow(page.get_by_role("link", name=say("home.compare"), exact=True).first)
    page.get_by_label(say("compare.places")).fill(" ".join(name for name, _, _ in cities))
    someone.follow(page.get_by_role("button", name=say("compare.show")))
    for name, _, amount in cities:
        row = page.get_by_role("row").filter(has=page.get_by_role("rowheader").filter(has_text=name)).first
        assert f"{amount:,.0f}" in row.locator(".col-gifts").first.inner_text()
    with page.expect_download() as saving:
        page.locator(".downloads").first.get_by_role("link", name=say("downloads.csv")).click()
    taken = saving.value.path().read_bytes()
    assert taken.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(io.StringIO(taken.decode("utf-8-sig"))))
    codes = {value.strip().strip("'\t") for line in lines for value in line.values() if value}
    assert {adcode for _, adcode, _ in cities} <= codes
    assert all(
        any(name in line[say("compare.fields.place")] and str(int(amount)) in ",".join(line.values()) for line in lines)
        for name, _, amount in cities
    )


def test_a_clerk_checks_where_a_number_was_read(someone: Visitor, corpus_registry: Path) -> None:
    connection = sqlite3.connect(corpus_registry)
    notice, number, term, quote, page_no = connection.execute(
        "SELECT notices.id, doc_number, terms.id, terms.quote, terms.page FROM terms "
        "JOIN notices ON notices.id = terms.notice_id JOIN sources ON sha256 = source_sha256 "
        "JOIN fact_places AS places ON places.table_name = 'terms' AND places.row_id = terms.id "
        "WHERE media_type = 'application/pdf' AND doc_number IS NOT NULL AND duplicate_of IS NULL "
        "AND parent_id IS NULL AND page > 1 AND terms.quote NOT LIKE '%' || char(10) || '%' ORDER BY 1, 3"
    ).fetchone()
    page = someone.page
    page.locator("#q").fill(number)
    with someone.led_on():
        page.locator("#q").press("Enter")
    someone.follow(page.locator(f'a[href$="/notices/{notice}"]').first)
    page.locator(f'a.quote[data-fact="terms-{term}"]').click()
    words = page.locator(".letter mark.chosen")
    assert "".join(words.all_inner_texts()).replace("\n", "") in quote.replace("\n", "")
    assert words.first.is_visible()
    picture = page.locator("svg.crop image")
    picture.wait_for()
    assert page.locator("svg.crop rect").count() >= 1
    figure = page.locator(f"#page-{page_no}")
    figure.scroll_into_view_if_needed()
    image = figure.locator("img")
    page.wait_for_function("(image) => image.complete && image.naturalWidth > 500", arg=image.element_handle())
    inside, outside = figure.locator(f'g[data-fact="terms-{term}"] rect').first.bounding_box(), image.bounding_box()
    assert inside is not None
    assert outside is not None
    assert outside["x"] <= inside["x"] < inside["x"] + inside["width"] <= outside["x"] + outside["width"] + 1
    assert outside["y"] <= inside["y"] < inside["y"] + inside["height"] <= outside["y"] + outside["height"] + 1
    assert inside["width"] > 0
    original = page.locator('.files a[href*="/originals/"]').first.get_attribute("href")
    answer = someone.context.request.get(str(original))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF")


def test_a_word_is_searched_for_from_the_home_page(someone: Visitor) -> None:
    someone.page.locator("#q").fill("食堂采购")
    someone.follow(someone.page.get_by_role("button", name=say("search.button")).first)
    assert someone.page.locator("main mark").count() > 3
    assert "食堂采购" in someone.page.title()


def test_the_menu_of_a_column_speaks_chinese(browser: Any, site: str) -> None:
    with visitor(browser, site) as someone:
        someone.at("/registry/terms?_size=5")
        someone.page.locator("th .dropdown-menu-icon").nth(2).click()
        menu = someone.page.locator(".dropdown-menu").inner_text()
        assert say("tables.menu.dropdown-sort-asc") in menu
        assert "Sort" not in menu
        assert someone.problems == []

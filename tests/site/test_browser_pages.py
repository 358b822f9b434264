"""Every page in a real browser at both widths: nothing from outside, nothing wider than the window, no barrier."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.site.addresses import ERROR_PAGES, PAGES, STOCK_PAGES, filled, is_owners
from tests.site.browsing import WIDTHS, Visitor, opened, visitor

pytestmark = pytest.mark.browser

_HEADINGS = "() => [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map((h) => +h.tagName[1])"


@pytest.fixture(scope="module", params=WIDTHS)
def someone(request: pytest.FixtureRequest, browser: Any, site: str) -> Iterator[Visitor]:
    with visitor(browser, site, request.param) as visiting:
        yield visiting


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    with opened(chromium) as started:
        yield started


@pytest.fixture(scope="module")
def axe() -> Any:
    from axe_playwright_python.sync_playwright import Axe

    return Axe()


def _looked_at(someone: Visitor, axe: Any, address: str) -> list[str]:
    """What is wrong with a page: each fault in words.

    Barriers are looked for once for a page with a query, for that is most of the time: narrow, its template is known.
    """
    someone.problems.clear()
    someone.outside.clear()
    someone.dialogs.clear()
    answer = someone.at(address)
    page = someone.page
    faults = [f"asks another host: {url}" for url in someone.outside]
    if answer.status >= 400 and address not in ERROR_PAGES and not is_owners(address):
        faults.append(f"answers {answer.status}")
    if wide := someone.sideways():
        faults.append(f"wider than the window: {wide}")
    headings = page.evaluate(_HEADINGS)
    if headings.count(1) != 1:
        faults.append(f"has {headings.count(1)} headings of the first level")
    gaps = [(above, below) for above, below in pairwise(headings) if below > above + 1]
    if gaps or headings[:1] != [1]:
        faults.append(f"its headings jump: {headings}")
    if not page.title().strip() or not page.locator("meta[name=description]").count():
        faults.append("has no title or no description")
    faults += [problem for problem in someone.problems if "the server responded with" not in problem]
    if "?" in address and page.viewport_size["width"] == WIDTHS["phone"]:
        return faults
    found = axe.run(page, options={"resultTypes": ["violations"]})
    faults += [
        f"{violation['id']} ({violation['impact']}): {violation['nodes'][0]['html'][:160]}"
        for violation in found.response["violations"]
        if violation["impact"] in ("serious", "critical")
    ]
    return faults


@pytest.mark.parametrize(("pattern", "sample"), PAGES)
def test_a_page_is_as_it_should_be(
    someone: Visitor, axe: Any, corpus_registry: Path, pattern: str, sample: str
) -> None:
    address = filled(pattern, sample, corpus_registry)
    if address is None:
        pytest.skip("the corpus has nothing of this kind")
    assert _looked_at(someone, axe, address) == []


@pytest.mark.parametrize("address", STOCK_PAGES)
def test_a_page_of_datasette_s_is_as_it_should_be(someone: Visitor, axe: Any, address: str) -> None:
    assert _looked_at(someone, axe, address) == []


@pytest.mark.parametrize("address", ERROR_PAGES)
def test_an_error_is_told_in_the_site_s_frame(someone: Visitor, axe: Any, address: str) -> None:
    assert _looked_at(someone, axe, address) == []


def test_titles_and_descriptions_differ(browser: Any, site: str, corpus_registry: Path) -> None:
    with visitor(browser, site) as someone:
        seen: dict[tuple[str, str], str] = {}
        for pattern, sample in PAGES:
            if "?" in pattern or is_owners(pattern):
                continue
            address = filled(pattern, sample, corpus_registry)
            if address is None:
                continue
            someone.at(address)
            description = someone.page.get_attribute("meta[name=description]", "content") or ""
            assert (someone.page.title(), description) not in seen, address
            seen[someone.page.title(), description] = address
        titles = [title for title, _ in seen]
        assert sorted(titles) == sorted(set(titles))

"""Every page of a registry that an enemy has filled: nothing runs, nothing is injected, nothing is in the way."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.serving import served
from tests.site.addresses import FILES, PAGES, STOCK_PAGES, filled, rows_of_all_tables
from tests.site.browsing import Visitor, opened, visitor
from tests.site.hostile_registry import LONG, PLANTED, SCRIPT, WEB_ADDRESS, plant

# What a page of hostile texts must not have come to hold.
_INJECTED = """() => ({
  ran: window.planted !== undefined,
  elements: document.querySelectorAll("[data-planted], img[src='x'], svg[onload], main script").length,
  handlers: [...document.querySelectorAll("*")]
    .filter((e) => [...e.attributes].some((a) => a.name.startsWith("on"))).length,
  links: [...document.querySelectorAll("a[href], form[action], use, image")]
    .map((e) => e.getAttribute("href") ?? e.getAttribute("action"))
    .filter((a) => a && !/^(https?:|mailto:|tel:|[/#?]|$)/i.test(a)),
  computed: document.body.textContent.includes("62674"),
  turned: [...document.querySelectorAll("body *")].filter((e) =>
    [...e.childNodes].some((n) => n.nodeType === 3 && /[\\u202e\\u2067]/.test(n.data)) &&
    getComputedStyle(e).display.startsWith("inline") && getComputedStyle(e).unicodeBidi === "normal" &&
    !["OPTION", "TEXTAREA"].includes(e.tagName)).map((e) => e.outerHTML.slice(0, 100)),
})"""
_CLEAN = {"ran": False, "elements": 0, "handlers": 0, "links": [], "computed": False, "turned": []}
_QUERIES = tuple(
    f"{path}?{name}={quote(text)}"
    for path, name, text in (
        ("/search", "q", SCRIPT),
        ("/search", "q", "\"'><img src=x onerror=alert(1)>"),
        ("/suppliers", "q", SCRIPT),
        ("/suppliers", "origin", '"><script>alert(1)</script>'),
        ("/suppliers", "platform", "javascript:alert(1)"),
        ("/notices", "q", "{{ 31337*2 }}"),
        ("/compare", "places", SCRIPT),
        ("/registry/terms", "_search", SCRIPT),
        ("/registry/terms", "quote__contains", SCRIPT),
        ("/registry/find_suppliers", "keyword", SCRIPT),
    )
)


@pytest.fixture(scope="module")
def registry(corpus_registry: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "registry.db"
    source, copy = sqlite3.connect(corpus_registry), sqlite3.connect(path)
    source.backup(copy)
    copy.close()
    (path.parent / "originals").symlink_to(corpus_registry.parent / "originals")
    assert plant(path) > 10_000
    return path


@pytest.fixture(scope="module")
def site(registry: Path) -> Iterator[str]:
    with served(registry) as address:
        yield address


@pytest.fixture(scope="module")
def someone(chromium: str, site: str) -> Iterator[Visitor]:
    with opened(chromium) as browser, visitor(browser, site, "phone") as visiting:
        yield visiting


def _faults(someone: Visitor, address: str) -> list[str]:
    someone.problems.clear()
    someone.outside.clear()
    someone.dialogs.clear()
    answer = someone.at(address)
    found: dict[str, Any] = someone.page.evaluate(_INJECTED)
    faults = [f"{name}: {value}" for name, value in found.items() if value != _CLEAN[name]]
    faults += [f"answers {answer.status}"] if answer.status >= 500 else []
    faults += [f"wider than the window: {wide}"] if (wide := someone.sideways()) else []
    faults += [f"a script spoke: {words}" for words in someone.dialogs]
    faults += [f"asks another host: {url}" for url in someone.outside]
    return faults + [problem for problem in someone.problems if "the server responded with" not in problem]


@pytest.mark.browser
@pytest.mark.parametrize(("pattern", "sample"), PAGES)
def test_a_page_holds_hostile_texts_as_texts(someone: Visitor, registry: Path, pattern: str, sample: str) -> None:
    address = filled(pattern, sample, registry)
    if address is not None:
        assert _faults(someone, address) == []


@pytest.mark.browser
def test_datasette_s_pages_hold_hostile_texts_as_texts(someone: Visitor, registry: Path) -> None:
    addresses = [*STOCK_PAGES, *rows_of_all_tables(registry), *_rows_of_each_kind(registry)]
    found = {address: faults for address in addresses if (faults := _faults(someone, address))}
    assert found == {}


def _rows_of_each_kind(registry: Path) -> list[str]:
    """The pages of suppliers and notices with each of the texts, and with the long name."""
    connection = sqlite3.connect(registry)
    found = []
    for text in (*PLANTED, LONG):
        for table, column in (("suppliers", "name"), ("notices", "title")):
            row = connection.execute(f"SELECT id FROM {table} WHERE {column} = ?", (text,)).fetchone()
            if row is not None:
                found.append(f"/{table}/{row[0]}")
    connection.close()
    return found


@pytest.mark.browser
@pytest.mark.parametrize("address", _QUERIES)
def test_what_is_asked_is_shown_as_text(someone: Visitor, address: str) -> None:
    assert _faults(someone, address) == []


@pytest.mark.browser
@pytest.mark.parametrize("text", [text for text in PLANTED if "\0" not in text and "\x1b" not in text])
def test_a_supplier_s_name_is_shown_as_it_was_read(someone: Visitor, registry: Path, text: str) -> None:
    connection = sqlite3.connect(registry)
    row = connection.execute("SELECT id FROM suppliers WHERE name = ?", (text,)).fetchone()
    assert row is not None
    someone.at(f"/suppliers/{row[0]}")
    shown = someone.page.locator("h1").first.evaluate("(heading) => heading.textContent")
    assert " ".join(shown.split()) == " ".join(text.split())


@pytest.mark.browser
def test_only_web_addresses_become_links(someone: Visitor, registry: Path) -> None:
    connection = sqlite3.connect(registry)
    notice, row = connection.execute("SELECT notice_id, id FROM platforms WHERE url = ?", (WEB_ADDRESS,)).fetchone()
    for address in (f"/notices/{notice}", f"/registry/platforms/{row}"):
        someone.at(address)
        link = someone.page.locator('a[href^="https://example.com/a"]').first
        assert link.get_attribute("href") == WEB_ADDRESS
        assert "nofollow" in (link.get_attribute("rel") or "")
        assert "noopener" in (link.get_attribute("rel") or "")


def _fetched(address: str) -> tuple[int, str, bytes]:
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return answer.status, answer.headers["content-type"], answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers["content-type"], error.read()


@pytest.mark.parametrize(
    ("pattern", "sample"), [file for file in FILES if file[0].endswith((".csv", ".xlsx", ".json"))]
)
def test_a_download_of_hostile_texts_is_made_and_is_no_page(
    site: str, registry: Path, pattern: str, sample: str
) -> None:
    address = filled(pattern, sample, registry)
    assert address is not None
    status, kind, body = _fetched(site + address)
    assert status == 200
    assert "html" not in kind
    if pattern.endswith(".json"):
        assert json.loads(body)
    if pattern.endswith(".csv"):
        _no_formulas(body.decode("utf-8-sig"))


@pytest.mark.parametrize("table", ["suppliers", "listings", "notices", "platforms", "contacts"])
def test_datasette_s_exports_of_hostile_texts(site: str, table: str) -> None:
    status, kind, body = _fetched(f"{site}/registry/{table}.json?_size=50&_shape=array")
    assert (status, kind.partition(";")[0]) == (200, "application/json")
    assert len(json.loads(body)) == 50
    status, kind, body = _fetched(f"{site}/registry/{table}.csv?_size=50")
    assert (status, kind.partition(";")[0]) == (200, "text/plain")
    assert body.startswith(b"\xef\xbb\xbf")
    _no_formulas(body.decode("utf-8-sig"))


def _no_formulas(text: str) -> None:
    """No cell of a CSV file begins as a formula does, however it is indented."""
    csv.field_size_limit(10_000_000)
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) > 1
    begun = [
        cell[:40]
        for row in rows
        for cell in row
        if cell.lstrip(" \t\r\n\u3000").startswith(("=", "+", "@", "＝", "＋"))
    ]
    assert begun == []

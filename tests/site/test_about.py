"""What the site says of itself: method, sources, accuracy as measured, terms, privacy, reporting; and the interface."""

from __future__ import annotations

import json
import re
import sqlite3
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

import pytest

from extract.interface import interface, licence
from extract.publishing.publish import publish
from extract.resources import folder
from extract.site import api, compare, notices, suppliers
from extract.site.about import SECTIONS, accuracy
from extract.site.reporting import report_link
from tests.registry.making import registry_of
from tests.serving import served
from tests.site.comparable import CHENGDU, day, issued, term
from tests.site.reading_pages import in_order, seen

TITLE = "关于采购“甲、乙”产品的通知 & 说明"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry of two notices, one of them read from a web page."""
    return registry_of(
        tmp_path_factory.mktemp("about"),
        issued(CHENGDU, "2024-01-05", term("每人每年不超过300元", 300), title=TITLE),
        issued(CHENGDU, "2024-01-06", day("十日内", "deadline"), title="乙", file={"media_type": "text/html"}),
    )


@pytest.fixture(scope="module")
def full(small: Path) -> Iterator[str]:
    with served(small) as address:
        yield address


@pytest.fixture(scope="module")
def public(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same registry, published."""
    out = tmp_path_factory.mktemp("published") / "out"
    publish(small, out)
    with served(out) as address:
        yield address


def number(site: str) -> int:
    with urllib.request.urlopen(f"{site}/registry/notices.json?_shape=array&title={quote(TITLE)}") as answer:
        (row,) = json.load(answer)
    return int(row["id"])


# ---------------------------------------------------------------- about


def test_every_section_has_a_heading_and_is_led_to(full: str) -> None:
    page = seen(f"{full}/about")
    assert page.all("//ul[@class='contents']//a/@href") == [f"#{name}" for name in SECTIONS]
    assert page.all("//main//section/@id") == list(SECTIONS)
    assert in_order(page.levels())


def test_sources_are_counted_by_kind(full: str) -> None:
    rows = seen(f"{full}/about").tree.xpath("//section[@id='sources']//tbody/tr")
    found = ["".join(row.text_content().split()) for row in rows]
    assert found == ["PDF1100", "网页1100"]


def test_accuracy_is_what_the_file_of_figures_says(full: str) -> None:
    page = seen(f"{full}/about")
    figures = json.loads((folder("site") / "accuracy.json").read_text("utf-8"))
    tables = page.tree.xpath("//section[@id='accuracy']//table")
    assert len(tables) == len(figures) == len(accuracy())
    for table, part in zip(tables, ("measured", "tuned"), strict=True):
        shown = [[cell.text_content() for cell in row.xpath("td")][1:4] for row in table.xpath("tbody/tr")]
        said = [[row["precision"], row["recall"], row["f1"]] for row in figures[part]["tables"].values()]
        assert shown == [["—" if one is None else f"{one * 100:.1f}%" for one in row] for row in said]


def test_the_licence_is_the_one_that_files_quote(full: str) -> None:
    text = "".join(seen(f"{full}/about").all("//section[@id='licence']"))
    assert all("".join(said.split()) in text for said in (licence().title, *licence().text))
    assert "ApacheLicense2.0" in text


def test_the_full_registry_says_that_nothing_is_hidden(full: str) -> None:
    assert "没有遮盖" in "".join(seen(f"{full}/about").all("//section[@id='privacy']"))


def test_a_published_one_says_what_is_hidden(public: str) -> None:
    text = "".join(seen(f"{public}/about").all("//section[@id='privacy']"))
    assert "手机号码已遮盖" in text
    assert "没有遮盖" not in text


# ---------------------------------------------------------------- reporting


def test_without_an_address_the_page_says_whom_to_ask(full: str) -> None:
    page = seen(f"{full}/about?notice={number(full)}")
    section = page.tree.xpath("//section[@id='report']")[0]
    assert "还没有登记接收报告的地址" in section.text_content()
    assert TITLE in section.text_content()
    assert not section.xpath(".//a[@class='action']")


def test_with_an_address_a_message_is_prepared_for_the_notice(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTICES_REPORT_TO", "report@example.org")
    with served(small) as address:
        notice = number(address)
        (link,) = seen(f"{address}/about?notice={notice}").all("//a[@class='action']/@href")
    assert link.startswith("mailto:report@example.org?")
    asked = parse_qs(urlsplit(link).query)
    assert str(notice) in asked["subject"][0]
    assert TITLE in asked["body"][0]
    assert f"/notices/{notice}" in asked["body"][0]


@pytest.mark.parametrize("to", ["report@example.org", "mailto:report@example.org"])
def test_a_mail_is_written_as_mail_programs_read_it(to: str) -> None:
    link = report_link(to, {"id": 7, "title": "甲 乙&丙"}, "https://example.org/notices/7")
    assert link is not None
    assert "+" not in link
    assert "甲 乙&丙" in unquote(link)
    assert link.count("&") == 1


def test_the_form_of_an_issue_keeps_its_own_query() -> None:
    link = report_link("https://example.org/issues/new?labels=data", {"id": 7, "title": None}, "https://example.org/")
    assert link is not None
    asked = parse_qs(urlsplit(link).query)
    assert set(asked) == {"labels", "title", "body"}


@pytest.mark.parametrize("to", ["javascript:alert(1)", "no address", "a@b@c", "http://", "ftp://example.org", ""])
def test_what_is_no_address_is_not_linked_to(full: str, small: Path, monkeypatch: pytest.MonkeyPatch, to: str) -> None:
    from extract.serve import site
    from extract.site.reporting import report_to

    monkeypatch.setenv("NOTICES_REPORT_TO", to)
    assert report_to(site(small)) is None


# ---------------------------------------------------------------- the interface


def examples(site: str) -> list[str]:
    """The addresses of the examples on the page."""
    return [re.findall(r"'(http[^']+)'", text)[0] for text in seen(f"{site}/api").all("//pre")]


@pytest.mark.parametrize("kind", ["full", "public"])
def test_every_example_is_answered(kind: str, request: pytest.FixtureRequest) -> None:
    site = request.getfixturevalue(kind)
    found = examples(site)
    assert len(found) > 10
    for address in found:
        assert address.startswith(site)
        with urllib.request.urlopen(address, timeout=20) as answer:
            assert answer.status == 200
            assert not answer.headers["content-type"].startswith("text/html")


def test_lists_are_told_with_what_they_are_chosen_by() -> None:
    assert api.LISTS["/suppliers"] == suppliers._NAMES
    assert api.LISTS["/notices"] == notices._NAMES
    assert set(api.LISTS["/compare"]) == {*compare._NAMES, "form"}


def test_every_table_and_query_is_told(full: str) -> None:
    links = seen(f"{full}/api").all("//dl//a/@href")
    said = interface()["registry"]
    assert {f"/registry/{name}" for name in (*said["tables"], *said["queries"])} == set(links)


def test_the_whole_is_to_be_had_where_it_is_published(public: str, tmp_path: Path) -> None:
    files = seen(f"{public}/api").all("//section[@id='whole']//tbody//a/@href")
    assert files[:2] == ["/downloads/registry.db", "/downloads/datapackage.zip"]
    assert "/downloads/terms.parquet" in files
    with urllib.request.urlopen(f"{public}/downloads/registry.db", timeout=20) as answer:
        (tmp_path / "r.db").write_bytes(answer.read())
        assert answer.headers["content-disposition"] == 'attachment; filename="registry.db"'
    assert sqlite3.connect(tmp_path / "r.db").execute("SELECT count(*) FROM notices").fetchone() == (2,)


@pytest.mark.parametrize("name", ["registry.db", "terms.parquet", "datapackage.zip"])
def test_the_full_registry_is_not_handed_out(full: str, small: Path, name: str) -> None:
    beside = small.parent / "downloads"
    beside.mkdir(exist_ok=True)
    (beside / name).write_bytes(b"the owner's own")
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{full}/downloads/{name}", timeout=10)


@pytest.mark.parametrize(
    "name", ["../registry.db", "%2e%2e/registry.db", ".served", "registry.db-wal", "x.parquet", "registry.json"]
)
def test_nothing_else_of_the_folder_is_handed_out(public: str, name: str) -> None:
    with pytest.raises(urllib.error.HTTPError, match=r"40[04]"):
        urllib.request.urlopen(f"{public}/downloads/{name}", timeout=10)

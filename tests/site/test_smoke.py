"""Every public address answers; every address that is not public is refused, in words and without insides."""

from __future__ import annotations

import json
import re
import socket
import sqlite3
import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from extract.site.words import say
from tests.serving import served
from tests.site.addresses import FILES, PAGES, QUERIES, STOCK_PAGES, TABLES, filled, is_owners, rows_of_all_tables
from tests.site.conftest import shown_registry

_WITHHELD = ("deliveries", "bundle_members", "link_keys", "registry_state", "decisions", "changes")
_SQL = quote("select * from sqlite_master")
REFUSED = (
    *("/-/", "/-/metadata", "/-/settings.json", "/-/plugins.json", "/-/databases.json", "/-/threads", "/-/permissions"),
    *("/-/versions.json", "/-/actor", "/-/allow-debug", "/-/messages", "/-/patterns", "/-/config.json", "/_internal"),
    *("/_memory", "/_memory?sql=select+1", "/registry.db", "/registry.db-wal"),
    f"/registry?sql={_SQL}",
    f"/registry.json?sql={_SQL}",
    f"/registry.csv?sql={_SQL}",
    f"/registry/-/query?sql={_SQL}",
    "/registry/notices?_where=1%3D1",
    "/registry/notices.json?_where=1%3D1",
    *(f"/registry/{table}" for table in _WITHHELD),
    *(f"/registry/{table}.json" for table in _WITHHELD),
    f"/originals/{'0' * 64}",
    "/originals/../registry.db",
    "/originals/..%2f..%2fregistry.db",
    f"/originals/{'0' * 62}%2f..",
    f"/pages/{'0' * 64}/1.webp",
    "/pages/..%2f..%2fregistry.db/1.webp",
    "/downloads/../registry.db",
    "/downloads/..%2fregistry.db",
    "/downloads/%2e%2e/registry.db",
    "/downloads/registry.db-wal",
    "/static/../templates/base.html",
    "/static/..%2ftemplates%2fbase.html",
    "/-/static/..%2f..%2fapp.py",
    "/static/%2e%2e/%2e%2e/metadata.yaml",
    "//example.com/%2e%2e",
    "/etc/passwd",
    *("/review", "/review/1", "/upload", "/upload/1"),
    # Templates are no pages of their own.
    *("/parts", "/supplier", "/notice", "/due", "/layout", "/base", "/error", "/views/home", "/views", "/home"),
)
"""Addresses that the public site refuses."""
_ODD = (
    "/search?q=%00",
    "/search?q=%ff%fe",
    "/search?q=" + quote("\"(*)' OR NEAR"),
    "/search?q=a&kind=nothing",
    "/suppliers?page=-1",
    "/suppliers?page=99999999999999999999",
    "/suppliers?page=x",
    "/suppliers?origin=%00&force=%ff",
    "/notices?year=''&place=x",
    "/compare?places=%00&pick=%ff&sort=nothing",
    "/calendar/0000-00",
    "/calendar/9999-12",
    "/places/000000",
    "/suppliers/0",
    "/notices/999999999999999999",
    "/notices/1?at=99999999999999999999",
    "/registry/terms/%00",
    "/registry/terms?_size=99999",
    "/registry/terms?_size=x",
    "/registry/terms?_next=%00",
    "/registry/terms?_searchmode=raw&_search=%22",
    "/registry/terms?_facet=nothing",
    "/registry/terms?nothing__exact=1",
    "/registry/terms?amount__like=%25%25%25",
    "/registry/terms.json?_shape=nothing",
    "/registry/find_suppliers?keyword=" + "%25" * 100,
    "/registry/due_next?days=x",
    "/%ff%fe",
    "/a" * 400,
    "/?" + "&".join(f"x{number}=1" for number in range(101)),
)
"""Addresses that somebody mistypes or probes with."""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


class _Here(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments: object) -> None:  # type: ignore[override]
        return None


def fetched(address: str, **headers: str) -> Answer:
    """The answer of an address, whatever its status; redirects are not followed."""
    request = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.build_opener(_Here).open(request, timeout=30) as answer:
            return Answer(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.headers, error.read())


def _safe(answer: Answer) -> list[str]:
    """The headers that an answer lacks."""
    policy = answer.headers.get("content-security-policy", "")
    missing = [] if policy == "sandbox" or "default-src 'none'" in policy else ["content-security-policy"]
    if "unsafe-inline" in policy or "unsafe-eval" in policy:
        missing.append("a policy without exceptions")
    wanted = {"x-content-type-options": "nosniff", "x-frame-options": "DENY"}
    missing += [name for name, value in wanted.items() if answer.headers.get(name) != value]
    if answer.headers.get("referrer-policy") not in ("same-origin", "no-referrer"):
        missing.append("referrer-policy")
    return missing + ([] if answer.headers.get("permissions-policy") else ["permissions-policy"])


@pytest.fixture(scope="module")
def registry(published: Path) -> Path:
    return shown_registry(published)


def test_every_public_address_answers(public_site: str, registry: Path) -> None:
    tables = {name for (name,) in sqlite3.connect(registry).execute("SELECT name FROM sqlite_master")}
    public = [page for page in PAGES + FILES if not is_owners(page[0])]
    own = [address for pattern, sample in public if (address := filled(pattern, sample, registry))]
    stock = [f"/registry/{name}" for name in TABLES if name in tables] + [f"/registry/{name}" for name in QUERIES]
    formats = [f"/registry/{name}.{ending}" for name in ("terms", "find_suppliers") for ending in ("json", "csv")]
    assert len(own) > 30
    for address in [*own, *STOCK_PAGES, *stock, *formats, *rows_of_all_tables(registry), "/robots.txt"]:
        answer = fetched(public_site + address)
        if answer.status == 302:  # Datasette's address of what has a page of its own
            answer = fetched(public_site + answer.headers["location"])
        assert (answer.status, _safe(answer)) == (200, []), address


def test_every_link_on_a_page_leads_somewhere(public_site: str, registry: Path) -> None:
    seen: set[str] = set()
    for pattern, sample in PAGES:
        if "?" in pattern or is_owners(pattern) or (address := filled(pattern, sample, registry)) is None:
            continue
        links = re.findall(
            r'<(?:a|link|img|script)\b[^>]*?(?:href|src)="(/[^"#]*)', fetched(public_site + address).text
        )
        kinds: dict[str, int] = {}
        for link in links:
            path = link.replace("&amp;", "&")
            kind = re.sub(r"\d+|[0-9a-f]{64}", "N", urlsplit(path).path)
            kinds[kind] = kinds.get(kind, 0) + 1
            if kinds[kind] > 2 or path in seen:
                continue
            seen.add(path)
            answer = fetched(public_site + path)
            assert answer.status in (200, 302), (address, path)


@pytest.mark.parametrize("address", REFUSED)
def test_what_is_not_public_is_refused(public_site: str, address: str) -> None:
    answer = fetched(public_site + address)
    assert answer.status in (400, 403, 404) or (
        # Datasette writes such an address anew; what it leads to is refused as well.
        answer.status in (301, 302)
        and answer.headers["location"].startswith("/")
        and not answer.headers["location"].startswith("//")
        and fetched(public_site + answer.headers["location"]).status in (400, 403, 404)
    )
    assert _safe(answer) == []
    assert b"SQLite format" not in answer.body
    assert "CREATE TABLE" not in answer.text


@pytest.mark.parametrize("address", _ODD)
def test_an_odd_address_is_no_error_of_the_server(public_site: str, address: str) -> None:
    answer = fetched(public_site + address)
    assert answer.status in (200, 302, 400, 404, 414)
    assert _safe(answer) == []


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nothing", 404),
        ("/notices/999999999999", 404),
        ("/-/settings", 404),
        ("/registry/deliveries", 404),
        (f"/registry?sql={_SQL}", 403),
        ("/registry/terms?_sort=nothing", 400),
        ("/search?q=" + "a" * 9000, 414),
        ("/?" + "_facet=a&" * 7, 400),
    ],
)
def test_an_error_is_told_in_chinese_and_tells_nothing_of_the_insides(
    public_site: str, address: str, status: int
) -> None:
    answer = fetched(public_site + address)
    assert answer.status == status
    assert say(f"error.{status}.title") in answer.text
    assert 'lang="zh-CN"' in answer.text
    assert not re.search(r"Traceback|site-packages|\.py\b|sqlite3|/tmp|/home|/root", answer.text)
    assert "noindex" in answer.text


def test_an_error_of_the_api_is_json(public_site: str) -> None:
    answer = fetched(f"{public_site}/registry/nothing.json")
    assert answer.status == 404
    assert json.loads(answer.body)["ok"] is False


def test_what_nobody_foresaw_is_told_without_its_message(small_registry: Path, tmp_path: Path) -> None:
    """A registry that breaks under the running site: pages fail, and say nothing of why."""
    broken = tmp_path / "registry.db"
    source, copy = sqlite3.connect(small_registry), sqlite3.connect(broken)
    source.backup(copy)
    with served(broken) as address:
        copy.execute("ALTER TABLE suppliers RENAME TO gone")
        copy.commit()
        copy.close()
        answer = fetched(f"{address}/suppliers")
        assert answer.status == 500
        assert _safe(answer) == []
        assert say("error.500.title") in answer.text
        assert not re.search(r"no such table|Traceback|sqlite", answer.text)
        found = fetched(f"{address}/suppliers.json")
        assert found.status == 500
        assert "no such table" not in found.text


def test_arbitrary_sql_is_the_owner_s_alone(small_registry: Path, public_site: str) -> None:
    with served(small_registry) as owners:
        for path in (f"/registry?sql={_SQL}", f"/registry.json?sql={_SQL}&_shape=array"):
            assert fetched(owners + path).status == 200
            assert fetched(public_site + path).status == 403
    assert "sql-editor" not in fetched(f"{public_site}/registry").text
    assert "sql=" not in fetched(f"{public_site}/registry/terms").text


def test_an_original_is_shut_in_a_sandbox(public_site: str, registry: Path) -> None:
    address = filled("/originals/{sha256}", "a pdf", registry)
    assert address is not None
    answer = fetched(public_site + address)
    assert answer.status in (200, 404)
    if answer.status == 200:
        assert answer.headers["content-security-policy"] == "sandbox"
        assert answer.headers["content-type"] == "application/pdf"
    assert _safe(answer) == []


def test_crawlers_may_read_pages_and_no_combinations(public_site: str) -> None:
    from urllib.robotparser import RobotFileParser

    robots = RobotFileParser()
    robots.parse(fetched(f"{public_site}/robots.txt").text.splitlines())
    for path in ("/", "/suppliers", "/suppliers/1", "/notices", "/notices/1", "/compare", "/places/330000", "/about"):
        assert robots.can_fetch("*", path), path
    for path in ("/search?q=a", "/registry/terms?_facet=kind", "/registry", "/-/settings", "/downloads/registry.db"):
        assert not robots.can_fetch("*", path), path
    assert robots.crawl_delay("*") == 2
    text = fetched(f"{public_site}/robots.txt").text
    assert "Disallow: /*?" in text
    assert "Disallow: /*.csv$" in text


def test_choices_are_not_followed_by_crawlers(public_site: str) -> None:
    for path in ("/suppliers", "/notices", "/registry/terms"):
        text = fetched(public_site + path).text
        chosen = re.findall(r"<a\b[^>]*href=\"[^\"]*\?(?!page=)[^\"]*\"[^>]*>", text)
        assert chosen
        assert [
            link for link in chosen if "nofollow" not in link and "_next" not in link and "_shape" not in link
        ] == []


def test_a_request_that_is_no_request_is_refused(public_site: str) -> None:
    host, port = urlsplit(public_site).netloc.split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n")
        assert connection.recv(100).startswith(b"HTTP/1.1 4")

"""The sample configuration of nginx, started for real in front of the public site."""

from __future__ import annotations

import re
import shutil
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.serving import served
from tests.site.conftest import run, shown_registry
from tests.site.nginx_server import SAMPLE, in_front
from tests.site.test_smoke import Answer, fetched


@pytest.fixture(scope="module")
def out(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published folder of this module's own, to be published into again."""
    return Path(shutil.copytree(published, tmp_path_factory.mktemp("behind") / "public"))


@pytest.fixture(scope="module")
def site(nginx: str, out: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of nginx with the sample configuration in front of the public site."""
    with served(out) as behind, in_front(nginx, behind, tmp_path_factory.mktemp("nginx")) as address:
        yield address


def _rested(address: str) -> Answer:
    """The answer of an address, asked for again where the tests before it have asked too fast."""
    for _ in range(20):
        answer = fetched(address)
        if answer.status != 429:
            return answer
        time.sleep(0.5)
    raise AssertionError(f"{address} stays limited")


def test_a_page_is_kept_and_given_again(site: str) -> None:
    assert _rested(f"{site}/about").headers["x-cache"] == "MISS"
    again = _rested(f"{site}/about")
    assert again.headers["x-cache"] == "HIT"
    assert "default-src 'none'" in again.headers["content-security-policy"]
    assert again.headers["x-frame-options"] == "DENY"


def test_a_cookie_makes_no_page_of_one_s_own(site: str) -> None:
    _rested(f"{site}/api")
    assert fetched(f"{site}/api", Cookie="ds_actor=x", Authorization="Bearer x").headers["x-cache"] == "HIT"


def test_an_old_page_is_asked_for_by_its_validator(site: str) -> None:
    _rested(f"{site}/places")
    time.sleep(4.2)  # nginx counts whole seconds
    assert _rested(f"{site}/places").headers["x-cache"] == "REVALIDATED"


def test_pages_are_compressed(site: str) -> None:
    plain = _rested(f"{site}/notices")
    packed = fetched(f"{site}/notices", **{"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert len(packed.body) < len(plain.body) / 2


def test_styles_are_kept_by_browsers(site: str) -> None:
    answer = _rested(f"{site}/static/registry.css")
    assert answer.status == 200
    assert "max-age=86400" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/-/settings.json", 404),
        ("/-/plugins", 404),
        ("/-/login", 404),
        ("/_internal", 404),
        ("/registry.db", 404),
        ("/registry?sql=" + quote("select 1"), 403),
        ("/registry.json?_shape=array&sql=" + quote("select 1"), 403),
        ("/registry/notices?_where=1", 403),
        ("/search?q=" + "a" * 9000, 414),
        ("/nothing", 404),
    ],
)
def test_what_is_not_public_does_not_pass(site: str, address: str, status: int) -> None:
    assert _rested(site + address).status == status


def test_files_and_datasette_s_own_addresses_pass(site: str, out: Path) -> None:
    for address in ("/downloads/registry.db", "/-/static/app.css", "/registry/terms.json", "/robots.txt", "/"):
        assert _rested(site + address).status == 200, address
    body = _rested(f"{site}/downloads/registry.db").body
    assert body.startswith(b"SQLite format 3")


def test_nothing_can_be_sent(site: str) -> None:
    import urllib.error
    import urllib.request

    with pytest.raises(urllib.error.HTTPError, match=r"403|405"):
        urllib.request.urlopen(f"{site}/search", data=b"q=a", timeout=10)


def test_a_new_publication_shows_within_five_seconds_and_no_request_fails(
    site: str, out: Path, small_registry: Path, tmp_path: Path
) -> None:
    registry = tmp_path / "registry.db"
    source, copy = sqlite3.connect(small_registry), sqlite3.connect(registry)
    source.backup(copy)
    copy.close()
    (tmp_path / "originals").symlink_to(small_registry.parent / "originals")
    (notice,) = (
        sqlite3.connect(shown_registry(out)).execute("SELECT id FROM notices WHERE title IS NOT NULL").fetchone()
    )
    _change(registry, notice, "改过的标题一二三")
    addresses = (f"{site}/notices/{notice}", f"{site}/notices")
    assert all("改过的标题一二三" not in _rested(address).text for address in addresses)
    run("publish", str(out), "--registry", str(registry))
    begun, seen, failed = time.monotonic(), {}, []
    while len(seen) < len(addresses) and time.monotonic() < begun + 10:
        for address in addresses:
            answer = fetched(address)
            if answer.status != 200:
                failed.append((address, answer.status))
            if "改过的标题一二三" in answer.text:
                seen.setdefault(address, time.monotonic() - begun)
        time.sleep(0.25)
    assert failed == []
    assert set(seen) == set(addresses)
    assert max(seen.values()) < 5


def _change(registry: Path, notice: int, title: str) -> None:
    from extract.registry.search import register

    connection = sqlite3.connect(registry)
    register(connection)
    connection.execute("UPDATE notices SET title = ? WHERE id = ?", (title, notice))
    connection.commit()
    connection.close()


def test_who_asks_too_fast_is_slowed_down_and_told_in_chinese(site: str) -> None:
    """Last, for the tests before it would wait for their turn."""
    with ThreadPoolExecutor(8) as many:
        answers = list(many.map(lambda n: fetched(f"{site}/search?q=a{n}"), range(40)))
    statuses = {answer.status for answer in answers}
    assert statuses == {200, 429}
    slowed = next(answer for answer in answers if answer.status == 429)
    assert "请求太多" in slowed.text
    assert int(slowed.headers["retry-after"]) > 0
    # Pages themselves are still given.
    assert fetched(f"{site}/about").status == 200


def test_the_sample_names_what_a_site_with_a_password_must_drop() -> None:
    text = SAMPLE.read_text("utf-8")
    kept = [line for line in text.splitlines() if "[public]" not in line]
    assert not any(re.match(r"\s*proxy_cache (?!off)", line) for line in kept)
    assert not any("Cookie" in line and "proxy_set_header" in line for line in kept)

"""A site that shows nothing without a password."""

from __future__ import annotations

import base64
import re
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import samples
from tests.publishing.registries import published, rows
from tests.serving import crawled, get, served

pytest.importorskip("datasette_auth_passwords")
PASSWORD = "青禾-correct horse"


@pytest.fixture(scope="module")
def folder(whole_registry: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published folder, and beside it a file with the password's hash."""
    from datasette_auth_passwords.utils import hash_password

    out = tmp_path_factory.mktemp("locked")
    published(whole_registry, out / "out")
    (out / "password.txt").write_text(f"# who may look\n{hash_password(PASSWORD)}\nreader:{hash_password('other')}\n")
    return out


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[str]:
    with served(folder / "out", "--password-file", folder / "password.txt", host="0.0.0.0") as address:
        yield address


def signed_in(site: str, name: str = "admin", password: str = PASSWORD) -> str | None:
    """The cookie that signing in gives."""
    _, headers, body = get(f"{site}/-/login")
    (token,) = re.findall(rb'name="csrftoken" value="([^"]+)"', body)
    form = {"username": name, "password": password, "csrftoken": token.decode()}
    cookie = headers["set-cookie"].split(";")[0]
    status, headers, _ = get(f"{site}/-/login", urllib.parse.urlencode(form).encode(), Cookie=cookie)
    given = headers.get("set-cookie", "")
    assert "ds_actor" not in given or (status == 302 and "HttpOnly" in given)
    return given.split(";")[0] if "ds_actor" in given else None


def test_every_address_asks_for_the_password(site: str, folder: Path) -> None:
    cookie = signed_in(site)
    assert cookie is not None
    answers = crawled(site, Cookie=cookie)
    assert sum(status == 200 for status, _, _ in answers.values()) > 50
    (database,) = (folder / "out").glob("versions/*/registry.db")
    originals = [f"/originals/{sha256}" for (sha256,) in rows(database, "SELECT sha256 FROM published_originals")]
    pages = [f"/pages/{sha256}/{page}.webp" for sha256, page in rows(database, "SELECT * FROM published_pages")]
    assert originals
    more = [
        "/notices.csv",
        "/suppliers.xlsx",
        "/registry/notices.json",
        "/downloads/registry.db",
        "/no/such/page",
        "/robots.txt",
    ]
    for path in {*answers, *originals, *pages, *more}:
        if path.startswith(("/static/", "/-/static/")) and path.split("?")[0].endswith((".css", ".js")):
            continue
        if path in ("/-/login", "/-/logout"):
            continue
        status, headers, body = get(site + path)
        assert status == 401 and b"/-/login" in body, path
        status, headers, _ = get(site + path, Accept="text/html,*/*")
        assert (status, headers["location"]) == (302, "/-/login"), path
        assert "no-store" in headers["cache-control"]


def test_nothing_that_needs_a_password_is_kept_by_proxies(site: str) -> None:
    cookie = signed_in(site)
    assert cookie is not None
    for path in ("/", "/suppliers", "/registry/notices.json"):
        status, headers, _ = get(site + path, Cookie=cookie)
        assert status == 200 and headers["cache-control"] == "private, no-store" and "etag" not in headers


def test_a_wrong_password_does_not_sign_in(site: str) -> None:
    assert signed_in(site, password="wrong") is None
    assert signed_in(site, name="nobody") is None
    assert signed_in(site, name="reader", password="other") is not None


@pytest.mark.parametrize("cookie", ["ds_actor=x", "ds_actor=eyJhIjp7ImlkIjoiYWRtaW4ifX0.x", "ds_actor="])
def test_a_made_up_cookie_does_not_sign_in(site: str, cookie: str) -> None:
    assert get(f"{site}/suppliers", Cookie=cookie)[0] == 401


def test_programs_sign_in_by_a_header(site: str) -> None:
    for name, status in (("reader:other", 200), ("reader:wrong", 401), ("没有:人", 401), ("x", 401)):
        header = base64.b64encode(name.encode()).decode()
        assert get(f"{site}/registry/notices.json", Authorization=f"Basic {header}")[0] == status
    assert get(f"{site}/suppliers", Authorization="Basic ***")[0] == 401


@pytest.mark.parametrize("content", ["", "secret", "admin:secret", "pbkdf2_sha256$x$y$z"])
def test_a_file_without_a_hash_is_told(folder: Path, tmp_path: Path, content: str) -> None:
    (tmp_path / "password.txt").write_text(content)
    done = samples.run_alone("serve", folder / "out", "--password-file", tmp_path / "password.txt", "--port", "0")
    assert done.returncode == 2 and "datasette hash-password" in done.stderr and "password.txt" in done.stderr

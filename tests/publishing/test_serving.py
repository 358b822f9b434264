"""A published folder served for real: what its addresses answer, and what changes under it."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests import samples
from tests.publishing import registries as made
from tests.publishing.raw import numbers_in, texts_of
from tests.publishing.registries import OFFICIAL, SUPPLIER, UNREAD, published
from tests.serving import crawled, get, served

_LISTS = ("/suppliers", "/notices", "/compare", "/calendar")
_ENDINGS = (".csv", ".xlsx", ".json")


@pytest.fixture(scope="module")
def planted(whole_registry: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A folder published from a registry in which a number is planted in every column, and these numbers."""
    import shutil

    folder = tmp_path_factory.mktemp("planted")
    shutil.copytree(whole_registry.parent, folder / "registry")
    registry = folder / "registry" / whole_registry.name
    numbers = made.plant(registry)
    published(registry, folder / "out")
    return folder / "out", numbers


@pytest.fixture(scope="module")
def site(planted: tuple[Path, dict[str, str]]) -> Iterator[str]:
    with served(planted[0]) as address:
        yield address


def test_no_address_answers_with_a_hidden_number(site: str, planted: tuple[Path, dict[str, str]]) -> None:
    answers = crawled(site)
    tables = [path for path in answers if path.startswith("/registry/") and "?" not in path]
    more = [f"{path}{ending}" for path in _LISTS for ending in _ENDINGS]
    more += [f"{path}.json?_shape=objects&_size=max" for path in tables]
    more += [f"{path}.csv?_size=max" for path in tables if path.count("/") == 2]
    answers |= {path: get(site + path) for path in more}
    answers |= {path: get(f"{site}{path}") for path in ("/search?q=137", f"/search?q={OFFICIAL}", "/search?q=1361")}
    assert len(answers) > 60 and sum(status == 200 for status, _, _ in answers.values()) > 50
    hidden = [OFFICIAL, UNREAD, *planted[1].values()]
    leaking = {
        path: found
        for path, (_, headers, body) in answers.items()
        if f"q={OFFICIAL}" not in path and (found := numbers_in([*texts_of(body), str(headers).encode()], hidden))
    }
    assert leaking == {}
    kept = numbers_in((body for _, _, body in answers.values()), [SUPPLIER])
    assert kept == {SUPPLIER}


@pytest.mark.parametrize(
    "path",
    [
        "/registry.db",
        "/registry?sql=select+1",
        "/registry.json?sql=select+1",
        "/-/databases.json",
        "/-/metadata.json",
        "/-/settings",
        "/-/plugins",
        "/-/login",
        "/_internal",
        "/_memory",
        "/registry/deliveries",
        "/registry/registry_state",
        "/registry/link_keys.json",
        "/originals/" + "0" * 64,
    ],
)
def test_what_is_not_for_the_public_is_refused(site: str, path: str) -> None:
    assert get(site + path)[0] in (400, 403, 404)


def test_an_answer_that_has_not_changed_is_not_sent_again(site: str) -> None:
    _, headers, _ = get(f"{site}/suppliers")
    assert "max-age=0" in headers["cache-control"]
    status, _, body = get(f"{site}/suppliers", If_None_Match=headers["etag"])
    assert (status, body) == (304, b"")


def test_publishing_again_under_a_running_site(registry: Path, tmp_path: Path) -> None:
    """Pages are asked for all the while; none fails, and within five seconds all show what is new."""
    out = tmp_path / "out"
    published(registry, out)
    paths = ["/", "/suppliers", "/notices", "/search?q=青禾", "/registry/notices.json", "/registry/suppliers"]
    answers: list[tuple[float, str, int, bytes]] = []
    stop = threading.Event()

    with served(out) as address:

        def ask() -> None:
            while not stop.is_set():
                for path in paths:
                    status, _, body = get(address + _quoted(path))
                    answers.append((time.monotonic(), path, status, body))

        threads = [threading.Thread(target=ask) for _ in range(2)]
        for thread in threads:
            thread.start()
        time.sleep(1)
        taken_up = []
        for number in range(2):
            with closing(sqlite3.connect(registry)) as connection:
                for (trigger,) in connection.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'trigger'"
                ).fetchall():
                    connection.execute(f"DROP TRIGGER {trigger}")
                connection.execute(
                    "UPDATE notices SET title = '第' || ? || '次公布的标题' WHERE doc_number LIKE '%7号'", (number,)
                )
                for table, key in (("suppliers", "id"), ("listings", "supplier_id")):
                    first = f"{key} = (SELECT min(id) FROM suppliers)"
                    connection.execute(f"UPDATE {table} SET name = '第' || ? || '次的商号' WHERE {first}", (number,))
                connection.commit()
            done = samples.run_alone("publish", out, "--registry", registry)
            assert done.returncode == 0, done.stderr
            taken_up.append(time.monotonic())
            time.sleep(5.5)
        stop.set()
        for thread in threads:
            thread.join()

    assert {(path, status) for _, path, status, _ in answers} == {(path, 200) for path in paths}
    for number, when in enumerate(taken_up):
        words = {"/registry/notices.json": f"第{number}次公布的标题", "/registry/suppliers": f"第{number}次的商号"}
        for path in ("/notices", "/suppliers", *words):
            after = [body.decode() for at, asked, _, body in answers if asked == path and when + 5 < at < when + 5.5]
            if not after:
                after = [body.decode() for at, asked, _, body in answers if asked == path and at > when + 5][:1]
            shown = words.get(path, f"第{number}次公布的标题" if path == "/notices" else f"第{number}次的商号")
            assert after and all(shown in body or "\\u" in body for body in after), (path, number)
    assert [folder.name for folder in (out / "versions").iterdir()] != []
    assert len(list((out / "versions").iterdir())) == 1


def _quoted(path: str) -> str:
    from urllib.parse import quote

    return quote(path, safe="/?=&")


def test_the_full_registry_is_not_served_to_others(registry: Path) -> None:
    done = samples.run_alone("serve", "--registry", registry, "--host", "0.0.0.0", "--port", "0")
    assert done.returncode == 2
    assert "notices publish" in done.stderr and "this machine only" in done.stderr


def test_a_folder_that_is_not_published_is_not_served(registry: Path, tmp_path: Path) -> None:
    for folder in (tmp_path, registry.parent, tmp_path / "nothing"):
        done = samples.run_alone("serve", folder, "--port", "0")
        assert done.returncode == 2 and "notices publish" in done.stderr


def test_the_owner_sees_everything_and_nobody_else_does(registry: Path) -> None:
    with served(registry) as address:
        assert OFFICIAL.encode() in get(f"{address}/registry/notices.json?_shape=array&_size=max")[2]
        assert get(address, X_Forwarded_For="10.0.0.1")[0] == 403
        assert get(address, Host="attacker.example.com")[0] == 403


def test_a_published_folder_may_be_served_on_all_addresses(planted: tuple[Path, dict[str, str]]) -> None:
    with served(planted[0], host="0.0.0.0") as address:
        assert get(f"{address}/suppliers", X_Forwarded_For="10.0.0.1", Host="registry.example.com")[0] == 200


def test_no_address_answers_with_a_name_or_number_where_none_is_published(registry: Path, tmp_path: Path) -> None:
    published(registry, tmp_path / "out", "none", "云溪县百果农民专业合作社")
    with served(tmp_path / "out") as address:
        answers = crawled(address, most=120)
        (supplier,) = made.rows(registry, "SELECT id FROM suppliers WHERE name LIKE '%百果%'")[0]
        assert get(f"{address}/suppliers/{supplier}")[0] == 404
        found = get(f"{address}{_quoted('/search?q=百果')}")[2]
    assert sum(status == 200 for status, _, _ in answers.values()) > 50
    assert [path for path, (status, _, _) in answers.items() if status >= 500] == []
    bodies = b"\n".join(body for _, _, body in answers.values()) + found.replace("百果".encode(), b"", 4)
    for words in ("谷雨晴", "宁致远", "季小满", "闻莺", "\t高峰\t", "百果镇", "云溪县百果农民专业合作社"):
        assert words.encode() not in bodies, words
    numbers = [OFFICIAL, UNREAD, made.SHARED, SUPPLIER, made.PLATFORM, "099055500111", "09905550444"]
    assert numbers_in([bodies], numbers) == set()

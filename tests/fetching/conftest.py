"""What the tests of fetching share: a site, a registry, and the way from one to the other."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from extract.fetching.context import Report
from extract.fetching.network import Resolve, resolved
from extract.fetching.run import Options, fetch
from extract.fetching.sources import load
from extract.registry.store import open_registry
from tests.fetching.site import CSV, SUPPLIERS, Page, Site, article, plain_list, row, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site()) as one:
        yield one


@dataclass
class World:
    """A registry and how it is filled; `slept` are the pauses that were asked for (and not made)."""

    folder: Path
    site: Site
    lines: list[str] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    resolve: Resolve = resolved

    @property
    def registry(self) -> Path:
        return self.folder / "registry.db"

    def fetch(self, toml: str, again: bool = False, dry_run: bool = False, settings: str = "") -> Report:
        """Runs with a file of sources, in which ROOT stands for the site's address."""
        path = self.folder / "sources.toml"
        path.write_text(f"[fetch]\ntries = 2\n{settings}\n{toml}".replace("ROOT", self.site.root), "utf-8")
        self.lines.clear()
        options = Options(dry_run=dry_run, again=again, resolve=self.resolve, sleep=self.slept.append)
        with closing(open_registry(self.registry)) as db:
            return fetch(db, self.registry, load(path), self._say, options)

    def _say(self, line: str) -> None:
        self.lines.append(line.replace(self.site.root, "ROOT"))

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.registry)) as connection:
            found = connection.execute(sql).fetchall()
        return [tuple(self._short(value) for value in row) for row in found]

    def _short(self, value: Any) -> Any:
        return value.replace(self.site.root, "ROOT") if isinstance(value, str) else value


@pytest.fixture
def world(tmp_path: Path, site: Site) -> World:
    return World(tmp_path, site)


LIST = """
[[list]]
name = "通知公告"
address = "ROOT/tzgg/index.html"
links = "ul.list a"
delay = 0
allow_private = true
"""


@pytest.fixture
def quick() -> Callable[[str], str]:
    """An entry with the fields every test wants: no pause, this machine allowed."""
    return lambda text: f"{text}\ndelay = 0\nallow_private = true\n"


@pytest.fixture
def two(site: Site) -> Site:
    """A list of two notices, one of them with a file."""
    site.pages["/tzgg/index.html"] = plain_list(
        row("./t20300305_1.html", "第1批通知"), row("../tzgg/t20300305_2.html", "第2批通知"), ETag='"list-1"'
    )
    site.pages["/tzgg/t20300305_1.html"] = article(1, '<a href="P1.csv">附件1：供应商名单</a>', ETag='"page-1"')
    site.pages["/tzgg/t20300305_2.html"] = article(2)
    site.pages["/tzgg/P1.csv"] = Page(SUPPLIERS, {**CSV, "ETag": '"file-1"'})
    return site

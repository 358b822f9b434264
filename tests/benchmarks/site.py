"""How fast the published site answers with a million lines of lists: `python -m tests.benchmarks site [FOLDER]`.

Makes a registry (`many`), publishes it with `notices publish`, serves it with `notices serve`, and asks for a mix
of addresses: one client, then eight behind the sample nginx. What is in FOLDER from an earlier run is used again.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

from tests.benchmarks import many
from tests.serving import served
from tests.site.nginx_server import in_front

PROMISED = {"one": 150.0, "single": 60.0, "eight": 150.0}
"""Milliseconds within which 95 of 100 answers come: any page, a single notice or supplier, eight clients."""
_SINGLE = {"notice", "supplier"}
_NOTICES = Path(sys.executable).parent / "notices"
_ROUNDS = 40
_ADDRESSES, _ASKED = 20, 4000


def measure(folder: Path | None = None) -> None:
    """Prints p50 and p95 by kind of page."""
    folder = folder or Path("output") / "benchmark"
    published = prepared(folder)
    with served(published, "--processes", str(os.cpu_count() or 1)) as address:
        port = int(address.rpartition(":")[2])
        mix = Mix(port)
        for kind in mix.kinds:  # what is made once after each publication is made now
            _ask(port, mix.address(kind))
        print(f"one client, {_ROUNDS} of each (promised: p95 150 ms, notice and supplier 60 ms)")
        for kind in mix.kinds:
            _line(kind, [_timed(port, mix.address(kind)) for _ in range(_ROUNDS)])
        with _behind_nginx(port) as front:
            if front is None:
                print("eight clients: not measured, for nginx is not installed (package nginx-light)")
            else:
                _eight(mix, front)


def prepared(folder: Path) -> Path:
    """The published folder, made where it is missing; how long that took is printed."""
    registry, published = folder / "registry" / "registry.db", folder / "published"
    if not registry.exists():
        registry.parent.mkdir(parents=True, exist_ok=True)
        part = registry.with_name("part.db")
        part.unlink(missing_ok=True)
        begun = time.monotonic()
        many.make(part)
        part.rename(registry)
        print(f"made: {registry.stat().st_size / 1e6:.0f} MB in {time.monotonic() - begun:.0f} s")
    if not (published / "published.json").exists():
        begun = time.monotonic()
        subprocess.run([str(_NOTICES), "publish", str(published), "--registry", str(registry)], check=True)
        print(f"published in {time.monotonic() - begun:.0f} s")
    return published


class Mix:
    """The addresses asked for, by kind of page; drawn anew each time, from the registry's own places and words."""

    def __init__(self, port: int) -> None:
        self.chance = random.Random(7)
        places = json.loads(_ask(port, "/registry/regions.json?_shape=array&level=city&_size=300"))
        self.cities = [place["adcode"] for place in places]
        self.words = {1: "茶果米", 2: many.GOODS, 4: ("消费帮扶", "节日慰问", "有限公司", "对口帮扶")}
        self.kinds = {
            "home": lambda: "/",
            "search, 1 character": lambda: f"/search?q={quote(self.chance.choice(self.words[1]))}",
            "search, 2 characters": lambda: f"/search?q={quote(self.chance.choice(self.words[2]))}",
            "search, 4 characters": lambda: f"/search?q={quote(self.chance.choice(self.words[4]))}",
            "suppliers": lambda: "/suppliers",
            "suppliers, one choice": lambda: f"/suppliers?{urlencode(self._choice(1))}",
            "suppliers, two choices": lambda: f"/suppliers?{urlencode(self._choice(2))}",
            "suppliers, searched": lambda: f"/suppliers?q={quote(self.chance.choice(self.words[2]))}",
            "notices, one choice": lambda: f"/notices?place={self.chance.choice(self.cities)}",
            "compare": lambda: "/compare",
            "compare, one province": lambda: f"/compare?place={self.chance.choice(self.cities)[:2]}0000",
            "calendar": lambda: "/calendar",
            "place": lambda: f"/places/{self.chance.choice(self.cities)}",
            "notice": lambda: f"/notices/{self.chance.randrange(1, 100_001)}",
            "supplier": lambda: f"/suppliers/{self.chance.randrange(1, 200_001)}",
        }

    def _choice(self, number: int) -> dict[str, str]:
        offered = {
            "place": self.chance.choice(self.cities)[:2] + "0000",
            "origin": self.chance.choice(self.cities),
            "force": self.chance.choice(("current", "past", "none")),
            "ownership": self.chance.choice(("民营", "国有", "合作社")),
        }
        return dict(self.chance.sample(sorted(offered.items()), number))

    def address(self, kind: str) -> str:
        """An address of this kind."""
        return self.kinds[kind]()


def _eight(mix: Mix, port: int) -> None:
    taken: dict[str, list[float]] = {kind: [] for kind in mix.kinds}
    # Some addresses are asked for often and most seldom, as on every site: the n-th most often, 1/n as often as
    # the first.
    known = [(kind, mix.address(kind)) for kind in mix.kinds for _ in range(_ADDRESSES)]
    mix.chance.shuffle(known)
    asked = mix.chance.choices(known, [1 / number for number in range(1, len(known) + 1)], k=_ASKED)

    def client(share: list[tuple[str, str]]) -> None:
        for kind, address in share:
            taken[kind].append(_timed(port, address))

    clients = [threading.Thread(target=client, args=(asked[number::8],)) for number in range(8)]
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    print(
        f"eight clients behind nginx with its cache: {_ASKED} requests for {len(set(asked))} addresses, "
        f"the n-th most often asked 1/n as often as the first (promised: p95 150 ms)"
    )
    for kind, times in taken.items():
        if len(times) > 1:
            _line(kind, times, PROMISED["eight"])
    _line("all", [one for times in taken.values() for one in times], PROMISED["eight"])


def _line(kind: str, times: list[float], promised: float | None = None) -> None:
    promised = promised or PROMISED["single" if kind in _SINGLE else "one"]
    p95 = statistics.quantiles(times, n=20)[-1]
    print(f"  {kind:24} p50 {statistics.median(times):6.0f} ms  p95 {p95:6.0f} ms{'' if p95 <= promised else '  OVER'}")


def _timed(port: int, address: str) -> float:
    begun = time.perf_counter()
    _ask(port, address)
    return (time.perf_counter() - begun) * 1000


def _ask(port: int, address: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", address)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    if answer.status != 200:
        raise RuntimeError(f"{address}: {answer.status}")
    return body


@contextmanager
def _behind_nginx(port: int) -> Iterator[int | None]:
    """The port of nginx with the sample configuration, its limits for one visitor apart; None without nginx."""
    nginx = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if nginx is None:
        yield None
        return
    with (
        tempfile.TemporaryDirectory() as place,
        in_front(nginx, f"http://127.0.0.1:{port}", Path(place), False) as front,
    ):
        yield int(front.rpartition(":")[2])

"""The site while files come in: it answers, quickly and without errors, and shows what is there so far."""

from __future__ import annotations

import json
import time
import urllib.request
from pathlib import Path
from urllib.parse import quote

from tests.samples import notice_text, run_alone, start, write_notices
from tests.serving import served

PAGES = (
    "/registry/notices.json?_shape=array&_size=max",
    "/registry/notices?_search=" + quote("消费帮扶"),
    "/registry/suppliers.json?_shape=array",
    "/",
)


def test_reading_the_site_during_an_ingest_never_waits_nor_fails(tmp_path: Path) -> None:
    registry = tmp_path / "registry.db"
    write_notices(tmp_path / "in", 120)
    first = tmp_path / "first.txt"
    first.write_text(notice_text(999), "utf-8")
    assert run_alone("ingest", first, "--registry", registry).returncode == 0
    counts, slowest = [], 0.0
    with served(registry) as address:
        ingesting = start("ingest", tmp_path / "in", "--registry", registry, "--jobs", "1")
        while ingesting.poll() is None or not counts:
            for page in PAGES:
                begun = time.monotonic()
                with urllib.request.urlopen(address + page, timeout=20) as answer:
                    body = answer.read()
                    assert answer.status == 200
                slowest = max(slowest, time.monotonic() - begun)
                if page == PAGES[0]:
                    counts.append(len(json.loads(body)))
        out, errors = ingesting.communicate(timeout=60)
        assert (ingesting.returncode, errors) == (0, ""), out
        with urllib.request.urlopen(address + PAGES[0], timeout=20) as answer:
            assert len(json.load(answer)) == 121
    assert counts == sorted(counts)
    assert slowest < 10

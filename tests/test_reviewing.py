"""Deciding on doubtful readings, as a clerk does: listed, decided, read again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extract.registry.store import open_registry
from tests.samples import run

_TEXT = """关于做好青川县消费帮扶工作的通知
青工发〔2024〕12号
各基层工会：
一、每人每年不超过500元，用于采购帮扶产品。
二、优先采购对口支援的四川省凉山州喜德县、云岭新区的农产品。
青川县总工会
2024年3月5日
"""


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    (tmp_path / "notice.txt").write_text(_TEXT, "utf-8")
    assert run("ingest", tmp_path / "notice.txt", "--registry", tmp_path / "r.db").returncode == 0
    return tmp_path / "r.db"


def _rows(registry: Path, sql: str) -> list[tuple[Any, ...]]:
    db = open_registry(registry)
    try:
        return [tuple(row) for row in db.execute(sql)]
    finally:
        db.close()


def _doubts(registry: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("review", "--json", "--registry", registry).stdout)
    return found


def test_a_place_without_a_code_is_listed_with_its_words(registry: Path) -> None:
    (doubt,) = [one for one in _doubts(registry) if one["table"] == "notice_regions"]
    assert (doubt["row"]["name"], doubt["row"]["adcode"]) == ("云岭新区", None)
    assert "云岭新区" in doubt["quote"]


def test_what_costs_most_is_listed_first(registry: Path) -> None:
    order = ["terms", "contacts", "listings", "dates", "notices", "platforms", "notice_regions", "citations"]
    tables = [one["table"] for one in _doubts(registry)]
    assert tables == sorted(tables, key=order.index)


def test_a_correction_takes_effect_and_closes_the_doubt(registry: Path) -> None:
    (doubt,) = [one for one in _doubts(registry) if one["table"] == "notice_regions"]
    done = run("review", doubt["id"], "--set", "adcode=510822", "--by", "李核", "--registry", registry)
    assert (done.returncode, "read again" in done.stdout) == (0, True)
    assert _rows(registry, "SELECT adcode FROM notice_regions WHERE name = '云岭新区'") == [("510822",)]
    assert not [one for one in _doubts(registry) if one["table"] == "notice_regions"]


def test_a_correction_survives_reading_the_file_again(registry: Path) -> None:
    (doubt,) = [one for one in _doubts(registry) if one["table"] == "notice_regions"]
    run("review", doubt["id"], "--set", "adcode=510822", "--by", "李核", "--registry", registry)
    db = open_registry(registry)
    db.execute("UPDATE sources SET rules_version = 'older'")
    db.conn.commit()
    db.close()
    run("ingest", registry.parent / "notice.txt", "--registry", registry)
    assert _rows(registry, "SELECT adcode FROM notice_regions WHERE name = '云岭新区'") == [("510822",)]


def test_a_correction_survives_in_a_file_for_a_registry_made_anew(registry: Path, tmp_path: Path) -> None:
    (doubt,) = [one for one in _doubts(registry) if one["table"] == "notice_regions"]
    run("review", doubt["id"], "--set", "adcode=510822", "--by", "李核", "--registry", registry)
    assert run("corrections", "export", tmp_path / "c.yaml", "--registry", registry).returncode == 0
    new = tmp_path / "new.db"
    run("ingest", tmp_path / "notice.txt", "--registry", new)
    assert run("corrections", "import", tmp_path / "c.yaml", "--registry", new).returncode == 0
    assert _rows(new, "SELECT adcode FROM notice_regions WHERE name = '云岭新区'") == [("510822",)]


def test_a_row_that_was_corrected_is_corrected_again_from_what_was_read(registry: Path) -> None:
    from contextlib import closing

    from extract import reviewing

    (doubt,) = [one for one in _doubts(registry) if one["table"] == "notice_regions"]
    run("review", doubt["id"], "--set", "adcode=510822", "--by", "李核", "--registry", registry)
    ((row,),) = _rows(registry, "SELECT id FROM notice_regions WHERE name = '云岭新区'")
    with closing(open_registry(registry)) as db:
        again = reviewing.decide_row(db, "notice_regions", row, "correct", "李核", {"adcode": "510800"})
    assert again.read is not None
    assert again.read["adcode"] is None


def test_a_decision_on_no_doubt_is_refused(registry: Path) -> None:
    done = run("review", "5", "--accept", "--registry", registry)
    assert done.returncode == 2
    assert "5: no such doubt" in done.stderr


def test_a_value_that_does_not_fit_is_refused_and_nothing_changes(registry: Path) -> None:
    (doubt,) = [one for one in _doubts(registry) if one["table"] == "notice_regions"]
    done = run("review", doubt["id"], "--set", "role=friend", "--registry", registry)
    assert done.returncode == 2
    assert "none of issuer, beneficiary, mentioned" in done.stderr
    assert _rows(registry, "SELECT count(*) FROM corrections") == [(0,)]


def test_the_log_tells_who_changed_what(registry: Path) -> None:
    (doubt,) = [one for one in _doubts(registry) if one["table"] == "notice_regions"]
    run(
        "review",
        doubt["id"],
        "--set",
        "adcode=510822",
        "--by",
        "李核",
        "--note",
        "去电核实",
        "--registry",
        registry,
    )
    text = run("log", "notice.txt", "--registry", registry).stdout
    assert "correction  notice.txt  (李核: 去电核实)" in text
    assert "adcode None → 510822" in text

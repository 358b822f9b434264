"""Figures over many files: groups, intervals, notices without error, confidence and review."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extract.evaluation.figures import Scored, bands, doubts, evaluation, intervals
from extract.evaluation.labels import LabelledFile, kind_of
from extract.evaluation.report import as_json, as_markdown, as_text
from extract.evaluation.rows import FileRows, rows_of
from extract.evaluation.score import Score, score_reading, score_rows
from extract.facts import Evidence, Term
from tests.registry.factories import notice, reading, term

RIGHT: dict[str, Any] = {"kind": "cap", "amount": 300, "unit": "CNY", "per": None, "standing": "set"}


def scored(stem: str, *amounts: int, format: str = "pdf", kind: str = "通知") -> Scored:
    """A file whose label is 300 yuan, and in which these amounts were read."""
    score = score_reading(f"{stem}.{format}", [{"terms": [RIGHT]}], reading(notice(*(term(amount=a) for a in amounts))))
    return Scored(score, stem, format, kind)


def believed(confidence: float, amount: int = 300) -> Term:
    fact = term(amount=amount)
    return replace(fact, evidence=replace(fact.evidence, confidence=confidence))


def test_figures_are_given_by_format_and_by_kind() -> None:
    found = evaluation([scored("a", 300), scored("a", 300, 1, format="docx"), scored("b", 1, kind="公告")])
    assert {name: score.all_tables.precision for name, score in found.formats.items()} == {"docx": 0.5, "pdf": 0.5}
    assert {name: score.all_tables.recall for name, score in found.kinds.items()} == {"公告": 0.0, "通知": 1.0}


def test_a_notice_without_any_mistake_is_faultless() -> None:
    found = evaluation([scored("a", 300), scored("b", 300, 1), scored("c")])
    assert found.overall.notices.cell_share == 1 / 3


def test_intervals_are_the_same_each_time_and_hold_the_figure() -> None:
    files = [scored(f"n{number}", *([300] if number % 4 else [300, 1])) for number in range(12)]
    once, again = intervals(files), intervals(files)
    assert once == again
    precision = once["terms"].precision
    assert precision is not None
    assert 0.6 < precision.low < 12 / 15 < precision.high <= 1.0


def test_intervals_draw_notices_not_files() -> None:
    """Five formats of one notice are one observation."""
    files = [scored("a", 300, format=str(number)) for number in range(5)]
    assert intervals(files) == {}


def test_where_all_is_right_the_interval_has_no_width() -> None:
    interval = intervals([scored("a", 300), scored("b", 300)])["all but notices"].f1
    assert interval is not None
    assert (interval.low, interval.high) == (1.0, 1.0)


def test_a_table_with_nothing_to_find_has_no_interval() -> None:
    assert intervals([scored("a", 300), scored("b", 300)])["forms"].f1 is None


def test_precision_by_band_of_confidence() -> None:
    facts = believed(0.3), believed(0.6, 1), believed(0.85, 2), believed(1.0, 3)
    score = score_reading("a", [{"terms": [RIGHT, RIGHT | {"amount": 3}]}], reading(notice(*facts)))
    found = bands(score.judged)
    assert sum(band.rows for band in found) == 4
    assert (found[0].rows, found[0].precision) == (1, 1.0)
    assert (found[-1].rows, found[-1].precision) == (1, 1.0)
    assert {band.precision for band in found[1:-1] if band.rows} == {0.0}


def test_a_row_with_a_wrong_cell_is_neither_right_nor_wrong() -> None:
    label = RIGHT | {"subject": "甲"}
    score = score_reading("a", [{"terms": [label]}], reading(notice(term(subject="乙"), term(amount=9))))
    assert [judged.verdict for judged in score.judged] == ["wrong", "wrong cell"]


def test_facts_in_review_are_counted_by_verdict() -> None:
    rows = rows_of(reading(notice(term(), term(amount=9), term(amount=8))))
    rows.notices[0].rows["terms"][1]["doubted"] = True
    found = doubts(score_rows("a", [{"terms": [RIGHT]}], rows).judged)
    assert (found["wrong"].rows, found["wrong"].share, found["right"].share) == (2, 0.5, 0.0)


def test_an_optional_label_is_judged_neither_way() -> None:
    score = score_reading("a", [{"terms": [RIGHT | {"optional": True}]}], reading(notice(term())))
    assert score.judged == []


# ---------------------------------------------------------------- rows


def test_rows_go_through_json_unchanged() -> None:
    rows = rows_of(reading(notice(term(), title="通知"), notice(parent=0)))
    assert FileRows.from_json(rows.as_json()) == rows


def test_a_doubted_fact_is_marked() -> None:
    class Doubt:
        def __init__(self, fact: Term) -> None:
            self.fact = fact

    sure, unsure = term(), term(amount=9)
    made = reading(notice(sure, unsure))
    object.__setattr__(made.notices[0], "doubts", (Doubt(unsure),))
    assert [row["doubted"] for row in rows_of(made).notices[0].rows["terms"]] == [False, True]


def test_evidence_without_confidence_is_sure() -> None:
    assert Evidence(0, 1, "甲", "r").confidence == 1.0


# ---------------------------------------------------------------- kinds and formats


def test_the_kind_is_the_sources_where_there_is_one(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a-2023.md").write_text("---\nplace: 110000\nkind: 名单公示\n---\n正文\n", "utf-8")
    assert kind_of("a-2023", [{"doc_type": "公示"}], tmp_path / "gold") == "名单公示"


@pytest.mark.parametrize(
    ("labels", "kind"), [([{"doc_type": ["公示", None]}], "公示"), ([{"doc_type": None}], "-"), ([], "-")]
)
def test_the_kind_is_the_labels_elsewhere(tmp_path: Path, labels: list[dict[str, object]], kind: str) -> None:
    assert kind_of("a-2023", labels, tmp_path) == kind


def test_the_format_is_the_ending() -> None:
    assert [LabelledFile("a", Path(name)).format for name in ("a.PDF", "a.htm", "a.html", "a")] == [
        "pdf", "html", "html", "-",
    ]  # fmt: skip


# ---------------------------------------------------------------- printed


def test_the_text_has_every_section() -> None:
    text = as_text(evaluation([scored("a", 300), scored("b", 300, 1, kind="公告", format="docx")]))
    for words in (
        "2 notices in 2 files", "95 % of F1", "by format", "by kind", "by file", "notices without any error 0.500 of 2",
        "confidence", "in review",
    ):  # fmt: skip
        assert words in text


def test_the_json_has_the_same_figures() -> None:
    report = json.loads(as_json(evaluation([scored("a", 300), scored("b", 300, 1)]), with_mistakes=True))
    assert report["overall"]["tables"]["terms"]["support"] == 2
    assert report["overall"]["intervals"]["terms"]["f1"][1] == 1.0
    assert report["overall"]["faultless"] == 0.5
    assert report["overall"]["review"]["wrong"] == {"rows": 1, "in_review": 0, "share": 0.0}
    assert [error["error"] for error in report["errors"]] == ["extra"]


def test_the_markdown_is_a_table_with_a_row_for_every_table() -> None:
    found = evaluation([scored("a", 300), scored("b", 300, 1)])
    lines = as_markdown(found).splitlines()
    assert "| terms | 2 | 0.667 | 1.000 | 0.800 | 0.667–1.000 | - |" in lines
    assert len([line for line in lines if line.startswith("|")]) == 2 + len(Score("").tables) + 1

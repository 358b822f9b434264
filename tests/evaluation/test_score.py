"""Scores are what the definition says: found by keys, compared by cells."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from extract.evaluation.figures import Evaluation, Scored, evaluation
from extract.evaluation.labels import LabelError, labelled_files, read_labels
from extract.evaluation.report import as_json, as_text
from extract.evaluation.score import Score, score_reading, total
from extract.evaluation.scoring import TABLES, match, phone_numbers, right, share_words
from extract.facts import Duty, Form, Listing, NoticeRegion, Task
from extract.readings import Reading
from extract.registry.store import Delivery, open_registry, put
from tests.registry.factories import BODY, VERSIONS, citation, contact, evidence, notice, reading, term

LABEL: dict[str, Any] = {"kind": "cap", "amount": 300, "unit": "CNY", "per": None, "standing": "set"}


def scored(labels: dict[str, Any], *facts: Any, text: str = BODY, **record: Any) -> Score:
    return score_reading("file", [labels], reading(notice(*facts, text=text, **record)))


def evaluated(scores: list[Score]) -> Evaluation:
    return evaluation(Scored(score, score.name) for score in scores)


def counts(score: Score, table: str = "terms") -> tuple[int, int, int]:
    found = score.tables[table]
    return found.found, found.missed, found.extra


def test_a_row_is_found_by_its_keys() -> None:
    assert counts(scored({"terms": [LABEL]}, term())) == (1, 0, 0)


def test_a_row_with_another_key_is_missed_and_extra() -> None:
    assert counts(scored({"terms": [LABEL | {"amount": 500}]}, term())) == (0, 1, 1)


def test_precision_recall_and_f1() -> None:
    score = scored({"terms": [LABEL, LABEL | {"amount": 1}, LABEL | {"amount": 2}]}, term(), term(amount=9))
    terms = score.tables["terms"]
    assert (terms.precision, terms.recall, terms.f1) == (1 / 2, 1 / 3, 2 / 5)


def test_nothing_to_find_and_nothing_found_has_no_figure() -> None:
    terms = scored({"terms": []}).tables["terms"]
    assert (terms.precision, terms.recall, terms.f1) == (None, None, None)


def test_a_table_without_labels_is_not_scored() -> None:
    assert counts(scored({}, term())) == (0, 0, 0)


def test_an_optional_label_counts_neither_way() -> None:
    optional = LABEL | {"optional": True}
    assert counts(scored({"terms": [optional]}, term())) == (0, 0, 0)
    assert counts(scored({"terms": [optional]})) == (0, 0, 0)


def test_any_of_several_readings_is_right() -> None:
    assert counts(scored({"terms": [LABEL | {"per": ["person-year", None]}]}, term())) == (1, 0, 0)


def test_cells_count_only_where_the_label_has_them() -> None:
    score = scored(
        {"terms": [LABEL | {"base": "当年额度", "additional": 0}]}, term(base="当 年 额 度", subject="各单位")
    )
    assert dict(score.tables["terms"].cells) == {"base": 1, "additional": 1}
    assert score.tables["terms"].cell_share == 1.0


def test_of_two_rows_with_equal_keys_each_label_takes_the_one_it_agrees_with() -> None:
    labels = [LABEL | {"subject": "乙"}, LABEL | {"subject": "甲"}]
    score = scored({"terms": labels}, term(subject="甲"), term(subject="乙"))
    assert score.tables["terms"].cell_share == 1.0


def test_a_region_is_found_by_code_and_by_name_where_it_has_none() -> None:
    def region(name: str, adcode: str | None) -> NoticeRegion:
        return NoticeRegion(evidence=evidence(BODY, "对口地区"), name=name, adcode=adcode, role="beneficiary")

    label = {"name": "甲州", "adcode": "513400", "role": "beneficiary"}
    uncoded = {"name": "丙新区", "adcode": None, "role": "beneficiary"}
    assert counts(scored({"notice_regions": [label]}, region("甲", "513400")), "notice_regions") == (1, 0, 0)
    assert counts(scored({"notice_regions": [uncoded]}, region("丙新区", None)), "notice_regions") == (1, 0, 0)
    assert counts(scored({"notice_regions": [uncoded]}, region("丁新区", None)), "notice_regions") == (0, 1, 1)


def test_mentioned_regions_and_suppliers_contacts_are_not_scored() -> None:
    mentioned = NoticeRegion(evidence=evidence(BODY, "对口地区"), name="甲", adcode=None, role="mentioned")
    assert counts(scored({"notice_regions": []}, mentioned), "notice_regions") == (0, 0, 0)


def test_a_contact_is_found_by_person_and_a_number_in_common() -> None:
    text = BODY + "联系人：王某，13800000000\n"
    label = {"person": "王某", "phone": "0574-80000000、138 0000 0000", "email": None}
    score = scored({"contacts": [label]}, contact(text, "王某", "13800000000"), text=text)
    assert counts(score, "contacts") == (1, 0, 0)


def test_a_citation_is_found_by_its_number_whatever_its_title() -> None:
    text = BODY + "《办法》"
    fact = citation(text, "《办法》", title="办法", doc_number="甲工〔2030〕1号")
    label = {"doc_number": "甲工〔2030〕1号", "title": "某办法"}
    assert counts(scored({"citations": [label]}, fact, text=text), "citations") == (1, 0, 0)


def test_a_duty_is_compared_by_the_number_of_its_task() -> None:
    task = Task(evidence=evidence(BODY, "采购"), number="2", title="产销对接")
    duty = Duty(evidence=evidence(BODY, "各直属工会"), role="lead", organization="各直属工会", task=task)
    score = scored({"duties": [{"role": "lead", "organization": "各直属工会", "task": "2"}]}, task, duty)
    assert score.tables["duties"].cell_share == 1.0


def test_a_forms_headings_are_compared_in_order() -> None:
    form = Form(evidence=evidence(BODY, "进度"), title="进度表", columns=("单位", "金额"))
    label = {"title": "进度表", "columns": ["单位", "金额"]}
    assert scored({"forms": [label]}, form).tables["forms"].cell_share == 1.0
    swapped = label | {"columns": ["金额", "单位"]}
    assert scored({"forms": [swapped]}, form).tables["forms"].cell_share == 0.0


def test_notice_fields_are_cells_of_notices() -> None:
    score = scored({"title": "采购通知", "doc_number": None, "issuer": "甲工会"}, title="采购 通知", issuer="乙工会")
    assert score.tables["notices"].cell_share == 2 / 3
    assert counts(score, "notices") == (1, 0, 0)


def test_the_second_label_is_the_forwarded_notices() -> None:
    labels = [{"key": "main", "title": "转发"}, {"key": "annex", "title": "原通知", "terms": [LABEL]}]
    score = score_reading("file", labels, reading(notice(title="转发"), notice(term(), title="原通知", parent=0)))
    assert score.tables["notices"].cell_share == 1.0
    assert counts(score) == (1, 0, 0)


def test_a_notice_nobody_labelled_is_extra_with_all_its_rows() -> None:
    score = score_reading("file", [{"title": "一"}], reading(notice(title="一"), notice(term(), parent=0)))
    assert counts(score, "notices") == (1, 0, 1)
    assert counts(score) == (0, 0, 1)


def test_a_file_that_could_not_be_read_misses_all_its_labels() -> None:
    score = score_reading("file", [{"title": "一", "terms": [LABEL]}], reading(status="failed", error="a scan"))
    assert counts(score, "notices") == (0, 1, 0)
    assert counts(score) == (0, 1, 0)
    assert score.error == "a scan"


def test_evidence_is_words_in_common() -> None:
    score = scored({"terms": [LABEL | {"quote": "由各单位从职工福利费中列支"}]}, term())
    assert score.evidence.cell_share == 0.0
    assert [mistake.kind for mistake in score.mistakes] == ["other words"]


@pytest.mark.parametrize(
    ("found", "wanted", "shared"),
    [
        ("每人不超过300元", "不超过 300元的", True),
        ("不超过", "不超过", True),
        ("不超出", "不超过", False),
        (None, "甲", False),
    ],
)
def test_share_words(found: str | None, wanted: str, shared: bool) -> None:
    assert share_words(found, wanted) is shared


def test_phone_numbers() -> None:
    assert phone_numbers("(0574) 80000000 138 0000 0000转8001") == {"057480000000", "13800000000"}
    assert phone_numbers(None) == frozenset()


def test_numbers_are_compared_by_value() -> None:
    assert right({"amount": 500}, {"amount": 500.0}, "amount")


def test_a_label_that_allows_less_chooses_first() -> None:
    loose = {"name": ["甲", "乙"]}
    strict = {"name": "甲"}
    assert match(TABLES["platforms"], [loose, strict], [{"name": "甲"}, {"name": "乙"}]).missed == []


def test_mistakes_are_printed_with_their_words() -> None:
    score = scored({"terms": [LABEL | {"amount": 500, "quote": "500元"}]}, term())
    text = as_text(evaluated([score]), with_mistakes=True)
    assert "missed: file [main] terms: kind=cap, amount=500" in text
    assert "extra: file [main] terms: kind=cap, amount=300" in text
    assert "«不超过300元»" in text


def test_labels_are_for_every_format_of_a_file_and_its_scan(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a.pdf", "a.docx", "a-scan.pdf", "b.pdf", "ab.pdf")]
    assert [path.name for _, path in labelled_files(["a"], files)] == ["a-scan.pdf", "a.docx", "a.pdf"]
    assert [path.name for _, path in labelled_files(["a"], files, "*.docx")] == ["a.docx"]


def test_a_broken_label_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{")
    with pytest.raises(LabelError, match=r"a\.json: not a label file"):
        read_labels(tmp_path)


# ---------------------------------------------------------------- as the judge scores


def judge(shared: Path) -> Any:
    spec = importlib.util.spec_from_file_location("judge", shared / "check" / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["judge"] = module
    spec.loader.exec_module(module)
    return module


def judged(module: Any, path: Path, gold: dict[str, Any]) -> dict[str, Any]:
    chosen = ["notices", *module.TABLES]
    scores, overall, _ = module.score_registry(module.Registry(path), gold, chosen)
    return {"files": [score.as_json(chosen) for score in scores], "overall": overall.as_json(chosen)}


def assert_same(ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    for mine, its in zip([*ours["files"], ours["overall"]], [*theirs["files"], theirs["overall"]], strict=True):
        for table, figures in its["tables"].items():
            for name in ("found", "missed", "extra", "precision", "recall", "f1"):
                assert mine["tables"][table][name] == pytest.approx(figures[name], abs=5e-4), (its["name"], table, name)
            assert mine["tables"][table]["cells"] == pytest.approx(figures["cell_accuracy"], abs=5e-4), table
        assert mine["notice_fields"] == pytest.approx(its["notice_field_accuracy"], abs=5e-4)
        assert mine["quotes"] == pytest.approx(its["quotes"]["share"], abs=5e-4)
        assert mine["evidence"] == pytest.approx(its["evidence"]["share"], abs=5e-4)


def store(db: Database, of: Reading) -> None:
    put(db, of, Delivery(of.filename, of.filename, of.sha256), VERSIONS)


@pytest.mark.shared
def test_hand_made_readings_score_as_the_judge_scores_their_registry(shared: Path, tmp_path: Path) -> None:
    text = BODY + "甲农场 甲路1号 王某 13800000000\n乙厂\n《办法》"
    task = Task(evidence=evidence(text, "采购"), number="1", title="产销对接")
    made = reading(
        notice(
            term(text, subject="甲"),
            term(text, amount=500, per="person"),
            Listing(evidence=evidence(text, "甲农场"), name="甲农场", address="甲路1号", phone="13800000000"),
            Listing(evidence=evidence(text, "乙厂"), name="乙厂"),
            contact(text, "王某", "13800000000"),
            citation(text, "《办法》", title="办法"),
            task,
            Duty(evidence=evidence(text, "各直属工会"), role="lead", organization="各直属工会", task=task),
            Form(evidence=evidence(text, "进度"), title="进度表", columns=("单位", "金额")),
            text=text,
            title="采购通知",
        ),
        notice(text="转发。", parent=0, title="多余"),
        filename="a.pdf",
    )
    gold = {
        "a": [
            {
                "title": "采购通知",
                "issuer": "甲",
                "terms": [LABEL | {"subject": ["甲", "乙"], "quote": "不超过300元"}, LABEL | {"amount": 1}],
                "listings": [{"name": "甲农场", "address": "乙路", "phone": "13800000000"}, {"name": "丙厂"}],
                "contacts": [{"person": "王某", "phone": ["13800000000"], "email": None, "organization": "甲"}],
                "citations": [{"title": "办法", "doc_number": None, "optional": True}],
                "tasks": [{"number": "1", "title": "产销对接"}],
                "duties": [{"role": "lead", "organization": "各直属工会", "task": "1"}],
                "forms": [{"title": "进度表", "columns": ["单位", "金额"]}],
            }
        ]
    }
    db = open_registry(tmp_path / "registry.db")
    store(db, made)
    db.close()
    ours = json.loads(as_json(evaluated([score_reading("a.pdf", gold["a"], made)])))
    assert_same(ours, judged(judge(shared), tmp_path / "registry.db", gold))


@pytest.mark.shared
def test_the_sample_notices_score_as_the_judge_scores_their_registry(shared: Path, tmp_path: Path) -> None:
    from extract.reading import read

    labels = read_labels(shared / "gold")
    files = [(stem, path) for stem, path in labelled_files(labels, (shared / "notices").iterdir(), "*.docx")]
    readings = [(stem, read(path)) for stem, path in files]
    db = open_registry(tmp_path / "registry.db")
    for _, found in readings:
        store(db, found)
    db.close()
    scores = [score_reading(found.filename, labels[stem], found) for stem, found in readings]
    module = judge(shared)
    gold = {stem: labels[stem] for stem, _ in files}
    assert_same(json.loads(as_json(evaluated(scores))), judged(module, tmp_path / "registry.db", gold))
    assert total(scores).all_tables.f1 is not None

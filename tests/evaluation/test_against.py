"""What a change of rules gained and lost, against a registry or an earlier revision."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from extract.evaluation.against import Change, as_json, as_text, compare
from extract.evaluation.earlier import AgainstError, from_registry, read_before
from extract.evaluation.rows import FileRows, rows_of
from extract.facts import Form, Task
from extract.registry.store import open_registry
from tests.evaluation.test_figures import RIGHT
from tests.registry.factories import BODY, evidence, notice, reading, store, term
from tests.samples import ROOT, command, environment, run, write_notices

FILE = Path("notice.pdf")


def changes(before: Any, now: Any, labels: list[dict[str, Any]] | None = None) -> list[Change]:
    """The changes between two readings of one file."""
    return compare({FILE: before}, {FILE: now}, {FILE: labels} if labels else {}).changes


def file_rows(*facts: Any, **record: Any) -> FileRows:
    return rows_of(reading(notice(*facts, **record)))


def test_the_same_reading_changes_nothing() -> None:
    assert changes(file_rows(term()), file_rows(term())) == []


def test_a_fact_read_only_now_is_gained_and_one_no_longer_read_is_lost() -> None:
    share = term(quote="百分之十五", amount=15)
    (gained,) = changes(file_rows(term()), file_rows(term(), share))
    (lost,) = changes(file_rows(term(), share), file_rows(term()))
    assert (gained.kind, gained.now and gained.now["quote"], gained.before) == ("gained", "百分之十五", None)
    assert (lost.kind, lost.before and lost.before["quote"], lost.now) == ("lost", "百分之十五", None)


def test_a_fact_read_otherwise_from_the_same_words_is_changed() -> None:
    (change,) = changes(file_rows(term(subject="甲")), file_rows(term(amount=500, subject="甲")))
    assert (change.kind, change.columns) == ("changed", ("amount",))


def test_a_fact_of_the_same_keys_from_other_words_is_changed_only_in_its_cells() -> None:
    (change,) = changes(file_rows(term(base="福利费")), file_rows(term(quote="每人每年不超过", base="经费")))
    assert change.columns == ("base",)


def test_words_rule_and_confidence_alone_change_nothing() -> None:
    assert changes(file_rows(term()), file_rows(term(quote="每人每年不超过"))) == []


def test_of_two_equal_facts_losing_one_is_told() -> None:
    assert [change.kind for change in changes(file_rows(term(), term()), file_rows(term()))] == ["lost"]


def test_the_notices_own_fields_are_compared() -> None:
    (change,) = changes(file_rows(title="旧"), file_rows(title="新"))
    assert (change.table, change.columns) == ("notices", ("title",))


def test_a_notice_no_longer_parted_is_lost_with_its_facts() -> None:
    forwarded = rows_of(reading(notice(), notice(term(), parent=0)))
    assert [(change.table, change.kind) for change in changes(forwarded, rows_of(reading(notice())))] == [
        ("notices", "lost"),
        ("terms", "lost"),
    ]


def test_labels_say_whether_a_change_is_for_the_better() -> None:
    found = compare({FILE: file_rows()}, {FILE: file_rows(term(), term(amount=9))}, {FILE: [{"terms": [RIGHT]}]})
    assert [change.verdict_now for change in found.changes] == ["right", "wrong"]
    text = as_text(found, "HEAD~1")
    assert "against HEAD~1: 2 gained, 0 lost, 0 changed, in 1 of 1 files" in text
    assert "gained, as the labels have it: 1 right, 1 wrong" in text
    assert "  terms: F1 0.0000 → 0.6667" in text
    assert "gained  terms: kind=cap, amount=9" in text
    assert "«不超过300元»  [test.rule]  wrong" in text


def test_files_that_only_one_reader_reads_are_told() -> None:
    failed = FileRows("notice.pdf", error="a scan")
    found = compare({FILE: failed}, {FILE: file_rows(term())}, {})
    assert found.errors == ["notice.pdf: could not be read before: a scan"]
    assert json.loads(as_json(found, "x"))["changes"][-1]["change"] == "gained"


# ---------------------------------------------------------------- a registry


def test_a_registry_gives_the_rows_that_were_read(tmp_path: Path) -> None:
    text = BODY + "产销对接"
    task = Task(evidence=evidence(text, "产销对接"), number="1", title="产销对接")
    form = Form(evidence=evidence(text, "进度"), title="进度表", columns=("单位", "金额"))
    made = reading(notice(term(text), task, form, text=text, title="通知"), notice(parent=0), content="x")
    db = open_registry(tmp_path / "registry.db")
    store(db, made)
    db.close()
    (tmp_path / "notice.pdf").write_bytes(b"x")
    path = tmp_path / "notice.pdf"
    before = from_registry(tmp_path / "registry.db", [path])
    assert compare(before, {path: rows_of(made)}, {}).changes == []


def test_a_file_that_the_registry_does_not_hold_is_told(tmp_path: Path) -> None:
    open_registry(tmp_path / "registry.db").close()
    (tmp_path / "notice.pdf").write_bytes(b"x")
    assert from_registry(tmp_path / "registry.db", [tmp_path / "notice.pdf"]) == {}


def test_evaluate_against_a_registry_of_the_same_rules_tells_no_change(tmp_path: Path) -> None:
    write_notices(tmp_path / "in", 2)
    run("ingest", tmp_path / "in", "--registry", tmp_path / "registry.db")
    write_notices(tmp_path / "in", 3)
    found = run("evaluate", "--files", tmp_path / "in", "--against", tmp_path / "registry.db")
    assert found.returncode == 0
    first, absent = found.stdout.splitlines()
    assert first.endswith("0 gained, 0 lost, 0 changed, in 0 of 2 files")
    assert absent == f"  not in it: {tmp_path / 'in' / 'notice-003.txt'}"


# ---------------------------------------------------------------- a revision


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout of its own with this program's reader and rules as its only commit, and a rule changed since."""
    if shutil.which("git") is None:
        pytest.skip("needs the package git")
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("extract", "rules"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    author = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "core.hooksPath=/dev/null"]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "first"]):
        subprocess.run(["git", *author, *arguments], cwd=folder, check=True)
    terms = folder / "rules" / "terms.toml"
    terms.write_text(terms.read_text("utf-8").replace("超", "逾"), "utf-8")
    return folder


def run_in(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs the `notices` of a folder in it; a checkout around the folder is none of its own."""
    bounded = {"PYTHONPATH": str(folder), "GIT_CEILING_DIRECTORIES": str(folder.parent)}
    return subprocess.run(
        command(*arguments), capture_output=True, text=True, cwd=folder, env={**environment(), **bounded}
    )


def test_evaluate_against_a_revision_runs_that_revisions_reader(checkout: Path, tmp_path: Path) -> None:
    write_notices(tmp_path, 1)
    found = run_in(checkout, "evaluate", "--files", tmp_path, "--against", "HEAD")
    assert (found.returncode, found.stderr) == (0, "")
    assert "amount=300" in found.stdout
    assert not found.stdout.startswith("against HEAD: 0 gained, 0 lost, 0 changed")


@pytest.mark.parametrize("revision", ["no-such-revision", "--help", "HEAD~99"])
def test_an_unknown_revision_is_2_and_one_line(checkout: Path, tmp_path: Path, revision: str) -> None:
    write_notices(tmp_path, 1)
    found = run_in(checkout, "evaluate", "--files", tmp_path, f"--against={revision}")
    assert (found.returncode, len(found.stderr.splitlines())) == (2, 1)
    assert found.stderr.startswith(f"error: {revision}: neither a registry nor a git revision")


def test_outside_a_checkout_a_revision_is_2_and_one_line(tmp_path: Path) -> None:
    write_notices(tmp_path / "in", 1)
    shutil.copytree(ROOT / "extract", tmp_path / "extract", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "rules", tmp_path / "extract" / "_rules")
    found = run_in(tmp_path, "evaluate", "--files", tmp_path / "in", "--against", "HEAD")
    assert (found.returncode, len(found.stderr.splitlines())) == (2, 1)
    assert "name a registry instead" in found.stderr


@pytest.mark.parametrize("content", [None, b"", b"text" * 200])
def test_what_is_no_registry_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "registry.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(AgainstError, match=r"registry\.db"):
        read_before(str(path), [], 1)


@pytest.mark.parametrize(
    "arguments", [[], ["--against", "HEAD", "--errors"], ["--against", "HEAD", "--floors", "floors.toml"]]
)
def test_evaluate_without_labels_or_with_options_that_do_not_go_together_is_2(
    tmp_path: Path, arguments: list[str]
) -> None:
    write_notices(tmp_path / "in", 1)
    found = run("evaluate", "--files", tmp_path / "in", *arguments)
    assert (found.returncode, len(found.stderr.splitlines())) == (2, 1)

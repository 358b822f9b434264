"""The command as its users meet it: its words, its exit codes, and how soon it answers."""

from __future__ import annotations

import json
import os
import pty
import re
import resource
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

from extract.rules import RuleError
from extract.workers import Readers
from tests.samples import command, environment, notice_text, run, run_alone, start, write_notices

COMMANDS = ("ingest", "watch", "fetch", "serve", "explain", "evaluate", "withdraw", "rules")


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    return tmp_path / "out" / "registry.db"


@pytest.fixture
def filled(tmp_path: Path, registry: Path) -> Path:
    write_notices(tmp_path / "in", 2)
    assert run("ingest", tmp_path / "in", "--registry", registry).returncode == 0
    return registry


def test_help_names_every_command_and_gives_examples() -> None:
    text = run("--help").stdout
    for name in COMMANDS:
        assert f"\n  {name} " in text
    assert "Examples:" in text
    assert "_NOTICES_COMPLETE" in text


@pytest.mark.parametrize("name", COMMANDS)
def test_each_commands_help_gives_examples(name: str) -> None:
    found = run(name, "--help")
    assert found.returncode == 0
    assert f"\n    notices {name} " in found.stdout


def test_help_answers_at_once() -> None:
    def seconds() -> float:
        """The time the command worked; the time it took also counts what else the machine does."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert run_alone("--help").returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(seconds() for _ in range(3)) < 0.3


def test_help_loads_nothing_heavy() -> None:
    heavy = "import sys; from extract import cli; print([m for m in ('spacy', 'datasette', 'sqlite_utils', 'rich', "
    heavy += "'pypdfium2', 'lxml', 'regex') if m in sys.modules])"
    found = subprocess.run([command()[0], "-c", heavy], capture_output=True, text=True, env=environment())
    assert found.stdout == "[]\n"


def test_the_shell_completes_commands_and_options() -> None:
    def completions(words: str, at: int) -> list[str]:
        asked = {"_NOTICES_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(at)}
        found = subprocess.run(command(), capture_output=True, text=True, env={**environment(), **asked})
        return [line.split(",", 1)[1] for line in found.stdout.splitlines()]

    assert completions("notices in", 1) == ["ingest"]
    assert completions("notices ingest --j", 2) == ["--jobs"]


def test_a_process_of_its_own_ends_with_the_same_codes(tmp_path: Path, registry: Path) -> None:
    write_notices(tmp_path / "in", 1)
    assert run_alone("ingest", tmp_path / "in", "--registry", registry).returncode == 0
    assert run_alone("ingest", tmp_path / "gone", "--registry", registry).returncode == 2
    (tmp_path / "in" / "empty.pdf").write_bytes(b"")
    assert run_alone("ingest", tmp_path / "in", "--registry", registry).returncode == 1


@pytest.mark.parametrize(
    "arguments", [["ingest"], ["nosuch"], ["ingest", "x", "--jobs", "0"], ["evaluate", "."], ["explain", "a", "b"]]
)
def test_wrong_usage_is_2(arguments: list[str]) -> None:
    assert run(*arguments).returncode == 2


# ---------------------------------------------------------------- ingest


def test_ingest_prints_what_was_read(tmp_path: Path, registry: Path) -> None:
    write_notices(tmp_path / "in", 2)
    (tmp_path / "in" / "labels.json").write_text("{}")
    found = run("ingest", tmp_path / "in", "--registry", registry)
    assert (found.returncode, found.stderr) == (0, "")
    first, *tables, last = found.stdout.splitlines()
    assert first == "2 files: 2 read, 1 skipped as no notices"
    assert ["notices", "2"] in [line.split() for line in tables]
    assert last == f"registry: {registry}"


def test_ingest_prints_a_line_for_each_failed_file_and_ends_with_1(tmp_path: Path, registry: Path) -> None:
    (path,) = write_notices(tmp_path / "in", 1)
    empty = path.with_name("empty.pdf")
    empty.write_bytes(b"")
    found = run("ingest", tmp_path / "in", "--registry", registry)
    assert found.returncode == 1
    assert found.stdout.splitlines()[0].startswith(f"failed: {empty}: ")
    assert "2 files: 1 read, 1 failed" in found.stdout


def test_ingest_goes_to_output_by_default(tmp_path: Path) -> None:
    write_notices(tmp_path / "in", 1)
    assert run("ingest", "in", cwd=tmp_path).returncode == 0
    assert (tmp_path / "output" / "registry.db").is_file()


def test_ingest_of_known_files_says_so(tmp_path: Path, filled: Path) -> None:
    found = run("ingest", tmp_path / "in", "--registry", filled)
    assert (found.returncode, found.stdout) == (0, f"2 files: 2 known already\nregistry: {filled}\n")


def test_on_a_terminal_there_is_a_bar(tmp_path: Path, registry: Path) -> None:
    write_notices(tmp_path / "in", 3)
    outer, inner = pty.openpty()
    process = subprocess.Popen(
        command("ingest", tmp_path / "in", "--registry", registry, "--jobs", "1"),
        stdout=inner,
        stderr=inner,
        env={**environment(), "TERM": "xterm", "COLUMNS": "80"},
    )
    os.close(inner)
    shown = b""
    while True:
        try:
            piece = os.read(outer, 65536)
        except OSError:  # Linux tells the end of a terminal so
            break
        if not piece:
            break
        shown += piece
    os.close(outer)
    assert process.wait() == 0
    assert b"3/3" in shown
    assert b"3 files: 3 read" in shown


def test_not_on_a_terminal_the_lines_are_plain(tmp_path: Path, registry: Path) -> None:
    write_notices(tmp_path / "in", 1)
    assert "\x1b" not in run("ingest", tmp_path / "in", "--registry", registry).stdout


def test_rules_that_cannot_be_used_end_a_command_with_one_line(
    tmp_path: Path, registry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unusable(readers: Readers, path: Path, filename: str) -> None:
        raise RuleError("rules/terms.toml: pattern 'cap' does not compile")

    (path,) = write_notices(tmp_path / "in", 1)
    monkeypatch.setattr("extract.workers.Readers.submit", unusable)
    for arguments in (["explain", path], ["ingest", path, "--registry", registry, "--jobs", "1"]):
        found = run(*arguments)
        assert found.returncode == 2
        assert found.stderr == "error: rules/terms.toml: pattern 'cap' does not compile\n"


# ---------------------------------------------------------------- withdraw


def test_retry_reads_again_what_failed_and_says_what_came_of_it(tmp_path: Path, registry: Path) -> None:
    write_notices(tmp_path / "in", 1)
    (tmp_path / "in" / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    assert run("ingest", tmp_path / "in", "--registry", registry).returncode == 1
    found = run("retry", "--registry", registry)
    assert found.returncode == 1
    assert found.stdout.startswith(f"failed: {tmp_path / 'in' / 'broken.pdf'}: the PDF is cut off")
    assert "1 file: 1 failed" in found.stdout


def test_retry_without_failures_has_nothing_to_do(filled: Path) -> None:
    found = run("retry", "--registry", filled)
    assert (found.returncode, found.stdout) == (0, "nothing to retry: no source failed\n")


def test_retry_of_an_unknown_source_is_2_and_one_line(filled: Path) -> None:
    found = run("retry", "nowhere.pdf", "--registry", filled)
    assert found.returncode == 2
    assert found.stderr == f"error: nowhere.pdf: no such source in {filled}; look at its table sources\n"


@pytest.mark.parametrize("limit", ["page=3", "pages=many", "pages=0", "pages"])
def test_a_limit_that_is_none_is_2_and_the_known_ones_are_named(tmp_path: Path, limit: str) -> None:
    found = run("ingest", tmp_path, "--limit", limit)
    assert found.returncode == 2
    assert found.stderr.startswith(f"error: {limit}: a limit is NAME=NUMBER, with a name of seconds, silent_seconds,")


def test_a_limit_holds_for_the_files_read(tmp_path: Path, registry: Path) -> None:
    write_notices(tmp_path / "in", 1)
    found = run("ingest", tmp_path / "in", "--registry", registry, "--limit", "characters=20")
    assert found.returncode == 1
    assert "it has more than 20 characters" in found.stdout


def test_withdraw_takes_a_file_out_by_its_name(tmp_path: Path, filled: Path) -> None:
    found = run("withdraw", "notice-001.txt", "--registry", filled)
    assert found.returncode == 0
    assert found.stdout.startswith("withdrawn: notice-001.txt (")
    assert len(list(filled.parent.rglob("originals/*/*.txt"))) == 1
    again = run("ingest", tmp_path / "in", "--registry", filled)
    assert "2 files: 1 read, 1 known already" in again.stdout


def test_withdraw_of_an_unknown_source_is_2_and_one_line(filled: Path) -> None:
    found = run("withdraw", "nosuch.pdf", "--registry", filled)
    assert found.returncode == 2
    (line,) = found.stderr.splitlines()
    assert line.startswith("error: nosuch.pdf: no source of this name")


def test_withdraw_asks_for_the_hash_where_several_files_bear_a_name(tmp_path: Path, filled: Path) -> None:
    other = tmp_path / "more" / "notice-001.txt"
    other.parent.mkdir()
    other.write_text(notice_text(77), "utf-8")
    run("ingest", other, "--registry", filled)
    found = run("withdraw", "notice-001.txt", "--registry", filled)
    assert found.returncode == 2
    (sha256, _) = re.findall(r"([0-9a-f]{12}) \(notice-001\.txt\)", found.stderr)
    assert run("withdraw", sha256, "--registry", filled).returncode == 0


# ---------------------------------------------------------------- explain


def test_explain_prints_facts_words_and_rules_and_writes_nothing(tmp_path: Path) -> None:
    (path,) = write_notices(tmp_path / "in", 1)
    found = run("explain", path, cwd=tmp_path)
    assert (found.returncode, found.stderr) == (0, "")
    for words in ("青工发〔2030〕1号", "amount 300", "不超过300元", "terms."):
        assert words in found.stdout
    assert sorted(item.name for item in tmp_path.iterdir()) == ["in"]


def test_explain_writes_a_page_where_told(tmp_path: Path) -> None:
    (path,) = write_notices(tmp_path / "in", 1)
    page = tmp_path / "page.html"
    found = run("explain", path, "--html", page)
    assert (found.returncode, found.stdout) == (0, f"written: {page}\n")
    assert "<mark" in page.read_text("utf-8")


def test_explain_of_an_unreadable_file_is_1_and_one_line(tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    found = run("explain", tmp_path / "empty.pdf")
    assert found.returncode == 1
    (line,) = found.stderr.splitlines()
    assert line.startswith(f"failed: {tmp_path / 'empty.pdf'}: ")


@pytest.mark.parametrize("name", ["gone.pdf", "."])
def test_explain_of_no_file_is_2(tmp_path: Path, name: str) -> None:
    found = run("explain", tmp_path / name)
    assert found.returncode == 2
    assert len(found.stderr.splitlines()) == 1


# ---------------------------------------------------------------- evaluate


def labelled(folder: Path, amount: int = 300) -> Path:
    (path,) = write_notices(folder / "files", 1)
    term = {"kind": "cap", "amount": amount, "unit": "CNY", "per": "person-year", "standing": "set"}
    label = {"notices": [{"key": "main", "doc_number": "青工发〔2030〕1号", "terms": [term]}]}
    (folder / "gold").mkdir()
    (folder / "gold" / f"{path.stem}.json").write_text(json.dumps(label), "utf-8")
    return folder / "gold"


def test_evaluate_prints_precision_recall_and_f1_by_table(tmp_path: Path) -> None:
    found = run("evaluate", labelled(tmp_path), "--files", tmp_path / "files")
    assert found.returncode == 0
    (terms,) = [line.split() for line in found.stdout.splitlines() if line.startswith("  terms")]
    support, found_rows, missed, extra, precision, recall, f1, *_ = terms[1:]
    assert (support, found_rows, missed, extra) == ("1", "1", "0", "1")
    assert (precision, recall, f1) == ("0.500", "1.000", "0.667")


def test_evaluate_lists_errors_and_gives_json(tmp_path: Path) -> None:
    gold = labelled(tmp_path, amount=999)
    assert (
        "missed: notice-001.txt [main] terms: kind=cap, amount=999"
        in run("evaluate", gold, "--files", tmp_path / "files", "--errors").stdout
    )
    figures = json.loads(run("evaluate", gold, "--files", tmp_path / "files", "--json").stdout)
    assert figures["overall"]["tables"]["terms"]["missed"] == 1


def test_evaluate_counts_an_unreadable_file_as_missed_and_ends_with_1(tmp_path: Path) -> None:
    gold = labelled(tmp_path)
    (tmp_path / "files" / "notice-001.pdf").write_bytes(b"")
    found = run("evaluate", gold, "--files", tmp_path / "files")
    assert found.returncode == 1
    assert "could not be read: " in found.stdout


def test_evaluate_without_labels_or_files_is_2_and_one_line(tmp_path: Path) -> None:
    gold = labelled(tmp_path)
    (tmp_path / "none").mkdir()
    for arguments in (
        (tmp_path / "none", "--files", tmp_path),
        (gold, "--files", tmp_path / "none"),
        (gold, "--files", tmp_path / "gone"),
    ):
        found = run("evaluate", *arguments)
        assert (found.returncode, len(found.stderr.splitlines())) == (2, 1), found.stderr


# ---------------------------------------------------------------- serve


def get(address: str) -> tuple[int, str]:
    for _ in range(150):
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{address} did not answer")


def test_serve_publishes_a_registry_of_any_name_and_finds_chinese_words(tmp_path: Path) -> None:
    write_notices(tmp_path / "in", 2)
    other = tmp_path / "other.db"
    run("ingest", tmp_path / "in", "--registry", other)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = start("serve", "--registry", other, "--port", str(port))
    try:
        address = f"http://127.0.0.1:{port}"
        status, page = get(f"{address}/registry/notices?_search=%E6%85%B0%E9%97%AE")
        assert (status, "第1批职工消费帮扶" in page) == (200, True)
        _, found = get(f"{address}/registry/notices.json?_search=%E7%A6%BE%E5%B8%82&_shape=array")
        assert len(json.loads(found)) == 2
        taken = run("serve", "--registry", other, "--port", str(port))
        assert taken.returncode == 2
        assert "choose another with --host or --port" in taken.stderr
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
        assert (process.returncode, errors) == (130, "")
    finally:
        process.kill()


def test_serve_without_a_registry_is_2_and_one_line(tmp_path: Path) -> None:
    found = run("serve", "--registry", tmp_path / "none.db")
    assert found.returncode == 2
    (line,) = found.stderr.splitlines()
    assert line.startswith(f"error: {tmp_path / 'none.db'}: no such registry; make one with")
    assert not (tmp_path / "none.db").exists()

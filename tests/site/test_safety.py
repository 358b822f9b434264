"""The policy, the limits, what is taken out of Datasette's templates, and its CSV on the way to Excel."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import re
from pathlib import Path
from typing import Any

import datasette
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.resources import folder
from extract.site import safety, stock, stock_csv

STOCK = Path(datasette.__file__).parent / "templates"
OURS = folder("site") / "templates"


def _run(app: safety.App, **scope: Any) -> list[dict[str, Any]]:
    """The messages that an application sends for a request; it waits for nothing, so that it needs no loop."""
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    running = app({"type": "http", "path": "/", "query_string": b"", **scope}, None, send)
    with pytest.raises(StopIteration):
        running.__await__().__next__()
    return sent


def _answering(*bodies: bytes, status: int = 200, headers: tuple[tuple[bytes, bytes], ...] = ()) -> safety.App:
    async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": status, "headers": list(headers)})
        for body in bodies:
            await send({"type": "http.response.body", "body": body, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    return app


def test_the_policy_names_scripts_by_their_hashes() -> None:
    digest = base64.b64encode(hashlib.sha256(b"x = 1").digest()).decode()
    found = safety.policy(["x = 1"], [])
    assert f"script-src 'self' 'sha256-{digest}'" in found
    assert "unsafe" not in found


def test_no_template_stands_where_datasette_would_serve_it_by_itself() -> None:
    assert list(OURS.glob("pages/**/*.html")) == [] and list(OURS.glob("views/*.html"))


def test_what_stands_in_datasette_s_templates_is_taken_from_them() -> None:
    scripts, _ = safety.inline(STOCK, OURS)
    assert "DATASETTE_ALLOW_FACET = true;" in scripts
    assert "DATASETTE_ALLOW_FACET = false;" in scripts
    assert not any("CodeMirror" in script for script in scripts)


def test_an_answer_keeps_the_headers_that_it_sets_itself() -> None:
    own = (b"Content-Security-Policy", b"sandbox")
    start, *_ = _run(safety.headed(_answering(headers=(own,))))
    names = [name.lower() for name, _ in start["headers"]]
    assert own in start["headers"]
    assert names.count(b"content-security-policy") == 1
    assert b"x-frame-options" in names


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        (b"/suppliers", b"q=a&page=2", None),
        (b"/" + b"a" * 9000, b"", 414),
        (b"/search", b"q=" + b"a" * 9000, 414),
        (b"/", b"&".join([b"a=1"] * 101), 400),
        (b"/registry/terms", b"&".join([b"_facet=kind"] * 6), None),
        (b"/registry/terms", b"&".join([b"_facet_array=kind"] * 7), 400),
    ],
)
def test_what_is_too_much_to_ask(path: bytes, query: bytes, status: int | None) -> None:
    assert safety.refused(path, query) == status


@pytest.mark.parametrize("template", sorted(path.name for path in STOCK.glob("*.html")))
def test_no_template_keeps_a_style_of_its_own_nor_a_heading_out_of_order(template: str) -> None:
    fitted = stock.fitted((STOCK / template).read_text("utf-8"))
    assert " style=" not in fitted
    assert "<h3" not in fitted
    assert not re.search(r"<style>[^<]*\{\{", fitted)


@pytest.mark.parametrize("template", sorted(str(path.relative_to(OURS)) for path in OURS.rglob("*.html")))
def test_no_template_of_ours_needs_an_exception_from_the_policy(template: str) -> None:
    source = (OURS / template).read_text("utf-8")
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=\"|javascript:", source)
    # What is marked safe is not escaped: no text of a notice may be.
    assert not re.search(r"\|\s*safe\b", source)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(1)", "'@SUM(1)"),
        ("  =1", "'  =1"),
        ("＋1", "'＋1"),
        ("-5", "-5"),
        ("-1.5e10", "-1.5e10"),
        ("甲公司", "甲公司"),
        ("0990-5550001", "0990-5550001"),
        ("", ""),
    ],
)
def test_a_field_that_excel_would_run_is_marked(field: str, expected: str) -> None:
    assert stock_csv.marked(field) == expected


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=("Cs",))), min_size=1, max_size=4), min_size=1))
def test_csv_that_passes_in_pieces_keeps_its_rows(rows: list[list[str]]) -> None:
    rows = [[field.replace("\r", " ").replace("\0", " ") for field in row] for row in rows]
    pieces = []
    for row in rows:
        buffer = io.StringIO()
        csv.writer(buffer).writerow(row)
        pieces.append(buffer.getvalue().encode())
    app = stock_csv.openable(_answering(*pieces, headers=((b"content-type", b"text/plain; charset=utf-8"),)), "/r/")
    sent = _run(app, path="/r/terms.csv")
    body = b"".join(message["body"] for message in sent[1:]).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(body, newline=""))) == [
        [stock_csv.marked(field) for field in row] for row in rows
    ]


def test_other_answers_pass_as_they_are() -> None:
    page = _answering(b"=1,\n", status=404, headers=((b"content-type", b"text/html"),))
    assert _run(stock_csv.openable(page, "/r/"), path="/r/nothing.csv")[1]["body"] == b"=1,\n"
    assert _run(stock_csv.openable(page, "/r/"), path="/other.csv")[1]["body"] == b"=1,\n"

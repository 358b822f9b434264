"""A notice's text as HTML: parts, tables, marks, pieces, and nothing of it ever HTML of its own."""

from __future__ import annotations

import html
import json
import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from extract.site.notice_text import Body, Grid, Marks, contents, cuts, grids

PARTED = "青禾市总工会\n各单位：\n一、标准\n每人300元。\n（一）口径。按年计。\n青禾市总工会\n"


def part(name: str, words: str, text: str = PARTED, **values: Any) -> dict[str, Any]:
    """A part at the first mention of these words."""
    start = text.index(words)
    row = {"part": name, "position": 0, "depth": None, "label": None, "value": None, "heading_end": None}
    return {**row, "start": start, "end": start + len(words), **values}


def shown(text: str, parts: list[dict[str, Any]] | None = None, tables: list[Grid] | None = None) -> str:
    return str(Body(Marks(text, []), parts or [], tables or []).html(0, len(text)))


def words_of(markup: str) -> str:
    """What a reader sees of some HTML."""
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


def test_what_was_read_is_marked_and_anchored_at_its_beginning() -> None:
    marks = Marks("每人300元。", [(2, 6, "terms")])
    assert marks.html(0, 7) == '每人<mark id="at-2" class="terms" data-from="2" data-to="6">300元</mark>。'


def test_facts_that_overlap_are_marked_piece_by_piece_each_anchored_once() -> None:
    marks = str(Marks("甲乙丙丁", [(0, 3, "dates"), (1, 4, "terms")]).html(0, 4))
    assert re.findall(r'id="at-(\d+)" class="([a-z ]+)"', marks) == [("0", "dates"), ("1", "dates terms")]
    assert 'class="terms" data-from="3"' in marks


def test_an_anchor_stands_once_where_a_place_is_shown_twice() -> None:
    marks = Marks("甲乙", [(0, 1, "terms")])
    assert "id=" in marks.html(0, 2)
    assert "id=" not in marks.html(0, 2)


def test_extracted_text_is_never_html() -> None:
    text = '<script>alert(1)</script>\n"><img src=x onerror=alert(1)>\n&lt;b&gt;'
    found = shown(text, [part("title", "<script>alert(1)</script>", text)])
    assert "<script" not in found
    assert "<img" not in found
    assert words_of(found).split("\n") == text.split("\n")


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=6))
def test_marking_changes_nothing_of_the_words(text: str, places: list[tuple[int, int]]) -> None:
    spans = [(start, min(start + length, len(text)), "terms") for start, length in places]
    marked = str(Marks(text, spans).html(0, len(text)))
    assert words_of(marked) == text
    assert set(re.findall(r"<(/?\w+)", marked)) <= {"mark", "/mark"}


def test_lines_are_named_by_the_part_that_they_are() -> None:
    found = shown(PARTED, [part("issuer", "青禾市总工会"), part("addressee", "各单位：")])
    assert '<p class="issuer"' in found
    assert '<p class="addressee"' in found


def test_a_signature_that_is_the_issuer_s_only_name_is_a_signature() -> None:
    found = shown(PARTED, [part("issuer", "青禾市总工会"), part("signature", "青禾市总工会")])
    assert 'class="signature"' in found
    assert 'class="issuer"' not in found


def test_a_section_is_a_heading_and_one_that_runs_on_in_its_line_a_strong_beginning() -> None:
    first = part("section", "一、标准", depth=1, position=3)
    first |= {"end": PARTED.rindex("青"), "heading_end": first["end"]}
    second = part("section", "（一）口径。按年计。", depth=2, position=4)
    second |= {"heading_end": second["start"] + len("（一）口径。")}
    found = shown(PARTED, [first, second])
    assert '<h3 id="part-3" class="section">一、标准</h3>' in found
    assert '<p id="part-4" class="section"><strong>（一）口径。</strong>按年计。</p>' in found


def test_levels_of_headings_follow_from_what_lies_in_what() -> None:
    text = "附件1\n名单\n一、甲\n（一）乙\n"
    annex = part("annex", "附件1", text) | {"end": len(text), "heading_end": text.index("一、") - 1}
    upper = part("section", "一、甲", text, depth=1) | {"end": len(text), "heading_end": text.index("（一）") - 1}
    lower = part("section", "（一）乙", text, depth=2) | {"end": len(text), "heading_end": len(text) - 1}
    assert re.findall(r"<(h\d)", shown(text, [annex, upper, lower])) == ["h3", "h4", "h5"]
    assert ">附件1<br>名单</h3>" in shown(text, [annex, upper, lower])


def test_a_piece_that_begins_within_a_section_leaves_out_no_level() -> None:
    text = "一、甲\n（一）乙\n"
    upper = part("section", "一、甲", text, depth=1) | {"end": len(text), "heading_end": 3}
    lower = part("section", "（一）乙", text, depth=2) | {"end": len(text), "heading_end": len(text) - 1}
    assert "<h3" in Body(Marks(text, []), [upper, lower], []).html(4, len(text))


GRID = {"start": 2, "end": 11, "header_rows": 1, "cells": json.dumps([[1, 1], [[1, 2, 1], 1], [1]])}
TABLE = "前\n序\t名\n一\t甲\n乙\n后\n"


def test_a_table_is_a_table_with_headings_and_merged_cells() -> None:
    found = shown(TABLE, tables=grids([GRID]))
    assert re.search(r'<tr><th scope="col">序</th><th scope="col">名</th></tr>', found)
    assert '<tr><td rowspan="2">一</td><td>甲</td></tr><tr><td>乙</td></tr>' in found
    assert found.startswith("<p>前</p>")
    assert found.endswith("<p>后</p>")


def long_table(rows: int) -> tuple[str, list[Grid]]:
    """A text with a table of so many rows, the first of which names the columns; a cell is merged over all others."""
    lines = ["序\t名\t地"] + [f"{row:03}\t甲" + ("\t青禾" if row == 1 else "") for row in range(1, rows)]
    cells = [[1, 1, 1]] + [[3, 1, *([[2, rows - 1, 1]] if row == 1 else [])] for row in range(1, rows)]
    text = "\n".join(lines)
    stored = {"start": 0, "end": len(text), "header_rows": 1, "cells": json.dumps(cells)}
    return text + "\n", grids([stored])


def test_a_long_text_is_cut_where_a_row_begins() -> None:
    text, tables = long_table(100)
    found = cuts(text, tables, 100)
    assert len(found) > 4
    assert found[0] == 0
    assert found[-1] == len(text)
    assert all(text[place - 1] == "\n" and text[place : place + 3].isdigit() for place in found[1:-1])


def test_a_piece_of_a_table_has_its_headings_and_what_is_merged_from_above() -> None:
    text, tables = long_table(100)
    places = cuts(text, tables, 100)
    found = str(Body(Marks(text, []), [], tables).html(places[2], places[3]))
    assert '<tr><th scope="col">序</th>' in found
    assert len(re.findall(r'<td rowspan="\d+">青禾</td>', found)) == 1


def test_a_short_text_is_one_piece() -> None:
    assert cuts(PARTED, []) == [0, len(PARTED)]


@given(st.text(st.sampled_from("甲乙\n"), max_size=300), st.integers(1, 50))
def test_pieces_begin_with_lines_and_leave_nothing_out(text: str, size: int) -> None:
    places = cuts(text, [], size)
    assert places[0] == 0
    assert places[-1] == len(text)
    assert all(text[place - 1] == "\n" for place in places[1:-1])


def test_the_contents_name_sections_and_annexes() -> None:
    parts = [
        part("section", "一、标准", depth=1, label="一、", value="标准", position=5),
        part("section", "（一）口径。", depth=2, label="（一）", value="口径", position=6),
    ]
    annex = {
        **part("annex", "青禾市总工会"),
        "start": len(PARTED),
        "end": len(PARTED) + 9,
        "label": "附件",
        "value": "名单",
    }
    found = contents([*parts, annex])
    assert [(entry["text"], entry["title"], entry["deep"]) for entry in found] == [
        ("一、标准", None, False),
        ("（一）口径", None, True),
        ("附件", "名单", False),
    ]


def test_long_contents_keep_to_the_uppermost_level() -> None:
    many = [part("section", "一、标准", depth=depth, label="x") for depth in (1, *[2] * 60)]
    assert len(contents(many)) == 1

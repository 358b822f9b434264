"""A notice's parts and tables as flat rows."""

from __future__ import annotations

from extract.document import Cell, Document, Table
from extract.notice import Annex, Notice, Part, Section
from extract.parts import PlacedPart, TextTable, parts_of, tables_of
from extract.reading import read_bytes
from tests.samples import notice_text

TEXT = "标题\n一、标准按年\n附件1\n名单\n甲\t乙\n丙\n"


def notice(*blocks: Table, **parts: object) -> Notice:
    return Notice(Document(TEXT, blocks, "text/plain"), **parts)  # type: ignore[arg-type]


def test_the_parts_of_a_plain_notice_are_named_in_the_order_of_its_text() -> None:
    (one,) = read_bytes(notice_text().encode(), "通知.txt").notices
    assert [part.part for part in one.parts] == [
        "issuer", "doc_number", "title", "addressee", "body", "section", "section", "signature", "issued",
    ]  # fmt: skip
    text = one.notice.text
    assert {part.part: text[part.start : part.end] for part in one.parts}["title"].startswith("青禾市总工会关于")


def test_a_section_has_its_number_level_and_where_its_heading_ends() -> None:
    (part,) = parts_of(notice(sections=(Section("一、", "标准", 1, 3, 7, 10),)))
    assert part == PlacedPart("section", 3, 10, "标准", "一、", 1, 7)


def test_an_annex_has_its_label_and_its_heading_ends_with_its_title() -> None:
    annex = Annex("附件1", 1, Part("名单", 14, 16), 10, len(TEXT))
    assert parts_of(notice(annexes=(annex,))) == (PlacedPart("annex", 10, len(TEXT), "名单", "附件1", heading_end=16),)


def test_an_annex_without_a_title_has_its_label_alone_for_a_heading() -> None:
    (part,) = parts_of(notice(annexes=(Annex("附件1", 1, None, 10, len(TEXT)),)))
    assert (part.value, part.heading_end) == (None, 13)


def test_the_wider_part_comes_before_what_begins_with_it() -> None:
    found = parts_of(notice(body=(3, 10), sections=(Section("一、", "标准", 1, 3, 7, 8),)))
    assert [part.part for part in found] == ["body", "section"]


def test_what_is_empty_is_no_part() -> None:
    assert parts_of(notice()) == ()


def test_a_table_s_rows_hold_the_lengths_of_their_cells() -> None:
    table = Table(17, 22, 2, 2, (Cell(0, 0, 17, 18), Cell(0, 1, 19, 20), Cell(1, 0, 21, 22, column_span=2)), 1)
    assert tables_of(notice(table)) == (TextTable(17, 22, 1, ((1, 1), ((1, 1, 2),))),)


def test_a_table_whose_text_does_not_follow_its_grid_is_left_out() -> None:
    table = Table(17, 22, 1, 2, (Cell(0, 0, 19, 20), Cell(0, 1, 17, 18)))
    assert tables_of(notice(table)) == ()


def test_a_row_whose_cells_all_come_from_above_takes_a_line() -> None:
    table = Table(17, 19, 2, 1, (Cell(0, 0, 17, 18, row_span=2),))
    assert tables_of(notice(table)) == (TextTable(17, 19, 0, (((1, 2, 1),), ())),)

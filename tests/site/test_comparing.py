"""Rows of the comparison: what they are of, how they are chosen and ordered, and which figure stands for each."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract import relations
from extract.registry.store import open_registry
from extract.relations import comparison_columns
from extract.site.comparing import Comparison, comparison
from tests.registry.making import registry_of
from tests.site.comparable import CHENGDU, FAR, MIANYANG, compared, issued, share, target, term


def rows(held: Comparison) -> list[tuple[str | None, str | None, str | None, int]]:
    """Place, issuer, year and number of notices of each row."""
    found = []
    for thing in range(held.size):
        key = held.key(thing)
        found.append((key.adcode, key.issuer, key.year, len(held.notices(thing, held.shelf.all()))))
    return found


def test_a_row_is_a_place_and_a_year(tmp_path: Path) -> None:
    held = compared(
        tmp_path,
        issued(CHENGDU, "2023-03-01", term("每人每年不超过三百元", 300)),
        issued(CHENGDU, "2023-09-01", share("不低于百分之十", 10)),
        issued(CHENGDU, "2024-03-01", term("每人每年不超过五百元", 500)),
        issued(MIANYANG, "2024-03-01", term("每人每年不超过六百元", 600)),
    )
    assert rows(held) == [
        (CHENGDU, None, "2024", 1),
        (CHENGDU, None, "2023", 2),
        (MIANYANG, None, "2024", 1),
    ]


def test_without_a_place_the_issuer_stands_for_it_and_without_that_the_notice(tmp_path: Path) -> None:
    held = compared(
        tmp_path,
        issued(None, "2023-03-01", term("每人每年不超过三百元", 300), title="其一"),
        issued(None, "2023-04-01", term("每人每年不超过四百元", 400), title="其二"),
        issued(None, "2023-05-01", term("每人每年不超过五百元", 500), title="其三", issuer="某集团工会"),
        issued(None, "2023-06-01", term("每人每年不超过六百元", 600), title="其四", issuer="某集团工会"),
        issued(CHENGDU, None, term("每人每年不超过七百元", 700), title="其五"),
    )
    assert rows(held) == [
        (CHENGDU, None, None, 1),
        (None, "某集团工会", "2023", 2),
        (None, None, "2023", 1),
        (None, None, "2023", 1),
    ]


def test_the_first_rule_of_the_newest_notice_stands_for_a_row(tmp_path: Path) -> None:
    held = compared(
        tmp_path,
        issued(CHENGDU, "2023-03-01", term("每人每年不超过三百元", 300)),
        issued(CHENGDU, "2023-09-01", term("每人每年不超过五百元", 500), term("困难企业每人每年不超过二百元", 200)),
    )
    assert held.main(held.shelf.all(), "cap").value.tolist() == [500]


def test_the_largest_target_stands_for_a_row(tmp_path: Path) -> None:
    facts = target("甲镇完成六十万元", 600_000), target("全县完成九百万元", 9_000_000)
    held = compared(tmp_path, issued(CHENGDU, "2023-03-01", *facts))
    assert held.main(held.shelf.all(), "target").value.tolist() == [9_000_000]


@pytest.mark.parametrize("values", [{"standing": "quoted"}, {"per": "person"}, {"per": "person", "base": "每节"}])
def test_what_is_quoted_or_on_another_basis_stands_for_no_row(tmp_path: Path, values: dict[str, str]) -> None:
    held = compared(tmp_path, issued(CHENGDU, "2023-03-01", term("三百元", 300, **values)))
    assert len(held.main(held.shelf.all(), "cap").things) == 0
    assert held.with_figures(held.shelf.all(), "cap").all()


def test_only_chosen_notices_count(tmp_path: Path) -> None:
    held = compared(
        tmp_path,
        issued(CHENGDU, "2023-03-01", term("每人每年不超过三百元", 300), issuer="成都市总工会"),
        issued(CHENGDU, "2023-09-01", term("每人每年不超过五百元", 500), issuer="成都市财政局"),
    )
    union = held.shelf.having("issuer_kind", "union")
    assert held.main(union, "cap").value.tolist() == [300]
    assert len(held.notices(0, union)) == 1


def test_rows_without_figures_can_be_left_out(tmp_path: Path) -> None:
    held = compared(tmp_path, issued(CHENGDU, "2023-03-01", term("三百元", 300)), issued(MIANYANG, "2023-03-01"))
    every = held.shelf.all()
    assert len(held.things(every)) == 2
    assert [held.key(int(one)).adcode for one in held.things(held.with_figures(every))] == [CHENGDU]


def test_rows_are_ordered_by_a_column_with_those_without_it_last(tmp_path: Path) -> None:
    held = compared(
        tmp_path,
        issued("110000", "2023-03-01", share("一成", 10)),
        issued("120000", "2023-03-01", term("三百元", 300)),
        issued("130000", "2023-03-01", term("九百元", 900)),
        issued("140000", "2023-03-01", term("至少六百元", 600, "floor")),
    )
    every = held.shelf.all()
    main = held.main(every, "cap")

    def ordered(ascending: bool) -> list[str | None]:
        return [held.key(int(one)).adcode for one in held.ordered(held.things(every), main, ascending)]

    assert ordered(ascending=False) == ["130000", "140000", "120000", "110000"]
    assert ordered(ascending=True) == ["120000", "140000", "130000", "110000"]


def past(held: Comparison) -> dict[str | None, list[bool]]:
    """Whether each row's figure of 每人每年 is past, by year."""
    main = held.main(held.shelf.all(), "cap")
    return {held.key(int(one)).year: [bool(gone)] for one, gone in zip(main.things, main.past, strict=True)}


def test_a_later_notice_of_the_same_place_and_kind_of_issuer_sets_a_figure_anew(tmp_path: Path) -> None:
    held = compared(
        tmp_path,
        issued(CHENGDU, "2022-03-01", term("三百元", 300), issuer="成都市总工会"),
        issued(CHENGDU, "2024-03-01", term("五百元", 500), issuer="成都市总工会"),
    )
    assert past(held) == {"2022": [True], "2024": [False]}


@pytest.mark.parametrize(
    ("place", "issuer", "values"),
    [
        (MIANYANG, "绵阳市总工会", {}),
        (CHENGDU, "成都市财政局", {}),
        (CHENGDU, "成都市总工会", {"standing": "quoted"}),
        (CHENGDU, "成都市总工会", {"per": "person"}),
        (CHENGDU, "成都市总工会", {"additional": 1}),
        (CHENGDU, "成都市总工会", {"topic": "purchase"}),
    ],
)
def test_another_place_kind_of_issuer_basis_or_purpose_sets_nothing_anew(
    tmp_path: Path, place: str, issuer: str, values: dict[str, str]
) -> None:
    held = compared(
        tmp_path,
        issued(CHENGDU, "2022-03-01", term("三百元", 300), issuer="成都市总工会"),
        issued(place, "2024-03-01", term("五百元", 500, **values), issuer=issuer),
    )
    assert past(held)["2022"] == [False]


def test_a_notice_that_has_run_out_is_past(tmp_path: Path) -> None:
    held = compared(tmp_path, issued(CHENGDU, "2022-03-01", term("三百元", 300), valid_to="2024-12-31"))
    assert past(held) == {"2022": [True]}


def test_copies_of_a_notice_count_once(tmp_path: Path) -> None:
    same = {"title": "同一通知", "doc_number": "甲工〔2023〕1号"}
    files = [
        issued(CHENGDU, "2023-03-01", term("三百元", 300), file={"content": name}, **same)
        for name in ("one file", "another")
    ]
    assert rows(compared(tmp_path, *files)) == [(CHENGDU, None, "2023", 1)]


def test_what_is_stored_with_the_published_file_is_what_is_made_of_its_rows(tmp_path: Path) -> None:
    path = registry_of(
        tmp_path,
        issued(CHENGDU, "2023-03-01", term("三百元", 300), share("一成", 10), issuer="成都市总工会"),
        issued(None, None, target("九百万元", 9_000_000), issuer="某集团工会"),
    )
    db = open_registry(path)
    relations.attach(db.conn)
    live = comparison(db.conn, FAR)
    made = comparison_columns.read(db.conn)
    for relation in relations.RELATIONS:
        db.execute(f"DROP VIEW IF EXISTS temp.{relation.name}")
    relations.materialise(db.conn)
    stored = comparison_columns.read(db.conn)
    assert (made.kinds, made.issuers, made.topics) == (stored.kinds, stored.issuers, stored.topics)
    for name in ("notice", "adcode", "at", "term", "comparable"):
        assert getattr(made, name).tolist() == getattr(stored, name).tolist()
    assert rows(comparison(db.conn, FAR)) == rows(live)
    db.close()


def test_an_empty_registry_has_no_rows(tmp_path: Path) -> None:
    held = compared(tmp_path)
    assert held.size == 0
    assert len(held.main(held.shelf.all(), "cap").things) == 0

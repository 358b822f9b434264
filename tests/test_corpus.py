"""The corpus: its files say what their sources say, its labels keep the gold format, its people are invented."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pypdfium2
import pytest

from corpus import build, labels, markup, pdf
from extract.evaluation import scoring

PARTS = {stem: part for part in build.PARTS for stem in part.stems()}
STEMS = sorted(PARTS)
SOURCES = {stem: markup.parse(PARTS[stem].sources / f"{stem}.md") for stem in STEMS}
TUNED, MEASURED = build.PARTS

INVENTED_MOBILE = re.compile(r"(?:1390000|1380013)\d{4}")
INVENTED_LINE = re.compile(r"(?:0\d{2,3}-(?:555\d{4,5}|8888\d{3,4})|400-555-\d{4})")
PHONE = re.compile(r"(?<![\d/])(?:1[3-9]\d{9}|0\d{2,3}-\d{7,8}|400-?\d{3}-?\d{4})(?!\d)")
ADDRESS = re.compile(r"[\w.]+@([\w.]+)|https?://([\w.]+)", re.ASCII)
RESERVED = re.compile(r"(?:^|\.)example\.(?:com|org|net|cn)$")


def squeezed(text: object) -> str:
    return "".join(str(text).split())


def gold(stem: str) -> list[dict[str, object]]:
    notices = json.loads((PARTS[stem].gold / f"{stem}.json").read_text(encoding="utf-8"))["notices"]
    assert isinstance(notices, list)
    return notices


def pdf_text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(document[i].get_textpage().get_text_range() for i in range(len(document)))
    finally:
        document.close()


@pytest.mark.parametrize("part", build.PARTS, ids=lambda part: part.folder.name)
def test_there_are_enough_places_and_kinds(part: build.Part) -> None:
    settings = [SOURCES[stem].settings for stem in part.stems()]
    places = {setting.place for setting in settings}
    assert len(settings) >= 16
    assert len(places) >= 12 and "central" in places
    assert len({setting.kind for setting in settings}) >= 10
    assert {form for setting in settings for form in setting.formats} == {"pdf", "docx", "html", "txt"}


def test_no_source_stands_in_both_parts() -> None:
    assert not set(TUNED.stems()) & set(MEASURED.stems())


def test_the_measured_part_is_about_places_of_its_own() -> None:
    places = [{SOURCES[stem].settings.place for stem in part.stems()} - {"central"} for part in build.PARTS]
    assert not places[0] & places[1]


@pytest.mark.parametrize("stem", STEMS)
def test_files_other_than_pdf_are_built_from_their_source(stem: str, tmp_path: Path) -> None:
    for form in SOURCES[stem].settings.formats:
        if form != "pdf":
            build.WRITERS[form](SOURCES[stem], tmp_path / "again")
            assert (tmp_path / "again").read_bytes() == (PARTS[stem].notices / f"{stem}.{form}").read_bytes(), (
                f"{stem}.{form} is older than its source: python -m corpus.build {stem}"
            )


@pytest.mark.parametrize("stem", [stem for stem in STEMS if "pdf" in SOURCES[stem].settings.formats])
def test_pdf_prints_every_character_of_its_source(stem: str) -> None:
    printed = squeezed(pdf_text(PARTS[stem].notices / f"{stem}.pdf"))
    lacking = {c for c in squeezed(markup.plain_text(SOURCES[stem])) if c not in printed}
    assert not lacking, f"{stem}.pdf is older than its source: python -m corpus.build {stem}"


@pytest.mark.parametrize("stem", [stem for stem in STEMS if "pdf" in SOURCES[stem].settings.formats])
def test_pdf_is_built_from_its_source(stem: str, tmp_path: Path) -> None:
    if pdf.missing_fonts():
        pytest.skip(f"needs the packages {' '.join(pdf.missing_fonts())}")
    pdf.write(SOURCES[stem], tmp_path / "again.pdf")
    assert pdf_text(tmp_path / "again.pdf") == pdf_text(PARTS[stem].notices / f"{stem}.pdf"), (
        f"{stem}.pdf is older than its source: python -m corpus.build {stem}"
    )


@pytest.mark.parametrize("stem", STEMS)
def test_gold_is_built_from_its_labels(stem: str) -> None:
    written = labels.as_json(labels.read(PARTS[stem].labels / f"{stem}.yaml"))
    assert written == (PARTS[stem].gold / f"{stem}.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("stem", MEASURED.stems())
def test_second_gold_is_built_from_the_second_labels(stem: str) -> None:
    written = labels.as_json(labels.read(MEASURED.second.labels / f"{stem}.yaml"))
    assert written == (MEASURED.second.gold / f"{stem}.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("stem", MEASURED.stems())
def test_no_row_is_required_by_one_reader_and_unknown_to_the_other(stem: str) -> None:
    first, second = (json.loads((part.gold / f"{stem}.json").read_text("utf-8"))["notices"]
                     for part in (MEASURED, MEASURED.second))  # fmt: skip
    for one, other in [*zip(first, second, strict=True), *zip(second, first, strict=True)]:
        for table, rules in scoring.TABLES.items():
            required = [row for row in rules.scored(one[table]) if not row.get("optional")]
            unknown = [row for row in required if not any(_same(rules, row, also) for also in other[table])]
            assert not unknown, table


def _same(rules: scoring.TableRules, one: scoring.Row, other: scoring.Row) -> bool:
    """Whether one label describes what the other's first reading says."""
    return rules.finds(one, _first_reading(other)) or rules.finds(other, _first_reading(one))


def _first_reading(label: scoring.Row) -> scoring.Row:
    return {name: value[0] if isinstance(value, list) and name != "columns" else value for name, value in label.items()}


@pytest.mark.parametrize("stem", STEMS)
def test_every_quote_stands_in_the_notice(stem: str) -> None:
    text = squeezed(markup.plain_text(SOURCES[stem]))
    for notice in gold(stem):
        rows = [row for table in labels.KEYS for row in notice.get(table, [])]  # type: ignore[attr-defined]
        absent = [row for row in rows if not row.get("quote") or squeezed(row["quote"]) not in text]
        assert not absent


@pytest.mark.parametrize("stem", STEMS)
def test_every_table_is_labelled(stem: str) -> None:
    for notice in gold(stem):
        assert set(labels.KEYS) <= set(notice), "an empty list says that there is nothing to find"


@pytest.mark.parametrize("stem", STEMS)
def test_phones_and_addresses_are_invented(stem: str) -> None:
    text = (PARTS[stem].sources / f"{stem}.md").read_text(encoding="utf-8")
    real = [p for p in PHONE.findall(text) if not (INVENTED_MOBILE.fullmatch(p) or INVENTED_LINE.fullmatch(p))]
    assert not real
    hosts = [mail or web for mail, web in ADDRESS.findall(text)]
    assert all(RESERVED.search(host) for host in hosts), hosts


@pytest.mark.parametrize("part", build.PARTS, ids=lambda part: part.folder.name)
def test_no_file_is_left_without_a_source(part: build.Part) -> None:
    stems = set(part.stems())
    assert {path.stem for path in part.notices.iterdir()} == stems
    assert {path.stem for path in part.gold.glob("*.json")} == stems
    assert {path.stem for path in part.labels.glob("*.yaml")} == stems


def test_a_source_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert build.main(["nowhere-1999"]) == 1
    assert "no such source: nowhere-1999" in capsys.readouterr().err


def test_an_unknown_mark_names_the_file(tmp_path: Path) -> None:
    source = tmp_path / "odd.md"
    source.write_text("---\nplace: 110000\nkind: 通知\nformats: [txt]\n---\n!colour red\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"odd\.md: no such mark: !colour red"):
        markup.parse(source)


def test_an_unknown_label_column_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "odd.yaml"
    path.write_text("- key: main\n  terms: [{kind: cap, sum: 5}]\n", encoding="utf-8")
    with pytest.raises(ValueError, match="terms: no such column: sum"):
        labels.read(path)


def test_merged_cells_stand_once_with_their_reach() -> None:
    table = markup.Table((("甲", "<", "乙"), ("^", "^", "丙")), (1, 1, 1))
    assert markup.cells(table) == ((0, 0, 1, 1, "甲"), (0, 2, 0, 2, "乙"), (1, 2, 1, 2, "丙"))


def test_automatic_numbers_restart_under_a_new_heading(tmp_path: Path) -> None:
    source = tmp_path / "n.md"
    source.write_text(
        "---\nplace: 110000\nkind: 通知\nformats: [txt]\n---\n+ 甲\n++ 乙\n++ 丙\n+ 丁\n++ 戊\n", encoding="utf-8"
    )
    assert markup.plain_text(markup.parse(source)) == "一、甲\n（一）乙\n（二）丙\n二、丁\n（一）戊\n"


@pytest.mark.shared
def test_nothing_is_copied_from_the_sample_notices(shared: Path) -> None:
    samples = "".join(
        squeezed(pdf_text(path)) for path in sorted((shared / "notices").glob("*.pdf")) if "scan" not in path.stem
    )
    runs = {samples[i : i + 22] for i in range(len(samples) - 21)}
    for stem, source in SOURCES.items():
        text = squeezed(markup.plain_text(source))
        copied = {text[i : i + 22] for i in range(len(text) - 21)} & runs
        assert not copied, stem


def test_a_row_cut_by_a_page_break_is_whole_in_word_and_two_in_print() -> None:
    table = markup.Table((("序号", "内容"), ("1", "上半"), ("~", "下半")), (1, 1), repeat=True)
    assert markup.whole(table).rows == (("序号", "内容"), ("1", "上半下半"))
    assert [part.rows for part in markup.pages(table)] == [
        (("序号", "内容"), ("1", "上半")),
        (("序号", "内容"), ("", "下半")),
    ]

"""XLSX, XLS, ODS and CSV files give the same list, and the facts that the list gives in a Word file."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from extract import limits
from extract.document import Document, Table
from extract.readers import ReadError, read_document
from extract.readers.delimited import delimiter_of
from extract.reading import read_bytes
from tests.readers.docx_builder import cell_texts, package, paragraph, row, table
from tests.readers.invariants import check_offsets
from tests.readers.office_making import required, saved_as
from tests.test_formats import values

TITLE = "甲市消费帮扶产品供应企业名单"
HEAD = ["序号", "企业名称", "产品", "联系人", "联系电话"]
ROWS: list[list[str | int]] = [
    [1, "青禾县云岭茶业有限公司", "绿茶", "方晓", 13800000001],
    [2, "青禾县北坡果蔬专业合作社", "苹果", "严冬", 13800000002],
    [3, "白水县清泉食品有限公司", "挂面", "孟春", "0579-81234567"],
]


def workbook(fill: Callable[[Worksheet], None], sheets: int = 1) -> bytes:
    book = openpyxl.Workbook()
    assert isinstance(book.active, Worksheet)
    fill(book.active)
    for number in range(1, sheets):
        fill(book.create_sheet(f"第{number + 1}批"))
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def suppliers(sheet: Worksheet) -> None:
    sheet.append([TITLE])
    sheet.merge_cells("A1:E1")
    sheet.append(HEAD)
    for each in ROWS:
        sheet.append(each)


def displayed(sheet: Worksheet) -> None:
    sheet.append(["项目", "数值"])
    shown = (
        (45000, "yyyy/m/d"),
        (datetime.date(2023, 3, 15), 'yyyy"年"m"月"d"日"'),
        (0.3, "0%"),
        (1234.5, "#,##0.00"),
        (13800000001, "0.00E+00"),
        (5.0, "General"),
    )
    for number, (value, code) in enumerate(shown, 2):
        sheet.append([f"甲{number}", value])
        sheet.cell(number, 2).number_format = code


SUPPLIERS = workbook(suppliers)
DISPLAYED = workbook(displayed)
EXPECTED = [HEAD, *([str(value) for value in each] for each in ROWS)]
FORMATS = ("xlsx", "xls", "ods")


def in_format(data: bytes, ending: str) -> bytes:
    if ending == "xlsx":
        return data
    required()
    return saved_as(data, "xlsx", ending)


@pytest.mark.parametrize("ending", FORMATS)
def test_a_list_with_its_title(ending: str) -> None:
    document = read_document(in_format(SUPPLIERS, ending), f"名单.{ending}")
    check_offsets(document)
    assert document.text.startswith(f"{TITLE}\n")
    assert cell_texts(document) == EXPECTED


@pytest.mark.parametrize("ending", FORMATS)
def test_values_are_read_as_displayed(ending: str) -> None:
    found = [each[1] for each in cell_texts(read_document(in_format(DISPLAYED, ending)))[1:]]
    assert found == ["2023/3/15", "2023年3月15日", "30%", "1,234.50", "13800000001", "5"]


@pytest.mark.parametrize("ending", FORMATS)
def test_merged_cells(ending: str) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["县区", "企业名称", "联系电话"])
        sheet.append(["青禾县", "甲公司", "13800000001"])
        sheet.append(["", "乙公司", "13800000002"])
        sheet.merge_cells("A2:A3")

    (found,) = read_document(in_format(workbook(fill), ending)).tables()
    assert [(each.row, each.column, each.row_span) for each in found.cells if each.column == 0] == [
        (0, 0, 1),
        (1, 0, 2),
    ]


def test_every_sheet_is_read() -> None:
    found = read_document(workbook(suppliers, sheets=3))
    assert [block.rows for block in found.blocks if isinstance(block, Table)] == [4, 4, 4]


@pytest.mark.parametrize("ending", [*FORMATS, "csv", "gbk.csv", "tsv"])
def test_the_same_facts_as_from_word(ending: str) -> None:
    rows = [[str(value) for value in each] for each in ROWS]
    word = package(paragraph(TITLE) + table(row(*HEAD), *(row(*each) for each in rows)))
    if ending.endswith("sv"):
        delimiter, charset = "\t" if ending == "tsv" else ",", "gb18030" if "gbk" in ending else "utf-8"
        lines = [delimiter.join(each) for each in ([TITLE, "", "", "", ""], HEAD, *rows)]
        data = "\r\n".join(lines).encode(charset)
    else:
        data = in_format(SUPPLIERS, ending)
    (expected,) = read_bytes(word, "名单.docx").notices
    (found,) = read_bytes(data, f"名单.{ending}").notices
    assert len(found.facts["listings"]) == 3
    assert found.record == expected.record
    for name in sorted({*expected.facts, *found.facts}):
        assert values(found, name) == values(expected, name), name


def test_an_excel_2003_xml_file() -> None:
    required()
    rows = "".join(
        f"<Row>{''.join(f'<Cell><Data ss:Type={chr(34)}String{chr(34)}>{value}</Data></Cell>' for value in each)}</Row>"
        for each in EXPECTED
    )
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    book = (
        f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="{space}" xmlns:ss="{space}">'
        f'<Worksheet ss:Name="S"><Table>{rows}</Table></Worksheet></Workbook>'
    )
    assert cell_texts(read_document(book.encode(), "名单.xls")) == EXPECTED


def test_a_web_page_named_as_a_workbook() -> None:
    rows = "".join(f"<tr>{''.join(f'<td>{value}</td>' for value in each)}</tr>" for each in EXPECTED)
    page = f"<html><head><meta charset='gbk'></head><body><table border=1>{rows}</table></body></html>"
    assert cell_texts(read_document(page.encode("gbk"), "名单.xls")) == EXPECTED


# --- parts of XLSX that programs other than openpyxl write -------------------------------------

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def xlsx(rows: str, strings: str = "", state: str = "visible", more: str = "") -> bytes:
    """A workbook of one sheet: `rows` the content of sheetData, `strings` of the shared strings."""
    parts = {
        "_rels/.rels": f'<R><r Id="a" Type="{_TYPE}/officeDocument" Target="xl/workbook.xml"/></R>',
        "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_TYPE}"><sheets><sheet name="甲" state="{state}" r:id="s"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<R><r Id="s" Type="{_TYPE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<r Id="t" Type="{_TYPE}/sharedStrings" Target="sharedStrings.xml"/></R>',
        "xl/worksheets/sheet1.xml": f"<worksheet {_MAIN}><sheetData>{rows}</sheetData>{more}</worksheet>",
        "xl/sharedStrings.xml": f"<sst {_MAIN}>{strings}</sst>",
    }
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def text_of(rows: str, strings: str = "", more: str = "") -> str:
    return read_document(xlsx(rows, strings, more=more)).text


def test_strings_in_runs_without_their_reading_aids() -> None:
    strings = "<si><r><t>甲</t></r><r><t>乙_x000A_丙</t></r><rPh><t>jia</t></rPh></si>"
    assert text_of('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings) == "甲乙 丙\n"


def test_cells_without_references_stand_one_after_the_other() -> None:
    cells = '<row><c t="inlineStr"><is><t>序号</t></is></c><c t="str"><v>企业名称</v></c></row>'
    assert cell_texts(read_document(xlsx(cells + '<row><c><v>1</v></c><c t="str"><v>甲公司</v></c></row>'))) == [
        ["序号", "企业名称"],
        ["1", "甲公司"],
    ]


def test_errors_of_formulas_say_nothing() -> None:
    assert text_of('<row><c t="e"><v>#N/A</v></c><c t="str"><f>A1</f><v>甲</v></c></row>') == "甲\n"


def test_a_hidden_sheet_is_not_read() -> None:
    with pytest.raises(ReadError, match="no filled cells"):
        read_document(xlsx('<row><c t="str"><v>甲</v></c></row>', state="hidden"))


def test_merged_cells_beyond_the_sheet_cost_nothing() -> None:
    more = '<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="B2"/><mergeCell ref="x:y"/></mergeCells>'
    assert text_of('<row r="1"><c r="A1" t="str"><v>甲</v></c></row>', more=more) == "甲\n"


def test_entities_are_neither_fetched_nor_blown_up(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("丁" * 50)
    outside = (tmp_path / "elsewhere").as_uri()
    bomb = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    kinds = f'<!DOCTYPE x [<!ENTITY x SYSTEM "{outside}"><!ENTITY a "甲甲甲甲甲甲甲甲甲甲">{bomb}]>'
    buffer = BytesIO()
    hostile = BytesIO(xlsx("<row><c t='str'><v>乙&x;&j;丙</v></c></row>"))
    with zipfile.ZipFile(hostile) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, kinds.encode() * name.endswith("sheet1.xml") + old.read(name))
    try:
        assert len(read_document(buffer.getvalue()).text) < 10
    except ReadError as error:
        assert "sheet1.xml" in str(error)


def test_a_workbook_that_unpacks_to_too_much_is_refused() -> None:
    data = xlsx('<row><c t="str"><v>甲</v></c></row>' * 40_000)
    with limits.using(limits.Limits(unpacked_mb=1)), pytest.raises(ReadError, match="more than any notice"):
        read_document(data)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_a_workbook_with_a_broken_part_is_refused(part: str) -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(SUPPLIERS)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<broken" if name == part else old.read(name))
    with pytest.raises(ReadError, match="not readable"):
        read_document(buffer.getvalue())


def test_an_xls_file_cut_short_is_refused() -> None:
    data = in_format(SUPPLIERS, "xls")
    with pytest.raises(ReadError) as caught:
        read_document(data[: len(data) // 2])
    assert "\n" not in str(caught.value)


# --- delimited text ----------------------------------------------------------------------------


def csv(text: str) -> Document:
    return read_document(text.encode(), "名单.csv")


def test_quoted_cells_hold_delimiters_and_line_breaks() -> None:
    found = cell_texts(csv('序号,企业名称,备注\n1,"甲公司","茶,酒\n油"\n2,乙公司,无\n'))
    assert found[1] == ["1", "甲公司", "茶,酒\n油"]


def test_marks_that_keep_numbers_texts_are_dropped() -> None:
    found = cell_texts(csv('序号,企业名称,联系电话\n1,甲公司,="057981234567"\n2,乙公司,\'13800000002\n'))
    assert [each[2] for each in found[1:]] == ["057981234567", "13800000002"]


def test_a_stated_delimiter_is_believed() -> None:
    assert cell_texts(csv("sep=|\n序号|产品名称\n1|茶,油\n2|米,面\n"))[1] == ["1", "茶,油"]


@pytest.mark.parametrize(
    ("lines", "delimiter"),
    [
        (["a,b,c", "1,2,3"], ","),
        (["a\tb", "1,5\t2,5"], "\t"),
        (["名单;;", "a;b;c", "1;2,5;3"], ";"),
        (["甲，乙", "丙，丁"], "，"),
        (["甲", "乙"], None),
        ([], None),
    ],
)
def test_delimiters(lines: list[str], delimiter: str | None) -> None:
    assert delimiter_of(lines) == delimiter


def test_text_without_delimiters_is_plain() -> None:
    assert csv("甲市总工会\n通知\n").media_type == "text/plain"


def test_a_very_long_cell_is_still_read() -> None:
    assert "甲" in csv("甲" * 2_000_000 + ",b\n").text

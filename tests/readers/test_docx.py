"""The DOCX reader: what Word prints is read, what it does not print is not."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.document import Paragraph
from extract.readers import ReadError, read_document
from tests.readers.docx_builder import cell, package, paragraph, read, row, run, table
from tests.readers.invariants import check_offsets

STYLES = """<w:styles NAMESPACES>
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="base"><w:basedOn w:val="a"/><w:pPr><w:jc w:val="center"/></w:pPr>
  <w:rPr><w:b/><w:sz w:val="44"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="red"><w:basedOn w:val="base"/><w:rPr><w:color w:val="FF0000"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="character" w:styleId="gone"><w:rPr><w:vanish/></w:rPr></w:style>
</w:styles>"""


def first(document: object) -> Paragraph:
    block = document.blocks[0]  # type: ignore[attr-defined]
    assert isinstance(block, Paragraph)
    return block


def test_a_document_of_python_docx_is_read() -> None:
    made = docx.Document()
    made.add_paragraph("关于开展春季义诊的通知")
    made.add_paragraph("各村：")
    buffer = BytesIO()
    made.save(buffer)
    assert read_document(buffer.getvalue()).text == "关于开展春季义诊的通知\n各村：\n"


def test_runs_cut_anywhere_are_one_text() -> None:
    assert read(paragraph(run("每人每年不超过5") + run("00") + run("元。"))).text == "每人每年不超过500元。\n"


def test_typed_indents_and_empty_paragraphs_are_dropped() -> None:
    assert read(paragraph("　　第一段。") + paragraph("　") + paragraph("第二段。 ")).text == "第一段。\n第二段。\n"


def test_a_tab_is_one_space() -> None:
    content = run("甲局办公室") + "<w:r><w:tab/><w:tab/></w:r>" + run("2024年1月2日印发")
    assert read(paragraph(content)).text == "甲局办公室 2024年1月2日印发\n"


@pytest.mark.parametrize("mark", ["<w:br/>", '<w:br w:type="page"/>', "<w:cr/>"])
def test_a_break_ends_a_paragraph(mark: str) -> None:
    assert read(paragraph(run("上") + f"<w:r>{mark}</w:r>" + run("下"))).text == "上\n下\n"


def test_soft_hyphens_vanish_and_hard_ones_are_hyphens() -> None:
    content = run("甲") + "<w:r><w:softHyphen/></w:r>" + run("乙") + "<w:r><w:noBreakHyphen/></w:r>" + run("丙")
    assert read(paragraph(content)).text == "甲乙-丙\n"


def test_a_symbol_is_its_character_and_a_wingdings_box_a_box() -> None:
    content = '<w:r><w:sym w:font="宋体" w:char="2116"/><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>' + run("是")
    assert read(paragraph(content)).text == "№□是\n"


def test_insertions_are_kept_and_deletions_dropped() -> None:
    content = (
        run("标准为")
        + '<w:del w:id="1"><w:r><w:delText>300</w:delText></w:r></w:del>'
        + f'<w:ins w:id="2">{run("500")}</w:ins>'
        + run("元")
    )
    assert read(paragraph(content)).text == "标准为500元\n"


def test_moved_text_stands_where_it_was_moved_to() -> None:
    body = paragraph(f"<w:moveFrom>{run('甲')}</w:moveFrom>{run('乙')}") + paragraph(
        f"<w:moveTo>{run('甲')}</w:moveTo>"
    )
    assert read(body).text == "乙\n甲\n"


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    assert (
        read(paragraph("各单位要", "<w:rPr><w:del/></w:rPr>") + paragraph("认真落实。")).text == "各单位要认真落实。\n"
    )


def test_hidden_text_is_dropped_also_by_style() -> None:
    content = run("甲", "<w:vanish/>") + run("乙", '<w:rStyle w:val="gone"/>') + run("丙", '<w:vanish w:val="0"/>')
    assert read(paragraph(content), styles=STYLES).text == "丙\n"


def test_a_field_gives_its_result_not_its_code() -> None:
    content = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE \\@ "yyyy" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("2024") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert read(paragraph(content + run("年"))).text == "2024年\n"


def test_a_hyperlink_keeps_its_target_and_words() -> None:
    content = run("网址：") + f'<w:hyperlink r:id="k">{run("http://a.example")}</w:hyperlink>'
    document = read(paragraph(content), links={"k": "http://a.example/x"})
    (link,) = document.links
    assert (document.text[link.start : link.end], link.target) == ("http://a.example", "http://a.example/x")


def test_a_hyperlink_field_is_a_link() -> None:
    content = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText>HYPERLINK "mailto:a@b.example"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("邮箱") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    document = read(paragraph(content))
    (link,) = document.links
    assert (document.text[link.start : link.end], link.target) == ("邮箱", "mailto:a@b.example")


def test_a_link_behind_an_indent_keeps_its_words() -> None:
    content = run("　　　") + f'<w:hyperlink r:id="k">{run("商 城 网")}</w:hyperlink>'
    document = read(paragraph(content), links={"k": "http://a.example"})
    (link,) = document.links
    assert document.text[link.start : link.end] == "商城网"


def test_an_address_broken_within_its_link_is_one() -> None:
    inner = run("http://a.example/") + "<w:r><w:br/></w:r>" + run("shop")
    document = read(paragraph(f'<w:hyperlink r:id="k">{inner}</w:hyperlink>'), links={"k": "http://a.example/shop"})
    assert document.text == "http://a.example/shop\n"


def test_content_controls_and_smart_tags_are_read_through() -> None:
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('甲')}</w:sdtContent></w:sdt>"
        + paragraph(f"<w:smartTag>{run('乙')}</w:smartTag><w:sdt><w:sdtContent>{run('丙')}</w:sdtContent></w:sdt>")
        + f"<w:customXml>{paragraph('丁')}</w:customXml>"
    )
    assert read(body).text == "甲\n乙丙\n丁\n"


def test_a_placeholder_of_a_content_control_is_no_text() -> None:
    control = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击此处')}</w:sdtContent></w:sdt>"
    assert read(paragraph(run("姓名：") + control)).text == "姓名：\n"


def test_a_text_box_stands_before_its_paragraph_once() -> None:
    box = f"<w:txbxContent>{paragraph('甲局文件')}</w:txbxContent>"
    drawing = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>" + box + "</wps:txbx></w:drawing>"
        "</mc:Choice><mc:Fallback><w:pict><v:textbox>" + box + "</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert read(paragraph(drawing + run("甲发〔2024〕1号"))).text == "甲局文件\n甲发〔2024〕1号\n"


def test_headers_and_footers_stand_apart() -> None:
    document = read(
        paragraph("正文。"),
        header=f"<w:hdr NAMESPACES>{paragraph('内部资料')}</w:hdr>",
        footer=f"<w:ftr NAMESPACES>{paragraph('- 1 -')}</w:ftr>",
    )
    assert document.text == "正文。\n"
    assert document.running == ("内部资料", "- 1 -")


def test_a_footnote_follows_its_paragraph() -> None:
    notes = (
        '<w:footnotes NAMESPACES><w:footnote w:type="separator" w:id="-1"/>'
        f'<w:footnote w:id="2">{paragraph("指县级以上。")}</w:footnote></w:footnotes>'
    )
    body = paragraph(run("各级") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("单位。")) + paragraph("次段。")
    assert read(body, footnotes=notes).text == "各级单位。\n指县级以上。\n次段。\n"


def test_type_is_inherited_over_styles() -> None:
    block = first(read(paragraph("甲局文件", '<w:pStyle w:val="red"/>'), styles=STYLES))
    assert (block.align, block.size, block.bold, block.red) == ("center", 22.0, True, True)


def test_own_type_wins_over_the_style() -> None:
    content = run("甲", '<w:b w:val="0"/><w:sz w:val="32"/><w:color w:val="000000"/>')
    block = first(read(paragraph(content, '<w:pStyle w:val="red"/><w:jc w:val="right"/>'), styles=STYLES))
    assert (block.align, block.size, block.bold, block.red) == ("right", 16.0, False, False)


def test_defaults_give_the_size() -> None:
    assert first(read(paragraph("甲"), styles=STYLES)).size == 10.5


def test_a_heading_style_and_an_outline_level_give_the_heading() -> None:
    assert first(read(paragraph("总则", '<w:pStyle w:val="2"/>'), styles=STYLES)).heading == 2
    assert first(read(paragraph("总则", '<w:outlineLvl w:val="0"/>'))).heading == 1


def test_full_width_characters_are_folded() -> None:
    assert read(paragraph("５００元　起")).text == "500元 起\n"


def test_letter_spaced_words_are_closed_up() -> None:
    assert read(paragraph("工 作 方 案")).text == "工作方案\n"


def test_lines_in_tab_columns_are_a_table_without_rules() -> None:
    lines = [("企业名称", "联系电话"), ("甲公司", "13800000000"), ("乙公司", "13900000000")]
    body = "".join(paragraph(run(name) + "<w:r><w:tab/></w:r>" + run(phone)) for name, phone in lines)
    (table,) = read(body).tables()
    assert (table.rows, table.columns, table.header_rows, table.ruled) == (3, 2, 1, False)


def test_numbered_lines_with_a_tab_are_no_table() -> None:
    body = "".join(paragraph(run(f"{n}.") + "<w:r><w:tab/></w:r>" + run("加强领导")) for n in (1, 2, 3))
    assert read(body).text == "1.加强领导\n2.加强领导\n3.加强领导\n"


def test_strict_open_xml_is_read_too() -> None:
    strict = BytesIO()
    with zipfile.ZipFile(BytesIO(package(paragraph("严格格式")))) as old, zipfile.ZipFile(strict, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part = part.replace(
                    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
                )
            new.writestr(name, part)
    assert read_document(strict.getvalue()).text == "严格格式\n"


@pytest.mark.shared
def test_the_samples_keep_their_offsets(shared: Path) -> None:
    for path in sorted((shared / "notices").glob("*.docx")):
        document = read_document(path.read_bytes(), path.name)
        check_offsets(document)
        assert document.blocks


PIECES = st.sampled_from(["　　", " ", "甲", "500", "元", "。", "\u200b", "\u00ad", "A", "(1)", "&#9;"])


@given(st.lists(st.lists(PIECES, max_size=8).map("".join), max_size=6))
@settings(max_examples=40, deadline=None)
def test_offsets_hold_for_any_paragraphs(texts: list[str]) -> None:
    body = "".join(paragraph(f'<w:hyperlink r:id="k">{run(text)}</w:hyperlink>{run(text)}') for text in texts)
    check_offsets(read(body, links={"k": "http://a.example"}))


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_mutated_file_is_read_or_refused_but_nothing_else(data: st.DataObject) -> None:
    good = package(paragraph("关于开展春季义诊的通知") + table(row("甲", "乙"), row("丙", "丁")))
    at = data.draw(st.integers(0, len(good) - 1))
    junk = data.draw(st.binary(max_size=12))
    bad = good[:at] + junk + good[at + len(junk) + data.draw(st.integers(0, 3)) :]
    try:
        check_offsets(read_document(bad))
    except ReadError as error:
        assert "\n" not in str(error)


VALUES = st.sampled_from(
    ["0", "1", "3", "-1", "x", "", "99999999999", "restart", "continue", "FF0000", "nil", "\u0663"]
)
NAMES = "numId gridSpan vMerge hMerge gridBefore sz color b vanish jc outlineLvl pStyle rStyle tblHeader del"
TAGS = st.sampled_from(NAMES.split())


@given(st.lists(st.tuples(TAGS, VALUES), max_size=8), st.lists(st.tuples(TAGS, VALUES), max_size=8))
@settings(max_examples=80, deadline=None)
def test_odd_property_values_never_raise(one: list[tuple[str, str]], other: list[tuple[str, str]]) -> None:
    first, second = ("".join(f'<w:{tag} w:val="{value}"/>' for tag, value in each) for each in (one, other))
    listed = "".join(f'<w:numPr><w:ilvl w:val="{value}"/><w:numId w:val="1"/></w:numPr>' for _, value in one)
    body = paragraph(run("甲", first), second + listed) + table(
        row(cell("乙", first), cell("丙", second)),
        row(cell("丁", second), "戊", properties=first),
        row("己", cell("", first)),
    )
    check_offsets(read(body, styles=STYLES))

"""The OFD reader: text in place, tables from lines, the same facts as from the PDF of the same notice."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import limits
from extract.document import Paragraph
from extract.readers import ReadError, read_document
from extract.reading import read_bytes
from tests.readers.docx_builder import cell_texts
from tests.readers.invariants import check_offsets
from tests.readers.ofd_making import FONTS, SPACE, from_pdf, grid, line, ofd, read, text
from tests.test_formats import values

NOTICES = Path(__file__).resolve().parents[2] / "corpus" / "notices"
HEAD = ["序号", "企业名称", "联系电话"]
ROWS = [["1", "甲茶业有限公司", "13800000001"], ["2", "乙食品有限公司", "13800000002"]]


@pytest.mark.parametrize("stem", ["taihu-2024", "ulanqab-2024", "linxia-2024", "rudong-2023"])
def test_the_same_facts_as_from_pdf(stem: str) -> None:
    data = (NOTICES / f"{stem}.pdf").read_bytes()
    printed = read_bytes(data, f"{stem}.pdf").notices
    found = read_bytes(from_pdf(data), f"{stem}.ofd").notices
    assert [notice.record for notice in found] == [notice.record for notice in printed]
    for one, other in zip(found, printed, strict=True):
        for name in sorted({*one.facts, *other.facts}):
            assert values(one, name) == values(other, name), name


def test_text_with_its_page_and_boxes() -> None:
    document = read(text(30, 40, "甲市总工会通知"), text(30, 40, "第二页的文字"))
    check_offsets(document)
    assert document.media_type == "application/ofd"
    assert document.text == "甲市总工会通知\n第二页的文字\n"
    assert [(round(page.width), round(page.height)) for page in document.pages] == [(595, 842), (595, 842)]
    assert document.boxes is not None
    (box,) = document.boxes.lines(0, 2)
    assert (box.page, round(box.x0), round(box.x1)) == (1, round(30 * 72 / 25.4), round(41.2 * 72 / 25.4))


def test_steps_may_be_given_as_a_count() -> None:
    assert read(text(30, 40, "甲乙丙丁戊", steps="5.6 g 2 5.6 5.6")).text == "甲乙丙丁戊\n"


def test_a_wide_step_parts_words() -> None:
    assert read(text(30, 40, "甲公司电话", steps="5.6 5.6 20 5.6")).text == "甲公司 电话\n"


def test_digits_set_in_squares_are_one_number() -> None:
    assert read(text(30, 40, "电话13800000001")).text == "电话13800000001\n"


def test_a_blank_between_figures_is_kept_where_only_the_step_tells_it() -> None:
    assert read(text(30, 40, "AB12", steps="2.8 6 2.8")).text == "AB 12\n"


def test_text_without_steps_stands_side_by_side() -> None:
    assert read(text(30, 40, "甲市总工会", steps="")).text == "甲市总工会\n"


def test_a_text_object_may_hold_several_lines_of_characters() -> None:
    codes = "".join(f'<ofd:TextCode X="{5.6 * n}" Y="6">{char}</ofd:TextCode>' for n, char in enumerate("甲乙丙"))
    assert (
        read(f'<ofd:TextObject Boundary="30 40 100 10" Font="1" Size="5.6">{codes}</ofd:TextObject>').text == "甲乙丙\n"
    )


def test_a_matrix_moves_and_scales() -> None:
    document = read(text(30, 40, "甲乙", size=1.0, CTM="5.6 0 0 5.6 10 0"))
    (block,) = document.blocks
    assert isinstance(block, Paragraph) and block.size == pytest.approx(15.9, abs=0.1)
    assert document.boxes is not None
    assert document.boxes.lines(0, 1)[0].x0 == pytest.approx(40 * 72 / 25.4, abs=0.1)


def test_blocks_within_blocks_and_drawings_are_read() -> None:
    drawing = (
        f'<ofd:CompositeGraphicUnit ID="9" Width="10" Height="10"><ofd:Content>{text(0, 10, "乙处")}</ofd:Content>'
    )
    resources = f"{FONTS}<ofd:CompositeGraphicUnits>{drawing}</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>"
    inner = f"<ofd:PageBlock><ofd:PageBlock>{text(30, 40, '甲处')}</ofd:PageBlock></ofd:PageBlock>"
    use = '<ofd:CompositeObject Boundary="30 60 50 50" ResourceID="9"/>'
    document = read(inner + use, resources=resources)
    assert document.text == "甲处\n乙处\n"
    assert document.boxes is not None
    assert document.boxes.lines(3, 4)[0].bottom == pytest.approx((70 + 0.12 * 5.6) * 72 / 25.4, abs=0.2)


def test_a_template_is_under_every_page_and_running_lines_are_taken_out() -> None:
    bodies = [text(30, 40 + n, f"第{n}段文字到此为止。") for n in range(1, 5)]
    document = read(*bodies, templates=[text(30, 15, "甲市总工会文件汇编", 4)])
    assert "汇编" not in document.text
    assert document.running == ("甲市总工会文件汇编",)


def test_a_ruled_table() -> None:
    document = read(text(30, 30, "名单") + grid(30, 40, [20, 60, 50], 9, [HEAD, *ROWS]))
    check_offsets(document)
    (table,) = document.tables()
    assert (table.header_rows, table.ruled) == (1, True)
    assert cell_texts(document) == [HEAD, *ROWS]


def test_a_table_goes_on_over_the_page() -> None:
    document = read(grid(30, 240, [20, 60, 50], 9, [HEAD, ROWS[0]]), grid(30, 25, [20, 60, 50], 9, [HEAD, ROWS[1]]))
    assert cell_texts(document) == [HEAD, *ROWS]


def test_a_table_on_a_page_written_sideways() -> None:
    def turned(x: float, y: float, words: str) -> str:
        return (
            f'<ofd:TextObject Boundary="{x} {y} 5 50" Font="1" Size="4" CTM="0 -1 1 0 0 0"><ofd:TextCode X="0" Y="0" '
            f'DeltaX="g {len(words)} 4">{words}</ofd:TextCode></ofd:TextObject>'
        )

    found = []
    for number, row in enumerate([HEAD, *ROWS]):
        found += [turned(36 + 9 * number, 249 - 70 * column, words) for column, words in enumerate(row)]
    found += [line(30 + 9 * n, 40, 30 + 9 * n, 250) for n in range(4)]
    found += [line(30, 40 + 70 * n, 57, 40 + 70 * n) for n in range(4)]
    document = read("".join(found))
    assert cell_texts(document) == [HEAD, *ROWS]
    assert document.boxes is not None
    first, second = document.boxes.lines(0, 1)[0], document.boxes.lines(1, 2)[0]
    assert first.x0 == pytest.approx(second.x0, abs=0.1) and first.top == pytest.approx(
        second.bottom, abs=0.1
    )  # upwards, as shown


@pytest.mark.parametrize(
    "colour",
    ['<ofd:FillColor Value="255 0 0"/>', '<ofd:FillColor Value="#ff #0 #0"/>', '<ofd:FillColor Value="0 255 255 0"/>'],
)
def test_red_headers(colour: str) -> None:
    block = read(text(40, 40, "甲市总工会文件", 12, inner=colour)).blocks[0]
    assert isinstance(block, Paragraph) and block.red


def test_colours_and_weight_may_come_from_a_style() -> None:
    styles = '<ofd:DrawParams><ofd:DrawParam ID="5"><ofd:FillColor Value="230 0 0"/></ofd:DrawParam>'
    styles += '<ofd:DrawParam ID="6" Relative="5"/><ofd:DrawParam ID="7" Relative="7"/></ofd:DrawParams>'
    document = read(text(40, 40, "甲市总工会文件", 12, DrawParam="6", Weight="700"), resources=FONTS + styles)
    block = document.blocks[0]
    assert isinstance(block, Paragraph) and block.red and block.bold


def test_what_is_not_seen_is_not_read() -> None:
    hidden = text(30, 60, "看不见", Visible="false") + text(30, 80, "没有画", Fill="false")
    faint = text(30, 120, "水印", 14, inner='<ofd:FillColor Value="220 220 220"/>')
    slanted = text(30, 160, "斜水印", CTM="0.7 0.7 -0.7 0.7 0 0")
    assert read(text(30, 40, "看得见") + hidden + faint + slanted).text == "看得见\n"


def test_links_lead_to_addresses_that_are_never_fetched() -> None:
    action = '<ofd:Actions><ofd:Action Event="CLICK"><ofd:URI URI="http://127.0.0.1:9/甲"/></ofd:Action></ofd:Actions>'
    (link,) = read(text(30, 40, "申报平台", inner=action)).links
    assert (link.start, link.end, link.target) == (0, 4, "http://127.0.0.1:9/甲")


def test_annotations_and_seals_are_not_read() -> None:
    seal = text(30, 60, "甲市总工会印章").encode()
    files = {"Doc_0/Annots/Annotations.xml": b"<x/>", "Doc_0/Signs/Sign_0/Seal.esl": seal}
    assert read_document(ofd(text(30, 40, "正文"), files=files)).text == "正文\n"


# --- what cannot be read -----------------------------------------------------------------------


def refusal(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read_document(data)
    assert "\n" not in str(caught.value)
    return caught.value.reason


def test_an_empty_page_has_no_text() -> None:
    assert refusal(ofd("")) == "the OFD file has no text"


def test_an_encrypted_file() -> None:
    assert refusal(ofd("", files={"Encryptions.xml": b"<x/>"})) == "the OFD file is encrypted"


def test_more_pages_than_allowed() -> None:
    with limits.using(limits.Limits(pages=99_999)):
        assert "100000 pages, more than the 99999 allowed" in refusal(ofd(text(30, 40, "甲"), declared=100_000))


def test_a_page_that_is_missing_is_named() -> None:
    data = ofd(text(30, 40, "第一页"), "<broken")
    document = read_document(data)
    assert document.text == "第一页\n"
    assert document.warnings == (
        "page 2 was not read: the OFD file's part Doc_0/Pages/Page_1/Content.xml is not readable",
    )


def test_entities_are_neither_fetched_nor_blown_up(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("丁" * 50)
    outside = (tmp_path / "elsewhere").as_uri()
    bomb = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    kinds = f'<!DOCTYPE x [<!ENTITY x SYSTEM "{outside}"><!ENTITY a "甲甲甲甲甲甲甲甲甲甲">{bomb}]>'
    content = (
        f"{kinds}<ofd:Page {SPACE}><ofd:Content><ofd:Layer>{text(30, 40, 'Z')}</ofd:Layer></ofd:Content></ofd:Page>"
    )
    hostile = content.replace(">Z<", ">乙&x;&j;丙<").encode()
    try:
        found = read_document(ofd(text(30, 40, "甲"), files={"Doc_0/Pages/Page_0/Content.xml": hostile})).text
        assert len(found) < 10
    except ReadError as error:
        assert "Content.xml" in str(error)


def test_a_drawing_within_itself_ends() -> None:
    use = '<ofd:CompositeObject Boundary="0 0 50 50" ResourceID="9"/>'
    drawing = f'<ofd:CompositeGraphicUnit ID="9"><ofd:Content>{use}{use}</ofd:Content></ofd:CompositeGraphicUnit>'
    resources = f"{FONTS}<ofd:CompositeGraphicUnits>{drawing}</ofd:CompositeGraphicUnits>"
    assert read(text(30, 40, "甲") + use, resources=resources).text == "甲\n"


def test_a_count_of_steps_beyond_reason_costs_nothing() -> None:
    assert read(text(30, 40, "甲乙", steps="g 999999999999 5.6")).text == "甲乙\n"


PIECES = st.sampled_from(
    [
        text(30, 40, "甲市总工会"),
        text(30, 60, "乙", CTM="1 2 x"),
        text(30, 70, "丙丁", steps="g g 1"),
        text(1e9, 60, "远"),
        text(30, 80, "零", size=0),
        line(30, 50, 100, 50),
        '<ofd:PathObject Boundary="x"><ofd:AbbreviatedData>M 1 L B 3 C C S 1 1</ofd:AbbreviatedData></ofd:PathObject>',
        '<ofd:TextObject><ofd:TextCode>无</ofd:TextCode></ofd:TextObject><ofd:ImageObject ResourceID="7"/><!-- x -->',
        "<ofd:TextObject Size='5' Boundary='1 1 1 1' HScale='nan' Weight='inf'>"
        "<ofd:TextCode X='nan'>\ue000戊</ofd:TextCode></ofd:TextObject>",
    ]
)


@given(st.lists(st.lists(PIECES, max_size=5), min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_any_objects_are_read_or_refused(pages: list[list[str]]) -> None:
    try:
        check_offsets(read(*("".join(page) for page in pages)))
    except ReadError as error:
        assert "\n" not in str(error)


def test_a_scanned_page_is_recognised() -> None:
    pytest.importorskip("rapidocr")
    from PIL import Image, ImageDraw, ImageFont

    fonts = [
        Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
        Path("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"),
    ]
    font = next((path for path in fonts if path.exists()), None)
    if font is None:
        pytest.skip("needs the package fonts-noto-cjk")
    picture = Image.new("RGB", (1654, 2339), "white")
    ImageDraw.Draw(picture).text((300, 300), "甲市总工会关于采购的通知", "black", ImageFont.truetype(str(font), 60))
    buffer = BytesIO()
    picture.save(buffer, "PNG")
    media = '<ofd:MultiMedia ID="3" Type="Image"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia>'
    resources = f"<ofd:MultiMedias>{media}</ofd:MultiMedias>"
    image = '<ofd:ImageObject Boundary="0 0 210 297" CTM="210 0 0 297 0 0" ResourceID="3"/>'
    document = read_document(ofd(image, resources=resources, files={"Doc_0/Res/a.png": buffer.getvalue()}))
    assert "关于采购的通知" in document.text
    assert document.scores is not None

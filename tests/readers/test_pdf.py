"""One small PDF for each thing that the reader must get right."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from extract.document import Paragraph, Table
from extract.readers.pdf import read_pdf
from tests.readers import pdf_making
from tests.readers.pdf_making import (
    HEAD,
    LEFT,
    LONG,
    OTHER,
    RIGHT,
    SIZE,
    XS,
    body,
    both,
    centred,
    grid,
    lines,
    make,
    numbered_rows,
    row_lines,
    texts,
)

# Paragraphs


def test_lines_of_a_paragraph_are_joined_and_an_indented_line_begins_the_next() -> None:
    document = read_pdf(make(lines(*body(LONG), *body(OTHER), *body(LONG))))
    assert texts(document) == [LONG, OTHER, LONG]


def test_a_sentence_over_a_page_break_is_one_paragraph() -> None:
    first, rest = body(LONG)[:2], body(LONG)[2:]
    document = read_pdf(make(lines(*body(OTHER), *first), lines(*rest, *body(OTHER), *body(LONG))))
    assert texts(document) == [OTHER, LONG, OTHER, LONG]
    assert document.page_at(document.text.index(LONG)) == 1
    assert document.page_at(document.text.index(LONG) + len(LONG) - 1) == 2


def test_a_signature_below_an_entry_that_fills_its_line_is_none_of_the_entry() -> None:
    entry = "2.青禾市工会消费帮扶推荐企业及其所产农副产品名单第一"
    page = [
        *body(LONG),
        *body(LONG),
        "\u3000\u3000" + entry,
        "\u3000" * 17 + "青禾市总工会",
        "\u3000" * 17 + "2030年5月3日",
    ]
    assert texts(read_pdf(make(lines(*page))))[-3:] == [entry, "青禾市总工会", "2030年5月3日"]


def test_what_is_set_in_behind_an_entry_s_number_belongs_to_it() -> None:
    entry = "附件：1.青禾市工会推荐企业名单及其所产农副产品的目录甲"
    page = [*body(LONG), *body(LONG), "\u3000\u3000" + entry, "\u3000" * 6 + "乙丙丁"]
    assert texts(read_pdf(make(lines(*page))))[-1] == entry + "乙丙丁"


def test_an_open_bracket_at_the_end_of_a_line_that_is_not_full_goes_on() -> None:
    broken = "\u3000\u3000" + LONG[:17] + "（市纪委"
    document = read_pdf(make(lines(*body(LONG), broken, "纪检监察组）", *body(OTHER))))
    assert texts(document)[1] == broken.strip() + "纪检监察组）"
    document = read_pdf(make(lines(*body(LONG), broken.replace("（", "，"), "纪检监察组）", *body(OTHER))))
    assert texts(document)[1] == broken.replace("（", "，").strip()


def test_a_sentence_goes_on_below_a_line_that_was_ended_a_little_early() -> None:
    early = "\u3000\u3000" + LONG[:22] + "12"
    document = read_pdf(make(lines(*body(LONG), early, "万元以内列支，", *body(OTHER))))
    assert texts(document)[1] == early.strip() + "万元以内列支，"
    ended = "\u3000\u3000" + LONG[:23] + "。"
    document = read_pdf(make(lines(*body(LONG), ended, "各县（市）总工会", *body(OTHER))))
    assert texts(document)[1] == ended.strip()


def test_a_number_broken_over_a_line_stays_whole() -> None:
    text = "各单位" + "按规定" * 7 + "采购帮扶产品每人每年不超过12345元，其余照旧执行，不得另行增加，也不得变相发放。"
    broken = body(text)
    assert broken[1].startswith(("2345", "345")) or "12345" in broken[1] or broken[0].endswith("1")
    assert "12345元" in read_pdf(make(lines(*broken, *body(LONG), *body(OTHER)))).text


@pytest.mark.parametrize("rest", ["swdj@example.org联系", "13900000002（乙某）"])
def test_what_begins_anew_below_a_whole_telephone_number_is_parted_from_it(rest: str) -> None:
    filled = "\u3000\u3000" + LONG[:18] + "甲某：13800000001"
    document = read_pdf(make(lines(*body(LONG), filled, rest)))
    assert texts(document)[-1].endswith(f"甲某：13800000001 {rest}")


def test_a_unit_on_the_next_page_stays_with_its_amount() -> None:
    filler = "职工福利按照有关规定统筹安排，优先采购帮扶产品，每人每年标准为一千元以内且不低于"
    text = filler + "五百元，" + OTHER
    cut = body(text)
    at = next(i for i, line in enumerate(cut) if "五百" in line or "百元" in line)
    document = read_pdf(make(lines(*body(LONG), *cut[:at]), lines(*cut[at:], *body(LONG))))
    assert "不低于五百元，" in document.text


def test_a_title_over_two_centred_lines_is_one_paragraph() -> None:
    page = both(
        centred("关于进一步做好某某市", 760), centred("帮扶产品采购工作的通知", 725), lines(*body(LONG), top=660)
    )
    document = read_pdf(make(page))
    title = next(document.paragraphs())
    assert texts(document)[0] == "关于进一步做好某某市帮扶产品采购工作的通知"
    assert (title.align, title.size) == ("center", 22.0)


def test_short_lines_stay_lines_of_their_own() -> None:
    contact = ("联系人：甲某某", "地　址：某某路一号", "附件：1.企业名单", "2.统计表")
    document = read_pdf(make(lines(*body(LONG), *(f"\u3000\u3000{line}" for line in contact))))
    assert texts(document)[1:] == ["联系人：甲某某", "地 址：某某路一号", "附件：1.企业名单", "2.统计表"]


def test_wide_gaps_are_one_blank_and_contact_lines_are_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        for number, (office, person) in enumerate((("市总工会", "甲某"), ("市商务局", "乙某某"), ("市农业局", "丙某"))):
            y = 500 - 29 * number
            canvas.drawString(LEFT + 96, y, office)
            canvas.drawString(LEFT + 210, y, person)
            canvas.drawString(LEFT + 280, y, f"5550000{number}")

    document = read_pdf(make(both(lines(*body(LONG)), draw)))
    assert texts(document)[1:] == ["市总工会 甲某 55500000", "市商务局 乙某某 55500001", "市农业局 丙某 55500002"]
    assert not list(document.tables())


def test_blanks_that_justify_a_line_are_dropped() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(LEFT, 700)
        text.setFont(pdf_making.FONT, SIZE)
        text.setCharSpace(3)
        text.textOut("帮扶工作经费每人500元纳入预算管理")
        canvas.drawText(text)
        canvas.drawString(LEFT, 660, "采 购 清 单")
        canvas.drawString(LEFT, 620, "通过 APP 下单 20 件")

    assert texts(read_pdf(make(draw))) == ["帮扶工作经费每人500元纳入预算管理", "采购清单", "通过APP下单20件"]


def test_look_alike_characters_are_folded() -> None:
    document = read_pdf(make(lines("２０２４年ＡＢ")))
    assert document.text == "2024年AB\n"


def test_a_web_address_broken_over_a_line_has_no_blank() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(LEFT + 32, 600, "网址：https://mall.example.com/shop/v2/show")
        canvas.drawString(LEFT, 571, "case/home?id=7")
        canvas.linkURL("https://mall.example.com/x", (LEFT + 80, 595, RIGHT, 616))
        canvas.linkURL("https://mall.example.com/x", (LEFT, 566, LEFT + 150, 587))

    document = read_pdf(make(both(lines(*body(LONG)), draw)))
    assert "网址：https://mall.example.com/shop/v2/showcase/home?id=7" in texts(document)
    (link,) = document.links
    assert link.target == "https://mall.example.com/x"
    assert document.text[link.start : link.end].startswith("https://") and document.text[: link.end].endswith("id=7")


def test_a_link_over_a_picture_has_an_empty_range() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(LEFT, 700, "一、某某平台")
        canvas.linkURL("https://shop.example.com/", (LEFT, 600, LEFT + 80, 680))
        canvas.drawString(LEFT, 560, "运营商：某某公司")

    document = read_pdf(make(draw))
    (link,) = document.links
    assert link.target == "https://shop.example.com/"
    assert (link.start, link.end) == (6, 6)


def test_bold_made_by_drawing_twice_is_read_once() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(LEFT, 700, "一、总体要求")
        canvas.drawString(LEFT + 0.4, 700, "一、总体要求")

    assert texts(read_pdf(make(draw))) == ["一、总体要求"]


# Header, running text, order


def test_the_big_word_beside_stacked_issuers_comes_after_them() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.9, 0.05, 0.05)
        canvas.setFont(pdf_making.FONT, 30)
        canvas.drawString(90, 760, "某某市总工会")
        canvas.drawString(90, 710, "某某市商务局")
        canvas.setFont(pdf_making.FONT, 40)
        canvas.drawString(400, 730, "文件")
        canvas.setFillColorRGB(0, 0, 0)
        canvas.line(LEFT, 640, RIGHT, 640)

    document = read_pdf(make(both(draw, lines(*body(LONG), top=600))))
    assert texts(document)[:3] == ["某某市总工会", "某某市商务局", "文件"]
    assert [block.red for block in document.paragraphs()][:4] == [True, True, True, False]
    assert not list(document.tables())


def test_page_numbers_and_running_headers_are_kept_apart() -> None:
    def page(number: str, text: str) -> Callable[[Canvas], None]:
        header = lines("某某市采购方案汇编", top=800, size=9.0, x=240)
        return both(header, lines(*body(text)), lines(number, top=50, size=14.0, x=480))

    document = read_pdf(make(page("— 1 —", LONG), page("— 2 —", OTHER), page("第3页 共3页", LONG[9:])))
    assert texts(document) == [LONG, OTHER, LONG[9:]]
    assert document.running == ("某某市采购方案汇编", "—1—", "—2—", "第3页共3页")


def test_a_bare_number_that_is_not_the_page_is_text() -> None:
    footer = lines("2024", top=50)
    assert texts(read_pdf(make(both(lines("总计"), footer)))) == ["总计", "2024"]


def test_two_columns_are_read_one_after_the_other() -> None:
    narrow = 13
    left = [LONG[i : i + narrow] for i in range(0, 8 * narrow, narrow)]
    text = OTHER * 3
    right = [text[i : i + narrow] for i in range(0, 8 * narrow, narrow)]
    page = both(
        centred("某某工作简报", 780), lines(*left, x=LEFT, pitch=24), lines(*right, x=LEFT + 15 * SIZE, pitch=24)
    )
    document = read_pdf(make(page))
    assert "".join(texts(document)) == "某某工作简报" + "".join(left) + "".join(right)


def test_a_landscape_page_is_read_as_it_lies() -> None:
    document = read_pdf(make(lines("横向页面的文字", top=500), size=landscape(A4)))
    assert texts(document) == ["横向页面的文字"]
    assert document.pages[0].width > document.pages[0].height


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_rotated_page_is_read_upright(angle: int) -> None:
    def draw(canvas: Canvas) -> None:
        width, height = A4
        if angle == 90:
            canvas.translate(width, 0)
            canvas.rotate(90)
        elif angle == 180:
            canvas.translate(width, height)
            canvas.rotate(180)
        else:
            canvas.translate(0, height)
            canvas.rotate(270)
        canvas.drawString(100, 300, "第一行文字")
        canvas.drawString(100, 270, "第二行短")

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(make(draw)))
    writer.pages[0].rotate(angle)
    buffer = io.BytesIO()
    writer.write(buffer)
    document = read_pdf(buffer.getvalue())
    assert texts(document) == ["第一行文字", "第二行短"]
    (box,) = document.boxes_of(0, 5)
    shown_width = A4[1] if angle % 180 else A4[0]
    assert document.pages[0].width == pytest.approx(shown_width, abs=1)
    assert box.x0 == pytest.approx(100, abs=1)
    assert box.x1 - box.x0 == pytest.approx(5 * SIZE, abs=1)


def test_text_lying_on_its_side_without_a_rotated_page_has_boxes_on_the_page_as_shown() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(A4[0], 0)
        canvas.rotate(90)
        canvas.drawString(100, 300, "侧放的表格页")

    document = read_pdf(make(draw))
    assert texts(document) == ["侧放的表格页"]
    box = document.boxes_of(0, 1)[0]
    assert box.x0 == pytest.approx(A4[0] - 300 - SIZE, abs=4)
    assert box.bottom == pytest.approx(A4[1] - 100, abs=2)


def test_a_slanted_watermark_is_left_out() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setFont(pdf_making.FONT, 60)
        canvas.setFillGray(0.85)
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.drawString(0, 0, "内部资料")
        canvas.restoreState()

    assert texts(read_pdf(make(both(draw, lines(*body(LONG)))))) == [LONG]


def test_every_character_has_its_page_and_box() -> None:
    document = read_pdf(make(lines("甲乙丙", top=700), lines("丁戊", top=600)))
    assert document.boxes is not None and len(document.boxes) == len(document.text)
    assert all(page for page, char in zip(document.boxes.pages, document.text, strict=True) if char != "\n")
    (box,) = document.boxes_of(0, 3)
    assert (box.page, round(box.x0), round(box.x1)) == (1, 80, 128)
    assert A4[1] - 700 - 16 < box.top < A4[1] - 700 < box.bottom < A4[1] - 700 + 6
    assert document.page_at(document.text.index("丁")) == 2
    assert [(page.start, page.end) for page in document.pages] == [(0, 4), (4, 7)]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.text(alphabet="甲乙丙丁的，。（）0123456789abcXYZ ", min_size=1, max_size=28), min_size=1, max_size=8)
)
def test_no_character_is_lost_and_blocks_cover_the_text(written: list[str]) -> None:
    if not "".join(written).strip():
        return
    document = read_pdf(make(lines(*written, top=600)))
    assert sorted("".join(document.text.split())) == sorted("".join("".join(written).split()))
    assert document.boxes is not None and len(document.boxes) == len(document.text)
    end = 0
    for block in document.blocks:
        assert isinstance(block, Paragraph | Table) and end <= block.start <= block.end <= len(document.text)
        end = block.end


def test_a_long_file_needs_little_memory(tmp_path: Path) -> None:
    pages = [lines(*body(LONG), *body(LONG)), grid(XS, row_lines(21), [HEAD, *numbered_rows(1, 20)])] * 150
    (tmp_path / "long.pdf").write_bytes(make(*pages))
    program = r"""
import re, sys
from pathlib import Path
from extract.readers.pdf import read_pdf
assert len(read_pdf(Path(sys.argv[1]).read_bytes()).pages) == 300
print(int(re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text())[1]) // 1024)
"""
    # Linux counts a process's ru_maxrss from that of its parent, here pytest; VmHWM is the process's own.
    if not Path("/proc/self/status").exists():
        pytest.skip("needs Linux: the peak memory of one process is read from /proc")
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", program, str(tmp_path / "long.pdf")]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    assert int(done.stdout) < 200, done.stdout


# The sample notices


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "tables", "pages"),
    [
        ("haishu-2021", [(34, 5, 1, True), (13, 4, 1, True)], 7),
        ("cixi-2021", [], 7),
        ("zhanjiang-2023", [(11, 3, 0, False), (10, 3, 1, True)], 15),
        ("cixi-2022-tasks", [(18, 4, 1, True)], 5),
        ("pingdingshan-2021", [(5, 5, 1, True), (5, 8, 1, True), (2, 6, 1, True)], 7),
    ],
)
def test_the_sample_notices_have_their_tables(
    shared: Path, name: str, tables: list[tuple[int, int, int, bool]], pages: int
) -> None:
    document = read_pdf((shared / "notices" / f"{name}.pdf").read_bytes())
    assert [(t.rows, t.columns, t.header_rows, t.ruled) for t in document.tables()] == tables
    assert len(document.pages) == pages
    assert document.running

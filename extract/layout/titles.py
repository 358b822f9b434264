"""The title of a notice over its lines, wherever in the upper part it stands (GB/T 9704-2012, 7.3.1)."""

from __future__ import annotations

from extract.document import Document, Paragraph
from extract.folding import compact
from extract.layout.lines import is_line, is_organ_line, part, words
from extract.notice import Part
from extract.rules import load

HEADER_BLOCKS = 14
"""Blocks of the longest header."""
MAX_TITLE_LINE = 80
"""Characters of the longest line of a title."""
_TITLE_LINES = 6
_BEFORE_TITLE = 4
"""How many paragraphs that are neither title nor record may stand before the title."""
_ANNOUNCED_LINES = 3
"""Lines that an announcement's title may have below who announces."""
_ABOUT = "关于"


def find_title(document: Document, start: int) -> tuple[Part | None, int]:
    """The title over its lines, and the index after it."""
    blocks = document.blocks
    at = start
    skipped = 0
    while at < len(blocks) and skipped < _BEFORE_TITLE and not _may_begin_title(document, at):
        skipped += not _is_record(document, at)
        at += 1
    if at >= len(blocks) or not _may_begin_title(document, at):
        return None, start
    at += _is_headline(document, at)
    first = blocks[at]
    assert isinstance(first, Paragraph)
    end = at + 1
    while end < min(len(blocks), at + _organ_lines(document, at) + _TITLE_LINES) and _continues_title(
        document, first, at, end
    ):
        end += 1
    begin = first.start
    label = load("layout")["annex_label_with_title"].match(document.text, first.start, first.end)
    if label is not None and load("layout")["about"].search(label["title"]) is not None:
        begin = label.start("title")  # 附件：…关于…的通知, a notice forwarded as an annex
    printed = document.text[begin : blocks[end - 1].end]
    title = part(document, begin, blocks[end - 1].end, compact(printed.replace("\n", "")))
    return _whole_below(document, title, end) or (title, end)


def _is_headline(document: Document, index: int) -> bool:
    """Whether a line stands over the notice's title that is none of its lines: a web page's own heading or a slogan.

    Below a page's heading stand bodies and 关于…的公告; below a slogan (“…” alone, …来啦) a title that begins so.
    """
    block, below = document.blocks[index], document.blocks[index + 1 : index + 2]
    if not isinstance(block, Paragraph) or not below:
        return False
    slogan = load("layout")["slogan"].fullmatch(words(document, block)) is not None
    if not slogan and (block.heading is None or not is_organ_line(document, below[0])):
        return False
    if load("layout")["title"].fullmatch(words(document, block)) is not None or is_organ_line(document, block):
        return False
    reach = index + 1 + _organ_lines(document, index + 1) + _TITLE_LINES
    lines = _joined(document, index + 1, min(reach, len(document.blocks)))
    endings = load("layout").words["organ_endings"]
    return any(
        load("layout")["whole_title"].fullmatch(line) is not None
        for line in lines
        if _ABOUT in line and (not slogan or line.startswith(_ABOUT) or line.partition(_ABOUT)[0].endswith(endings))
    )


def _whole_below(document: Document, title: Part, end: int) -> tuple[Part, int] | None:
    """The title right below a short one of the same kind that does not say what about, and the index after it.

    A web page heads an announcement so: …等三部门公告, and below it the announcement's own 关于…的公告.
    """
    kind = next((kind for kind in load("layout").words["document_kinds"] if title.value.endswith(kind)), None)
    if kind is None or _ABOUT in title.value or end >= len(document.blocks) or not _may_begin_title(document, end):
        return None
    below, after = find_title(document, end)
    return (below, after) if below is not None and _ABOUT in below.value and below.value.endswith(kind) else None


def _is_record(document: Document, index: int) -> bool:
    """Whether a paragraph is a line of a web site's record, copied with the notice, or a mark without words (★)."""
    text = words(document, document.blocks[index])
    return not any(map(str.isalnum, text)) or load("layout")["record_line"].match(text) is not None


def title_above_number(document: Document, start: int, number_block: int) -> Part | None:
    """A title that stands above the document number, as announcements and web pages print it."""
    for index in range(start, number_block):
        if any(load("layout")["title"].fullmatch(line) for line in _joined(document, index, number_block)):
            title, after = find_title(document, index)
            return title if after <= number_block else None
    return None


def _may_begin_title(document: Document, index: int) -> bool:
    block = document.blocks[index]
    if not isinstance(block, Paragraph):
        return False
    text = words(document, block)
    if (
        not text
        or len(text) > 2 * MAX_TITLE_LINE
        or text.endswith(("。", "；", "：", ":"))
        or _is_record(document, index)
    ):
        return False
    if any(is_line(document, block, rule) for rule in ("annex_label", "date_line", "number_line", "header_word")):
        return False
    if block.heading is not None or block.align == "center":
        return True
    joined = _joined(document, index, min(index + _organ_lines(document, index) + 4, len(document.blocks)))
    return any(load("layout")["title"].fullmatch(candidate) is not None for candidate in (text, *joined))


def _organ_lines(document: Document, index: int) -> int:
    """How many lines from an index on name nothing but bodies: a title may begin with all who issue it."""
    lines = document.blocks[index : index + HEADER_BLOCKS]
    return next((at for at, block in enumerate(lines) if not is_organ_line(document, block)), len(lines))


def _joined(document: Document, start: int, end: int) -> list[str]:
    """The texts of 1, 2, … paragraphs from `start`, joined as one line, up to the first that cannot be a title's."""
    texts: list[str] = []
    line = ""
    for block in document.blocks[start:end]:
        text = words(document, block)
        if not isinstance(block, Paragraph) or len(text) > MAX_TITLE_LINE or text.endswith(("。", "：", ":", "；")):
            break
        line += compact(text)
        texts.append(line)
    return texts


def _continues_title(document: Document, first: Paragraph, start: int, index: int) -> bool:
    block = document.blocks[index]
    text = words(document, block)
    if not isinstance(block, Paragraph) or not text or len(text) > MAX_TITLE_LINE or text.endswith(("。", "：", ":")):
        return False
    if any(is_line(document, block, rule) for rule in ("date_line", "annex_label", "number_line")):
        return False
    joined = "".join(compact(words(document, b)) for b in document.blocks[start:index])
    if text[0] in "（(" and text[-1] in "）)" and joined.count("《") <= joined.count("》"):
        return block.align == first.align and load("layout")["title_bracket"].fullmatch(text) is not None
    if any(load("layout")[f"heading.{kind}"].match(text) for kind in ("chinese", "chapter", "article")):
        return False
    whole = load("layout")["whole_title"].fullmatch(joined) is not None
    if text.startswith("的"):
        return True
    if whole and joined.count("《") == joined.count("》"):
        return _completes_title(first, block, joined, text)
    if first.align == "center":
        return block.align == "center" and _same_size(first, block) and not (whole and is_organ_line(document, block))
    reach = _organ_lines(document, start) + _TITLE_LINES
    later = _joined(document, start, min(start + reach, len(document.blocks)))
    return any(load("layout")["whole_title"].fullmatch(line) for line in later[index - start :])


def _completes_title(first: Paragraph, block: Paragraph, joined: str, text: str) -> bool:
    """Whether a line ends a title that looks complete: 关于印发…行动 with 实施方案的通知 below."""
    layout = load("layout")
    kinds, matters = layout.words["document_kinds"], layout.words["matters"]
    if not text.endswith(kinds):
        return False
    open_ = joined.endswith(("》", *matters)) or not joined.endswith(kinds) or layout["passes_on"].match(joined)
    if block.align == "center":
        return bool(open_)
    # Without alignment, as in plain text, only 的通知 tells a title's last line from a line of the text.
    passed = joined.endswith(("》", *matters)) or layout["passes_on"].match(joined) is not None
    return passed and block.align == first.align and layout["of_kind"].search(text) is not None


def _same_size(one: Paragraph, other: Paragraph) -> bool:
    return one.size is None or other.size is None or abs(one.size - other.size) <= 1.0


def is_title_s_first_line(document: Document, index: int, stop: int) -> bool:
    """Whether a line of bodies is the upper part of a title: 发文机关 set like the 关于 … or …公告 right below it."""
    block = document.blocks[index]
    if not isinstance(block, Paragraph) or block.red or words(document, block).endswith("文件"):
        return False
    for at, below in enumerate(document.blocks[index + 1 : max(stop, index + 4)], index + 1):
        if not isinstance(below, Paragraph):
            return False
        announced = any(map(load("layout")["announces"].fullmatch, _joined(document, at, at + _ANNOUNCED_LINES)))
        if announced or load("layout")["about"].match(words(document, below)) is not None:
            return below.align == block.align and _same_size(block, below)
        if not is_organ_line(document, below):
            return False
    return False

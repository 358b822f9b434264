"""The upper part of a notice: issuers, document number, title, addressee (GB/T 9704-2012, 7.2 and 7.3.1-2)."""

from __future__ import annotations

from dataclasses import dataclass

from extract.document import Document, Paragraph
from extract.folding import compact
from extract.layout.lines import is_header_block, is_line, is_organ_line, part, words
from extract.notice import Part
from extract.rules import load

_HEADER_BLOCKS = 14
_TITLE_LINES = 6
_MAX_TITLE_LINE = 80
_BEFORE_TITLE = 4
"""How many paragraphs that are neither title nor record may stand before the title."""

_ABOUT = "关于"


@dataclass(frozen=True)
class Header:
    """What stands above the body; `body_block` is the index of the first block after it."""

    issuers: tuple[Part, ...]
    doc_number: Part | None
    title: Part | None
    dated: Part | None
    """A day in brackets under the title, as printed."""
    adopted_by: tuple[Part, ...]
    """The body that adopted the document that day, where the brackets under the title name it."""
    addressee: Part | None
    body_block: int


def find_header(document: Document) -> Header:
    """The header parts of a document that begins with a notice."""
    at = 0
    while at < len(document.blocks) and is_line(document, document.blocks[at], "annex_label"):
        at += 1
    number_block = _number_block(document, at)
    issuers, at = _issuers(document, at, number_block)
    doc_number = _number(document, number_block) if number_block is not None else None
    title: Part | None = None
    if number_block is not None:
        title = _title_above_number(document, at, number_block)
        at = max(at, number_block + 1)
    if title is None or title.value in load("layout").words["document_kinds"]:
        below, after = _title(document, at)
        if title is None or (below is not None and load("layout")["about"].match(below.value)):
            title, at = below, after
    below_title = at
    dated, addressee, at = _below_title(document, at)
    issuers = issuers or _issuers_below(document, below_title, dated)
    adopted_by = _adopted_by(document, dated) if dated is not None else ()
    if doc_number is None and number_block is None:
        late = _number_block(document, 0, limit=at)
        doc_number = _number(document, late) if late is not None else None
    return Header(issuers, doc_number, title, dated, adopted_by, addressee, at)


def split_organs(text: str) -> list[str]:
    """The bodies named in a header's or signature's line, in order: spaces and 、 part them, not their own spacing."""
    endings = load("layout").words["organ_endings"]
    names: list[str] = []
    for piece in text.replace("、", " ").replace("，", " ").split():
        if names and not names[-1].endswith(endings):
            names[-1] += piece
        else:
            names.append(piece)
    return names


def organ_parts(document: Document, block: Paragraph) -> list[Part]:
    """The bodies that a line names, each with its place; 文件 and （盖章） are no part of a name."""
    line = words(document, block)
    line = load("layout")["no_part_of_organ"].sub(" ", line).strip()
    parts: list[Part] = []
    text = document.text
    cursor = block.start
    for name in split_organs(line):
        start = text.find(name[0], cursor, block.end)
        end = start
        for character in name:
            place = text.find(character, end, block.end)
            end = place + 1 if place >= 0 else end
        if start >= 0:
            parts.append(Part(compact(name), start, max(end, start + 1)))
            cursor = end
    return parts


def _number_block(document: Document, start: int, limit: int | None = None) -> int | None:
    """The index of the paragraph that is the document number, above the body."""
    stop = min(len(document.blocks), start + _HEADER_BLOCKS if limit is None else limit)
    for index in range(start, stop):
        block = document.blocks[index]
        if is_line(document, block, "number_line"):
            return index
        if not isinstance(block, Paragraph) or is_line(document, block, "addressee") or _is_body(document, block):
            return None
    return None


def _is_body(document: Document, block: Paragraph) -> bool:
    text = words(document, block)
    return (
        len(text) > _MAX_TITLE_LINE or text.endswith("。") or load("layout")["heading.chinese"].match(text) is not None
    )


def _number(document: Document, index: int) -> Part:
    block = document.blocks[index]
    match = load("layout")["number_line"].fullmatch(words(document, block))
    printed = match["number"] if match else words(document, block)
    return Part(compact(printed).replace(" ", ""), block.start, block.end)


def _issuers(document: Document, start: int, number_block: int | None) -> tuple[tuple[Part, ...], int]:
    """The bodies of the red header, and the index after it."""
    stop = number_block if number_block is not None else min(len(document.blocks), start + _HEADER_BLOCKS)
    found: list[Part] = []
    at = start
    endings = load("layout").words["organ_endings"]
    for index in range(start, stop):
        block = document.blocks[index]
        if not is_header_block(document, block):
            if number_block is None:
                break
            continue
        if _is_title_s_first_line(document, index, stop):
            break
        assert isinstance(block, Paragraph)
        if not is_line(document, block, "header_word"):
            found += [organ for organ in organ_parts(document, block) if organ.value.endswith(endings)]
        at = index + 1
    return tuple(found), at


def _title(document: Document, start: int) -> tuple[Part | None, int]:
    """The title over its lines, and the index after it."""
    blocks = document.blocks
    at = start
    skipped = 0
    while at < len(blocks) and skipped < _BEFORE_TITLE and not _may_begin_title(document, at):
        skipped += not _is_record(document, at)
        at += 1
    if at >= len(blocks) or not _may_begin_title(document, at):
        return None, start
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


def _whole_below(document: Document, title: Part, end: int) -> tuple[Part, int] | None:
    """The title right below a short one of the same kind that does not say what about, and the index after it.

    A web page heads an announcement so: …等三部门公告, and below it the announcement's own 关于…的公告.
    """
    kind = next((kind for kind in load("layout").words["document_kinds"] if title.value.endswith(kind)), None)
    if kind is None or _ABOUT in title.value or end >= len(document.blocks) or not _may_begin_title(document, end):
        return None
    below, after = _title(document, end)
    return (below, after) if below is not None and _ABOUT in below.value and below.value.endswith(kind) else None


def _is_record(document: Document, index: int) -> bool:
    """Whether a paragraph is a line of a web site's record, copied with the notice, or a mark without words (★)."""
    text = words(document, document.blocks[index])
    return not any(map(str.isalnum, text)) or load("layout")["record_line"].match(text) is not None


def _is_title_s_first_line(document: Document, index: int, stop: int) -> bool:
    """Whether a line of bodies is the upper part of a title: 发文机关 set like the 关于 … right below it."""
    block = document.blocks[index]
    if not isinstance(block, Paragraph) or block.red or words(document, block).endswith("文件"):
        return False
    for below in document.blocks[index + 1 : max(stop, index + 4)]:
        if not isinstance(below, Paragraph):
            return False
        if load("layout")["about"].match(words(document, below)) is not None:
            return below.align == block.align and _same_size(block, below)
        if not is_organ_line(document, below):
            return False
    return False


def _title_above_number(document: Document, start: int, number_block: int) -> Part | None:
    """A title that stands above the document number, as announcements and web pages print it."""
    for index in range(start, number_block):
        if any(load("layout")["title"].fullmatch(line) for line in _joined(document, index, number_block)):
            title, after = _title(document, index)
            return title if after <= number_block else None
    return None


def _may_begin_title(document: Document, index: int) -> bool:
    block = document.blocks[index]
    if not isinstance(block, Paragraph):
        return False
    text = words(document, block)
    if (
        not text
        or len(text) > 2 * _MAX_TITLE_LINE
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
    lines = document.blocks[index : index + _HEADER_BLOCKS]
    return next((at for at, block in enumerate(lines) if not is_organ_line(document, block)), len(lines))


def _joined(document: Document, start: int, end: int) -> list[str]:
    """The texts of 1, 2, … paragraphs from `start`, joined as one line, up to the first that cannot be a title's."""
    texts: list[str] = []
    line = ""
    for block in document.blocks[start:end]:
        text = words(document, block)
        if not isinstance(block, Paragraph) or len(text) > _MAX_TITLE_LINE or text.endswith(("。", "：", ":", "；")):
            break
        line += compact(text)
        texts.append(line)
    return texts


def _continues_title(document: Document, first: Paragraph, start: int, index: int) -> bool:
    block = document.blocks[index]
    text = words(document, block)
    if not isinstance(block, Paragraph) or not text or len(text) > _MAX_TITLE_LINE or text.endswith(("。", "：", ":")):
        return False
    if any(is_line(document, block, rule) for rule in ("date_line", "annex_label", "number_line")):
        return False
    joined = "".join(compact(words(document, b)) for b in document.blocks[start:index])
    if text[0] in "（(" and joined.count("《") <= joined.count("》"):
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


def _below_title(document: Document, start: int) -> tuple[Part | None, Part | None, int]:
    """A bracketed day under the title and the addressee; the index of the first body block."""
    dated: Part | None = None
    for index in range(start, min(len(document.blocks), start + 4)):
        block = document.blocks[index]
        if not isinstance(block, Paragraph):
            break
        text = words(document, block)
        if is_line(document, block, "date_line") or is_line(document, block, "adopted_line"):
            dated = part(document, block.start, block.end) if dated is None else dated
            continue
        match = load("layout")["addressee"].fullmatch(text)
        if match is not None and load("layout")["not_an_addressee"].search(text) is None:
            return dated, part(document, block.start, block.end, compact(match["addressee"])), index + 1
        if len(text) > _MAX_TITLE_LINE or text.endswith("。"):
            break
    after = start
    while dated is not None and after < len(document.blocks) and document.blocks[after].start <= dated.start:
        after += 1
    return dated, None, after


def _issuers_below(document: Document, start: int, dated: Part | None) -> tuple[Part, ...]:
    """The bodies named on lines of their own between a title and the bracketed day under it."""
    found: list[Part] = []
    for block in document.blocks[start:]:
        if dated is None or block.start >= dated.start or not isinstance(block, Paragraph):
            break
        found += organ_parts(document, block) if is_organ_line(document, block) else ()
    return tuple(found)


def _adopted_by(document: Document, dated: Part) -> tuple[Part, ...]:
    """The body whose meeting adopted the document, named in the brackets that give the day."""
    match = load("layout")["adopted_line"].fullmatch(document.text[dated.start : dated.end])
    if match is None or not match["organ"]:
        return ()
    start = dated.start + match.start("organ")
    return (part(document, start, dated.start + match.end("organ")),)

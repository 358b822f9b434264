"""Lines of a page put together to paragraphs: what goes on, what begins anew."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from extract.document import Align
from extract.readers.pdf_frames import Frame
from extract.readers.pdf_lines import Line, Piece, close_up, first_token_width, join
from extract.rules import load

_INDENT = 0.7
"""Lines that begin within this many character widths of each other begin at the same place."""
_DEEPEST_INDENT = 5.0
"""A line that begins further right, in character widths, is set to the right (a signature): it has no rest."""
_WIDEST_NUMBER = 6.0
"""Character widths of the widest number that an entry's later lines are set in behind (附件：10.)."""
_NEARLY_FULL = 0.88
_BRACKETS = (("（", "）"), ("(", ")"), ("《", "》"), ("〈", "〉"), ("“", "”"), ("「", "」"), ("【", "】"))
HEADER_SIZE = 18.0
"""Red text at least this large, in points, is an issuer's header: one paragraph a line."""


@dataclass(slots=True)
class Draft:
    """A paragraph under construction: its lines, and the frame and flow (page or column) of the last one."""

    lines: list[Line]
    frame: Frame
    flow: int
    keep_apart: bool = field(default=False)
    """No further line belongs to it."""

    def piece(self) -> Piece:
        """The paragraph's text."""
        piece = self.lines[0].piece
        for line in self.lines[1:]:
            piece = join(piece, line.piece)
        return close_up(piece) if " " in piece.text else piece

    def align(self) -> Align:
        """How the paragraph stands between the margins."""
        first, frame = self.lines[0], self.frame
        if all(is_centred(line, frame) for line in self.lines) and (
            first.size > 1.08 * frame.size or any(_inset(line, frame) for line in self.lines)
        ):
            return "center"
        if len(self.lines) > 1:
            return "justify"
        left, right = first.x0 - frame.left, frame.right - first.x1
        return "right" if left > 6 * first.size and right < min(0.4 * left, 6 * first.size) else "left"


def is_centred(line: Line, frame: Frame) -> bool:
    """Whether a line's middle is the frame's, and not by chance that of an indented or spaced line of body text."""
    if abs(line.center - frame.center) > max(4.0, 0.6 * line.size):
        return False
    if line.size > 1.08 * frame.size:
        return True
    indented = abs(line.x0 - frame.left - 2 * line.size) <= 0.4 * line.size
    return not indented and not _is_spaced(line)


def _is_spaced(line: Line) -> bool:
    """Whether wide gaps part a line into columns."""
    return any(b.x0 - a.x1 > 1.5 * line.size for a, b in pairwise(line.runs))


def _inset(line: Line, frame: Frame) -> bool:
    return line.x0 - frame.left > 1.2 * line.size and frame.right - line.x1 > 1.2 * line.size


def goes_on(draft: Draft, line: Line, frame: Frame, flow: int) -> bool:
    """Whether a line belongs to the paragraph above it, be it on the same page or on the one before."""
    last = draft.lines[-1]
    if draft.keep_apart or _is_header(last) or _is_header(line):
        return False
    if abs(last.size - line.size) > 0.08 * max(last.size, line.size):
        return False
    same_flow = flow == draft.flow
    if same_flow and line.baseline - last.baseline > 1.4 * max(frame.pitch * line.size / frame.size, 1.3 * line.size):
        return False
    title = _title_goes_on(draft, line, frame, same_flow)
    if title is not None:
        return title
    if last.style.bold != line.style.bold and not same_flow:
        return False
    if line.ruled_above or (_is_spaced(last) and _is_spaced(line)):
        return False
    if last.x1 + first_token_width(line) <= draft.frame.right + 0.05 * line.size:
        return any(rest(draft, line, frame) for rest in _UNFULL)
    return _fits_indent(draft, line, frame) and not _begins_anew(last, line)


def _begins_anew(last: Line, line: Line) -> bool:
    """Whether a line's words make it a paragraph of its own though the line above is full."""
    rules = load("paragraphs")
    if rules["imprint"].search(line.text):
        return True
    return rules["annex_line"].match(line.text) is not None and rules["sentence_end"].search(last.text) is not None


def _is_header(line: Line) -> bool:
    return line.style.red and line.size >= HEADER_SIZE


def _title_goes_on(draft: Draft, line: Line, frame: Frame, same_flow: bool) -> bool | None:
    """Whether a centred title goes on; None where these lines are no title."""
    last, first = draft.lines[-1], draft.lines[0]
    centred = is_centred(last, draft.frame) and is_centred(line, frame)
    inset_above, inset_below = _inset(last, draft.frame), _inset(line, frame)
    large = min(last.size, line.size) >= 1.1 * frame.size
    if centred and same_flow and (inset_above or inset_below) and (large or (last.style.bold and line.style.bold)):
        if load("paragraphs")["annex_label"].fullmatch(last.text):
            return False
        return not (large and last.style.bold != line.style.bold and not inset_below) and not _opens(line)
    if large and same_flow and is_centred(first, draft.frame) and last.style.bold == line.style.bold:
        return last.x1 + first_token_width(line) > draft.frame.right and not _opens(line)
    if inset_above and is_centred(last, draft.frame):
        return False
    return None


def _opens(line: Line) -> bool:
    """Whether a line begins an entry of its own by its words."""
    rules = load("paragraphs")
    return rules["own_line"].match(line.text) is not None or rules["item_number"].match(line.text) is not None


def _bracket_goes_on(draft: Draft, line: Line, frame: Frame) -> bool:
    """Whether a bracket that is open at the end of a nearly full line closes in this one."""
    last, width = draft.lines[-1], draft.frame.right - draft.frame.left
    if last.x1 - draft.frame.left < 0.7 * width or not _fits_indent(draft, line, frame):
        return False
    for opening, closing in _BRACKETS:
        end = line.text.find(closing)
        if last.text.rfind(opening) > last.text.rfind(closing) and end >= 0 and opening not in line.text[:end]:
            return True
    return False


def _sentence_goes_on(draft: Draft, line: Line, frame: Frame) -> bool:
    """Whether a sentence that ends nowhere in a nearly full line of an indented paragraph goes on at the margin."""
    last, first, left = draft.lines[-1], draft.lines[0], draft.frame.left
    indented = _INDENT * first.size < first.x0 - left <= _DEEPEST_INDENT * first.size
    return (
        indented
        and abs(line.x0 - frame.left) <= _INDENT * line.size
        and last.x1 - left > _NEARLY_FULL * (draft.frame.right - left)
        and load("paragraphs")["sentence_end"].search(last.text) is None
        and not _opens(line)
    )


def _number_goes_on(draft: Draft, line: Line, frame: Frame) -> bool:
    """Whether a line holds nothing but the telephone numbers of whom a long line above it ends in."""
    last, rules = draft.lines[-1], load("paragraphs")
    return (
        last.x1 - draft.frame.left > 0.6 * (draft.frame.right - draft.frame.left)
        and rules["names_someone"].search(last.text) is not None
        and rules["numbers_alone"].fullmatch(line.text.strip()) is not None
        and _fits_indent(draft, line, frame)
    )


def _address_goes_on(draft: Draft, line: Line, frame: Frame) -> bool:
    """Whether a line is the rest of a web address, which may be broken before its line is full."""
    rules, last = load("paragraphs"), draft.lines[-1]
    return (
        last.x1 - draft.frame.left > 0.5 * (draft.frame.right - draft.frame.left)
        and rules["open_address"].search(last.text) is not None
        and rules["address_rest"].match(line.text) is not None
        and line.x0 <= max(draft.lines[0].x0, frame.left + _INDENT * line.size)
    )


_UNFULL = (_address_goes_on, _bracket_goes_on, _number_goes_on, _sentence_goes_on)
"""What makes a line go on though its first word would have fitted in the line above."""


def _fits_indent(draft: Draft, line: Line, frame: Frame) -> bool:
    """Whether a line begins where the next line of this paragraph would."""
    first, tolerance = draft.lines[0], _INDENT * line.size
    shift = frame.left - draft.frame.left
    if len(draft.lines) > 1:
        return abs(line.x0 - shift - draft.lines[-1].x0) <= tolerance
    indent = line.x0 - frame.left
    own = first.x0 - draft.frame.left
    if own > _DEEPEST_INDENT * first.size:
        return False
    if abs(indent) <= tolerance:
        # Both at the margin: a block without indents, or entries of a list that happen to fill their lines.
        return own > tolerance or not _opens(line)
    if abs(indent - own) <= tolerance:
        return False
    if indent < own:
        return True
    hanging = indent - own <= _WIDEST_NUMBER * line.size
    return hanging and load("paragraphs")["item_number"].match(first.text) is not None and not _opens(line)

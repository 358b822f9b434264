"""Titles of tables and lists: the words printed above them."""

from __future__ import annotations

from extract.document import Paragraph, Table
from extract.extractors.columns import Grid
from extract.folding import compact
from extract.notice import Notice
from extract.once import once_a_file
from extract.rules import load

_REACH = 4
"""Paragraphs above a table among which its title is looked for."""
_MAX_TITLE = 70
_MOST_ITEMS = 12
"""Numbered lines above one among which the line is looked for that leads on to them."""


def title_of(notice: Notice, table: Table, seen: Grid | None = None) -> str | None:
    """The title printed for a table: in its own first row, above it, over its annex or its section."""
    if seen is not None and seen.caption is not None:
        return _plain(notice.text[slice(*seen.caption)])
    annex = notice.annex_at(table.start)
    above = _above(notice, table)
    titled = next((words for words in above if load("captions")["title"].search(words)), None)
    if titled is not None:
        whole = _plain(annex.title.value) if annex is not None and annex.title is not None else ""
        return whole if titled in whole else _with_line_above(notice, titled, above)
    return heading_above(notice, table.start) or (above[0] if above and annex is None else None)


def _with_line_above(notice: Notice, titled: str, above: list[str]) -> str:
    """A title with the line above it where both together are named elsewhere in the notice (附件：…, 《…》)."""
    line = next(iter(above[above.index(titled) + 1 :]), "")
    return line + titled if line and line + titled in notice.text else titled


def headings_above(notice: Notice, offset: int) -> list[str]:
    """The headings that a line stands under, innermost first; the last is the annex's or notice's title."""
    annex = notice.annex_at(offset)
    low = annex.start if annex else 0
    over = [section for section in notice.sections if low <= section.start < offset < section.end and section.title]
    found = [_plain(section.title) for section in sorted(over, key=lambda section: -section.start)]
    if annex is not None and annex.title is not None:
        found.append(_plain(annex.title.value))
    elif annex is None and notice.title is not None:
        found.append(_plain(notice.title.value))
    return found


def lead_over(notice: Notice, offset: int) -> str:
    """The line that leads on to the numbered lines of which one stands at a place (…以下渠道：); empty without one."""
    text, number = notice.text, load("captions")["section_number"]
    end = text.rfind("\n", 0, offset)
    for _ in range(_MOST_ITEMS):
        start = text.rfind("\n", 0, max(end, 0)) + 1
        words = text[start : max(end, 0)].strip()
        if not words or number.match(words) is None:
            return words if words.endswith(("：", ":")) else ""
        end = start - 1
    return ""


def heading_above(notice: Notice, offset: int) -> str | None:
    """The heading that a place stands under: a numbered section's within its annex, else the annex's title."""
    annex = notice.annex_at(offset)
    section = notice.section_at(offset)
    if section is not None and section.title and (annex is None or section.start >= annex.start):
        return _plain(section.title)
    if annex is not None and annex.title is not None:
        return _plain(annex.title.value)
    if annex is None and notice.title is not None and not notice.annexes:
        return _plain(notice.title.value)
    return None


def _above(notice: Notice, table: Table) -> list[str]:
    """The short paragraphs right above a table, nearest first, fill-in lines left out."""
    text = notice.text
    blocks = notice.document.blocks
    index = next((at for at, block in enumerate(blocks) if block.start >= table.start), len(blocks))
    found: list[str] = []
    for block in reversed(blocks[max(0, index - _REACH) : index]):
        if not isinstance(block, Paragraph):
            break
        words = text[block.start : block.end].strip()
        if load("forms")["fill_in_line"].search(words) or not words:
            continue
        if len(words) > _MAX_TITLE or words.endswith(("。", "；")):
            break
        found.append(_plain(words))
    return found


@once_a_file  # the same headings stand above many lines
def _plain(words: str) -> str:
    """A title without the table's own number or the annex's label before it."""
    title, rules = compact(words), load("captions")
    number = load("forms")["numbered_title"].match(title)
    number = number or rules["section_number"].match(title) or rules["annex_label"].match(title)
    return title[number.end() :] if number else title

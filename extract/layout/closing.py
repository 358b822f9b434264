"""The lower part of a notice: signature, date of issue, imprint (GB/T 9704-2012, 7.3.5 and 7.4)."""

from __future__ import annotations

from datetime import date

from extract.document import Block, Document, Paragraph, Table
from extract.folding import compact
from extract.layout.header import organ_parts
from extract.layout.lines import is_imprint, is_line, is_organ_line, part, words
from extract.notice import Part
from extract.rules import load
from extract.values import dates

_SIGNATURE_LINES = 8
_LISTED_FIRMS = 2
"""So many firms in a row are a list."""
_MAX_SIGNED_LINE = 90
"""Characters beyond which a paragraph is no day, nor a signature with its day."""


def find_signed_date(document: Document, start: int, end: int) -> tuple[Part | None, tuple[Part, ...], int | None]:
    """Date of issue, the bodies signed above it, and the date's block, between two block indexes.

    The date's value is ISO 8601. The first line that is nothing but a day counts.
    """
    for index in range(start, end):
        block = document.blocks[index]
        if not isinstance(block, Paragraph) or block.end - block.start >= _MAX_SIGNED_LINE:
            continue
        dated = is_line(document, block, "date_line")
        match = None if dated else load("layout")["signed_date_line"].match(document.text, block.start, block.end)
        if (not dated and match is None) or is_imprint(document, block):
            continue
        if match is None:
            return iso_part(document, block.start, block.end), _signatures_above(document, start, index), index
        signed = Paragraph(match.start("signature"), match.end("signature"))
        return (
            iso_part(document, match.start("date"), match.end("date")),
            (*_signatures_above(document, start, index), *organ_parts(document, signed)),
            index,
        )
    return None, (), None


def signed_below_annexes(
    document: Document, start: int, issuers: tuple[Part, ...]
) -> tuple[Part | None, tuple[Part, ...]]:
    """The day and bodies at the very end, right below a form or list, as pages print them; only the issuers', if known.

    What stands below an annex's sentences, or below lines to be filled in, is the annex's own signature.
    """
    last = len(document.blocks) - 1
    while last >= start and is_imprint(document, document.blocks[last]):
        last -= 1
    if last < start or find_signed_date(document, last, last + 1)[2] is None:  # most ends are none: asked first
        return None, ()
    day, signed, block = find_signed_date(document, start, last + 1)
    if day is None or block != last or not signed:
        return None, ()
    above = next(index for index in range(block, -1, -1) if document.blocks[index].start < signed[0].start)
    own = not issuers or any(body.value.endswith(issuer.value) for body in signed for issuer in issuers)
    return (day, signed) if own and _is_listed(document, document.blocks[above]) else (None, ())


def _is_listed(document: Document, block: Block) -> bool:
    """Whether a block is a table or a line of a list that is filled in: a line about a firm, no sentence."""
    if isinstance(block, Table):
        return True
    text = words(document, block)
    return load("captions")["listed_line"].search(text) is not None and not text.endswith(("。", "：", ":"))


def unsigned_signatures(document: Document, start: int, end: int) -> tuple[Part, ...]:
    """The bodies signed at the end of a body without a day: above a month, or right-aligned before block `end`."""
    months = [index for index in range(start, end) if is_line(document, document.blocks[index], "month_line")]
    if months and (signed := _signatures_above(document, start, months[-1])):
        return signed
    found: list[Part] = []
    index = end - 1
    while index > start:
        block = document.blocks[index]
        if not (isinstance(block, Paragraph) and block.align == "right" and is_organ_line(document, block)):
            break
        found = organ_parts(document, block) + found
        index -= 1
    return tuple(found)


def iso_part(document: Document, start: int, end: int) -> Part | None:
    """A printed day as a part whose value is ISO 8601; None where the words are no day."""
    findings = dates.find(document.text[start:end])
    for finding in findings:
        day = finding.value.ends_on or finding.value.starts_on
        if isinstance(day, date):
            return part(document, start + finding.start, start + finding.end, day.isoformat())
    return None


def find_imprint(document: Document, start: int) -> tuple[Part, ...]:
    """抄送 and 印发 lines from a block index on."""
    return tuple(
        part(document, block.start, block.end) for block in document.blocks[start:] if is_imprint(document, block)
    )


def _signatures_above(document: Document, start: int, date_block: int) -> tuple[Part, ...]:
    found: list[Part] = []
    for index in range(date_block - 1, max(start, date_block - _SIGNATURE_LINES) - 1, -1):
        block = document.blocks[index]
        text = words(document, block)
        if not isinstance(block, Paragraph) or text.endswith("文件"):
            break
        if not is_organ_line(document, block):
            found = _with_upper_line(document, block, found)
            break
        found = organ_parts(document, block) + found
    return tuple(_without_list(found))


def _without_list(found: list[Part]) -> list[Part]:
    """The bodies that sign, without the firms of a list that ends right above them: a firm that signs stands alone."""
    ends = tuple(load("layout").words["firm_endings"])
    firms = next((index for index, body in enumerate(found) if not body.value.endswith(ends)), 0)
    return found[firms:] if firms >= _LISTED_FIRMS else found


def _with_upper_line(document: Document, block: Paragraph, found: list[Part]) -> list[Part]:
    """The bodies, the first with the line above it where its name runs over two: whole, it stands in the title."""
    if not found:
        return found
    name = compact(words(document, block)) + found[0].value
    before = "".join(document.text[: block.start].split())
    return [Part(name, block.start, found[0].end), *found[1:]] if name in before else found

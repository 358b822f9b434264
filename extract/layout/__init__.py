"""Layout: a document into its notices and their parts, after GB/T 9704-2012."""

from __future__ import annotations

from extract.document import Document
from extract.layout.annexes import annex_heads, annexes
from extract.layout.attachments import attachment_list
from extract.layout.closing import (
    find_imprint,
    find_signed_date,
    iso_part,
    signed_below_annexes,
    unsigned_signatures,
)
from extract.layout.forwarding import extents
from extract.layout.header import Header, find_header, split_organs
from extract.layout.sections import find_sections
from extract.notice import Notice, Part
from extract.rules import load

__all__ = ["notices"]


def notices(document: Document) -> tuple[Notice, ...]:
    """The notices of a document: the first, then those it forwards whole. Offsets count in each one's own text."""
    return tuple(
        _notice(document if len(found) == 1 else document.cut(extent.ranges), extent.parent)
        for found in (extents(document),)
        for extent in found
    )


def _notice(document: Document, parent: int | None) -> Notice:
    blocks = document.blocks
    header = find_header(document)
    listed, list_start, list_end = attachment_list(document, header.body_block)
    heads = annex_heads(document, list_end if listed else header.body_block, listed)
    annex_block = heads[0].block if heads else len(blocks)
    issued, signatures, _ = find_signed_date(document, header.body_block, annex_block)
    if not signatures:
        signatures = unsigned_signatures(document, header.body_block, min(annex_block, list_start))
    if issued is None and not signatures and heads:
        issued, signatures = signed_below_annexes(document, heads[-1].content_block, header.issuers)
    if issued is None and header.dated is not None:
        issued = iso_part(document, header.dated.start, header.dated.end)
    imprint = find_imprint(document, header.body_block)
    imprint_start = _trailing_imprint(document, imprint)
    body_start = _block_start(document, header.body_block)
    body_end = blocks[annex_block].start if heads else imprint_start
    return Notice(
        document=document,
        issuers=_issuers(document, header, signatures),
        doc_number=header.doc_number,
        title=header.title,
        doc_type=_doc_type(header.title),
        addressee=header.addressee,
        body=(body_start, max(body_start, body_end)),
        sections=find_sections(
            document,
            (_block_start(document, list_start), _block_start(document, list_end)),
            tuple(blocks[head.block].start for head in heads),
        ),
        attachment_list=listed,
        signatures=signatures,
        issued=issued,
        annexes=annexes(document, heads, imprint_start),
        imprint=imprint,
        parent=parent,
    )


def _block_start(document: Document, index: int) -> int:
    return document.blocks[index].start if index < len(document.blocks) else len(document.text)


def _trailing_imprint(document: Document, imprint: tuple[Part, ...]) -> int:
    """Where the imprint at the very end begins; the text's end where there is none."""
    end = len(document.text)
    for line in reversed(imprint):
        if document.text[line.end : end].strip():
            break
        end = line.start
    return end


def _doc_type(title: Part | None) -> str | None:
    """文种: the kind of document that the title ends in."""
    if title is None:
        return None
    match = load("layout")["kind_of_title"].search(title.value)
    return match["kind"] if match else None


def _issuers(document: Document, header: Header, signatures: tuple[Part, ...]) -> tuple[Part, ...]:
    """The issuing bodies: of the header, or of the signature where that names more;
    else of the title, or of the line of adoption.

    GB/T 9704-2012 (7.2.4) lets a joint notice print the leading body alone in its header.
    """
    if header.issuers:
        headed = [issuer.value for issuer in header.issuers]
        signed = [signature.value for signature in signatures]
        return signatures if len(signed) > len(headed) and headed[0] in signed else header.issuers
    if signatures:
        return signatures
    if header.title is None:
        return header.adopted_by
    printed = document.text[header.title.start : header.title.end]
    first, parted, _ = printed.partition("\n")
    match = load("layout")["title_issuer"].match(printed.replace("\n", " "))
    if match is not None:
        names = split_organs(match["organs"])
    else:
        names = split_organs(first) if parted and load("layout")["organ_line"].fullmatch(first.strip()) else []
    if not names or not all(name.endswith(load("layout").words["organ_endings"]) for name in names):
        return header.adopted_by
    return tuple(Part(name, header.title.start, header.title.end) for name in names)

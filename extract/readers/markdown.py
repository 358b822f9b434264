"""Markdown (CommonMark, with pipe tables) → Document: rendered as a web page's content, and read as one.

A line end within a paragraph is kept where it looks meant, as in a signature above its date: Markdown itself
takes every one for a blank.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex
from markdown_it import MarkdownIt
from markdown_it.token import Token

from extract.document import Document
from extract.readers.assembly import assemble
from extract.readers.charsets import decoded
from extract.readers.columns import with_tables
from extract.readers.errors import ReadError
from extract.readers.grid_pieces import joined
from extract.readers.html_content import ContentReader
from extract.readers.html_tree import parsed, without_hidden
from extract.readers.plain import read_plain
from extract.readers.wrapping import display_width

MEDIA_TYPE = "text/markdown"
_LONGEST = 5_000_000
"""Characters beyond which a text is read as plain: nobody writes such a one by hand."""
_SHORTEST_WRAPPED = 40
"""Columns that a line cut to a width takes at least; a shorter one ends where its writer ended it."""
_FRONT_MATTER = regex.compile(r"---[ \t]*\n(?:[\w-]+:[^\n]*\n|[ \t]+[^\n]*\n)*(?:---|\.\.\.)[ \t]*(?:\n|$)")
_BEGINS = regex.compile(
    r"[一二三四五六七八九十百]+、|[（(][一二三四五六七八九十百\d]+[)）]|\d+[.．、]|第\S{1,4}[章节条]|附件"
)
_ENDS = tuple("。；！？：;!?:")


def read_markdown(data: bytes) -> Document:
    """The document in a Markdown file's bytes. Raises ReadError on binary data and where there is no text."""
    text = decoded(data)
    if text is None:
        raise ReadError("the file is not text in UTF-8, UTF-16 or GB18030", "save it as UTF-8 text and hand that in")
    if len(text) > _LONGEST:
        return read_plain(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    page = _rendered(_FRONT_MATTER.sub("", text, count=1) if text.startswith("---") else text)
    if not page.strip():
        raise ReadError("the file has no text", "get the file anew from where it came")
    root = parsed(f"<!DOCTYPE html><html><body>{page}</body></html>".encode())
    without_hidden(root, frozenset())
    body = root.find("body")
    items = ContentReader(None).read(root if body is None else body)
    assembly = assemble(joined(with_tables(items)))
    if not assembly.text:
        raise ReadError("the file has no text", "get the file anew from where it came")
    return Document(assembly.text, assembly.blocks, MEDIA_TYPE, links=assembly.links)


def _rendered(text: str) -> str:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = parser.parse(text)
    for token in tokens:
        if token.type == "inline" and token.children:
            _keep_line_ends(token.children)
    return str(parser.renderer.render(tokens, parser.options, {}))


def _keep_line_ends(tokens: Sequence[Token]) -> None:
    """Makes the line ends of a paragraph that look meant hard ones."""
    lines: list[str] = [""]
    ends: list[Token] = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            ends.append(token)
            lines.append("")
        else:
            lines[-1] += token.content
    for number, end in enumerate(ends):
        before, after = lines[number].rstrip(), lines[number + 1].lstrip()
        if display_width(before) < _SHORTEST_WRAPPED or before.endswith(_ENDS) or _BEGINS.match(after):
            end.type = "hardbreak"
            end.tag = "br"

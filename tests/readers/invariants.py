"""What holds for the offsets of every document, whatever was read."""

from __future__ import annotations

from extract.document import Document, Paragraph, Table


def check_offsets(document: Document) -> None:
    """Fails where a block, cell or link does not stand where it says."""
    text = document.text
    at = 0
    for block in document.blocks:
        assert at <= block.start < block.end <= len(text)
        assert text[block.end : block.end + 1] == "\n"
        if isinstance(block, Paragraph):
            words = text[block.start : block.end]
            assert words == words.strip()
            assert "\n" not in words
            assert "\t" not in words
        else:
            _check_table(block, text)
        at = block.end + 1
    assert at == len(text)
    for link in (*document.links, *document.attachments):
        assert 0 <= link.start <= link.end <= len(text)
        assert text[link.start : link.end] == text[link.start : link.end].strip()


def _check_table(table: Table, text: str) -> None:
    at = table.start
    places: set[tuple[int, int]] = set()
    assert list(table.cells) == sorted(table.cells, key=lambda cell: (cell.row, cell.column))
    for cell in table.cells:
        assert at <= cell.start <= cell.end <= table.end
        assert text[cell.start : cell.end] == text[cell.start : cell.end].strip()
        own = {
            (row, column)
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        }
        assert not own & places
        places |= own
        assert cell.row + cell.row_span <= table.rows
        assert cell.column + cell.column_span <= table.columns
        for nested in cell.tables:
            assert cell.start <= nested.start <= nested.end <= cell.end
            _check_table(nested, text)
        at = cell.end
    assert 0 <= table.header_rows <= table.rows

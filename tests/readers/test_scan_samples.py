"""The sample scans beside the checkout: the date below a seal, and a supplier table that equals its native twin's."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest

from extract.document import Document, Table
from extract.readers import read_document
from extract.readers.pdf import read_pdf
from tests.readers.pdf_making import rows, texts

pytestmark = pytest.mark.shared


def pages(path: Path, *numbers: int) -> bytes:
    """A PDF of these pages (from 1) of another."""
    reader, writer = pypdf.PdfReader(path), pypdf.PdfWriter()
    for number in numbers:
        writer.add_page(reader.pages[number - 1])
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def bare_rows(document: Document, table: Table) -> list[list[str]]:
    """The table's cells without the blanks that space two-character names out."""
    return [["".join(cell.split()) for cell in row] for row in rows(document, table)]


def test_the_date_below_a_red_seal_is_read(shared: Path) -> None:
    document = read_pdf(pages(shared / "notices" / "zhanjiang-2023-scan.pdf", 4))
    assert texts(document)[-1] == "2023年6月14日"


def test_a_scanned_supplier_table_has_the_rows_of_its_native_twin(shared: Path) -> None:
    scan = read_pdf(pages(shared / "notices" / "haishu-2021-scan.pdf", 5))
    twin = read_document((shared / "notices" / "haishu-2021.docx").read_bytes())
    (table,) = scan.tables()
    native = next(other for other in twin.tables() if other.columns == table.columns and other.rows > 20)
    assert bare_rows(scan, table) == bare_rows(twin, native)[: table.rows]
    assert table.rows == 17 and table.header_rows == 1

"""What a file is, is told by its content; what is not read is named in one line with a remedy."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from extract import limits
from extract.readers import ReadError, read_document
from extract.readers.kinds import kind_of
from tests.readers.docx_builder import package, paragraph
from tests.readers.ole_making import compound


def zipped(**parts: str) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


def refusal(data: bytes, name: str = "") -> str:
    with pytest.raises(ReadError) as caught:
        read_document(data, name)
    assert "\n" not in str(caught.value)
    assert caught.value.remedy
    return caught.value.reason


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n...", "pdf"),
        (b"\xef\xbb\xbf\n%PDF-1.4\n", "pdf"),
        (package(paragraph("甲")), "docx"),
        ("<!DOCTYPE html><p>甲</p>".encode(), "html"),
        ("\ufeff<!-- 甲 --><html><body>甲".encode(), "html"),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>", "html"),
        ("<div>甲</div>".encode(), "html"),
        ("<p>甲</p>".encode("gb18030"), "html"),
        (compound({"WordDocument": b"\xec\xa5\xc1\x00"}), "doc"),
        (b"{\\rtf1\\ansi \\'b9\\'d8}", "rtf"),
        (zipped(mimetype="application/vnd.oasis.opendocument.text"), "odt"),
        (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "ods"),
        (zipped(**{"OFD.xml": "<x/>"}), "ofd"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', "wordml"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "excelml"),
        (compound({"Workbook": b""}), "xls"),
        (zipped(**{"xl/workbook.xml": "<x/>"}), "xlsx"),
        (zipped(**{"xl/workbook.bin": "x"}), "xlsb"),
        ("关于<p>标签的说明".encode(), "plain"),
        ("甲".encode(), "plain"),
        ("<甲方>与<乙方>".encode(), "plain"),
    ],
)
def test_content_decides_the_reader(data: bytes, kind: str) -> None:
    assert kind_of(data, "whatever.pdf") == kind


@pytest.mark.parametrize(("name", "kind"), [("名单.CSV", "csv"), ("名单.tsv", "csv"), ("名单.txt", "plain")])
def test_the_ending_tells_delimited_text(name: str, kind: str) -> None:
    assert kind_of("甲,乙\n".encode(), name) == kind


def test_the_ending_does_not_matter() -> None:
    assert read_document(package(paragraph("甲")), "notice.pdf").text == "甲\n"


@pytest.mark.parametrize("data", [b"", b" \n\t", b"\x00" * 20, b"\xef\xbb\xbf"])
def test_an_empty_file(data: bytes) -> None:
    assert refusal(data) == "the file is empty"


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (compound({"EncryptedPackage": b""}), "password-protected"),
        (zipped(mimetype="application/vnd.oasis.opendocument.graphics"), "OpenDocument drawing"),
        (zipped(**{"附件.txt": "x"}), "ZIP archive and no DOCX"),
        (b"7z\xbc\xaf\x27\x1c" + b"\x00" * 40, "7z archive"),
        (b"Rar!\x1a\x07\x00" + b"\x00" * 40, "RAR archive"),
        (b"<?xml version='1.0'?><pkg:package/>", "XML"),
        (b"Subject: a\nMIME-Version: 1.0\n\nb", "e-mail"),
        (b"\x7fELF\x02\x01\x01" + b"\x00" * 400, "binary"),
    ],
)
def test_a_file_of_another_kind_is_named(data: bytes, named: str) -> None:
    assert named in refusal(data, "附件.doc")


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, b"\xff\xd8\xff\xe0" + b"\x00" * 40, b"II*\x00" + b"\x08" * 40]
)
def test_a_broken_picture_is_called_damaged(data: bytes) -> None:
    assert refusal(data) == "the picture is damaged or cut short"


def test_a_docx_cut_short_is_damaged() -> None:
    data = package(paragraph("甲" * 500))
    assert "damaged" in refusal(data[: len(data) // 2])


def test_a_docx_with_a_broken_part_is_refused() -> None:
    assert "not readable" in refusal(zipped(word__document="", **{"word/document.xml": "<w:document"}))


def test_a_docx_that_unpacks_to_too_much_is_refused() -> None:
    with limits.using(limits.Limits(unpacked_mb=1)):
        assert "more than any notice" in refusal(package(paragraph("甲" * 400_000)))


def test_an_entity_bomb_is_not_blown_up() -> None:
    entities = '<!ENTITY a "甲甲甲甲甲甲甲甲甲甲">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    bomb = (
        f"<!DOCTYPE x [{entities}]><w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
    )
    document = bomb + "<w:body><w:p><w:r><w:t>&j;乙</w:t></w:r></w:p></w:body></w:document>"
    data = zipped(**{"word/document.xml": document})
    try:
        assert len(read_document(data).text) < 100
    except ReadError as error:
        assert "document.xml" in str(error)

"""Word 97, WPS, RTF and OpenDocument texts give what the same document gives as DOCX."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from extract import limits
from extract.readers import ReadError, read_document
from extract.reading import read_bytes
from tests.readers.docx_builder import cell, level, numbered, numbering, package, paragraph, row, table
from tests.readers.invariants import check_offsets
from tests.readers.office_making import required, saved_as
from tests.test_formats import values

NOTICES = Path(__file__).resolve().parents[2] / "corpus" / "notices"
FORMATS = ("doc", "rtf", "odt")
GRID_COLUMN = '<w:gridCol w:w="2800"/>'
WIDTH = '<w:tcW w:w="2800" w:type="dxa"/>'
LISTED = package(
    paragraph("甲市总工会关于采购的通知")
    + numbered("组织领导")
    + numbered("经费来源")
    + table(
        row(cell("序号", WIDTH), cell("企业名称", WIDTH), cell("联系电话", WIDTH)),
        row(
            cell("1", WIDTH),
            cell("甲食品有限公司", f'{WIDTH}<w:vMerge w:val="restart"/>'),
            cell("13800000001", WIDTH),
        ),
        row(cell("2", WIDTH), cell("", f"{WIDTH}<w:vMerge/>"), cell("0999-1234567", WIDTH)),
        row(cell("合计", '<w:tcW w:w="5600" w:type="dxa"/><w:gridSpan w:val="2"/>'), cell("2家", WIDTH)),
    ).replace("<w:tblGrid/>", f"<w:tblGrid>{3 * GRID_COLUMN}</w:tblGrid>")
    + paragraph("附件另发"),
    numbering=numbering(level(0, "decimal", "%1.")),
)
TEXT = (
    "甲市总工会关于采购的通知\n1.组织领导\n2.经费来源\n"
    "序号\t企业名称\t联系电话\n1\t甲食品有限公司\t13800000001\n2\t0999-1234567\n合计\t2家\n附件另发\n"
)


@pytest.mark.parametrize("ending", FORMATS)
def test_numbers_tables_and_merged_cells(ending: str) -> None:
    required()
    document = read_document(saved_as(LISTED, "docx", ending))
    check_offsets(document)
    assert document.text == TEXT


def test_an_old_rtf_file_in_bytes_of_gbk() -> None:
    required()
    old = rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}}\f0 \'bc\'d7\'d2\'d2\par}"
    assert read_document(old).text == "甲乙\n"


def test_a_link_s_address_is_as_printed() -> None:
    required()
    fields = "".join(
        rf'{{\field{{\*\fldinst HYPERLINK "{target}"}}{{\fldrslt {words}}}}}\par '
        for target, words in (("https://a.example", "https://a.example"), ("https://b.example/", "b.example/"))
    )
    document = read_document(rf"{{\rtf1\ansi {fields}}}".encode())
    assert [link.target for link in document.links] == ["https://a.example", "https://b.example/"]


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("stem", ["taihu-2024", "ulanqab-2024"])
def test_the_same_facts_as_from_docx(stem: str, ending: str) -> None:
    required()
    data = (NOTICES / f"{stem}.docx").read_bytes()
    (native,) = read_bytes(data, f"{stem}.docx").notices
    (legacy,) = read_bytes(saved_as(data, "docx", ending), f"{stem}.{ending}").notices
    assert legacy.record == native.record
    for name in sorted({*native.facts, *legacy.facts}):
        assert values(legacy, name) == values(native, name), name


@pytest.mark.shared
def test_the_sample_files_give_the_text_of_their_word_twins(shared: Path) -> None:
    required()
    for path in sorted((shared / "notices").glob("*.doc")):
        text, twin = (read_document(each.read_bytes()).text for each in (path, path.with_suffix(".docx")))
        assert text == twin


WORDML = (
    '<?xml version="1.0"?>{}<?mso-application progid="Word.Document"?><w:wordDocument '
    'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body><w:p><w:r><w:t>甲{}</w:t></w:r></w:p>'
    "</w:body></w:wordDocument>"
)


def test_a_word_2003_xml_file() -> None:
    required()
    assert read_document(WORDML.format("", "乙").encode(), "通知.doc").text == "甲乙\n"


def test_a_word_2003_xml_file_with_entities_is_refused() -> None:
    with pytest.raises(ReadError, match="declares entities"):
        read_document(WORDML.format('<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hostname">]>', "&x;").encode())


def opendocument(content: str, **parts: str) -> bytes:
    """An OpenDocument text with this `content.xml`."""
    media_type = "application/vnd.oasis.opendocument.text"
    entries = '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/>'
    manifest = f'<m:file-entry m:full-path="/" m:media-type="{media_type}"/>{entries}'
    space = 'xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", media_type)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", parts.get("manifest", f"<m:manifest {space}>{manifest}</m:manifest>"))
    return buffer.getvalue()


def content_of(text: str, kinds: str = "") -> str:
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text"))
    body = f"<office:body><office:text><text:p>{text}</text:p></office:text></office:body>"
    return f'{kinds}<office:document-content {spaces} office:version="1.2">{body}</office:document-content>'


def test_entities_of_an_opendocument_text_are_neither_fetched_nor_blown_up(tmp_path: Path) -> None:
    required()
    (tmp_path / "elsewhere").write_text("丁" * 50)
    bomb = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    outside = (tmp_path / "elsewhere").as_uri()
    kinds = f'<!DOCTYPE x [<!ENTITY x SYSTEM "{outside}"><!ENTITY a "甲甲甲甲甲甲甲甲甲甲">{bomb}]>'
    try:
        assert len(read_document(opendocument(content_of("乙&x;&j;丙", kinds))).text) < 10
    except ReadError as error:
        assert "\n" not in str(error)


def test_an_opendocument_text_that_unpacks_to_too_much_is_refused() -> None:
    with limits.using(limits.Limits(unpacked_mb=1)), pytest.raises(ReadError, match="more than any notice"):
        read_document(opendocument(content_of("甲" * 400_000)))


def test_an_opendocument_text_with_a_password_is_refused() -> None:
    manifest = '<m:manifest xmlns:m="x"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    with pytest.raises(ReadError, match="password-protected"):
        read_document(opendocument("", manifest=manifest))


def test_a_file_cut_short_is_refused() -> None:
    required()
    data = saved_as(LISTED, "docx", "doc")
    with pytest.raises(ReadError) as caught:
        read_document(data[: len(data) // 2])
    assert "\n" not in str(caught.value)

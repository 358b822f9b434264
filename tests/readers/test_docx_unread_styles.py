"""What of a part is left out before it is parsed, and what stays."""

from __future__ import annotations

import io
import zipfile

from extract.readers.docx_package import Package, without_setting

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ROWS = '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>'


def _tags(styles: str) -> list[str]:
    """The local names of all elements of a styles part with this content, as a package gives it."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("word/styles.xml", f"<w:styles {_W}>{styles}</w:styles>")
    return [str(element.tag).rpartition("}")[2] for element in Package(data.getvalue()).tree("word/styles.xml").iter()]


def test_what_a_table_style_says_of_single_rows_is_left_out() -> None:
    assert _tags(f"<w:style><w:tblPr/>{_ROWS}{_ROWS}</w:style><w:style><w:rPr/></w:style>") == [
        "styles", "style", "tblPr", "style", "rPr",
    ]  # fmt: skip


def test_nothing_is_left_out_where_such_an_element_has_no_end_tag() -> None:
    styles = f'<w:style><w:tblStylePr w:type="lastRow"/><w:rPr/></w:style><w:style>{_ROWS}</w:style>'
    assert _tags(styles) == ["styles", "style", "tblStylePr", "rPr", "style", "tblStylePr", "rPr", "b"]


def test_how_words_are_set_is_left_out_of_the_text() -> None:
    run = b'<w:rPr><w:rFonts w:ascii="SimSun"/><w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr><w:t>kept</w:t>'
    assert without_setting(run) == b'<w:rPr><w:sz w:val="32"/></w:rPr><w:t>kept</w:t>'


def test_a_text_that_quotes_markup_is_left_as_it_is() -> None:
    quoted = b'<w:t><![CDATA[<w:szCs w:val="32"/>]]></w:t>'
    assert without_setting(quoted) == quoted

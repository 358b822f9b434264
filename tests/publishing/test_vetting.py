"""Originals are published only where nothing on them is hidden, wherever in them it is."""

from __future__ import annotations

import io
import zipfile

import pytest

from extract.publishing.vetting import vet
from tests.publishing import originals_making as making
from tests.publishing.hidings import OFFICIAL, SUPPLIER, hiding
from tests.readers.pdf_making import lines, make, picture


@pytest.mark.parametrize("filename", making.plain_files("x"))
def test_a_file_with_a_suppliers_number_alone_is_published(filename: str) -> None:
    assert vet(making.plain_files(SUPPLIER)[filename], filename, hiding()).original


@pytest.mark.parametrize("filename", making.plain_files("x"))
def test_a_file_with_an_officials_number_is_not(filename: str) -> None:
    assert not vet(making.plain_files(OFFICIAL)[filename], filename, hiding()).original


@pytest.mark.parametrize("filename", making.plain_files("x"))
def test_nor_is_one_with_a_number_that_nobody_knows(filename: str) -> None:
    assert not vet(making.plain_files("13677778888")[filename], filename, hiding()).original


@pytest.mark.parametrize("filename", making.plain_files("x"))
def test_with_everything_public_all_files_are_published(filename: str) -> None:
    assert vet(making.plain_files(OFFICIAL)[filename], filename, hiding("all")).original


@pytest.mark.parametrize("filename", making.plain_files("x"))
def test_with_everything_public_one_left_out_is_hidden_still(filename: str) -> None:
    data = making.plain_files("季小满科长")[filename]
    assert not vet(data, filename, hiding("all", names=["季小满"])).original


@pytest.mark.parametrize("place", making.docx_places("x"))
def test_word_files_are_looked_through_to_the_last_part(place: str) -> None:
    assert not vet(making.docx_places(OFFICIAL)[place], "a.docx", hiding()).original


@pytest.mark.parametrize("place", sorted(set(making.docx_places("x")) - {"file in the file"}))
def test_what_is_kept_may_stand_in_any_part(place: str) -> None:
    assert vet(making.docx_places(SUPPLIER)[place], "a.docx", hiding()).original


@pytest.mark.parametrize("place", making.xlsx_places("1"))
def test_workbooks_are_looked_through(place: str) -> None:
    assert not vet(making.xlsx_places(OFFICIAL)[place], "a.xlsx", hiding()).original
    assert vet(making.xlsx_places(SUPPLIER)[place], "a.xlsx", hiding()).original


@pytest.mark.parametrize("place", making.html_places("12345678901"))
def test_web_pages_are_looked_through(place: str) -> None:
    assert not vet(making.html_places(OFFICIAL)[place], "a.html", hiding()).original


@pytest.mark.parametrize("place", making.pdf_places("12345678901"))
def test_pdf_files_are_looked_through(place: str) -> None:
    assert not vet(making.pdf_places(OFFICIAL)[place], "a.pdf", hiding()).original


def test_a_page_of_a_pdf_on_which_nothing_is_hidden_may_be_shown() -> None:
    data = make(lines(making.PLAIN), lines(making.PLAIN, f"电话：{OFFICIAL}"), lines(making.PLAIN))
    verdict = vet(data, "a.pdf", hiding())
    assert (verdict.original, verdict.pages) == (False, (1, 3))


def test_a_number_that_runs_over_two_pages_hides_both() -> None:
    data = make(lines(making.PLAIN, OFFICIAL[:6]), lines(OFFICIAL[6:], making.PLAIN), lines(making.PLAIN))
    assert vet(data, "a.pdf", hiding()).pages == (3,)


def test_no_page_is_shown_where_the_registry_read_a_number_that_is_not_found_on_the_pages() -> None:
    verdict = vet(make(lines(making.PLAIN)), "a.pdf", hiding(), [f"电话：{OFFICIAL}"])
    assert (verdict.original, verdict.pages) == (False, ())


def test_a_scan_is_not_shown_where_names_are_hidden() -> None:
    verdict = vet(make(picture), "a.pdf", hiding("none"))
    assert (verdict.original, verdict.pages) == (False, ())


def _zip(data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("filename", "data"),
    [
        ("a.zip", _zip(b"x")),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("a.rtf", b"{\\rtf1 x}"),
        ("a.pdf", b"%PDF-1.4\nnothing"),
        ("a.docx", b"PK\x03\x04nothing"),
        ("a.eml", b"MIME-Version: 1.0\nContent-Type: text/plain\n\nx"),
        ("a.bin", bytes(range(256)) * 8),
        ("a.txt", b""),
    ],
)
def test_what_cannot_be_looked_through_is_published_only_with_everything(filename: str, data: bytes) -> None:
    assert not vet(data, filename, hiding()).original
    assert not vet(data, filename, hiding("all", names=["季小满"])).original
    assert vet(data, filename, hiding("all")).original


def test_who_wrote_a_file_is_a_persons_name() -> None:
    data = making.docx_places("季小满")["properties"]
    assert not vet(data, "a.docx", hiding("none")).original
    assert vet(data, "a.docx", hiding()).original
    assert vet(making.docx_places("Writer")["properties"], "a.docx", hiding("none")).original

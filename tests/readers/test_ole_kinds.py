"""What a compound file is, is told by its streams."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.readers import ReadError
from extract.readers.ole_kinds import kind_of_ole, stream_of
from tests.readers.ole_making import compound

WORD = b"\xec\xa5\xc1\x00".ljust(32, b"\x00")
LOCKED_WORD = b"\xec\xa5\xc1\x00".ljust(10, b"\x00") + b"\x00\x01"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (compound({"WordDocument": WORD}), "doc"),
        (compound({"Data": b"", "WordDocument": WORD, "Workbook": b""}), "doc"),
        (compound({"Workbook": b""}), "xls"),
        (compound({"Book": b""}), "xls"),
        (compound({"MatOST": b"", "CONTENTS": b""}), "works"),
    ],
)
def test_streams_tell_the_kind(data: bytes, kind: str) -> None:
    assert kind_of_ole(data) == kind


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (compound({"EncryptedPackage": b""}), "password-protected Office document"),
        (compound({"WordDocument": LOCKED_WORD}), "password-protected Word"),
        (compound({"PowerPoint Document": b""}), "presentation"),
        (compound({"__properties_version1.0": b""}), "Outlook"),
        (compound({"FileHeader": b""}), "Hangul"),
        (compound({}), "without a Word document"),
        (compound({"WordDocument": WORD})[:700], "damaged or cut short"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504, "damaged or cut short"),
    ],
)
def test_what_is_not_read_is_named(data: bytes, named: str) -> None:
    with pytest.raises(ReadError) as caught:
        kind_of_ole(data)
    assert named in str(caught.value)
    assert caught.value.remedy


@given(st.integers(0, 3000), st.binary(min_size=1, max_size=40))
@settings(max_examples=200, deadline=2000)
def test_a_damaged_file_is_read_or_refused(at: int, noise: bytes) -> None:
    data = bytearray(compound({"WordDocument": WORD, "Data": b"abc"}))
    data[8 + at : 8 + at + len(noise)] = noise
    try:
        assert kind_of_ole(bytes(data)) in ("doc", "xls", "works")
    except ReadError as error:
        assert "\n" not in str(error)


def test_a_stream_whose_sectors_run_in_a_circle_ends() -> None:
    data = bytearray(compound({"Workbook": b"x"}))
    table = 512  # the sector table follows the header; the stream begins in sector 2
    data[table + 4 * 5 : table + 4 * 6] = (2).to_bytes(4, "little")
    try:
        assert len(stream_of(bytes(data), "Workbook")) <= 4096
    except ReadError as error:
        assert "damaged" in str(error)


def test_the_first_stream_that_is_there() -> None:
    assert stream_of(compound({"Book": b"abc"}), "Workbook", "Book").startswith(b"abc")
    with pytest.raises(ReadError, match="content is missing"):
        stream_of(compound({"Other": b"abc"}), "Workbook", "Book")

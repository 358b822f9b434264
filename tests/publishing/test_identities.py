"""Resident identity numbers are found however they are written, and nothing else is taken for one."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from extract.publishing.identities import identities
from extract.publishing.numbers import MASK
from tests.publishing import originals_making as making
from tests.publishing.raw import files_in, numbers_in
from tests.publishing.registries import keep_original, published, rows

OLD = "110101331231002"
"""Made up, as they were given out before 1999."""


def _whole(first: str) -> str:
    return first + ric.calc_check_digit(first + "0")


VALID = _whole("11010119331231002")
"""Made up, its check digit right: nobody of that day has it in this place's numbering of today."""
ENDS_IN_X = next(number for number in (_whole(f"6501011931022800{last}") for last in range(10)) if number.endswith("X"))


@pytest.mark.parametrize(
    "text",
    [
        VALID,
        f"户主{VALID}，住青禾市",
        f"\t{VALID}\t",
        f"{VALID[:6]} {VALID[6:14]} {VALID[14:]}",
        f"{VALID[:6]}-{VALID[6:14]}-{VALID[14:]}",
        f"{VALID[:10]}\n{VALID[10:]}",
        VALID.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
        "\u200b".join(VALID),
        f"{VALID}13711112222",
        f"13711112222{VALID}",
        f"{VALID}{VALID}",
        f"季小满{VALID}号",
    ],
)
def test_a_number_of_18_digits_is_found_without_a_label_as(text: str) -> None:
    assert {number.digits for number in identities(text)} == {VALID}


@pytest.mark.parametrize("last", ["X", "x", "Ｘ", " X"])
def test_one_that_ends_in_x_is_found_to_its_end(last: str) -> None:
    text = f"证号{ENDS_IN_X[:-1]}{last}。"
    (number,) = identities(text)
    assert number.digits == ENDS_IN_X and text[number.places[-1]] in "XxＸ"


@pytest.mark.parametrize(
    "text",
    [
        f"身份证号：{OLD}",
        f"身份证号码（复印件）: {OLD}",
        f"公民身份号码{OLD}",
        f"居民身份证：{VALID}、{OLD}",
        f"姓名\t身份证号\t电话\n季小满\t{OLD}\t13711112222",
        f"身份证号\t金额\n{VALID}\t3\n{OLD}\t5",
        f'{{"身份证号": "{OLD}"}}',
    ],
)
def test_an_old_number_is_found_by_its_label(text: str) -> None:
    assert OLD in {number.digits for number in identities(text)}


def test_one_with_a_wrong_check_digit_is_found_by_its_label() -> None:
    wrong = VALID[:-1] + str((int(VALID[-1], 11) + 1) % 10)
    assert identities(wrong) == []
    assert [number.digits for number in identities(f"身份证号：{wrong}")] == [wrong]
    assert [number.digits for number in identities(f"姓名\t身份证号\n季小满\t{wrong}")] == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        OLD,
        f"账号：{OLD}",
        f"提供身份证复印件，汇入银行账号：{OLD}",
        f"开户行\t账号\t身份证\n青禾银行\t{OLD}\t无",
        f"身份证号\t金额\n\n账号\t金额\n{OLD}\t5",
        "统一社会信用代码：12330100470000123X",
        "账号：6222020212345678901",
        "账号 6222 0202 1234 5678",
        f"1{VALID}",
        f"{VALID}1",
        "2021-09-26 2022-10-31 15300",
        "11010120991231002" + ric.calc_check_digit("110101209912310020"),
        "11010119331331002" + ric.calc_check_digit("110101193313310020"),
        "01010119331231002" + ric.calc_check_digit("010101193312310020"),
    ],
)
def test_other_numbers_are_none(text: str) -> None:
    assert identities(text) == []


@given(
    st.sampled_from(["110101", "330106", "654021", "810000"]),
    st.dates(date(1900, 1, 1), date(2020, 12, 31)),
    st.integers(0, 999),
    st.text(alphabet="0123456789X \n\t-元身份证：账号", max_size=30),
)
def test_any_number_that_stands_apart_is_found_where_it_stands(place: str, day: date, order: int, before: str) -> None:
    number = _whole(f"{place}{day:%Y%m%d}{order:03}")
    text = f"{before}，{number}。"
    start = len(before) + 1
    found = {one.digits: one.places for one in identities(text)}
    assert found[number] == tuple(range(start, start + 18))


@pytest.mark.parametrize("contacts", ["business", "none"])
def test_identity_numbers_are_nowhere_in_what_is_published(registry: Path, tmp_path: Path, contacts: str) -> None:
    notice, line = (rows(registry, f"SELECT min({column}) FROM listings")[0][0] for column in ("notice_id", "id"))
    with closing(sqlite3.connect(registry)) as connection:
        connection.create_function("notice_tokens", -1, lambda *words: "")
        words = f"身份证号：{OLD}。户主{VALID}、{ENDS_IN_X}，账号6222020212345678901"
        extra = json.dumps({"法人身份证": OLD, "备注": VALID})
        connection.execute("UPDATE notices SET text = text || ? WHERE id = ?", (words, notice))
        connection.execute("UPDATE listings SET extra = ?, note = ? WHERE id = ?", (extra, f"见{ENDS_IN_X}", line))
        connection.commit()
    for number, number_in in (("18", VALID), ("x", ENDS_IN_X), ("15", OLD)):
        for name, data in making.plain_files(f"，{number_in}。").items():
            keep_original(registry, f"{number}-{name}", data, "text/plain")
    keep_original(
        registry, "account.txt", making.plain_files("账号：6222020212345678901。")["notice.txt"], "text/plain"
    )
    done = published(registry, tmp_path / "out", contacts)
    everything = list(files_in(tmp_path / "out"))
    assert numbers_in(everything, [VALID, ENDS_IN_X, ENDS_IN_X[:-1], OLD]) == set()
    assert numbers_in(everything, ["6222020212345678901"]) == {"6222020212345678901"}
    shown = rows(done.version.registry, "SELECT filename FROM published_originals JOIN sources USING (sha256)")
    assert {str(name) for (name,) in shown} >= {"account.txt"}
    ((text,),) = rows(done.version.registry, f"SELECT text FROM notices WHERE id = {notice}")
    assert str(text).endswith(f"身份证号：{MASK * 15}。户主{MASK * 18}、{MASK * 18}，账号6222020212345678901")


def test_with_everything_public_they_are_left(registry: Path, tmp_path: Path) -> None:
    keep_original(registry, "x.txt", making.plain_files(VALID)["notice.txt"], "text/plain")
    published(registry, tmp_path / "out", "all")
    assert numbers_in(files_in(tmp_path / "out"), [VALID]) == {VALID}

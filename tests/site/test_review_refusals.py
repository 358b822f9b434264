"""Why a decision cannot be is said in the interface's words, whatever it is."""

from __future__ import annotations

import re
import string

import pytest

from extract.corrections import CorrectionError
from extract.corrections.errors import SENTENCES
from extract.site.review_pages import refusal

_CODES = [code for code in SENTENCES if not code.startswith("file.")]
_VALUES = {"table": "terms", "column": "kind", "columns": ["kind", "unit"], "known": ["cap", "floor"]}


@pytest.mark.parametrize("code", _CODES)
def test_every_refusal_has_its_words(code: str) -> None:
    places = [name for _, name, _, _ in string.Formatter().parse(SENTENCES[code]) if name]
    said = refusal(CorrectionError(code, **{name: _VALUES.get(name, "甲") for name in places}))
    assert re.search(r"[\u4e00-\u9fff]{2}", said)
    assert not re.search(r"[{}]", said)


def test_columns_and_codes_are_said_as_people_read_them() -> None:
    wrong = CorrectionError("no_code", table="terms", column="kind", value="maximum", known=("cap", "floor"))
    assert refusal(wrong) == "“类别”填了“maximum”，只能填：cap（不超过）、floor（不低于）"


def test_what_is_lacking_is_named_by_its_labels() -> None:
    assert refusal(CorrectionError("lacking", table="terms", columns=["amount", "unit"])) == "还须填写：数值、单位"

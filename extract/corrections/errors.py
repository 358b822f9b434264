"""What can be wrong with a correction: a code with its values, and the sentence in English for the command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

SENTENCES = {
    "no_table": "{table}: no table of facts; name one of {known}",
    "no_action": "{action}: no such action; it is one of {known}",
    "no_column": "{column}: no column of {table}; it has {known}",
    "no_decider": "made_by is empty; say who decided this",
    "nothing_right": "{action} needs what is right",
    "nothing_read": "{action} needs what was read",
    "no_quote": "add needs the words of the notice that say it",
    "quote_absent": "{quote!r}: these words do not stand in the notice; copy them from its text",
    "lacking": "{columns}: needed in {table}",
    "notice_row": "a notice's own row is corrected or accepted; its file is taken out by notices withdraw",
    "whole_file": "this doubt is about the file as a whole: accept it, or read the file again",
    "empty": "{column}: cannot be empty",
    "no_code": "{column}: {value!r} is none of {known}",
    "no_day": "{column}: {value!r} is no day; write it like 2024-06-30",
    "no_number": "{column}: {value!r} is no number",
    "no_amount": "{column}: {value!r} is no amount",
    "no_whole_number": "{column}: {value!r} is no whole number",
    "no_headings": "{column}: {value!r} is no JSON list of headings",
    # Of a file of corrections; {place} is its name, and the entry's number.
    "file.no_yaml": "{place}: not valid YAML ({said})",
    "file.no_list": "{place}: holds no list of corrections; write them with notices corrections export",
    "file.no_entry": "{place}: is no mapping of names to values",
    "file.unknown": "{place}: {names}: not known; known are {known}",
    "file.lacking": "{place}: lacks {names}",
    "file.no_notice": "{place}: notice is the number of a notice in its file, from 0",
    "file.no_values": "{place}: {column} is no mapping of columns to values",
    "file.entry": "{place}: {said}",
}
"""The sentences by their codes. What begins with `file.` is met in files alone, and said by no page."""


class CorrectionError(ValueError):
    """A correction that cannot be; the message is one line that names the field and the remedy.

    `code` is one of SENTENCES, `values` fill its places, so that a page can say the same in its own words:
    `column` and `columns` are names of columns of `table`, several names or codes are a sequence.
    """

    def __init__(self, code: str, /, **values: Any) -> None:
        self.code = code
        self.values: dict[str, Any] = values
        super().__init__(SENTENCES[code].format(**{name: _listed(value) for name, value in values.items()}))


def _listed(value: Any) -> Any:
    several = isinstance(value, Sequence) and not isinstance(value, str)
    return ", ".join(map(str, value)) if several else value

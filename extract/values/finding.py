"""What every `find` of this package returns."""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

Value = TypeVar("Value")


class Finding(NamedTuple, Generic[Value]):
    """A value and the words it was read from: `text` is the given text's [start:end], in code points."""

    start: int
    end: int
    text: str
    value: Value

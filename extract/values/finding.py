"""What every `find` of this package returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Finding(Generic[Value]):
    """A value and the words it was read from: `text` is the given text's [start:end], in code points."""

    start: int
    end: int
    text: str
    value: Value

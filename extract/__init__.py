"""Chinese official notices read into facts: `from extract import read`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extract.reading import read
    from extract.readings import Reading

__all__ = ["Reading", "read"]


def __getattr__(name: str) -> Any:
    # Reading loads spaCy; `import extract` alone must stay quick.
    if name in __all__:
        from extract import reading

        return getattr(reading, name)
    raise AttributeError(name)

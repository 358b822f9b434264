"""How pages say the interface's words (`extract.interface`): by their place in its file, with values filled in."""

from __future__ import annotations

from typing import Any

from extract.interface import codes, interface


def say(key: str, /, **values: object) -> str:
    """A string of `pages`, named by its path (`suppliers.title`), with these values filled in.

    Raises KeyError where there is none.
    """
    text = str(_found(key))
    return text.format(**values) if values else text


def paragraphs(key: str, /, **values: object) -> list[str]:
    """The strings of a list of `pages`, named and filled in as by `say`."""
    texts = [str(text) for text in _found(key)]
    return [text.format(**values) for text in texts] if values else texts


def value_label(value: object, column: str) -> str:
    """A code as people read it (`cap` in `kind`: 不超过); other values as they are, nothing as a dash."""
    if value is None or value == "":
        return "—"
    return str(codes(column).get(str(value), value))


def _found(key: str) -> Any:
    found: Any = interface()["pages"]
    for name in key.split("."):
        if not isinstance(found, dict) or name not in found:
            raise KeyError(f"interface.yaml has no words for pages.{key}")
        found = found[name]
    return found

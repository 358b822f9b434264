"""The words of the interface: every string that a page shows and that is not the registry's own.

They stand in `output/interface.yaml` (another language is another file beside it, `interface.LANGUAGE.yaml`, with
the same keys). A key that is missing is an error, so that no page shows an empty place.
"""

from __future__ import annotations

import os
from functools import cache
from typing import Any

import yaml

from extract.resources import folder

LANGUAGE = os.environ.get("NOTICES_LANGUAGE", "")
"""The language of the interface by its BCP 47 tag; empty for the one that the site is written in."""


@cache
def interface(language: str = LANGUAGE) -> dict[str, Any]:
    """The interface's words in a language, as the file has them."""
    name = f"interface.{language}.yaml" if language else "interface.yaml"
    words: dict[str, Any] = yaml.load((folder("site") / name).read_text("utf-8"), yaml.CSafeLoader)
    return words


def say(key: str, /, **values: object) -> str:
    """A string of `pages`, named by its path (`suppliers.title`), with these values filled in.

    Raises KeyError where there is none.
    """
    found: Any = interface()["pages"]
    for name in key.split("."):
        if not isinstance(found, dict) or name not in found:
            raise KeyError(f"interface.yaml has no words for pages.{key}")
        found = found[name]
    text = str(found).strip()
    return text.format(**values) if values else text


def label(column: str, table: str | None = None) -> str:
    """A column's name as people read it: the table's own word for it, else the general one, else the name itself."""
    words = interface()
    own: dict[str, str] = words["table_labels"].get(table or "", {})
    return str(own.get(column) or words["labels"].get(column, column))


def value_label(value: object, column: str) -> str:
    """A code as people read it (`cap` in `kind`: 不超过); other values as they are, nothing as a dash."""
    if value is None or value == "":
        return "—"
    return str(interface()["values"].get(column, {}).get(str(value), value))


def paragraphs(key: str, /, **values: object) -> list[str]:
    """The strings of a list of `pages`, named and filled in as by `say`."""
    found: Any = interface()["pages"]
    for name in key.split("."):
        found = found[name]
    return [str(text).strip().format(**values) if values else str(text).strip() for text in found]

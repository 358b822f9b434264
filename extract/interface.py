"""Every word that pages and exported files say of their own: `output/interface.yaml`, the one file of them.

Another language is another file beside it, `interface.LANGUAGE.yaml`, with the same keys. It is checked when it is
loaded, so that no page shows an empty place: each key must be there, as the same kind of thing, and may have no
place to fill in that the first language has not.
"""

from __future__ import annotations

import os
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from extract.resources import folder

LANGUAGE = os.environ.get("NOTICES_LANGUAGE", "")
"""The language of the interface by its BCP 47 tag; empty for the one that the site is written in."""

# Their texts are filled in by name; the stock pages' words hold braces of their own.
_FILLED_IN = ("pages", "exports", "described")
_KINDS: dict[type, str] = {dict: "a mapping", list: "a list", str: "a text"}


class InterfaceError(ValueError):
    """A file of words that cannot be used; the message is one line with file, key and remedy."""


@dataclass(frozen=True, slots=True)
class Licence:
    """Under what terms the data stands: the Open Definition's name for it, a line, and the whole in paragraphs."""

    name: str
    title: str
    text: tuple[str, ...]


@cache
def interface() -> dict[str, Any]:
    """All words in the language that is set, as the file has them. Raises InterfaceError."""
    return load(folder("site"), LANGUAGE)


def load(files: Path, language: str = "") -> dict[str, Any]:
    """The words that a folder has in a language. Raises InterfaceError naming the file, the key and the remedy."""
    first = files / "interface.yaml"
    words = _read(first)
    if not language:
        return words
    path = files / f"interface.{language}.yaml"
    other = _read(path)
    for fault in _faults(other, words):
        raise InterfaceError(f"{path}: {fault}; see the same key in {first.name}")
    return other


def label(column: str, table: str | None = None) -> str:
    """A column's name as people read it: the table's own word for it, else the general one, else the name itself."""
    words = interface()
    own: dict[str, str] = words["table_labels"].get(table or "", {})
    return str(own.get(column) or words["labels"].get(column, column))


def codes(column: str) -> Mapping[str, str]:
    """The codes of a column with what people read for each; empty for a column without codes."""
    found: dict[str, str] = interface()["values"].get(column, {})
    return found


def tables() -> Mapping[str, Any]:
    """What is said of each table that is shown: title, description, columns. Hidden ones are not among them."""
    found: dict[str, Any] = interface()["registry"]["tables"]
    return found


def licence() -> Licence:
    """The one statement of the data's terms, for pages, packages and files alike."""
    said = interface()["exports"]["licence"]
    return Licence(said["name"], said["title"], tuple(said["text"]))


def _read(path: Path) -> dict[str, Any]:
    try:
        words = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    except FileNotFoundError as error:
        raise InterfaceError(f"{path}: there is no such file; write it, or unset NOTICES_LANGUAGE") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InterfaceError(f"{path}: cannot be read ({' '.join(str(error).split())}); mend the file") from error
    if not isinstance(words, dict):
        raise InterfaceError(f"{path}: holds no keys; write it after interface.yaml")
    return words


def _faults(words: Any, known: Any, key: str = "") -> Iterator[str]:
    """What is wrong with words, beside those of the first language, in the order of its file."""
    if not isinstance(words, type(known)):
        yield f"{key} is not {_KINDS.get(type(known), type(known).__name__)}"
    elif isinstance(known, dict):
        for name, inner in known.items():
            place = f"{key}.{name}" if key else str(name)
            if words.get(name) is None:
                yield f"{place} is missing"
            else:
                yield from _faults(words[name], inner, place)
    elif key.partition(".")[0] in _FILLED_IN:
        yield from _unfilled(words, known, key)


def _unfilled(words: str | list[Any], known: str | list[Any], key: str) -> Iterator[str]:
    """The places to be filled in that a text or the texts of a list have and nothing is given for."""
    try:
        for name in sorted(_places(words) - _places(known)):
            yield f"{key} has a place {{{name}}} that nothing is given for"
    except ValueError as error:
        yield f"{key} has a brace that is not closed ({error})"


def _places(words: str | list[Any]) -> set[str]:
    texts = words if isinstance(words, list) else [words]
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(str(text)) if name is not None}

"""What exported files say in words: `output/exports.yaml`, and the labels and descriptions that the site uses too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from extract.resources import folder


@dataclass(frozen=True, slots=True)
class Licence:
    """Under what terms the data stands: the Open Definition's name for it, a line, and the whole in paragraphs."""

    name: str
    title: str
    text: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """All words of exported files: `own` from exports.yaml, `interface` from the file so named.

    `metadata` is what the interface says of the registry: title, description, and its tables.
    """

    own: Mapping[str, Any]
    interface: Mapping[str, Any]
    metadata: Mapping[str, Any]

    def label(self, table: str, column: str) -> str:
        """A column as people read it; its own name where it has no other."""
        own = self.interface.get("table_labels", {}).get(table, {})
        return str(own.get(column) or self.interface.get("labels", {}).get(column) or column)

    def tables(self) -> Mapping[str, Any]:
        """What is said of each table that is shown: title, description, columns. Hidden ones are not among them."""
        tables: Mapping[str, Any] = self.metadata["tables"]
        return tables

    def codes(self, column: str) -> Mapping[str, str]:
        """The codes of a column with what people read for each."""
        return {str(code): str(label) for code, label in self.interface.get("values", {}).get(column, {}).items()}


@lru_cache(maxsize=1)
def load() -> Words:
    """The words in the site's folder."""
    site = folder("site")
    own, interface = (yaml.safe_load((site / f"{name}.yaml").read_text("utf-8")) for name in ("exports", "interface"))
    return Words(own, interface, interface["registry"])


def licence() -> Licence:
    """The one statement of the data's terms, for pages, packages and files alike."""
    said = load().own["licence"]
    return Licence(said["name"], said["title"], tuple(said["text"]))

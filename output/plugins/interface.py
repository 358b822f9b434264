"""The stock pages in the site's language, without a copy of them: their words are replaced as the templates load.

The words stand in `interface.yaml`, or in that of another language. Only templates inside the datasette package
are touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import datasette as datasette_package
import markupsafe
from datasette import hookimpl
from jinja2 import BaseLoader, Environment

from extract.interface import interface, label
from extract.site import stock
from extract.site.words import say, value_label

_STOCK = str(Path(datasette_package.__file__).parent / "templates")
_WORDS = interface()
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"']+\Z")


def described(text: str | None, table: str | None = None) -> str:
    """Datasette's English description of a filter, in the site's language."""
    said = _WORDS["described"]
    words = re.sub(r'search matches "(.*?)"', lambda found: said["search"].format(q=found[1]), text or "")
    for name in sorted(_WORDS["labels"], key=len, reverse=True):
        words = re.sub(
            rf"\b{name}\b(?= (?:=|!=|>|<|is |contains|in |starts|ends|like)|, | descending|$)",
            label(name, table),
            words,
        )
    for english, ours in said["words"].items():
        words = words.replace(english, ours)
    return words.lstrip(said["comma"])


class _TranslatingLoader(BaseLoader):
    """Loads templates from another loader and translates those that ship with Datasette."""

    def __init__(self, inner: BaseLoader) -> None:
        self.inner = inner

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        source, filename, uptodate = self.inner.get_source(environment, template)
        if filename and filename.startswith(_STOCK):
            for english, ours in _WORDS["messages"].items():
                source = source.replace(english, ours)
            source = stock.fitted(source)
        return source, filename, uptodate

    def list_templates(self) -> list[str]:
        return self.inner.list_templates()


@hookimpl  # type: ignore[untyped-decorator]
def prepare_jinja2_environment(env: Environment) -> None:
    """Adds the filters that the translated templates use, and the translation itself."""

    def table_title(table: str) -> str:
        return str(_WORDS["registry"]["tables"].get(table, {}).get("title", table))

    def crumb(text: str) -> str:
        return str(_WORDS["crumbs"].get(text) or table_title(text))

    env.filters["label"] = label
    env.filters["crumb"] = crumb
    env.filters["value_label"] = value_label
    env.filters["amount"] = amount
    env.filters["described"] = described
    env.filters["table_title"] = table_title
    env.filters["operator"] = lambda text: _WORDS["operators"].get(text, text)
    env.filters["shown"] = lambda text: _WORDS["crumbs"].get(text, text)
    env.globals["menu_entries"] = list(_WORDS["pages"]["tables"]["menu"])
    if env.loader is not None:
        env.loader = _TranslatingLoader(env.loader)


def amount(value: float) -> str:
    """A figure in groups of three, without a fraction where it has none."""
    return f"{value:,}" if isinstance(value, int) or not float(value).is_integer() else f"{int(value):,}"


@hookimpl  # type: ignore[untyped-decorator]
def render_cell(row: Any, value: object, column: str, table: str | None) -> markupsafe.Markup | str | None:
    """Codes by their names, amounts in groups of three, addresses as links; the rest as Datasette does.

    What a row of `review` is about is a link to that row.
    """
    if (table, column) == ("review", "row_id") and value is not None and "table_name" in row.keys():  # noqa: SIM118
        return markupsafe.Markup('<a href="/registry/{}/{}">{}</a>').format(row["table_name"], value, value)
    if column == "amount" and isinstance(value, int | float):
        return amount(value)
    if column == "notice_page" and isinstance(value, str) and value.startswith("/notices/"):
        return markupsafe.Markup('<a href="{}">{}</a>').format(value, say("tables.look"))
    if isinstance(value, str | int) and str(value) in _WORDS["values"].get(column, {}):
        return value_label(value, column)
    if column == "url" and isinstance(value, str) and _WEB_ADDRESS.match(value):
        return markupsafe.Markup('<a href="{0}" rel="nofollow noreferrer noopener">{0}</a>').format(value)
    return None

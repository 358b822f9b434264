"""Datasette's own templates made fit for this site's frame and policy as they load, without a copy of them.

Styles that a template fills in go (the policy takes styles from files): the headings of a table's columns, which a
narrow screen shows before each cell, become an attribute of the cell that our style sheet prints. Headings follow
one another without a gap.
"""

from __future__ import annotations

import re

_FILLED_STYLE = re.compile(r"<style>(?=[^<]*\{[{%]).*?</style>", re.DOTALL)
_STYLE_ATTRIBUTE = re.compile(r" style=\"(?:[^\"{]|\{\{.*?\}\}|\{(?!\{))*\"")
_THIRD_HEADING = re.compile(r"(</?)h3\b")
_REPLACED = (
    # Exports are not for crawlers.
    ('<a href="{{ url }}">', '<a rel="nofollow" href="{{ url }}">'),
    ('<a href="{{ url_csv }}">', '<a rel="nofollow" href="{{ url_csv }}">'),
    ("<a href=\"{{ renderers['json'] }}\">", '<a rel="nofollow" href="{{ renderers[\'json\'] }}">'),
    ('<a href="{{ append_querystring(', '<a rel="nofollow" href="{{ append_querystring('),
    # What scrolls sideways can be reached by keyboard.
    (
        '<div class="table-wrapper">',
        '<div class="table-wrapper" tabindex="0" role="region" aria-label="{{ say("tables.title") }}">',
    ),
    (
        '<td class="col-{{ cell.column|to_css_class }}',
        '<td data-label="{{ cell.column|label(table) }}" class="col-{{ cell.column|to_css_class }}',
    ),
    (
        '<td class="col-{{ column|to_css_class }}',
        '<td data-label="{{ column|label }}" class="col-{{ column|to_css_class }}',
    ),
)


def fitted(source: str) -> str:
    """A template of Datasette's, or of a plugin's, as this site loads it."""
    source = _FILLED_STYLE.sub("", source)
    source = _STYLE_ATTRIBUTE.sub("", source)
    source = _THIRD_HEADING.sub(r"\1h2", source)
    for stock, ours in _REPLACED:
        source = source.replace(stock, ours)
    return source

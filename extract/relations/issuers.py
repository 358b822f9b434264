"""The kind of body that issues a notice, by its name."""

from __future__ import annotations

from extract.rules import load

KINDS = ("union", "supply", "party", "government", "leading_group", "department")
"""The kinds in the order in which `rules/issuers.toml` is asked for them."""


def issuer_kind(issuer: str | None) -> str | None:
    """The kind of the first of the issuers joined by `、`: one of KINDS, or `other`; None where none is printed."""
    if not issuer:
        return None
    first = issuer.split("、")[0]
    rules = load("issuers")
    return next((kind for kind in KINDS if rules[kind].search(first)), "other")

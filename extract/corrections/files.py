"""Corrections as a file that people can read and keep under version control (YAML 1.2, one entry a correction)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

import yaml

from extract.corrections.correction import Correction, checked
from extract.corrections.errors import CorrectionError

_HEAD = """\
# Corrections of what was read, made by people: notices corrections export / import.
# `read` is what the rules read, `right` what is right; `source_sha256` and `notice` (from 0) say in which file.
"""
# What a person looks for first.
_ORDER = (
    "title", "filename", "table", "action", "quote", "read", "right", "note", "made_by", "made_at", "code",
    "source_sha256", "notice", "start",
)  # fmt: skip
_NEEDED = ("source_sha256", "notice", "table", "action", "made_by", "made_at")


def written(corrections: Iterable[Correction]) -> str:
    """The file's text; the same corrections always give the same text."""
    entries = [_entry(one) for one in corrections]
    if not entries:
        return _HEAD + "[]\n"
    return _HEAD + yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=110)


def _entry(correction: Correction) -> dict[str, Any]:
    found = {name: getattr(correction, name) for name in _ORDER}
    for name in ("read", "right"):
        if found[name] is not None:
            found[name] = {key: value for key, value in found[name].items() if value is not None or name == "right"}
    return {name: value for name, value in found.items() if value is not None}


def read(text: str, name: str) -> list[Correction]:
    """The corrections of a file's text, each checked.

    Raises CorrectionError with the file's name, the entry's number and the remedy.
    """
    try:
        found = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise CorrectionError("file.no_yaml", place=name, said=" ".join(str(error).split())) from error
    if found is None:
        return []
    if not isinstance(found, list):
        raise CorrectionError("file.no_list", place=name)
    return [_correction(entry, f"{name}, entry {number}") for number, entry in enumerate(found, 1)]


def _correction(entry: Any, place: str) -> Correction:
    if not isinstance(entry, dict):
        raise CorrectionError("file.no_entry", place=place)
    known: Sequence[str] = [one.name for one in fields(Correction)]
    if unknown := [str(name) for name in entry if name not in known]:
        raise CorrectionError("file.unknown", place=place, names=unknown, known=known)
    if missing := [name for name in _NEEDED if entry.get(name) in (None, "")]:
        raise CorrectionError("file.lacking", place=place, names=missing)
    if not isinstance(entry["notice"], int) or entry["notice"] < 0:
        raise CorrectionError("file.no_notice", place=place)
    values = {**entry, "made_at": _text(entry["made_at"])}
    for name in ("read", "right"):
        if (given := values.get(name)) is not None:
            if not isinstance(given, dict):
                raise CorrectionError("file.no_values", place=place, column=name)
            values[name] = {str(key): _text(value) for key, value in given.items()}
    try:
        return checked(Correction(**values))
    except CorrectionError as error:
        raise CorrectionError("file.entry", place=place, said=str(error)) from error


def _text(value: Any) -> Any:
    # YAML reads 2024-06-30 as a day.
    return value.isoformat() if hasattr(value, "isoformat") else value

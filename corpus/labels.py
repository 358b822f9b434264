"""Labels as people write them (labels/*.yaml) and as the gold format has them (gold/*.json).

The YAML says the same with less repetition:

- a duty row may name several organizations: `{task: …, quote: …, lead: [甲], supporting: [乙, 丙]}`;
- `listings` may be blocks of `{annex, columns, rows}` with one line a supplier, cells parted by ` | ` and `-` for
  nothing; a listing's quote is its name;
- a term given with `subjects: [甲, 乙]` (and `quotes:`, one for each) is one row for each subject.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

KEYS = {
    "terms": {"kind", "amount", "unit", "per", "standing", "base", "subject", "additional", "topic"},
    "dates": {"kind", "starts_on", "ends_on", "recurs"},
    "notice_regions": {"name", "adcode", "role"},
    "listings": {"annex", "row_no", "name", "address", "contact", "phone", "ownership", "region", "note"},
    "platforms": {"name", "url", "operator", "address"},
    "contacts": {"organization", "person", "phone", "email", "role"},
    "citations": {"doc_number", "title"},
    "tasks": {"number", "title"},
    "duties": {"role", "organization", "task"},
    "forms": {"title", "columns"},
}
"""Columns a row of each table may carry, beside `quote`, `note` and `optional`."""

FIELDS = {
    "key", "title", "doc_number", "doc_type", "issuer", "addressee", "issued_on", "valid_from", "valid_to", "adcode",
    "quotes", "note",
}  # fmt: skip
NUMBERS = {"amount", "additional", "row_no"}
Row = dict[str, Any]


class _PlainLoader(yaml.SafeLoader):
    """YAML without guesses: only null is more than text; codes, dates and phones stay as written."""


_PlainLoader.yaml_implicit_resolvers = {
    letter: [
        (tag, pattern) for tag, pattern in resolvers if tag in ("tag:yaml.org,2002:null", "tag:yaml.org,2002:merge")
    ]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(path: Path) -> list[Row]:
    """The notices labelled in `path`, in the gold format. Raises ValueError on a key the format lacks."""
    written = yaml.load(path.read_text(encoding="utf-8"), Loader=_PlainLoader)
    try:
        return [_notice(notice) for notice in written]
    except (KeyError, ValueError) as error:
        raise ValueError(f"{path.name}: {error}") from error


def as_json(notices: list[Row]) -> str:
    """The gold file's text: one line a row, so that a change of one label is a change of one line."""
    notices_text = []
    for notice in notices:
        fields = []
        for key, value in notice.items():
            if key in KEYS and value:
                rows = ",\n".join(f"        {json.dumps(row, ensure_ascii=False)}" for row in value)
                fields.append(f'      "{key}": [\n{rows}\n      ]')
            else:
                fields.append(f'      "{key}": {json.dumps(value, ensure_ascii=False)}')
        notices_text.append("    {\n" + ",\n".join(fields) + "\n    }")
    return '{\n  "notices": [\n' + ",\n".join(notices_text) + "\n  ]\n}\n"


def _notice(written: Row) -> Row:
    unknown = set(written) - FIELDS - set(KEYS)
    if unknown:
        raise ValueError(f"no such field: {', '.join(sorted(unknown))}")
    notice: Row = {}
    for key, value in written.items():
        notice[key] = _rows(key, value or []) if key in KEYS else value
    return notice


def _rows(table: str, written: list[Row]) -> list[Row]:
    rows: list[Row] = []
    for row in written:
        if table == "duties" and "organization" not in row:
            rows += _duties(row)
        elif table == "listings" and "rows" in row:
            rows += _listings(row)
        elif table == "terms" and "subjects" in row:
            shared = {key: value for key, value in row.items() if key not in ("subjects", "quotes")}
            quotes = row.get("quotes") or [row.get("quote")] * len(row["subjects"])
            rows += [{**shared, "subject": s, "quote": q} for s, q in zip(row["subjects"], quotes, strict=True)]
        else:
            rows.append(dict(row))
    for row in rows:
        unknown = set(row) - KEYS[table] - {"quote", "note", "optional"}
        if unknown:
            raise ValueError(f"{table}: no such column: {', '.join(sorted(unknown))}")
        for column in NUMBERS & set(row):
            row[column] = _number(row[column])
        if "optional" in row:
            row["optional"] = row["optional"] == "true"
    return rows


def _duties(row: Row) -> list[Row]:
    shared: Row = {key: row[key] for key in ("task", "quote", "note", "optional") if key in row}
    roles = ("lead", "responsible", "supporting")
    return [{"role": role, "organization": body, **shared} for role in roles for body in row.get(role, [])]


def _listings(block: Row) -> list[Row]:
    columns = block["columns"].split()
    rows = []
    for line in block["rows"].strip().splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        values: Row = dict.fromkeys(("address", "contact", "phone", "ownership", "region"))
        for column, cell in zip(columns, cells, strict=True):
            readings = [None if reading == "-" else reading for reading in cell.split(" / ")]
            values[column] = readings if len(readings) > 1 else readings[0]
        name = values["name"][0] if isinstance(values["name"], list) else values["name"]
        rows.append({"annex": block["annex"], **values, "quote": name})
    return rows


def _number(value: Any) -> Any:
    if isinstance(value, list):
        return [_number(item) for item in value]
    if value is None:
        return None
    number = float(value)
    return int(number) if number.is_integer() else number

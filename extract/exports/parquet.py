"""A table as Parquet: whole numbers as int64, numbers as double, days as date32, moments as UTC timestamps.

Days are date32 and no texts, so that a query engine compares and groups them without a cast; JSON stays text.
Titles, descriptions and the licence stand in the schema's metadata.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from extract.exports.schemas import Field, Table, Type


class Writer:
    """A Parquet file under way, one row group a batch; a context that finishes the file."""

    def __init__(self, path: Path, table: Table, metadata: Mapping[str, str]) -> None:
        import pyarrow
        from pyarrow import parquet

        said = {"title": table.title, "description": table.description, **metadata}
        self._schema = pyarrow.schema([_arrow(field) for field in table.fields], metadata=said)
        self._make = pyarrow.record_batch
        self._array = pyarrow.array
        self._writer = parquet.ParquetWriter(path, self._schema, compression="zstd")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._writer.close()

    def write(self, columns: Sequence[Sequence[Any]]) -> None:
        """Adds rows, given as one sequence of typed values a column."""
        arrays = [self._array(values, type=kind.type) for values, kind in zip(columns, self._schema, strict=True)]
        self._writer.write_batch(self._make(arrays, schema=self._schema))


def _arrow(field: Field) -> Any:
    import pyarrow

    types: dict[Type, Any] = {
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "date": pyarrow.date32(),
        "datetime": pyarrow.timestamp("ms", tz="UTC"),
    }
    said = {"title": field.title, "description": field.description}
    return pyarrow.field(field.name, types.get(field.type, pyarrow.string()), metadata=said)

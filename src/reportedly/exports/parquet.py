"""The claims as a Parquet file, each column of one type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, Final

import pyarrow as pa
import pyarrow.parquet as pq

from reportedly.exports.csv_rows import COLUMNS, Cell, row
from reportedly.exports.notice import NOTICE, READS
from reportedly.exports.privacy import Names, Redaction
from reportedly.records.reading import Reading

_INTEGERS: Final = frozenset({"trigger_start", "trigger_end", "evidence_start", "evidence_end"})
_FLOATS: Final = frozenset({"score"})
#: Columns with a value for each place or count, as lists instead of texts joined by semicolons.
_LISTS: Final = frozenset(
    {"place_precision", "killed_low", "killed_high", "injured_low", "injured_high",
     "detained_low", "detained_high", "abducted_low", "abducted_high"}
)  # fmt: skip
_FLOAT_LISTS: Final = frozenset({"latitude", "longitude"})
_BATCH: Final = 20_000


def write_parquet(readings: Iterable[Reading], out: BinaryIO, names: Names) -> None:
    """Write the columns of the CSV; numbers and lists of numbers are typed, text is not escaped."""
    schema = _schema()
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        batch: list[dict[str, Any]] = []
        for record in _records(readings, names):
            batch.append(record)
            if len(batch) == _BATCH:
                writer.write_table(pa.Table.from_pylist(batch, schema))
                batch = []
        writer.write_table(pa.Table.from_pylist(batch, schema))


def _schema() -> Any:
    fields = [pa.field(column, _type(column)) for column in COLUMNS]
    return pa.schema(fields, metadata={"notice": f"{NOTICE}; {READS}"})


def _type(column: str) -> Any:
    if column in _INTEGERS:
        return pa.int64()
    if column in _FLOATS:
        return pa.float64()
    if column in _LISTS:
        return pa.list_(pa.int64())
    return pa.list_(pa.float64()) if column in _FLOAT_LISTS else pa.string()


def _records(readings: Iterable[Reading], names: Names) -> Iterator[dict[str, Any]]:
    for reading in readings:
        redaction = Redaction(reading, names)
        for claim in reading.claims:
            cells = row(claim, redaction)
            yield {column: _value(column, cells[column]) for column in COLUMNS}


def _value(column: str, cell: Cell) -> Any:
    if column in _INTEGERS or column in _FLOATS:
        return cell
    if column not in _LISTS and column not in _FLOAT_LISTS:
        if isinstance(cell, str):
            return cell.encode("utf-8", "replace").decode("utf-8")
        return None if cell is None else str(cell)
    if cell is None:
        return []
    parts: list[Any] = cell.split("; ") if isinstance(cell, str) else [cell]
    number = float if column in _FLOAT_LISTS else int
    return [number(part) if part != "" else None for part in parts]

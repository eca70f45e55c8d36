"""The claims as a workbook: sheets of claims, events and masks, and one about the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, BinaryIO, Final

from xlsxwriter import Workbook

from reportedly.errors import UsageError
from reportedly.events.records import EventRecord
from reportedly.exports.csv_rows import COLUMNS, Cell, row, safe
from reportedly.exports.event_rows import EVENT_COLUMNS, event_row
from reportedly.exports.masks import MASK_COLUMNS, mask_rows
from reportedly.exports.notice import NOTICE, READS
from reportedly.exports.privacy import Names, Redaction
from reportedly.exports.units import units
from reportedly.records.reading import Reading

_MADE: Final = datetime(1980, 1, 1)
_MOST_ROWS: Final = 1_048_576
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": False,
}


def write_xlsx(
    readings: Iterable[Reading],
    out: BinaryIO,
    names: Names,
    *,
    events: Sequence[EventRecord] | None = None,
) -> None:
    """Write the workbook; numbers stay numbers, no cell is a formula or a link.

    Raises `UsageError` where a sheet has not rows enough.
    """
    held = list(readings)
    buffer = BytesIO()
    with Workbook(buffer, dict(_OPTIONS)) as book:
        book.set_properties({"created": _MADE, "comments": f"{NOTICE}; {READS}"})
        redactions = [Redaction(reading, names) for reading in held]
        claims = (
            list(row(claim, redaction).values())
            for reading, redaction in zip(held, redactions, strict=True)
            for claim in reading.claims
        )
        _sheet(book, "claims", COLUMNS, claims)
        if events is not None:
            found = units(held, names, events)
            _sheet(book, "events", EVENT_COLUMNS, (event_row(u) for u in found if u.event))
        _sheet(book, "masks", MASK_COLUMNS, mask_rows(redactions))
        _sheet(book, "about", ("what", "value"), _about(held, names, redactions))
    out.write(buffer.getvalue())


def _sheet(book: Any, name: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True})
    for at, column in enumerate(columns):
        sheet.write_string(0, at, column, bold)
    sheet.freeze_panes(1, 0)
    number = 0
    for number, cells in enumerate(rows, start=1):
        if number >= _MOST_ROWS:
            raise UsageError(f"more than {_MOST_ROWS - 1:,} rows: export as csv or parquet")
        for at, cell in enumerate(cells):
            _write(sheet, number, at, safe(cell))
    sheet.autofilter(0, 0, max(number, 1), len(columns) - 1)


def _write(sheet: Any, row_number: int, column: int, cell: Cell) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, int | float):
        sheet.write_number(row_number, column, cell)
    else:
        sheet.write_string(row_number, column, cell)


def _about(
    readings: list[Reading], names: Names, redactions: list[Redaction]
) -> Iterable[tuple[str, Cell]]:
    yield "notice", f"{NOTICE}; {READS}"
    yield "documents", len(readings)
    yield "claims", sum(len(reading.claims) for reading in readings)
    yield "names", names.note(sum(len(r.intervals) for r in redactions))

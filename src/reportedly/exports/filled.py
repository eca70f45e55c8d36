"""Rows whose every cell can say which rule filled it, and how they are written."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TextIO

from reportedly.exports.csv_rows import Cell, safe
from reportedly.exports.tables import Layout

RULE_COLUMNS: Final = ("row", "column", "rule", "meaning")


@dataclass(frozen=True, slots=True)
class Filled:
    """A value and the name of the rule that filled it, blank (None) or not."""

    value: Cell
    rule: str


Row = Mapping[str, Filled]


def write_rows(rows: Iterable[Row], layout: Layout, out: TextIO, rules: TextIO | None) -> None:
    """Write rows as CSV in the order of the layout; ``rules`` gets the side table.

    Each row's first column is its id, by which the side table names it.
    """
    writer = _writer(out)
    writer.writerow(layout.columns)
    side = _writer(rules) if rules is not None else None
    if side is not None:
        side.writerow(RULE_COLUMNS)
    for row in rows:
        writer.writerow([safe(row[column].value) for column in layout.columns])
        if side is not None:
            side.writerows(rule_rows(row, layout))


def rule_rows(row: Row, layout: Layout) -> Iterator[list[Cell]]:
    """Yield the side table's rows for one row."""
    first = row[layout.columns[0]].value
    for column in layout.columns:
        rule = row[column].rule
        yield [first, column, rule, layout.rules[rule]]


def _writer(out: TextIO) -> Any:
    out.write("\ufeff")
    return csv.writer(out, lineterminator="\r\n")

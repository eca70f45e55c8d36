"""The list of masks: where in which document a name was masked, and never which."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Final, TextIO

from reportedly.exports.csv_rows import Cell
from reportedly.exports.privacy import Names, Redaction
from reportedly.records.reading import Reading

MASK_COLUMNS: Final = ("document_id", "start", "end", "characters", "why")


def write_masks(readings: Iterable[Reading], out: TextIO, names: Names) -> None:
    """Write the masked places of all readings as CSV, so that a person can check each."""
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(MASK_COLUMNS)
    for reading in readings:
        writer.writerows(mask_rows([Redaction(reading, names)]))


def mask_rows(redactions: Iterable[Redaction]) -> Iterator[list[Cell]]:
    """Yield a row for each masked place: half-open interval of code points of the text."""
    for redaction in redactions:
        for (start, end), why in zip(redaction.intervals, redaction.reasons, strict=True):
            yield [redaction.document_id, start, end, end - start, why]

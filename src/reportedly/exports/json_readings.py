"""Whole readings, as readings.schema.json has it: the archive form, with nothing masked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from reportedly.exports.notice import LANGUAGES, NOTICE, RESTRICTED
from reportedly.exports.privacy import Names
from reportedly.records.reading import Reading
from reportedly.records.serialise import dumps, reading_to_dict


def write_json(readings: Iterable[Reading], out: TextIO, _names: Names) -> None:
    """Write a file of readings, each as soon as it comes."""
    head = {"notice": NOTICE, "reads": list(LANGUAGES), "handling": RESTRICTED}
    out.write(dumps(head, indent=1).removesuffix("\n}") + ',\n "readings": [')
    for i, reading in enumerate(readings):
        out.write((",\n" if i else "\n") + dumps(reading_to_dict(reading), indent=1))
    out.write("\n ]\n}\n")

"""One claim a line, as claim.schema.json has it: the archive form, with nothing masked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from reportedly.exports.privacy import Names
from reportedly.records.reading import Reading
from reportedly.records.serialise import claim_to_dict, dumps


def write_jsonl(readings: Iterable[Reading], out: TextIO, _names: Names) -> None:
    """Write the claims of all readings."""
    for reading in readings:
        for claim in reading.claims:
            out.write(dumps(claim_to_dict(claim)) + "\n")

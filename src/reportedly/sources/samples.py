"""The bundled example: three voices on one invented event."""

from __future__ import annotations

from importlib import resources
from io import BytesIO
from typing import Final

from reportedly.errors import DataError
from reportedly.records.document import Document
from reportedly.sources.child import Child
from reportedly.sources.jsonl import read_lines
from reportedly.sources.options import Limits, Overrides
from reportedly.sources.ways import Ways

_NAME: Final = "sample.jsonl"


def sample_documents() -> list[Document]:
    """Return a wire report, an armed group's statement and a ministry's communiqué.

    All three are invented and tell of the same invented attack; CC BY 4.0. Raises `DataError`
    where the bundled file is damaged.
    """
    raw = resources.files("reportedly.sources").joinpath("data", _NAME).read_bytes()
    documents = []
    with Child(Limits()) as child:  # which lines do not need, and which does not start
        for item in read_lines(BytesIO(raw), _NAME, Ways(Overrides(), Limits(), child)):
            if not isinstance(item, Document):
                raise DataError(_NAME, f"{item.reason}; reinstall reportedly")
            documents.append(item)
    return documents

"""reportedly: who says that who did what to whom, where, when and how many.

>>> import reportedly
>>> text = "Rebels shelled Goma on Monday, the army said."
>>> reading = reportedly.read(text, published="2025-03-06")
>>> [claim.event.plover for claim in reading.claims]
['ASSAULT']

A claim is not a fact: it is what one voice says of one event.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from reportedly.errors import (
    DataError,
    GroundingError,
    LimitExceeded,
    ModelError,
    ReportedlyError,
    SourceError,
    UnsupportedLanguage,
    UsageError,
)
from reportedly.records.claim import Claim
from reportedly.records.document import Document
from reportedly.records.reading import Reading
from reportedly.records.span import Span
from reportedly.version import __version__

if TYPE_CHECKING:
    from reportedly.api import load, read
    from reportedly.pipeline import Engine

__all__ = [
    "Claim",
    "DataError",
    "Document",
    "Engine",
    "GroundingError",
    "LimitExceeded",
    "ModelError",
    "Reading",
    "ReportedlyError",
    "SourceError",
    "Span",
    "UnsupportedLanguage",
    "UsageError",
    "__version__",
    "load",
    "read",
]

# what needs the language model is imported when it is first asked for, so that
# `import reportedly` and the child processes that parse files stay light
_LAZY = {"Engine": "reportedly.pipeline", "load": "reportedly.api", "read": "reportedly.api"}


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module 'reportedly' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)

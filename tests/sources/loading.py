"""Helpers of the tests in this folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reportedly.errors import SourceError
from reportedly.records.document import Document
from reportedly.sources import load


def only(path: Path | str, **options: Any) -> Document:
    """Read one source that must give one document."""
    (item,) = load([path], **options)
    assert isinstance(item, Document), item
    return item


def failure(path: Path | str, **options: Any) -> SourceError:
    """Read one source that must give one failure."""
    (item,) = load([path], **options)
    assert isinstance(item, SourceError), item
    return item


def write(folder: Path, name: str, data: bytes) -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path

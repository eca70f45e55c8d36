"""Rows that are plain values, and data frames of them where a library for these is installed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from reportedly.errors import UsageError


@dataclass(frozen=True, slots=True)
class Rows:
    """A table: names of columns and rows of plain values. Iterates over rows as dicts."""

    columns: tuple[str, ...]
    values: tuple[tuple[Any, ...], ...]

    def __len__(self) -> int:
        return len(self.values)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.values)

    def to_pandas(self) -> Any:
        """Return a `pandas.DataFrame`; raises `UsageError` where pandas is not installed."""
        return _library("pandas").DataFrame(list(self.values), columns=list(self.columns))

    def to_polars(self) -> Any:
        """Return a `polars.DataFrame`; raises `UsageError` where polars is not installed."""
        polars = _library("polars")
        return polars.DataFrame(
            list(self.values), schema=list(self.columns), orient="row", infer_schema_length=None
        )


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise UsageError(f"{name} is not installed: pip install {name}") from None

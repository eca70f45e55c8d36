"""Reads corpora in JSON Lines, naming file and row of what is amiss."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from reportedly.errors import DataError

T = TypeVar("T")


def read_rows(path: Path, make: Callable[[Any], T], expected: str) -> Iterator[T]:
    """Yield what ``make`` makes of each line's value.

    Raises `DataError` with the row where a line is no JSON, or lacks what ``make`` looks for.
    """
    try:
        with path.open(encoding="utf-8") as stream:
            for row, line in enumerate(stream, 1):
                try:
                    yield make(json.loads(line))
                except (ValueError, KeyError, TypeError) as error:
                    problem = f"expected {expected}: {error}"
                    raise DataError(str(path), problem, row=row) from error
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(str(path), f"cannot be read: {error}; expected a corpus file") from error

"""Characters that a database's text column does not hold."""

from __future__ import annotations

import re
from typing import Any, Final

_UNHELD: Final = re.compile("[\x00\ud800-\udfff]")


def held(value: str) -> str:
    """Return the text with U+FFFD for NUL and lone surrogates."""
    return _UNHELD.sub("\ufffd", value)


def held_row(row: dict[str, Any]) -> dict[str, Any]:
    """Return the row with `held` applied to its texts; the same row where nothing changes."""
    for value in row.values():
        if type(value) is str and _UNHELD.search(value):
            return {k: held(v) if type(v) is str else v for k, v in row.items()}
    return row

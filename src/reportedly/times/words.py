"""The word list of time expressions: loaded, validated, ready to look up."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from reportedly.errors import DataError

_FILE = "words.yaml"
_RANGES = {
    "months": (1, 12),
    "month_abbreviations": (1, 12),
    "weekdays": (1, 7),
    "weekday_abbreviations": (1, 7),
    "weekday_plurals": (1, 7),
    "cardinals": (0, 10**6),
    "ordinals": (1, 31),
    "decades": (0, 90),
    "deictics": (-1, 1),
    "days": (-3, 3),
    "hijri_months": (1, 12),
    "solar_months": (1, 12),
    "season_months": (1, 12),
}
_NAMES = (
    "units",
    "unit_plurals",
    "frequencies",
    "seasons",
    "parts",
    "modifiers",
    "reaching",
    "references",
)
_LISTS = (
    "months_ambiguous",
    "vague",
    "approximations",
    "since",
    "until",
    "numbered",
    "persons",
    "future_cues",
    "future_adjacent",
    "past_cues",
    "saying",
    "saying_lemmas",
    "determiners",
    "backward",
    "forward",
    "final",
)
_UNITS = frozenset({"S", "MIN", "H", "D", "W", "FN", "WE", "M", "Q", "Y", "E", "C"})


@dataclass(frozen=True, slots=True)
class Words:
    """Lower-case word to number (``numbers``), to code (``codes``), or a plain set (``sets``)."""

    numbers: dict[str, dict[str, int]] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    sets: dict[str, frozenset[str]] = field(default_factory=dict)


def read_yaml(name: str) -> Any:
    """Read a data file of this folder; raises `DataError` where it is no YAML."""
    try:
        return yaml.safe_load((files(__package__) / "data" / name).read_text("utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise DataError(name, f"cannot be read: {error}") from error


def check_words(raw: Any, path: str = _FILE) -> Words:
    """Validate a parsed word list; raises `DataError` naming the entry that is wrong."""
    if not isinstance(raw, dict):
        raise DataError(path, "expected a mapping of word classes")
    known = {*_RANGES, *_NAMES, *_LISTS}
    for key in raw.keys() ^ known:
        raise DataError(path, "unknown class" if key in raw else "missing class", row=str(key))
    return Words(
        {k: _numbers(raw[k], path, k) for k in _RANGES},
        {k: _codes(raw[k], path, k) for k in _NAMES},
        {k: frozenset(_list(raw[k], path, k)) for k in _LISTS},
    )


def _mapping(raw: Any, path: str, row: str) -> dict[str, Any]:
    if not isinstance(raw, dict) or not all(isinstance(k, str) for k in raw):
        raise DataError(path, "expected a mapping from words", row=row)
    return raw


def _numbers(raw: Any, path: str, row: str) -> dict[str, int]:
    low, high = _RANGES[row]
    for word, value in _mapping(raw, path, row).items():
        if not isinstance(value, int) or not low <= value <= high:
            raise DataError(path, f"{word}: expected a number {low} to {high}", row=row)
    return dict(raw)


def _codes(raw: Any, path: str, row: str) -> dict[str, str]:
    for word, value in _mapping(raw, path, row).items():
        if not isinstance(value, str):
            raise DataError(path, f"{word}: expected a code in letters", row=row)
        if row in ("units", "unit_plurals") and value not in _UNITS:
            raise DataError(path, f"{word}: expected one of {sorted(_UNITS)}", row=row)
    return dict(raw)


def _list(raw: Any, path: str, row: str) -> list[str]:
    if not isinstance(raw, list) or not all(isinstance(w, str) for w in raw):
        raise DataError(path, "expected a list of words", row=row)
    return raw


@cache
def load_words() -> Words:
    """Return the bundled word list, read once."""
    return check_words(read_yaml(_FILE))

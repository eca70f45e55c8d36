"""The data files of this folder, checked when they are loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, Final

import yaml

from reportedly.errors import DataError

_FOLDER: Final = "exports/data"


@dataclass(frozen=True, slots=True)
class Region:
    """Where a country stands in the layouts: ISO 3166-1 number, ACLED's and UCDP's region names."""

    iso: int
    acled: str
    ged: str


@dataclass(frozen=True, slots=True)
class Vague:
    """Words that name no number, and the numbers that counting rules set for them."""

    words: tuple[str, ...]
    number: int
    large: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns of a layout in order, the meanings of its rules by name, and its other tables."""

    columns: tuple[str, ...]
    rules: Mapping[str, str]
    tables: Mapping[str, Any]


@lru_cache(maxsize=4)
def layout(name: str) -> Layout:
    """Return ``data/NAME.yaml``; raises `DataError` where columns or rules are missing."""
    path = f"{_FOLDER}/{name}.yaml"
    data = _load(name)
    columns, rules = data.pop("columns", None), data.pop("rules", None)
    if not isinstance(columns, list) or not all(isinstance(c, str) for c in columns):
        raise DataError(path, "expected a list of column names", row="columns")
    if not isinstance(rules, dict) or not all(isinstance(r, str) for r in rules.values()):
        raise DataError(path, "expected rules by name, each with its meaning", row="rules")
    return Layout(tuple(columns), rules, data)


@lru_cache(maxsize=1)
def vague_words() -> tuple[Vague, ...]:
    """Return the counting rules for words that name no number, in the order of their trial."""
    found = []
    for number, row in enumerate(layout("acled").tables.get("vague", ()), start=1):
        try:
            low = int(row["number"])
            found.append(Vague(tuple(map(str, row["words"])), low, int(row.get("large", low))))
        except (KeyError, TypeError, ValueError) as error:
            raise DataError(
                f"{_FOLDER}/acled.yaml", "expected words and a number", row=f"vague {number}"
            ) from error
    return tuple(found)


@lru_cache(maxsize=1)
def regions() -> Mapping[str, Region]:
    """Return the countries by ISO 3166-1 alpha-3 code."""
    path = f"{_FOLDER}/countries.yaml"
    data = _load("countries")
    found: dict[str, Region] = {}
    try:
        other = data["ged_exceptions"]
        for name, countries in data["regions"].items():
            for iso3, number in countries.items():
                if iso3 in found:
                    raise DataError(path, "a country stands twice", row=iso3)
                found[iso3] = Region(int(number), name, other.get(iso3, data["ged"][name]))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DataError(path, f"expected regions, ged and ged_exceptions: {error}") from error
    return found


@lru_cache(maxsize=1)
def interchange() -> Mapping[str, Any]:
    """Return the small tables of PLOVER and FollowTheMoney records."""
    data = _load("interchange")
    for key in ("sectors", "country_like", "sizes", "schemata"):
        if not isinstance(data.get(key), dict):
            raise DataError(f"{_FOLDER}/interchange.yaml", "expected a mapping", row=key)
    return data


@lru_cache(maxsize=1)
def homes() -> frozenset[str]:
    """Return the words for somebody's home, lower case."""
    return frozenset(map(str, _load("interchange")["homes"]))


def _load(name: str) -> dict[str, Any]:
    raw = resources.files("reportedly.exports").joinpath(f"data/{name}.yaml").read_text("utf-8")
    try:
        data = yaml.safe_load(raw)
    except yaml.YAMLError as error:
        raise DataError(f"{_FOLDER}/{name}.yaml", f"not YAML: {error}") from error
    if not isinstance(data, dict):
        raise DataError(f"{_FOLDER}/{name}.yaml", "expected a mapping")
    return data

"""The word lists of the MUC-4 adapter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Final

import yaml

from reportedly.errors import DataError

_FILE: Final = "muc.yaml"
_LISTS: Final = (
    "fighting",
    "modes_out",
    "irregular",
    "forces",
    "people",
    "titles",
    "weapons",
    "edges",
    "openers",
    "given_names",
    "speech",
    "results",
    "explosives",
    "blame",
    "scenery",
    "acts",
    "bodies",
    "anybody",
    "numbers",
    "pronouns",
)


@dataclass(frozen=True, slots=True)
class MucWords:
    """Words in lower case, by what they serve for; see the data file."""

    types: Mapping[str, tuple[str, ...]]
    fighting: frozenset[str]
    modes_out: frozenset[str]
    irregular: frozenset[str]
    forces: frozenset[str]
    people: frozenset[str]
    titles: frozenset[str]
    weapons: frozenset[str]
    edges: frozenset[str]
    openers: frozenset[str]
    given_names: frozenset[str]
    speech: frozenset[str]
    results: frozenset[str]
    explosives: frozenset[str]
    blame: frozenset[str]
    scenery: frozenset[str]
    acts: frozenset[str]
    bodies: frozenset[str]
    anybody: frozenset[str]
    numbers: frozenset[str]
    pronouns: frozenset[str]


@lru_cache(maxsize=1)
def muc_words() -> MucWords:
    """Read the lists; raises `DataError` naming the list that is not as expected."""
    text = resources.files("reportedly.adapters").joinpath("data", _FILE).read_text("utf-8")
    raw = yaml.safe_load(text)
    return parse_muc_words(raw)


def parse_muc_words(raw: Any) -> MucWords:
    """Check and freeze the content of the data file."""
    if not isinstance(raw, dict) or set(raw) != {"types", *_LISTS}:
        raise DataError(_FILE, f"expected the keys types, {', '.join(_LISTS)}")
    types = raw["types"]
    if not isinstance(types, dict):
        raise DataError(_FILE, "expected types to map a type to words", row="types")
    lists = {name: frozenset(_words(raw[name], name)) for name in _LISTS}
    return MucWords(
        MappingProxyType({str(k): tuple(_words(v, f"types.{k}")) for k, v in types.items()}),
        **lists,
    )


def _words(value: Any, row: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
        raise DataError(_FILE, "expected a list of words", row=row)
    return [v.lower() for v in value]

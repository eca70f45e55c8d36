"""The word lists by which names of persons are found."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import Final

import yaml

from reportedly.errors import DataError

_KEYS: Final = (
    "particles", "honorifics", "offices", "leads", "roles", "kin", "of_persons", "place_before",
    "place_nouns", "things", "common", "done_to", "does", "said_before", "relatives",
    "no_person_before", "families", "stands", "no_office", "ends_title",
)  # fmt: skip


@lru_cache(maxsize=1)
def lexicon() -> dict[str, frozenset[str]]:
    """Return the word lists of ``data/names.yaml``, lower case."""
    path = "exports/data/names.yaml"
    raw = resources.files("reportedly.exports").joinpath("data/names.yaml").read_text("utf-8")
    loaded = yaml.safe_load(raw)
    if not isinstance(loaded, dict) or set(loaded) != set(_KEYS):
        raise DataError(path, f"expected the lists {', '.join(_KEYS)}")
    return {name: frozenset(_folded(word, path, name) for word in loaded[name]) for name in _KEYS}


def _folded(word: object, path: str, name: str) -> str:
    if not isinstance(word, str):
        raise DataError(path, f"expected words, found {word!r} (put it in quotes)", row=name)
    return word.casefold()


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Return the given names of ``data/given-names.txt``, lower case."""
    raw = resources.files("reportedly.exports").joinpath("data/given-names.txt").read_text("utf-8")
    return frozenset(line for line in raw.splitlines() if line and not line.startswith("#"))

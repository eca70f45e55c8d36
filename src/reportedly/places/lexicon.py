"""The word lists of place recognition and resolution, read from data files and checked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from reportedly.errors import DataError
from reportedly.places.entries import CODES, load_yaml

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Affixes with the levels they speak for, cue words, and words that are no places."""

    prefixes: frozenset[str]
    suffixes: frozenset[str]
    levels: dict[str, tuple[str, ...]]
    words: dict[str, frozenset[str]]

    def __getitem__(self, name: str) -> frozenset[str]:
        """Return the word list of that name in ``words.yaml``, casefolded."""
        return self.words[name]


@lru_cache(maxsize=1)
def load_lexicon(folder: Path = DATA) -> Lexicon:
    """Read ``affixes.yaml`` and ``words.yaml``; raises `DataError` where one is not as expected."""
    affixes = load_yaml(folder / "affixes.yaml")
    words = load_yaml(folder / "words.yaml", strings=True)
    levels: dict[str, list[str]] = {}
    for level, cues in affixes["levels"].items():
        if level not in CODES:
            raise DataError(str(folder / "affixes.yaml"), f"no such level: {level}", row="levels")
        for cue in cues:
            levels.setdefault(cue, []).append(level)
    for name, entries in words.items():
        if not isinstance(entries, list) or not all(isinstance(w, str) for w in entries):
            raise DataError(str(folder / "words.yaml"), "expected a list of words", row=name)
    return Lexicon(
        frozenset(affixes["prefixes"]),
        frozenset(affixes["suffixes"]),
        {cue: tuple(found) for cue, found in levels.items()},
        {name: frozenset(w.casefold() for w in entries) for name, entries in words.items()},
    )

"""The words, codes and weights of clustering, read from data files and checked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

from reportedly.errors import DataError
from reportedly.text.normalise import fold

DATA: Final = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Words:
    """Stems that say little of which happening is meant, and stems of who was hit."""

    empty: frozenset[str]
    combatants: frozenset[str]
    civilians: frozenset[str]


@dataclass(frozen=True, slots=True)
class Kinds:
    """How codes compare.

    ``classes`` maps ``CATEGORY/mode`` to the class it is clustered in; other codes are the class
    of their category. ``alike`` holds both orders of two modes that witnesses mix up.
    """

    verbal: frozenset[str]
    classes: dict[str, str]
    alike: frozenset[tuple[str, str]]
    state: frozenset[str]

    def class_of(self, category: str, mode: str | None) -> str:
        """Return the class in which claims of this code are compared."""
        return self.classes.get(f"{category}/{mode}", category)


Weights = dict[str, dict[str, float]]

#: Every weight there must be.
_NEEDED: Final = {
    "place": "same_exact same_division same_province same_area same_country same_words "
    "site_in_town beside near neighbouring inside_division inside_province inside_country "
    "other_area other_region open named apart",
    "time": "same_days within_week within_month loose next_day near_days same_week apart "
    "told_soon told_long_after told_before published_together published_apart",
    "mode": "same one_open alike unlike",
    "party": "same_actor same_recipient same_words exchanged other_actor other_recipient",
    "verbal": "same_actor same_recipient other_actor other_recipient",
    "count": "same_small same overlapping other far",
    "words": "cosine trigger nothing_shared",
    "document": "same same_sentence denied_here",
    "told": "imagined",
    "category": "alike other",
}


#: Longest first; what stands in for each.
_ENDINGS: Final = (("ies", "y"), ("ings", ""), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""))


def stem(word: str) -> str:
    """Strip the endings of number, tense and doer from a folded word; never below three letters.

    >>> [stem(w) for w in ("shelled", "shells", "shelling", "citizens", "army")]
    ['shell', 'shell', 'shell', 'citizen', 'army']
    """
    for ending, rest in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: len(word) - len(ending)] + rest
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


@lru_cache(maxsize=1)
def load_words(file: Path = DATA / "words.yaml") -> Words:
    """Read the word lists; raises `DataError` where the file is not as expected."""
    raw = _mapping(file)
    lists = {}
    for name in ("empty", "combatants", "civilians"):
        if not isinstance(raw.get(name), str):
            raise DataError(str(file), "expected words in one string", row=name)
        lists[name] = frozenset(stem(fold(word)) for word in raw[name].split())
    return Words(**lists)


@lru_cache(maxsize=1)
def load_kinds(file: Path = DATA / "kinds.yaml") -> Kinds:
    """Read how codes compare; raises `DataError` where the file is not as expected."""
    raw = _mapping(file)
    try:
        pairs = [(a, b) for a, b in raw["alike"]]
        classes = {code: name for name, codes in raw["one_class"].items() for code in codes}
        verbal, state = frozenset(raw["verbal"]), frozenset(raw["state_kinds"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        problem = f"expected verbal, one_class, alike, state_kinds: {error!r}"
        raise DataError(str(file), problem) from error
    both = frozenset([*pairs, *((b, a) for a, b in pairs)])
    return Kinds(verbal, classes, both, state)


@dataclass(frozen=True, slots=True)
class Scale:
    """The weights; ``join`` is the sum from which a pair belongs together."""

    join: float
    low: float
    high: float
    name: float
    named_object: float
    of: Weights


@lru_cache(maxsize=1)
def load_scale(file: Path = DATA / "weights.yaml") -> Scale:
    """Read the weights; raises `DataError` where one is missing or is no number."""
    raw = _mapping(file)
    weights: Weights = {}
    for group, names in _NEEDED.items():
        given = raw.get(group)
        if not isinstance(given, dict) or set(given) != set(names.split()):
            raise DataError(str(file), f"expected exactly: {names}", row=group)
        weights[group] = {name: _number(file, group, value) for name, value in given.items()}
    clip = raw.get("clip")
    if not isinstance(clip, list) or len(clip) != 2:
        raise DataError(str(file), "expected two numbers", row="clip")
    return Scale(
        _number(file, "join", raw.get("join")),
        _number(file, "clip", clip[0]),
        _number(file, "clip", clip[1]),
        _number(file, "name", raw.get("name")),
        _number(file, "named_object", raw.get("named_object")),
        weights,
    )


def _mapping(file: Path) -> dict[str, Any]:
    try:
        raw = yaml.safe_load(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise DataError(str(file), f"expected YAML in UTF-8: {error}") from error
    if not isinstance(raw, dict):
        raise DataError(str(file), "expected a mapping")
    return raw


def _number(file: Path, row: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise DataError(str(file), f"expected a number, found {value!r}", row=row)
    return float(value)

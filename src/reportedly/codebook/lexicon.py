"""Word lists of the reader: voices, status cues, quantities, titles, boilerplate."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any, Literal, cast, get_args

from reportedly.errors import DataError
from reportedly.records.claim import Counted, Stance

SubjectRole = Literal["actor", "recipient"]


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """A verb or idiom of speech; ``claims_fact`` is False where it embeds a plan or a wish."""

    words: tuple[str, ...]
    stance: Stance
    claims_fact: bool


@dataclass(frozen=True, slots=True)
class ReportingNoun:
    """A noun whose content is what somebody says."""

    word: str
    stance: Stance


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb that lends a clause to an event noun; ``subject`` is the role of its subject."""

    words: tuple[str, ...]
    subject: SubjectRole


@dataclass(frozen=True, slots=True)
class Cues:
    """Words of one status, by part of speech; phrases are lower case, longest first."""

    verbs: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()
    adverbs: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    modals: frozenset[str] = frozenset()
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantities:
    """Words for how many; ``numbers`` maps number words to integers, ``zero`` stand for none."""

    vague: tuple[str, ...]
    at_least: tuple[str, ...]
    more_than: tuple[str, ...]
    at_most: tuple[str, ...]
    fewer_than: tuple[str, ...]
    about: tuple[str, ...]
    numbers: Mapping[str, int]
    zero: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists; phrases are lower case, longest first."""

    reporting: tuple[ReportingVerb, ...]
    reporting_nouns: tuple[ReportingNoun, ...]
    according_to: tuple[str, ...]
    hearsay: tuple[str, ...]
    planned: Cues
    averted: Cues
    hypothetical: Cues
    negation: Cues
    ongoing: Cues
    habitual: Cues
    retraction: Cues
    light_verbs: tuple[LightVerb, ...]
    caused: frozenset[str]
    quantities: Quantities
    office_titles: frozenset[str]
    commander_titles: frozenset[str]
    private_cues: tuple[str, ...]
    generic_group_labels: frozenset[str]
    boilerplate: tuple[re.Pattern[str], ...]
    casualty_nouns: Mapping[str, Counted]
    event_anaphors: tuple[str, ...]


def parse_lexicon(path: str, raw: Any, forms: Mapping[str, Collection[str]]) -> Lexicon:
    """Check ``lexicon.yaml``; raise `DataError` naming the list that is not as expected.

    ``forms`` gives further words under which a verb is to be found.
    """
    if not isinstance(raw, dict):
        raise DataError(path, "expected a mapping of word lists")
    known = {f.name for f in fields(Lexicon)}
    for key in sorted(map(str, set(raw) ^ known)):
        problem = "unknown list" if key not in known else "this list is missing"
        raise DataError(path, problem, row=key)
    values: dict[str, Any] = {}
    for key in raw:
        parse: Callable[[str, str, Any], Any] = _PARSERS.get(key, _phrases)
        values[key] = parse(path, key, _with_forms(raw[key], forms))
    return Lexicon(**values)


def _with_forms(value: Any, forms: Mapping[str, Collection[str]]) -> Any:
    """Add the forms of verbs to lists of verbs: rows with ``words``, and lists under ``verbs``."""
    if isinstance(value, list) and value and isinstance(value[0], dict) and "words" in value[0]:
        more = []
        for row in value:
            first, _, rest = str(row.get("words")).partition(" ")
            more += [{**row, "words": f"{form} {rest}".strip()} for form in forms.get(first, ())]
        return value + more
    if isinstance(value, dict) and isinstance(value.get("verbs"), list):
        added = [form for verb in value["verbs"] for form in forms.get(verb, ())]
        return {**value, "verbs": value["verbs"] + added}
    return value


def _list(path: str, key: str, value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
        raise DataError(path, "expected a list of words (quote yes, no, on, off)", row=key)
    return value


def _phrases(path: str, key: str, value: Any) -> tuple[str, ...]:
    unique = dict.fromkeys(v.lower() for v in _list(path, key, value))
    return tuple(sorted(unique, key=lambda v: (-len(v), v)))


def _set(path: str, key: str, value: Any) -> frozenset[str]:
    return frozenset(_list(path, key, value))


def _rows(path: str, key: str, value: Any, names: set[str]) -> list[dict[str, Any]]:
    if not isinstance(value, list):
        raise DataError(path, "expected a list", row=key)
    for row in value:
        if not isinstance(row, dict) or set(row) != names:
            raise DataError(path, f"expected {', '.join(sorted(names))} in {row!r}", row=key)
    return value


def _one_of(path: str, key: str, value: Any, allowed: tuple[str, ...]) -> Any:
    if value not in allowed:
        raise DataError(path, f"{value!r} must be one of {', '.join(allowed)}", row=key)
    return value


def _reporting(path: str, key: str, value: Any) -> tuple[ReportingVerb, ...]:
    return tuple(
        ReportingVerb(
            tuple(row["words"].split()),
            _one_of(path, key, row["stance"], get_args(Stance)),
            bool(row["claims_fact"]),
        )
        for row in _rows(path, key, value, {"words", "stance", "claims_fact"})
    )


def _reporting_nouns(path: str, key: str, value: Any) -> tuple[ReportingNoun, ...]:
    return tuple(
        ReportingNoun(row["word"], _one_of(path, key, row["stance"], get_args(Stance)))
        for row in _rows(path, key, value, {"word", "stance"})
    )


def _light_verbs(path: str, key: str, value: Any) -> tuple[LightVerb, ...]:
    return tuple(
        LightVerb(
            tuple(row["words"].split()), _one_of(path, key, row["subject"], get_args(SubjectRole))
        )
        for row in _rows(path, key, value, {"words", "subject"})
    )


def _cues(path: str, key: str, value: Any) -> Cues:
    known = {f.name for f in fields(Cues)}
    if not isinstance(value, dict) or not set(value) <= known:
        raise DataError(path, f"expected lists under {', '.join(sorted(known))}", row=key)
    sets = {k: _set(path, f"{key}.{k}", v) for k, v in value.items() if k != "phrases"}
    return Cues(**sets, phrases=_phrases(path, f"{key}.phrases", value.get("phrases", [])))


def _quantities(path: str, key: str, value: Any) -> Quantities:
    names = {f.name for f in fields(Quantities)}
    if not isinstance(value, dict) or set(value) != names:
        raise DataError(path, f"expected {', '.join(sorted(names))}", row=key)
    numbers = value["numbers"]
    if not isinstance(numbers, dict) or not all(type(n) is int for n in numbers.values()):
        raise DataError(path, "numbers must map words to whole numbers", row=key)
    lists = {k: _phrases(path, f"{key}.{k}", v) for k, v in value.items() if k != "numbers"}
    return Quantities(**lists, numbers=MappingProxyType(numbers))


def _boilerplate(path: str, key: str, value: Any) -> tuple[re.Pattern[str], ...]:
    patterns = []
    for pattern in _list(path, key, value):
        try:
            patterns.append(re.compile(pattern, re.IGNORECASE))
        except re.error as error:
            raise DataError(
                path, f"{pattern!r} is no regular expression: {error}", row=key
            ) from None
    return tuple(patterns)


def _casualty_nouns(path: str, key: str, value: Any) -> Mapping[str, Counted]:
    if not isinstance(value, dict):
        raise DataError(path, "expected a mapping of nouns to what they count", row=key)
    for counted in value.values():
        _one_of(path, key, counted, get_args(Counted))
    return MappingProxyType(cast("dict[str, Counted]", value))


_PARSERS: Mapping[str, Callable[[str, str, Any], Any]] = {
    "reporting": _reporting,
    "reporting_nouns": _reporting_nouns,
    "light_verbs": _light_verbs,
    "planned": _cues,
    "averted": _cues,
    "hypothetical": _cues,
    "negation": _cues,
    "ongoing": _cues,
    "habitual": _cues,
    "retraction": _cues,
    "caused": _set,
    "office_titles": _set,
    "commander_titles": _set,
    "generic_group_labels": _set,
    "quantities": _quantities,
    "boilerplate": _boilerplate,
    "casualty_nouns": _casualty_nouns,
}

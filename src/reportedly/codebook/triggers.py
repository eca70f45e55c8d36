"""The trigger lexicon: which words tell which event, and who stands where in the clause."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import product
from types import MappingProxyType
from typing import Any, Literal, cast, get_args

from reportedly.codebook.plover import Category, split_code
from reportedly.errors import DataError
from reportedly.records.claim import Counted

Pos = Literal["verb", "noun", "adj"]
Strength = Literal["strong", "weak"]

ROLES = frozenset({"actor", "recipient", "place", "content", "none"})
_PREPOSITIONS = (
    "by with against on upon at from to of between over for toward towards into in about among"
    " behind after before through under near inside outside across along off onto out around as"
)
ROLE_KEYS = frozenset({"subject", "object", "poss", "compound", *_PREPOSITIONS.split()})
SPECIAL_CLASSES = frozenset({"any-name", "pronoun"})
_DEFAULT_ROLES: Mapping[str, Mapping[str, str]] = {
    "verb": MappingProxyType({"subject": "actor", "object": "recipient"}),
    "adj": MappingProxyType({"subject": "recipient"}),
    "noun": MappingProxyType(
        {
            "poss": "actor",
            "by": "actor",
            "compound": "actor",
            "of": "recipient",
            "on": "recipient",
            "against": "recipient",
            "between": "actor",
        }
    ),
}
_BRACES = re.compile(r"\{([^{}]*)\}")
_OPTIONAL = {"roles", "object", "subject", "strength", "counts", "result", "euphemism", "note"}
_KEYS = frozenset({"id", "words", "pos", "code", *_OPTIONAL})


@dataclass(frozen=True, slots=True)
class Trigger:
    """One entry of the lexicon.

    ``words`` are lemmas: for a verb the verb first, then particle, object noun or adjective that
    must be its child; for a noun a contiguous phrase with its head last. ``roles`` maps syntactic
    places (subject, object, poss, compound, prepositions) to actor, recipient, place, content or
    none. ``object_classes`` and ``subject_classes`` restrict the entry to heads of these noun
    classes; empty means any. ``blocked`` entries code nothing and keep others from matching.
    """

    id: str
    words: tuple[str, ...]
    pos: Pos
    category: str
    mode: str | None
    blocked: bool
    roles: Mapping[str, str]
    object_classes: frozenset[str]
    subject_classes: frozenset[str]
    strength: Strength
    counts: Counted | None
    result: bool
    euphemism: bool

    @property
    def head(self) -> str:
        """The lemma that the reader meets first: first of a verb, last of a noun."""
        return self.words[-1] if self.pos == "noun" else self.words[0]

    @property
    def key(self) -> tuple[tuple[str, ...], str, frozenset[str], frozenset[str]]:
        """What may stand only once in the lexicon."""
        return self.words, self.pos, self.object_classes, self.subject_classes


def parse_triggers(
    path: str, raw: Any, categories: Mapping[str, Category], classes: Collection[str]
) -> list[Trigger]:
    """Check one entry, fill in its defaults and write out its alternatives.

    ``words: vow {revenge, retaliation}`` stands for two entries of the ids ``ID/vow-revenge`` and
    ``ID/vow-retaliation``. Raises `DataError` naming file and entry.
    """
    first = _parse_trigger(path, raw, categories, classes)
    phrases = _alternatives(path, first.id, raw["words"])
    if phrases == [raw["words"]]:
        return [first]
    return [replace(first, id=f"{first.id}/{'-'.join(w)}", words=w) for w in map(_split, phrases)]


def _split(phrase: str) -> tuple[str, ...]:
    return tuple(phrase.split())


def _alternatives(path: str, row: str, words: str) -> list[str]:
    parts = _BRACES.split(words)
    if any(c in part for part in parts[::2] for c in "{}"):
        raise DataError(path, "braces in words must be closed and not nested", row=row)
    choices = [part.split(",") if i % 2 else [part] for i, part in enumerate(parts)]
    return ["".join(choice) for choice in product(*choices)]


def _parse_trigger(
    path: str, raw: Any, categories: Mapping[str, Category], classes: Collection[str]
) -> Trigger:
    if not isinstance(raw, dict) or not isinstance(raw.get("id"), str):
        raise DataError(path, f"an entry needs an id (text): {raw!r}")
    row = raw["id"]
    if unknown := sorted(map(str, set(raw) - _KEYS)):
        raise DataError(path, f"unknown key {unknown[0]!r}", row=row)
    words = tuple(raw["words"].split()) if isinstance(raw.get("words"), str) else ()
    if not words:
        raise DataError(path, "words must be one or more lemmas", row=row)
    pos = str(raw.get("pos"))
    if pos not in _DEFAULT_ROLES:
        raise DataError(path, f"pos must be verb, noun or adj, not {pos!r}", row=row)
    code = raw.get("code")
    blocked = code == "none"
    category, mode = ("", None) if blocked else split_code(path, row, code, categories)
    return Trigger(
        id=row,
        words=words,
        pos=cast("Pos", pos),
        category=category,
        mode=mode,
        blocked=blocked,
        roles=_roles(path, row, raw.get("roles"), pos),
        object_classes=_classes(path, row, raw.get("object"), classes),
        subject_classes=_classes(path, row, raw.get("subject"), classes),
        strength=cast(
            "Strength", _choice(path, row, raw, "strength", get_args(Strength), "strong")
        ),
        counts=cast("Counted | None", _choice(path, row, raw, "counts", get_args(Counted), None)),
        result=_flag(path, row, raw, "result"),
        euphemism=_flag(path, row, raw, "euphemism"),
    )


def _roles(path: str, row: str, given: Any, pos: str) -> Mapping[str, str]:
    if given is None:
        return _DEFAULT_ROLES[pos]
    if not isinstance(given, dict):
        raise DataError(path, "roles must be a mapping", row=row)
    for place, role in given.items():
        if place not in ROLE_KEYS:
            raise DataError(path, f"unknown place of a role {place!r}", row=row)
        if role not in ROLES:
            raise DataError(path, f"unknown role {role!r}", row=row)
    return MappingProxyType(dict(given))


def _classes(path: str, row: str, given: Any, known: Collection[str]) -> frozenset[str]:
    if given is None:
        return frozenset()
    if not isinstance(given, list) or not given:
        raise DataError(path, "a condition must be a list of noun classes", row=row)
    for name in given:
        if name not in known and name not in SPECIAL_CLASSES:
            raise DataError(path, f"unknown noun class {name!r}", row=row)
    return frozenset(given)


def _choice(
    path: str, row: str, raw: Mapping[str, Any], key: str, allowed: tuple[str, ...], default: Any
) -> Any:
    value = raw.get(key, default)
    if value != default and value not in allowed:
        raise DataError(path, f"{key} must be one of {', '.join(allowed)}", row=row)
    return value


def _flag(path: str, row: str, raw: Mapping[str, Any], key: str) -> bool:
    value = raw.get(key, False)
    if not isinstance(value, bool):
        raise DataError(path, f"{key} must be true or false", row=row)
    return value


def check_unique(path: str, triggers: Iterable[Trigger], seen: dict[Any, str]) -> None:
    """Raise `DataError` where an id, or words with the same conditions, stand twice."""
    for trigger in triggers:
        for key in (trigger.id, trigger.key):
            if key in seen:
                raise DataError(
                    path, f"the same entry stands already in {seen[key]}", row=trigger.id
                )
            seen[key] = f"{path} as {trigger.id}"


def index_by_head(
    triggers: Iterable[Trigger], forms: Mapping[str, Collection[str]]
) -> dict[tuple[str, str], tuple[Trigger, ...]]:
    """Group by (pos, head lemma): longer phrases first, then conditioned entries, then plain.

    ``forms`` gives further words under which a verb is to be found.
    """
    groups: dict[tuple[str, str], list[Trigger]] = {}
    for trigger in triggers:
        others = forms.get(trigger.head, ()) if trigger.pos == "verb" else ()
        for head in (trigger.head, *others):
            groups.setdefault((trigger.pos, head), []).append(trigger)
    return {key: tuple(sorted(group, key=_rank)) for key, group in groups.items()}


def _rank(trigger: Trigger) -> tuple[int, int, bool, int]:
    """Among entries with as many conditions, blocks first, then those with fewer classes."""
    conditions = bool(trigger.object_classes) + bool(trigger.subject_classes)
    classes = len(trigger.object_classes) + len(trigger.subject_classes)
    return -len(trigger.words), -conditions, not trigger.blocked, classes

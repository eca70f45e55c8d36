"""How sure it is that an event took place, for any word of a parsed text.

A value from 3.0 (it did) to -3.0 (it did not), 0 where it is open, after FactBank (Sauri and
Pustejovsky 2009). The walk goes from the word up its clauses: negation turns, modals and the words
above ('planned to', 'failed to', 'believe that') weaken what they hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Final

import yaml
from spacy.tokens import Token

from reportedly.claims.syntax import child, verb_group
from reportedly.errors import DataError
from reportedly.text.analysis import Analysis

HAPPENED: Final = 3.0
_FILE: Final = "factuality.yaml"
_KEYS: Final = ("classes", "modals", "conditions", "without", "governing", "values")
_HIGHEST: Final = 8
#: Branches through which a verb, noun or adjective above holds a clause, and those of a noun.
_CLAUSES: Final = frozenset({"xcomp", "ccomp", "pcomp", "acl", "csubj", "advcl"})
_ARGUMENTS: Final = frozenset({"dobj", "pobj", "nsubjpass", "nsubj", "compound", "attr"})
_NOBODY: Final = frozenset({"nobody", "none", "nothing"})

#: The class of a word beside or above, and the route on which it reaches the event: 0 beside it or
#: through clauses, 1 through the phrase of an indefinite noun, 2 through any other noun phrase.
Step = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Embedding:
    """What the data file says: classes of words above and of auxiliaries, and their values."""

    words: Mapping[str, str]
    modals: Mapping[str, str]
    conditions: frozenset[str]
    without: frozenset[str]
    governing: frozenset[str]
    values: Mapping[str, tuple[float, float, float]]


@lru_cache(maxsize=1)
def embedding() -> Embedding:
    """Read the data file; raises `DataError` naming what is not as expected."""
    text = resources.files("reportedly.claims").joinpath("data", _FILE).read_text("utf-8")
    return parse_embedding(yaml.safe_load(text))


def parse_embedding(raw: Any) -> Embedding:
    """Check and freeze the content of the data file."""
    if not isinstance(raw, dict) or set(raw) != set(_KEYS):
        raise DataError(_FILE, f"expected the keys {', '.join(_KEYS)}")
    values: dict[str, tuple[float, float, float]] = {}
    for name, pair in raw["values"].items():
        if not isinstance(pair, list) or len(pair) != 3:
            raise DataError(_FILE, "expected three values", row=name)
        values[name] = (float(pair[0]), float(pair[1]), float(pair[2]))
    return Embedding(
        _by_word(raw["classes"], values),
        _by_word(raw["modals"], values),
        frozenset(raw["conditions"]),
        frozenset(raw["without"]),
        frozenset(raw["governing"]),
        MappingProxyType(values),
    )


def _by_word(classes: Any, values: Mapping[str, object]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name, words in classes.items():
        if name not in values or not isinstance(words, list):
            raise DataError(_FILE, "expected a class with values and a list of words", row=name)
        found |= dict.fromkeys(words, name)
    return MappingProxyType(found)


def factuality_at(analysis: Analysis, offset: int) -> float | None:
    """Value of the event whose word holds this offset of the document; None where there is none."""
    token = token_at(analysis, offset)
    return None if token is None else factuality(token)


def token_at(analysis: Analysis, offset: int) -> Token | None:
    """The word that holds an offset of the document; None where there is none."""
    for token in analysis.doc:
        span = None if token.is_space else analysis.token_span(token)
        if span is not None and span.start <= offset < span.end:
            return token
    return None


def factuality(token: Token) -> float:
    """Value of the event that a token names; see the module."""
    values = embedding().values
    certainty, denial = HAPPENED, 0.0
    for name, route in steps(token):
        value = values[name][route]
        if value < 0:
            denial = value if denial == 0 else 0.0
        else:
            certainty = min(certainty, value)
    if denial == 0:
        return certainty
    return denial * (1 + certainty / HAPPENED) / 2


def steps(token: Token) -> Iterator[Step]:
    """Yield the classes of the words beside and above that bear on the event, nearest first."""
    words = embedding()
    node, route = token, 0
    for _ in range(_HIGHEST):
        for name in _beside(node, words):
            yield name, route
        head = node.head
        if head == node:
            if token.doc[node.sent.end - 1].text == "?":
                yield "question", route
            return
        if node.dep_ in {"relcl", "appos"} or _stands_alone(node):
            return
        if node.dep_ in _ARGUMENTS:
            route = 1 if route == 0 and node == token and _indefinite(node) else 2
        above = _above(node, head, words)
        if above is not None:
            yield above, route
        node = head


def _stands_alone(node: Token) -> bool:
    """Whether a clause is asserted whatever the clause above it says."""
    if node.dep_ == "conj":
        own = child(node, "nsubj", "nsubjpass") is not None
        return own or (node.pos_ in {"VERB", "AUX"} and node.tag_ not in {"VB", "VBN"})
    return node.dep_ == "advcl" and not _to(node)


def _indefinite(noun: Token) -> bool:
    return not any(
        c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ not in {"a", "an", "any", "some"})
        for c in noun.children
    )


def _to(node: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in node.children)


def _beside(node: Token, words: Embedding) -> Iterator[str]:
    verbal = node.pos_ in {"VERB", "AUX"}
    group = [*node.children, *(verb_group(node) if verbal else ())]
    if any(_negates(c, verbal=verbal) for c in group):
        yield "negated"
    for c in dict.fromkeys(group):
        if c.dep_ == "aux" and c.lower_ in words.modals:
            yield words.modals[c.lower_]
        elif c.dep_ == "mark" and c.lower_ in words.conditions:
            yield "condition"
        elif c.dep_ in {"advmod", "amod"} and c.lemma_.lower() in words.words:
            yield words.words[c.lemma_.lower()]
    if node.dep_ == "ROOT" and node.tag_ == "VB" and child(node, "nsubj", "aux") is None:
        yield "order"


def _negates(c: Token, *, verbal: bool) -> bool:
    if c.dep_ == "neg" or c.lower_ in {"never", "neither", "nor"}:
        return True
    if c.dep_ in {"nsubj", "nsubjpass"} or (verbal and c.dep_ == "dobj"):
        return c.lower_ in _NOBODY or any(d.lower_ in {"no", "neither"} for d in c.children)
    return c.dep_ == "det" and c.lower_ == "no"


def _above(node: Token, head: Token, words: Embedding) -> str | None:
    """Class of the word above as it bears on what hangs below it."""
    if head.pos_ in {"ADP", "SCONJ"}:
        return "negative" if head.lower_ in words.without else None
    if node.dep_ == "prep" and node.lower_ not in words.governing:
        return None
    if node.dep_ == "advcl" and _to(node):
        return words.words.get(head.lemma_.lower(), "purpose")
    if node.dep_ not in _CLAUSES | _ARGUMENTS | {"prep"} or node.dep_ == "nsubj":
        return None
    if head.lemma_ == "be" and _to(node):
        return "scheduled"
    known = words.words.get(head.lemma_.lower())
    if known is None and _to(node):
        return "purpose"
    return known

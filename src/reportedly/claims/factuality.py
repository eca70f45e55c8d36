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
_NUMBERS: Final = ("condition", "purpose", "scheduled", "question", "order", "negated")
_HIGHEST: Final = 8
#: Branches through which a verb, noun or adjective above holds the event.
_HELD: Final = frozenset({"xcomp", "ccomp", "dobj", "pobj", "pcomp", "acl", "nsubjpass", "csubj"})
_ADVERBS: Final = frozenset({"advmod", "neg"})
_CLAUSAL: Final = frozenset({"advcl", "relcl", "ROOT", "parataxis"})


@dataclass(frozen=True, slots=True)
class Embedding:
    """The values of the data file; ``words`` maps a lemma to what it leaves of certainty."""

    words: Mapping[str, float]
    modals: Mapping[str, float]
    conditions: frozenset[str]
    numbers: Mapping[str, float]


@lru_cache(maxsize=1)
def embedding() -> Embedding:
    """Read the data file; raises `DataError` naming what is not as expected."""
    text = resources.files("reportedly.claims").joinpath("data", _FILE).read_text("utf-8")
    return parse_embedding(yaml.safe_load(text))


def parse_embedding(raw: Any) -> Embedding:
    """Check and freeze the content of the data file."""
    expected = {"classes", "modals", "conditions", *_NUMBERS}
    if not isinstance(raw, dict) or set(raw) != expected:
        raise DataError(_FILE, f"expected the keys {', '.join(sorted(expected))}")
    words: dict[str, float] = {}
    for name, group in raw["classes"].items():
        if not isinstance(group, dict) or set(group) != {"value", "words"}:
            raise DataError(_FILE, "expected a value and words", row=name)
        words |= dict.fromkeys(group["words"], float(group["value"]))
    return Embedding(
        MappingProxyType(words),
        MappingProxyType({str(k): float(v) for k, v in raw["modals"].items()}),
        frozenset(raw["conditions"]),
        MappingProxyType({name: float(raw[name]) for name in _NUMBERS}),
    )


def factuality_at(analysis: Analysis, offset: int) -> float | None:
    """Value of the event whose word holds this offset of the document; None where there is none."""
    token = _token_at(analysis, offset)
    return None if token is None else factuality(token)


def _token_at(analysis: Analysis, offset: int) -> Token | None:
    for token in analysis.doc:
        span = None if token.is_space else analysis.token_span(token)
        if span is not None and span.start <= offset < span.end:
            return token
    return None


def factuality(token: Token) -> float:
    """Value of the event that a token names; see the module."""
    certainty, turned = HAPPENED, False
    words = embedding()
    for value, negates in _steps(token, words):
        turned ^= negates
        if value < 0:
            turned = not turned
        certainty = min(certainty, abs(value)) if abs(value) < HAPPENED else certainty
    if not turned:
        return certainty
    return words.numbers["negated"] if certainty > 2 else -0.5 * certainty


def _steps(token: Token, words: Embedding) -> Iterator[tuple[float, bool]]:
    """Yield what each word beside and above leaves of the certainty, and whether it negates."""
    node = token
    for _ in range(_HIGHEST):
        yield from _beside(node, words)
        head = node.head
        if head == node or node.dep_ in {"relcl", "conj", "appos"} or _own_clause(node):
            return
        yield from _above(node, head, words)
        node = head


def _beside(node: Token, words: Embedding) -> Iterator[tuple[float, bool]]:
    group = [*node.children, *verb_group(node)] if node.pos_ in {"VERB", "AUX"} else node.children
    for c in dict.fromkeys(group):
        if c.dep_ == "neg" or c.lower_ in {"never", "neither"}:
            yield HAPPENED, True
        elif c.dep_ == "det" and c.lower_ in {"no", "neither"}:
            yield HAPPENED, True
        elif c.dep_ == "aux" and c.lower_ in words.modals:
            yield words.modals[c.lower_], False
        elif c.dep_ in {"advmod", "amod"} and c.lemma_.lower() in words.words:
            yield words.words[c.lemma_.lower()], False
        elif c.dep_ == "mark" and c.lower_ in words.conditions:
            yield words.numbers["condition"], False
        elif c.dep_ in {"nsubj", "nsubjpass"} and c.lower_ in {"nobody", "none", "nothing"}:
            yield HAPPENED, True
        elif c.dep_ in {"nsubj", "nsubjpass"} and any(d.lower_ == "no" for d in c.children):
            yield HAPPENED, True


def _own_clause(node: Token) -> bool:
    if node.dep_ != "advcl":
        return False
    return not any(c.lower_ == "to" and c.dep_ == "aux" for c in node.children)


def _above(node: Token, head: Token, words: Embedding) -> Iterator[tuple[float, bool]]:
    if node.dep_ not in _HELD and node.dep_ not in {"prep", "advcl", "nsubj"}:
        return
    to = any(c.lower_ == "to" and c.dep_ == "aux" for c in node.children)
    lemma = head.lemma_.lower()
    known = words.words.get(lemma)
    if lemma == "be" and to and node.dep_ == "xcomp":
        yield words.numbers["scheduled"], False
    elif known is not None and node.dep_ in _HELD:
        yield known, False
    elif to:
        yield words.numbers["purpose"], False

"""How a place name is used: for the place, for its government, or to say what belongs to it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal

from spacy.tokens import Token

from reportedly.errors import DataError
from reportedly.places.entries import load_yaml
from reportedly.places.lexicon import DATA
from reportedly.text.analysis import Analysis

Use = Literal["literal", "metonymic", "associative"]
Words = Mapping[str, frozenset[str]]
_LISTS = frozenset(
    ("literal_heads", "divisions", "removing", "associated", "charged", "speech", "state",
     "addressed", "dealings", "asked_from", "moving", "origin")
)  # fmt: skip
_MODIFIERS = frozenset(("compound", "nmod", "amod"))
_JOINED = frozenset(("conj", "appos"))
_CHAIN = 4
_BELONGING = frozenset(("of", "for", "to", "from"))


@lru_cache(maxsize=1)
def load_use(folder: Path = DATA) -> Words:
    """Read ``use.yaml``; raises `DataError` where a list is missing or is none."""
    path = folder / "use.yaml"
    data = load_yaml(path, strings=True)
    if not isinstance(data, dict) or set(data) != _LISTS:
        raise DataError(str(path), f"expected the lists {sorted(_LISTS)}")
    for name, entries in data.items():
        if not isinstance(entries, list):
            raise DataError(str(path), "expected a list of words", row=name)
    return {name: frozenset(entries) for name, entries in data.items()}


def read_use(analysis: Analysis, start: int, end: int, *, governs: bool) -> Use:
    """Use of the name at ``start`` to ``end`` of the analysed text, by the parse around it.

    ``governs`` says that the place may stand for a government: a country or a capital.
    """
    tokens = analysis.doc.char_span(start, end, alignment_mode="expand")
    if tokens is None:
        return "literal"
    return _Reading(load_use(), governs=governs).of(_top(tokens.root))


def _top(token: Token) -> Token:
    """Return the first of names that are joined ("Kigali and Kinshasa")."""
    for _ in range(_CHAIN):
        if token.dep_ not in _JOINED or token.head.pos_ != "PROPN":
            break
        token = token.head
    return token


class _Reading:
    def __init__(self, words: Words, *, governs: bool) -> None:
        self._words = words
        self._governs = governs

    def of(self, token: Token, depth: int = 0) -> Use:
        if depth > _CHAIN:
            return "literal"
        if token.dep_ == "poss":
            return self._possessive(token.head)
        if token.dep_ in _MODIFIERS and token.head.i > token.i and token.head.pos_ != "VERB":
            return self._modifier(token.head, depth)
        if token.dep_ == "pobj":
            return self._behind(token.head)
        if token.dep_ in {"nsubj", "csubj"}:
            return self._subject(token.head)
        if token.dep_ in {"dobj", "dative"} and self._governs:
            return "metonymic" if self._is(token.head, "addressed") else "literal"
        return "literal"

    def _is(self, token: Token, *names: str) -> bool:
        found = (token.lemma_.lower(), token.lower_)
        return any(word in self._words[name] for name in names for word in found)

    def _possessive(self, head: Token) -> Use:
        if self._is(head, "literal_heads", "divisions"):
            return "literal"
        if self._is(head, "associated"):
            return "associative"
        if head.pos_ == "PROPN":
            return "associative"
        return "metonymic" if self._governs else "literal"

    def _modifier(self, head: Token, depth: int) -> Use:
        if head.dep_ in {"compound", "nmod", "poss"} and head.head.i > head.i:
            return self._modifier(head.head, depth + 1) if depth < _CHAIN else "literal"
        if self._is(head, "divisions"):
            return self.of(head, depth + 1)
        if self._is(head, "literal_heads"):
            return "literal"
        if self._is(head, "associated"):
            return "associative"
        return "associative" if head.pos_ == "NOUN" and head.text.islower() else "literal"

    def _behind(self, preposition: Token) -> Use:
        word, above = preposition.lower_, preposition.head
        if word == "to" and above.lower_ == "according":
            return "metonymic" if self._governs else "literal"
        if self._governs and self._dealings(word, above):
            return "metonymic"
        if above.pos_ in {"NOUN", "PROPN"}:
            return self._of_noun(word, above)
        if word == "from" and self._is(above, "origin"):
            return "associative"
        return "literal"

    def _of_noun(self, word: str, above: Token) -> Use:
        if word == "from":
            moved = above.dep_ == "dobj" and self._is(above.head, "removing")
            still = moved or self._is(above, "moving", "literal_heads")
            return "literal" if still else "associative"
        if word in _BELONGING and self._is(above, "associated"):
            return "associative"
        if word == "in" and any(self._is(t, "charged") for t in _charge(above)):
            return "associative"
        return "literal"

    def _dealings(self, word: str, above: Token) -> bool:
        if word == "from":
            return self._is(above, "asked_from")
        near = [above, *(c for c in above.children if c.dep_ in {"dobj", "attr", "nsubj"})]
        if word in {"with", "between", "on", "against", "to"}:
            return self._is(above, "dealings") or (
                word in {"with", "between"} and any(self._is(t, "dealings") for t in near)
            )
        return False

    def _subject(self, verb: Token) -> Use:
        if self._is(verb, "speech"):
            return "metonymic"
        if not self._governs or self._is(verb, "state"):
            return "literal"
        if verb.pos_ == "VERB":
            return "metonymic"
        odds = any(c.lower_ == "at" and any(g.lower_ == "odds" for g in c.children)
                   for c in verb.children)  # fmt: skip
        return "metonymic" if odds else "literal"


def _charge(noun: Token) -> list[Token]:
    """Return the noun, and what it depends on: "head of police"."""
    above = noun.head
    if noun.dep_ == "pobj" and above.lower_ == "of":
        return [noun, above.head]
    return [noun]

"""Noun phrases: the shortest words that identify somebody, and what kind of thing they name."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from reportedly.claims.lexis import Lexis
from reportedly.claims.syntax import child
from reportedly.text.analysis import Analysis

_LEFT = frozenset({"compound", "amod", "nmod", "poss", "punct", "case", "npadvmod", "advmod"})
_LONGEST = 9
_PRONOUNS = frozenset({"PRP", "PRP$", "WP", "WDT", "DT", "EX"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase by its head and first and last token."""

    head: Token
    first: Token
    last: Token

    @property
    def text(self) -> str:
        """The words as analysed."""
        return str(self.head.doc[self.first.i : self.last.i + 1].text)


def real_head(token: Token, lexis: Lexis) -> Token:
    """Step from a quantity to what it measures: 'dozens of civilians', 'two of its members'."""
    for _ in range(3):
        of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of"), None)
        inner = child(of, "pobj") if of is not None else None
        if inner is None or not lexis.is_quantity(token):
            return token
        token = inner
    return token


def phrase_of(token: Token, lexis: Lexis) -> Phrase:
    """Return the shortest noun phrase round a head that identifies it, without article."""
    head = real_head(token, lexis)
    if head.tag_ in _PRONOUNS or head.pos_ == "PRON":
        return Phrase(head, head, head)
    first = _left_edge(head, lexis)
    last = _right_edge(head, first, lexis)
    return Phrase(head, first, last)


def _left_edge(head: Token, lexis: Lexis) -> Token:
    first = head
    for left in reversed(list(head.lefts)):
        edge = left.left_edge
        if left.right_edge.i + 1 != first.i and not _bridged(left, first):
            break
        if left.ent_type_ in {"DATE", "TIME"} and left.pos_ in {"PROPN", "NUM"}:
            break
        if left.dep_ not in _LEFT or lexis.is_quantity(left) or left.tag_ == "PRP$":
            break
        if left.dep_ == "punct" and left.text not in {"-", "/", "'"}:
            break
        if left.dep_ == "poss" and (head.i - edge.i) > _LONGEST - 2:
            break
        first = edge
        while first.i < left.i and (first.dep_ == "det" or lexis.is_quantity(first)):
            first = first.nbor(1)
    while first.i < head.i and (first.is_punct or first.dep_ == "det"):
        first = first.nbor(1)
    return first


def _bridged(left: Token, first: Token) -> bool:
    """Whether only hyphens or possessive marks stand between."""
    between = left.doc[left.right_edge.i + 1 : first.i]
    return all(t.text in {"-", "'s", "'"} for t in between)


def _right_edge(head: Token, first: Token, lexis: Lexis) -> Token:
    last = head
    for right in head.rights:
        if right.i != last.i + 1:
            break
        if right.dep_ in {"compound", "nummod", "flat"} and right.pos_ in {"PROPN", "NUM"}:
            last = right
            continue
        if right.dep_ == "prep" and right.lower_ == "of":
            edge = _of_edge(right, lexis)
            if edge is not None and edge.i - first.i < _LONGEST:
                last = edge
            break
        break
    return last


def _of_edge(of: Token, lexis: Lexis) -> Token | None:
    inner = child(of, "pobj")
    if inner is None or inner.pos_ == "PRON":
        return None
    return phrase_of(inner, lexis).last


def phrase_span(analysis: Analysis, phrase: Phrase) -> tuple[int, int]:
    """Half-open interval of the phrase in the analysed text."""
    return phrase.first.idx, phrase.last.idx + len(phrase.last)

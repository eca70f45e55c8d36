"""Voices whose content is no clause: 'called for talks', 'is wary of talks', "Oslo's plan to".

What hangs on the verb, adjective or noun by a preposition or as an infinitive is attributed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from reportedly.claims.context import Context
from reportedly.claims.lexis import grammar
from reportedly.claims.syntax import child, is_passive, possessor, subject

_CLAUSES: Final = ("ccomp", "xcomp", "acl", "pcomp")
#: Dependencies under which an infinitive tells an aim and no attitude: 'came to defend them'.
_AIMS: Final = frozenset({"advcl", "acl", "relcl", "xcomp"})


@dataclass(frozen=True, slots=True)
class Attitude:
    """First and last word of a cue, whose it is, and the head of what it is about."""

    first: Token
    last: Token
    speaker: Token
    content: Token


def attitudes(token: Token, context: Context) -> Iterator[Attitude]:
    """Yield the attitude that a word opens, if it does."""
    lemma = context.lemmas[token.i]
    if token.pos_ == "VERB" and judges(token, context) and not is_passive(token):
        found = _of(token, token, subject(token))
    elif token.pos_ == "ADJ" and lemma in grammar()["voice_adjectives"]:
        copula = token.head
        if token.dep_ != "acomp" or copula.lemma_ != "be":
            return
        found = _of(token, copula, subject(copula))
    elif token.pos_ == "NOUN" and _is_voice_noun(lemma, context):
        found = _of(token, token, possessor(token))
    else:
        return
    if found is not None:
        yield found


def judges(verb: Token, context: Context) -> bool:
    """Whether a verb is one of attitude or judging that somebody holds, not only aims at."""
    lemma = context.lemmas[verb.i]
    listed = lemma in grammar()["attitudes"] or lemma in grammar()["evaluations"]
    return listed and not is_aim(verb)


def is_aim(verb: Token) -> bool:
    """Whether a verb stands in an infinitive that tells an aim."""
    return (
        verb.tag_ == "VB"
        and verb.dep_ in _AIMS
        and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    )


def _is_voice_noun(lemma: str, context: Context) -> bool:
    return lemma in grammar()["voice_nouns"] or lemma in context.lexis.reporting_nouns


def _of(word: Token, first: Token, speaker: Token | None) -> Attitude | None:
    """The attitude whose content hangs on a word; a verb's own clause is told elsewhere."""
    if speaker is None:
        return None
    if word.pos_ != "VERB":
        clause = child(word, *_CLAUSES)
        if clause is not None and clause.i > word.i:
            return Attitude(first, word, speaker, clause)
    elif child(word, "ccomp", "dobj") is not None:
        return None
    for prep in word.children:
        if prep.i > word.i and prep.dep_ == "prep" and prep.lower_ in grammar()["about"]:
            inner = child(prep, "pobj", "pcomp")
            if inner is not None:
                return Attitude(first, prep if prep.i == word.i + 1 else word, speaker, inner)
    return None

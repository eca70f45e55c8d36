"""Organs of the state that the text is about: 'the police', 'the prime minister', 'soldiers'."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from reportedly.claims.context import Context
from reportedly.claims.home import home
from reportedly.claims.lexis import grammar
from reportedly.claims.phrases import Phrase
from reportedly.claims.syntax import noun_argument
from reportedly.records.claim import ResolvedActor
from reportedly.seams import ActorRegistry

_PEOPLE = frozenset({"person", "armed", "official", "commander", "group", "state"})
_THINGS = frozenset(
    {"weapon", "vehicle", "aircraft", "drone", "ordnance", "gun", "explosion", "bomb"}
)
#: Kinds of organs that speak and act for the state itself.
_CIVIL = frozenset({"ministry", "court", "parliament"})
#: The registry's score for an organ whose name it holds; one made by pattern scores less.
_NAMED = 0.8


def bare_organ(phrase: Phrase, context: Context, registry: ActorRegistry) -> ResolvedActor | None:
    """Return the organ of the country that the text is about here, None where it is none."""
    if not _may_be_organ(phrase, context):
        return None
    country = home(phrase.head, context)
    if country is None:
        return None
    for words in _organ_words(phrase):
        found = registry.organ(words, country)
        if found is None:
            continue
        if (found.score or 0) >= _NAMED:
            return found
        # by a name that only a pattern makes, a ministry is known as its state
        civil = found.kind in _CIVIL and not _indefinite(phrase.head)
        return registry.organ("government", country) if civil else None
    return None


def _may_be_organ(phrase: Phrase, context: Context) -> bool:
    head = phrase.head
    if head.pos_ not in {"NOUN", "PROPN"} or head.ent_type_ == "PERSON":
        return False
    if noun_argument(head, "of") is not None and phrase.last.i == head.i:
        return False
    classes = context.classes(head)
    if classes & _THINGS:
        return False  # shells that fall in a country are not therefore its army's
    if head.lower_ in grammar()["group_descriptions"]:
        return True
    if not classes & _PEOPLE or head.tag_ == "NNS" or _indefinite(head):
        return False
    return "official" not in classes or bool(classes & {"armed", "state"}) or _definite(head)


def _organ_words(phrase: Phrase) -> Iterator[str]:
    """Yield the words that may name an organ: all, without what follows 'of', the head alone."""
    head = phrase.head
    doc = head.doc
    yield doc[phrase.first.i : phrase.last.i + 1].text.lower()
    if phrase.last.i != head.i:
        yield doc[phrase.first.i : head.i + 1].text.lower()
    before = {t.lower_ for t in doc[phrase.first.i : head.i] if not t.is_punct}
    if before and before <= grammar()["organ_modifiers"]:
        yield head.lower_


def _indefinite(head: Token) -> bool:
    return any(c.lower_ in {"a", "an"} for c in head.children)


def _definite(head: Token) -> bool:
    """Whether it is the one holder of an office: 'the president', not 'officials'."""
    the = any(c.dep_ == "det" and c.lower_ == "the" for c in head.children)
    return the and head.tag_ in {"NN", "NNP"}

"""Tolls told as a number apart: 'put the number it killed at thirty', 'the toll rose to 12'."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.claims.context import Context
from reportedly.claims.counting import amount_from
from reportedly.claims.draft import Draft, Link
from reportedly.claims.lexis import grammar
from reportedly.claims.phrases import phrase_of
from reportedly.claims.syntax import agent, child, governs
from reportedly.records.claim import Counted

_WHAT: dict[str, Counted] = {"expel": "displaced", "abduct": "abducted", "arrest": "detained"}


def assign_tally(draft: Draft, context: Context) -> None:
    """Add the count, and the voice, of a number that is told apart from the event's own clause."""
    sentence = draft.anchor.sent
    for index in range(sentence.start, sentence.end):
        if context.lemmas[index] not in grammar()["tallies"]:
            continue
        noun = draft.anchor.doc[index]
        if not governs(noun, draft.anchor):
            continue
        if noun == draft.anchor:
            continue
        verb = noun.head
        if verb.pos_ != "VERB":
            continue
        number = _at(verb, context)
        if number is None:
            continue
        what = draft.trigger.counts or _WHAT.get(draft.mode or "", "killed")
        amount = amount_from(number, what, noun, context)
        if amount is not None:
            draft.counts = [amount]
        draft.recipients = [p for p in draft.recipients if p.head.i != noun.i]
        speaker = agent(verb)
        if verb.lemma_.lower() == "put" and speaker is not None:
            if speaker.i in {p.head.i for p in draft.actors}:
                draft.actors = []
            if not draft.links:
                draft.links = [Link(phrase_of(speaker, context.lexis), (verb, verb), "asserts")]


def _at(verb: Token, context: Context):  # type: ignore[no-untyped-def]
    for prep in verb.subtree:
        if prep.i > verb.i and prep.dep_ == "prep" and prep.lower_ in {"at", "to", "as"}:
            for token in prep.subtree:
                if token.i in context.number_at:
                    return context.number_at[token.i]
    inner = child(verb, "attr", "dobj")
    return context.number_at.get(inner.i) if inner is not None else None

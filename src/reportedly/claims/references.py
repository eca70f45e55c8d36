"""Nouns that only refer to an event, without telling anything new of it."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.claims.context import Context
from reportedly.claims.draft import Draft
from reportedly.claims.lexis import grammar
from reportedly.claims.responsibility import responsible
from reportedly.claims.syntax import child, first_conjunct

_UNREAL = frozenset({"denied", "averted", "negated", "planned"})


def reference(draft: Draft, _: list[Draft], context: Context) -> str | None:
    """Return why the noun is no claim of its own, or None where it tells an event."""
    if draft.trigger.pos != "noun" or draft.light is not None or draft.absorbed:
        return None
    if draft.counts or draft.status in _UNREAL or responsible(draft) is not None:
        return None
    definite = any(
        c.dep_ == "det" and c.lower_ in grammar()["anaphoric_determiners"]
        for c in draft.anchor.children
    )
    parties = bool(draft.recipients or draft.actors)
    informative = parties and bool(draft.time or draft.places)
    if _happens(draft.anchor):
        return "refers to an event told elsewhere" if definite and not informative else None
    if definite:
        of = any(c.dep_ == "prep" and c.lower_ == "of" for c in draft.anchor.children)
        return None if informative and of else "only refers to an event"
    both = bool(draft.recipients and draft.actors)
    violent = draft.category == "ASSAULT" and not draft.trigger.result
    located = violent and bool(draft.places) and draft.trigger.strength == "strong"
    told = informative or both or bool(draft.links) or located
    return None if told else "only refers to an event"


def _happens(noun: Token) -> bool:
    """Whether the noun is what happens: 'an attack took place', 'there was a raid'."""
    top = first_conjunct(noun)
    verb = top.head if top.dep_ in {"nsubj", "nsubjpass", "agent"} else None
    occurs = verb is not None and verb.lemma_.lower() in grammar()["occurrence"]
    return occurs or (top.dep_ == "attr" and child(top.head, "expl") is not None)

"""Who takes an event on himself: 'claimed responsibility for the attack', 'was behind the blast'.

Coding guidelines: one claim of the event, its actor the one who takes it, attributed to the same.
"""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.claims.context import Context
from reportedly.claims.draft import Draft, Link
from reportedly.claims.lexis import grammar
from reportedly.claims.phrases import phrase_of
from reportedly.claims.syntax import agent, first_conjunct, is_passive, subject


def take_responsibility(draft: Draft, context: Context) -> None:
    """Make who takes the event on himself its actor, and its voice where he says so."""
    found = responsible(draft)
    if found is None:
        return
    who, verb, said = found
    phrase = phrase_of(who, context.lexis)
    if not draft.actors:
        draft.actors = [phrase]
    if said and all(link.cue is None or link.cue[0] != verb for link in draft.links):
        draft.links.append(Link(phrase, (verb, verb), "asserts"))
        draft.notes.append(f"taken on by {who.text!r}")


def responsible(draft: Draft) -> tuple[Token, Token, bool] | None:
    """Return who takes the event on himself, the verb that says it, whether he says it himself.

    None too where nobody does or it is said that nobody did.
    """
    top = first_conjunct(draft.anchor)
    if top.dep_ not in {"pobj", "pcomp"}:
        claimed = top.dep_ == "dobj" and draft.trigger.pos == "noun" and draft.light is None
        owned = claimed and top.head.lemma_.lower() in grammar()["owning_verbs"]
        return _taker(top.head, said=True) if owned else None
    preposition = top.head
    above = preposition.head
    if preposition.lower_ == "behind" and above.lemma_ == "be":
        return _taker(above, said=False)
    if preposition.lower_ not in {"for", "of"}:
        return None
    if above.lemma_.lower() not in grammar()["responsibility"]:
        return None
    verb = above.head
    if above.dep_ == "pobj" and verb.dep_ == "prep":
        verb = verb.head
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in grammar()["taking_verbs"]:
        return None
    return _taker(verb, said=True)


def _taker(verb: Token, *, said: bool) -> tuple[Token, Token, bool] | None:
    who = agent(verb) if is_passive(verb) else subject(verb)
    if who is None or any(c.dep_ == "neg" for c in verb.children):
        return None
    if who.lower_ in grammar()["negative_pronouns"] or any(
        c.lower_ in {"no", "neither"} for c in who.children
    ):
        return None
    return who, verb, said

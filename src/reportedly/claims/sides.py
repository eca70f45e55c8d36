"""Sides as a party's own statement names them: its own units, and the enemy.

A statement tells 'a detachment attacked' of the party that publishes it, and calls the other side
of a war by names that identify nobody by themselves: 'the enemy', 'the gang of Port Sudan'.
"""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.claims.context import Context
from reportedly.claims.lexis import grammar
from reportedly.claims.syntax import noun_argument, possessor
from reportedly.records.claim import ResolvedActor

#: Kinds of bodies that wage war.
_WAGING = frozenset({"rebel", "militia", "gang", "pmc", "military", "de_facto_authority"})


def is_unit(head: Token, context: Context) -> bool:
    """Whether the words are those of a fighting body for its own men, without another's name."""
    if head.lower_ not in grammar()["own_units"]:
        return False
    named = any(
        t.i in context.actor_tokens or t.i in context.place_tokens or t.pos_ == "PROPN"
        for t in head.subtree
    )
    return not named and possessor(head) is None and noun_argument(head, "of") is None


def is_enemy(head: Token, publisher: ResolvedActor, context: Context) -> bool:
    """Whether the words mean the other side: 'the enemy', 'the gang of' a place of its country."""
    definite = any(c.dep_ == "det" and c.lower_ in {"the", "this"} for c in head.children)
    if head.lower_ == "enemy":
        plain = all(c.dep_ in {"det", "case", "punct", "prep", "relcl"} for c in head.children)
        return definite and plain
    if head.lower_ not in grammar()["scorned_bodies"]:
        return False
    of = noun_argument(head, "of")
    number = None if of is None else context.place_tokens.get(of.i)
    seat = None if number is None else context.places[number].resolved
    return seat is not None and seat.country == publisher.country


def opponent(
    publisher: ResolvedActor, army: ResolvedActor | None, context: Context
) -> ResolvedActor | None:
    """Return the only other body at war in a party's statement; ``army`` is its country's own.

    None where the statement names several, or the publisher does not wage war.
    """
    if publisher.kind not in _WAGING:
        return None
    others = {
        a.resolved.id: a.resolved
        for a in context.actors
        if a.resolved is not None and a.resolved.kind in _WAGING
    }
    if army is not None and _speaks_of_army(context):
        others.setdefault(army.id, army)
    others.pop(publisher.id, None)
    return next(iter(others.values())) if len(others) == 1 else None


def _speaks_of_army(context: Context) -> bool:
    return any(
        word in {"army", "military"} and i not in context.actor_tokens
        for i, word in enumerate(context.lowers)
    )

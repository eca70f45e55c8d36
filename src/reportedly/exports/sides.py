"""Who stands on which side of a unit, for layouts that know two."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from reportedly.exports.csv_rows import joined
from reportedly.exports.tables import layout
from reportedly.exports.units import Told, Unit
from reportedly.records.claim import Participant, ResolvedActor

_WORDS: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Side:
    """One side: its first participant, the words for it, and who else stands there."""

    party: Participant
    name: str
    others: str | None
    civilian: bool

    @property
    def resolved(self) -> ResolvedActor | None:
        """The registry's entry."""
        return self.party.resolved

    @property
    def kind(self) -> str | None:
        """The entry's kind, None where there is no entry."""
        return self.party.resolved.kind if self.party.resolved else None


def two_sides(unit: Unit) -> tuple[Side | None, Side | None, bool]:
    """Return the two sides of the leading claim, and whether both are its actors (a clash)."""
    told = unit.lead
    actors, recipients = told.claim.actors, told.claim.recipients
    if not recipients and len(actors) > 1:
        return _side(actors[:1], told), _side(actors[1:], told), True
    return _side(actors, told), _side(recipients, told), False


def _side(parties: tuple[Participant, ...], told: Told) -> Side | None:
    if not parties:
        return None
    others = joined(_name(party, told) for party in parties[1:])
    first = parties[0]
    return Side(first, _name(first, told), str(others) if others else None, _civilian(first))


def _name(party: Participant, told: Told) -> str:
    return party.resolved.name if party.resolved else told.redaction.party(party)


def _civilian(party: Participant) -> bool:
    if party.person == "private":
        return True
    tables = layout("acled").tables
    if party.resolved:
        return bool(tables["kinds"].get(party.resolved.kind) == 7)
    words = (party.antecedent or party.span).text.casefold()
    known = frozenset(map(str, tables["civilians"]))
    return party.person is None and (
        not known.isdisjoint(_WORDS.findall(words)) or any(" " in k and k in words for k in known)
    )

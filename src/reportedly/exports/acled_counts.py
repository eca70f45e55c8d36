"""How many were killed, by rules that say what stands where no number is told."""

from __future__ import annotations

import re

from reportedly.exports.filled import Filled
from reportedly.exports.tables import layout, vague_words
from reportedly.exports.units import Unit, figures


def fatalities(unit: Unit, *, counts: bool) -> Filled:
    """Return the number of killed; ``counts`` applies ACLED's public rules for vague words."""
    found = figures(unit.counts("killed"))
    if found.one is not None:
        return Filled(found.one, "deaths.figure")
    known = found.low if found.low is not None else found.high
    if known is not None:
        return Filled(known, "deaths.lowest")
    if found.words is None:
        return Filled(0, "deaths.none_zero") if counts else Filled(None, "deaths.open")
    number = vague_number(found.words, large=_is_large(unit)) if counts else None
    if number is None:
        return Filled(None, "deaths.vague_open")
    return Filled(number, "deaths.vague")


def vague_number(words: str, *, large: bool) -> int | None:
    """Return the number that the counting rules set for such words, None for none of them."""
    told = words.casefold()
    for rule in vague_words():
        if any(re.search(rf"\b{re.escape(word)}\b", told) for word in rule.words):
            return rule.large if large else rule.number
    return None


def _is_large(unit: Unit) -> bool:
    code = unit.lead.claim.event.acled
    return code is not None and code.sub_event_type in layout("acled").tables["large"]

"""The range of each count by voice: never averaged, unknown is not zero."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.events.records import CountLine, CountRange
from reportedly.events.tellings import counted, told
from reportedly.records.claim import Claim, Count, Counted, Side


def count_ranges(claims: Sequence[Claim]) -> tuple[CountRange, ...]:
    """Return one range for each thing counted and each side, with every claim that counts it.

    ``low`` is the lowest bound told and ``high`` the highest; a vague word ("dozens") is a line
    without bounds and moves neither. Claims that deny the event count nothing.
    """
    lines: dict[tuple[Counted, Side | None], list[CountLine]] = {}
    for claim in claims:
        if told(claim.status) == "denied":
            continue
        for count in claim.counts:
            key = (count.what, _side(count, claim))
            lines.setdefault(key, []).append(CountLine(claim.claim_id, count))
    return tuple(_range(what, side, found) for (what, side), found in lines.items())


def _side(count: Count, claim: Claim) -> Side | None:
    if count.side is not None:
        return count.side
    return "civilian" if counted(count, claim) == "c" else None


def _range(what: Counted, side: Side | None, lines: list[CountLine]) -> CountRange:
    lows = [line.count.low for line in lines if line.count.low is not None]
    highs = [line.count.high for line in lines if line.count.high is not None]
    return CountRange(what, side, min(lows, default=None), max(highs, default=None), tuple(lines))

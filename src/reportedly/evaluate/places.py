"""How well places are resolved and found, on public corpora that are not part of the project."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportedly.errors import DataError
from reportedly.places.countries import Countries, load_countries
from reportedly.places.gazetteer import EmbeddedGazetteer
from reportedly.places.geometry import distance_km
from reportedly.records.claim import ResolvedPlace

CLOSE_KM = 161.0
GEO = ("lgl", "trnews")


@dataclass
class Tally:
    """Counts over the gold mentions of one corpus."""

    mentions: int = 0
    close: int = 0
    same_id: int = 0
    answered: int = 0
    most_people: int = 0
    documents: int = 0
    seconds: float = 0.0
    wrong: Counter[str] = field(default_factory=Counter)

    def figures(self) -> dict[str, float]:
        """Shares of all geocoded mentions; a mention without an answer counts as wrong."""
        total = self.mentions or 1
        return {
            "mentions": self.mentions,
            "acc_161km": round(self.close / total, 4),
            "same_id": round(self.same_id / total, 4),
            "answered": round(self.answered / total, 4),
            "population_baseline_161km": round(self.most_people / total, 4),
            "documents_per_second": round(self.documents / max(self.seconds, 1e-9), 1),
        }


def documents(path: Path) -> Iterator[dict[str, Any]]:
    """Rows of a JSON Lines corpus; raises `DataError` naming file and row."""
    try:
        with path.open(encoding="utf-8") as stream:
            for number, line in enumerate(stream, 1):
                try:
                    yield json.loads(line)
                except ValueError as error:
                    raise DataError(str(path), f"expected JSON: {error}", row=number) from error
    except OSError as error:
        raise DataError(str(path), f"expected a corpus file: {error}") from error


def is_right(place: ResolvedPlace | None, gold: dict[str, Any]) -> bool:
    """Whether a place has the gold id or lies within 161 km (100 miles) of the gold point."""
    if place is None:
        return False
    if place.gazetteer_id == f"geonames:{gold.get('geonameid')}":
        return True
    if place.latitude is None or place.longitude is None:
        return False
    return distance_km(place.latitude, place.longitude, gold["lat"], gold["lon"]) <= CLOSE_KM


def geocoded(document: dict[str, Any]) -> list[dict[str, Any]]:
    """The mentions of a document that have gold coordinates, in the order of the text."""
    found = [m for m in document["mentions"] if m.get("lat") is not None]
    return sorted(found, key=lambda m: (m["start"], m["end"]))


def evaluate_resolution(rows: Iterable[dict[str, Any]], gazetteer: EmbeddedGazetteer) -> Tally:
    """Resolve gold mentions and compare with the gold points."""
    tally = Tally()
    for row in rows:
        gold = geocoded(row)
        spans = [(m["start"], m["end"]) for m in gold]
        begun = time.perf_counter()
        found = gazetteer.resolve(row["text"], spans)
        tally.seconds += time.perf_counter() - begun
        tally.documents += 1
        for m, ranked in zip(gold, found, strict=True):
            best = ranked[0] if ranked else None
            tally.mentions += 1
            tally.answered += best is not None
            tally.close += is_right(best, m)
            tally.same_id += bool(best) and best.gazetteer_id == f"geonames:{m['geonameid']}"
            tally.most_people += is_right(gazetteer.most_people(m["text"]), m)
            if not is_right(best, m):
                tally.wrong[f"{m['text']} -> {best.name + ' ' + best.country if best else None}"] += 1
    return tally

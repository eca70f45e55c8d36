"""How well places are resolved and found, on public corpora that are not part of the project."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportedly.evaluate.json_lines import read_rows
from reportedly.evaluate.places_calibration import Reliability
from reportedly.evaluate.places_use import evaluate_use
from reportedly.places.countries import Countries, load_countries
from reportedly.places.gazetteer import EmbeddedGazetteer
from reportedly.places.geometry import distance_km
from reportedly.records.claim import ResolvedPlace
from reportedly.records.document import Document
from reportedly.records.mentions import PlaceMention
from reportedly.text.analysis import analyse

CLOSE_KM = 161.0
GEO = ("lgl", "trnews")
#: Sentences of our own; they are in the source tree alone.
MENTIONS = Path(__file__).parents[3] / "tests" / "data" / "mentions.yaml"


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
    reliability: Reliability = field(default_factory=Reliability)

    def figures(self) -> dict[str, Any]:
        """Shares of all geocoded mentions; a mention without an answer counts as wrong."""
        total = self.mentions or 1
        return {
            "mentions": self.mentions,
            "acc_161km": round(self.close / total, 4),
            "same_id": round(self.same_id / total, 4),
            "answered": round(self.answered / total, 4),
            "population_baseline_161km": round(self.most_people / total, 4),
            "calibration_error": self.reliability.error(),
            "reliability": self.reliability.bins(),
            "documents_per_second": round(self.documents / max(self.seconds, 1e-9), 1),
        }


def documents(path: Path) -> Iterator[dict[str, Any]]:
    """Rows of a JSON Lines corpus; raises `DataError` naming file and row."""
    return read_rows(path, dict, "an object")


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
    """Return the mentions of a document that have gold coordinates, in the order of the text."""
    found = [m for m in document["mentions"] if m.get("lat") is not None]
    return sorted(found, key=lambda m: (m["start"], m["end"]))


def evaluate_resolution(rows: Iterable[dict[str, Any]], gazetteer: EmbeddedGazetteer) -> Tally:
    """Resolve gold mentions and compare with the gold points."""
    tally = Tally()
    for row in rows:
        gold = geocoded(row)
        spans = [(m["start"], m["end"]) for m in gold]
        begun = time.process_time()
        found = gazetteer.resolve(row["text"], spans)
        tally.seconds += time.process_time() - begun
        tally.documents += 1
        for m, ranked in zip(gold, found, strict=True):
            best = ranked[0] if ranked else None
            tally.mentions += 1
            tally.answered += best is not None
            tally.close += is_right(best, m)
            tally.same_id += best is not None and best.gazetteer_id == f"geonames:{m['geonameid']}"
            if best:
                tally.reliability.add(best.score or 0.0, right=is_right(best, m))
            tally.most_people += is_right(gazetteer.most_people(m["text"]), m)
            if not is_right(best, m):
                tally.wrong[
                    f"{m['text']} -> {best.name + ' ' + best.country if best else None}"
                ] += 1
    return tally


@dataclass
class NameTally:
    """Counts over the names of one field of coded events."""

    rows: int = 0
    right: int = 0
    wrong: int = 0
    open: int = 0
    misses: Counter[str] = field(default_factory=Counter)

    def figures(self) -> dict[str, float]:
        """Shares of all rows that carry a name."""
        total = self.rows or 1
        return {
            "rows": self.rows,
            "right": round(self.right / total, 4),
            "wrong": round(self.wrong / total, 4),
            "open": round(self.open / total, 4),
        }


def evaluate_names(
    path: Path, gazetteer: EmbeddedGazetteer, *, split: str | None = None
) -> dict[str, NameTally]:
    """Resolve the place names of coded events, the country given.

    The data hold no points. A first-level name is right where a division (or one of our regions)
    bears it in that country. A second-level name or a place is resolved with the country alone and
    right where its first-level division is the row's, wrong where it is another.
    """
    countries = load_countries()
    tallies = {name: NameTally() for name in ("admin1", "admin2", "where")}
    for row in documents(path):
        if split is not None and row["split"] != split:
            continue
        code = country_code(row["location_root_name"], countries)
        first = row["location_adm1_name"]
        areas = gazetteer.named_in(first, code, levels=AREAS) if first and code else []
        if first:
            _count(tallies["admin1"], areas[0] if areas else None, areas, f"{code} {first}")
        for name, column in (("admin2", "location_adm2_name"), ("where", "location_where_name")):
            if wanted := row[column].replace("\xa0", " ").strip():
                found = gazetteer.named_in(wanted, code) if code else []
                _count(
                    tallies[name], found[0] if found else None, areas, f"{code} {first} | {wanted}"
                )
    return tallies


AREAS = frozenset(("admin1", "admin2", "region", "feature"))


def country_code(name: str, countries: Countries) -> str | None:
    """ISO code of a country as UCDP writes it: "DR Congo (Zaire)"."""
    bare = name.partition(" (")[0].removeprefix("Kingdom of ")
    return countries.of_name(bare) or countries.of_name(name)


def _count(
    tally: NameTally, found: ResolvedPlace | None, areas: Sequence[ResolvedPlace], label: str
) -> None:
    tally.rows += 1
    if found is None:
        tally.open += 1
    elif not areas or _agree(found, areas):
        tally.right += 1
        return
    else:
        tally.wrong += 1
    tally.misses[f"{label} -> {found.name + ', ' + str(found.admin1) if found else None}"] += 1


def _agree(found: ResolvedPlace, areas: Sequence[ResolvedPlace]) -> bool:
    """Whether a place lies in one of the areas: by name of the division, or near a region."""
    for area in areas:
        if found.gazetteer_id == area.gazetteer_id or found.admin1 in {area.admin1, area.name}:
            return True
        if area.level == "admin2" and found.admin2 == area.name:
            return True
        loose = {area.level, found.level} & {"region", "feature"} or found.admin1 is None
        if loose and _distance(found, area) <= CLOSE_KM:
            return True
    return False


def _distance(a: ResolvedPlace, b: ResolvedPlace) -> float:
    if None in (a.latitude, a.longitude, b.latitude, b.longitude):
        return float("inf")
    return distance_km(a.latitude or 0, a.longitude or 0, b.latitude or 0, b.longitude or 0)


@dataclass
class FoundTally:
    """Counts of mentions found in running text."""

    gold: int = 0
    gold_names: int = 0
    found: int = 0
    right: int = 0
    names_right: int = 0
    placed: int = 0
    answered: int = 0

    def figures(self) -> dict[str, float]:
        """Precision and recall of mentions; of those found, the share placed within 161 km.

        ``recall_names`` leaves out demonyms, which these corpora mark and we do not call places.
        """
        return {
            "precision": round(self.right / (self.found or 1), 4),
            "recall": round(self.right / (self.gold or 1), 4),
            "recall_names": round(self.names_right / (self.gold_names or 1), 4),
            "acc_161km_of_found": round(self.placed / (self.answered or 1), 4),
        }


def evaluate_found(rows: Iterable[dict[str, Any]], gazetteer: EmbeddedGazetteer) -> FoundTally:
    """Find and resolve toponyms in running text; a mention is right that overlaps a gold one."""
    tally = FoundTally()
    countries = load_countries()
    for row in rows:
        found = gazetteer.find(analyse(Document(row["text"])))
        taken: set[int] = set()
        gold = sorted(row["mentions"], key=lambda m: (m["start"], m["end"]))
        names = [countries.of_demonym(m["text"]) is None for m in gold]
        tally.gold += len(gold)
        tally.gold_names += sum(names)
        tally.found += len(found)
        for mention in found:
            k = _overlapping(mention, gold, taken)
            if k is None:
                continue
            taken.add(k)
            tally.right += 1
            tally.names_right += names[k]
            if gold[k].get("lat") is not None:
                tally.answered += 1
                tally.placed += is_right(mention.resolved, gold[k])
    return tally


def _overlapping(
    mention: PlaceMention, gold: Sequence[dict[str, Any]], taken: set[int]
) -> int | None:
    for k, m in enumerate(gold):
        if k not in taken and m["start"] < mention.span.end and mention.span.start < m["end"]:
            return k
    return None


def evaluate_places(corpora: Path, *, running_text: bool = True) -> dict[str, Any]:
    """All figures on the corpora of a folder with ``geo/`` and ``places-ucdp/``.

    Gold mentions are ranked by coefficients that never saw their corpus.
    With ``running_text`` toponyms are found as well, which takes a minute or two. The names of
    coded events are scored twice: without the conflict villages that came from such events, and
    with them on the rows of the split "validation", from which none came.
    """
    gazetteer = EmbeddedGazetteer()
    by_hand = EmbeddedGazetteer(ranker="hand")
    figures: dict[str, Any] = {}
    for name in GEO:
        rows = list(documents(corpora / "geo" / f"{name}.jsonl"))
        fair = EmbeddedGazetteer(ranker=f"without_{name}")
        figures[name] = evaluate_resolution(rows, fair).figures()
        figures[name]["by_hand_161km"] = evaluate_resolution(rows, by_hand).figures()["acc_161km"]
        if running_text:
            figures[name]["running_text"] = evaluate_found(rows, fair).figures()
    events = corpora / "places-ucdp" / "ucdp_aec.jsonl"
    bare = EmbeddedGazetteer(without=("ucdp",))
    for label, user, split in (
        ("ucdp_all_without_event_names", bare, None),
        ("ucdp_validation", gazetteer, "validation"),
        ("ucdp_validation_without_event_names", bare, "validation"),
    ):
        tallies = evaluate_names(events, user, split=split)
        figures[label] = {name: tally.figures() for name, tally in tallies.items()}
    if MENTIONS.is_file():
        figures["use_of_names"] = evaluate_use(MENTIONS, gazetteer)
    return figures

"""How well the actor registry knows the names of other lists.

Two questions. Does it know the sides of conflict events (UCDP's names, with the country and day of
the event given)? Does it recognise names of sanctioned groups that were kept out of it, by their
transliteration, acronym or word order?
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from reportedly.actors.entry import Entry
from reportedly.actors.keys import name_key
from reportedly.actors.registry import EmbeddedRegistry
from reportedly.actors.sanctions import held_out, ofac_names, un_names
from reportedly.errors import DataError
from reportedly.records.claim import ResolvedActor

_PETRARCH = ("milnonstate", "international", "countries")
_NO_ACTOR = frozenset(("Civilians",))
_NOT_GROUPS = frozenset(("ngo", "company", "media"))


def evaluate_actors(corpora: Path) -> dict[str, Any]:
    """Return coverage of side names and the fate of names kept out, each with its counts.

    ``corpora`` holds ``places-ucdp/ucdp_aec.jsonl`` and ``actors/``; raises `DataError` where one
    of their files is missing or not as expected.
    """
    registry = EmbeddedRegistry()
    return {
        "side_names": side_names(registry, corpora),
        "kept_out": kept_out(registry, corpora / "actors"),
        "petrarch_side_names": petrarch_side_names(corpora),
        "entries": len(registry.entries),
        "digest": registry.digest,
    }


def side_names(registry: EmbeddedRegistry, corpora: Path) -> dict[str, Any]:
    """Coverage of the sides of events: names that UCDP's own list holds, and others, apart.

    ``right`` is the share whose first candidate is the actor of UCDP's list with that name.
    """
    known = _ucdp_ids(corpora / "actors" / "ucdp-actor-221.csv")
    counts: Counter[tuple[str, str]] = Counter()
    missed: Counter[str] = Counter()
    for event in _rows(corpora / "places-ucdp" / "ucdp_aec.jsonl"):
        country = _country(registry, event["location_root_name"])
        day = date.fromisoformat(event["start_date"])
        for name in (event["side_a_name"].strip(), event["side_b_name"].strip()):
            if name in _NO_ACTOR:
                counts["no actor", "sides"] += 1
                continue
            group = "in_list" if name in known else "not_in_list"
            counts[group, "sides"] += 1
            found = _found(registry, name, country, day)
            counts[group, "found"] += bool(found)
            if found and group == "in_list":
                counts[group, "right"] += bool(known[name] & _refs(registry, found[0]))
            if not found:
                missed[name] += 1
    return _coverage(counts) | {"most_missed": [list(pair) for pair in missed.most_common(15)]}


def petrarch_side_names(corpora: Path) -> dict[str, Any]:
    """Coverage of the same side names by the PETRARCH dictionaries, letters folded.

    A government counts where they hold its country; a coalition where they hold each member.
    """
    held = {
        name_key(name)
        for part in _PETRARCH
        for entry in _json(corpora / "actors" / f"petrarch_{part}.json")
        for name in (entry["name"], *entry["aliases"])
    }
    sides = found = 0
    for event in _rows(corpora / "places-ucdp" / "ucdp_aec.jsonl"):
        for name in (event["side_a_name"].strip(), event["side_b_name"].strip()):
            if name not in _NO_ACTOR:
                sides += 1
                found += all(_spelt(part) & held for part in name.split(","))
    return {"sides": sides, "found": found, "coverage": _share(found, sides)}


def _spelt(name: str) -> set[tuple[str, ...]]:
    bare = re.sub(r"\s*\(.*", "", name.strip().removeprefix("Government of "))
    return {name_key(name), name_key(bare)}


def _coverage(counts: Mapping[tuple[str, str], int]) -> dict[str, Any]:
    def of(group: str, what: str) -> int:
        return counts.get((group, what), 0)

    sides = of("in_list", "sides") + of("not_in_list", "sides")
    found = of("in_list", "found") + of("not_in_list", "found")
    return {
        "all": {"sides": sides, "found": found, "coverage": _share(found, sides)},
        "in_list": {
            "sides": of("in_list", "sides"),
            "coverage": _share(of("in_list", "found"), of("in_list", "sides")),
            "right": _share(of("in_list", "right"), of("in_list", "sides")),
        },
        "not_in_list": {
            "sides": of("not_in_list", "sides"),
            "found": of("not_in_list", "found"),
            "coverage": _share(of("not_in_list", "found"), of("not_in_list", "sides")),
        },
        "civilians": of("no actor", "sides"),
    }


def _found(
    registry: EmbeddedRegistry, name: str, country: str | None, day: date
) -> list[ResolvedActor]:
    """Return the candidates of a side; of a coalition, one a member, if all are known."""
    whole = list(registry.lookup(name, country=country, on=day))
    if whole or "," not in name:
        return whole
    members = [registry.lookup(part.strip(), country=country, on=day) for part in name.split(",")]
    return [member[0] for member in members] if all(members) else []


def kept_out(registry: EmbeddedRegistry, folder: Path) -> dict[str, Any]:
    """Look up the UN and OFAC names of groups that the registry was built without.

    ``elsewhere`` are names that another source gave the registry all the same. A name that the
    lists give to several groups is right with any of them; several candidates without a lead are
    ``open``.
    """
    counts: Counter[tuple[str, str]] = Counter()
    wrong: list[list[str]] = []
    owners, asked = _names_of_groups(registry, folder)
    for entry, name in asked:
        known = "elsewhere" if registry.holds(name) else "by_key"
        outcome, answer = _outcome(list(registry.lookup(name)), owners[name_key(name)])
        counts[known, outcome] += 1
        if outcome == "wrong" and answer is not None:
            wrong.append([name, entry.name, answer.name])
    parts = {part: _outcomes(counts, [part]) for part in ("by_key", "elsewhere")}
    return {"all": _outcomes(counts, ["by_key", "elsewhere"]), **parts, "wrong_names": wrong}


def _names_of_groups(
    registry: EmbeddedRegistry, folder: Path
) -> tuple[dict[tuple[str, ...], set[str]], list[tuple[Entry, str]]]:
    owners: dict[tuple[str, ...], set[str]] = {}
    asked: list[tuple[Entry, str]] = []
    for ref, names in _listed(folder):
        entry = registry.get(ref)
        if entry is None:
            continue
        for number, name in enumerate(names):
            owners.setdefault(name_key(name), set()).add(entry.id)
            if number and held_out(ref, name) and entry.kind not in _NOT_GROUPS:
                asked.append((entry, name))
    return owners, asked


def _outcome(found: list[ResolvedActor], owners: set[str]) -> tuple[str, ResolvedActor | None]:
    if not found:
        return "none", None
    lead = len(found) == 1 or (found[0].score or 0) > (found[1].score or 0)
    if not lead:
        return "open", None
    return ("right" if found[0].id in owners else "wrong"), found[0]


def _outcomes(counts: Mapping[tuple[str, str], int], parts: Iterable[str]) -> dict[str, Any]:
    held = list(parts)
    sums = {
        outcome: sum(counts.get((part, outcome), 0) for part in held)
        for outcome in ("right", "wrong", "open", "none")
    }
    names = sum(sums.values())
    return {
        "names": names, **sums,
        "right_share": _share(sums["right"], names), "wrong_share": _share(sums["wrong"], names),
    }  # fmt: skip


def _listed(folder: Path) -> Iterator[tuple[str, list[str]]]:
    for row in _json(folder / "unsc_entities_clean.json"):
        yield f"un:{row['ref'].strip()}", list(un_names(row))
    for number, names in _json(folder / "ofac_alt_by_entity.json").items():
        yield f"ofac:{number}", list(ofac_names(names))


def _ucdp_ids(path: Path) -> dict[str, set[str]]:
    ids: dict[str, set[str]] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            for row in csv.DictReader(handle):
                ids.setdefault(row["NameData"].strip(), set()).add(f"ucdp:{row['ActorId']}")
    except (OSError, KeyError) as error:
        raise DataError(str(path), f"expected UCDP's actor list as CSV: {error}") from error
    return ids


def _country(registry: EmbeddedRegistry, location: str) -> str | None:
    for name in (location, re.sub(r"\s*\(.*", "", location)):
        state = registry.state_of(name)
        if state is not None:
            return state.country
    return None


def _refs(registry: EmbeddedRegistry, actor: ResolvedActor) -> set[str]:
    entry = registry.get(actor.id)
    return {entry.id, *entry.refs} if entry else set()


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with path.open(encoding="utf-8") as handle:
            for number, line in enumerate(handle, start=1):
                try:
                    yield json.loads(line)
                except ValueError as error:
                    raise DataError(str(path), f"expected JSON: {error}", row=number) from error
    except OSError as error:
        raise DataError(str(path), f"expected UCDP-coded events: {error}") from error


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(str(path), f"expected a JSON list of entities: {error}") from error


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0

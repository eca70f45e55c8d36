"""Merges our own lists with UCDP, UN and OFAC lists into the records of the packaged registry."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from reportedly.actors.keys import is_generic, name_key, similar, words
from reportedly.actors.sanctions import held_out, ofac_names, titled, un_names
from reportedly.errors import DataError

Record = dict[str, Any]
_ALIKE = 0.8
_OWN_FIELDS = frozenset(
    (
        "id",
        "name",
        "kind",
        "country",
        "in",
        "refs",
        "aka",
        "ac",
        "label",
        "parent",
        "roles",
        "source",
    )
)
_NOT_GROUPS = frozenset(("DPRK", "Iran", "Iraq"))
_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9/\-()]{0,14}")
_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)\s*")


@dataclass(frozen=True, slots=True)
class Sources:
    """Lists of other hands, as read from their files."""

    ucdp: Sequence[Mapping[str, str]] = ()
    un: Sequence[Mapping[str, Any]] = ()
    ofac: Mapping[str, Sequence[str]] | None = None


def build_records(data: Path, sources: Sources) -> Iterator[Record]:
    """Yield the registry's records in a fixed order; raises `DataError` for a bad source row."""
    states = list(_states(data / "states.tsv"))
    organs = yaml.safe_load((data / "organs.yaml").read_text(encoding="utf-8"))
    overlay = yaml.safe_load((data / "overlay.yaml").read_text(encoding="utf-8"))
    wordlists = yaml.safe_load((data / "words.yaml").read_text(encoding="utf-8"))
    by_gwno = {state.pop("gwno"): state["iso3"] for state in states}
    by_gwno.pop("", None)
    merge = _Merge(by_gwno, wordlists)
    for actor in overlay["actors"]:
        merge.add_own(actor, overlay["source"])
    governments = merge.add_ucdp(sources.ucdp, states)
    for row in sources.un:
        merge.add_un(row)
    for number, names in sorted((sources.ofac or {}).items(), key=lambda item: int(item[0])):
        merge.add_ofac(number, names)
    for state in states:
        yield {"t": "state", **state, "refs": governments.get(state["iso3"], [])}
    for key, organ in organs["organs"].items():
        yield {
            "t": "organ", "key": key, "kind": organ["kind"], "name": organ.get("name", "{name}"),
            "nouns": organ["nouns"], "offices": organs["offices"].get(key, []),
            "parent": organ.get("parent"), "is_state": bool(organ.get("state")),
            "named_only": bool(organ.get("named_only")),
        }  # fmt: skip
    for iso3, named in organs["names"].items():
        for key, own in named.items():
            yield {"t": "name", "iso3": iso3, "organ": key, **_plain(own)}
    yield {
        "t": "words", "local": organs["local"],
        "ranks": wordlists["ranks"], "run": wordlists["run"],
        "communal": wordlists["communal"],
        "common": wordlists["words"],
        "clear": wordlists["clear"],
        "risky": wordlists["risky"],
        "modifiers": organs["modifiers"],
        "objects": organs["objects"],
        "commanders": wordlists["commanders"], "holders": wordlists["holders"],
    }  # fmt: skip
    yield {"t": "labels", "names": overlay["labels"]}
    for record in merge.records:
        yield {"t": "actor", **{k: v for k, v in record.items() if v not in ([], None)}}


def _plain(own: Mapping[str, Any]) -> Record:
    return {k: str(v) if k == "to" else v for k, v in own.items()}


def _states(path: Path) -> Iterator[Record]:
    with path.open(encoding="utf-8", newline="") as handle:
        lines = [line for line in handle if not line.startswith("#")]
    for row, cells in enumerate(csv.DictReader(lines, delimiter="\t"), start=2):
        if len(cells["iso3"] or "") != 3 or not cells["name"]:
            raise DataError(str(path), "expected an ISO 3166-1 alpha-3 code and a name", row=row)
        yield {
            "iso3": cells["iso3"], "gwno": cells["gwno"], "name": cells["name"],
            "adjectives": _split(cells["adjectives"]), "capitals": _split(cells["capital"]),
            "aliases": _split(cells["aliases"]), "article": cells["article"],
            "governments": _split(cells["governments"]),
        }  # fmt: skip


def _split(cell: str | None) -> list[str]:
    return [part.strip() for part in (cell or "").split(";") if part.strip()]


def is_acronym(name: str) -> bool:
    """Whether a name is written as acronyms are: one token, at least half of it capitals."""
    letters = [c for c in name if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    return bool(
        _ACRONYM.fullmatch(name)
        and len(name) <= 9
        and capitals >= 2
        and capitals * 2 > len(letters)
    )


class _Merge:
    """Entries so far, and which names point at which of them."""

    def __init__(self, by_gwno: Mapping[str, str], wordlists: Mapping[str, list[str]]) -> None:
        self.records: list[Record] = []
        self.by_gwno = by_gwno
        self.countries: frozenset[tuple[str, ...]] = frozenset()
        self.by_ref: dict[str, Record] = {}
        self.by_name: dict[tuple[str, ...], list[Record]] = {}
        self.skip = frozenset(wordlists["skip"])
        self.own_names: dict[tuple[str, ...], list[Record]] = {}
        self.own_acronyms: dict[tuple[str, ...], list[Record]] = {}
        self.group = frozenset(wordlists["group_words"])
        self.company = frozenset(wordlists["company_words"])
        self.military = frozenset(wordlists["military_words"])
        self.charity = frozenset(wordlists["charity_words"])

    def add_own(self, actor: Mapping[str, Any], source: str) -> None:
        """Add an entry of our own; raises `DataError` for a field that is not known."""
        unknown = set(actor) - _OWN_FIELDS
        if unknown:
            raise DataError("overlay.yaml", f"unknown fields {sorted(unknown)}", row=actor["id"])
        record: Record = {
            "id": actor["id"], "name": actor["name"], "kind": actor["kind"],
            "country": actor.get("country"), "in": list(actor.get("in", [])),
            "aka": list(actor.get("aka", [])), "ac": list(actor.get("ac", [])),
            "label": list(actor.get("label", [])), "parent": actor.get("parent"),
            "roles": [{k: str(v) for k, v in role.items()} for role in actor.get("roles", [])],
            "refs": list(actor.get("refs", [])), "source": actor.get("source", source),
        }  # fmt: skip
        self._keep(record)
        for name in (record["name"], *record["aka"]):
            self.own_names.setdefault(name_key(name), []).append(record)
        for acronym in record["ac"]:
            self.own_acronyms.setdefault(name_key(acronym), []).append(record)

    def add_ucdp(
        self, rows: Iterable[Mapping[str, str]], states: list[Record]
    ) -> dict[str, list[str]]:
        """Add UCDP's actors; governments are given back as refs of states."""
        names = {
            name_key(spelling): state["iso3"]
            for state in states
            for spelling in (state["name"], *state["aliases"])
        }
        self.countries = frozenset(names)
        governments: dict[str, list[str]] = {}
        for row in rows:
            title = row["NameData"].strip()
            if row["Org"] == "4":
                base = _PARENTHESIS.sub("", title.removeprefix("Government of")).strip()
                iso3 = names.get(name_key(base))
                if iso3:
                    governments.setdefault(iso3, []).append(f"ucdp:{row['ActorId']}")
                    continue
            self._add_ucdp_row(row, title)
        return governments

    def _add_ucdp_row(self, row: Mapping[str, str], title: str) -> None:
        ref = f"ucdp:{row['ActorId']}"
        if ref in self.skip:
            return
        fields = (
            "NameOrig",
            "NameOrigFull",
            "NameOrigFullEng",
            "NewName",
            "NewNameFullMotherTongue",
            "NewNameFullEng",
        )
        texts = [title, *(row[f].strip() for f in fields)]
        texts = [t for t in dict.fromkeys(texts) if t.lower() != "n/a" and not is_generic(t)]
        countries = [
            self.by_gwno[n.strip()] for n in row["GWNOLoc"].split(",") if n.strip() in self.by_gwno
        ]
        kind = {"1": "rebel", "2": "movement", "3": "communal", "4": "state"}[row["Org"]]
        own = self.by_ref.get(ref) or (
            self._own_like(texts, countries) if kind == "rebel" else None
        )
        names = [t for t in texts if not is_acronym(t)]
        acronyms = [t for t in texts if is_acronym(t)]
        if own is not None:
            self._extend(own, ref, names, acronyms)
            return
        english = next(
            (
                row[f].strip()
                for f in ("NewNameFullEng", "NameOrigFullEng")
                if row[f].strip() and row[f].strip().lower() != "n/a"
            ),
            "",
        )
        name = english if english and is_acronym(title) else title
        self._keep({
            "id": ref, "name": name, "kind": kind,
            "country": countries[0] if countries else None, "in": countries[1:],
            "aka": [n for n in names if n != name], "ac": acronyms,
            "refs": [ref], "source": "UCDP Actor Dataset 22.1", "curated": False,
        })  # fmt: skip

    def _own_like(self, texts: Sequence[str], countries: Sequence[str]) -> Record | None:
        """Return our own entry of the same country that is written as a row of UCDP's is.

        An acronym counts only where the row spells out no name, or one much like the entry's.
        """
        names = [t for t in texts if not is_acronym(t)]
        for text in texts:
            key = name_key(text)
            held = [(r, True) for r in self.own_names.get(key, ())]
            held += [(r, False) for r in self.own_acronyms.get(key, ())]
            for record, spelt_out in held:
                if not {record["country"], *record["in"]} & set(countries):
                    continue
                if spelt_out or not names or _alike(names, (record["name"], *record["aka"])):
                    return record
        return None

    def add_un(self, row: Mapping[str, Any]) -> None:
        """Add a group of the UN list, or its names to the entry that it is.

        The lists of states' programmes (DPRK, Iran, Iraq) hold companies and offices: left out.
        """
        if row["list"] in _NOT_GROUPS:
            return
        ref = f"un:{row['ref'].strip()}"
        texts = list(un_names(row))
        kept = list(texts[:1]) + [t for t in texts[1:] if not held_out(ref, t)]
        if row.get("script"):
            kept.append(" ".join(row["script"].split()))
        self._add_listed(ref, kept, "UN Security Council Consolidated List")

    def add_ofac(self, number: str, names: Sequence[str]) -> None:
        """Add a group of OFAC's list, or its names to the entry that it is. Persons stay out."""
        ref = f"ofac:{number}"
        if any("," in name for name in names) and ref not in self.by_ref:
            return
        texts = list(ofac_names(names))
        kept = list(texts[:1]) + [t for t in texts[1:] if not held_out(ref, t)]
        self._add_listed(ref, kept, "OFAC SDN list")

    def _add_listed(self, ref: str, texts: list[str], source: str) -> None:
        texts = list(dict.fromkeys(t for t in texts if name_key(t) not in self.countries))
        record = self.by_ref.get(ref) or self._same_name(texts)
        names = [t for t in texts if not (t.isupper() and len(t) <= 6 and " " not in t)]
        acronyms = [t for t in texts if t not in names]
        if record is not None:
            self._extend(record, ref, [titled(n) for n in names], acronyms)
            return
        kind = self._kind(texts)
        if kind is None or not names:
            return
        titles = [titled(n) for n in names]
        self._keep({
            "id": ref, "name": titles[0], "kind": kind, "country": None, "in": [],
            "aka": titles[1:], "ac": acronyms, "refs": [ref], "source": source, "curated": False,
        })  # fmt: skip

    def _kind(self, texts: Iterable[str]) -> str | None:
        keys = {word.key for text in texts for word in words(text)}
        if keys & self.company or not keys & (self.group | self.charity):
            return None
        if keys & self.military:
            return "military"
        return "ngo" if keys & self.charity else "rebel"

    def _same_name(self, texts: Iterable[str]) -> Record | None:
        """Return the entry that most of the names point at, ambiguous names not counted.

        A single word counts from six letters on, and only for an entry of our own.
        """
        votes: Counter[str] = Counter()
        for text in texts:
            key = name_key(text)
            found = {r["id"]: r for r in self.by_name.get(key, ()) if r["kind"] != "communal"}
            own = [r for r in found.values() if r.get("curated", True)]
            if len(own) == 1 and (len(key) >= 2 or len(key[0]) >= 6):
                votes[own[0]["id"]] += 1
            elif len(found) == 1 and len(key) >= 2:
                votes[next(iter(found))] += 1
        ranked = votes.most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            return None
        return self.by_ref[ranked[0][0]]

    def _keep(self, record: Record) -> None:
        if record["id"] in self.by_ref:
            raise DataError("overlay.yaml", f"the id {record['id']} stands twice")
        self.records.append(record)
        self.by_ref[record["id"]] = record
        for ref in record["refs"]:
            self.by_ref[ref] = record
        self._index(record, (record["name"], *record["aka"], *record["ac"]))

    def _extend(self, record: Record, ref: str, names: list[str], acronyms: list[str]) -> None:
        listed = record.setdefault("listed", [])
        held = {name_key(n) for n in (record["name"], *record["aka"], *record["ac"], *listed)}
        for name in (*names, *acronyms):
            if name_key(name) and name_key(name) not in held:
                held.add(name_key(name))
                listed.append(name)
        if ref not in record["refs"]:
            record["refs"].append(ref)
        self.by_ref[ref] = record
        self._index(record, (*names, *acronyms))

    def _index(self, record: Record, names: Iterable[str]) -> None:
        for name in names:
            held = self.by_name.setdefault(name_key(name), [])
            if record not in held:
                held.append(record)


def _alike(left: Iterable[str], right: Sequence[str]) -> bool:
    keys = [name_key(name) for name in right]
    return any(similar(name_key(name), key) >= _ALIKE for name in left for key in keys)

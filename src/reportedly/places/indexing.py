"""Builds the indexed, read-only form of a gazetteer: one SQLite file.

``place`` holds a row for each place, ``name`` every folded name with the packed places that bear
it, ``sound`` the folded names of a country under their consonant key, ``dated`` the years of names
that did not always hold, ``meta`` format and digest.
Runs where only the standard library and PyYAML are installed, in memory that does not grow with
the number of places.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import struct
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from itertools import chain, groupby
from pathlib import Path
from typing import Any

from reportedly.places.entries import (
    Entry,
    load_yaml,
    read_conflict_places,
    read_supplement,
    read_table,
)
from reportedly.places.keys import base, skeleton
from reportedly.text.normalise import fold

FORMAT = "1"
INPUTS = ("supplement.yaml", "affixes.yaml", "countries.yaml", "ucdp-places.tsv")
# How a place bears a name: its own, another name, its own without an affix, an acronym.
OWN, OTHER, BASE, ACRONYM = range(4)
PACKED = struct.Struct("<iB")
_ORDER = {"c": 0, "r": 1, "1": 2, "p": 3, "2": 4, "f": 5}
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (id INTEGER PRIMARY KEY, gid TEXT, level TEXT NOT NULL, country TEXT NOT NULL,
  name TEXT NOT NULL, admin1 INTEGER, admin2 INTEGER, latitude REAL, longitude REAL,
  population INTEGER NOT NULL, approximate INTEGER NOT NULL);
CREATE TABLE name (fold TEXT PRIMARY KEY, places BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE sound (key TEXT PRIMARY KEY, folds TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE dated (id INTEGER, fold TEXT, since INTEGER, until INTEGER, PRIMARY KEY (id, fold))
  WITHOUT ROWID;
CREATE TABLE source (id INTEGER PRIMARY KEY, data TEXT NOT NULL);
CREATE TEMP TABLE bearer (fold TEXT, id INTEGER, kind INTEGER, people INTEGER, level INTEGER);
CREATE TEMP TABLE alike (key TEXT, fold TEXT);
"""


def build(table: Path, supplement: Path, target: Path) -> None:
    """Build the index of the embedded gazetteer; the target appears whole or not at all."""
    affixes = load_yaml(supplement.with_name("affixes.yaml"))
    ours, names = read_supplement(supplement)
    for item in load_yaml(supplement.with_name("countries.yaml")):
        own = int(item["geonames"])
        names[own] = names.get(own, ()) + tuple(item.get("aliases") or ())
    sources = (table, *(supplement.with_name(n) for n in INPUTS))
    digest = hashlib.sha256(b"".join(p.read_bytes() for p in sources if p.exists())).hexdigest()
    points: dict[int, Entry] = {}
    entries = (
        _remember(replace(e, trusted=names.get(e.id, ())), points) for e in read_table(table)
    )
    conflict = read_conflict_places(supplement.with_name("ucdp-places.tsv"), points)
    write_index(chain(entries, ours, conflict), target, digest, affixes)


def _remember(entry: Entry, points: dict[int, Entry]) -> Entry:
    if entry.level in "12":
        points[entry.id] = entry
    return entry


def write_index(
    entries: Iterable[Entry],
    target: Path,
    digest: str,
    affixes: dict[str, Any],
    *,
    keep: bool = False,
) -> int:
    """Write entries as an index, through a temporary file beside the target.

    Of several entries with one id the first counts. With ``keep`` the entries are stored as they
    came, too, so that others can be added later. Returns how many places it holds. Whatever fails,
    the target stays as it was.
    """
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    index = sqlite3.connect(part)
    try:
        index.executescript("PRAGMA page_size=4096; PRAGMA journal_mode=OFF;" + _SCHEMA)
        count = _fill(index, entries, affixes, keep=keep)
        index.executemany(
            "INSERT INTO meta VALUES (?, ?)", [("format", FORMAT), ("digest", digest)]
        )
        index.commit()
        index.close()
        part.replace(target)
    finally:
        index.close()
        part.unlink(missing_ok=True)
    return count


def _fill(
    index: sqlite3.Connection, entries: Iterable[Entry], affixes: dict[str, Any], *, keep: bool
) -> int:
    prefixes, suffixes = frozenset(affixes["prefixes"]), frozenset(affixes["suffixes"])
    count = 0
    for e in entries:
        if not _store(index, e, keep=keep):
            continue
        count += 1
        index.executemany(
            "INSERT OR IGNORE INTO dated VALUES (?, ?, ?, ?)",
            [(e.id, fold(d.name), d.since, d.until) for d in e.dated],
        )
        for folded, kind in _folded(e, prefixes, suffixes):
            index.execute(
                "INSERT INTO bearer VALUES (?, ?, ?, ?, ?)",
                (folded, e.id, kind, e.population, _ORDER[e.level]),
            )
            if kind != ACRONYM and (key := skeleton(folded)):
                index.execute("INSERT INTO alike VALUES (?, ?)", (e.country + key, folded))
    index.executemany("INSERT INTO name VALUES (?, ?)", _packed(index))
    index.execute(
        "INSERT INTO sound SELECT key, group_concat(fold, char(10)) FROM "
        "(SELECT DISTINCT key, fold FROM alike ORDER BY key, fold) GROUP BY key"
    )
    return count


def _store(index: sqlite3.Connection, e: Entry, *, keep: bool) -> bool:
    """Store the row of a place; False where its id is taken."""
    done = index.execute(
        "INSERT OR IGNORE INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        (e.id, e.gid, e.level, e.country, e.name, e.admin1, e.admin2, e.latitude, e.longitude,
         e.population, int(e.approximate)),
    )  # fmt: skip
    if done.rowcount and keep:
        cells = {f.name: getattr(e, f.name) for f in fields(e)}
        index.execute("INSERT INTO source VALUES (?, ?)", (e.id, json.dumps(cells)))
    return bool(done.rowcount)


def _packed(index: sqlite3.Connection) -> Iterator[tuple[str, bytes]]:
    """Names with their bearers, those with most people first."""
    rows = index.execute(
        "SELECT fold, id, min(kind) FROM bearer GROUP BY fold, id "
        "ORDER BY fold, max(people) DESC, min(level), id"
    )
    for folded, group in groupby(rows, key=lambda row: row[0]):
        yield folded, b"".join(PACKED.pack(row[1], row[2]) for row in group)


def _folded(
    e: Entry, prefixes: frozenset[str], suffixes: frozenset[str]
) -> Iterator[tuple[str, int]]:
    for position, name in enumerate((e.name, *e.trusted, *e.names)):
        folded = fold(name)
        if not folded:
            continue
        acronym = position > len(e.trusted) and len(name) < 5 and name.isupper()
        kind = ACRONYM if acronym else OTHER if position else OWN
        yield folded, kind
        if (bare := base(folded, prefixes, suffixes)) and len(bare) > 2:
            yield bare, max(kind, BASE)

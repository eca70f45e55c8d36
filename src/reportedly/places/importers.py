"""Makes a user's gazetteer from GeoNames dumps, tables and GeoJSON: same schema, same ids.

The dumps are those of GeoNames (download.geonames.org/export/dump, readme.txt): a country file
such as ``AF.zip`` or ``allCountries.zip`` with 19 columns separated by tabs, and
``alternateNamesV2.zip`` with names by language, some with the years in which they held.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from reportedly.errors import DataError, UsageError
from reportedly.places.entries import Dated, Entry, load_yaml
from reportedly.places.import_geonames import is_names, read_dump, read_names
from reportedly.places.import_tables import Divisions, read_csv, read_geojson
from reportedly.places.indexing import write_index
from reportedly.places.lexicon import DATA
from reportedly.places.store import Store
from reportedly.text.normalise import fold

_TABLES = {".csv": read_csv, ".tsv": read_csv}
_GEOJSON = frozenset((".geojson", ".json"))


def import_gazetteer(
    sources: Sequence[Path], target: Path, *, divisions: Divisions | None = None
) -> int:
    """Add the places of source files to a user's gazetteer; returns how many it then holds.

    ``sources`` are GeoNames dumps (``.zip`` or ``.txt``), with ``alternateNamesV2`` among them if
    wanted, tables (``.csv``, ``.tsv``) and ``.geojson`` files. ``divisions`` finds the id of a
    first division by name and country, for tables that name it. A target that exists keeps its
    places, but a place that comes again under its id is replaced. The target changes whole or not
    at all; `EmbeddedGazetteer` takes it as ``extra``. Raises `DataError` naming file and row where
    a source is not as expected, `UsageError` for a kind of file that cannot be read.
    """
    missing = [str(s) for s in sources if not s.is_file()]
    if missing or not sources:
        raise UsageError(f"no such file: {', '.join(missing) or 'no source was given'}")
    names = [s for s in sources if is_names(s)]
    places = [s for s in sources if s not in names]
    if not places:
        raise UsageError("alternateNamesV2 holds names alone: give a dump with places beside it")
    entries: Iterable[Entry] = (e for s in places for e in _reader(s, divisions)())
    if names:
        entries = _with_names(list(entries), names)
    return write_index(
        chain(_some(entries, target), _kept(target)),
        target,
        _digest(sources, target),
        load_yaml(DATA / "affixes.yaml"),
        keep=True,
    )


def _kept(target: Path) -> Iterator[Entry]:
    """Yield what the target holds already."""
    if not target.exists():
        return
    Store(target)  # refuses what is no gazetteer
    index = sqlite3.connect(f"{target.resolve().as_uri()}?mode=ro", uri=True)
    try:
        for (data,) in index.execute("SELECT data FROM source ORDER BY id"):
            cells = json.loads(data)
            names, trusted = tuple(cells.pop("names")), tuple(cells.pop("trusted"))
            dated = tuple(Dated(*d) for d in cells.pop("dated", ()))
            yield Entry(**cells, names=names, trusted=trusted, dated=dated)
    except (sqlite3.DatabaseError, ValueError, TypeError) as error:
        raise DataError(str(target), f"expected a user's gazetteer: {error}") from error
    finally:
        index.close()


def _reader(path: Path, divisions: Divisions | None) -> Callable[[], Iterator[Entry]]:
    suffix = path.suffix.lower()
    if suffix in {".zip", ".txt"}:
        return lambda: read_dump(path)
    if suffix in _TABLES:
        return lambda: _TABLES[suffix](path, divisions)
    if suffix in _GEOJSON:
        return lambda: read_geojson(path, divisions)
    raise UsageError(f"{path}: expected .zip, .txt, .csv, .tsv, .geojson or .json")


def _with_names(entries: list[Entry], sources: Sequence[Path]) -> Iterator[Entry]:
    wanted = {e.id for e in entries}
    more: dict[int, list[Dated]] = defaultdict(list)
    for source in sources:
        for id_, name in read_names(source, wanted):
            more[id_].append(name)
    for e in entries:
        names = tuple(d.name for d in more.get(e.id, ()))
        yield replace(e, names=(*e.names, *names), dated=_dated(e, more.get(e.id, ())))


def _dated(entry: Entry, names: Iterable[Dated]) -> tuple[Dated, ...]:
    """Names that hold for some years only; a name that also holds without end does not."""
    found: dict[str, Dated] = {}
    for d in names:
        key = fold(d.name)
        if key not in found or d.until is None:
            found[key] = d
    return tuple(d for key, d in found.items() if (d.since or d.until) and key != fold(entry.name))


def _some(entries: Iterable[Entry], target: Path) -> Iterator[Entry]:
    found = False
    for entry in entries:
        found = True
        yield entry
    if not found:
        raise DataError(str(target), "the sources hold no places; nothing was written")


def _digest(sources: Sequence[Path], target: Path) -> str:
    digest = hashlib.sha256(Store(target).digest.encode() if target.exists() else b"")
    for source in sources:
        with source.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()

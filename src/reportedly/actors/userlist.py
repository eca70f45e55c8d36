"""A user's own actors, from CSV or YAML, checked before any of them counts.

Columns (CSV) or keys (YAML list of maps): ``id``, ``name``, ``kind``, ``country`` (ISO 3166-1
alpha-3, may be empty), ``aliases``, ``acronyms``, ``labels``, ``also`` (lists; in CSV parted by
";"), ``parent`` (an id of the list or of the registry), ``from``, ``to`` (ISO days), ``source``.
``id``, ``name``, ``kind`` and ``source`` are needed. An id of the registry replaces its entry.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from reportedly.actors.entry import KINDS, Entry, Role
from reportedly.actors.keys import name_key
from reportedly.errors import DataError

_NEEDED = ("id", "name", "kind", "source")
_LISTS = ("aliases", "acronyms", "labels", "also")
_FIELDS = frozenset((*_NEEDED, *_LISTS, "country", "parent", "from", "to"))
_MOST_BYTES = 50_000_000


def read_user_list(
    path: Path, *, countries: Iterable[str], known: Iterable[str] = ()
) -> list[Entry]:
    """Read and check a list; nothing is returned unless all of it is right.

    ``countries`` are the codes that are accepted, ``known`` the ids of the registry that a
    ``parent`` may name. Raises `DataError` with the file and the row (of a CSV file, the line; of
    a YAML file, the item counted from 1).
    """
    codes = frozenset(countries)
    entries: dict[str, tuple[int, Entry]] = {}
    names: dict[tuple[str, ...], str] = {}
    for row, record in _records(path):
        entry = _entry(path, row, record, codes)
        if entry.id in entries:
            first = entries[entry.id][0]
            raise DataError(str(path), f"the id {entry.id!r} stands in row {first} too", row=row)
        for name in (entry.name, *entry.aliases):
            other = names.setdefault(name_key(name), entry.id)
            if other != entry.id:
                problem = f"the name {name!r} is given to {other!r} too; keep it with one of them"
                raise DataError(str(path), problem, row=row)
        entries[entry.id] = row, entry
    _check_parents(path, entries, frozenset(known))
    return [entry for _, entry in entries.values()]


def _records(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    suffix = path.suffix.lower()
    if suffix not in (".csv", ".yaml", ".yml"):
        raise DataError(str(path), "expected a .csv, .yaml or .yml file")
    if not path.is_file():
        raise DataError(str(path), "no such file; expected a list of actors, CSV or YAML")
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise DataError(str(path), f"larger than {_MOST_BYTES} bytes")
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(str(path), f"expected a readable UTF-8 file: {error}") from error
    yield from _csv(path, text) if suffix == ".csv" else _yaml(path, text)


def _csv(path: Path, text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    reader = csv.DictReader(text.splitlines())
    columns = set(reader.fieldnames or ())
    _check_fields(path, 1, columns)
    missing = [name for name in _NEEDED if name not in columns]
    if missing:
        raise DataError(str(path), f"expected columns {', '.join(missing)}", row=1)
    try:
        for record in reader:
            if None in record or None in record.values():
                problem = f"expected {len(columns)} cells"
                raise DataError(str(path), problem, row=reader.line_num)
            lists = {k: _cells(record[k]) for k in _LISTS if k in record}
            yield reader.line_num, {**record, **lists}
    except csv.Error as error:
        raise DataError(str(path), f"not CSV: {error}", row=reader.line_num) from error


def _cells(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _yaml(path: Path, text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    try:
        data = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError) as error:
        raise DataError(str(path), f"not YAML: {error}") from error
    if not isinstance(data, list):
        raise DataError(str(path), "expected a list of actors")
    for row, record in enumerate(data, start=1):
        if not isinstance(record, dict) or not all(isinstance(k, str) for k in record):
            raise DataError(str(path), "expected a map with id, name, kind, source", row=row)
        _check_fields(path, row, set(record))
        yield row, record


def _check_fields(path: Path, row: int, fields: set[str]) -> None:
    unknown = sorted(fields - _FIELDS)
    if unknown:
        problem = f"unknown fields {', '.join(unknown)}; known are {', '.join(sorted(_FIELDS))}"
        raise DataError(str(path), problem, row=row)


def _entry(path: Path, row: int, record: Mapping[str, Any], codes: frozenset[str]) -> Entry:
    values = {name: _text(path, row, record, name) for name in (*_NEEDED, "country", "parent")}
    for name in _NEEDED:
        if not values[name]:
            raise DataError(str(path), f"{name} is empty", row=row)
    if not name_key(values["name"]):
        raise DataError(str(path), "the name has no letter or digit", row=row)
    kind = values["kind"]
    if kind not in KINDS:
        problem = f"unknown kind {kind!r}; known are {', '.join(sorted(KINDS))}"
        raise DataError(str(path), problem, row=row)
    lists = {name: _list(path, row, record, name) for name in _LISTS}
    for code in (values["country"], *lists["also"]):
        if code and code not in codes:
            problem = f"{code!r} is no ISO 3166-1 alpha-3 code, such as MLI"
            raise DataError(str(path), problem, row=row)
    return Entry(
        values["id"], values["name"], kind, values["country"] or None,
        also=lists["also"], aliases=lists["aliases"], acronyms=lists["acronyms"],
        labels=lists["labels"], parent=values["parent"] or None,
        roles=_roles(path, row, record, kind), source=values["source"],
    )  # fmt: skip


def _text(path: Path, row: int, record: Mapping[str, Any], name: str) -> str:
    value = record.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise DataError(str(path), f"{name}: expected text, found {value!r}", row=row)
    return value.strip()


def _list(path: Path, row: int, record: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = record.get(name) or []
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise DataError(str(path), f"{name}: expected a list of texts", row=row)
    for item in value:
        if not name_key(item):
            raise DataError(str(path), f"{name}: {item!r} has no letter or digit", row=row)
    return tuple(value)


def _roles(path: Path, row: int, record: Mapping[str, Any], kind: str) -> tuple[Role, ...]:
    start, end = (_day(path, row, record, name) for name in ("from", "to"))
    if start is None and end is None:
        return ()
    if start is not None and end is not None and start > end:
        raise DataError(str(path), f"from {start} is later than to {end}", row=row)
    return (Role(kind, start, end),)


def _day(path: Path, row: int, record: Mapping[str, Any], name: str) -> date | None:
    value = record.get(name)
    if value in (None, ""):
        return None
    if type(value) is date:
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        problem = f"{name}: expected a day such as 2021-08-15, found {value!r}"
        raise DataError(str(path), problem, row=row) from error


def _check_parents(
    path: Path, entries: Mapping[str, tuple[int, Entry]], known: frozenset[str]
) -> None:
    for row, entry in entries.values():
        if entry.parent and entry.parent not in entries and entry.parent not in known:
            raise DataError(str(path), f"no actor has the id {entry.parent!r} (parent)", row=row)
        seen = [entry.id]
        above = entry.parent
        while above is not None and above in entries:
            if above in seen:
                circle = " -> ".join((*seen, above))
                raise DataError(str(path), f"parents go in a circle: {circle}", row=row)
            seen.append(above)
            above = entries[above][1].parent

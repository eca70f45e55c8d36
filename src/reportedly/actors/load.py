"""Reads the registry that comes with the package. One JSON record a line, built by a tool."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from importlib.resources import files
from typing import Any

from reportedly.actors.entry import KINDS, Entry, Role
from reportedly.actors.states import Organ, State, States
from reportedly.errors import DataError

FILE = "registry.jsonl"


@dataclass(frozen=True, slots=True)
class Registry:
    """Everything that the data file holds, and its SHA-256."""

    entries: tuple[Entry, ...]
    states: States
    labels: tuple[str, ...]
    words: Mapping[str, Sequence[str]]
    digest: str


def load(raw: bytes | None = None) -> Registry:
    """Read the packaged registry, or the bytes of another; raises `DataError` with the line."""
    data = (
        raw if raw is not None else files("reportedly.actors").joinpath("data", FILE).read_bytes()
    )
    entries: list[Entry] = []
    states: dict[str, State] = {}
    organs: dict[str, Organ] = {}
    named: dict[tuple[str, str], Mapping[str, object]] = {}
    labels: list[str] = []
    lists: dict[str, Sequence[str]] = {}
    for row, line in enumerate(data.decode("utf-8").splitlines(), start=1):
        record = _parse(line, row)
        kind = record.pop("t", "")
        try:
            if kind == "actor":
                entries.append(entry_from(record))
            elif kind == "state":
                state = State(**{k: _tuple(v) for k, v in record.items()})
                states[state.iso3] = state
            elif kind == "organ":
                organ = Organ(**{k: _tuple(v) for k, v in record.items()})
                organs[organ.key] = organ
            elif kind == "name":
                named[record["iso3"], record["organ"]] = record
            elif kind == "words":
                lists.update(record)
            elif kind == "labels":
                labels += record["names"]
            else:
                raise DataError(FILE, f"unknown record type {kind!r}", row=row)
        except (KeyError, TypeError, ValueError) as error:
            raise DataError(FILE, f"not a registry record: {error}", row=row) from error
    return Registry(
        tuple(entries),
        States(states, organs, named),
        tuple(labels),
        lists,
        sha256(data).hexdigest(),
    )


def entry_from(record: Mapping[str, Any]) -> Entry:
    """Make an entry from its JSON record; raises ValueError, KeyError or TypeError."""
    roles = tuple(
        Role(role["kind"], _day(role.get("from")), _day(role.get("to")))
        for role in record.get("roles", ())
    )
    for kind in (record["kind"], *(role.kind for role in roles)):
        if kind not in KINDS:
            raise ValueError(f"unknown kind {kind!r}")
    return Entry(
        record["id"], record["name"], record["kind"], record.get("country"),
        also=tuple(record.get("in", ())), aliases=tuple(record.get("aka", ())),
        acronyms=tuple(record.get("ac", ())), labels=tuple(record.get("label", ())),
        listed=tuple(record.get("listed", ())),
        parent=record.get("parent"), roles=roles, refs=tuple(record.get("refs", ())),
        source=record.get("source", ""), curated=record.get("curated", True),
    )  # fmt: skip


def _parse(line: str, row: int) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise DataError(FILE, f"not JSON ({error}); reinstall the package", row=row) from error
    if not isinstance(record, dict):
        raise DataError(FILE, "expected a JSON object", row=row)
    return record


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value

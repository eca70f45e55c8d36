"""What the user has said of publishers. Never guessed; it weighs in telling, not in storing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, get_args

import yaml
from sqlalchemy import Connection, select

from reportedly.errors import DataError, UsageError
from reportedly.events.records import SourceKind, SourceProfile
from reportedly.store.insert import upsert
from reportedly.store.runs import now
from reportedly.store.tables import profiles

KINDS: Final = get_args(SourceKind)
_COLUMNS: Final = ("publisher", "kind", "party", "country")


def put(connection: Connection, given: Iterable[SourceProfile], origin: str) -> int:
    """Set profiles, each in place of the one before; returns how many. ``origin`` says whence."""
    count = 0
    for profile in given:
        row = {
            "publisher": profile.publisher,
            "kind": profile.kind,
            "party": profile.party,
            "country": profile.country,
            "origin": origin,
            "set_at": now(),
        }
        upsert(connection, profiles, row, ("publisher",))
        count += 1
    return count


def get(connection: Connection) -> dict[str, SourceProfile]:
    """Return the profiles by publisher."""
    rows = connection.execute(select(profiles).order_by(profiles.c.publisher))
    return {r.publisher: SourceProfile(r.publisher, r.kind, r.party, r.country) for r in rows}


def from_file(path: Path) -> list[SourceProfile]:
    """Read a YAML list or a CSV table with publisher, kind and, as known, party and country.

    Raises `DataError` with the row where something is not as expected, `UsageError` where there is
    no such file.
    """
    try:
        raw = path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise UsageError(f"{path}: no such file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(str(path), f"cannot be read as UTF-8: {error}") from error
    table = path.suffix.lower() in (".yaml", ".yml")
    records = _yaml(raw, path) if table else list(csv.DictReader(io.StringIO(raw)))
    first = 1 if table else 2
    return [_profile(record, path, row) for row, record in enumerate(records, start=first)]


def checked(publisher: str, kind: str, party: str | None, country: str | None) -> SourceProfile:
    """Make a profile; raises `UsageError` for a kind or country that is none."""
    name = publisher.strip()
    if not name:
        raise UsageError("a profile needs the name of a publisher")
    if kind not in KINDS:
        raise UsageError(f"kind {kind!r} of {name}: choose one of {', '.join(KINDS)}")
    if country and not (len(country) == 3 and country.isalpha() and country.isupper()):
        raise UsageError(f"country {country!r} of {name}: expected ISO 3166-1 alpha-3, as MLI")
    return SourceProfile(name, kind, party or None, country or None)  # type: ignore[arg-type]


def _yaml(raw: str, path: Path) -> list[Any]:
    try:
        loaded = yaml.safe_load(raw)
    except yaml.YAMLError as error:
        raise DataError(str(path), f"not YAML: {' '.join(str(error).split())}") from error
    if not isinstance(loaded, list):
        raise DataError(str(path), "expected a list of publishers")
    return loaded


def _profile(record: Any, path: Path, row: int) -> SourceProfile:
    if not isinstance(record, dict):
        raise DataError(str(path), "expected publisher, kind, party, country", row=row)
    unknown = [str(name) for name in record if name not in _COLUMNS]
    if unknown:
        raise DataError(
            str(path), f"unknown column {unknown[0]!r}; known: {', '.join(_COLUMNS)}", row=row
        )
    values = {name: str(record.get(name) or "").strip() for name in _COLUMNS}
    try:
        return checked(
            values["publisher"], values["kind"] or "unknown", values["party"], values["country"]
        )
    except UsageError as error:
        raise DataError(str(path), str(error), row=row) from None

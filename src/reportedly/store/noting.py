"""The part of a project that holds its settings and what documents are marked with."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any, Final, Literal

from sqlalchemy import Connection, select

from reportedly.errors import UsageError
from reportedly.records.serialise import dumps
from reportedly.store import journal, lookup
from reportedly.store.base import Base
from reportedly.store.deskdata import flags as flags_table
from reportedly.store.eventwriting import batches
from reportedly.store.insert import upsert
from reportedly.store.journal import Entry
from reportedly.store.locks import one_writer
from reportedly.store.tables import settings as settings_table

Flag = Literal["graphic", "personal", "minors", "deleted_by_source", "deceptive"]
#: What a document can be marked with.
FLAGS: Final = ("graphic", "personal", "minors", "deleted_by_source", "deceptive")
_TARGET: Final = "settings"
_ROW: Final = "desk"


@dataclass(frozen=True, slots=True)
class Settings:
    """Of the whole project.

    ``hide_private``: names of private persons are shown as blocks. ``collapse``: documents with one
    of these flags open collapsed. ``blind``: coders see no suggestions of the machine unless an
    assignment says otherwise.
    """

    hide_private: bool = True
    collapse: tuple[str, ...] = ("graphic",)
    blind: bool = True


@dataclass(frozen=True, slots=True)
class SettingChange:
    """Who changed which settings, when and why."""

    id: str
    at: str
    who: str
    why: str
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Flagged:
    """The flags that somebody gave to a document, in place of those before."""

    document: str
    flags: tuple[str, ...]
    who: str
    at: str
    why: str


class Noting(Base):
    """Settings and flags; see `reportedly.store.Project`."""

    def settings(self) -> Settings:
        """Return the project's settings, those that nobody changed as they are at first."""
        with self._reading() as connection:
            return _settings(connection)

    def change_settings(
        self,
        *,
        who: str,
        why: str = "",
        hide_private: bool | None = None,
        collapse: Iterable[str] | None = None,
        blind: bool | None = None,
    ) -> Settings:
        """Change what is given; to show private names needs a reason.

        Who, when, why, before and after go into the journal.
        """
        given: dict[str, Any] = {"hide_private": hide_private, "blind": blind}
        if collapse is not None:
            given["collapse"] = _checked(collapse)
        asked = {name: value for name, value in given.items() if value is not None}
        with self._writing() as connection:
            one_writer(connection)
            now = _settings(connection)
            changed = replace(now, **asked)
            if changed == now:
                return now
            if now.hide_private and not changed.hide_private and not why.strip():
                raise UsageError("to show the names of private persons needs a reason (why)")
            old, new = asdict(now), asdict(changed)
            names = [name for name in new if new[name] != old[name]]
            body = {
                "before": {name: old[name] for name in names},
                "after": {name: new[name] for name in names},
            }
            journal.append(connection, who=who, kind="settings", target=_TARGET, body=body, why=why)
            row = {"name": _ROW, "value": dumps(new)}
            upsert(connection, settings_table, row, ("name",))
            return changed

    def settings_log(self) -> list[SettingChange]:
        """Return all changes of settings, the oldest first."""
        with self._reading() as connection:
            return [
                SettingChange(e.id, e.at, e.who, e.why, e.body["before"], e.body["after"])
                for e in journal.entries(connection, _TARGET)
            ]

    def set_flags(self, document_id: str, flags: Iterable[str], *, who: str, why: str) -> Flagged:
        """Say which flags a document has from now on; the ones before stay in the journal."""
        wanted = _checked(flags)
        if not why.strip():
            raise UsageError("a flag needs a reason (why)")
        with self._writing() as connection:
            one_writer(connection)
            document = lookup.document_by_id(connection, document_id).id
            entry = journal.append(
                connection,
                who=who,
                kind="flags",
                target=document,
                body={"flags": wanted},
                why=why,
            )
            row = {"document": document, "flags": dumps(wanted)}
            upsert(connection, flags_table, row, ("document",))
            return _flagged(entry)

    def flags_of(self, document_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return the flags of those of the documents that have any, by full id."""
        found: dict[str, tuple[str, ...]] = {}
        with self._reading() as connection:
            for batch in batches(document_ids):
                query = select(flags_table).where(flags_table.c.document.in_(batch))
                for row in connection.execute(query):
                    marked = tuple(json.loads(row.flags))
                    if marked:
                        found[row.document] = marked
        return found

    def flag_history(self, document_id: str) -> list[Flagged]:
        """Return who gave a document which flags, the oldest first."""
        with self._reading() as connection:
            document = lookup.document_by_id(connection, document_id).id
            return [_flagged(e) for e in journal.entries(connection, document, "flags")]


def _settings(connection: Connection) -> Settings:
    query = select(settings_table.c.value).where(settings_table.c.name == _ROW)
    value = connection.execute(query).scalar()
    if value is None:
        return Settings()
    held = json.loads(value)
    known = {name: held[name] for name in Settings.__dataclass_fields__ if name in held}
    known["collapse"] = tuple(known.get("collapse", ()))
    return Settings(**known)


def _checked(flags: Iterable[str]) -> tuple[str, ...]:
    given = set(flags)
    unknown = sorted(given - set(FLAGS))
    if unknown:
        raise UsageError(f"no flag {unknown[0]!r}; choose of {', '.join(FLAGS)}")
    return tuple(flag for flag in FLAGS if flag in given)


def _flagged(entry: Entry) -> Flagged:
    return Flagged(entry.target, tuple(entry.body["flags"]), entry.who, entry.at, entry.why)

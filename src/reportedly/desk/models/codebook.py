"""The values that a claim can have, for the selects."""

from __future__ import annotations

from reportedly.desk.models.base import Message


class ModeRow(Message):
    """A mode or a context with its meaning."""

    name: str
    meaning: str


class CategoryRow(Message):
    """A category of PLOVER.

    ``quad``: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    """

    name: str
    meaning: str
    quad: int
    needs_recipient: bool
    modes: list[ModeRow]


class StatusRow(Message):
    """A status of an event in a claim, with its sign."""

    name: str
    sign: str
    meaning: str


class CodebookView(Message):
    """Codes with their meanings; the rest as in ``claim.schema.json``."""

    categories: list[CategoryRow]
    statuses: list[StatusRow]
    stances: list[str]
    quotes: list[str]
    counted: list[str]
    sides: list[str]
    precisions: list[str]
    contexts: list[ModeRow]


class PlaceRow(Message):
    """A place of the gazetteer, as ``resolved`` of a claim's place has it."""

    gazetteer_id: str
    name: str
    country: str
    level: str
    admin1: str | None
    admin2: str | None
    latitude: float | None
    longitude: float | None
    precision: int | None


class ActorRow(Message):
    """An entry of the registry, as ``resolved`` of a claim's participant has it."""

    id: str
    name: str
    kind: str
    country: str | None

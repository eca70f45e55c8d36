"""Stories: coded documents whose claims name the event that they tell of."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from reportedly.errors import DataError
from reportedly.evaluate.gold_files import (
    GoldClaim,
    GoldContent,
    GoldDocument,
    GoldPlace,
    load_gold,
)


class StoryPlace(GoldPlace):
    """A place with its level."""

    level: str = "place"


class StoryClaim(GoldClaim):
    """A coded claim with the key of its event."""

    event_key: str
    places: list[StoryPlace]  # type: ignore[assignment]


class StoryContent(GoldContent):
    """A coded document of a group."""

    group: str
    claims: list[StoryClaim]  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Listed:
    """A contradiction as people listed it: what each document says of the field."""

    event_key: str
    field: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Group:
    """Documents that tell of the same events, by id, and what they contradict each other in."""

    name: str
    documents: dict[str, GoldDocument]
    contradictions: tuple[Listed, ...]
    sources: dict[str, int]

    def keys(self, document: str) -> list[str]:
        """Return the event keys of a document's claims, in their order."""
        claims: list[Any] = self.documents[document].content.claims
        return [claim.event_key for claim in claims]


def load_stories(folder: Path) -> list[Group]:
    """Read the groups of a folder: ``groups.json`` and the coded documents beside and below it.

    Raises `DataError` where a file is missing or not as expected.
    """
    listed = _listed(folder / "groups.json")
    found: dict[str, dict[str, GoldDocument]] = {name: {} for name in listed}
    for gold in load_gold(folder).values():
        content = _content(folder, gold)
        if content is None:
            continue
        if content.group not in found:
            raise DataError(str(folder / "groups.json"), f"no group {content.group!r}")
        found[content.group][content.id] = GoldDocument(content, gold.digest)
    return [
        Group(name, dict(sorted(found[name].items())), *_events(folder, events))
        for name, events in listed.items()
        if found[name]
    ]


def _content(folder: Path, gold: GoldDocument) -> StoryContent | None:
    file = next(folder.rglob(f"{gold.id}.json"), None)
    if file is None:
        raise DataError(str(folder), f"document {gold.id!r} stands in a file of another name")
    raw = json.loads(file.read_text("utf-8"))
    if "group" not in raw:
        return None
    try:
        return StoryContent.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise DataError(str(file), f"{where}: {first['msg']}", row=where) from error


def _listed(file: Path) -> dict[str, list[dict[str, Any]]]:
    try:
        raw = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(str(file), f"expected groups with their events as JSON: {error}") from error
    if not isinstance(raw, dict) or not all(isinstance(v, list) for v in raw.values()):
        raise DataError(str(file), "expected an object of lists of events")
    return raw


def _events(
    folder: Path, events: list[dict[str, Any]]
) -> tuple[tuple[Listed, ...], dict[str, int]]:
    try:
        rows = tuple(
            Listed(event["event_key"], row["field"], dict(row["values"]))
            for event in events
            for row in event["contradictions"]
        )
        sources = {
            event["event_key"]: int(event["independent_sources"])
            for event in events
            if "independent_sources" in event
        }
    except (KeyError, TypeError, ValueError) as error:
        problem = f"expected event_key and contradictions (field, values): {error!r}"
        raise DataError(str(folder / "groups.json"), problem) from error
    return rows, sources

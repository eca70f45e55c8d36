"""Entries of the gazetteer and of the registry, for corrections."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Query, Response

from reportedly.desk.access import At, needs
from reportedly.desk.answers import Many, answer
from reportedly.desk.models.codebook import ActorRow, PlaceRow

router = APIRouter(tags=["look-ups"])
MOST: Final = 20
Name = Annotated[str, Query(min_length=1, max_length=100)]


@router.get("/places", response_model=list[PlaceRow], **needs("coder"))
def places(at: At, q: Name) -> Response:
    """Find places by name, the most likely first."""
    found = at.desk.tools.gazetteer().lookup(q)[:MOST]
    return answer(
        Many[PlaceRow](
            [
                PlaceRow(
                    gazetteer_id=place.gazetteer_id,
                    name=place.name,
                    country=place.country,
                    level=place.level,
                    admin1=place.admin1,
                    admin2=place.admin2,
                    latitude=place.latitude,
                    longitude=place.longitude,
                    precision=place.precision,
                )
                for place in found
            ]
        )
    )


@router.get("/actors", response_model=list[ActorRow], **needs("coder"))
def actors(at: At, q: Name) -> Response:
    """Find organisations and states by words of their names."""
    registry = at.desk.tools.registry()
    entries = registry.search(q, MOST)
    near = [registry.get(actor.id) for actor in registry.lookup(q)]
    entries += [entry for entry in near if entry is not None and entry not in entries]
    return answer(
        Many[ActorRow](
            [
                ActorRow(id=entry.id, name=entry.name, kind=entry.kind, country=entry.country)
                for entry in entries[:MOST]
            ]
        )
    )

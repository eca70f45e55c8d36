"""Events into the tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection, delete, func, insert, select, update

from reportedly.events.copies import Copy
from reportedly.events.records import EventRecord
from reportedly.records.claim import Claim, ResolvedPlace
from reportedly.records.plain import to_plain
from reportedly.store import changes
from reportedly.store.copyrows import write_copies
from reportedly.store.held import held_row
from reportedly.store.rows import pack
from reportedly.store.tables import event_bodies, event_members, events

_BATCH: Final = 400


#: A claim's key, and the number of what people made of it when the event was told.
Member = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Described:
    """An event as it is told, what its row shows of its place, its claims by key and edition."""

    record: EventRecord
    place: dict[str, Any]
    members: tuple[Member, ...]
    copies: tuple[Copy, ...]


def write(connection: Connection, run: int, gone: Iterable[int], new: Sequence[Described]) -> None:
    """Take away the events with the keys ``gone`` and put the new ones in."""
    for batch in batches(gone):
        for table, column in (
            (event_members, event_members.c.event),
            (event_bodies, event_bodies.c.event),
            (events, events.c.key),
        ):
            connection.execute(delete(table).where(column.in_(batch)))
    write_copies(connection, (copy for one in new for copy in one.copies))
    key = int(connection.execute(select(func.coalesce(func.max(events.c.key), 0))).scalar_one())
    for batch in batches(enumerate(new, start=key + 1)):
        connection.execute(insert(events), [_event_row(one, number, run) for number, one in batch])
        connection.execute(
            insert(event_bodies),
            [{"event": number, "body": pack(to_plain(one.record))} for number, one in batch],
        )
        connection.execute(
            insert(event_members),
            [
                {"event": number, "claim": key, "edition": edition}
                for number, one in batch
                for key, edition in one.members
            ],
        )


def all_again(connection: Connection, run: int) -> None:
    """Let every event of the run be described anew, as after a change of profiles."""
    keys = select(events.c.key).where(events.c.run == run)
    connection.execute(delete(event_members).where(event_members.c.event.in_(keys)))
    connection.execute(delete(event_bodies).where(event_bodies.c.event.in_(keys)))
    connection.execute(delete(events).where(events.c.run == run))
    changes.note(connection, run, [None])


def told_again(connection: Connection, run: int, keys: Sequence[int]) -> None:
    """Let the events of these claims be described anew."""
    changes.note(connection, run, keys)
    for batch in batches(keys):
        of_claims = event_members.c.claim.in_(batch)
        connection.execute(update(event_members).where(of_claims).values(edition=-1))


def drop_empty(connection: Connection, keys: Iterable[int]) -> None:
    """Take away those of the events that hold no claim any more."""
    for batch in batches(keys):
        held = select(event_members.c.event).where(event_members.c.event.in_(batch))
        empty = set(batch) - set(connection.execute(held).scalars())
        for table, column in ((event_bodies, event_bodies.c.event), (events, events.c.key)):
            connection.execute(delete(table).where(column.in_(empty)))


def place_of(record: EventRecord, members: Iterable[Claim]) -> dict[str, Any]:
    """Return what an event's row shows of the place that its claims agree on.

    Without one: the country, and the division, that all resolved places share.
    """
    found = [p.resolved for claim in members for p in claim.places if p.resolved]
    for place in found:
        if record.place is not None and place.gazetteer_id == record.place:
            return {
                "place_name": place.name,
                "country": place.country,
                "admin1": place.admin1,
                "latitude": place.latitude,
                "longitude": place.longitude,
                "precision": place.precision,
            }
    return {
        "place_name": None,
        "country": _shared(found, "country"),
        "admin1": _shared(found, "admin1"),
        "latitude": None,
        "longitude": None,
        "precision": None,
    }


def batches(items: Iterable[Any]) -> Iterator[list[Any]]:
    """Cut into lists that one statement takes."""
    source = iter(items)
    while batch := list(islice(source, _BATCH)):
        yield batch


def _shared(places: list[ResolvedPlace], name: str) -> str | None:
    values = {(place.country, getattr(place, name)) for place in places}
    return next(iter(values))[1] if len(values) == 1 else None


def _event_row(one: Described, key: int, run: int) -> dict[str, Any]:
    record = one.record
    return held_row(
        {
            "key": key,
            "run": run,
            "id": record.event_id,
            "category": record.category,
            "mode": record.mode,
            "earliest": record.earliest and record.earliest.isoformat(),
            "latest": record.latest and record.latest.isoformat(),
            "place": record.place,
            "sources": record.sources,
            "denied_by": record.denied_by,
            "contradictions": len(record.contradictions),
            "claims": len(record.claims),
            "wording": record.wording,
            **one.place,
        }
    )

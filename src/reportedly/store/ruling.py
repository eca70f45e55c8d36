"""What an adjudicator says of one event of a text: it becomes decisions on the project's claims."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection, select

from reportedly.records.claim import Claim
from reportedly.records.document import Document
from reportedly.records.plain import to_plain
from reportedly.store import coding, journal, judgements, lookup, withdrawals
from reportedly.store import decisions as logged
from reportedly.store.decisions import Decision, Draft
from reportedly.store.journal import Entry
from reportedly.store.rows import claim_body
from reportedly.store.tables import claims, readings

#: The fields that coders fill.
CODED: Final = (
    "evidence",
    "trigger",
    "event",
    "status",
    "actors",
    "recipients",
    "places",
    "time",
    "counts",
    "attribution",
    "inferences",
)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What holds for a pairing of coders' claims, by its key.

    ``record`` is the claim as in ``claim.schema.json`` without its document, None where there is no
    event; ``machine`` the reader's claim that was judged with it; ``decisions`` what it became.
    """

    key: str
    record: dict[str, Any] | None
    machine: str | None
    decisions: tuple[str, ...]
    who: str
    at: str
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """A ruling that is asked for."""

    key: str
    record: dict[str, Any] | None
    machine: str | None
    who: str
    why: str


def rulings(connection: Connection, document_id: str) -> dict[str, Ruling]:
    """Return the last ruling on each pairing of a document."""
    found: dict[str, Ruling] = {}
    for entry in journal.entries(connection, document_id, "ruling"):
        found[entry.body["key"]] = _ruling(entry)
    return found


def rule(
    connection: Connection, run: int, document: Document, asked: Verdict, where: str
) -> list[Decision]:
    """Decide on the project's claims so that they say what was ruled, and write the ruling down.

    What an earlier ruling on the same pairing decided is withdrawn first.
    """
    earlier = rulings(connection, document.id).get(asked.key)
    if earlier is not None:
        _take_back(connection, run, earlier, asked, where)
        asked = replace(asked, machine=_still(connection, run, (earlier.machine, asked.machine)))
    claim = None if asked.record is None else coding.made(document, asked.record, asked.who)
    made = _decide(connection, run, document, claim, asked, where)
    body = {
        "key": asked.key,
        "record": None if claim is None else json.loads(claim_body(claim)),
        "machine": asked.machine,
        "decisions": [one.id for one in made],
    }
    journal.append(
        connection, who=asked.who, kind="ruling", target=document.id, body=body, why=asked.why
    )
    return made


def _take_back(
    connection: Connection, run: int, earlier: Ruling, asked: Verdict, where: str
) -> None:
    gone = withdrawals.withdrawn(connection)
    for decision in reversed(earlier.decisions):
        if decision not in gone:
            draft = Draft("withdraw", asked.who, asked.why, decision)
            judgements.withdraw(connection, run, draft, where)


def _still(connection: Connection, run: int, ids: Iterable[str | None]) -> str | None:
    """The first of the claims that is there: a withdrawn ruling gives a claim its old id back."""
    for claim in ids:
        query = (
            select(claims.c.shown)
            .join(readings, readings.c.id == claims.c.reading)
            .where(readings.c.run == run, readings.c.live, claims.c.shown == claim)
        )
        if claim is not None and connection.execute(query).first() is not None:
            return claim
    return None


def _decide(
    connection: Connection,
    run: int,
    document: Document,
    claim: Claim | None,
    asked: Verdict,
    where: str,
) -> list[Decision]:
    def decide(kind: logged.Kind, target: str, after: Any = None) -> Decision:
        draft = Draft(kind, asked.who, asked.why, target, after=after)
        return judgements.decide(connection, run, draft, (), where)

    if claim is None:
        return [] if asked.machine is None else [decide("reject", asked.machine)]
    if asked.machine is None:
        plain = {name: to_plain(getattr(claim, name)) for name in (*CODED, "produced_by")}
        added = decide("add_claim", document.id, plain)
        return [added, decide("accept", added.target)]
    now = lookup.claim_by_id(connection, run, asked.machine, where).claim
    after = {name: to_plain(getattr(claim, name)) for name in CODED}
    after = {k: v for k, v in after.items() if _bare(v) != _bare(to_plain(getattr(now, k)))}
    made = [decide("correct", now.claim_id, after)] if after else []
    return [*made, decide("accept", claim.claim_id if after else now.claim_id)]


def _bare(value: Any) -> Any:
    """A value without the machine's scores, which no coder gives."""
    if isinstance(value, list):
        return [_bare(item) for item in value]
    if isinstance(value, dict):
        return {name: _bare(item) for name, item in value.items() if name != "score"}
    return value


def _ruling(entry: Entry) -> Ruling:
    body = entry.body
    return Ruling(
        body["key"],
        body["record"],
        body["machine"],
        tuple(body["decisions"]),
        entry.who,
        entry.at,
        entry.why,
    )

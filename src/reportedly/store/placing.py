"""Brings a run into the state that the log of decisions asks for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, delete, insert, select

from reportedly.errors import GroundingError, UsageError
from reportedly.store import applying, changes, resetting
from reportedly.store import decisions as logged
from reportedly.store.anchors import find
from reportedly.store.deciding import HELD, ON_CLAIMS, ON_EVENTS
from reportedly.store.decisions import Decision, Quote
from reportedly.store.eventwriting import told_again
from reportedly.store.insert import upsert
from reportedly.store.reach import Reach
from reportedly.store.runs import now
from reportedly.store.tables import anchor_parts, anchors, claims, decisions, readings
from reportedly.store.withdrawals import subject, withdrawn

_GONE = ("withdrawn", "lapsed")


@dataclass(frozen=True, slots=True)
class Part:
    """Where one quote of a decision was looked for, and the key of the claim it stands for."""

    reading: int
    claim: int | None


@dataclass(frozen=True, slots=True)
class Placed:
    """A decision as it stands in a run; its words moved by ``shift`` characters."""

    decision: Decision
    run: int
    state: str
    parts: tuple[Part, ...] = ()
    reason: str | None = None
    shift: int = 0

    @property
    def keys(self) -> list[int]:
        """The keys of the claims that it holds for."""
        return [part.claim for part in self.parts if part.claim is not None]


def keep(connection: Connection, placed: Placed) -> None:
    """Note how a decision stands in a run."""
    seq, run = placed.decision.seq, placed.run
    shown = dict(
        connection.execute(
            select(claims.c.key, claims.c.shown).where(claims.c.key.in_(placed.keys))
        )
        .tuples()
        .all()
    )
    row = {
        "decision": seq,
        "run": run,
        "state": placed.state,
        "targets": json.dumps([shown[key] for key in placed.keys]),
        "reason": placed.reason,
        "at": now(),
    }
    upsert(connection, anchors, row, ("decision", "run"))
    _forget_parts(connection, run, [seq])
    rows = [
        {
            "decision": seq,
            "run": run,
            "position": position,
            "reading": part.reading,
            "claim": part.claim,
        }
        for position, part in enumerate(placed.parts)
    ]
    if rows:
        connection.execute(insert(anchor_parts), rows)
    if placed.decision.kind in ON_EVENTS:
        told_again(connection, run, placed.keys)


def carry_over(connection: Connection, run: int, where: str, *, complete: bool) -> list[Placed]:
    """Find the words of each decision that the run does not know yet, the oldest decision first.

    A decision whose documents the run has not read yet waits, unless the run is ``complete``: then
    it is queued for a person. Documents that were read again in the run get all of theirs anew.
    Returns what was placed or queued.
    """
    known = select(anchors.c.decision).where(anchors.c.run == run)
    new = set(
        connection.execute(select(decisions.c.seq).where(decisions.c.seq.not_in(known))).scalars()
    )
    stale = _stale(connection, run)
    if not new and not stale:
        return []
    reach = Reach(connection, run)
    touched: set[int] = set()
    more = set(new | stale)
    for decision in logged.by_seq(connection, more):
        about = subject(connection, decision)
        more.add(about.seq)
        found = (reach.here(quote.document) for quote in about.quotes)
        touched |= {here.reading for here in found if here is not None}
    again = select(anchor_parts.c.reading).where(
        anchor_parts.c.run == run, anchor_parts.c.reading.in_(touched)
    )
    held = set(connection.execute(again).scalars()) if touched else set()
    placed = replay(connection, run, held, where, more=more, complete=complete)
    return [one for one in placed if one.decision.seq in new | stale]


def replay(
    connection: Connection,
    run: int,
    of: Iterable[int],
    where: str,
    *,
    more: Iterable[int] = (),
    complete: bool = True,
) -> list[Placed]:
    """Take the claims of the readings ``of`` back to what was read and decide all of it again.

    ``more`` are the numbers of further decisions to be placed. What was taken back is left out.
    """
    again = set(of)
    on = select(anchor_parts.c.decision).where(
        anchor_parts.c.run == run, anchor_parts.c.reading.in_(again)
    )
    numbers = set(connection.execute(on).scalars()) | set(more)
    known = set(
        connection.execute(
            select(anchors.c.decision).where(anchors.c.run == run, anchors.c.decision.in_(numbers))
        ).scalars()
    )
    _forget_parts(connection, run, numbers)
    resetting.reset(connection, run, again, where)
    replayed = _Replay(connection, run, where, logged.by_seq(connection, numbers))
    return replayed.all(known, complete=complete)


class _Replay:
    """One pass through some decisions."""

    def __init__(
        self, connection: Connection, run: int, where: str, log: Sequence[Decision]
    ) -> None:
        self._connection = connection
        self._where = where
        self._log = log
        self._reach = Reach(connection, run)
        self._gone = withdrawn(connection)
        self._placed: dict[str, Placed] = {}
        # The last word of a person on a decision that was not found.
        self._resolved = {
            d.target: d
            for d in log
            if d.kind == "reanchor" and d.id not in self._gone and _names_its_claims(d)
        }

    def all(self, known: set[int], *, complete: bool) -> list[Placed]:
        for decision in self._log:
            one = self._one(decision, complete=complete or decision.seq in known)
            if one is not None:
                self._placed[decision.id] = one
                keep(self._connection, one)
        return list(self._placed.values())

    def _one(self, decision: Decision, *, complete: bool) -> Placed | None:
        run = self._reach.run
        if decision.kind == "withdraw":
            return self._withdrawal(decision)
        if decision.id in self._gone:
            placed = place(self._reach, decision, complete=True)
            assert placed is not None
            return replace(placed, state="withdrawn", reason=None)
        if decision.kind == "reanchor":
            return self._resolution(decision, complete=complete)
        if decision.id in self._resolved:
            return None  # what it means was said later, and counts from then
        placed = place(self._reach, decision, complete=complete)
        if placed is None or placed.state not in HELD:
            return placed
        return self._applied(Placed(decision, run, "moved", placed.parts, None, placed.shift))

    def _withdrawal(self, decision: Decision) -> Placed:
        about = subject(self._connection, decision)
        placed = self._placed.get(about.id)
        parts = placed.parts if placed and about.kind in ON_CLAIMS else ()
        return Placed(decision, self._reach.run, "kept", parts)

    def _resolution(self, decision: Decision, *, complete: bool) -> Placed | None:
        """Place what a person said of another decision, and with that the other one."""
        run, target = self._reach.run, logged.by_id(self._connection, decision.target)
        if self._resolved.get(target.id) != decision or target.id in self._gone:
            return Placed(decision, run, "kept")
        if not decision.quotes:
            dismissed = Placed(target, run, "dismissed", self._readings(target), decision.why)
            self._keep_other(dismissed)
            return Placed(decision, run, "kept", dismissed.parts)
        placed = place(self._reach, decision, complete=complete)
        if placed is None:
            return None
        other = replace(placed, decision=target)
        if placed.state in HELD:
            here = applying.start_of(self._connection, placed.keys[0], self._where)
            other = self._applied(replace(other, shift=here - target.quotes[0].start))
        self._keep_other(other)
        on = other.parts if target.kind in ON_CLAIMS else ()
        return Placed(decision, run, "kept", on)

    def _keep_other(self, placed: Placed) -> None:
        self._placed[placed.decision.id] = placed
        keep(self._connection, placed)

    def _readings(self, decision: Decision) -> tuple[Part, ...]:
        found = (self._reach.here(quote.document) for quote in decision.quotes)
        return tuple(Part(here.reading, None) for here in found if here is not None)

    def _applied(self, placed: Placed) -> Placed:
        try:
            return apply(self._connection, placed, self._where)
        except (UsageError, GroundingError) as error:
            parts = tuple(replace(part, claim=None) for part in placed.parts)
            return replace(placed, state="queued", parts=parts, reason=str(error))


def apply(connection: Connection, placed: Placed, where: str) -> Placed:
    """Do what a decision asks for; returns it with the claim that it added.

    Raises `UsageError` where that cannot be done.
    """
    decision = placed.decision
    if decision.kind == "add_claim":
        (part,) = placed.parts
        key = applying.add(connection, decision, part.reading, placed.shift, where)
        changes.note(connection, placed.run, [key])
        return replace(placed, parts=(Part(part.reading, key),))
    for key in placed.keys:
        if decision.kind == "correct":
            after = applying.shifted(decision.after, placed.shift)
            applying.correct(connection, key, after, where)
            changes.note(connection, placed.run, [key])
        elif decision.kind in ("accept", "reject"):
            before = applying.judge(connection, key, decision.kind)
            if "reject" in (before, decision.kind):
                changes.note(connection, placed.run, [key])
    return placed


def place(reach: Reach, decision: Decision, *, complete: bool) -> Placed | None:
    """Find what a decision is about; None where its documents are still to be read."""
    parts: list[Part] = []
    reasons: list[str] = []
    lapsed = False
    shifts: list[int] = []
    for quote in decision.quotes:
        here = reach.here(quote.document)
        if here is None:
            if not complete:
                return None
            reasons.append("the document is not in this run")
            continue
        if decision.kind == "add_claim":
            start = find(quote, here.document.text)
            parts.append(Part(here.reading, None))
            shifts.append((quote.start if start is None else start) - quote.start)
            if start is None:
                reasons.append(f"the words {quote.words[:60]!r} are not found")
        elif quote.added is not None:
            added = reach.added(quote.added)
            lapsed = lapsed or added.state in _GONE
            parts.append(Part(here.reading, added.key))
            shifts.append(_moved(quote, here.document.text))
            if added.key is None:
                reasons.append("the claim that it is about is not there")
        else:
            found, shift = reach.find(quote, here)
            parts.append(Part(here.reading, found.claim))
            shifts.append(shift)
            reasons += [found.reason] if found.reason else []
    if lapsed and decision.kind in ON_CLAIMS:
        return Placed(decision, reach.run, "lapsed", tuple(parts), "its claim was taken back")
    if lapsed:  # an event's decision holds for the claims that are left
        reasons = [r for r in reasons if r != "the claim that it is about is not there"]
    state = "queued" if reasons else "moved"
    return Placed(
        decision,
        reach.run,
        state,
        tuple(parts),
        "; ".join(reasons) or None,
        shifts[0] if shifts else 0,
    )


def _moved(quote: Quote, text: str) -> int:
    start = find(quote, text)
    return 0 if start is None else start - quote.start


def _names_its_claims(decision: Decision) -> bool:
    """Whether a resolution can be found again: those of older versions carry ids alone."""
    return bool(decision.quotes) or not (decision.after or {}).get("claims")


def _stale(connection: Connection, run: int) -> set[int]:
    """The decisions that stand on readings which another took the place of."""
    query = (
        select(anchor_parts.c.decision)
        .join(readings, readings.c.id == anchor_parts.c.reading)
        .where(anchor_parts.c.run == run, readings.c.live.is_(False))
    )
    return set(connection.execute(query).scalars())


def _forget_parts(connection: Connection, run: int, numbers: Iterable[int]) -> None:
    wanted = list(numbers)
    for start in range(0, len(wanted), 400):
        connection.execute(
            delete(anchor_parts).where(
                anchor_parts.c.run == run,
                anchor_parts.c.decision.in_(wanted[start : start + 400]),
            )
        )

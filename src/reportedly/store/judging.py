"""The part of a project that holds what people decide and what they say of publishers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection

from reportedly.errors import UsageError
from reportedly.events.records import SourceProfile
from reportedly.records.claim import Claim
from reportedly.store import (
    applying,
    deciding,
    decisions,
    eventrows,
    eventwriting,
    lookup,
    profiles,
)
from reportedly.store.base import Base
from reportedly.store.deciding import Anchored
from reportedly.store.decisions import ANY, Decision, Draft, Kind

_ON_CLAIMS: Final = ("accept", "reject", "correct", "restore_name")
_ON_EVENTS: Final = ("merge", "split", "pin")


class Judging(Base):
    """Decisions and source profiles; see `reportedly.store.Project`."""

    def decide(
        self,
        kind: Kind,
        target: str,
        *,
        who: str,
        why: str,
        after: Any = None,
        claims: Sequence[str] = (),
        seen: str | None = ANY,
    ) -> Decision:
        """Write down what a person decided, and do what it asks for.

        * ``accept``, ``reject``: ``target`` is a claim's id.
        * ``correct``: ``after`` holds the new values of fields, as in ``claim.schema.json``.
        * ``add_claim``: ``target`` is a document's id, ``after`` a claim as in the schema.
        * ``restore_name``: ``target`` is a claim's id, ``after`` ``{"name": the words}``.
        * ``merge``, ``split``, ``pin``: ``target`` is an event's id, ``claims`` the ids of the
          claims that tell of one event, of which no two do, or that are all of the event.

        ``seen`` is the id of the last decision on the target that the person saw, None for none;
        where somebody decided since, `ConflictError` carries that decision and nothing is written.
        Raises `UsageError` where ``who`` or ``why`` is empty or the target is not there.
        """
        if not who.strip() or not why.strip():
            raise UsageError("a decision needs a name (who) and a reason (why)")
        with self._lock, self._writing() as connection:
            run = self._needed(connection, None)
            draft = Draft(kind, who.strip(), why.strip(), target, after=after, seen=seen)
            draft, about = self._prepared(connection, run, draft, claims)
            made = deciding.record(connection, draft, run, about)
            held = [c.claim_id for c in about]
            applying.apply(connection, Anchored(made, run, "kept", tuple(held)), self.name)
        self._refresh(run)
        return made

    def decisions(self, target: str | None = None) -> list[Decision]:
        """Return the decisions, the oldest first; those on one target where it is given."""
        with self._reading() as connection:
            return list(decisions.log(connection, target))

    def anchored(self, run: int | None = None) -> list[Anchored]:
        """Return the decisions as they stand in a run, the newest one by default."""
        with self._in_run(run) as (connection, chosen):
            return [] if chosen is None else deciding.anchored(connection, chosen)

    def queue(self, run: int | None = None) -> list[Anchored]:
        """Return the decisions whose words were not found again: a person has to look."""
        return [one for one in self.anchored(run) if one.state == "queued"]

    def resolve(
        self, decision_id: str, *, who: str, why: str, claims: Sequence[str] = ()
    ) -> Decision:
        """Say for which claims of the newest run a queued decision holds; none lets it go."""
        if not who.strip() or not why.strip():
            raise UsageError("a decision needs a name (who) and a reason (why)")
        with self._lock, self._writing() as connection:
            run = self._needed(connection, None)
            found = [self._claim(connection, run, claim) for claim in claims]
            ids = [claim.claim_id for claim in found]
            draft = Draft("reanchor", who, why, decision_id, after={"claims": ids})
            made = deciding.resolve(connection, draft, run)
            held = [a for a in deciding.anchored(connection, run) if a.decision.id == decision_id]
            for one in held:
                if one.claims:
                    applying.apply(connection, one, self.name)
        self._refresh(run)
        return made

    def profiles(self) -> dict[str, SourceProfile]:
        """Return what the user has said of publishers, by publisher."""
        with self._reading() as connection:
            return profiles.get(connection)

    def set_profiles(self, given: Iterable[SourceProfile], *, origin: str = "user") -> int:
        """Set profiles, each in place of the one before; events are told anew."""
        checked = [profiles.checked(p.publisher, p.kind, p.party, p.country) for p in given]
        with self._lock, self._writing() as connection:
            count = profiles.put(connection, checked, origin)
            run = self._chosen(connection, None)
            if run is not None:
                eventwriting.all_again(connection, run)
        if run is not None:
            self._refresh(run)
        return count

    def load_profiles(self, path: Path) -> int:
        """Set the profiles of a YAML or CSV file; `DataError` names a row that is wrong."""
        return self.set_profiles(profiles.from_file(path), origin=path.name)

    def _prepared(
        self, connection: Connection, run: int, draft: Draft, claims: Sequence[str]
    ) -> tuple[Draft, list[Claim]]:
        if draft.kind in _ON_CLAIMS:
            claim = self._claim(connection, run, draft.target)
            before = None
            if draft.kind == "correct":
                if not isinstance(draft.after, dict) or not draft.after:
                    raise UsageError("a correction names the fields and their new values")
                applying.corrected(claim, draft.after)
                before = applying.values_of(claim, draft.after)
            return replace(draft, target=claim.claim_id, before=before), [claim]
        if draft.kind == "add_claim":
            document = lookup.document_by_id(connection, draft.target)
            claim = applying.claim_of(document, draft.after or {})
            return replace(draft, target=claim.claim_id, document=document.id), [claim]
        if draft.kind in _ON_EVENTS:
            record = eventrows.event(connection, run, draft.target, self.name)
            ids = list(claims or record.claims)
            if len(set(ids)) < 2 and draft.kind != "pin":
                raise UsageError(f"{draft.kind} needs at least two claims")
            about = [self._claim(connection, run, claim) for claim in dict.fromkeys(ids)]
            after = {"claims": [c.claim_id for c in about]}
            before = {"claims": list(record.claims)}
            return replace(draft, target=record.event_id, after=after, before=before), about
        raise UsageError(f"no decision of kind {draft.kind!r}")

    def _claim(self, connection: Connection, run: int, claim_id: str) -> Claim:
        return lookup.claim_by_id(connection, run, claim_id, self.name).claim

"""The part of a project that holds what people decide and what they say of publishers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from reportedly.errors import UsageError
from reportedly.events.records import SourceProfile
from reportedly.store import deciding, decisions, eventwriting, judgements, lookup, profiles
from reportedly.store import withdrawals as taken_back
from reportedly.store.base import Base
from reportedly.store.deciding import Anchored
from reportedly.store.decisions import ANY, Decision, Draft, Kind


class Judging(Base):
    """Decisions and source profiles; see `reportedly.store.Project`."""

    def decide(  # noqa: PLR0913 - what a decision consists of
        self,
        kind: Kind,
        target: str,
        *,
        who: str,
        why: str,
        after: Any = None,
        claims: Sequence[str] = (),
        seen: str | None = ANY,
        wait: bool = True,
    ) -> Decision:
        """Write down what a person decided, and do what it asks for.

        * ``accept``, ``reject``: ``target`` is a claim's id.
        * ``correct``: ``after`` holds the new values of fields, as in ``claim.schema.json``.
        * ``add_claim``: ``target`` is a document's id, ``after`` a claim as in the schema.
        * ``restore_name``: ``target`` is a claim's id, ``after`` ``{"name": the words}``.
        * ``merge``, ``split``, ``pin``: ``target`` is an event's id, ``claims`` the ids of the
          claims that tell of one event, of which no two do, or that are all of the event.

        Spans in ``after`` may be ``{"start", "end"}``: their words are taken from the document. A
        value without words stands in ``inferences`` with a reason. ``seen`` is the id of the last
        decision on the target that the person saw, None for none; where somebody decided since,
        `ConflictError` carries that decision and nothing is written. Without ``wait`` the events
        follow at once only where this process holds the run's claims already (see `refresh`).

        Raises `UsageError` where ``who`` or ``why`` is empty, the target is not there, or values do
        not stand on the document's words.
        """
        draft = Draft(kind, *_signed(who, why), target, after=after, seen=seen)

        def work(connection: Connection, run: int) -> Decision:
            return judgements.decide(connection, run, draft, claims, self.name)

        return self._deciding(work, wait=wait)

    def withdraw(
        self,
        decision_id: str,
        *,
        who: str,
        why: str,
        seen: str | None = ANY,
        wait: bool = True,
    ) -> Decision:
        """Take a decision back: what it did is undone as if it had never been made.

        It stays in the log. A withdrawal is withdrawn to have the decision again. What was decided
        on an added claim lapses while that is withdrawn. ``seen`` is the last decision on the same
        claim that the person saw; raises `ConflictError` where there is a later one, or where
        somebody took the decision back already.
        """
        who, why = _signed(who, why)
        draft = Draft("withdraw", who, why, decision_id, seen=seen)

        def work(connection: Connection, run: int) -> Decision:
            return judgements.withdraw(connection, run, draft, self.name)

        return self._deciding(work, wait=wait)

    def withdrawn(self) -> dict[str, str]:
        """Return the ids of the decisions that were taken back, each with its withdrawal's."""
        with self._reading() as connection:
            return taken_back.withdrawn(connection)

    def decision(self, decision_id: str) -> Decision:
        """Return a decision by its id, or six or more characters that it starts with."""
        with self._reading() as connection:
            return decisions.by_id(connection, decision_id)

    def decisions(self, target: str | None = None) -> list[Decision]:
        """Return the decisions, the oldest first; those on one target where it is given."""
        with self._reading() as connection:
            return list(decisions.log(connection, target))

    def history(self, claim_id: str, run: int | None = None) -> list[Decision]:
        """Return what was decided on a claim under any of its ids, and taken back, in order."""
        with self._reading() as connection:
            chosen = self._needed(connection, run)
            stored = lookup.claim_by_id(connection, chosen, claim_id, self.name)
            return deciding.on_claim(connection, chosen, stored.key)

    def anchored(self, run: int | None = None) -> list[Anchored]:
        """Return the decisions as they stand in a run, the newest one by default."""
        with self._in_run(run) as (connection, chosen):
            return [] if chosen is None else deciding.anchored(connection, chosen)

    def queue(self, run: int | None = None) -> list[Anchored]:
        """Return the decisions whose words were not found again: a person has to look."""
        with self._in_run(run) as (connection, chosen):
            if chosen is None:
                return []
            return deciding.anchored(connection, chosen, states=("queued",))

    def resolve(
        self,
        decision_id: str,
        *,
        who: str,
        why: str,
        claims: Sequence[str] = (),
        wait: bool = True,
    ) -> Decision:
        """Say for which claims of the newest run a queued decision holds; none lets it go."""
        who, why = _signed(who, why)
        draft = Draft("reanchor", who, why, decision_id)

        def work(connection: Connection, run: int) -> Decision:
            return judgements.resolve(connection, run, draft, claims, self.name)

        return self._deciding(work, wait=wait)

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


def _signed(who: str, why: str) -> tuple[str, str]:
    if not who.strip() or not why.strip():
        raise UsageError("a decision needs a name (who) and a reason (why)")
    return who.strip(), why.strip()

"""The part of a project in which several people code the same documents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from sqlalchemy import Connection

from reportedly.errors import UsageError
from reportedly.store import assigning, coding, lookup, ruling
from reportedly.store.assigning import Assignment
from reportedly.store.base import Base
from reportedly.store.coding import Coding, Step
from reportedly.store.decisions import ANY, Decision
from reportedly.store.journal import Entry
from reportedly.store.locks import one_writer
from reportedly.store.ruling import Ruling, Verdict


class Cooperating(Base):
    """Assignments, coding and adjudication; see `reportedly.store.Project`."""

    def assign(
        self, documents: Iterable[str], coders: Iterable[int], *, mode: str = "blind", who: str
    ) -> list[Assignment]:
        """Give each document to each coder (numbers of accounts).

        ``mode`` is ``blind``, or ``suggested`` where the coder starts from the reader's claims.
        What somebody has been given already stays as it is.
        """
        people = list(coders)
        with self._writing() as connection:
            one_writer(connection)
            given = [lookup.document_by_id(connection, d).id for d in dict.fromkeys(documents)]
            made = [assigning.make(connection, d, c, mode, who) for d in given for c in people]
            return [assigning.one(connection, number) for number in made]

    def assignments(
        self, *, coder: int | None = None, document: str | None = None
    ) -> list[Assignment]:
        """Return assignments, the oldest first; those of a coder, or on a document (full id)."""
        with self._reading() as connection:
            return assigning.listed(connection, coder=coder, document=document)

    def assignment(self, number: int) -> Assignment:
        """Return an assignment; raises `UsageError` where there is none."""
        with self._reading() as connection:
            return assigning.one(connection, number)

    def adjudicable(self) -> list[str]:
        """Return the documents that several coders have finished and none still codes."""
        with self._reading() as connection:
            return assigning.ready(connection)

    def coding(self, number: int) -> Coding:
        """Return what a coder has written on an assignment."""
        with self._reading() as connection:
            held = assigning.one(connection, number)
            document = lookup.document_by_id(connection, held.document)
            return coding.of(connection, held, document, self.name)

    def code(  # noqa: PLR0913 - what one step of a coder consists of
        self,
        number: int,
        kind: Literal["put", "remove", "undo"],
        *,
        who: str,
        record: dict[str, Any] | None = None,
        claim: str | None = None,
        suggestion: str | None = None,
        why: str = "",
        seen: str | None = ANY,
    ) -> Entry:
        """Write down one step of a coder on an open assignment.

        * ``put``: ``record`` is a claim as in ``claim.schema.json``, its spans with their words
          or offsets alone, in place of ``claim`` where that is given; ``suggestion`` is the
          reader's claim that it began as.
        * ``remove``: takes ``claim`` out. ``undo``: takes the last step back.

        ``seen`` is the id of the last entry that the coder saw; raises `ConflictError` with the
        last one (an `Entry`) where it is another.
        """
        step = Step(kind, record, claim, suggestion, why, seen)
        with self._writing() as connection:
            one_writer(connection)
            held = assigning.one(connection, number)
            document = lookup.document_by_id(connection, held.document)
            entry, count = coding.write(connection, held, document, who, step)
            assigning.counted(connection, number, count)
            return entry

    def finish(self, number: int, *, who: str) -> Assignment:
        """Say that the coder is done; nothing can be changed from then."""
        with self._writing() as connection:
            one_writer(connection)
            held = assigning.one(connection, number)
            if held.state != "open":
                raise UsageError("this document is finished already")
            return assigning.move(connection, held, "done", who, "")

    def reopen(self, number: int, *, who: str, why: str) -> Assignment:
        """Let the coder go on."""
        if not why.strip():
            raise UsageError("to open it again needs a reason (why)")
        with self._writing() as connection:
            one_writer(connection)
            held = assigning.one(connection, number)
            if held.state == "open":
                raise UsageError("this document is open already")
            return assigning.move(connection, held, "open", who, why)

    def coders_hidden_from(self, account: int) -> dict[str, str]:
        """Return the documents that an account still codes, each with the mode.

        Until it is done, what others wrote and decided on these is kept from it; with ``blind``
        what the machine read too.
        """
        with self._reading() as connection:
            held = assigning.listed(connection, coder=account)
            return {one.document: one.mode for one in held if one.state == "open"}

    def adjudicate(
        self,
        document_id: str,
        key: str,
        record: dict[str, Any] | None,
        *,
        machine: str | None = None,
        who: str,
        why: str,
        wait: bool = True,
    ) -> list[Decision]:
        """Say what holds for one event that coders wrote differently, or did not all see.

        ``key`` names the pairing of their claims. ``record`` is the claim that holds, None where
        there is no event; ``machine`` is the project's claim on the same words. The project follows
        by decisions: a correction and an acceptance, a claim added, or a rejection. A later ruling
        on the same pairing takes the place of the one before, whose decisions are withdrawn.
        """
        if not who.strip() or not why.strip():
            raise UsageError("a ruling needs a name (who) and a reason (why)")
        asked = Verdict(key, record, machine, who.strip(), why.strip())

        def work(connection: Connection, run: int) -> list[Decision]:
            document = lookup.document_by_id(connection, document_id)
            return ruling.rule(connection, run, document, asked, self.name)

        return self._deciding(work, wait=wait)

    def rulings(self, document_id: str) -> dict[str, Ruling]:
        """Return what was ruled on a document (full id), by the key of the pairing."""
        with self._reading() as connection:
            return ruling.rulings(connection, document_id)

    def close_adjudication(self, document_id: str, *, who: str) -> list[Assignment]:
        """Say that everything in a document is ruled on."""
        with self._writing() as connection:
            one_writer(connection)
            held = assigning.listed(connection, document=document_id)
            if len(held) < 2 or any(one.state == "open" for one in held):
                raise UsageError("not all coders of this document are done")
            return [
                assigning.move(connection, one, "adjudicated", who, "")
                for one in held
                if one.state == "done"
            ]

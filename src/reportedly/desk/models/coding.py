"""Blind double coding, adjudication and agreement."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from reportedly.desk.models.base import Id, Message, Reason, Record
from reportedly.desk.models.documents import DocumentView

State = Literal["open", "done", "adjudicated"]
Mode = Literal["blind", "suggested"]


class AssignmentDraft(Message):
    """Give documents to coders (account ids): each codes each document without the others."""

    documents: Annotated[list[Id], Field(min_length=1, max_length=1000)]
    coders: Annotated[
        list[Annotated[int, Field(ge=1, le=2**31 - 1)]], Field(min_length=1, max_length=50)
    ]
    mode: Mode = "blind"


class AssignmentRow(Message):
    """One document for one coder. ``claims`` counts what the coder has written so far."""

    id: int
    document: Id
    title: str | None
    coder: int
    coder_name: str
    mode: Mode
    state: State
    claims: int
    assigned_at: str
    done_at: str | None


class AssignmentView(Message):
    """What the coder sees: the document, the own claims and nobody else's.

    ``document.claims`` is empty in blind mode; in suggested mode it holds the reader's claims.
    ``claims`` are the own ones as in ``claim.schema.json``, ``from_machine`` those of them that
    began as a suggestion, each with the suggestion's id. ``seen`` is the last entry, to be sent
    back with the next.
    """

    row: AssignmentRow
    document: DocumentView
    claims: list[Record]
    from_machine: dict[Id, Id]
    seen: Id | None


class Reopening(Message):
    """Why a finished document is coded again."""

    why: Reason


class EntryDraft(Message):
    """One step of a coder: put a claim (new or in place of ``claim``), or take one out.

    ``suggestion`` is the reader's claim that it began as.
    """

    kind: Literal["put", "remove", "undo"]
    claim: Id | None = None
    record: Record | None = None
    suggestion: Id | None = None
    why: Annotated[str, Field(max_length=2000)] = ""
    seen: Id | None = None


class AdjudicationRow(Message):
    """A document that at least two coders have finished."""

    document: Id
    title: str | None
    coders: list[str]
    differing: int
    adjudicated: bool


class Difference(Message):
    """One field in which the coders' claims differ; each value as in the schema, None if empty."""

    field: str
    values: list[Any]


class Pairing(Message):
    """One event of the text as the coders wrote it: a claim each, or None for a coder without."""

    key: str
    claims: list[Record | None]
    differing: list[Difference]
    machine: Id | None
    decided: bool


class AdjudicationView(Message):
    """Where the coders of a document differ. ``coders`` gives the order of all lists.

    ``agreed`` counts the events that all wrote alike, ``agreed_open`` those that nobody ruled on.
    """

    document: DocumentView
    coders: list[str]
    pairings: list[Pairing]
    agreed: int
    agreed_open: int


class Agreeing(Message):
    """Why all that the coders wrote alike holds."""

    why: Reason = "all coders agree"


class Ruling(Message):
    """What holds for a pairing: a claim as in the schema, or none. Becomes a decision."""

    key: str
    record: Record | None
    why: Reason


class FieldAgreement(Message):
    """Agreement on one field over independently coded units.

    Each figure with its 95 % confidence interval (bootstrap over documents), None where it is not
    defined. ``level`` is the level of measurement of alpha.
    """

    field: str
    level: Literal["nominal", "ordinal", "interval", "ratio", "spans"]
    units: int
    alpha: float | None
    alpha_interval: tuple[float, float] | None
    kappa: float | None
    kappa_interval: tuple[float, float] | None
    f1: float | None
    f1_interval: tuple[float, float] | None


class Agreement(Message):
    """``independent`` counts only what was coded blind; ``suggested`` is anchored by the machine.

    ``pairs`` holds the same by pair of coders.
    """

    documents: int
    coders: list[str]
    independent: list[FieldAgreement]
    suggested: list[FieldAgreement]
    pairs: list[dict[str, Any]]
    notes: list[str]

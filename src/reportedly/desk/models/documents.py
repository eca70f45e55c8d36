"""Documents and the claims on them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from reportedly.desk.models.base import (
    DecisionRow,
    EventId,
    Id,
    Message,
    Reason,
    Record,
    Target,
    Verdict,
    Words,
)
from reportedly.desk.models.session import Flag


class DocumentRow(Message):
    """``unsure`` counts the claims with a review reason that nobody has looked at."""

    id: Id
    title: str | None
    publisher: str | None
    published: str | None
    uri: str | None
    added_at: str
    characters: int
    claims: int
    reviewed: int
    unsure: int
    flags: list[Flag]


class ClaimView(Message):
    """A claim with what people made of it.

    ``record`` is the claim as in ``claim.schema.json``, as corrected. ``need`` 0 to 1 says how much
    it wants to be looked at, by reasons given in ``review`` in plain words. ``seen`` is the id of
    the last decision on it, to be sent back with the next. ``machine`` is false for claims that a
    person added; ``corrected`` names the fields that people changed. ``told`` says in words who
    says so, outermost first ("Example Wire said: two officials denied").
    """

    id: Id
    record: Record
    verdict: Verdict | None
    need: float
    review: list[str]
    seen: Id | None
    machine: bool
    corrected: list[str]
    event: EventId | None
    told: str


class DocumentView(Message):
    """A document to read: its text with all claims, those that need a look first.

    ``hidden`` are the pieces of the text that are shown as blocks. ``direction`` is that of the
    text's first strong letter. ``copies`` are other documents that share passages with it.
    """

    id: Id
    title: str | None
    author: str | None
    publisher: str | None
    published: str | None
    uri: str | None
    language: str | None
    direction: Literal["ltr", "rtl"]
    text: str
    hidden: list[Words]
    flags: list[Flag]
    claims: list[ClaimView]
    copies: list[CopyRow]
    snapshot_sha256: str | None
    text_sha256: str
    added_at: str


class CopyRow(Message):
    """Another document that shares text: ``passages`` are pieces of the document shown."""

    document: Id
    title: str | None
    publisher: str | None
    kind: str
    share: float
    passages: list[Words]


class ClaimRow(Message):
    """A claim in a list; ``told`` as in `ClaimView`, ``place`` the first one's name."""

    id: Id
    document: Id
    title: str | None
    publisher: str | None
    evidence: str
    told: str
    status: str
    category: str
    mode: str | None
    earliest: str | None
    latest: str | None
    place: str | None
    actors: str
    recipients: str
    speakers: str
    score: float | None
    verdict: Verdict | None
    event: EventId | None


class ClaimHistory(Message):
    """Everything that was decided on a claim, the oldest first; why the reader made it so."""

    claim: ClaimView
    decisions: list[DecisionRow]
    explanation: list[str]


class DecisionDraft(Message):
    """What a person decides; see `reportedly.store.Project.decide` for the kinds.

    In ``after`` a span is ``{"start", "end"}``; the words are taken from the text. A value without
    words stands in ``inferences`` with a reason, nowhere else. ``seen`` is the last decision on the
    target that the person saw, null for none.
    """

    kind: Literal[
        "accept", "reject", "correct", "add_claim", "merge", "split", "pin", "restore_name"
    ]
    target: Target
    why: Reason
    after: dict[str, Any] | None = None
    claims: Annotated[list[Id], Field(default_factory=list, max_length=500)]
    seen: Id | None = None


class Withdrawal(Message):
    """Take a decision back. It stays in the log; what it did is undone by a new entry."""

    decision: Id
    why: Reason = "undone"


class Decided(Message):
    """The decision as logged, with what it changed: the claim, or the ids of the events now."""

    decision: DecisionRow
    claim: ClaimView | None = None
    events: Annotated[list[EventId], Field(default_factory=list)]


class Waiting(Message):
    """A decision whose words were not found in the newest reading: somebody has to look."""

    decision: DecisionRow
    reason: str | None
    words: list[str]


class Resolution(Message):
    """For which claims a waiting decision holds now; none lets it go."""

    decision: Id
    claims: list[Id]
    why: Reason


DocumentView.model_rebuild()

"""What all messages of the desk share."""

from __future__ import annotations

from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Item = TypeVar("Item")
Role = Literal["reader", "coder", "adjudicator", "owner"]
Verdict = Literal["accept", "reject"]
#: A claim, document or decision: a SHA-256 in hexadecimal.
Id = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
#: An event: ``e`` and the start of the id of the claim that it was first known by.
EventId = Annotated[str, StringConstraints(pattern=r"^e[0-9a-f]{24}$")]
#: What a decision can be about.
Target = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64}|e[0-9a-f]{24})$")]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
#: A claim as in ``claim.schema.json``.
Record = dict[str, Any]


class Message(BaseModel):
    """Unknown fields are refused, so that a misspelt one is not silently dropped."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Page(Message, Generic[Item]):
    """Some of ``total`` rows, from ``offset`` on."""

    total: int
    offset: int
    rows: list[Item]


class Words(Message):
    """A piece of the document's text; the desk itself takes the words that stand there."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]


class Problem(Message):
    """What went wrong and what to do (RFC 9457, without the parts that nobody reads)."""

    title: str
    detail: str
    #: Only with status 409: what somebody else decided in the meantime.
    conflict: DecisionRow | None = None


class DecisionRow(Message):
    """One row of the log of decisions. ``withdrawn_by`` is the decision that took it back."""

    id: Id
    at: str
    who: str
    kind: str
    target: str
    document: str | None
    before: Any
    after: Any
    why: str
    withdrawn_by: Id | None = None


Problem.model_rebuild()

"""Imports and exports, which take time."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from reportedly.desk.models.base import Message, Reason

JobState = Literal["waiting", "running", "done", "failed", "cancelled"]


class Job(Message):
    """``done`` of ``total`` documents or rows; ``total`` None while it is not known.

    ``failures`` are documents that could not be read, with the reason; ``file`` is the name of the
    finished export.
    """

    id: str
    kind: Literal["import", "export"]
    state: JobState
    what: str
    done: int
    total: int | None
    seconds_left: float | None
    failures: list[Failure]
    error: str | None
    file: str | None
    report: dict[str, Any] | None
    started_at: str


class Failure(Message):
    """A document that could not be read."""

    source: str
    kind: str
    reason: str
    failed_at: str


class ExportDraft(Message):
    """A format of `reportedly export`, the filter of a list and its options.

    Names of private persons are masked unless ``restore_names`` says why not; the archive forms
    keep them and need the owner.
    """

    format: str
    query: Annotated[dict[str, Any], Field(default_factory=dict)]
    options: Annotated[dict[str, Any], Field(default_factory=dict)]
    restore_names: Reason | None = None


class FormatRow(Message):
    """A format that can be exported, with what it is for.

    ``restricted``: names of private persons are in it; ``events``: its rows may be events.
    """

    name: str
    suffix: str
    title: str
    restricted: bool
    events: bool


class Status(Message):
    """How much is in the project."""

    documents: int
    claims: int
    events: int
    reviewed: int
    unsure: int
    waiting: int
    failures: list[Failure]
    runs: list[dict[str, Any]]


Job.model_rebuild()
Status.model_rebuild()

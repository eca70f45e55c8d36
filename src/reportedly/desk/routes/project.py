"""The project as a whole: how much is in it, and its codebook."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, get_args

from fastapi import APIRouter, Response

from reportedly.codebook.load import load_codebook
from reportedly.desk.access import At, needs
from reportedly.desk.answers import answer
from reportedly.desk.models.codebook import CategoryRow, CodebookView, ModeRow, StatusRow
from reportedly.desk.models.jobs import Failure, Status
from reportedly.exports.wording import STATUS
from reportedly.records.claim import Counted, Precision, QuoteKind, Side, Stance
from reportedly.store import Filters, Run

router = APIRouter(tags=["project"])


@router.get("/status", response_model=Status, **needs("reader"))
def status(at: At) -> Response:
    """Say how much is in the project, what failed and what waits."""
    project = at.desk.project
    found = project.status()
    open_ = project.claims_page(Filters(verdict="none", review=True), limit=1).total
    untouched = project.claims_page(Filters(verdict="none"), limit=1).total
    return answer(
        Status(
            documents=found.documents,
            claims=found.claims,
            events=found.events,
            reviewed=max(0, found.claims - untouched),
            unsure=open_,
            waiting=found.waiting,
            failures=[
                Failure(source=_name(f.source), kind=f.kind, reason=f.reason, failed_at="")
                for f in found.failures
            ],
            runs=[_run(run) for run in project.runs()],
        )
    )


@router.get("/codebook", response_model=CodebookView, **needs("reader"))
def codebook(at: At) -> Response:
    """Return the codes and values that a claim can have, with their meanings."""
    return answer(_codebook())


def _name(source: str) -> str:
    """The name of a file without the folders of this machine."""
    return source if "://" in source else source.replace("\\", "/").rpartition("/")[2]


def _run(run: Run) -> dict[str, Any]:
    return {
        "id": run.id,
        "engine": run.engine,
        "version": run.version,
        "started_at": run.started_at,
        "documents": run.documents,
        "claims": run.claims,
        "digests": dict(run.digests),
    }


@lru_cache(maxsize=1)
def _codebook() -> CodebookView:
    book = load_codebook()
    return CodebookView(
        categories=[
            CategoryRow(
                name=category.name,
                meaning=category.meaning,
                quad=category.quad,
                needs_recipient=category.needs_recipient,
                modes=[ModeRow(name=n, meaning=m) for n, m in category.modes.items()],
            )
            for category in book.categories.values()
        ],
        statuses=[StatusRow(name=n, sign=s, meaning=m) for n, (s, m) in STATUS.items()],
        stances=list(get_args(Stance)),
        quotes=list(get_args(QuoteKind)),
        counted=list(get_args(Counted)),
        sides=list(get_args(Side)),
        precisions=list(get_args(Precision)),
        contexts=[ModeRow(name=n, meaning=m) for n, m in book.contexts.items()],
    )

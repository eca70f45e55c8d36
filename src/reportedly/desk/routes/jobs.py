"""Imports and exports."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse

from reportedly.desk import exporting, importing
from reportedly.desk.access import At, Caller, needs
from reportedly.desk.answers import Many, answer
from reportedly.desk.asked import filters_of
from reportedly.desk.jobs import Task
from reportedly.desk.models.jobs import ExportDraft, FormatRow, Job
from reportedly.desk.problems import Refused, missing
from reportedly.desk.views.jobs import format_rows, job_of
from reportedly.exports.project_formats import Format, format_named

router = APIRouter(tags=["import and export"])
JobId = Annotated[str, Path(pattern=r"^[0-9a-f]{16}$")]
_UPLOAD: Final = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": [importing.FILES],
                "properties": {
                    importing.FILES: {
                        "type": "array",
                        "items": {"type": "string", "format": "binary"},
                    },
                    "published": {"type": "string", "description": "A day, for all files."},
                    "publisher": {"type": "string"},
                },
            }
        }
    },
}


@router.post("/imports", response_model=Job, status_code=202, **needs("coder", requestBody=_UPLOAD))
async def add(at: At, request: Request) -> Response:
    """Read files into the project."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise Refused(422, "expected a form with files")
    task = await run_in_threadpool(_task, at, "import", "")
    try:
        async with request.form(max_files=importing.MOST_FILES, max_fields=10) as form:
            overrides = importing.overrides_of(form)
            files = await importing.save(form, task.folder)
    except BaseException:
        at.desk.jobs.abandon(task)
        raise
    task.what = files[0].name if len(files) == 1 else f"{len(files)} files"
    at.desk.jobs.start(task, lambda job: importing.add(at.desk, job, files, overrides))
    return answer(job_of(task), 202)


@router.post("/exports", response_model=Job, status_code=202, **needs("reader"))
def export(at: At, draft: ExportDraft) -> Response:
    """Write claims or events to a file."""
    form = _format(draft.format)
    if form.archive or draft.restore_names is not None:
        at.require("owner")
    order = _order(at, form, draft)
    task = _task(at, "export", form.name)
    at.desk.jobs.start(task, lambda job: exporting.export(at.desk, job, order))
    return answer(job_of(task), 202)


@router.get("/formats", response_model=list[FormatRow], **needs("reader"))
def formats(at: At) -> Response:
    """List the formats that can be exported."""
    return answer(Many[FormatRow](format_rows()))


@router.get("/jobs", response_model=list[Job], **needs("reader"))
def jobs(at: At) -> Response:
    """List one's own imports and exports, the newest first; the owner sees all."""
    return answer(Many[Job]([job_of(task) for task in at.desk.jobs.all() if _is_own(at, task)]))


@router.get("/jobs/{id}", response_model=Job, **needs("reader"))
async def job(at: At, id: JobId) -> Response:  # noqa: A002
    """Say how far a job is."""
    return answer(job_of(_found(at, id)))


@router.delete("/jobs/{id}", response_model=Job, **needs("reader"))
async def stop(at: At, id: JobId) -> Response:  # noqa: A002
    """Stop a job; what an import has read already stays."""
    task = _found(at, id)
    task.stop.set()
    for _ in range(20):
        if task.state not in ("waiting", "running"):
            break
        await asyncio.sleep(0.05)
    return answer(job_of(task))


@router.get(
    "/jobs/{id}/file",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {}}}},
    **needs("reader"),
)
async def file(at: At, id: JobId) -> Response:  # noqa: A002
    """Return the file that an export made."""
    task = _found(at, id)
    if task.file is None or task.state != "done":
        raise missing("finished file")
    return FileResponse(task.file, media_type="application/octet-stream", filename=task.file.name)


def _task(at: Caller, kind: str, what: str) -> Task:
    task = at.desk.jobs.new(kind, what, at.person.id)
    if task is None:
        raise Refused(429, "too many jobs wait: let one of them end first")
    return task


def _is_own(at: Caller, task: Task) -> bool:
    return task.owner == at.person.id or at.may("owner")


def _found(at: Caller, number: str) -> Task:
    task = at.desk.jobs.get(number)
    if task is None or not _is_own(at, task):
        raise missing("job")
    return task


def _format(name: str) -> Format:
    return format_named(name)


def _order(at: Caller, form: Format, draft: ExportDraft) -> exporting.Order:
    options = _options(draft.options)
    by_event = options.get("by") == "events"
    if by_event and not form.events:
        raise Refused(400, f"{form.name} has no rows of events")
    if options.get("acled_counts") and form.name != "acled":
        raise Refused(400, "numbers for vague words are for the acled layout alone")
    query = dict(draft.query)
    contested = query.pop("contested", False)
    if not isinstance(contested, bool):
        raise Refused(422, "query.contested: expected true or false")
    return exporting.Order(
        form,
        filters_of(at, query),
        contested,
        by_event,
        bool(options.get("acled_counts", False)),
        draft.restore_names,
        frozenset(at.hidden),
    )


def _options(given: dict[str, Any]) -> dict[str, Any]:
    for name, value in given.items():
        allowed = exporting.OPTIONS.get(name)
        if allowed is None or not any(value is one or value == one for one in allowed):
            raise Refused(422, f"options.{name}: not an option of exports, or not a value of it")
    return given

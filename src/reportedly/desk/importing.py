"""Imports from the browser: uploads into a folder of the job's, then as on the command line."""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from reportedly.desk.context import Desk
from reportedly.desk.jobs import CancelledError, Task
from reportedly.desk.models.jobs import Failure
from reportedly.desk.problems import Refused
from reportedly.errors import SourceError
from reportedly.sources.options import Overrides
from reportedly.store import Report, Step

FIELDS: Final = ("published", "publisher")
FILES: Final = "files"
MOST_FILES: Final = 500
_LONGEST: Final = 150
_UNFIT: Final = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|]")
_CHUNK: Final = 1 << 20
_WARNINGS: Final = 50


async def save(form: FormData, folder: Path) -> list[Path]:
    """Write the uploads into the folder, under their own names as far as these are fit."""
    files = [item for item in form.getlist(FILES) if isinstance(item, UploadFile)]
    if not files:
        raise Refused(422, f"{FILES}: choose at least one file")
    saved: list[Path] = []
    for number, upload in enumerate(files):
        target = folder / fit(upload.filename or "", number)
        if target.exists():
            target = folder / f"{number + 1}-{target.name}"
        with target.open("wb") as stream:
            while chunk := await upload.read(_CHUNK):
                await run_in_threadpool(stream.write, chunk)
        saved.append(target)
    return saved


def fit(name: str, number: int) -> str:
    """Return a file name that names no folder and that every system takes."""
    last = name.replace("\\", "/").rpartition("/")[2]
    clean = _UNFIT.sub("_", last).strip(" .").lstrip("-")
    stem, dot, ending = clean.rpartition(".")
    if len(clean) > _LONGEST:
        clean = f"{(stem or clean)[: _LONGEST - 20]}{dot}{ending[:19]}"
    return clean or f"upload-{number + 1}"


def overrides_of(form: FormData) -> Overrides:
    """Read what the user says of all the files; raises `UsageError` for a day that is none."""
    given = {name: form.get(name) for name in FIELDS}
    plain = {n: v.strip()[:500] for n, v in given.items() if isinstance(v, str) and v.strip()}
    return Overrides(**plain)


def add(desk: Desk, task: Task, files: list[Path], overrides: Overrides) -> None:
    """Read the files into the project; stopped, what is on disk stays."""
    reader = desk.tools.reader()
    task.check()

    def progress(step: Step) -> None:
        if step.failure is not None:
            task.failures.append(failure_of(step.failure))
        task.step(step.done, step.total, step.left)

    try:
        report = desk.project.add(
            files, overrides=overrides, engine=reader, progress=progress, below=task.folder
        )
    except CancelledError:
        desk.project.add_documents((), engine=reader)  # the events of what is on disk already
        raise
    finally:
        desk.masks.forget()
        desk.events.ask()
    task.report = plain(report)


def plain(report: Report) -> dict[str, Any]:
    """Return the numbers of an import."""
    kept = ("added", "known", "claims", "events", "queued")
    found = {name: value for name, value in asdict(report).items() if name in kept}
    return found | {"failed": len(report.failures), "warnings": report.warnings[:_WARNINGS]}


def failure_of(error: SourceError) -> Failure:
    """Show what could not be read."""
    return Failure(
        source=error.source,
        kind=type(error).__name__,
        reason=error.reason,
        failed_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )

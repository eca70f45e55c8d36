"""Imports, exports and their formats."""

from __future__ import annotations

from typing import Final, Literal

from reportedly.desk.jobs import Task
from reportedly.desk.models.jobs import FormatRow, Job
from reportedly.exports.project_formats import PROJECT_FORMATS

#: What each format is for.
_TITLES: Final = {
    "csv": "Table of claims (CSV)",
    "xlsx": "Workbook (Excel)",
    "parquet": "Columns for analysis (Parquet)",
    "geojson": "Map layer (GeoJSON)",
    "plover": "PLOVER records (JSON Lines)",
    "acled": "ACLED-compatible table (CSV)",
    "ged": "UCDP GED-compatible table (CSV)",
    "ftm": "Entities for OpenAleph (FollowTheMoney)",
    "annotations": "Web annotations (JSON-LD)",
    "html": "Page to read and print (HTML)",
    "jsonl": "Archive of claims (JSON Lines)",
    "json": "Archive of readings (JSON)",
    "bundle": "Evidence bundle with originals and digests (ZIP)",
}


def job_of(task: Task) -> Job:
    """Show how far a job is."""
    kind: Literal["import", "export"] = "import" if task.kind == "import" else "export"
    return Job(
        id=task.id,
        kind=kind,
        state=task.state,
        what=task.what,
        done=task.done,
        total=task.total,
        seconds_left=task.left,
        failures=list(task.failures),
        error=task.error,
        file=task.file.name if task.file and task.state == "done" else None,
        report=task.report,
        started_at=task.started_at,
    )


def format_rows() -> list[FormatRow]:
    """List the formats."""
    return [
        FormatRow(
            name=form.name,
            suffix=form.ending,
            title=_TITLES.get(form.name, form.name),
            restricted=form.archive,
            events=form.events,
        )
        for form in PROJECT_FORMATS.values()
    ]

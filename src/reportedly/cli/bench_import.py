"""`reportedly bench import`: a large import, killed in the middle and begun again."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.bench_json import write_report
from reportedly.errors import UsageError

if TYPE_CHECKING:
    from reportedly.bench.importing import ImportReport


def large_import(
    *,
    documents: Annotated[int, typer.Option(min=100, help="Made-up documents to add.")] = 10_000,
    words: Annotated[int, typer.Option(min=5, help="Words of each.")] = 40,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes.")] = 1,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Write the report to this file as JSON.")
    ] = None,
) -> None:
    """Add made-up documents to a project, kill that in the middle, and go on.

    Some of the documents are broken. At the end all others are there, once each, or the command
    fails.
    """
    if not hasattr(os, "killpg"):
        raise UsageError("this system has no process groups that could be killed")
    from reportedly.bench.importing import bench_import  # noqa: PLC0415 - imports the database

    report = bench_import(documents, words=words, jobs=jobs)
    typer.echo(import_summary(report))
    write_report(json_file, report.as_json())
    if not report.held:
        raise typer.Exit(1)


def import_summary(report: ImportReport) -> str:
    """Return the report in a few lines for a terminal."""
    memory = "unknown" if report.peak_mebibytes is None else f"{report.peak_mebibytes:.0f} MiB"
    minutes = (report.seconds_before + report.seconds_after) / 60
    return "\n".join(
        (
            f"before the kill   {report.reported:,} documents reported as stored in "
            f"{report.seconds_before:.0f} s, {report.lost} of them lost",
            f"after it          {report.stored:,} of {report.documents:,} documents stored in "
            f"{report.seconds_after:.0f} s more, {report.failed} of {report.bad} bad ones told",
            f"once more         {report.seconds_again:.0f} s, with nothing to do",
            f"in all            {minutes:.1f} minutes, {report.claims:,} claims, "
            f"{report.events:,} events, peak memory {memory}",
            f"the file          {report.bytes:,} bytes, {'sound' if report.sound else 'DAMAGED'}",
        )
    )

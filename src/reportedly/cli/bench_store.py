"""`reportedly bench store`: how fast a project takes claims in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.bench_json import write_report

if TYPE_CHECKING:
    from reportedly.bench.store import StoreReport


def store(
    *,
    claims: Annotated[int, typer.Option(min=10, help="Made-up claims to store.")] = 20_000,
    events: Annotated[
        bool, typer.Option("--events", help="Measure the events afterwards, too.")
    ] = False,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Write the report to this file as JSON.")
    ] = None,
) -> None:
    """Measure claims a second into a new project on SQLite, without the reading.

    Beside it: bare inserts of the same records into one table, as durable.
    """
    from reportedly.bench.store import bench_store  # noqa: PLC0415 - imports the database

    report = bench_store(claims, events=events)
    typer.echo(store_summary(report))
    write_report(json_file, report.as_json())


def store_summary(report: StoreReport) -> str:
    """Return the report in a few lines for a terminal."""
    met = "met" if report.claims_per_second >= report.target else "missed"
    lines = [
        f"import              {report.claims_per_second:,.0f} claims/s ({report.claims} claims in "
        f"{report.documents} documents; target {report.target:,} {met})",
        f"by processor time   {report.claims_per_cpu_second:,.0f} claims/s",
        f"bare inserts        {report.bare_per_second:,.0f} claims/s",
        f"ratio to these      {report.ratio:.1f}",
        f"size of the file    {report.bytes_per_claim:,.0f} bytes a claim",
    ]
    if report.event_claims_per_second is not None:
        lines.append(
            f"events afterwards   {report.event_claims_per_second:,.0f} claims/s "
            f"({report.events} events)"
        )
    return "\n".join(lines)

"""`reportedly bench cluster`: how clustering grows with the number of claims."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from reportedly.bench.cluster import ClusterBench, bench_cluster
from reportedly.errors import UsageError


def cluster(
    *,
    sizes: Annotated[
        str, typer.Option(help="Numbers of synthetic claims; 1000000 takes minutes.")
    ] = "10000,100000",
    seed: Annotated[int, typer.Option(help="Another seed makes other claims.")] = 1,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Write the report to this file as JSON.")
    ] = None,
) -> None:
    """Cluster synthetic claims; print processor time, memory and the exponent of the growth."""
    report = bench_cluster(_numbers(sizes), seed)
    typer.echo(summary(report))
    if json_file is not None:
        text = json.dumps({"program": "reportedly", **report.as_json()}, indent=2)
        json_file.write_text(text + "\n", "utf-8", newline="\n")


def summary(report: ClusterBench) -> str:
    """Return one line for each size, and the exponent."""
    lines = [
        f"{r.claims:>9,} claims  {r.seconds:8.1f} s  {1e6 * r.seconds / r.claims:5.0f} µs a claim  "
        f"{r.clusters:>8,} events  one more {r.one_more_milliseconds:.1f} ms  "
        f"pairs P {r.pairwise_precision:.3f} R {r.pairwise_recall:.3f}  "
        f"{r.peak_mebibytes:,.0f} MiB"
        for r in report.runs
    ]
    if report.exponent is not None:
        lines.append(f"time grows as claims to the power of {report.exponent:.3f}")
    return "\n".join(lines)


def _numbers(sizes: str) -> list[int]:
    try:
        numbers = [int(size) for size in sizes.split(",") if size.strip()]
    except ValueError:
        numbers = []
    if not numbers or any(number < 10 for number in numbers):
        raise UsageError(f"--sizes {sizes!r}: expected numbers of claims, such as 10000,100000")
    return numbers

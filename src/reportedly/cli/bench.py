"""`reportedly bench`: speed, memory, start-up time and growth."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reportedly.bench.measure import TARGET_RATIO, BenchReport
from reportedly.bench.measure import bench as run_bench
from reportedly.cli.bench_cluster import cluster
from reportedly.cli.bench_desk import desk
from reportedly.cli.bench_import import large_import
from reportedly.cli.bench_json import write_report
from reportedly.cli.bench_store import store
from reportedly.errors import UsageError

app = typer.Typer(invoke_without_command=True)
app.command()(cluster)
app.command()(store)
app.command()(desk)
app.command("import")(large_import)


@app.callback()
def bench(
    context: typer.Context,
    *,
    words: Annotated[int, typer.Option(min=100, help="Words to read in each repeat.")] = 20_000,
    repeats: Annotated[int, typer.Option(min=1, help="How often parse and reading alternate.")] = 5,
    sizes: Annotated[
        str, typer.Option(help="Lengths of single documents, in words; empty to skip.")
    ] = "10000,50000,200000",
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Write the report to this file as JSON.")
    ] = None,
) -> None:
    """Measure words a second, peak memory, start-up time and the ratio to the bare parse."""
    if context.invoked_subcommand is not None:
        return
    from reportedly.pipeline import Engine  # noqa: PLC0415 - loads the model and all data
    from reportedly.text.model import load_model  # noqa: PLC0415

    lengths = _lengths(sizes)
    report = run_bench(Engine(), load_model(), words=words, repeats=repeats, sizes=lengths)
    typer.echo(summary(report))
    write_report(json_file, report.as_json())


def summary(report: BenchReport) -> str:
    """Return the report in a few lines for a terminal."""
    s = report.speed
    met = "met" if s.ratio <= TARGET_RATIO else "missed"
    lines = [
        f"start to first sentence  {report.start_seconds:.2f} s",
        f"reading                  {s.words_per_second:,.0f} words/s "
        f"({s.documents} documents, {s.words:,} words, {s.claims} claims)",
        f"bare parse               {s.words / s.parse_seconds:,.0f} words/s",
        f"ratio to bare parse      {s.ratio:.3f} ({s.ratio_low:.3f} to {s.ratio_high:.3f} in "
        f"{s.repeats} repeats; target {TARGET_RATIO} {met})",
        f"peak memory              {report.peak_mebibytes:.0f} MiB",
    ]
    lines += [
        f"one document             {g.words:,} words in {g.seconds:.1f} s, "
        f"{g.microseconds:.0f} µs a word"
        for g in report.growth
    ]
    if report.linearity is not None:
        lines.append(
            f"longest to shortest      {report.linearity:.2f} times the time a word; "
            f"peak memory {report.peak_mebibytes_longest:.0f} MiB"
        )
    return "\n".join(lines)


def _lengths(sizes: str) -> list[int]:
    try:
        lengths = [int(size) for size in sizes.split(",") if size.strip()]
    except ValueError:
        lengths = [0]
    if any(length < 1 for length in lengths):
        raise UsageError(f"--sizes {sizes!r}: expected numbers of words, such as 10000,50000")
    return lengths

"""`reportedly bench desk`: how long the desk takes to answer in a large project."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from reportedly.cli.bench_json import write_report
from reportedly.errors import UsageError

if TYPE_CHECKING:
    from reportedly.bench.desk import DeskReport

NAME: Final = "bench.rptd"
_SERVER: Final = """
import sys
from reportedly.desk.options import Options
from reportedly.desk.serve import serve
from reportedly.store import Project

with Project.open(sys.argv[1]) as project:
    project.refresh()
    serve(project, Options(port=int(sys.argv[2]), name="bench"),
          ready=lambda address: print(address, flush=True))
"""


def desk(
    *,
    make: Annotated[
        Path, typer.Option(metavar="FOLDER", help="Where the project is; made there if it is not.")
    ],
    documents: Annotated[int, typer.Option(min=10, help="Documents, of ten claims each.")] = 10_000,
    repeats: Annotated[int, typer.Option(min=2, help="Requests of each kind.")] = 20,
    measure: Annotated[
        bool, typer.Option("--measure/--only-make", help="Measure, or make the project alone.")
    ] = True,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Write the report to this file as JSON.")
    ] = None,
) -> None:
    """Measure how long each address of the desk takes, in a made-up project.

    The project stays in the folder, to be measured or looked at again.
    """
    from reportedly.bench.desk import bench_desk  # noqa: PLC0415
    from reportedly.bench.desk_project import make_project  # noqa: PLC0415 - imports the database

    if not make.is_dir():
        raise UsageError(f"--make {make}: no such folder; make it first")
    path = make / NAME
    if not path.exists():
        events = make_project(path, documents)
        typer.echo(f"{path}: {documents} documents, {events} events")
    if not measure:
        return
    with _served(path) as port:
        report = bench_desk(port, repeats)
    typer.echo(desk_summary(report))
    write_report(json_file, report.as_json())


@contextmanager
def _served(path: Path) -> Iterator[int]:
    """Serve the project in a process of its own; gives the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-c", _SERVER, str(path), str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603
        try:
            if server.stdout is None or not server.stdout.readline():
                raise UsageError(f"{path}: the desk did not start")
            yield port
        finally:
            server.terminate()


def desk_summary(report: DeskReport) -> str:
    """Return the report as a table for a terminal."""
    lines = [
        f"{report.documents:,} documents, {report.claims:,} claims, {report.events:,} events; "
        f"milliseconds, target {report.target:.0f} for 95 of 100",
        f"{'':24} {'median':>8} {'95 %':>8} {'longest':>8} {'KB':>8}",
    ]
    for one in report.timings:
        late = "  missed" if one.p95 > report.target else ""
        lines.append(
            f"{one.name:24} {one.median:8.1f} {one.p95:8.1f} {one.longest:8.1f} "
            f"{one.bytes / 1000:8.0f}{late}"
        )
    return "\n".join(lines)

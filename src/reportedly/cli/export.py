"""`reportedly export`: a project in a form that other programs read."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Annotated, BinaryIO, TextIO

import typer

from reportedly.cli.choices import Quiet, RestoreNames
from reportedly.cli.project import InRun, ProjectAt
from reportedly.errors import UsageError

_DEFAULT = "project.rptd"
_UNITS = ("claims", "events")


def export(
    project: ProjectAt = _DEFAULT,
    *,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="csv|xlsx|parquet|geojson|plover|acled|ged|ftm|annotations|html|jsonl|json|bundle",
            help="What to write; taken from the ending of --out where not given.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path, typer.Option("--out", "--output", "-o", help="The file; written whole or not at all.")
    ],
    by: Annotated[
        str, typer.Option(metavar="claims|events", help="A row a claim, or a row an event.")
    ] = "claims",
    acled_counts: Annotated[
        bool,
        typer.Option(
            "--acled-counts",
            help="Set numbers for words such as 'dozens', and 0 where no dead are told.",
        ),
    ] = False,
    rules: Annotated[
        Path | None,
        typer.Option(help="Write to this file which rule filled which cell (acled, ged)."),
    ] = None,
    masks: Annotated[
        Path | None, typer.Option(help="Write to this file where names were masked.")
    ] = None,
    run: InRun = None,
    restore_names: RestoreNames = None,
    quiet: Quiet = False,
) -> None:
    """Write a project's claims or events in a form that other programs read.

    Names of private persons are masked in all forms but jsonl, json and bundle, which are
    restricted archives.

    Examples:
        reportedly export -o claims.xlsx

        reportedly export --format acled --by events -o acled.csv --rules rules.csv

        reportedly export -p sahel.rptd --format bundle -o evidence.zip

    """
    from reportedly.exports.from_project import content_of  # noqa: PLC0415 - imports the database
    from reportedly.exports.masks import write_masks  # noqa: PLC0415
    from reportedly.exports.notice import RESTRICTED  # noqa: PLC0415
    from reportedly.exports.project_formats import format_named, write  # noqa: PLC0415
    from reportedly.store import Project  # noqa: PLC0415

    if by not in _UNITS:
        raise UsageError(f"--by {by}: choose claims or events")
    chosen = format_named(form or _named_by(out))
    if by == "events" and not chosen.events:
        raise UsageError(f"{chosen.name} has no rows of events; leave out --by events")
    for path in (out, rules, masks):
        _check(path)
    with Project.open(project) as opened, ExitStack() as files:
        content = content_of(opened, chosen, by_event=by == "events", reason=restore_names, run=run)
        content.counts = acled_counts
        content.rules = files.enter_context(_text(rules)) if rules else None
        with _whole(out) as stream:
            write(chosen, content, stream)
        if masks:
            masked = content_of(opened, format_named("csv"), reason=restore_names, run=run)
            with _text(masks) as listed:
                write_masks(masked.readings, listed, masked.names)
    if chosen.archive and not quiet:
        sys.stderr.write(f"reportedly: {RESTRICTED}\n")


def _named_by(out: Path) -> str:
    from reportedly.exports.project_formats import PROJECT_FORMATS  # noqa: PLC0415

    endings = sorted(PROJECT_FORMATS.values(), key=lambda form: -len(form.ending))
    for form in endings:
        if out.name.lower().endswith(form.ending):
            return form.name
    raise UsageError(f"--out {out}: its ending names no format; add --format")


def _check(path: Path | None) -> None:
    if path is None:
        return
    if path.is_dir():
        raise UsageError(f"{path}: a folder; name a file in it")
    if not path.absolute().parent.is_dir():
        raise UsageError(f"{path}: no folder {path.absolute().parent}; make it first")


@contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    """Open a file that takes the place of ``path`` when the block ends without an error."""
    target = path.resolve()
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:60]}.", dir=target.parent)
    try:
        with open(handle, "w+b") as stream:  # noqa: PTH123
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


@contextmanager
def _text(path: Path) -> Iterator[TextIO]:
    with _whole(path) as stream:
        text = io.TextIOWrapper(stream, "utf-8", "replace", newline="")
        try:
            yield text
            text.flush()
        finally:
            text.detach()

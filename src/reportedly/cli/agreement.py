"""`reportedly agreement`: how well coders agree, field by field."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from reportedly.cli.project import VARIABLE

if TYPE_CHECKING:
    from reportedly.review.figure import Figure
    from reportedly.review.results import Agreement, FieldAgreement

_DEFAULT: Final = "project.rptd"
_COLUMNS: Final = ("field", "level", "units", "alpha", "kappa", "f1")


class Form(StrEnum):
    """How the table is printed."""

    table = "table"
    csv = "csv"
    json = "json"


def agreement(
    project: Annotated[
        str, typer.Argument(metavar="[FILE|URL]", envvar=VARIABLE, help="The project.")
    ] = _DEFAULT,
    *,
    form: Annotated[Form, typer.Option("--format", help="How to print it.")] = Form.table,
    coder: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Only these coders; give it once for each."),
    ] = None,
) -> None:
    """Show how well coders agree: alpha, kappa and F1 by field, with 95 % intervals.

    Counts documents that at least two people have finished. What they coded blind is told apart
    from what they coded after the machine's suggestions.

    Examples:
        reportedly agreement

        reportedly agreement sahel.rptd --coder Ada --coder Bo

        reportedly agreement sahel.rptd --format csv > agreement.csv

    """
    from reportedly.review.agreement import measure  # noqa: PLC0415 - imports numpy
    from reportedly.store import Project  # noqa: PLC0415 - imports the database

    with Project.open(project) as opened:
        found = measure(opened, coder or None)
    if form is Form.json:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False))
    elif form is Form.csv:
        typer.echo(_csv(found), nl=False)
    else:
        typer.echo("\n".join(_table(found)))


def _csv(found: Agreement) -> str:
    """One row a field; pairs of coders have their names in ``coders``, all together none."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = [name for f in _COLUMNS[3:] for name in (f, f"{f}_low", f"{f}_high")]
    writer.writerow(["coding", "coders", "documents", *_COLUMNS[:3], *names])
    groups: list[tuple[str, str, int | str, tuple[FieldAgreement, ...]]] = [
        ("independent", "", found.documents, found.independent),
        ("suggested", "", found.documents, found.suggested),
        *(
            ("independent", " | ".join(pair.coders), pair.documents, pair.fields)
            for pair in found.pairs
            if len(found.coders) > 2
        ),
    ]
    for coding, coders, documents, fields in groups:
        for one in fields:
            numbers = [cell for f in _figures(one) for cell in _cells(f)]
            row: list[Any] = [coding, coders, documents, one.field, one.level, one.units]
            writer.writerow([*row, *numbers])
    return out.getvalue()


def _cells(figure: Figure) -> list[str]:
    low, high = figure.interval or (None, None)
    return ["" if x is None else f"{x:.4f}" for x in (figure.value, low, high)]


def _table(found: Agreement) -> list[str]:
    lines = [f"{found.documents} documents coded by several people: {', '.join(found.coders)}"]
    if not found.documents:
        lines = ["no document has been coded by several people who are done"]
    for title, fields in (
        ("coded blind", found.independent),
        ("coded after the machine's suggestions", found.suggested),
    ):
        if fields:
            lines += ["", title, *_rows(fields)]
    if len(found.coders) > 2:
        for pair in found.pairs:
            title = f"{pair.coders[0]} and {pair.coders[1]}, {pair.documents} documents coded blind"
            lines += ["", title, *_rows(pair.fields)]
    return [*lines, "", *found.notes]


def _rows(fields: tuple[FieldAgreement, ...]) -> list[str]:
    rows = [list(_COLUMNS)]
    rows += [[one.field, one.level, str(one.units), *map(_shown, _figures(one))] for one in fields]
    widths = [max(len(row[i]) for row in rows) for i in range(len(_COLUMNS))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _figures(one: FieldAgreement) -> tuple[Figure, Figure, Figure]:
    return one.alpha, one.kappa, one.f1


def _shown(figure: Figure) -> str:
    if figure.value is None:
        return "-"
    if figure.interval is None:
        return f"{figure.value:.3f}"
    return f"{figure.value:.3f} ({figure.interval[0]:.3f} to {figure.interval[1]:.3f})"

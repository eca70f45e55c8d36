"""`reportedly evaluate stories`: events and contradictions across documents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from reportedly.evaluate.stories import StoriesReport, evaluate_stories

JsonFile = Annotated[
    Path | None, typer.Option("--json", help="Write the report to this file as JSON.")
]


def stories(
    folder: Annotated[
        Path, typer.Argument(help="Coded documents with event keys, and groups.json.")
    ],
    *,
    coded_only: Annotated[
        bool, typer.Option("--coded-only", help="Leave out the reader: coded claims alone.")
    ] = False,
    errors: Annotated[bool, typer.Option("--errors", help="Show what is wrong.")] = False,
    json_file: JsonFile = None,
) -> None:
    """Score events and contradictions against stories coded by hand."""
    from reportedly.actors.registry import EmbeddedRegistry  # noqa: PLC0415 - loads data
    from reportedly.places.gazetteer import EmbeddedGazetteer  # noqa: PLC0415
    from reportedly.seams import Reader  # noqa: PLC0415

    reader: Reader | None = None
    if not coded_only:
        from reportedly.pipeline import Engine  # noqa: PLC0415 - loads the model and all data

        reader = Engine()
    report = evaluate_stories(folder, reader, EmbeddedGazetteer(), EmbeddedRegistry())
    for problem in report.problems:
        typer.echo(f"coded document at fault: {problem}", err=True)
    typer.echo(summary(report))
    if errors:
        for name, lines in report.wrong.items():
            typer.echo(f"\n{name} claims")
            typer.echo("\n".join(lines))
    _write_json(json_file, report.as_json())


def summary(report: StoriesReport) -> str:
    """Return a line for each way to cluster, for coded and for read claims."""
    lines = [
        f"{report.documents} documents in {len(report.groups)} groups, {report.claims} coded "
        f"claims, {report.listed} contradictions between documents",
        f"{'claims':7} {'clustered by':24} {'matched':>7} {'pairs F1':>8} {'B3 F1':>6} "
        f"{'of all':>6} {'B3':>6} {'contradictions P / R / F1':>26}",
    ]
    for name, ways in report.figures.items():
        for way, f in ways.items():
            c = f["contradictions"]
            lines.append(
                f"{name:7} {way:24} {f['matched']:7} {f['pairwise']['f1']:8.3f} "
                f"{f['b3']['f1']:6.3f} {f['pairwise_all']['f1']:6.3f} {f['b3_all']['f1']:6.3f} "
                f"{c['p']:12.3f} {c['r']:.3f} {c['f1']:.3f}"
            )
    return "\n".join(lines)


def _write_json(file: Path | None, content: dict[str, Any]) -> None:
    if file is not None:
        text = json.dumps(content, indent=2, ensure_ascii=False)
        file.write_text(text + "\n", "utf-8", newline="\n")

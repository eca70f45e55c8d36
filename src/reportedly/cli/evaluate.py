"""`reportedly evaluate`: figures against texts that people have coded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from reportedly.cli.evaluate_privacy import privacy
from reportedly.cli.evaluate_reading import add_reading_commands
from reportedly.cli.evaluate_stories import stories
from reportedly.errors import UsageError
from reportedly.evaluate.committed import (
    committed_file,
    differences,
    load_committed,
    save_committed,
)
from reportedly.evaluate.floor import Floor, load_floor, save_floor
from reportedly.evaluate.gold import GoldReport, evaluate_gold
from reportedly.evaluate.markdown import fill_page, gold_table
from reportedly.evaluate.places_table import places_table
from reportedly.evaluate.public import Task, evaluate_public
from reportedly.evaluate.spans import evaluate_spans
from reportedly.evaluate.time_table import time_table

app = typer.Typer(
    no_args_is_help=True, help="Score the reading against texts that people have coded."
)
app.command()(stories)
app.command()(privacy)

Corpora = Annotated[Path, typer.Option(help="Folder of public corpora.", show_default=False)]
JsonFile = Annotated[
    Path | None, typer.Option("--json", help="Write the report to this file as JSON.")
]
Check = Annotated[
    bool, typer.Option("--check", help="Fail unless the figures are the committed ones.")
]
Update = Annotated[bool, typer.Option("--update", help="Commit the figures to the file.")]
Markdown = Annotated[
    Path | None, typer.Option(help="Fill the marked place of this page with the figures.")
]
Figures = Annotated[
    Path | None,
    typer.Option(help="File of committed figures.", show_default="the program's own"),
]


@app.command()
def gold(
    folder: Annotated[Path, typer.Argument(help="Gold documents, in folders below too.")],
    *,
    predictions: Annotated[
        Path | None,
        typer.Option(
            help="Claim records (JSON Lines) or a second coder's folder; "
            "without it the documents are read now."
        ),
    ] = None,
    only: Annotated[str, typer.Option(help="Count these documents alone: ID,ID.")] = "",
    errors: Annotated[bool, typer.Option("--errors", help="Show each difference.")] = False,
    json_file: JsonFile = None,
    markdown: Markdown = None,
    floor: Annotated[
        Path | None, typer.Option(help="Fail where a figure is below this floor.")
    ] = None,
    update_floor: Annotated[
        bool, typer.Option("--update-floor", help="Raise the floor to the figures.")
    ] = False,
    allow_lower: Annotated[
        str, typer.Option(metavar="REASON", help="Let the floor sink; the reason is kept.")
    ] = "",
) -> None:
    """Score claims against documents coded by hand."""
    if update_floor and floor is None:
        raise UsageError("--update-floor needs --floor FILE")
    names = [name for name in only.split(",") if name]
    report = evaluate_gold(folder, predictions, names)
    for problem in report.problems:
        typer.echo(f"gold document at fault: {problem}", err=True)
    if errors:
        for disagreement in report.disagreements():
            typer.echo(disagreement.render() + "\n")
    typer.echo(summary(report))
    _write_json(json_file, report.as_json())
    if markdown is not None:
        fill_page(markdown, gold_table(report))
    if floor is not None:
        if update_floor:
            _update(floor, report, allow_lower)
        _check(floor, report)


def summary(report: GoldReport) -> str:
    """Return the figures and one row a document, for a terminal."""
    f = report.figures
    lines = [f"{f['documents']} documents, {f['gold']} gold claims, {f['predicted']} predicted"]
    sets = ("detection", "coded", "whole", "filled", "actors", "recipients", "places")
    for name in (*sets, "place_mentions", "counts", "attribution", "resolved"):
        v = f[name]
        lines.append(f"{name:15} P {v['p']:.3f}  R {v['r']:.3f}  F1 {v['f1']:.3f}")
    lines += [
        f"mode {f['mode']:.3f}  status {f['status']:.3f}  time {f['time']:.3f}",
        f"did not happen: {f['unreal']}, caught {f['unreal_caught']:.3f}, "
        f"told as fact {f['false_facts']}; facts as unreal {f['facts_as_unreal']:.3f}; "
        f"traps taken {f['traps']}",
        f"filled_f {f['filled']['f1']:.3f}  claim_f {f['claim_f']:.3f}",
        "",
        f"{'document':15} {'gold':>5} {'found':>5} {'claim_f':>8} {'filled_f':>8} {'detection':>9}",
    ]
    for key, d in report.documents().items():
        lines.append(
            f"{key:15} {d['gold']:5} {d['predicted']:5} {d['claim_f']:8.3f} "
            f"{d['filled']['f1']:8.3f} {d['detection']['f1']:9.3f}"
        )
    return "\n".join(lines)


def _update(file: Path, report: GoldReport, reason: str) -> None:
    new = load_floor(file).raised_to(report, reason) if file.is_file() else Floor.of(report)
    save_floor(file, new)
    typer.echo(f"floor written to {file}")


def _check(file: Path, report: GoldReport) -> None:
    breaches = load_floor(file).breaches(report)
    for breach in breaches:
        typer.echo(f"below the floor: {breach}", err=True)
    if breaches:
        raise typer.Exit(1)
    typer.echo("no figure below the floor")


@app.command()
def time(
    *,
    corpora: Corpora,
    check: Check = False,
    update: Update = False,
    figures: Figures = None,
    json_file: JsonFile = None,
    markdown: Markdown = None,
) -> None:
    """Score time expressions on TimeML corpora."""
    report = _figures("time", corpora, figures, json_file, check=check, update=update)
    if markdown is not None:
        fill_page(markdown, time_table(report["figures"]))


@app.command()
def places(
    *,
    corpora: Corpora,
    check: Check = False,
    update: Update = False,
    figures: Figures = None,
    json_file: JsonFile = None,
    markdown: Markdown = None,
) -> None:
    """Score toponyms on corpora with coordinates."""
    report = _figures("places", corpora, figures, json_file, check=check, update=update)
    if markdown is not None:
        fill_page(markdown, places_table(report["figures"]))


@app.command()
def actors(
    *,
    corpora: Corpora,
    check: Check = False,
    update: Update = False,
    figures: Figures = None,
    json_file: JsonFile = None,
) -> None:
    """Score the actor registry on lists of conflict actors."""
    _public("actors", corpora, figures, json_file, check=check, update=update)


@app.command()
def ecb(
    *,
    corpora: Corpora,
    check: Check = False,
    update: Update = False,
    figures: Figures = None,
    json_file: JsonFile = None,
) -> None:
    """Score events across documents on ECB+, from event mentions given by people."""
    _public("ecb", corpora, figures, json_file, check=check, update=update)


@app.command()
def spans(
    *,
    corpora: Corpora,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Read only the first texts of each file.")
    ] = None,
    json_file: JsonFile = None,
) -> None:
    """Read every text of the corpora and check that all spans are exact."""
    from reportedly.pipeline import Engine  # noqa: PLC0415 - loads the model and all data

    report = evaluate_spans(corpora, Engine(), limit=limit)
    _write_json(json_file, {name: figures.as_json() for name, figures in report.items()})
    for name, f in report.items():
        typer.echo(
            f"{name:40} {f.documents:6} texts {f.claims:7} claims {f.spans:8} spans "
            f"{len(f.wrong):3} wrong {f.refused:3} refused"
        )
        for problem in f.wrong[:10]:
            typer.echo(f"    {problem}", err=True)
    total, wrong = (
        sum(x) for x in zip(*((f.spans, len(f.wrong)) for f in report.values()), strict=True)
    )
    typer.echo(f"{total} spans, {total - wrong} exact")
    if wrong:
        raise typer.Exit(1)


def _public(
    task: Task,
    corpora: Path,
    figures: Path | None,
    json_file: Path | None,
    *,
    check: bool,
    update: bool,
) -> None:
    _figures(task, corpora, figures, json_file, check=check, update=update)


def _figures(
    task: Task,
    corpora: Path,
    figures: Path | None,
    json_file: Path | None,
    *,
    check: bool,
    update: bool,
) -> dict[str, Any]:
    report = evaluate_public(task, corpora)
    _write_json(json_file, report)
    typer.echo(json.dumps({k: v for k, v in report.items() if k != "errors"}, indent=2))
    file = figures or committed_file()
    if update:
        save_committed(file, task, report)
        typer.echo(f"figures of {task} written to {file}")
    if check:
        _compare(file, task, report)
    return report


def _compare(file: Path, task: str, report: dict[str, Any]) -> None:
    committed = load_committed(file).get(task)
    if committed is None:
        raise UsageError(f"{file} holds no figures of {task}; write them with --update")
    found = list(differences(committed, report))
    for line in found:
        typer.echo(f"not as committed: {line}", err=True)
    if found:
        raise typer.Exit(1)
    typer.echo("all figures as committed")


def _write_json(file: Path | None, content: dict[str, Any]) -> None:
    if file is not None:
        text = json.dumps(content, indent=2, ensure_ascii=False)
        file.write_text(text + "\n", "utf-8", newline="\n")


add_reading_commands(app, _public)

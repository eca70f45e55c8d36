"""`reportedly evaluate muc`, `attribution`, `factuality`, `coding`: on corpora of the field."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Protocol

import typer

from reportedly.evaluate.public import Task

Corpora = Annotated[Path, typer.Option(help="Folder of public corpora.", show_default=False)]
JsonFile = Annotated[
    Path | None, typer.Option("--json", help="Write the report to this file as JSON.")
]
Check = Annotated[
    bool, typer.Option("--check", help="Fail unless the figures are the committed ones.")
]
Update = Annotated[bool, typer.Option("--update", help="Commit the figures to the file.")]
Figures = Annotated[
    Path | None,
    typer.Option(help="File of committed figures.", show_default="the program's own"),
]
Split = Annotated[
    str, typer.Option(help="Score this split alone; nothing is checked or committed.")
]


class Runner(Protocol):
    """Runs an evaluation, shows its figures, and checks or commits them."""

    def __call__(
        self,
        task: Task,
        corpora: Path,
        figures: Path | None,
        json_file: Path | None,
        *,
        check: bool,
        update: bool,
    ) -> None:
        """Run one task on the corpora in a folder."""
        ...


def add_reading_commands(app: typer.Typer, run: Runner) -> None:
    """Add the commands to the group ``evaluate``; ``run`` does what all its commands share."""

    @app.command()
    def muc(
        *,
        corpora: Corpora,
        split: Split = "",
        check: Check = False,
        update: Update = False,
        figures: Figures = None,
        json_file: JsonFile = None,
    ) -> None:
        """Score MUC-4 templates: incidents, perpetrators, targets, victims, weapons."""
        if split:
            _show(_muc(corpora, split))
        else:
            run("muc", corpora, figures, json_file, check=check, update=update)

    @app.command()
    def attribution(
        *,
        corpora: Corpora,
        split: Annotated[
            str, typer.Option(help="Score this alone: polnear/dev, factappeal/val, …/train.")
        ] = "",
        check: Check = False,
        update: Update = False,
        figures: Figures = None,
        json_file: JsonFile = None,
    ) -> None:
        """Score attributions: source, cue and content on PolNeAR and FactAppeal."""
        if split:
            _show(_attribution(corpora, split))
        else:
            run("attribution", corpora, figures, json_file, check=check, update=update)

    @app.command()
    def factuality(
        *,
        corpora: Corpora,
        split: Split = "",
        check: Check = False,
        update: Update = False,
        figures: Figures = None,
        json_file: JsonFile = None,
    ) -> None:
        """Score the factuality of event words on the UW corpus."""
        if split:
            _show(_factuality(corpora, split))
        else:
            run("factuality", corpora, figures, json_file, check=check, update=update)

    @app.command()
    def coding(
        *,
        corpora: Corpora,
        check: Check = False,
        update: Update = False,
        figures: Figures = None,
        json_file: JsonFile = None,
    ) -> None:
        """Score event codes on CAMEO sentences and PLOVER stories."""
        run("coding", corpora, figures, json_file, check=check, update=update)


def _muc(corpora: Path, split: str) -> dict[str, Any]:
    from reportedly.evaluate.muc import evaluate_muc  # noqa: PLC0415 - loads the model

    return {split: evaluate_muc(corpora, split)}


def _attribution(corpora: Path, split: str) -> dict[str, Any]:
    from reportedly.evaluate.attribution import evaluate_attribution  # noqa: PLC0415

    corpus, _, part = split.partition("/")
    return evaluate_attribution(corpora, [(corpus, part)])


def _factuality(corpora: Path, split: str) -> dict[str, Any]:
    from reportedly.evaluate.factuality import evaluate_factuality  # noqa: PLC0415

    return evaluate_factuality(corpora, split)


def _show(report: dict[str, Any]) -> None:
    typer.echo(json.dumps(report, indent=2))

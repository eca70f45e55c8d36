"""`reportedly read`: from sources to claims in the form that is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reportedly.cli.choices import (
    ActorsFile,
    Author,
    CodebookFiles,
    GazetteerFiles,
    Jobs,
    Language,
    Model,
    Published,
    Publisher,
    Quiet,
    RestoreNames,
    Sources,
    Title,
    overrides,
)
from reportedly.errors import UsageError


def read(
    sources: Sources = None,
    *,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="table|jsonl|csv|json|html",
            help="How to write the claims; taken from the ending of --out where not given.",
            show_default="table",
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Write to this file, whole or not at all.")
    ] = None,
    published: Published = None,
    publisher: Publisher = None,
    author: Author = None,
    title: Title = None,
    language: Language = None,
    codebook: CodebookFiles = None,
    gazetteer: GazetteerFiles = None,
    actors: ActorsFile = None,
    model: Model = None,
    jobs: Jobs = 1,
    restore_names: RestoreNames = None,
    quiet: Quiet = False,
) -> None:
    """Read documents and write down their claims: who says that who did what to whom.

    SOURCE is a text, HTML, PDF or JSON Lines file, a folder of these, or - for standard input.
    With no SOURCE the bundled example is read.

    Claims, not facts. Reads: English.

    Examples:
        reportedly read

        reportedly read article.html --published 2024-05-31

        reportedly read folder --jobs 2 --out claims.csv

        reportedly read communique.pdf --out report.html

        reportedly read folder --gazetteer places.gazetteer --actors mine.csv

    """
    from reportedly.cli.session import Session, Settings  # noqa: PLC0415

    if "" in (sources or ()):
        raise UsageError("an empty SOURCE: name a file or folder, or - for standard input")
    session = Session(
        Settings(tuple(codebook or ()), model, tuple(gazetteer or ()), actors),
        overrides(published, publisher, author, title, language),
        jobs=jobs,
        quiet=quiet,
    )
    raise typer.Exit(session.export(sources or [], form, out, restore_names))

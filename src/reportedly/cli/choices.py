"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reportedly.sources.options import Overrides

Sources = Annotated[
    list[str] | None,
    typer.Argument(metavar="[SOURCE]...", help="Files, folders, or - for standard input."),
]
Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Publication date, as 2024-05-31; wins over the document's."),
]
Publisher = Annotated[str | None, typer.Option(help="Who published it.")]
Author = Annotated[str | None, typer.Option(help="Who wrote it.")]
Title = Annotated[str | None, typer.Option(help="Its title; no part of the text.")]
Language = Annotated[
    str | None, typer.Option(metavar="CODE", help="Its language, as en; only English is read.")
]
CodebookFiles = Annotated[
    list[Path] | None,
    typer.Option("--codebook", metavar="FILE", help="Own codebook entries; may be repeated."),
]
GazetteerFiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--gazetteer",
        metavar="FILE",
        help="Own places, made by 'reportedly gazetteer add'; may be repeated.",
    ),
]
ActorsFile = Annotated[
    Path | None,
    typer.Option("--actors", metavar="FILE", help="Own actors, a CSV or YAML file."),
]
Model = Annotated[
    str | None, typer.Option(metavar="NAME", help="Another spaCy model that is installed.")
]
Jobs = Annotated[int, typer.Option(min=1, max=64, help="Processes that read at the same time.")]
RestoreNames = Annotated[
    str | None,
    typer.Option(
        "--restore-names",
        metavar="REASON",
        help="Keep the names of private persons in table, csv and html; the reason is recorded.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, notes or warnings.")]


def overrides(
    published: str | None,
    publisher: str | None,
    author: str | None,
    title: str | None,
    language: str | None,
) -> Overrides:
    """Return the metadata that the user sets."""
    return Overrides(published, publisher, author, title, language)

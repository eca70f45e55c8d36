"""`reportedly explain`: why each claim was coded as it was."""

from __future__ import annotations

from typing import Annotated

import typer

from reportedly.cli.choices import (
    ActorsFile,
    CodebookFiles,
    GazetteerFiles,
    Language,
    Model,
    Published,
    RestoreNames,
    Sources,
    overrides,
)


def explain(
    sources: Sources = None,
    *,
    claim: Annotated[
        str, typer.Option(metavar="ID", help="Only claims whose id starts with this.")
    ] = "",
    published: Published = None,
    language: Language = None,
    codebook: CodebookFiles = None,
    gazetteer: GazetteerFiles = None,
    actors: ActorsFile = None,
    model: Model = None,
    restore_names: RestoreNames = None,
) -> None:
    """Show why each claim was coded as it was: trigger entry, rule, times, places and actors.

    Examples:
        reportedly explain

        reportedly explain article.html --claim 4c42f6

    """
    from reportedly.cli.session import Session, Settings  # noqa: PLC0415

    session = Session(
        Settings(tuple(codebook or ()), model, tuple(gazetteer or ()), actors),
        overrides(published, None, None, None, language),
        jobs=1,
        quiet=False,
    )
    raise typer.Exit(session.explain(sources or [], claim, restore_names))

"""`reportedly init, add, status, claims, events, show, diff, runs`: projects of many documents."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

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
    Title,
    overrides,
)
from reportedly.cli.filters import (
    Actor,
    Box,
    Category,
    Counted,
    Country,
    Least,
    Limit,
    Mode,
    Most,
    Place,
    Recipient,
    Since,
    Source,
    Speaker,
    StatusOf,
    Until,
    Words,
    filters,
)
from reportedly.errors import UsageError

#: Names the project where no option does.
VARIABLE: Final = "REPORTEDLY_PROJECT"
_DEFAULT: Final = "project.rptd"

ProjectAt = Annotated[
    str,
    typer.Option(
        "--project",
        "-p",
        metavar="FILE|URL",
        envvar=VARIABLE,
        help="The project: a file, or postgresql://user@host/database.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
InRun = Annotated[int | None, typer.Option("--run", help="Another run than the newest.")]


def init(
    project: Annotated[
        str, typer.Argument(metavar="[FILE|URL]", envvar=VARIABLE, help="Where to make it.")
    ] = _DEFAULT,
) -> None:
    """Make an empty project: one file, or the tables in an empty PostgreSQL database.

    Examples:
        reportedly init

        reportedly init sahel.rptd

        reportedly init postgresql://me@localhost/sahel

    """
    from reportedly.store import Project  # noqa: PLC0415 - imports the database

    with Project.create(project) as made:
        typer.echo(f"{made.name}: made. Next: reportedly add -p {made.name} SOURCE...")


def add(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="SOURCE...", help="Files, folders, or - for standard input."),
    ] = None,
    *,
    project: ProjectAt = _DEFAULT,
    published: Published = None,
    publisher: Publisher = None,
    author: Author = None,
    title: Title = None,
    language: Language = None,
    codebook: CodebookFiles = None,
    gazetteer: GazetteerFiles = None,
    actors: ActorsFile = None,
    model: Model = None,
    profiles: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="What kind each publisher is, a CSV or YAML file."),
    ] = None,
    reread: Annotated[
        bool, typer.Option("--reread", help="Read all documents of the project with this version.")
    ] = False,
    jobs: Jobs = 1,
    quiet: Quiet = False,
) -> None:
    """Read documents into a project. What is in it already is left alone.

    Interrupted, the same command goes on from there. A document that cannot be read is listed by
    'reportedly status' and the rest goes on.

    Examples:
        reportedly add folder --jobs 2

        reportedly add wire.jsonl page.html --profiles publishers.csv

        reportedly add --reread

    """
    from reportedly.cli.adding import run_add  # noqa: PLC0415
    from reportedly.pool import Settings  # noqa: PLC0415

    if not sources and not reread and profiles is None:
        raise UsageError("name what to add: files, folders, or - for standard input")
    settings = Settings(tuple(codebook or ()), model, tuple(gazetteer or ()), actors)
    metadata = overrides(published, publisher, author, title, language)
    raise typer.Exit(
        run_add(
            project,
            sources or [],
            settings=settings,
            overrides=metadata,
            profiles=profiles,
            reread=reread,
            jobs=jobs,
            quiet=quiet,
        )
    )


def status(*, project: ProjectAt = _DEFAULT, as_json: AsJson = False) -> None:
    """Show how much is in a project, what could not be read, and what waits for a person."""
    from reportedly.cli import project_text  # noqa: PLC0415
    from reportedly.store import Project  # noqa: PLC0415

    with Project.open(project) as opened:
        project_text.print_status(opened.status(), as_json=as_json)


def claims(
    words: Words = None,
    *,
    project: ProjectAt = _DEFAULT,
    actor: Actor = None,
    recipient: Recipient = None,
    speaker: Speaker = None,
    place: Place = None,
    country: Country = None,
    box: Box = None,
    since: Since = None,
    until: Until = None,
    category: Category = None,
    mode: Mode = None,
    status_: StatusOf = None,
    source: Source = None,
    counted: Counted = None,
    at_least: Least = None,
    at_most: Most = None,
    run: InRun = None,
    limit: Limit = 50,
    restore_names: RestoreNames = None,
    as_json: AsJson = False,
) -> None:
    """List the claims of a project that match: by words, and by who, where, when and how many.

    Examples:
        reportedly claims shelled market

        reportedly claims --country MLI --counted killed --at-least 5

        reportedly claims --place Kivu --status denied --json

    """
    from reportedly.cli import project_text  # noqa: PLC0415
    from reportedly.store import Project  # noqa: PLC0415

    asked = filters(
        words, actor, recipient, speaker, place, country, box, since, until, category, mode,
        status_, source, counted, at_least, at_most,
    )  # fmt: skip
    with Project.open(project) as opened:
        project_text.print_claims(
            opened, asked, run, limit=limit, reason=restore_names, as_json=as_json
        )


def events(
    words: Words = None,
    *,
    project: ProjectAt = _DEFAULT,
    actor: Actor = None,
    recipient: Recipient = None,
    speaker: Speaker = None,
    place: Place = None,
    country: Country = None,
    box: Box = None,
    since: Since = None,
    until: Until = None,
    category: Category = None,
    mode: Mode = None,
    status_: StatusOf = None,
    source: Source = None,
    counted: Counted = None,
    at_least: Least = None,
    at_most: Most = None,
    run: InRun = None,
    limit: Limit = 50,
    contested: Annotated[
        bool, typer.Option("--contested", help="Only where voices contradict each other.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List the events of which some claim matches: who tells, who denies, what is contested.

    Examples:
        reportedly events --country MLI --contested

        reportedly events bridge --since 2024-03-01

    """
    from reportedly.cli import project_text  # noqa: PLC0415
    from reportedly.store import Project  # noqa: PLC0415

    asked = filters(
        words, actor, recipient, speaker, place, country, box, since, until, category, mode,
        status_, source, counted, at_least, at_most,
    )  # fmt: skip
    with Project.open(project) as opened:
        project_text.print_events(
            opened, asked, run, limit=limit, contested=contested, as_json=as_json
        )


def show(
    what: Annotated[
        str, typer.Argument(metavar="ID", help="The start of a claim's or an event's id.")
    ],
    *,
    project: ProjectAt = _DEFAULT,
    run: InRun = None,
    restore_names: RestoreNames = None,
) -> None:
    """Show an event with every voice, or a claim with its words and what was decided on it.

    Examples:
        reportedly show e3f2a91c

        reportedly show 9b1c04d7 --run 1

    """
    from reportedly.cli import project_text  # noqa: PLC0415
    from reportedly.store import Project  # noqa: PLC0415

    with Project.open(project) as opened:
        project_text.print_one(opened, what, run, reason=restore_names)


def diff(
    left: Annotated[int | None, typer.Argument(metavar="[RUN]", help="The earlier run.")] = None,
    right: Annotated[int | None, typer.Argument(metavar="[RUN]", help="The later run.")] = None,
    *,
    project: ProjectAt = _DEFAULT,
    as_json: AsJson = False,
) -> None:
    """Show what two runs say differently of the same documents; the last two by default."""
    from reportedly.cli import project_text  # noqa: PLC0415
    from reportedly.store import Project  # noqa: PLC0415

    with Project.open(project) as opened:
        known = [run.id for run in opened.runs()]
        if right is None:
            if len(known) < 2 and left is None:
                raise UsageError(f"{opened.name}: {len(known)} run, nothing to compare it with")
            right = known[-1]
        left = known[-2] if left is None else left
        project_text.print_difference(opened.diff(left, right), as_json=as_json)


def runs(*, project: ProjectAt = _DEFAULT, as_json: AsJson = False) -> None:
    """List the runs of a project: which version of the program read what, with which data."""
    from reportedly.cli import project_text  # noqa: PLC0415
    from reportedly.store import Project  # noqa: PLC0415

    with Project.open(project) as opened:
        project_text.print_runs(opened.runs(), as_json=as_json)

"""The commands by name. Only the module of the command that is called is imported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Annotated, Final

import typer

from reportedly.version import __version__


@dataclass(frozen=True, slots=True)
class Command:
    """A module with a function of the command's name, or with ``app`` for a group of commands."""

    module: str
    summary: str


COMMANDS: Final = {
    "read": Command("read", "Read documents and write down their claims."),
    "explain": Command("explain", "Show why each claim was coded as it was."),
    "init": Command("project", "Make an empty project, a file or a database."),
    "add": Command("project", "Read documents into a project."),
    "status": Command("project", "Show how much is in a project, and what failed."),
    "claims": Command("project", "List the claims of a project that match."),
    "events": Command("project", "List the events: who tells, who denies, what is contested."),
    "show": Command("project", "Show an event with every voice, or a claim."),
    "export": Command("export", "Write a project in a form that other programs read."),
    "diff": Command("project", "Show what two runs say differently."),
    "runs": Command("project", "List the runs of a project."),
    "desk": Command("desk", "Read, check, correct and agree, in a browser on this machine."),
    "agreement": Command("agreement", "Show how well coders agree, field by field."),
    "accounts": Command("accounts", "Say who may use the desk, and as what."),
    "schema": Command("schema", "Print the JSON Schema of a record."),
    "gazetteer": Command("gazetteer", "Find places, and make a gazetteer of your own."),
    "actors": Command("actors", "Search the actor registry, and check a list of your own."),
    "evaluate": Command("evaluate", "Score the reading against texts that people have coded."),
    "bench": Command("bench", "Measure speed and memory on a fixed corpus."),
}
_HELP: Final = """Read text about armed conflict and write down who says that who did what to whom,
where, when and how many. Claims, not facts. Reads: English. Works offline.

Try: reportedly read (the bundled example), or: reportedly read FILE --published 2024-05-31
"""


def build(arguments: Sequence[str]) -> typer.Typer:
    """Return the application for these arguments, the command they name ready to run."""
    app = typer.Typer(
        name="reportedly",
        help=_HELP,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    called = next((word for word in arguments if not word.startswith("-")), None)
    for name, command in COMMANDS.items():
        if name == called:
            _add(app, name, command)
        else:
            app.command(name, help=command.summary)(_stub)
    return app


def _add(app: typer.Typer, name: str, command: Command) -> None:
    module = import_module(f"reportedly.cli.{command.module}")
    if hasattr(module, "app"):
        app.add_typer(module.app, name=name)
    else:
        app.command(name)(getattr(module, name))


def _stub() -> None:
    """Stand in for a command that was not called, so that the list of commands is whole."""


def _version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"reportedly {__version__}")
        raise typer.Exit


def _root(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=lambda value: _version(wanted=value),
            is_eager=True,
            help="Print the version and leave.",
        ),
    ] = False,
) -> None:
    pass

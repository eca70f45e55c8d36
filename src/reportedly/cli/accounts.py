"""`reportedly accounts`: who may use the desk of a project, and as what."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Final

import typer

from reportedly.cli.project import VARIABLE
from reportedly.errors import UsageError

if TYPE_CHECKING:
    from reportedly.store import Account, Project

_DEFAULT: Final = "project.rptd"
_PORT: Final = 8765

app = typer.Typer(
    no_args_is_help=True,
    help="Who may use the desk: reader, coder, adjudicator or owner.",
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The account, in any case.")]
ProjectAt = Annotated[
    str,
    typer.Option("--project", "-p", metavar="FILE|URL", envvar=VARIABLE, help="The project."),
]
Password = Annotated[
    bool, typer.Option("--password", help="Ask for a password; from standard input where piped.")
]
Minutes = Annotated[int, typer.Option(min=1, max=43_200, help="How long the link holds.")]
Port = Annotated[int, typer.Option(min=1, max=65_535, help="Port of the desk.")]


@app.command()
def add(
    name: Name,
    role: Annotated[str, typer.Argument(metavar="ROLE", help="reader, coder, adjudicator, owner.")],
    *,
    project: ProjectAt = _DEFAULT,
    password: Password = False,
) -> None:
    """Make an account. Without a password its person gets in by a link.

    The first account has to be an owner's.

    Examples:
        reportedly accounts add Ada owner --password

        reportedly accounts add Bo coder -p sahel.rptd

    """
    with _opened(project) as opened:
        if role != "owner" and not any(a.role == "owner" and a.active for a in opened.accounts()):
            raise UsageError(
                "a desk with accounts needs an owner first: reportedly accounts add NAME owner"
            )
        made = opened.add_account(name, role, _asked() if password else None)
        typer.echo(f"{made.name}: made, {made.role}")
        if not password:
            typer.echo(f"let them in with: reportedly accounts link {json.dumps(made.name)}")


@app.command(name="list")
def list_(
    *,
    project: ProjectAt = _DEFAULT,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")] = False,
) -> None:
    """List the accounts.

    Examples:
        reportedly accounts list

        reportedly accounts list --json -p sahel.rptd

    """
    with _opened(project) as opened:
        found = opened.accounts()
    for one in found:
        if as_json:
            typer.echo(json.dumps(asdict(one), ensure_ascii=False))
        else:
            way = "password" if one.has_password else "links only"
            state = "" if one.active else ", disabled"
            typer.echo(f"{one.name:24}  {one.role:12} {way}{state}, since {one.created_at[:10]}")
    if not found:
        typer.echo("no accounts: one person on this machine needs none", err=True)


@app.command()
def link(
    name: Name,
    *,
    project: ProjectAt = _DEFAULT,
    minutes: Minutes = 60,
    port: Port = _PORT,
) -> None:
    """Make a link that lets its person in once. It is shown only now.

    Examples:
        reportedly accounts link Bo

        reportedly accounts link Bo --minutes 1440 -p sahel.rptd

    """
    with _opened(project) as opened:
        made = opened.make_link(_named(opened, name).id, minutes)
    typer.echo(f"http://127.0.0.1:{port}/#/login?link={made.secret}")
    typer.echo(f"holds once, until {made.expires_at[:16]} UTC", err=True)


@app.command()
def disable(name: Name, *, project: ProjectAt = _DEFAULT) -> None:
    """Keep somebody out from now on. What they did stays under their name.

    Examples:
        reportedly accounts disable Bo

    """
    with _opened(project) as opened:
        changed = opened.change_account(_named(opened, name).id, active=False)
    typer.echo(f"{changed.name}: disabled and logged out")


@app.command()
def change(
    name: Name,
    *,
    project: ProjectAt = _DEFAULT,
    role: Annotated[str | None, typer.Option(metavar="ROLE", help="A new role.")] = None,
    enable: Annotated[bool, typer.Option("--enable", help="Let them in again.")] = False,
    password: Password = False,
) -> None:
    """Change the role or the password of an account, or let somebody in again.

    Examples:
        reportedly accounts change Bo --role adjudicator

        reportedly accounts change Bo --enable --password

    """
    if role is None and not enable and not password:
        raise UsageError("nothing to change: give --role, --enable or --password")
    with _opened(project) as opened:
        changed = opened.change_account(
            _named(opened, name).id,
            role=role,
            active=True if enable else None,
            password=_asked() if password else None,
        )
    typer.echo(f"{changed.name}: {changed.role}")


def _opened(project: str) -> Project:
    from reportedly.store import Project  # noqa: PLC0415 - imports the database

    return Project.open(project)


def _named(project: Project, name: str) -> Account:
    found = [one for one in project.accounts() if one.name.casefold() == name.casefold().strip()]
    if not found:
        raise UsageError(f"no account {name!r}; list them with: reportedly accounts list")
    return found[0]


def _asked() -> str:
    """Ask twice on a terminal; take the first line of what is piped in."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    answer: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return answer

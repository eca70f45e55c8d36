"""`reportedly desk`: read, check, correct and agree, in a browser on this machine."""

from __future__ import annotations

import getpass
import sys
import webbrowser
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from reportedly.cli.project import VARIABLE
from reportedly.errors import UsageError

if TYPE_CHECKING:
    from reportedly.store import Project

_DEFAULT = "project.rptd"


def desk(
    project: Annotated[
        str, typer.Argument(metavar="[FILE|URL]", envvar=VARIABLE, help="The project.")
    ] = _DEFAULT,
    *,
    port: Annotated[int, typer.Option(min=1, max=65_535, help="Port on 127.0.0.1.")] = 8765,
    name: Annotated[
        str | None, typer.Option("--as", metavar="NAME", help="Who decides; your login otherwise.")
    ] = None,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open it in the browser.")
    ] = True,
    accounts: Annotated[
        bool, typer.Option("--accounts", help="Several people use it: everybody logs in.")
    ] = False,
    origin: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Another address of the desk, as of a proxy before it."),
    ] = None,
) -> None:
    """Read, check, correct and agree, in a browser on this machine.

    No request leaves the machine. Stop it with Ctrl-C.

    Examples:
        reportedly desk

        reportedly desk sahel.rptd --as Ada --port 9000

        reportedly desk sahel.rptd --accounts

    """
    from reportedly.desk.options import Options  # noqa: PLC0415 - imports the web server
    from reportedly.desk.serve import check_built, serve  # noqa: PLC0415
    from reportedly.store import Project  # noqa: PLC0415

    options = Options(port=port, name=name or _login(), accounts=accounts, origin=_checked(origin))
    check_built(options)

    with Project.open(project) as opened:
        secret = first_owner(opened, options.name) if accounts else None

        def ready(address: str) -> None:
            sys.stderr.write(f"reportedly: the desk is at {address} (stop it with Ctrl-C)\n")
            if secret is not None:
                address += f"#/login?link={secret}"
                sys.stderr.write(f"reportedly: {options.name}, owner, logs in once by {address}\n")
            if browser:
                webbrowser.open(address)

        serve(opened, options, ready=ready)


def first_owner(project: Project, name: str) -> str | None:
    """Make the first account, an owner's; return the secret that lets its person in once.

    None where some owner can log in. An owner who never set a password gets another link.
    """
    owners = [a for a in project.accounts() if a.role == "owner" and a.active]
    if any(owner.has_password for owner in owners):
        return None
    known = owners[0] if owners else project.add_account(name, "owner")
    return project.make_link(known.id).secret


def _checked(origin: str | None) -> str | None:
    if origin is None:
        return None
    parts = urlsplit(origin)
    whole = parts.scheme in ("http", "https") and parts.netloc
    if not whole or parts.path.strip("/") or parts.query or parts.fragment:
        raise UsageError(f"--origin {origin}: expected an address as https://desk.example.org")
    return f"{parts.scheme}://{parts.netloc}"


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "owner"

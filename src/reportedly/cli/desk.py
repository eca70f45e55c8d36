"""`reportedly desk`: read, check, correct and agree, in a browser on this machine."""

from __future__ import annotations

import getpass
import sys
import webbrowser
from typing import Annotated

import typer

from reportedly.cli.project import VARIABLE

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

    options = Options(port=port, name=name or _login(), accounts=accounts, origin=origin)
    check_built(options)

    def ready(address: str) -> None:
        sys.stderr.write(f"reportedly: the desk is at {address} (stop it with Ctrl-C)\n")
        if browser:
            webbrowser.open(address)

    with Project.open(project) as opened:
        serve(opened, options, ready=ready)


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "owner"

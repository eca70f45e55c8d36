"""Who asks, and what that person may do."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Final, get_args

from fastapi import Depends, Request

from reportedly.desk.context import Desk
from reportedly.desk.guard import SAFE
from reportedly.desk.models.base import Role
from reportedly.desk.models.session import User
from reportedly.desk.problems import Refused
from reportedly.store import Settings

RANKS: Final[dict[str, int]] = {role: rank for rank, role in enumerate(get_args(Role))}
#: Where the OpenAPI description says which role a route needs.
ROLE: Final = "x-role"
NOBODY: Final = "nobody"
TOKEN: Final = "X-CSRF-Token"  # noqa: S105 - the name of a header


class Caller:
    """The person of a request; ``user`` is None before logging in."""

    def __init__(self, desk: Desk, request: Request) -> None:
        self.desk = desk
        self.cookie = request.cookies.get(desk.options.cookie)
        self.user, self.in_session = desk.known(self.cookie)
        self.address = request.client.host if request.client else ""
        self.base = request.headers.get("origin") or f"http://{request.headers.get('host', '')}"

    @property
    def person(self) -> User:
        """The user, where the route needs one."""
        if self.user is None:
            raise Refused(401, "log in first")
        return self.user

    @cached_property
    def settings(self) -> Settings:
        """The settings of the project."""
        return self.desk.project.settings()

    @cached_property
    def hidden(self) -> dict[str, str]:
        """The documents that the person codes apart from others, each with the mode."""
        if self.user is None or self.user.id == 0:
            return {}
        return self.desk.project.coders_hidden_from(self.user.id)

    @cached_property
    def hidden_events(self) -> set[str]:
        """The events that hold claims of these documents."""
        return self.desk.project.events_with(self.hidden) if self.hidden else set()

    def may(self, role: Role) -> bool:
        """Whether the person has at least this role."""
        return self.user is not None and RANKS[self.user.role] >= RANKS[role]

    def require(self, role: Role) -> None:
        """Refuse what needs a higher role."""
        if self.user is None:
            raise Refused(401, "log in first")
        if not self.may(role):
            raise Refused(403, f"this needs the role {role}")


def caller(request: Request) -> Caller:
    """Return who asks; refuses a change without the token of the session."""
    at = Caller(request.app.state.desk, request)
    if request.method not in SAFE:
        token = request.headers.get(TOKEN, "")
        known = at.cookie is not None and at.in_session
        if not known or not at.desk.tokens.is_csrf(at.cookie or "", token):
            raise Refused(403, "the session has ended or its token is missing: load the page anew")
    return at


At = Annotated[Caller, Depends(caller)]


class Gate:
    """Lets those pass who have the role."""

    def __init__(self, role: Role) -> None:
        self.role = role

    def __call__(self, at: At) -> None:
        """Refuse the others."""
        at.require(self.role)


def needs(role: Role | None, **extra: Any) -> dict[str, Any]:
    """Say which role a route needs at least, None for nobody's: enforced and described.

    ``extra`` goes into the description.
    """
    if role is None:
        return {"openapi_extra": {ROLE: NOBODY, **extra}}
    return {"dependencies": [Depends(Gate(role))], "openapi_extra": {ROLE: role, **extra}}

"""Who asks, and what that person may do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any, Final, get_args

from fastapi import Depends, Request

from reportedly.desk.context import Desk
from reportedly.desk.guard import SAFE
from reportedly.desk.models.base import Role
from reportedly.desk.models.session import User
from reportedly.desk.problems import Refused

RANKS: Final[dict[str, int]] = {role: rank for rank, role in enumerate(get_args(Role))}
#: Where the OpenAPI description says which role a route needs.
ROLE: Final = "x-role"
NOBODY: Final = "nobody"


@dataclass(frozen=True, slots=True)
class Caller:
    """The person of a request; ``user`` is None before logging in."""

    desk: Desk
    cookie: str | None
    user: User | None
    address: str
    hidden: frozenset[str] = field(default=frozenset())

    @property
    def person(self) -> User:
        """The user, where the route needs one."""
        if self.user is None:
            raise Refused(401, "log in first")
        return self.user

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
    desk: Desk = request.app.state.desk
    cookie = request.cookies.get(desk.options.cookie)
    user = desk.user(cookie)
    if request.method not in SAFE:
        token = request.headers.get("x-csrf-token", "")
        if cookie is None or not desk.is_session(cookie) or not desk.tokens.is_csrf(cookie, token):
            raise Refused(403, "the session has ended or its token is missing: load the page anew")
    address = request.client.host if request.client else ""
    return Caller(desk, cookie, user, address)


At = Annotated[Caller, Depends(caller)]


class Gate:
    """Lets those pass who have the role."""

    def __init__(self, role: Role) -> None:
        self.role = role

    def __call__(self, at: At) -> None:
        """Refuse the others."""
        at.require(self.role)


def needs(role: Role | None) -> dict[str, Any]:
    """Say which role a route needs at least, None for nobody's: enforced and described."""
    if role is None:
        return {"openapi_extra": {ROLE: NOBODY}}
    return {"dependencies": [Depends(Gate(role))], "openapi_extra": {ROLE: role}}

"""Who is at the desk: logging in and out."""

from __future__ import annotations

from math import ceil

from fastapi import APIRouter, Response

from reportedly.desk.access import At, Caller, needs
from reportedly.desk.answers import answer
from reportedly.desk.context import user_of
from reportedly.desk.models.session import Login, Session, User
from reportedly.desk.problems import Refused
from reportedly.desk.routes.settings import settings_of
from reportedly.store import Account
from reportedly.version import __version__

router = APIRouter(tags=["session"])


@router.get("/session", response_model=Session, **needs(None))
def session(at: At) -> Response:
    """Say who is at the desk, and give the token that changes need."""
    if at.cookie is not None and at.in_session:
        return _reply(at, at.user, at.cookie)
    return _reply(at, at.user, at.desk.tokens.visitor(), fresh=True)


@router.post("/session", response_model=Session, **needs(None))
def log_in(at: At, login: Login) -> Response:
    """Log in with a name and a password, or with the secret of a one-time link."""
    if not at.desk.options.accounts:
        raise Refused(400, "this desk has no accounts: nobody needs to log in")
    account = _account(at, login)
    if account is None:
        raise Refused(401, "no such name and password, or the link was used or ran out")
    if at.cookie is not None:
        at.desk.log_out(at.cookie)
    return _reply(at, user_of(account), at.desk.log_in(account), fresh=True)


@router.delete("/session", response_model=Session, **needs(None))
def log_out(at: At) -> Response:
    """Log out."""
    if at.cookie is not None:
        at.desk.log_out(at.cookie)
    user = None if at.desk.options.accounts else at.user
    return _reply(at, user, at.desk.tokens.visitor(), fresh=True)


def _account(at: Caller, login: Login) -> Account | None:
    limiter, project = at.desk.limiter, at.desk.project
    if login.link is not None:
        _check_tries(at, "")
        return project.use_link(login.link.get_secret_value())
    if login.name is None or login.password is None:
        raise Refused(422, "expected a name and a password, or a link")
    _check_tries(at, login.name)
    account = project.check_password(login.name, login.password.get_secret_value())
    if account is not None:
        limiter.clear(login.name)
    return account


def _check_tries(at: Caller, name: str) -> None:
    wait = at.desk.limiter.wait(name or f"link from {at.address}", at.address)
    if wait > 0:
        seconds = str(ceil(wait))
        raise Refused(429, f"wait {seconds} seconds", headers={"Retry-After": seconds})


def _reply(at: Caller, user: User | None, cookie: str, *, fresh: bool = False) -> Response:
    desk = at.desk
    reply = answer(
        Session(
            version=__version__,
            project=desk.name if user else "",
            accounts=desk.options.accounts,
            user=user,
            csrf=desk.tokens.csrf(cookie),
            settings=settings_of(at) if user else None,
        )
    )
    if fresh:
        desk.tokens.set_cookie(reply, cookie)
    return reply

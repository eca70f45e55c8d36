"""Who is at the desk; settings."""

from __future__ import annotations

from fastapi import APIRouter, Response

from reportedly.desk.access import At, needs
from reportedly.desk.answers import answer
from reportedly.desk.models.session import Session, Settings
from reportedly.version import __version__

router = APIRouter(tags=["session"])


@router.get("/session", response_model=Session, **needs(None))
def session(at: At) -> Response:
    """Say who is at the desk, and give the token that changes need."""
    desk = at.desk
    cookie = at.cookie if at.cookie and desk.is_session(at.cookie) else None
    fresh = cookie is None
    if cookie is None:
        cookie = desk.tokens.visitor()
    reply = answer(
        Session(
            version=__version__,
            project=desk.name,
            accounts=desk.options.accounts,
            user=at.user,
            csrf=desk.tokens.csrf(cookie),
            settings=desk.settings if at.user else None,
        )
    )
    if fresh:
        desk.tokens.set_cookie(reply, cookie)
    return reply


@router.get("/settings", response_model=Settings, **needs("reader"))
def settings(at: At) -> Response:
    """Return the settings of the project."""
    return answer(at.desk.settings)

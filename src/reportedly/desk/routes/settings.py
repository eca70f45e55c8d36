"""The settings of the project."""

from __future__ import annotations

from typing import get_args

from fastapi import APIRouter, Response

from reportedly.desk.access import At, Caller, needs
from reportedly.desk.answers import answer
from reportedly.desk.models.session import Flag, Settings, SettingsChange

router = APIRouter(tags=["settings"])


@router.get("/settings", response_model=Settings, **needs("reader"))
def settings(at: At) -> Response:
    """Return the settings of the project."""
    return answer(settings_of(at))


@router.patch("/settings", response_model=Settings, **needs("owner"))
def change_settings(at: At, change: SettingsChange) -> Response:
    """Change settings; to show the names of private persons needs a reason."""
    at.desk.project.change_settings(
        who=at.person.name,
        why=change.why or "",
        hide_private=change.hide_private,
        collapse=change.collapse,
        blind=change.blind,
    )
    return answer(settings_of(at))


def settings_of(at: Caller) -> Settings:
    """Return the settings as they are now."""
    found = at.desk.project.settings()
    collapse: list[Flag] = [flag for flag in get_args(Flag) if flag in found.collapse]
    return Settings(hide_private=found.hide_private, collapse=collapse, blind=found.blind)

"""Assignments, adjudication and agreement."""

from __future__ import annotations

from typing import Final

from reportedly.desk.masks import Mask
from reportedly.desk.models.coding import AssignmentRow, Mode, State
from reportedly.store import Assignment

_MODES: Final[dict[str, Mode]] = {"blind": "blind", "suggested": "suggested"}
_STATES: Final[dict[str, State]] = {"open": "open", "done": "done", "adjudicated": "adjudicated"}


def assignment_row(held: Assignment, mask: Mask, *, counted: bool) -> AssignmentRow:
    """Show an assignment; how many claims there are only where the person may know."""
    return AssignmentRow(
        id=held.id,
        document=held.document,
        title=mask.words(held.title),
        coder=held.coder,
        coder_name=held.coder_name,
        mode=_MODES[held.mode],
        state=_STATES[held.state],
        claims=held.claims if counted else 0,
        assigned_at=held.assigned_at,
        done_at=held.done_at,
    )

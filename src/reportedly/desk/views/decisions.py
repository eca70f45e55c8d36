"""Decisions as rows of the log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportedly.desk.masks import Mask
from reportedly.desk.models.base import DecisionRow
from reportedly.store import Decision


def decision_row(
    decision: Decision, masks: Sequence[Mask], withdrawn: str | None = None
) -> DecisionRow:
    """Show a decision with the masks of the documents that it is on, the first one's spans."""
    return DecisionRow(
        id=decision.id,
        at=decision.at,
        who=decision.who,
        kind=decision.kind,
        target=decision.target,
        document=decision.document,
        before=_shown(decision.before, masks),
        after=_shown(decision.after, masks),
        why=_words(decision.why, masks),
        withdrawn_by=withdrawn,
    )


def _shown(value: Any, masks: Sequence[Mask]) -> Any:
    return masks[0].plain(value) if masks else value


def _words(text: str, masks: Sequence[Mask]) -> str:
    for mask in masks:
        text = mask.words(text) or ""
    return text

"""Decisions as rows of the log."""

from __future__ import annotations

from reportedly.desk.masks import Mask
from reportedly.desk.models.base import DecisionRow
from reportedly.store import Decision


def decision_row(
    decision: Decision, mask: Mask | None, withdrawn: str | None = None
) -> DecisionRow:
    """Show a decision; without a mask it holds no words of a document."""
    before, after, why = decision.before, decision.after, decision.why
    if mask is not None:
        before, after = mask.plain(before), mask.plain(after)
        why = mask.words(why) or ""
    return DecisionRow(
        id=decision.id,
        at=decision.at,
        who=decision.who,
        kind=decision.kind,
        target=decision.target,
        document=decision.document,
        before=before,
        after=after,
        why=why,
        withdrawn_by=withdrawn,
    )

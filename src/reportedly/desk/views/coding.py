"""Assignments, adjudication and agreement."""

from __future__ import annotations

from typing import Final

from reportedly.desk.masks import Mask
from reportedly.desk.models.coding import (
    AdjudicationView,
    Agreement,
    AssignmentRow,
    Difference,
    FieldAgreement,
    Mode,
    Pairing,
    State,
)
from reportedly.desk.models.documents import DocumentView
from reportedly.review.adjudication import Compared, Differences
from reportedly.review.results import Agreement as Agreed
from reportedly.review.results import FieldAgreement as Measured
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


def adjudication_view(found: Differences, document: DocumentView, mask: Mask) -> AdjudicationView:
    """Show where the coders of a document differ, those that nobody ruled on first."""
    pairings = sorted(found.pairings, key=lambda one: (one.ruling is not None, one.agreed))
    return AdjudicationView(
        document=document,
        coders=list(found.coders),
        pairings=[_pairing(one, mask) for one in pairings if not one.agreed],
        agreed=sum(one.agreed for one in found.pairings),
        agreed_open=sum(one.agreed for one in found.open),
    )


def _pairing(one: Compared, mask: Mask) -> Pairing:
    return Pairing(
        key=one.key,
        claims=[None if claim is None else mask.record(claim) for claim in one.claims],
        differing=[
            Difference(field=d.field, values=[mask.plain(value) for value in d.values])
            for d in one.differing
        ],
        machine=one.machine,
        decided=one.ruling is not None,
    )


def agreement_view(found: Agreed) -> Agreement:
    """Show the table of agreement."""
    return Agreement(
        documents=found.documents,
        coders=list(found.coders),
        independent=[_field(one) for one in found.independent],
        suggested=[_field(one) for one in found.suggested],
        pairs=[
            {
                "coders": list(pair.coders),
                "documents": pair.documents,
                "fields": [_field(one).model_dump() for one in pair.fields],
            }
            for pair in found.pairs
        ],
        notes=list(found.notes),
    )


def _field(one: Measured) -> FieldAgreement:
    return FieldAgreement(
        field=one.field,
        level=one.level,
        units=one.units,
        alpha=one.alpha.value,
        alpha_interval=one.alpha.interval,
        kappa=one.kappa.value,
        kappa_interval=one.kappa.interval,
        f1=one.f1.value,
        f1_interval=one.f1.interval,
    )

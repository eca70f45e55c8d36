"""Where coders of a document differ, and what somebody rules on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from reportedly.errors import UsageError
from reportedly.records.claim import Claim
from reportedly.records.plain import to_plain
from reportedly.review.pairing import Pairing, counterparts, pair
from reportedly.review.units import Values, values_of
from reportedly.store import Assignment, Decision, Project, Ruling

#: Fields of a claim with what of it is compared.
_COMPARED: Final[dict[str, tuple[str, ...]]] = {
    "event": ("category", "mode"),
    "status": ("status",),
    "actors": ("actors",),
    "recipients": ("recipients",),
    "places": ("places",),
    "time": ("time",),
    "counts": ("counts",),
    "attribution": ("speaker", "stance"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which the coders differ: each one's value as in the schema.

    Field ``claim`` says that not all saw the event: the claim's id, or None.
    """

    field: str
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """One event of the text: the coders' claims and where they differ.

    ``machine`` is the project's claim on it, ``ruling`` what was ruled already.
    """

    key: str
    claims: tuple[Claim | None, ...]
    differing: tuple[Difference, ...]
    machine: str | None
    ruling: Ruling | None

    @property
    def agreed(self) -> bool:
        """Whether all coders wrote the same."""
        return not self.differing


@dataclass(frozen=True, slots=True)
class Differences:
    """All events that coders saw in a document. ``coders`` gives the order of all lists."""

    document: str
    coders: tuple[str, ...]
    pairings: tuple[Compared, ...]

    @property
    def open(self) -> list[Compared]:
        """Those that nobody has ruled on."""
        return [one for one in self.pairings if one.ruling is None]


def differences(project: Project, document_id: str) -> Differences:
    """Compare what the coders of a document wrote; all of them must be done.

    Raises `UsageError` where fewer than two coded it or one is not done.
    """
    done = _finished(project, document_id)
    codings = [project.coding(one.id).claims for one in done]
    document = done[0].document
    pairings = pair(codings)
    shown = [state.claim for state in project.claim_states(document)]
    machine = counterparts(pairings, shown)
    rulings = project.rulings(document)
    compared = [
        Compared(
            one.key,
            one.claims,
            tuple(compare(one)),
            machine[one.key].claim_id if one.key in machine else None,
            rulings.get(one.key),
        )
        for one in pairings
    ]
    return Differences(document, tuple(one.coder_name for one in done), tuple(compared))


def rule(
    project: Project,
    document_id: str,
    key: str,
    record: dict[str, Any] | None,
    *,
    who: str,
    why: str,
    wait: bool = True,
) -> list[Decision]:
    """Say which claim holds for a pairing, or that there is no event.

    The project's claims follow. With the last pairing the document is adjudicated. ``wait`` as in
    `Project.decide`.
    """
    found = differences(project, document_id)
    one = next((one for one in found.pairings if one.key == key), None)
    if one is None:
        raise UsageError("the coders' claims have changed: look at the document again")
    made = project.adjudicate(
        found.document, key, record, machine=one.machine, who=who, why=why, wait=wait
    )
    if all(other.key == key for other in found.open):
        project.close_adjudication(found.document, who=who)
    return made


def accept_agreed(
    project: Project,
    document_id: str,
    *,
    who: str,
    why: str = "all coders agree",
    wait: bool = True,
) -> list[Decision]:
    """Rule that every claim holds in which all coders agree and that nobody has ruled on."""
    found = differences(project, document_id)
    agreed = [one for one in found.open if one.agreed]
    made: list[Decision] = []
    for one in agreed:
        record = record_of(next(claim for claim in one.claims if claim is not None))
        made += project.adjudicate(
            found.document, one.key, record, machine=one.machine, who=who, why=why, wait=wait
        )
    if agreed and len(agreed) == len(found.open):
        project.close_adjudication(found.document, who=who)
    return made


def compare(pairing: Pairing) -> list[Difference]:
    """Return the fields in which the coders of a pairing differ."""
    if len(pairing.written) < len(pairing.claims):
        ids = tuple(claim and claim.claim_id for claim in pairing.claims)
        missing = [Difference("claim", ids)]
    else:
        missing = []
    values = values_of(pairing)
    return missing + [
        Difference(field, tuple(_plain(claim, field) for claim in pairing.claims))
        for field, parts in _COMPARED.items()
        if _differ(values, parts)
    ]


def record_of(claim: Claim) -> dict[str, Any]:
    """Return a claim as a person would write it: without its document and id."""
    plain: dict[str, Any] = to_plain(claim)
    return {name: value for name, value in plain.items() if name != "document"}


def _finished(project: Project, document_id: str) -> list[Assignment]:
    document = project.document(document_id).id
    given = project.assignments(document=document)
    if len(given) < 2:
        raise UsageError("fewer than two people were given this document to code")
    late = [one.coder_name for one in given if one.state == "open"]
    if late:
        raise UsageError(f"{', '.join(late)} still codes this document")
    return sorted(given, key=lambda one: one.coder_name)


def _differ(values: Values, parts: Sequence[str]) -> bool:
    return any(
        len({labels for labels in values.labels[part] if labels is not None}) > 1 for part in parts
    )


def _plain(claim: Claim | None, field: str) -> Any:
    if claim is None:
        return None
    value = to_plain(getattr(claim, field))
    return None if value in ([], {}) else value

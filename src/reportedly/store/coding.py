"""What a coder has written on an assignment: the journal's entries, folded."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection

from reportedly.errors import ConflictError, UsageError
from reportedly.records.claim import Claim
from reportedly.records.document import Document
from reportedly.store import applying, journal
from reportedly.store.assigning import Assignment, target
from reportedly.store.decisions import ANY
from reportedly.store.grounding import PERSON, check_inferences, written
from reportedly.store.journal import Entry
from reportedly.store.rows import claim_body, claim_from

#: Kinds of entries that change what a coder has written.
STEPS: Final = ("put", "remove", "undo")


@dataclass(frozen=True, slots=True)
class Coding:
    """The claims that a coder has written so far, in the order of their triggers.

    ``from_machine`` holds those that began as a suggestion: the claim's id to the suggestion's.
    ``seen`` is the id of the last entry, to be given back with the next.
    """

    assignment: Assignment
    claims: tuple[Claim, ...]
    from_machine: dict[str, str]
    seen: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a coder: put a claim in (in place of ``claim``), take one out, or undo."""

    kind: str
    record: dict[str, Any] | None = None
    claim: str | None = None
    suggestion: str | None = None
    why: str = ""
    seen: str | None = ANY


def of(connection: Connection, assignment: Assignment, document: Document, where: str) -> Coding:
    """Return what a coder has written."""
    entries = list(journal.entries(connection, target(assignment.id), *STEPS))
    held = _fold(entries)
    found = [claim_from(document, json.dumps(plain), where) for plain, _ in held.values()]
    found.sort(key=lambda c: (c.trigger.start, c.trigger.end, c.claim_id))
    began = {claim: suggestion for claim, (_, suggestion) in held.items() if suggestion}
    return Coding(assignment, tuple(found), began, entries[-1].id if entries else None)


def write(
    connection: Connection, assignment: Assignment, document: Document, who: str, step: Step
) -> tuple[Entry, int]:
    """Check a step and write it down; return its entry and how many claims there are then.

    Raises `ConflictError` with the last entry where it is not the one that was seen.
    """
    if assignment.state != "open":
        raise UsageError("this document is finished: have it opened again to go on")
    entries = list(journal.entries(connection, target(assignment.id), *STEPS))
    last = entries[-1] if entries else None
    if step.seen not in (ANY, last.id if last else None):
        raise ConflictError("this was changed in another window: look at it first", last)
    body = _body(assignment, document, who, step, _fold(entries))
    if step.kind == "undo" and not _steps(entries):
        raise UsageError("there is nothing to undo")
    entry = journal.append(
        connection,
        who=who,
        kind=step.kind,
        target=target(assignment.id),
        body=body,
        why=step.why,
    )
    return entry, len(_fold([*entries, entry]))


def _body(
    assignment: Assignment,
    document: Document,
    who: str,
    step: Step,
    held: dict[str, tuple[Any, str | None]],
) -> dict[str, Any]:
    if step.kind not in STEPS:
        raise UsageError(f"no step {step.kind!r}; choose of {', '.join(STEPS)}")
    if step.kind == "undo":
        return {}
    if step.claim is not None and step.claim not in held:
        raise UsageError(f"no claim {step.claim[:12]} among those written here")
    if step.kind == "remove":
        if step.claim is None:
            raise UsageError("which claim is to be taken out?")
        return {"claim": step.claim}
    if step.suggestion is not None and assignment.mode == "blind":
        raise UsageError("this document is coded blind: there are no suggestions")
    claim = made(document, step.record, who)
    if claim.claim_id in held and claim.claim_id != step.claim:
        raise UsageError(
            f"{claim.trigger.text!r} has a claim of that category and voice already: change that"
        )
    began = step.suggestion
    if began is None and step.claim is not None:
        began = held[step.claim][1]
    plain = json.loads(claim_body(claim))
    return {"record": plain, "replaces": step.claim, "suggestion": began}


def made(document: Document, record: dict[str, Any] | None, who: str) -> Claim:
    """Return the claim that a person wrote; `UsageError` where it does not stand on the words."""
    filled = {"produced_by": PERSON, **written(record, document.text, who)}
    claim = applying.claim_of(document, filled)
    check_inferences(claim)
    return claim


def _steps(entries: Iterable[Entry]) -> list[Entry]:
    """The steps that hold: each undo takes away the last one before it that does."""
    found: list[Entry] = []
    for entry in entries:
        if entry.kind != "undo":
            found.append(entry)
        elif found:
            found.pop()
    return found


def _fold(entries: Sequence[Entry]) -> dict[str, tuple[Any, str | None]]:
    """What is written now: the claim's id to its record and the suggestion it began as."""
    held: dict[str, tuple[Any, str | None]] = {}
    for entry in _steps(entries):
        if entry.kind == "remove":
            held.pop(entry.body["claim"], None)
            continue
        held.pop(entry.body["replaces"] or "", None)
        record = entry.body["record"]
        held[record["claim_id"]] = (record, entry.body["suggestion"])
    return held

"""What an export takes from a project."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from reportedly.exports.privacy import Names
from reportedly.exports.project_formats import Content, Format
from reportedly.exports.restoring import restored_names
from reportedly.records.claim import Attribution, Claim, Participant
from reportedly.records.document import Document
from reportedly.records.mentions import Voice
from reportedly.records.plain import to_plain
from reportedly.records.reading import Reading
from reportedly.store import Project

__all__ = ["content_of", "restored_names"]


def content_of(
    project: Project,
    form: Format,
    *,
    by_event: bool = False,
    reason: str | None = None,
    run: int | None = None,
) -> Content:
    """Return what a format needs; archives get the run as it was read, with the decisions.

    Other formats get the claims as people left them, and names that coders restored for a reason.
    """
    decisions = project.decisions()
    restored = restored_names(project, decisions, run)
    whole = form.name in ("bundle", "json")
    events = list(project.events(run=run)) if by_event or form.name == "bundle" else None
    return Content(
        project.readings(run) if whole else _decided(project, run, masked=not form.archive),
        Names(reason, restored),
        events,
        raw=lambda document: _raw(project, document),
        decisions=(_plain(d) for d in decisions),
    )


def _decided(project: Project, run: int | None, *, masked: bool) -> Iterator[Reading]:
    """Yield readings as people left them; who was private before a correction stays private."""
    for decided in project.readings(run, decided=True):
        if not masked:
            yield decided
            continue
        read = project.reading(decided.document.id, run)
        more = [c for c in (read.claims if read else ()) if c not in decided.claims]
        voices = tuple(v for claim in more for v in _voices(claim))
        yield replace(decided, voices=(*decided.voices, *voices))


def _voices(claim: Claim) -> Iterator[Voice]:
    for party in _parties(claim):
        if party.person == "private":
            yield Voice(Attribution(party, None, "asserts"), claim.evidence)


def _parties(claim: Claim) -> Iterator[Participant]:
    yield from (*claim.actors, *claim.recipients)
    yield from (link.speaker for link in claim.attribution if link.speaker)


def _raw(project: Project, document: Document) -> bytes | None:
    sources = project.sources_of(document.id)
    wanted = document.snapshot_sha256
    return next((s.data for s in sources if s.sha256 == wanted and s.data is not None), None)


def _plain(decision: Any) -> dict[str, Any]:
    plain: dict[str, Any] = to_plain(decision)
    return plain

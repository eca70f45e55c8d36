"""An event with all that its claims say, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from reportedly.events.agreement import agreed, shared_place
from reportedly.events.contradictions import contradictions, days
from reportedly.events.copies import Copy
from reportedly.events.corrections import corrections
from reportedly.events.counts import count_ranges
from reportedly.events.independence import Grouped, groups
from reportedly.events.records import EventRecord, Join, SourceProfile, Told, VoiceLine
from reportedly.events.tellings import published_day, told
from reportedly.records.claim import Claim

_LATE: Final = 1 << 30
_KINDS: Final = {
    "party": "party to the conflict",
    "state_media": "state media",
    "wire": "wire",
    "ngo": "NGO",
    "local": "local outlet",
}
_VERBS: Final[dict[Told, str]] = {
    "happened": "told",
    "planned": "told as planned",
    "averted": "told as averted",
    "hypothetical": "told as possible",
    "denied": "denied",
}


def describe(
    claims: Sequence[Claim],
    *,
    copies: Sequence[Copy] = (),
    profiles: Mapping[str, SourceProfile] | None = None,
    joins: Sequence[Join] = (),
    event_id: str | None = None,
) -> EventRecord:
    """Write down an event from the claims of one cluster; there must be at least one.

    ``copies`` are those between any of the claims' documents, ``profiles`` go by publisher,
    ``joins`` say why the claims stand together. ``event_id`` keeps the name that the event has
    already; without it the name follows from the first claim.
    """
    ordered = sorted(claims, key=_rank)
    profiles = profiles or {}
    sources = groups(ordered, copies, profiles)
    rows = contradictions(ordered)
    spans = [span for c in ordered if told(c.status) != "denied" and (span := days(c))]
    spans = spans or [span for c in ordered if (span := days(c))]
    place = shared_place([c for c in ordered if told(c.status) != "denied"] or ordered)
    telling, denying = _by_told(ordered, sources)
    return EventRecord(
        event_id=event_id or "e" + ordered[0].claim_id[:24],
        claims=tuple(c.claim_id for c in ordered),
        category=_most([c.event.plover for c in ordered]) or ordered[0].event.plover,
        mode=_most([c.event.mode for c in ordered if c.event.mode]),
        earliest=min((s[0] for s in spans), default=None),
        latest=max((s[1] for s in spans), default=None),
        place=place.gazetteer_id if place else None,
        sources=len(set().union(*telling.values())),
        denied_by=len(denying),
        voices=tuple(_voice(c, sources[c.claim_id]) for c in ordered),
        counts=count_ranges(ordered),
        agreed=agreed(ordered, rows),
        contradictions=rows,
        joins=tuple(joins),
        wording=_wording(telling, denying, _kinds(ordered, sources, profiles)),
        corrections=corrections(ordered),
    )


def _rank(claim: Claim) -> tuple[int, str, int, str]:
    day = published_day(claim.document.published)
    return (
        _LATE if day is None else day,
        claim.document.id,
        claim.trigger.start,
        claim.claim_id,
    )


def _most(values: Sequence[str]) -> str | None:
    """Return the value most often told; of equals the one told first."""
    counted = Counter(values)
    return max(counted, key=lambda v: (counted[v], -values.index(v)), default=None)


def _voice(claim: Claim, source: Grouped) -> VoiceLine:
    speakers = tuple(
        link.speaker.antecedent.text if link.speaker.antecedent else link.speaker.span.text
        for link in claim.attribution
        if link.speaker
    )
    return VoiceLine(
        claim.claim_id,
        claim.document.id,
        claim.document.publisher,
        speakers,
        told(claim.status),
        source.group,
        source.why,
    )


def _by_told(
    claims: Sequence[Claim], sources: Mapping[str, Grouped]
) -> tuple[dict[Told, set[int]], set[int]]:
    found: dict[Told, set[int]] = {}
    for claim in claims:
        found.setdefault(told(claim.status), set()).add(sources[claim.claim_id].group)
    denying = found.pop("denied", set())
    return found, denying


def _kinds(
    claims: Sequence[Claim],
    sources: Mapping[str, Grouped],
    profiles: Mapping[str, SourceProfile],
) -> dict[int, str]:
    """Return the kind of each source that the user has said one of; the first claim's counts."""
    found: dict[int, str] = {}
    for claim in claims:
        profile = profiles.get(claim.document.publisher or "")
        title = _KINDS.get(profile.kind) if profile and not claim.attribution else None
        if title:
            found.setdefault(sources[claim.claim_id].group, title)
    return found


def _wording(telling: Mapping[Told, set[int]], denying: set[int], kinds: Mapping[int, str]) -> str:
    parts = [
        f"{verb} by {_sources(telling[status], kinds)}"
        for status, verb in _VERBS.items()
        if status in telling
    ]
    if denying and parts:
        parts.append(f"denied by {len(denying)}{_of_kind(denying, kinds)}")
    elif denying:
        parts.append(f"denied by {_sources(denying, kinds)}")
    return ", ".join(parts)


def _sources(numbers: set[int], kinds: Mapping[int, str]) -> str:
    noun = "1 source" if len(numbers) == 1 else f"{len(numbers)} independent sources"
    return noun + _of_kind(numbers, kinds)


def _of_kind(numbers: set[int], kinds: Mapping[int, str]) -> str:
    counted = Counter(kinds[n] for n in sorted(numbers) if n in kinds)
    inside = ", ".join(f"{n} {kind}" for kind, n in counted.items())
    return f" ({inside})" if inside else ""

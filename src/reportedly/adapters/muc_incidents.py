"""Which claims of a reading tell of incidents of the MUC-4 task, and which tell of the same one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, Literal

from reportedly.adapters.muc_names import person_name
from reportedly.adapters.muc_phrases import head_word, is_thing, tokens
from reportedly.adapters.muc_words import MucWords, muc_words
from reportedly.records.claim import Claim, Participant
from reportedly.records.reading import Reading

IncidentType = Literal["ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY"]
Incident = tuple[IncidentType, tuple[Claim, ...]]

_TOLD: Final = frozenset({"occurred", "denied", "averted", "planned"})
#: The reader's reason for review where a claim rests on a word of ordinary language.
_WEAK: Final = "ordinary language"
#: Events further back than this many days are history, not news of an incident.
_RECENT: Final = 75
#: More victims than this are those of a war.
_MOST: Final = 150
#: Characters behind a trigger within which the words of its means are looked for.
_CLAUSE: Final = 120
_SITES: Final = frozenset({"place", "admin2", "feature"})


def incidents_of(reading: Reading) -> list[Incident]:
    """Return types and claims of the document's incidents, in the order of the text."""
    words = muc_words()
    groups: list[tuple[IncidentType, list[Claim]]] = []
    for claim in reading.claims:
        kind = incident_type(claim, words)
        if kind is None or not _relevant(claim, words):
            continue
        home = _home(kind, claim, groups, words)
        if home is None:
            groups.append((kind, [claim]))
        else:
            home.append(claim)
    return [
        (kind, tuple(claims))
        for kind, claims in groups
        if _specific(claims, words) and (kind == "BOMBING" or _took_place(claims))
    ]


def _took_place(claims: Sequence[Claim]) -> bool:
    """Whether it was done or tried; a threat is an incident in few of the keys."""
    return any(claim.status != "planned" for claim in claims)


def incident_type(claim: Claim, words: MucWords) -> IncidentType | None:
    """Type of the incident that a claim tells of; None where it is none of the task's."""
    trigger = set(tokens(claim.trigger.text))
    flat = " ".join(claim.trigger.text.lower().split())
    if claim.event.plover == "COERCE" and claim.event.mode == "seize":
        return "ROBBERY" if trigger & set(words.types["ROBBERY"]) else None
    if claim.event.plover != "ASSAULT" or claim.event.mode in words.modes_out:
        return None
    if claim.event.mode == "abduct":
        return "KIDNAPPING"
    if any(w in flat for w in words.types["ARSON"]):
        return "ARSON"
    bombing = any(w in flat for w in words.types["BOMBING"])
    bombing = bombing or claim.event.mode in {"explosives", "suicide-attack"}
    told = set(tokens(claim.evidence.text))
    bombing = bombing or bool(trigger & words.results and told & words.explosives)
    bombing = bombing or bool(set(tokens(_reach(claim))) & words.explosives)
    return "BOMBING" if bombing else "ATTACK"


def _reach(claim: Claim) -> str:
    """The words of a claim's sentence from its trigger on, as far as its clause may go."""
    start = claim.trigger.start - claim.evidence.start
    return claim.evidence.text[start : start + _CLAUSE]


def _relevant(claim: Claim, words: MucWords) -> bool:
    """Whether the claim tells of an attack on civil targets, recently and in earnest."""
    if claim.status not in _TOLD or any(_WEAK in reason for reason in claim.review):
        return False
    if claim.event.mode == "aerial" or set(tokens(claim.trigger.text)) & words.fighting:
        return False
    for listed in (words.irregular, words.forces):
        if claim.recipients and all(_is_of(p, listed) for p in claim.recipients):
            return False
    if any(_is_of(p, words.forces) for p in claim.actors) and not _on_civilians(claim, words):
        return False
    if any((count.low or 0) > _MOST for count in claim.counts):
        return False
    published, days = claim.document.published, _days(claim)
    if published is None or days is None:
        return True
    return (date.fromisoformat(published[:10]) - days[1]).days <= _RECENT


def _on_civilians(claim: Claim, words: MucWords) -> bool:
    """Whether somebody suffered who is neither of the forces nor of those who fight them."""
    return any(
        person_name(p.span, words) is not None
        or not (_is_of(p, words.forces) or _is_of(p, words.irregular))
        for p in claim.recipients
    )


def _is_of(party: Participant, words: frozenset[str]) -> bool:
    return head_word(party.span.text) in words


def _home(
    kind: IncidentType,
    claim: Claim,
    groups: Sequence[tuple[IncidentType, list[Claim]]],
    words: MucWords,
) -> list[Claim] | None:
    """The latest incident that the claim may tell of: same type and nothing contradicts."""
    if kind == "ATTACK" and groups and groups[-1][0] == "BOMBING" and not claim.actors:
        result = set(tokens(claim.trigger.text)) & words.results
        if result and _same(groups[-1][1], claim):
            return groups[-1][1]
    for other, claims in reversed(groups):
        if other == kind and _same(claims, claim):
            return claims
    if kind == "ATTACK" and not claim.recipients and groups and _same(groups[-1][1], claim):
        return groups[-1][1]  # 'the attack' of somebody kidnapped or of a bombing
    return None


def _same(claims: Sequence[Claim], claim: Claim) -> bool:
    """Whether the places and days told of an incident and of a claim agree or stay open."""
    named, suffering = _named(claims), _named([claim])
    if named and suffering and not named & suffering and claim.evidence != claims[-1].evidence:
        return False
    sites, here = _sites(claims), _sites([claim])
    if sites and here and not sites & here:
        return False
    days = _days(claim)
    others = [d for c in claims if (d := _days(c)) is not None]
    apart = days is not None and bool(others)
    return not (apart and days and all(days[0] > d[1] or days[1] < d[0] for d in others))


def _named(claims: Iterable[Claim]) -> set[str]:
    """Last names of those who are told to have suffered."""
    found = (person_name(p.span, muc_words()) for c in claims for p in c.recipients)
    return {tokens(name.text)[-1] for name in found if name is not None and tokens(name.text)}


def _sites(claims: Iterable[Claim]) -> set[str]:
    resolved = [p.resolved for c in claims for p in c.places if p.resolved is not None]
    return {place.name for place in resolved if place.level in _SITES}


def _days(claim: Claim) -> tuple[date, date] | None:
    if claim.time is None or claim.time.earliest is None or claim.time.latest is None:
        return None
    return claim.time.earliest, claim.time.latest


def _specific(claims: Sequence[Claim], words: MucWords) -> bool:
    """Whether some place, day, number, name or thing tells that this happened once."""
    if not any(c.recipients or c.places for c in claims):
        return False
    return any(_anchored(c, words) for c in claims)


def _anchored(claim: Claim, words: MucWords) -> bool:
    days = _days(claim)
    dated = days is not None and (days[1] - days[0]).days < 8
    if claim.places or dated or any(count.low for count in claim.counts):
        return True
    return any(_single(p, words) for p in claim.recipients)


def _single(party: Participant, words: MucWords) -> bool:
    head = head_word(party.span.text)
    if is_thing(head) or person_name(party.span, words) is not None:
        return True
    return bool(head) and not head.endswith("s") and head not in words.anybody

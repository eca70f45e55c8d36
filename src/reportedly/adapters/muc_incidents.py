"""Which claims of a reading tell of incidents of the MUC-4 task, and which tell of the same one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from reportedly.adapters.muc_words import MucWords, muc_words
from reportedly.records.claim import Claim, Participant
from reportedly.records.reading import Reading

IncidentType = Literal["ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY"]
Incident = tuple[IncidentType, tuple[Claim, ...]]

_WORD = re.compile(r"[A-Za-z][\w'.-]*")
_TOLD = frozenset({"occurred", "ongoing", "denied", "averted"})


def incidents_of(reading: Reading) -> list[Incident]:
    """Return types and claims of the document's incidents, in the order of the text."""
    words = muc_words()
    groups: list[tuple[IncidentType, list[Claim]]] = []
    for claim in reading.claims:
        kind = incident_type(claim, words)
        if kind is None or not _relevant(claim, words):
            continue
        for other, claims in groups:
            if other == kind and _same(claims, claim):
                claims.append(claim)
                break
        else:
            groups.append((kind, [claim]))
    return [(k, tuple(c)) for k, c in groups if _specific(c)]


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
    if any(w in flat for w in words.types["BOMBING"]):
        return "BOMBING"
    if claim.event.mode in {"explosives", "suicide-attack"}:
        return "BOMBING"
    return "ATTACK"


def _relevant(claim: Claim, words: MucWords) -> bool:
    if claim.status not in _TOLD:
        return False
    if set(tokens(claim.trigger.text)) & words.fighting:
        return False
    if claim.recipients and all(is_of(p, words.irregular) for p in claim.recipients):
        return False
    if claim.recipients and all(is_of(p, words.forces) for p in claim.recipients):
        return False
    return True


def _specific(claims: Sequence[Claim]) -> bool:
    return any(c.recipients or c.places for c in claims)


def _same(claims: Sequence[Claim], claim: Claim) -> bool:
    return True


def is_of(party: Participant, words: frozenset[str]) -> bool:
    """Whether the head of a participant's words is in a list."""
    head = head_word(party.span.text)
    return head in words


def head_word(phrase: str) -> str:
    """The last word before 'of' or 'who', in lower case: nearly always the head."""
    found = tokens(phrase)
    for i, word in enumerate(found):
        if i and word in {"of", "who", "in", "from"}:
            return found[i - 1]
    return found[-1] if found else ""


def tokens(words: str) -> list[str]:
    """Words in lower case."""
    return [w.lower() for w in _WORD.findall(words)]


def _days(claim: Claim) -> tuple[date, date] | None:
    if claim.time is None or claim.time.earliest is None or claim.time.latest is None:
        return None
    return claim.time.earliest, claim.time.latest


def all_days(claims: Iterable[Claim]) -> list[tuple[date, date]]:
    """The days told of some claims."""
    return [d for c in claims if (d := _days(c)) is not None]

"""Which claims of an event come from one source: copies, one statement, one voice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from reportedly.events.copies import Copy
from reportedly.events.records import SourceProfile
from reportedly.records.claim import Claim, Participant
from reportedly.records.span import Span
from reportedly.text.normalise import fold


@dataclass(frozen=True, slots=True)
class Grouped:
    """The number of the source that a claim comes from, and why it is not one of its own."""

    group: int
    why: str = ""


def groups(
    claims: Sequence[Claim],
    copies: Sequence[Copy] = (),
    profiles: Mapping[str, SourceProfile] | None = None,
) -> dict[str, Grouped]:
    """Number the independent sources of an event from 0, in the order of the claims.

    Two claims have one source where their evidence stands in text that the documents share, where
    one known speaker is behind both, where the publisher is that speaker or speaks for it, and
    where one document tells both in one voice. "A doctor" in two documents is two doctors.
    """
    tie = _Ties(len(claims))
    shared = _by_documents(copies)
    for i, j in combinations(range(len(claims)), 2):
        why = _one_source(claims[i], claims[j], shared, profiles or {})
        if why:
            tie.join(i, j, why)
    return {claims[i].claim_id: grouped for i, grouped in enumerate(tie.numbered())}


class _Ties:
    def __init__(self, size: int) -> None:
        self._root = list(range(size))
        self._why = [""] * size

    def find(self, i: int) -> int:
        while self._root[i] != i:
            self._root[i] = self._root[self._root[i]]
            i = self._root[i]
        return i

    def join(self, i: int, j: int, why: str) -> None:
        a, b = self.find(i), self.find(j)
        self._why[j] = self._why[j] or why
        self._root[max(a, b)] = min(a, b)

    def numbered(self) -> Iterator[Grouped]:
        number: dict[int, int] = {}
        for i, why in enumerate(self._why):
            yield Grouped(number.setdefault(self.find(i), len(number)), why)


def _by_documents(copies: Sequence[Copy]) -> dict[tuple[str, str], list[Copy]]:
    found: dict[tuple[str, str], list[Copy]] = {}
    for copy in copies:
        found.setdefault((copy.left_document, copy.right_document), []).append(copy)
    return found


def _one_source(
    a: Claim,
    b: Claim,
    shared: Mapping[tuple[str, str], Sequence[Copy]],
    profiles: Mapping[str, SourceProfile],
) -> str:
    ours, theirs = _origin(a), _origin(b)
    if a.document.id == b.document.id:
        same = _same_speaker(ours, theirs) if ours and theirs else ours is theirs
        return "the same voice in the document" if same else ""
    copied = _copied(a, b, shared)
    if copied:
        return copied
    if ours and theirs:
        same = _is_known(ours) and _is_known(theirs) and _same_speaker(ours, theirs)
        return "statements of one speaker" if same else ""
    if ours or theirs:
        speaker, other = (ours, b) if ours else (theirs, a)
        assert speaker is not None
        return "the publisher's own statement" if _speaks_for(other, speaker, profiles) else ""
    return "one publisher" if _publisher(a) and _publisher(a) == _publisher(b) else ""


def _origin(claim: Claim) -> Participant | None:
    """Return the innermost speaker that is named."""
    return next((link.speaker for link in reversed(claim.attribution) if link.speaker), None)


def _phrase(speaker: Participant) -> str:
    return fold(speaker.antecedent.text if speaker.antecedent else speaker.span.text)


def _same_speaker(a: Participant, b: Participant) -> bool:
    if a.resolved and b.resolved:
        return a.resolved.id == b.resolved.id
    return _phrase(a) == _phrase(b) or fold(a.span.text) == fold(b.span.text)


def _is_known(speaker: Participant) -> bool:
    """Whether the words mean one and the same speaker in any document: a name, not a role."""
    phrase = speaker.antecedent.text if speaker.antecedent else speaker.span.text
    return speaker.resolved is not None or any(w[:1].isupper() for w in phrase.split()[1:])


def _copied(a: Claim, b: Claim, shared: Mapping[tuple[str, str], Sequence[Copy]]) -> str:
    for copy in shared.get((a.document.id, b.document.id), ()):
        if any(_overlap(a, p.left) and _overlap(b, p.right) for p in copy.passages):
            return _TITLES[copy.kind]
    for copy in shared.get((b.document.id, a.document.id), ()):
        if any(_overlap(a, p.right) and _overlap(b, p.left) for p in copy.passages):
            return _TITLES[copy.kind]
    return ""


_TITLES = {
    "reprint": "a reprint of the same text",
    "cut": "a shortened reprint of the same text",
    "excerpt": "the same passage",
    "statement": "the same statement quoted",
}


def _overlap(claim: Claim, passage: Span) -> bool:
    """Whether at least half of the evidence stands in the passage."""
    evidence = claim.evidence
    inside = min(evidence.end, passage.end) - max(evidence.start, passage.start)
    return 2 * inside >= evidence.end - evidence.start


def _publisher(claim: Claim) -> str:
    return fold(claim.document.publisher or "")


def _speaks_for(claim: Claim, speaker: Participant, profiles: Mapping[str, SourceProfile]) -> bool:
    profile = profiles.get(claim.document.publisher or "")
    if profile and profile.party and speaker.resolved:
        return profile.party == speaker.resolved.id
    if not _is_known(speaker):
        return False
    name = fold(speaker.resolved.name) if speaker.resolved else _phrase(speaker)
    return set(name.split()) <= set(_publisher(claim).split())

"""Announced violence: 'it warned that it will arrest whoever …' is a threat, made now.

Coding guidelines: 'X threatened (vowed) to attack Y' is one THREATEN claim and no ASSAULT.
"""

from __future__ import annotations

from reportedly.claims.context import Context
from reportedly.claims.coref import antecedent
from reportedly.claims.draft import Draft
from reportedly.claims.lexis import grammar
from reportedly.claims.phrases import phrase_of
from reportedly.claims.syntax import subject

_MODES = {
    "ASSAULT": "violence",
    "COERCE/arrest": "arrest",
    "COERCE/deport": "expel",
    "COERCE/seize": "territory",
    "COERCE": "restrict",
    "SANCTION": "restrict",
    "PROTEST": "restrict",
}
_CUES = frozenset({"warn", "remind", "vow", "swear", "caution", "threaten", "pledge", "promise"})


def as_threat(draft: Draft, context: Context) -> None:
    """Turn an announced act of force by the one who speaks into a THREATEN."""
    if draft.status != "planned" or draft.category not in _MODES:
        return
    if not _own_words(draft, context):
        return
    code = f"{draft.category}/{draft.mode}" if draft.mode else draft.category
    mode = _MODES.get(code) or _MODES[draft.category]
    draft.notes.append(f"{code} announced by the one who speaks: THREATEN/{mode}")
    draft.category, draft.mode, draft.status = "THREATEN", mode, "occurred"
    draft.links, draft.places, draft.time, draft.counts = [], [], None, []


def _own_words(draft: Draft, context: Context) -> bool:
    cues = {link.cue[0].lemma_.lower() for link in draft.links if link.cue and link.speaker}
    if draft.category == "PROTEST":
        return bool(cues & {"warn", "threaten", "vow"})
    cues.add(draft.anchor.sent.root.lemma_.lower())
    if not draft.actors and cues & _CUES:
        speakers = [link.speaker for link in draft.links if link.speaker is not None]
        root = draft.anchor.sent.root
        doer = subject(root) if root.lemma_.lower() in _CUES else None
        if doer is not None and not speakers:
            speakers = [phrase_of(doer, context.lexis)]
        for speaker in speakers:
            own = speaker.head.lower_ in grammar()["pronouns_speaker"]
            if own or context.classes(speaker.head) & {"armed", "state", "group"}:
                draft.actors = [speaker]
                return True
    for actor in draft.actors:
        word = actor.head.lower_
        if word in grammar()["pronouns_speaker"]:
            return True
        near = antecedent(actor, context)
        for link in draft.links:
            if link.speaker is None or link.cue is None:
                continue
            if link.cue[0].lemma_.lower() not in _CUES:
                continue
            same = {link.speaker.head.i, link.speaker.head.lemma_}
            if (
                actor.head.i in same
                or actor.head.lemma_ in same
                or (near is not None and (near.head.i in same or near.head.lemma_ in same))
            ):
                return True
            if actor.head.pos_ == "PRON":
                return True
        root = actor.head.sent.root
        if actor.head.pos_ == "PRON" and root.lemma_.lower() in _CUES:
            return True
    return False

"""Announced violence: 'it warned that it will arrest whoever …' is a threat, made now.

Coding guidelines: 'X threatened (vowed) to attack Y' is one THREATEN claim and no ASSAULT.
"""

from __future__ import annotations

from reportedly.claims.context import Context
from reportedly.claims.coref import antecedent
from reportedly.claims.draft import Draft
from reportedly.claims.lexis import grammar
from reportedly.claims.phrases import Phrase, phrase_of
from reportedly.claims.syntax import subject, verb_group

_MODES = {
    "ASSAULT": "violence",
    "COERCE/arrest": "arrest",
    "COERCE/deport": "expel",
    "COERCE/seize": "territory",
    "COERCE": "restrict",
    "SANCTION": "restrict",
    "PROTEST": "restrict",
}
_SPEAKERS = frozenset({"armed", "state", "group"})


def as_threat(draft: Draft, context: Context) -> None:
    """Turn an announced act of force by the one who speaks into a THREATEN."""
    if draft.category not in _MODES or draft.status not in {"planned", "hypothetical"}:
        return
    will = any(
        c.lower_ in {"will", "would", "shall"} for c in verb_group(draft.light or draft.anchor)
    )
    if draft.status == "hypothetical" and not will:
        return
    if not _own_words(draft, context):
        return
    code = f"{draft.category}/{draft.mode}" if draft.mode else draft.category
    mode = _MODES.get(code) or _MODES[draft.category]
    draft.notes.append(f"{code} announced by the one who speaks: THREATEN/{mode}")
    draft.category, draft.mode, draft.status = "THREATEN", mode, "occurred"
    draft.links, draft.places, draft.time, draft.counts = [], [], None, []


def _own_words(draft: Draft, context: Context) -> bool:
    """Whether the one who warns or vows is the one who would act."""
    warning = grammar()["warning"]
    cues = {link.cue[0].lemma_.lower() for link in draft.links if link.cue and link.speaker}
    if draft.category == "PROTEST":
        return bool(cues & warning)
    if any(p.head.lower_ in grammar()["pronouns_speaker"] for p in draft.actors):
        return True
    root = draft.anchor.sent.root
    warned = bool(cues & warning) or root.lemma_.lower() in warning
    if not warned:
        return False
    if not draft.actors:
        return _take_speaker(draft, context)
    return any(_speaks(actor, draft, context) for actor in draft.actors)


def _take_speaker(draft: Draft, context: Context) -> bool:
    """'We warn that every ship … will be struck': who warns is the actor."""
    speakers = [link.speaker for link in draft.links if link.speaker is not None]
    root = draft.anchor.sent.root
    doer = subject(root) if root.lemma_.lower() in grammar()["warning"] else None
    if doer is not None and not speakers:
        speakers = [phrase_of(doer, context.lexis)]
    for speaker in speakers:
        own = speaker.head.lower_ in grammar()["pronouns_speaker"]
        if own or context.classes(speaker.head) & _SPEAKERS:
            draft.actors = [speaker]
            return True
    return False


def _speaks(actor: Phrase, draft: Draft, context: Context) -> bool:
    """Whether the actor is the voice that warns."""
    if actor.head.pos_ == "PRON":
        return True
    near = antecedent(actor, context)
    names = {actor.head.lemma_} | ({near.head.lemma_} if near is not None else set())
    return any(link.speaker.head.lemma_ in names for link in draft.links if link.speaker)

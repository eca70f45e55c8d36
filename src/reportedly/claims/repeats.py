"""The same event told again: a claim again only where it adds a number, a place or a voice."""

from __future__ import annotations

from reportedly.claims.context import Context
from reportedly.claims.draft import Draft


def is_repeat(draft: Draft, earlier: list[Draft], context: Context) -> bool:
    """Whether the draft adds nothing to an event that the document has told already."""
    return any(_repeats(draft, other, context) for other in earlier)


def _repeats(draft: Draft, other: Draft, context: Context) -> bool:
    if draft.category != other.category or draft.status != other.status:
        return False
    if draft.mode and other.mode and draft.mode != other.mode:
        return False
    known = {draft.anchor.lemma_.lower(), *(d.anchor.lemma_.lower() for d in draft.absorbed)}
    told = {other.anchor.lemma_.lower(), *(d.anchor.lemma_.lower() for d in other.absorbed)}
    same_word = bool(known & told)
    if draft.trigger.pos != "noun" and not same_word:
        return False
    if _voices(draft) - _voices(other) or _counts(draft) - _counts(other):
        return False
    if not draft.places_carried and set(draft.places) - set(other.places) and draft.places:
        return False
    if draft.time is not None and not draft.time_carried and draft.time is not other.time:
        return False
    mine, theirs = _heads(draft), _heads(other)
    return not mine - theirs if mine else True


def _voices(draft: Draft) -> set[str]:
    return {link.speaker.head.lemma_.lower() if link.speaker else "" for link in draft.links}


def _counts(draft: Draft) -> set[tuple[str, int | None, int | None]]:
    return {(c.what, c.low, c.high) for c in draft.counts}


def _heads(draft: Draft) -> set[str]:
    return {p.head.lemma_.lower() for p in (*draft.actors, *draft.recipients)}

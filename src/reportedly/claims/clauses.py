"""The clause round an event, as the checks of its status walk it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Token

from reportedly.claims.draft import Draft
from reportedly.claims.syntax import ancestors
from reportedly.codebook.lexicon import Cues
from reportedly.records.claim import Status

Verdict = tuple[Status, str] | None


def chain(draft: Draft) -> Iterator[tuple[Token, Token]]:
    """Yield (node, head) from the event's clause up, stopping where a voice or adjunct begins."""
    start = draft.light or draft.anchor
    for node, head in ancestors(start):
        if node.dep_ == "relcl" or (node.dep_ == "advcl" and node != start):
            return
        yield node, head
        if node.dep_ == "advcl":
            return


def nodes(draft: Draft) -> list[Token]:
    """Return the words that carry the event itself: trigger, light verb, joined results."""
    found = [draft.anchor]
    if draft.light is not None:
        found.append(draft.light)
    found += [other.anchor for other in draft.absorbed if other.verbal]
    if draft.trigger.pos == "adj":
        found.append(draft.clause)
    return found


def matches(verb: Token, cues: Cues) -> bool:
    """Whether a verb, adjective or idiom of a cue list stands at this token."""
    index = _idioms(cues)
    for form in {verb.lemma_.lower(), verb.lower_}:
        for rest, passive in index.get(form, ()):
            if passive and not _with_be(verb):
                continue
            following = {t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 6]}
            following |= {t.lemma_.lower() for t in verb.doc[verb.i + 1 : verb.i + 6]}
            if all(word in following for word in rest):
                return True
    return False


def _with_be(verb: Token) -> bool:
    near = [*verb.children, verb.head]
    return any(t.lemma_ == "be" for t in near)


@lru_cache(maxsize=16)
def _idioms(cues: Cues) -> dict[str, list[tuple[tuple[str, ...], bool]]]:
    """Index 'be set to', 'nip in the bud' by the word that carries them."""
    index: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for entry in sorted(cues.verbs):
        words = entry.split()
        passive = words[0] == "be" and len(words) > 1
        core = [w for w in words[passive:] if w != "to" or not passive]
        if core:
            index.setdefault(core[0], []).append((tuple(core[1:]), passive))
    return index

"""Threats told by a verb of warning whose content no trigger names.

'Egypt warned that it would suspend the treaty', 'we will burn it, vowed the commander': the one who
warns is the one who would act. Coding guidelines: one THREATEN claim, made now.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span as Slice
from spacy.tokens import Token

from reportedly.claims.context import Context
from reportedly.claims.draft import Draft
from reportedly.claims.lexis import grammar
from reportedly.claims.syntax import child, governs, is_passive, subject, verb_group
from reportedly.codebook.triggers import Trigger

_WILL = frozenset({"will", "would", "shall", "'ll", "wo"})
_POWERS = frozenset({"armed", "state", "group", "commander", "official", "territory"})


def warnings(sentence: Slice, found: Sequence[Draft], context: Context) -> list[Draft]:
    """Return a draft for each verb that threatens by what its speaker says he will do."""
    taken = {d.anchor.i for d in found}
    forceful = [d.anchor for d in found if d.category in grammar()["forceful"]]
    drafts = []
    for verb, act in _warned(sentence):
        covered = any(a == act or governs(act, a) for a in forceful)
        speaker = subject(verb)
        if verb.i in taken or covered or speaker is None or not _able(speaker, context):
            continue
        persons = bool(context.classes(speaker) & {"official", "commander"})
        if _own_act(act, speaker, persons=persons):
            drafts.append(Draft(_threat(context), verb, [verb], verb))
    return drafts


def _warned(sentence: Slice) -> Iterator[tuple[Token, Token]]:
    """Yield verbs of warning with the verb of what is warned of."""
    for verb in sentence:
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in grammar()["threatening"]:
            continue
        act = child(verb, "ccomp", "parataxis")
        if act is not None and act.pos_ in {"VERB", "AUX"} and not is_passive(verb):
            yield verb, act


def _able(speaker: Token, context: Context) -> bool:
    return (
        bool(context.classes(speaker) & _POWERS)
        or speaker.i in context.actor_tokens
        or (speaker.lower_ in grammar()["pronouns_speaker"])
    )


def _own_act(act: Token, speaker: Token, *, persons: bool) -> bool:
    """Whether what is announced is to be done by the speaker, or to whoever disobeys."""
    if not any(t.lower_ in _WILL for t in verb_group(act)):
        return False
    doer = child(act, "nsubj", "nsubjpass")
    if doer is None:
        return False
    if is_passive(act):
        return any(c.lower_ in {"any", "every", "all", "each"} for c in doer.children) or (
            doer.lower_ in {"anyone", "anybody", "whoever", "everyone", "those", "all"}
        )
    if doer.lower_ == "it":
        return speaker.tag_ in {"NN", "NNP"} and not persons
    own = grammar()["pronouns_speaker"] | {"they", "he", "she"}
    return doer.lower_ in own or doer.lemma_ == speaker.lemma_


def _threat(context: Context) -> Trigger:
    """Return the codebook's entry for a bare threat."""
    entries = context.lexis.codebook.by_head[("verb", "threaten")]
    plain = [t for t in entries if t.category == "THREATEN" and len(t.words) == 1]
    return plain[0] if plain else next(t for t in entries if t.category == "THREATEN")

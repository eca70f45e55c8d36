"""What the text says of the event: happened, going on, intended, averted, denied, not, imagined."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.claims.clauses import Verdict, chain, matches, nodes
from reportedly.claims.context import Context
from reportedly.claims.draft import Draft
from reportedly.claims.lexis import grammar
from reportedly.claims.negation import negated
from reportedly.claims.phase import hypothetical, in_condition, ongoing, planned
from reportedly.claims.syntax import plot_of
from reportedly.codebook.lexicon import Cues
from reportedly.records.claim import Status

_UNDER_VERB = frozenset({"dobj", "nsubjpass", "xcomp", "pcomp", "ccomp", "pobj"})
_UNDER_NOUN = frozenset({"acl", "prep", "pcomp", "ccomp", "compound", "relcl", "pobj"})


def status_of(draft: Draft, context: Context) -> tuple[Status, str]:
    """Return the status and the reason in plain words.

    Order matters: a denial above all else, then what makes the event unreal, then its phase.
    """
    for check in (_denied, _averted, in_condition, negated, hypothetical, planned, ongoing):
        found = check(draft, context)
        if found is not None:
            return found
    return "occurred", "told as having happened"


def _denied(draft: Draft, context: Context) -> Verdict:
    for link in draft.links:
        if link.stance == "denies":
            cue = link.cue[0].text if link.cue else "a denial"
            return "denied", f"{cue!r} denies it"
    return None


def _averted(draft: Draft, context: Context) -> Verdict:
    cues = context.lexis.codebook.lexicon.averted
    for node in nodes(draft):
        for c in node.children:
            if c.dep_ in {"amod", "compound"} and {c.lemma_.lower(), c.lower_} & cues.adjectives:
                return "averted", f"{c.text!r} says that it did not succeed"
    explosive = draft.category == "ASSAULT" and draft.trigger.mode == "explosives"
    if explosive and draft.verbal and draft.anchor.lemma_.lower() in grammar()["disarming"]:
        return "averted", f"{draft.anchor.text!r} says that it did not go off"
    if draft.light is not None and matches(draft.light, cues):
        return "averted", f"{draft.light.text!r} says that it was averted"
    for node, head in chain(draft):
        noun = plot_of(node)
        if noun is not None and (matches(head, cues) or noun.lemma_.lower() in cues.nouns):
            return "averted", f"{head.text!r} a {noun.text}"
        if head.pos_ == "VERB" and node.dep_ in _UNDER_VERB and matches(head, cues):
            withstood = head.lemma_.lower() in grammar()["withstood"]
            if withstood and node.dep_ in {"dobj", "nsubjpass"}:
                return None
            return "averted", f"{head.text!r} says that it was averted"
        told = _plot(node, head, cues)
        if told is not None:
            return "averted", f"told as {told!r}"
    return None


def _plot(node: Token, head: Token, cues: Cues) -> str | None:
    """Return the noun of 'a plot to bomb', 'an attempt on his life'."""
    if head.lemma_.lower() in cues.nouns and node.dep_ in _UNDER_NOUN:
        return str(head.text)
    if head.pos_ == "ADP" and head.head.lemma_.lower() in cues.nouns | cues.verbs:
        return str(head.head.text)
    return None

"""What only identifies, sums up, or takes back: words of an event that make no claim."""

from __future__ import annotations

from reportedly.claims.context import Context
from reportedly.claims.draft import Draft
from reportedly.claims.lexis import grammar
from reportedly.claims.syntax import ancestors, child, governs

_HARD = frozenset({"ASSAULT", "COERCE", "PROTEST"})


def plot(draft: Draft, others: list[Draft], context: Context) -> str | None:
    """'A plot … was foiled' stands for the attack only where none is told inside it."""
    if draft.anchor.lemma_.lower() not in context.lexis.codebook.lexicon.averted.nouns:
        return None
    if draft.trigger.pos != "noun":
        return None
    if draft.status != "averted":
        return "a plot of which no outcome is told"
    inside = any(o is not draft and governs(draft.anchor, o.anchor) for o in others)
    return "the plot's event is coded itself" if inside else None


def narrator(draft: Draft, _: list[Draft], context: Context) -> str | None:
    """'I later met one of them': the author's own doings."""
    own = any(p.head.lower_ in {"i", "me"} for p in draft.actors)
    return "the author's own doing" if own and draft.category in grammar()["verbal"] else None


def identifying(draft: Draft, _: list[Draft], context: Context) -> str | None:
    """'A sheikh who had refused it tribute': a relative clause that only says who is meant."""
    if draft.category in _HARD or draft.category != draft.trigger.category:
        return None
    node = draft.anchor
    own = any(context.is_dated(t) or t.i in context.place_tokens for t in node.subtree)
    if own:
        return None
    if node.dep_ == "relcl" and draft.verbal:
        return "only says who is meant"
    if node.dep_ == "pcomp" and node.head.lower_ == "for":
        return "only the ground of a charge or sentence"
    under = any(n.dep_ == "acl" and n.tag_ == "VBN" for n, _ in ancestors(node) if n != node)
    return "only says who is meant" if under and not draft.verbal else None


def taken_back(draft: Draft, _: list[Draft], context: Context) -> str | None:
    """Coding guidelines: what the document retracts is no claim."""
    for node, head in ancestors(draft.anchor):
        report = head.lemma_.lower() in context.lexis.reporting_nouns
        if not report or node.dep_ not in {"acl", "ccomp", "relcl", "prep", "pobj"}:
            continue
        near = [head.head] if head.dep_ in {"nsubj", "nsubjpass", "dobj"} else []
        near += [c for c in head.children if c.dep_ == "acl" and c != node]
        for verb in near:
            if verb.pos_ == "VERB" and verb.lemma_.lower() in grammar()["retracting"]:
                return f"the report is taken back ({verb.text!r})"
    return None


def empty_negation(draft: Draft, _: list[Draft], context: Context) -> str | None:
    """'Nobody has stormed anything': denies no event that is told."""
    if draft.status != "negated" or draft.counts:
        return None
    verb = draft.light or draft.anchor
    subject = child(verb, "nsubj", "nsubjpass")
    nobody = subject is not None and subject.lower_ in grammar()["negative_pronouns"]
    if nobody and not draft.recipients:
        return "nothing is told"
    if nobody and all(p.head.pos_ == "PRON" for p in draft.recipients):
        return "nothing is told"
    return None


def rejected_report(draft: Draft, others: list[Draft], context: Context) -> str | None:
    """'Rejected the charge that …': the denial of an event, which is coded as such."""
    if draft.category == "ACCUSE" and draft.trigger.pos == "noun":
        told = draft.anchor.lemma_.lower() in context.lexis.reporting_nouns
        inside = any(o is not draft and governs(draft.anchor, o.anchor) for o in others)
        return "names a report whose event is coded" if told and inside else None
    if draft.category not in {"REJECT", "ACCUSE"} or not draft.verbal:
        return None
    if len(draft.trigger.words) > 1:
        return None  # 'rejected the offer', which is no report that could be denied
    for other in others:
        if other is not draft and any(
            link.stance == "denies" and link.cue and link.cue[0].i == draft.anchor.i
            for link in other.links
        ):
            return "denies an event that is coded as denied"
    return None

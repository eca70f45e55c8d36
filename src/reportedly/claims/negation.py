"""Events that the text or a voice in it says did not happen."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.claims.clauses import Verdict, chain, nodes
from reportedly.claims.context import Context
from reportedly.claims.draft import Draft
from reportedly.claims.lexis import grammar
from reportedly.claims.syntax import ancestors, child, cleft, verb_group

_ARGUMENTS = frozenset({"xcomp", "nsubj", "nsubjpass", "dobj"})
_CONTENT = frozenset({"ccomp", "acl", "relcl", "prep", "pobj", "csubj", "nsubj", "conj"})


def negated(draft: Draft, context: Context) -> Verdict:
    """Return `negated`, or `denied` where a named voice says so; the voice's stance follows."""
    reason = _not(draft) or _not_above(draft, context) or _called_untrue(draft, context)
    reason = reason or _not_by(draft)
    if reason is None:
        return None
    voiced = [link for link in draft.links if link.speaker is not None]
    if voiced:
        voiced[-1].stance = "denies"
        return "denied", f"the voice says {reason!r}"
    return "negated", f"{reason!r} says that it did not happen"


def _not(draft: Draft) -> str | None:
    """Return the word that negates the event's own words: 'did not', 'no', 'nobody', 'nor'."""
    reason = None
    own = nodes(draft)
    acts = [d for d in (draft, *draft.absorbed) if not d.trigger.result]
    if acts and draft.absorbed:
        # 'no one was killed in the attack' denies the result, not the attack
        own = [t for d in acts for t in (d.anchor, d.light) if t is not None]
    for node in own:
        if node.dep_ == "conj" and any(c.lower_ == "nor" for c in node.head.children):
            reason = "nor"
        for c in (*node.children, *verb_group(node)):
            if c.dep_ == "neg" or c.lower_ in {"neither", "nor"} or _no(c) or _nobody(c):
                reason = c.text
    return reason


def _nobody(party: Token) -> bool:
    """Whether a party to the event is nobody: 'nobody fled', 'not one tank', 'hit by no one'."""
    if child(party, "relcl") is not None and party.lower_.startswith("any"):
        return False  # 'anyone who feeds them will be arrested'
    if party.dep_ in {"nsubj", "nsubjpass"}:
        first = party.left_edge
        return (
            party.lower_ in grammar()["negative_pronouns"]
            or any(_no(d) or d.lower_ == "neither" for d in party.children)
            or (first.lower_ == "not" and first.nbor(1).lower_ in {"one", "a"})
        )
    other = child(party, "pobj") if party.dep_ == "agent" else party
    return (
        party.dep_ in {"dobj", "agent"}
        and other is not None
        and other.lower_ in grammar()["negative_pronouns"]
    )


def _not_by(draft: Draft) -> str | None:
    """'It was not the rebels that fired': not by those who are named."""
    who = cleft(draft.light or draft.anchor)
    if who is None:
        return None
    return next((f"{c.text} {who.text}" for c in who.head.children if c.dep_ == "neg"), None)


def _no(token: Token) -> bool:
    return token.dep_ == "det" and token.lower_ in {"no", "neither"}


def _not_above(draft: Draft, context: Context) -> str | None:
    """Return the word above the event that negates it: 'failed to', 'without', 'did not order'."""
    cues = context.lexis.codebook.lexicon.negation
    for node, head in chain(draft):
        rather = _rather(node, head)
        if rather is not None:
            return rather
        named = head.head if head.dep_ == "prep" and head.head.pos_ == "NOUN" else head
        if named.lemma_.lower() in grammar()["evidence"] and any(_no(c) for c in named.children):
            return f"no {named.text}"
        if head.lower_ == "without" and node.dep_ in {"pcomp", "pobj"}:
            return str(head.text)
        if head.pos_ in {"VERB", "AUX"}:
            if head.lemma_.lower() in cues.verbs and node.dep_ in {"xcomp", "ccomp", "pcomp"}:
                return str(head.text)
            if node.dep_ == "nsubj" and draft.category != "CONSULT" and _fails(head):
                return str(head.text)
            negated = any(c.dep_ == "neg" for c in head.children)
            if negated and node.dep_ in _ARGUMENTS and context.lexis.report_of(head) is None:
                return f"{head.text} not"
        if node.dep_ in {"ccomp", "relcl"}:
            return None
    return None


def _fails(verb: Token) -> bool:
    """'The exchange fell through', 'the talks came to nothing'."""
    words = {t.lower_ for c in verb.children for t in (c, *c.children)}
    pairs = (idiom.split(" ", 1) for idiom in grammar()["failing"])
    return any(verb.lemma_.lower() == first and set(rest.split()) <= words for first, rest in pairs)


def _rather(node: Token, head: Token) -> str | None:
    """Return 'far from', 'instead of', 'contrary to' where the event stands behind them."""
    if node.dep_ not in {"pcomp", "pobj"} or head.dep_ != "prep":
        return None
    before = head.nbor(-1) if head.i > head.sent.start else None
    pair = f"{before.lower_} {head.lower_}" if before is not None else ""
    return pair if pair in grammar()["instead"] else None


def _called_untrue(draft: Draft, context: Context) -> str | None:
    """'Reports that a drone struck … are false', 'it is not true that …'."""
    for node, head in ancestors(draft.anchor):
        if node.dep_ not in _CONTENT:
            continue
        report = head if head.lemma_.lower() in context.lexis.reporting_nouns else None
        be = report.head if report is not None and report.dep_ == "nsubj" else head
        if be.lemma_ != "be":
            continue
        told = [*be.children, *(d for c in be.children if c.dep_ == "prep" for d in c.children)]
        for c in told:
            if c.lower_ in grammar()["untrue"] and c.i not in {t.i for t in draft.tokens}:
                return str(c.text)
            if c.lower_ == "true" and any(d.dep_ == "neg" for d in be.children):
                return "not true"
    return None

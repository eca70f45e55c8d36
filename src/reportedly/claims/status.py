"""What the text says of the event: happened, going on, intended, averted, denied, not, imagined."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Token

from reportedly.claims.context import Context
from reportedly.claims.draft import Draft
from reportedly.claims.lexis import grammar
from reportedly.claims.syntax import ancestors, child, governs, verb_group
from reportedly.codebook.lexicon import Cues
from reportedly.records.claim import Status

_FUTURE = frozenset({"will", "shall", "'ll", "wo"})


def status_of(draft: Draft, context: Context) -> tuple[Status, str]:
    """Return the status and the reason in plain words.

    Order matters: a denial above all else, then what makes the event unreal, then its phase.
    """
    for check in (_denied, _averted, _if_clause, _negated, _hypothetical, _planned, _ongoing):
        found = check(draft, context)
        if found is not None:
            return found
    return "occurred", "told as having happened"


Verdict = tuple[Status, str] | None


def _chain(draft: Draft) -> Iterator[tuple[Token, Token]]:
    """Yield (node, head) from the event's clause up, stopping where a voice or adjunct begins."""
    start = draft.light or draft.anchor
    if draft.trigger.pos != "verb" and draft.light is None:
        start = draft.anchor
    for node, head in ancestors(start):
        if node.dep_ == "relcl" or (node.dep_ == "advcl" and node != start):
            return
        yield node, head
        if node.dep_ == "advcl":
            return


def _nodes(draft: Draft) -> list[Token]:
    nodes = [draft.anchor]
    if draft.light is not None:
        nodes.append(draft.light)
    for other in draft.absorbed:
        if other.verbal:
            nodes.append(other.anchor)
    if draft.trigger.pos == "adj":
        nodes.append(draft.clause)
    return nodes


def _denied(draft: Draft, context: Context) -> Verdict:
    for link in draft.links:
        if link.stance == "denies":
            cue = link.cue[0].text if link.cue else "a denial"
            return "denied", f"{cue!r} denies it"
    return None


def _averted(draft: Draft, context: Context) -> Verdict:
    cues = context.lexis.codebook.lexicon.averted
    for node in _nodes(draft):
        for c in node.children:
            if c.dep_ in {"amod", "compound"} and c.lemma_.lower() in cues.adjectives | {
                c.lower_
            } & (cues.adjectives):
                return "averted", f"{c.text!r} says that it did not succeed"
    for node, head in _chain(draft):
        if (
            head.pos_ == "VERB"
            and _matches(head, cues)
            and node.dep_
            in {
                "dobj",
                "nsubjpass",
                "xcomp",
                "pcomp",
                "ccomp",
                "pobj",
            }
        ):
            if node.dep_ in {"dobj", "nsubjpass"} and head.lemma_.lower() in grammar()["withstood"]:
                return None
            return "averted", f"{head.text!r} says that it was averted"
        if head.lemma_.lower() in cues.nouns and node.dep_ in {
            "acl",
            "prep",
            "pcomp",
            "ccomp",
            "compound",
            "relcl",
            "pobj",
        }:
            return "averted", f"told as a {head.lemma_.lower()}"
        if head.pos_ == "ADP" and head.head.lemma_.lower() in cues.nouns | cues.verbs:
            return "averted", f"{head.head.text!r} says that it was averted"
    return None


def _matches(verb: Token, cues: Cues) -> bool:
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


def _negated(draft: Draft, context: Context) -> Verdict:
    cues = context.lexis.codebook.lexicon.negation
    reason = None
    for node in _nodes(draft):
        if node.dep_ == "conj" and any(c.lower_ == "nor" for c in node.head.children):
            reason = "nor"
        for c in (*node.children, *verb_group(node)):
            if c.dep_ == "neg" or c.lower_ in {"neither", "nor"} or (c.dep_ == "det" and c.lower_ in {"no", "neither"}):
                reason = c.text
            if c.dep_ in {"nsubj", "nsubjpass"} and (
                c.lower_ in grammar()["negative_pronouns"]
                or any(d.dep_ == "det" and d.lower_ == "no" for d in c.children)
            ):
                reason = c.text
    for node, head in _chain(draft):
        if reason:
            break
        if head.pos_ in {"VERB", "AUX"}:
            if head.lemma_.lower() in cues.verbs and node.dep_ in {"xcomp", "ccomp", "pcomp"}:
                reason = head.text
            above = node.dep_ in {"xcomp", "nsubj", "nsubjpass", "dobj"}
            if (
                above
                and context.lexis.report_of(head) is None
                and any(c.dep_ == "neg" for c in head.children)
            ):
                reason = f"{head.text} not"
        if head.lower_ == "without" and node.dep_ in {"pcomp", "pobj"}:
            reason = head.text
        if node.dep_ in {"ccomp", "relcl"}:
            break
    if reason is None:
        reason = _called_untrue(draft, context)
    if reason is None:
        return None
    voiced = [link for link in draft.links if link.speaker is not None]
    if voiced:
        voiced[-1].stance = "denies"
        return "denied", f"the voice says {reason!r}"
    return "negated", f"{reason!r} says that it did not happen"


def _if_clause(draft: Draft, context: Context) -> Verdict:
    """'If they do not repent' imagines, it does not deny."""
    conjunctions = context.lexis.codebook.lexicon.hypothetical.conjunctions
    for node in _nodes(draft):
        mark = child(node, "mark")
        if mark is not None and mark.lower_ in conjunctions:
            return "hypothetical", f"{mark.text!r}"
    return None


def _called_untrue(draft: Draft, context: Context) -> str | None:
    """'Reports that a drone struck … are false', 'it is not true that …'."""
    for node, head in ancestors(draft.anchor):
        if node.dep_ not in {"ccomp", "acl", "relcl", "prep", "pobj", "csubj", "nsubj", "conj"}:
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


def _hypothetical(draft: Draft, context: Context) -> Verdict:
    cues = context.lexis.codebook.lexicon.hypothetical
    for node in _nodes(draft):
        for c in verb_group(node):
            if c.lower_ in cues.modals and not _past_habit(c, node):
                return "hypothetical", f"{c.text!r}"
    root = draft.anchor.sent.root
    if root.lemma_ == "be" and root != draft.anchor and any(
        c.lower_ in cues.modals and c.dep_ == "aux" for c in root.children
    ):
        attr = child(root, "attr")
        if attr is not None and attr != draft.anchor and governs(attr, draft.anchor):
            return "hypothetical", "told of what would be"
    for node, head in [*((n, n) for n in _nodes(draft)), *_chain(draft)]:
        mark = child(node, "mark")
        if mark is not None and mark.lower_ in cues.conjunctions:
            return "hypothetical", f"{mark.text!r}"
        if _inverted(node):
            return "hypothetical", "inverted conditional"
        if (
            head != node
            and head.pos_ == "VERB"
            and head.lemma_.lower() in cues.verbs
            and (node.dep_ in {"ccomp", "xcomp", "dobj", "pcomp"})
        ):
            return "hypothetical", f"{head.text!r}"
        if (
            head != node
            and governs(head, node)
            and head.pos_ == "VERB"
            and node.dep_ in {"xcomp", "nsubj", "dobj", "nsubjpass"}
        ):
            for c in head.children:
                if c.dep_ == "aux" and c.lower_ in cues.modals and not _past_habit(c, head):
                    return "hypothetical", f"{c.text!r}"
    return None


def _inverted(verb: Token) -> bool:
    """Whether the clause opens like 'Should the line move', 'Were it to close'."""
    if verb.dep_ not in {"advcl", "ccomp", "ROOT", "csubj", "dep", "parataxis"}:
        return False
    edge = verb.left_edge
    starts = edge.i == verb.sent.start or edge.nbor(-1).text in {",", '"', ";"}
    return (
        starts
        and edge.lower_ in {"should", "were", "had"}
        and edge.head in {verb, verb.head}
        and (edge.lower_ != "had" or edge.is_title is False)
    )


def _past_habit(modal: Token, verb: Token) -> bool:
    return modal.lower_ == "would" and any(
        c.lower_ in {"often", "regularly", "always"} for c in verb.children
    )


def _planned(draft: Draft, context: Context) -> Verdict:
    cues = context.lexis.codebook.lexicon.planned
    for node in _nodes(draft):
        for c in verb_group(node):
            if c.lower_ in _FUTURE:
                return "planned", f"{c.text!r} tells of the future"
    if draft.category in {"PROTEST", "CONSULT"} and draft.trigger.pos == "noun":
        verb = draft.anchor.head
        called = verb.lemma_.lower() in grammar()["convening"] and verb.pos_ == "VERB"
        if (
            called
            and draft.anchor.dep_ in {"dobj", "nsubjpass"}
            and verb.dep_ not in {"acl", "amod"}
        ):
            return "planned", f"{verb.text!r} calls what is to come"
    if draft.category == "CONSULT" and draft.verbal and _matches(draft.anchor, cues):
        return "planned", f"{draft.anchor.text!r} tells a plan"
    for node, head in _chain(draft):
        content = node.dep_ in {
            "xcomp",
            "ccomp",
            "pcomp",
            "dobj",
            "acl",
            "pobj",
            "relcl",
            "advcl",
            "nsubjpass",
            "nsubj",
        }
        if head.pos_ in {"VERB", "AUX", "ADJ"} and content:
            if _matches(head, cues) and node.dep_ not in {"advcl", "nsubj"}:
                return "planned", f"{head.text!r} tells a plan"
            if head.lemma_ == "be" and node.dep_ == "xcomp" and node.tag_ == "VB":
                return "planned", "'is to' tells a plan"
            if any(c.lower_ in _FUTURE for c in head.children if c.dep_ == "aux") and (
                node.dep_ in {"xcomp", "dobj", "nsubj", "nsubjpass"}
            ):
                return "planned", "told of the future"
        if head.lemma_.lower() in cues.nouns and node.dep_ in {"acl", "prep", "pcomp", "relcl"}:
            return "planned", f"told as a {head.lemma_.lower()}"
        if (
            head.pos_ == "ADP"
            and head.head.lemma_.lower() in cues.nouns
            and node.dep_ in {"pobj", "pcomp"}
        ):
            return "planned", f"told as a {head.head.lemma_.lower()}"
    return None


def _ongoing(draft: Draft, context: Context) -> Verdict:
    cues = context.lexis.codebook.lexicon.ongoing
    if draft.trigger.pos == "verb" and draft.anchor.tag_ == "VBG":
        auxiliaries = [c for c in verb_group(draft.anchor) if c.dep_ in {"aux", "auxpass"}]
        words = {c.lower_ for c in auxiliaries}
        if words & {"is", "are", "'s", "'re", "am"} or (
            words & {"been"} and words & {"has", "have"}
        ):
            return "ongoing", "the verb form tells that it goes on"
    for node in _nodes(draft):
        if any(c.lower_ in cues.adverbs and c.dep_ == "advmod" for c in node.children):
            return "ongoing", "an adverb tells that it goes on"
    for node, head in _chain(draft):
        if (
            head.pos_ == "VERB"
            and head.lemma_.lower() in cues.verbs
            and node.dep_ in {"xcomp", "nsubj", "ccomp"}
        ):
            if head.tag_ in {"VBZ", "VBP", "VBG"} or head.lemma_.lower() in {"continue", "persist"}:
                return "ongoing", f"{head.text!r} tells that it goes on"
    return None

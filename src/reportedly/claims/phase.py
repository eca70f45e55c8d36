"""Events that are imagined, intended or going on."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.claims.clauses import Verdict, chain, matches, nodes
from reportedly.claims.context import Context
from reportedly.claims.draft import Draft
from reportedly.claims.lexis import grammar
from reportedly.claims.syntax import child, governs, verb_group
from reportedly.codebook.lexicon import Cues

_FUTURE = frozenset({"will", "shall", "'ll", "wo"})
_ARGUMENTS = frozenset({"xcomp", "nsubj", "dobj", "nsubjpass"})
_CONTENT = frozenset({"xcomp", "ccomp", "pcomp", "dobj", "acl", "pobj", "relcl", "nsubjpass"})
_HAPPENINGS = frozenset({"SANCTION"})  # flight: nobody's own announcement
_WHEN = frozenset({"when", "before", "once", "until", "after"})
_PRESENT = frozenset({"is", "are", "'s", "'re", "am"})


def in_condition(draft: Draft, context: Context) -> Verdict:
    """'If they do not repent' imagines, it does not deny."""
    conjunctions = context.lexis.codebook.lexicon.hypothetical.conjunctions
    for node in nodes(draft):
        mark = child(node, "mark")
        if mark is not None and mark.lower_ in conjunctions and not _until_then(mark, node):
            return "hypothetical", f"{mark.text!r}"
        if _once(node):
            return "hypothetical", "told of a time to come"
        if _unmet(node):
            return "hypothetical", "inverted conditional"
    return None


def _unmet(verb: Token) -> bool:
    """'Had they stormed the town, thousands would have fled': neither has happened."""
    had = next((c for c in verb.children if c.lower_ == "had" and c.dep_ == "aux"), None)
    party = child(verb, "nsubj", "nsubjpass")
    if had is None or party is None or verb.dep_ != "advcl":
        return False
    return had.i < party.left_edge.i and child(verb, "mark") is None


def _until_then(mark: Token, verb: Token) -> bool:
    """Whether 'until' only orders two things that happened: 'sat until police opened fire'."""
    return mark.lower_ in {"until", "till"} and verb.tag_ == "VBD" and verb.head.tag_ != "MD"


def _once(verb: Token) -> bool:
    """'We will leave when the last soldier has left': neither has happened."""
    if verb.dep_ != "advcl" or verb.tag_ == "VBD":
        return False
    opens = {c.lower_ for c in verb.children if c.dep_ in {"mark", "advmod"}}
    return bool(opens & _WHEN) and any(
        c.lower_ in _FUTURE for c in verb.head.children if c.dep_ == "aux"
    )


def _conditioned(verb: Token, cues: Cues) -> Token | None:
    """Return the 'if' of a condition that hangs on the verb."""
    for c in verb.children:
        mark = child(c, "mark") if c.dep_ == "advcl" else None
        if mark is not None and mark.lower_ in cues.conjunctions:
            return mark
    return None


def _announced(verb: Token, cues: Cues, context: Context) -> bool:
    """'Said that it would launch': the future seen from the past, a plan and no mere fancy."""
    if verb.dep_ not in {"ccomp", "conj"} or _conditioned(verb, cues) is not None:
        return False
    above = verb.head if verb.dep_ == "ccomp" else verb.head.head
    report = context.lexis.report_of(above) if above.pos_ == "VERB" else None
    return report is not None and report.stance in {"asserts", "promises", "threatens"}


def hypothetical(draft: Draft, context: Context) -> Verdict:
    """Return `hypothetical` for what could be, is feared, or depends on a condition."""
    cues = context.lexis.codebook.lexicon.hypothetical
    own = _own_modal(draft, cues, context)
    if own is not None:
        return own
    if _what_would_be(draft, cues):
        return "hypothetical", "told of what would be"
    for node in [*nodes(draft), *(n for n, _ in chain(draft))]:
        mark = child(node, "mark")
        if mark is not None and mark.lower_ in cues.conjunctions and not _until_then(mark, node):
            return "hypothetical", f"{mark.text!r}"
        if _inverted(node):
            return "hypothetical", "inverted conditional"
    for node, head in chain(draft):
        feared = _feared(node, head, cues)
        if feared is not None:
            return "hypothetical", f"{feared!r}"
        if head.pos_ != "VERB" or node.lemma_.lower() in grammar()["responsibility"]:
            continue
        if head.lemma_.lower() in cues.verbs and node.dep_ in {"ccomp", "xcomp", "dobj", "pcomp"}:
            return "hypothetical", f"{head.text!r}"
        modal = _modal(head, cues) if node.dep_ in _ARGUMENTS else None
        if modal is not None:
            return "hypothetical", f"{modal.text!r}"
    return None


def _feared(node: Token, head: Token, cues: Cues) -> str | None:
    """Return the noun of 'fears of an assault', 'the risk that they attack'."""
    above = head.head if head.lower_ == "of" and node.dep_ in {"pobj", "pcomp"} else None
    noun = above if above is not None else head if node.dep_ in {"acl", "ccomp"} else None
    fits = noun is not None and noun.pos_ == "NOUN" and noun.lemma_.lower() in cues.nouns
    return str(noun.text) if noun is not None and fits else None


def _own_modal(draft: Draft, cues: Cues, context: Context) -> Verdict:
    for node in nodes(draft):
        for c in verb_group(node):
            if c.lower_ not in cues.modals or _past_habit(c, node):
                continue
            if c.lower_ == "would" and _announced(node, cues, context):
                return "planned", f"{c.text!r} announces it"
            return "hypothetical", f"{c.text!r}"
    return None


def _modal(verb: Token, cues: Cues) -> Token | None:
    for c in verb.children:
        if c.dep_ == "aux" and c.lower_ in cues.modals and not _past_habit(c, verb):
            return c
    return None


def _what_would_be(draft: Draft, cues: Cues) -> bool:
    """'It would not be the first time that …'."""
    root = draft.anchor.sent.root
    if root.lemma_ != "be" or root == draft.anchor:
        return False
    if not any(c.lower_ in cues.modals and c.dep_ == "aux" for c in root.children):
        return False
    attr = child(root, "attr")
    return attr is not None and attr != draft.anchor and governs(attr, draft.anchor)


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
        and (edge.lower_ != "had" or verb.tag_ == "VBN")
    )


def _past_habit(modal: Token, verb: Token) -> bool:
    return modal.lower_ == "would" and any(
        c.lower_ in {"often", "regularly", "always"} for c in verb.children
    )


def planned(draft: Draft, context: Context) -> Verdict:
    """Return `planned` for what is announced or intended."""
    cues = context.lexis.codebook.lexicon.planned
    conditions = context.lexis.codebook.lexicon.hypothetical
    for node in nodes(draft):
        for c in verb_group(node):
            if c.lower_ in _FUTURE:
                if draft.category in _HAPPENINGS and _conditioned(node, conditions) is not None:
                    return "hypothetical", "depends on a condition"
                return "planned", f"{c.text!r} tells of the future"
    called = _convened(draft)
    if called is not None:
        return "planned", f"{called.text!r} calls what is to come"
    if draft.category == "CONSULT" and draft.verbal and matches(draft.anchor, cues):
        return "planned", f"{draft.anchor.text!r} tells a plan"
    for node, head in chain(draft):
        why = _plan_verb(node, head, cues) or _plan_noun(node, head, cues)
        if why is not None:
            return "planned", why
    return None


def _convened(draft: Draft) -> Token | None:
    """Return the verb of 'called a march', 'announced talks'."""
    if draft.category not in {"PROTEST", "CONSULT"} or draft.trigger.pos != "noun":
        return None
    verb = draft.anchor.head
    if verb.pos_ != "VERB" or verb.dep_ in {"acl", "amod"}:
        return None
    called = verb.lemma_.lower() in grammar()["convening"]
    return verb if called and draft.anchor.dep_ in {"dobj", "nsubjpass"} else None


def _plan_verb(node: Token, head: Token, cues: Cues) -> str | None:
    if head.pos_ not in {"VERB", "AUX", "ADJ"}:
        return None
    if node.dep_ in _CONTENT and matches(head, cues):
        return f"{head.text!r} tells a plan"
    if head.lemma_ == "be" and node.dep_ == "xcomp" and node.tag_ == "VB":
        return "'is to' tells a plan"
    future = any(c.lower_ in _FUTURE for c in head.children if c.dep_ == "aux")
    return "told of the future" if future and node.dep_ in _ARGUMENTS else None


def _plan_noun(node: Token, head: Token, cues: Cues) -> str | None:
    if head.lemma_.lower() in cues.nouns and node.dep_ in {"acl", "prep", "pcomp", "relcl"}:
        return f"told as a {head.lemma_.lower()}"
    above = head.head.lemma_.lower()
    if head.pos_ == "ADP" and above in cues.nouns and node.dep_ in {"pobj", "pcomp"}:
        return f"told as a {above}"
    return None


def ongoing(draft: Draft, context: Context) -> Verdict:
    """Return `ongoing` for what the verb's form, an adverb or a verb above says goes on."""
    cues = context.lexis.codebook.lexicon.ongoing
    if draft.verbal and draft.anchor.tag_ == "VBG" and _progressive(draft.anchor):
        return "ongoing", "the verb form tells that it goes on"
    for node in nodes(draft):
        if any(c.lower_ in cues.adverbs and c.dep_ == "advmod" for c in node.children):
            return "ongoing", "an adverb tells that it goes on"
    for node, head in chain(draft):
        goes_on = head.pos_ == "VERB" and head.lemma_.lower() in cues.verbs
        if not goes_on or node.dep_ not in {"xcomp", "nsubj", "ccomp"}:
            continue
        if head.tag_ in {"VBZ", "VBP", "VBG"} or head.lemma_.lower() in {"continue", "persist"}:
            return "ongoing", f"{head.text!r} tells that it goes on"
    return None


def _progressive(verb: Token) -> bool:
    words = {c.lower_ for c in verb_group(verb) if c.dep_ in {"aux", "auxpass"}}
    return bool(words & _PRESENT) or ("been" in words and bool(words & {"has", "have"}))

"""What is no claim: wishes, purposes, habits, questions, mere references, ordinary language."""

from __future__ import annotations

from spacy.tokens import Span as Slice
from spacy.tokens import Token

from reportedly.claims.asides import (
    empty_negation,
    identifying,
    narrator,
    plot,
    rejected_report,
    taken_back,
)
from reportedly.claims.context import Context
from reportedly.claims.coref import antecedent
from reportedly.claims.draft import Draft
from reportedly.claims.lexis import grammar
from reportedly.claims.phrases import Phrase
from reportedly.claims.references import reference
from reportedly.claims.syntax import (
    ancestors,
    child,
    cleft,
    first_conjunct,
    governs,
    is_passive,
    own_subject,
    plot_of,
    verb_group,
)

_CONFLICT = frozenset({"armed", "state", "commander", "weapon", "explosion"})
_PUBLIC = frozenset({"official", "group"})
_HARD = frozenset({"ASSAULT", "COERCE", "PROTEST"})
_OF_STATES = frozenset({"MOBILIZE", "COERCE", "SANCTION", "AID", "RETREAT"})
_BELOW = frozenset({"xcomp", "ccomp", "pcomp", "advcl", "dobj", "pobj", "acl", "prep"})


def skip_sentence(sentence: Slice, context: Context) -> str | None:
    """Return why a whole sentence tells nothing: boilerplate, a question, an analogy."""
    text = sentence.text.strip()
    for pattern in context.lexis.codebook.lexicon.boilerplate:
        if pattern.search(text) and not _told_by(sentence):
            return "boilerplate"
    if text.rstrip("\"')").endswith("?"):
        return "a question"
    if text.lower().startswith(tuple(grammar()["analogies"])):
        return "a comparison"
    return None


def _told_by(sentence: Slice) -> bool:
    """Whether what looks like a line naming an author tells something: 'By dawn they had …'."""
    root = sentence.root
    finite = root.pos_ in {"VERB", "AUX"} and own_subject(root) is not None
    return finite and sentence[0].lower_ == "by"


def reject(draft: Draft, others: list[Draft], context: Context) -> str | None:
    """Return why the draft is no claim of its own, or None where it is one."""
    checks = (
        plot,
        narrator,
        identifying,
        taken_back,
        empty_negation,
        rejected_report,
        _below_speech,
        _asked,
        _nature,
        _wish,
        _purpose,
        _habit,
        _reduced,
        _imperative,
        reference,
        _weak,
    )
    for check in checks:
        reason = check(draft, others, context)
        if reason is not None:
            return reason
    return None


def _below_speech(draft: Draft, others: list[Draft], context: Context) -> str | None:
    """What is demanded, threatened, promised or refused is no event of its own."""
    closed = {
        t.i: other
        for other in others
        if other is not draft
        and other.category in grammar()["closed"]
        and other.trigger.pos != "adj"
        for t in (other.anchor, other.light)
        if t is not None
    }
    for node, head in ancestors(draft.anchor):
        if head.i in closed and node.dep_ in _BELOW:
            if node.dep_ == "advcl" and (child(node, "mark") is not None or node.tag_ == "VBG"):
                return None
            if (
                node.dep_ == "prep"
                and draft.trigger.pos == "noun"
                and node.lower_
                not in {
                    "of",
                    "to",
                    "for",
                    "against",
                    "from",
                    "on",
                    "with",
                    "about",
                    "as",
                }
            ):
                return None
            return f"only the content of {closed[head.i].anchor.text!r}"
        if node.dep_ in {"relcl"}:
            return None
    return None


def _asked(draft: Draft, _: list[Draft], context: Context) -> str | None:
    """'Who fired them has not been established': a question inside the sentence."""
    verb = draft.light or draft.anchor
    if cleft(verb) is not None:
        return None
    for c in verb.children:
        if (
            c.dep_ in {"nsubj", "nsubjpass", "dobj"}
            and c.tag_ in {"WP", "WDT"}
            and verb.dep_
            in {
                "csubj",
                "csubjpass",
                "ccomp",
                "nsubj",
                "pcomp",
            }
        ) and (verb.dep_ != "ccomp" or c.lower_ in {"who", "what"}):
            return "an open question"
    return None


def _nature(draft: Draft, _: list[Draft], context: Context) -> str | None:
    """Deaths by disease, disaster or accident are no conflict event."""
    if draft.actors or not draft.trigger.result:
        return None
    start = draft.anchor.sent.start
    if ("nature", start) not in context.memo:
        context.memo[("nature", start)] = _natural_cause(draft.anchor, context)
    cause = context.memo[("nature", start)]
    return f"not by anybody's hand ({cause!r})" if cause else None


def _natural_cause(token: Token, context: Context) -> str | None:
    before = token.sent.start - 1
    same = before > 0 and token.doc[before].text == ";"
    for other in (*(token.doc[before].sent if same else ()), *token.sent):
        if context.classes(other) & {"disease", "disaster"}:
            return str(other.text)
    return None


def _wish(draft: Draft, _: list[Draft], context: Context) -> str | None:
    node = draft.light or draft.anchor
    planned = context.lexis.codebook.lexicon.planned.verbs
    for child_, head in ancestors(node):
        if child_.dep_ not in {"xcomp", "ccomp", "pcomp", "conj", "prep", "dobj"}:
            return None
        wish = head.pos_ == "VERB" and head.lemma_.lower() in grammar()["irrealis"]
        nonfinite = child_.dep_ == "xcomp" or (
            child_.dep_ == "ccomp"
            and child_.tag_ == "VB"
            and not any(c.tag_ == "MD" for c in child_.children)
        )
        if wish and nonfinite and head.lemma_.lower() not in planned:
            return f"only wished or asked for ({head.text!r})"
    return None


def _purpose(draft: Draft, _: list[Draft], context: Context) -> str | None:
    """'To clear the waterfront', 'deployed to guard': an aim, not an event."""
    node = draft.light or draft.anchor
    if node.pos_ not in {"VERB", "AUX"}:
        return None
    top = first_conjunct(node)
    to = any(c.lower_ == "to" and c.dep_ == "aux" for c in (*node.children, *top.children))
    if not to or node.tag_ not in {"VB", "VBN"}:
        return None
    if top.dep_ == "advcl":
        return "a purpose" if plot_of(top) is None else None
    if top.dep_ == "xcomp" and top.head.pos_ == "VERB":
        return None if _carries_on(top.head, context) else "a purpose"
    if top.dep_ == "acl":
        lexicon = context.lexis.codebook.lexicon
        known = top.head.lemma_.lower() in lexicon.planned.nouns | lexicon.averted.nouns
        return None if known else "only described as an aim"
    return None


def _carries_on(verb: Token, context: Context) -> bool:
    """Whether 'to' after this verb tells the event itself: 'began to shell', 'planned to'."""
    lexicon = context.lexis.codebook.lexicon
    known = lexicon.planned.verbs | lexicon.averted.verbs | lexicon.negation.verbs
    known |= lexicon.ongoing.verbs | lexicon.hypothetical.verbs | grammar()["carrying_on"]
    report = context.lexis.report_of(verb)
    told = report is not None and report.claims_fact
    return verb.lemma_.lower() in known or told or child(verb, "dobj") is None


def _habit(draft: Draft, _: list[Draft], context: Context) -> str | None:
    cues = context.lexis.codebook.lexicon.habitual
    verb = draft.light or draft.clause
    for c in verb.children:
        if c.dep_ in {"advmod", "npadvmod"} and c.lower_ in cues.adverbs:
            return f"habitual ({c.text!r})"
    lowered = draft.anchor.sent.text.lower()
    head = draft.light or draft.anchor
    if head.dep_ == "xcomp" and any(
        lowered.find(p, max(0, head.head.idx - head.sent.start_char)) >= 0
        and p.split()[0] == head.head.lower_
        for p in cues.phrases
    ):
        return "habitual"
    if verb.pos_ not in {"VERB", "AUX"}:
        return None
    tense = _tense(verb)
    if draft.category in grammar()["verbal"]:
        aside = verb.dep_ in {"advcl", "relcl"} and tense in {"VBZ", "VBP"}
        return "a standing attitude" if aside and draft.verbal else None
    if draft.status == "hypothetical":
        return None
    if tense in {"VBZ", "VBP"} and draft.anchor.tag_ != "VBG":
        dated = _has_date(draft.anchor, context)
        counted = any(t.i in context.number_at for t in draft.anchor.subtree)
        if not dated and not counted and draft.trigger.pos == "verb":
            return "told in the simple present, as a habit or a truth"
    return None


def _tense(verb: Token) -> str:
    group = [c for c in verb_group(verb) if c.tag_ in {"VBD", "VBZ", "VBP", "MD"}]
    if group:
        perfect = any(c.lemma_ == "have" for c in group)
        return "" if perfect or group[0].tag_ == "MD" else group[0].tag_
    return verb.tag_


def _reduced(draft: Draft, _: list[Draft], context: Context) -> str | None:
    """'Tolls levied by', 'men found to have spied': words that only identify a noun."""
    verb = draft.anchor
    if draft.trigger.pos != "verb" or verb.dep_ not in {"acl", "amod"} or verb.tag_ == "VBD":
        return None
    if child(verb, "mark") is not None:
        return None  # 'reports that the town had fallen'
    if verb.sent.root.pos_ not in {"VERB", "AUX"}:
        return None
    own_day = any(context.is_dated(t) for t in verb.subtree)
    if draft.category == "ASSAULT" or draft.counts or own_day:
        return None
    if draft.category in _HARD and is_passive(verb) and draft.actors:
        return None
    averted = context.lexis.codebook.lexicon.averted.nouns
    planned = context.lexis.codebook.lexicon.planned.nouns
    if verb.head.lemma_.lower() in averted | planned:
        return None
    return "only identifies a noun"


def _imperative(draft: Draft, _: list[Draft], context: Context) -> str | None:
    verb = draft.light or draft.anchor
    if verb.tag_ != "VB" or verb.dep_ != "ROOT":
        return None
    if own_subject(verb) is None and not verb_group(verb):
        return "an order, not an event"
    return None


def _weak(draft: Draft, others: list[Draft], context: Context) -> str | None:
    if draft.status in {"denied", "averted"} or any(
        d.trigger.strength == "strong" for d in (draft, *draft.absorbed)
    ):
        return None
    wanted = _CONFLICT | (_PUBLIC if draft.category in grammar()["verbal"] else frozenset())
    for phrase in (*draft.actors, *draft.recipients):
        ours = phrase.head.lower_ in grammar()["pronouns_speaker"]
        if ours or _involved(phrase, wanted, context):
            return None
    if draft.category in grammar()["verbal"] and any(
        p.head.i in context.place_tokens for p in draft.actors
    ):
        return None  # a country or a capital that speaks is its government
    if draft.category in _OF_STATES and any(
        context.is_country(p.head) and p.head.dep_ == "nsubj" for p in draft.actors
    ):
        return None
    if draft.category == "PROTEST" and any(_crowd(p, context) for p in draft.actors):
        return None
    counted = draft.counts and draft.trigger.counts and draft.status != "negated"
    if counted and _tells_of_conflict(context):
        return None  # 'some 4,000 people have left their homes', in a text about fighting
    if any(
        other is not draft
        and other.trigger.strength == "strong"
        and other.category in _HARD
        and governs(first_conjunct(other.clause), draft.clause)
        for other in others
    ):
        return None
    return "ordinary language: no conflict actor in the clause"


def _tells_of_conflict(context: Context) -> bool:
    """Whether several words of the document name fighters, weapons or explosions."""
    if ("conflict", 0) not in context.memo:
        doc = context.analysis.doc
        named = {t.i for t in doc if context.classes(t) & {"armed", "weapon", "explosion"}}
        context.memo[("conflict", 0)] = len(named) > 2
    return bool(context.memo[("conflict", 0)])


def _involved(phrase: Phrase, wanted: frozenset[str], context: Context) -> bool:
    """Whether a party, or whom it stands for, is an actor of conflict or politics."""
    stands_for = antecedent(phrase, context)
    return any(
        context.classes(p.head) & wanted
        or p.head.i in context.actor_tokens
        or any(context.classes(t) & wanted for t in p.head.doc[p.first.i : p.last.i + 1])
        for p in (phrase, stands_for)
        if p is not None
    )


def _crowd(phrase: Phrase, context: Context) -> bool:
    people = context.classes(phrase.head) & {"person", "group"}
    return bool(people) and phrase.head.tag_ in {"NNS", "NN"}


def _has_date(token: Token, context: Context) -> bool:
    sentence = token.sent
    return any(i in context.time_tokens for i in range(sentence.start, sentence.end))

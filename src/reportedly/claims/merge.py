"""One event, one claim: results join the attack that caused them, repeats add nothing."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.claims.context import Context
from reportedly.claims.draft import Draft
from reportedly.claims.lexis import grammar
from reportedly.claims.syntax import child, first_conjunct, governs, has_auxiliary

_MOST = 24  # a "sentence" with more events than this is a list or noise: nothing is joined
_SPECIFIC = (
    "suicide-attack",
    "drone",
    "aerial",
    "heavy-weapons",
    "explosives",
    "unconventional",
    "abduct",
    "sexual",
    "torture",
    "beat",
    "firearms",
    "primitive",
    "targeted",
    "destroy",
)
_VICTIMS = frozenset({"person", "armed", "official", "commander", "pronoun"})
_ALIVE = _VICTIMS | {"state", "group", "any-name"}
_TARGETS = frozenset({"facility", "territory", "vehicle", "goods"})


def joins_previous(draft: Draft, previous: Draft | None, context: Context) -> bool:
    """Whether a result behind a semicolon belongs to the event before: '…; forty of them died'."""
    if previous is None or previous.category != "ASSAULT" or not draft.trigger.result:
        return False
    if draft.actors or draft.places or draft.time or draft.links or previous.counts:
        return False
    before = draft.anchor.sent.start - 1
    if before < 0 or draft.anchor.doc[before].text != ";":
        return False
    return (
        all(p.head.pos_ == "PRON" for p in draft.recipients)
        and context.sentence_index[previous.anchor.i] == context.sentence_index[draft.anchor.i] - 1
    )


def merge(drafts: list[Draft], context: Context) -> list[Draft]:
    """Join the drafts of one sentence that tell of one event."""
    kept = list(drafts)
    changed = len(kept) <= _MOST
    while changed:
        changed = False
        for draft in list(kept):
            for other in list(kept):
                if other is draft or draft not in kept or other not in kept:
                    continue
                if draft.category == other.category and _one_event(draft, other):
                    _absorb(draft, other, context)
                    kept.remove(other)
                    changed = True
    return kept


def _one_event(main: Draft, other: Draft) -> bool:
    """Whether ``other`` only tells the result, the means or the name of what ``main`` tells."""
    if main.category != "ASSAULT":
        return _names(main, other) or _accompanies(main, other)
    if main.trigger.pos == "noun" and other.trigger.pos == "verb" and not other.trigger.result:
        # 'the attack destroyed two jets': what the attack did
        return main.anchor.dep_ == "nsubj" and main.anchor.head.i == other.anchor.i
    if not (other.trigger.result or other.trigger.pos != "verb"):
        return False
    if "abduct" in {main.mode, other.mode} and main.mode != other.mode:
        return False
    if main.trigger.result and other.trigger.result:
        return _joined_results(main, other)
    if other.trigger.result:
        return _causes(main, other) or _explains(main, other)
    return _names(main, other)


def _joined_results(main: Draft, other: Draft) -> bool:
    """'Killed four and wounded nine', 'one dead and six wounded'."""
    if main.tokens[0].i > other.tokens[0].i:
        return False
    if any(_joined_results(part, other) for part in main.absorbed if part.trigger.result):
        return True
    a, b = main.clause, other.clause
    if (
        a.i == b.i
        or first_conjunct(a) == first_conjunct(b)
        or first_conjunct(main.anchor) == first_conjunct(other.anchor)
    ):
        small = b.tag_ == "VBN" and not has_auxiliary(b)
        return child(b, "nsubj") is None or _same_subject(a, b) or b.i == a.i or small
    return (
        b.dep_ in {"advcl", "acl", "conj", "dep"}
        and b.head.i in {a.i, main.anchor.i}
        and (b.tag_ in {"VBG", "VBN"})
    )


def _same_subject(a: Token, b: Token) -> bool:
    first, second = child(a, "nsubj", "nsubjpass"), child(b, "nsubj", "nsubjpass")
    return first is not None and second is not None and first.lemma_ == second.lemma_


def _causes(main: Draft, other: Draft) -> bool:
    """'The strike killed nine', 'shelled the town, killing nine', 'a raid that left nine dead'."""
    result = other.clause if other.trigger.pos != "verb" else other.anchor
    for node in main.sites:
        if node.dep_ in {"nsubj", "agent"} and node.head.i == result.i:
            return True
        if result.dep_ in {"advcl", "acl", "relcl", "xcomp"} and result.head.i == node.i:
            nonfinite = result.tag_ in {"VBG", "VBN", "VB"} and child(result, "nsubj") is None
            relative = result.dep_ == "relcl" and _relative_subject(result)
            if (nonfinite and child(result, "mark") is None) or relative:
                return True
        if result.dep_ == "conj" and first_conjunct(result).i == first_conjunct(node).i:
            own = child(result, "nsubj", "nsubjpass")
            small = result.tag_ == "VBN" and not has_auxiliary(result)
            if small or (own is None and (main.trigger.pos == "verb" or node != main.clause)):
                return True
            if own is None and main.anchor.dep_ == "nsubj" and main.anchor.head.i == node.i:
                return True
        if result.dep_ in {"ccomp", "relcl"} and _inserted_relative(result, node):
            return True
    subject = child(result, "nsubj")
    if subject is not None and main.trigger.pos == "noun" and governs(subject, main.anchor):
        return subject == main.anchor or main.anchor.dep_ in {"conj", "appos"}
    return False


def _relative_subject(verb: Token) -> bool:
    subject = child(verb, "nsubj")
    return subject is not None and subject.lower_ in {"that", "which"}


def _inserted_relative(result: Token, node: Token) -> bool:
    """'a raid that it said had killed nine'."""
    above = result.head
    return result.dep_ == "ccomp" and above.dep_ == "relcl" and above.head.i == node.i


def _explains(main: Draft, other: Draft) -> bool:
    """'Nine died in the raid', 'were killed when a shell hit the house'."""
    result = other.clause if other.trigger.pos != "verb" else other.anchor
    node = main.anchor
    for _ in range(4):
        above = node.head
        if node.dep_ in {"pobj", "pcomp"} and above.dep_ in {"prep", "agent"}:
            if above.lower_ not in grammar()["cause_prepositions"] or above.lower_ in {
                "to",
                "with",
            }:
                return False
            if above.head.i == result.i or (
                governs(result, above.head)
                and above.head.dep_ in {"dobj", "nsubjpass", "acomp", "prep"}
            ):
                return True
        if node.dep_ == "advcl" and first_conjunct(above) == first_conjunct(result):
            mark = child(node, "mark", "advmod")
            return mark is not None and mark.lower_ in {"when", "as", "after", "while"}
        if above == node or node.dep_ in {"relcl", "ccomp", "conj"}:
            return False
        node = above
    return False


def _accompanies(main: Draft, other: Draft) -> bool:
    """'Women banging pots barred the road': a participle that describes who acts."""
    return (
        other.verbal
        and other.anchor.dep_ == "acl"
        and any(p.head.i == other.anchor.head.i for p in main.actors)
    )


def _names(main: Draft, other: Draft) -> bool:
    """'Bombed two hamlets in an air raid', 'attacked in an ambush', 'the attack, a bombing,'."""
    if main.trigger.pos != "verb" or other.trigger.pos != "noun":
        same = main.trigger.pos == other.trigger.pos == "noun"
        return same and other.anchor.dep_ == "appos" and other.anchor.head.i == main.anchor.i
    node = other.anchor
    if node.dep_ != "pobj" or node.head.lower_ not in {"in", "during", "with", "by", "through"}:
        return False
    indefinite = any(c.lower_ in {"a", "an"} for c in node.children)
    if indefinite and main.tokens[0].i < node.i and governs(node.head.head, main.anchor):
        return True
    return node.head.head.i == main.anchor.i or (
        governs(main.anchor, node.head.head)
        and (node.head.head.dep_ in {"dobj", "prep", "pobj", "nsubjpass"})
    )


def _absorb(main: Draft, other: Draft, context: Context) -> None:
    main.absorbed.append(other)
    main.absorbed += other.absorbed
    main.notes.append(
        f"joined with {' '.join(t.text for t in other.tokens)!r} ({other.trigger.id}): one event"
    )
    if not main.actors:
        main.actors = list(other.actors)
    main.mode = _mode(main.mode, other.mode)
    victims = [p for p in other.recipients if p.head.i not in {q.head.i for q in main.recipients}]
    if any(context.classes(p.head) & _VICTIMS for p in victims):
        main.recipients = [p for p in main.recipients if not _is_target(p.head, context)]
        main.recipients = [p for p in main.recipients if context.classes(p.head) & _ALIVE]
    main.recipients += [
        p
        for p in victims
        if p.head.i not in {a.head.i for a in main.actors} and p.head.pos_ != "NUM"
    ]


def _is_target(head: Token, context: Context) -> bool:
    classes = context.classes(head)
    return bool(classes & _TARGETS) and not classes & {"person", "armed"}


def _mode(first: str | None, second: str | None) -> str | None:
    ranked = [m for m in _SPECIFIC if m in {first, second}]
    return ranked[0] if ranked else first or second

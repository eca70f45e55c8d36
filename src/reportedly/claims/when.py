"""When it took place: time expressions that date the event and not something else near it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from spacy.tokens import Token

from reportedly.claims.context import Context
from reportedly.claims.draft import Draft
from reportedly.claims.lexis import grammar
from reportedly.claims.syntax import child, is_clause
from reportedly.records.mentions import TimeMention

_DATES = frozenset({"point", "since", "offset", "narrative", "until"})
_DESCEND = frozenset(
    {
        "conj",
        "advcl",
        "xcomp",
        "acl",
        "nsubj",
        "nsubjpass",
        "dobj",
        "pobj",
        "prep",
        "pcomp",
        "agent",
        "attr",
        "ccomp",
        "oprd",
        "acomp",
        "relcl",
        "dative",
    }
)


def assign_time(draft: Draft, context: Context) -> None:
    """Fill the draft's time with the nearest expression that its own clause tells."""
    sentence = context.sentence_of(draft.anchor)
    best: tuple[int, int, int] | None = None
    for number in dict.fromkeys(
        context.time_tokens[i]
        for i in range(sentence.start, sentence.end)
        if i in context.time_tokens
    ):
        mention = context.times[number]
        if mention.role not in _DATES or (mention.role == "until" and not _ends(mention)):
            continue
        if mention.role == "until" and draft.category in grammar()["verbal"]:
            continue  # the deadline of a demand or threat, not its day
        rank = _belongs(mention, draft, context)
        if rank is None:
            continue
        key = (rank, mention.role == "until", number)
        if best is None or key < best:
            best = key
    if best is not None:
        mention = context.times[best[2]]
        if (mention.role == "until" or _limit(mention, context)) and mention.earliest is not None:
            # 'by the end of June' has an end and no beginning
            mention = replace(mention, earliest=None, precision="range")
        draft.time = mention


def _limit(mention: TimeMention, context: Context) -> bool:
    tokens = context.tokens_of(mention.span)
    before = tokens[0].nbor(-1) if tokens and tokens[0].i else None
    return before is not None and before.lower_ == "by"


def _ends(mention: TimeMention) -> bool:
    return mention.latest is not None


def time_head(mention: TimeMention, context: Context) -> Token | None:
    """Highest token of a time expression in the parse."""
    tokens = context.tokens_of(mention.span)
    return min(tokens, key=lambda t: sum(1 for _ in t.ancestors)) if tokens else None


def _belongs(mention: TimeMention, draft: Draft, context: Context) -> int | None:
    head = time_head(mention, context)
    if head is None:
        return None
    node = head
    if node in draft.sites:
        return 0
    for step in range(8):
        above = node.head
        if above == node:
            return None
        if above in draft.sites:
            return 0 if step < 3 else 1
        if is_clause(above):
            return _shared(above, head, draft, context)
        if (
            above.pos_ in {"NOUN", "PROPN"}
            and node.dep_
            in {
                "poss",
                "compound",
                "nmod",
                "amod",
                "npadvmod",
            }
            and (
                above.dep_ in {"pobj", "dobj", "nsubj", "nsubjpass", "conj", "appos"}
                or (above in draft.sites)
            )
        ):
            node = above
            continue
        node = above
    return None


def _shared(verb: Token, head: Token, draft: Draft, context: Context) -> int | None:
    """Rank of an expression that hangs on another verb which the event hangs on too."""
    report = context.lexis.report_of(verb) or context.lexis.is_speech(verb)
    if verb.dep_ == "advcl" and verb.head in draft.sites and head.i < verb.i:
        subject = child(verb.head, "nsubj", "nsubjpass")
        if subject is not None and head.i < subject.i and child(verb, "mark") is None:
            return 3
    for site in draft.sites:
        node = site
        depth = 0
        while node.i != verb.i and node.dep_ in _DESCEND and node.head != node:
            if report and node.head.i == verb.i and node.dep_ in {"ccomp", "xcomp", "prep", "dobj"}:
                break
            if node.dep_ == "relcl" and child(node, "aux") is None and node.tag_ == "VBD":
                depth += 1
            if node.dep_ in {"advcl"} and child(node, "mark") is not None:
                depth += 2
            if node.dep_ == "relcl":
                depth += 2
            node = node.head
            depth += 1
        if node.i == verb.i and depth <= 4:
            return 2 + depth
    return None


def shifted(mention: TimeMention, base: tuple[date, date], sign: int = 1) -> TimeMention:
    """Place an offset or narrative expression, counted from the days of another event."""
    days = timedelta(days=(mention.shift or 0) * sign)
    try:
        earliest, latest = base[0] + days, base[1] + days
    except OverflowError:
        return replace(mention, unresolved="the day lies outside the calendar")
    if mention.timex.type == "DURATION" and mention.precision in {"month", "year"}:
        return replace(mention, earliest=earliest, latest=latest, anchor="event", unresolved=None)
    return replace(
        mention,
        earliest=earliest,
        latest=latest,
        anchor="event",
        unresolved=None,
        precision="day" if earliest == latest else "range",
    )

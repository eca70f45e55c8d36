"""How many: amounts tied to the people or things of an event."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.claims.amounts import Number
from reportedly.claims.context import Context
from reportedly.claims.draft import Amount, Draft
from reportedly.claims.phrases import Phrase, phrase_of
from reportedly.claims.syntax import objects, prepositions
from reportedly.records.claim import Counted

_BETWEEN = frozenset(
    {
        "amod",
        "compound",
        "nmod",
        "det",
        "punct",
        "prep",
        "poss",
        "case",
        "quantmod",
        "nummod",
        "advmod",
        "npadvmod",
        "pobj",
    }
)
_THINGS = frozenset(
    {"weapon", "vehicle", "facility", "goods", "animal", "document", "territory", "money"}
)
_PEOPLE = frozenset({"person", "armed", "official", "commander", "group", "state", "pronoun"})
_MEASURES = frozenset({"unit-of-measure", "time-unit"})
_WINDOW = 7
_BY_CATEGORY = frozenset({"PROTEST", "MOBILIZE"})


def assign_counts(draft: Draft, context: Context) -> None:
    """Fill the draft's counts from its recipients, actors and absorbed results."""
    for part in (draft, *draft.absorbed):
        for phrase in (*part.recipients, *part.counted, *_things(part, context)):
            what = _what(part, phrase, context, recipient=True)
            if what is not None:
                _add(draft, context, phrase, what)
        for phrase in part.actors:
            what = _what(part, phrase, context, recipient=False)
            if what is not None:
                _add(draft, context, phrase, what)
        _inside(draft, part, context)


def _things(part: Draft, context: Context) -> list[Phrase]:
    """Things that are taken or given back: no recipients, but counted."""
    if part.category not in {"COERCE", "RETREAT"} or part.trigger.pos != "verb":
        return []
    found = [t for t in objects(part.anchor) if t not in part.tokens]
    for token in part.tokens:
        found += [
            thing
            for prep, thing in prepositions(token)
            if part.trigger.roles.get(prep) == "recipient"
        ]
    return [
        phrase_of(t, context.lexis)
        for t in found
        if context.classes(t) & _THINGS or context.lexis.is_quantity(t)
    ]


def _what(part: Draft, phrase: Phrase, context: Context, *, recipient: bool) -> Counted | None:
    """Return what a number of this party counts, None where it counts nothing that is coded."""
    classes = context.classes(phrase.head)
    role = "recipient" if recipient else "actor"
    counted = part.trigger.counts
    if counted is not None and _belongs(part, counted, role):
        people = (
            classes & _PEOPLE or context.lexis.is_quantity(phrase.head) or not classes & _THINGS
        )
        return counted if people else "other"
    if role == "actor" and (part.category in _BY_CATEGORY or classes & {"person", "armed"}):
        return "participants"
    if part.category == "MOBILIZE":
        return "participants"
    if part.mode == "convict" and recipient:
        return "detained"
    if part.category == "AID" and recipient and classes & _PEOPLE:
        return "other"
    if recipient and classes & _THINGS and not classes & _PEOPLE:
        return "other"
    return None


def _belongs(part: Draft, counted: Counted, role: str) -> bool:
    if counted in {"participants", "surrendered"}:
        return role == "actor" or not part.actors
    return role == "recipient"


def _add(draft: Draft, context: Context, phrase: Phrase, what: Counted) -> None:
    number = number_of(phrase.head, context)
    if number is None:
        return
    if what == "participants" and number.high == 0:
        return
    amount = amount_from(number, what, phrase.head, context)
    _append(draft, amount)


def _append(draft: Draft, amount: Amount | None) -> None:
    """Add a count that is not there yet."""
    if amount is not None and all(
        (a.what, a.first.i) != (amount.what, amount.first.i) for a in draft.counts
    ):
        draft.counts.append(amount)


def number_of(head: Token, context: Context) -> Number | None:
    """Return the amount that measures a noun: before it, through 'of', or the head itself."""
    own = context.number_at.get(head.i)
    if own is not None:
        return own if _countable(own, head, context) else None
    node = head
    if (
        node.dep_ == "pobj"
        and node.head.lower_ == "of"
        and context.lexis.is_quantity(node.head.head)
    ):
        found = context.number_at.get(node.head.head.i)
        if found is not None:
            return found
    for back in range(1, _WINDOW + 1):
        index = head.i - back
        if index < head.sent.start:
            return None
        token = head.doc[index]
        number = context.numbers_by_end.get(index)
        if number is not None:
            return number if _countable(number, head, context) else None
        if token.dep_ not in _BETWEEN or token.text in {",", ";", ":", "(", ")"}:
            return None
        named = token.pos_ in {"VERB", "PROPN"} and token.text != "-"
        if named and token.dep_ not in {"amod", "compound", "nmod"}:
            return None
        if token.dep_ in {"prep", "pobj"} and token.lower_ != "of" and not governs_of(token):
            return None
    return None


def governs_of(token: Token) -> bool:
    """Whether a preposition only joins a number and its noun."""
    return token.lower_ in {"of", "the", "its", "their"}


def _countable(number: Number, head: Token, context: Context) -> bool:
    if context.is_dated(head):
        return False
    doc = head.doc
    text = context.analysis.text
    following = text[number.end : number.end + 12].lower()
    before = text[max(0, number.start - 8) : number.start].lower()
    if following.startswith(("%", " per cent", " percent", "-year", " year")):
        return False
    if before.endswith(("$", "aged ", "no. ", "article ", "\u20ac", "age ")):
        return False
    slice_ = doc.char_span(number.start, number.end, alignment_mode="expand")
    if slice_ is None or any(context.is_dated(t) for t in slice_):
        return False
    after = doc[slice_.end] if slice_.end < len(doc) else None
    if after is not None and context.classes(after) & _MEASURES and after.i != head.i:
        return False
    return not context.classes(head) & _MEASURES


def amount_from(number: Number, what: Counted, of: Token | None, context: Context) -> Amount | None:
    """Turn an amount of the text into a count of the event."""
    if of is None:
        return None
    slice_ = of.doc.char_span(number.start, number.end, alignment_mode="expand")
    if slice_ is None:
        return None
    counted = of if of.i not in range(slice_.start, slice_.end) else None
    return Amount(slice_[0], slice_[-1], what, number.low, number.high, counted)


def _inside(draft: Draft, part: Draft, context: Context) -> None:
    """Numbers of a result that stand with the trigger itself: 'eleven dead', '12 casualties'."""
    counted = part.trigger.counts
    if counted is None and part.category == "MOBILIZE":
        counted = "participants"
    if counted is None:
        _attacks(draft, part, context)
        return
    if part.trigger.pos == "verb":
        nouns = [t for t in part.tokens if t != part.anchor]
    else:
        nouns = [part.anchor]
    number = next((n for t in nouns if (n := number_of(t, context)) is not None), None)
    if number is None:
        head = part.anchor.head
        number = context.number_at.get(head.i) if part.anchor.dep_ in {"amod", "acl"} else None
    if number is None and part.verbal and not part.recipients:
        # 'hurt between 30 and 35'
        loose = [
            c for c in part.anchor.children if c.dep_ in {"prep", "dobj"} and c.i > part.anchor.i
        ]
        number = next((n for c in loose if (n := context.number_at.get(c.i)) is not None), None)
        number = number if number is None or _countable(number, part.anchor, context) else None
    if number is None:
        return
    amount = amount_from(number, counted, part.anchor, context)
    _append(draft, amount)


def _attacks(draft: Draft, part: Draft, context: Context) -> None:
    """How many attacks are told at once: 'carried out 212 raids'."""
    if part.category != "ASSAULT":
        return
    noun = part.anchor
    if part.trigger.pos == "verb":
        noun = next((t for t in part.tokens if "event" in context.classes(t)), noun)
    if noun.tag_ != "NNS":
        return
    number = number_of(noun, context)
    if number is not None and number.low is not None and not part.absorbed:
        _append(draft, amount_from(number, "other", noun, context))

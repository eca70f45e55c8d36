"""The scene: where the story stands when a clause itself tells no place.

A heading ("MACOMIA. Police broke up …"), 'there', or the place that was named last before, in the
same sentence, in the sentences before it, in the same paragraph.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from reportedly.claims.context import Context
from reportedly.claims.draft import Draft
from reportedly.claims.lexis import grammar
from reportedly.records.mentions import PlaceMention

_BACK = 2
_PEOPLE = frozenset({"person", "armed", "official", "commander", "group", "state"})
_SPOTS = frozenset({"place", "feature", "admin2"})
_LABEL = re.compile(r"[ \t]*(?:\([^()\n]{1,40}\))?[ \t]*[.:\u2013\u2014-]\s")


def points_back(draft: Draft) -> bool:
    """Whether the clause says 'there' of a place that was named before."""
    return any(
        c.lower_ == "there" and c.dep_ == "advmod" for site in draft.sites for c in site.children
    )


def scene(draft: Draft, context: Context) -> int | None:
    """Return the number of the place mention where the event is set, None where none is told."""
    if draft.category not in grammar()["physical"]:
        return None
    here = context.sentence_index[draft.anchor.i]
    paragraph = context.paragraph_of(draft.anchor)
    for number in range(len(context.places) - 1, -1, -1):
        tokens = context.tokens_of(context.places[number].span)
        if not tokens or tokens[0].i >= draft.anchor.i:
            continue
        if context.paragraph_of(tokens[0]) != paragraph:
            break
        near = here - context.sentence_index.get(tokens[0].i, 0) <= _BACK
        if near and _is_spot(context.places[number], tokens, context):
            return number
    return _headings(context).get(paragraph)


def _headings(context: Context) -> dict[int, int]:
    """Paragraphs to the places that open them as labels; a single one is a dateline, no label."""
    key = ("headings", 0)
    if key not in context.memo:
        found: dict[int, int] = {}
        for number, mention in enumerate(context.places):
            tokens = context.tokens_of(mention.span)
            if tokens and _opens(tokens, context):
                found.setdefault(context.paragraph_of(tokens[0]), number)
        context.memo[key] = found if len(found) > 1 else {}
    headings: dict[int, int] = context.memo[key]
    return headings


def _opens(tokens: list[Token], context: Context) -> bool:
    """Whether the place opens its paragraph as a label of what follows: 'ITURI. …'."""
    first, last = tokens[0], tokens[-1]
    start = context.analysis.paragraphs[context.paragraph_of(first)][0]
    text = context.analysis.text
    opens = not text[start : first.idx].strip()
    return opens and _LABEL.match(text, last.idx + len(last)) is not None


def _is_spot(mention: PlaceMention, tokens: list[Token], context: Context) -> bool:
    """Whether the mention tells where something is: not where somebody is from, serves or goes."""
    found = mention.resolved
    if found is not None and found.level not in _SPOTS:
        return False
    if not (mention.rule or "").startswith("literal") or "dateline" in (mention.rule or ""):
        return False
    head = min(tokens, key=lambda t: sum(1 for _ in t.ancestors))
    if head.dep_ == "pobj" and head.head.lower_ in grammar()["motion_prepositions"]:
        return False
    for token in head.ancestors:
        if token.dep_ in {"acl", "relcl"} and context.classes(token.head) & _PEOPLE:
            return False  # 'a colonel trained in Isparta', 'a unit that hides in the forest'
        if token.pos_ in {"NOUN", "PROPN"} and context.classes(token) & _PEOPLE:
            return False  # 'police in Kwale', 'a student in Pune'
        if token.pos_ in {"VERB", "AUX"}:
            break
    return True

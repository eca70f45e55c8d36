"""Which country the text is about at a token: the one whose army is 'the army' there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Token

from reportedly.claims.context import Context

_SHARE = 0.6
_MENTIONS = 2
_BACK = 2
_NOWHERE = "XXX"


def home(token: Token, context: Context) -> str | None:
    """Return the country that the text is about at a token, ISO 3166-1 alpha-3, or None.

    It is named by most toponyms and states of the document, and what the sentence names next
    before the token, or anywhere where it names nothing before, is in it.
    Where the document is about several, it is the only one that the paragraph names in this
    sentence and the two before, at least twice.
    """
    key = ("home", 0)
    if key not in context.memo:
        context.memo[key] = _of_document(context)
    country = context.memo[key]
    if not isinstance(country, str):
        return _of_paragraph(token, context)
    sentence = context.sentence_of(token)
    before = range(token.i - 1, sentence.start - 1, -1)
    nearest = next((c for i in before for c in _states(i, context) if c != _NOWHERE), country)
    here = {c for i in range(sentence.start, sentence.end) for c in _states(i, context)}
    told = country in here or here <= {_NOWHERE}
    return country if told and nearest == country else None


def _of_document(context: Context) -> str | None:
    found = Counter(
        p.resolved.country
        for p in context.places
        if p.resolved is not None and p.resolved.country != _NOWHERE
    )
    found.update(
        a.resolved.country
        for a in context.actors
        if a.resolved is not None and a.resolved.country and a.resolved.id.startswith("state:")
    )
    if not found:
        return None
    first, most = found.most_common(1)[0]
    return first if most >= _MENTIONS and most >= _SHARE * found.total() else None


def _of_paragraph(token: Token, context: Context) -> str | None:
    here = context.sentence_index[token.i]
    paragraph = context.paragraph_of(token)
    found: Counter[str] = Counter()
    for number in range(max(0, here - _BACK), here + 1):
        sentence = context.analysis.sentences[number]
        if context.paragraph_of(sentence[0]) != paragraph:
            continue
        seen: set[tuple[str, int]] = set()
        for i in range(sentence.start, sentence.end):
            seen |= _mentions(i, context)
        found.update(country for country, _ in seen)
    if len(found) != 1:
        return None
    country, times = found.most_common(1)[0]
    return country if times >= _MENTIONS else None


def _mentions(index: int, context: Context) -> set[tuple[str, int]]:
    """Countries at a token, each with the mention that names it, negative for actors."""
    place, actor = context.place_tokens.get(index), context.actor_tokens.get(index)
    out: set[tuple[str, int]] = set()
    if place is not None and (where := context.places[place].resolved) is not None:
        out.add((where.country, place))
    body = None if actor is None else context.actors[actor].resolved
    if actor is not None and body is not None and body.country and place is None:
        out.add((body.country, -1 - actor))
    return {(country, n) for country, n in out if country != _NOWHERE}


def _states(index: int, context: Context) -> Iterator[str]:
    place, actor = context.place_tokens.get(index), context.actor_tokens.get(index)
    if place is not None and (found := context.places[place].resolved) is not None:
        yield found.country
    body = None if actor is None else context.actors[actor].resolved
    if body is not None and body.country and body.id.startswith("state:"):
        yield body.country

"""Persons' names in the text of a document that may be printed in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportedly.adapters.muc_phrases import Words, is_noun, tokens, words_of
from reportedly.adapters.muc_words import MucWords, muc_words
from reportedly.records.span import Span

_LONGEST_NAME: Final = 5
_PARTICLES: Final = frozenset(
    {"de", "la", "del", "los", "las", "da", "do", "dos", "von", "van", "y"}
)
_NO_NAME: Final = re.compile(r"\d|[\"()\[\]]")


def names(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the persons' names of a stretch: a given name and what follows up to an edge."""
    words = muc_words()
    known = words_of(text, start, end)
    i = 0
    while i < len(known):
        if known[i][0] not in words.given_names:
            i += 1
            continue
        last = i
        while last + 1 < len(known) and last - i < _LONGEST_NAME and _in_name(known, last + 1):
            last += 1
        while last > i and known[last][0] in _PARTICLES:
            last -= 1
        if last > i:
            yield Span.of(text, known[i][1], known[last][2])
        i = last + 1


def _in_name(known: Words, i: int) -> bool:
    words = muc_words()
    word = known[i][0]
    if word in _PARTICLES or word in words.given_names:
        return True
    if not word[0].isalpha() or word in words.edges or word in words.speech:
        return False
    return not is_noun(word) and not word.endswith(("ed", "ing", "'s"))


def person_name(span: Span, words: MucWords) -> Span | None:
    """The name in a phrase, titles and trades before it cut off; None where there is none."""
    listed = next(names(span.text, 0, len(span.text)), None)
    if listed is not None:
        return cut(span, listed.start, listed.end)
    parts = list(re.finditer(r"[^\s,]+", span.text))
    last = None
    for i, part in enumerate(parts):
        word = _bare(part.group())
        if word in words.titles or is_noun(word) or word in words.edges:
            last = i
    if last is None or _bare(parts[last].group()) not in words.titles:
        return None
    rest = parts[last + 1 :]
    if not rest or len(rest) > _LONGEST_NAME or any(_NO_NAME.search(p.group()) for p in rest):
        return None
    return cut(span, rest[0].start(), rest[-1].end())


def _bare(word: str) -> str:
    return word.lower().strip(".\"'")


def fullest(name: Span, text: str) -> Span:
    """The longest form of a name in the document that holds all its words."""
    own = set(tokens(name.text))
    best = name
    for other in names(text, 0, len(text)):
        if own <= set(tokens(other.text)) and len(other.text) > len(best.text):
            best = other
    return best


def cut(span: Span, first: int, last: int) -> Span:
    """A piece of a span, by offsets in its own words."""
    return Span(span.start + first, span.start + last, span.text[first:last])

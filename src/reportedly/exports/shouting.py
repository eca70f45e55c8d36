"""Text in capitals, with small letters where capitals tell nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from reportedly.exports.name_lists import given_names, lexicon
from reportedly.text.dictionary import is_word
from reportedly.text.truecase import truecase

_FEWEST: Final = 20
_MOSTLY: Final = 0.8


def recased(text: str, known: Sequence[tuple[int, int]]) -> str:
    """Return the text with its lines of capitals written as other lines are; offsets hold.

    Capitals are left to what begins a sentence, to ``known`` names (intervals in order, apart), to
    given names, and to what is no word of English.
    """
    parts: list[str] = []
    last = 0
    for start, end in _shouted(text):
        parts += [text[last:start], truecase(text[start:end], _named)]
        last = end
    if not parts:
        return text
    written = list("".join((*parts, text[last:])))
    for start, end in known:
        written[start:end] = _name(text[start:end])
    return "".join(written)


def _shouted(text: str) -> Iterator[tuple[int, int]]:
    """Yield the lines with nearly no small letters."""
    for match in re.finditer(r"[^\n]+", text):
        letters = [c for c in match.group() if c.isalpha()]
        upper = sum(c.isupper() for c in letters)
        if len(letters) >= _FEWEST and upper >= _MOSTLY * len(letters):
            yield match.span()


def _named(word: str) -> str | None:
    lists = lexicon()
    if word in lists["common"] or word in lists["particles"]:
        return None
    if word in given_names() or not is_word(word):
        return _name(word)
    return None


def _name(words: str) -> str:
    """Return words with a capital at the start of each, where the length stays."""
    out = []
    for i, c in enumerate(words):
        new = c.lower() if i and words[i - 1].isalpha() else c.upper()
        out.append(new if len(new) == 1 else c)
    return "".join(out)

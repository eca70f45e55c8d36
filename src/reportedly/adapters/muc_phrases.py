"""Noun phrases of a document by their words alone: buildings, vehicles, weapons.

The task's texts are printed in capitals, and a filler often stands beside the event and not in a
role of it; these look-ups see the words of a stretch of text without a parse.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from reportedly.adapters.muc_words import muc_words
from reportedly.codebook.load import load_codebook
from reportedly.records.span import Span

_TOKEN: Final = re.compile(r"[A-Za-z\u00c0-\u00ff0-9][\w'.&/-]*|[^\sA-Za-z\u00c0-\u00ff0-9]")
_WORD: Final = re.compile(r"[A-Za-z][\w'.-]*")
_MOST_BEFORE: Final = 4
_THINGS: Final = frozenset({"facility", "vehicle"})
_BEHIND_HEAD: Final = frozenset({"of", "who", "in", "from"})

#: Words in lower case with their offsets.
Words = list[tuple[str, int, int]]


def tokens(words: str) -> list[str]:
    """Words in lower case, marks left out."""
    return [w.lower() for w in _WORD.findall(words)]


def head_word(phrase: str) -> str:
    """The last word before 'of' or 'who', in lower case: nearly always the head."""
    found = tokens(phrase)
    for i, word in enumerate(found):
        if i and word in _BEHIND_HEAD:
            return found[i - 1]
    return found[-1] if found else ""


def words_of(text: str, start: int, end: int) -> Words:
    """Words and marks with their offsets; a full stop that ends a word is cut off."""
    found: Words = []
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        stop = match.end()
        if len(word) > 2 and word[-1] in ".'" and word.count(".") < 2:
            word, stop = word[:-1], stop - 1
        found.append((word.lower(), match.start(), stop))
        if stop < match.end():
            found.append((text[stop], stop, match.end()))
    return found


def singular(word: str) -> str:
    """The singular of a regular plural."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word == "buses":
        return "bus"
    if word.endswith(("ses", "ches", "xes", "shes")) and word != "houses":
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def is_thing(word: str) -> bool:
    """Whether a noun names a building, an installation or a vehicle."""
    classes = load_codebook().noun_classes
    return bool((classes.get(word) or classes.get(singular(word)) or frozenset()) & _THINGS)


def is_noun(word: str) -> bool:
    """Whether the codebook knows the word, in singular or plural, as a common noun."""
    classes = load_codebook().noun_classes
    return word in classes or singular(word) in classes


def phrases(text: str, start: int, end: int, is_head: Callable[[str], bool]) -> Iterator[Span]:
    """Yield the noun phrases of a stretch whose head satisfies ``is_head``, without articles."""
    known = words_of(text, start, end)
    for i, (word, _, stop) in enumerate(known):
        if not is_head(word) or (i + 1 < len(known) and _goes_on(known[i + 1][0])):
            continue
        first = i
        while first and i - first < _MOST_BEFORE and _may_open(known[first - 1][0]):
            first -= 1
        yield Span.of(text, known[first][1], stop)


def _goes_on(following: str) -> bool:
    """Whether the next word is still part of the phrase: 'police station', not its head."""
    return following.isalpha() and is_noun(following) and following not in muc_words().edges


def _may_open(word: str) -> bool:
    words = muc_words()
    if word in words.openers:
        return True
    if not word[0].isalpha() or word in words.edges or word in words.speech:
        return False
    return not word.endswith(("ed", "ing", "ly"))


@lru_cache(maxsize=1)
def _weapon_pattern() -> re.Pattern[str]:
    listed = sorted(muc_words().weapons, key=len, reverse=True)
    any_of = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in listed)
    return re.compile(rf"(?<![\w-])(?:{any_of})(?![\w-])", re.IGNORECASE)


def weapons(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the weapons named in a stretch, without number and adjective."""
    for match in _weapon_pattern().finditer(text, start, end):
        yield Span.of(text, match.start(), match.end())

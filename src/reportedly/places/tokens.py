"""The words of a document as toponym recognition sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.places.lexicon import Lexicon
from reportedly.text.analysis import Analysis

_WORD = re.compile(r"[^\W\d_](?:\.[^\W\d_])+\.?|[^\W\d_]+(?:['`-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"(?<=s)'$|'s$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the analysed text, without possessive and without "-based" and its like.

    ``first`` says that it begins its sentence, ``attached`` that such a word was cut off it.
    """

    start: int
    end: int
    text: str
    first: bool
    capital: bool
    attached: bool = False

    @property
    def lower(self) -> str:
        """The word in lower case, as the word lists hold it."""
        return self.text.lower()


def sentences(analysis: Analysis, lexicon: Lexicon) -> Iterator[list[Word]]:
    """Yield the words of each sentence; offsets of ``analysis.text``."""
    for sentence in analysis.sentences:
        words: list[Word] = []
        for match in _WORD.finditer(analysis.text, sentence.start_char, sentence.end_char):
            words.append(_word(match, lexicon, first=not words))
        yield words


def _word(match: re.Match[str], lexicon: Lexicon, *, first: bool) -> Word:
    text = match.group()
    attached = False
    head, hyphen, tail = text.rpartition("-")
    if hyphen and head and tail.lower() in lexicon["attached"]:
        text, attached = head, True
    elif cut := _POSSESSIVE.search(text):
        text = text[: cut.start()]
    text = text or match.group()
    start = match.start()
    return Word(start, start + len(text), text, first, _is_capital(text, lexicon), attached)


def _is_capital(text: str, lexicon: Lexicon) -> bool:
    if text[:1].isupper():
        return True
    particle, hyphen, rest = text.partition("-")
    return bool(hyphen) and particle in lexicon["particles"] and rest[:1].isupper()

"""Sentences as word pieces, with the way back to the characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tokenizers import Tokenizer

#: Pieces of one pass, the two marks at its ends counted; longer sentences are read in windows.
WINDOW = 128
#: Pieces by which neighbouring windows overlap.
OVERLAP = 32
#: Halves of characters, which the tokenizer refuses; one stands for one.
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
#: Marks that are printed in more than one way, each as it is typed; one stands for one.
_TYPED: Final = {
    ord(printed): typed
    for typed, all_printed in (
        ('"', "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033"),
        ("'", "\u2018\u2019\u201a\u201b\u2032"),
        ("-", "\u2010\u2011\u2012\u2013\u2014\u2015"),
    )
    for printed in all_printed
}


@dataclass(frozen=True, slots=True)
class Pieces:
    """A sentence cut into pieces.

    ``ids`` without the marks at the ends; ``words`` are half-open intervals of code points, and
    ``firsts[i]`` is the index in ``ids`` of the first piece of word ``i``.
    """

    ids: tuple[int, ...]
    words: tuple[tuple[int, int], ...]
    firsts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """Part of a sentence that is read in one pass: its pieces and the words to take from it.

    ``words`` are indices of the sentence's words, ``rows`` the rows of the output that hold them
    (the mark at the start is row 0).
    """

    ids: tuple[int, ...]
    words: tuple[int, ...]
    rows: tuple[int, ...]


class WordPieces:
    """The tokenizer of the encoder."""

    def __init__(self, file: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(file))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._marks = tuple(self._tokenizer.encode("", add_special_tokens=True).ids)

    def cut(self, sentences: list[str]) -> list[Pieces]:
        """Cut each sentence; white space and control characters belong to no word."""
        return [
            _pieces(encoding.ids, encoding.word_ids, encoding.offsets)
            for encoding in self._tokenizer.encode_batch(
                [_typed(sentence) for sentence in sentences],
                add_special_tokens=False,
            )
        ]

    def marked(self, ids: tuple[int, ...]) -> list[int]:
        """Return the ids between the marks that the encoder expects."""
        return [self._marks[0], *ids, self._marks[1]]


def _typed(sentence: str) -> str:
    return _SURROGATES.sub("\ufffd", sentence.translate(_TYPED))


def _pieces(ids: list[int], word_ids: list[int | None], offsets: list[tuple[int, int]]) -> Pieces:
    words: list[tuple[int, int]] = []
    firsts: list[int] = []
    last: int | None = None
    for i, (word, (start, end)) in enumerate(zip(word_ids, offsets, strict=True)):
        if word is not None and word == last and words:
            words[-1] = (words[-1][0], max(end, words[-1][1]))
            continue
        last = word
        if end > start:
            words.append((start, end))
            firsts.append(i)
    return Pieces(tuple(ids), tuple(words), tuple(firsts))


def windows(pieces: Pieces) -> Iterator[Window]:
    """Cover a sentence; each word is taken from the window where it lies farther from the cut."""
    room = WINDOW - 2
    total = len(pieces.ids)
    if total <= room:
        rows = tuple(first + 1 for first in pieces.firsts)
        yield Window(pieces.ids, tuple(range(len(pieces.words))), rows)
        return
    step = room - OVERLAP
    for start in range(0, total - OVERLAP, step):
        end = min(start + room, total)
        low = 0 if start == 0 else start + OVERLAP // 2
        high = total if end == total else end - OVERLAP // 2
        taken = tuple(i for i, first in enumerate(pieces.firsts) if low <= first < high)
        rows = tuple(pieces.firsts[i] - start + 1 for i in taken)
        yield Window(pieces.ids[start:end], taken, rows)
        if end == total:
            return

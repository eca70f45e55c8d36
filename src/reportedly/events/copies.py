"""Text that two documents share, word for word, and what kind of copy that makes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from reportedly.events.shingles import SHINGLE, make_lsh, shingles, sketch, split_words, winnowed
from reportedly.records.document import Document
from reportedly.records.span import Span

CopyKind = Literal["reprint", "cut", "excerpt", "statement"]

_QUOTED: Final = re.compile(r"[\"\u201c\u201d\u00ab\u00bb]")
#: Words from which a run of shared words counts as a passage.
PASSAGE: Final = 8
#: Of every run of this many shingles one at least is kept as a fingerprint (winnowing).
_WINDOW: Final = 4
#: Shares of the words from which a document counts as reprinted, and as cut from the other.
_WHOLE: Final = 0.85
_CUT: Final = 0.7
#: Words of one passage, or share of the shorter document, from which shared prose is an excerpt.
_EXCERPT_WORDS: Final = 25
_EXCERPT: Final = 0.35
_IN_QUOTES: Final = 0.8
#: A fingerprint of more documents than this is boilerplate.
_CROWDED: Final = 200
_NEAR: Final = 0.5


@dataclass(frozen=True, slots=True)
class Passage:
    """Shared words: where they stand in either document."""

    left: Span
    right: Span


@dataclass(frozen=True, slots=True)
class Copy:
    """Two documents that share text.

    ``reprint``: nearly all of both is shared. ``cut``: one is mostly made of the other, shortened
    or with something added. ``excerpt``: prose of the one stands in the other. ``statement``: what
    they share is quoted in both. Shares are of each document's words, 0 to 1; ``likeness`` is the
    MinHash estimate of the Jaccard index of their shingles.
    """

    left_document: str
    right_document: str
    kind: CopyKind
    left_share: float
    right_share: float
    likeness: float
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    document: Document
    words: tuple[str, ...]
    bounds: tuple[tuple[int, int], ...]
    quoted: tuple[bool, ...]


class CopyIndex:
    """Finds copies of documents as they come.

    Holds fingerprints only; ``text_of`` gives back the document of an id where a comparison needs
    its words. Without it the documents themselves are held.
    """

    def __init__(self, text_of: Callable[[str], Document] | None = None) -> None:
        self._held: dict[str, Document] = {}
        self._text_of = text_of
        self._prints: dict[int, list[str]] = {}
        self._sketches: dict[str, Any] = {}
        self._lsh = make_lsh(_NEAR)

    def __contains__(self, document_id: object) -> bool:
        return document_id in self._sketches

    def add(self, document: Document) -> tuple[Copy, ...]:
        """Hold the document; returns its copies among those held before, in order of their ids."""
        if document.id in self._sketches:
            return ()
        text = _read(document)
        prints = winnowed(list(shingles(text.words)), _WINDOW)
        drawn = sketch(text.words)
        found: set[str] = set(self._lsh.query(drawn))
        for mark in prints:
            holders = self._prints.get(mark, [])
            if len(holders) <= _CROWDED:
                found.update(holders)
        copies = []
        for other in sorted(found):
            copy = _compare(_read(self._document(other)), text, self._likeness(other, drawn))
            if copy:
                copies.append(copy)
        self._hold(document, prints, drawn)
        return tuple(copies)

    def _hold(self, document: Document, prints: set[int], drawn: Any) -> None:
        self._sketches[document.id] = drawn
        self._lsh.insert(document.id, drawn)
        for mark in prints:
            self._prints.setdefault(mark, []).append(document.id)
        if self._text_of is None:
            self._held[document.id] = document

    def _document(self, document_id: str) -> Document:
        return self._text_of(document_id) if self._text_of else self._held[document_id]

    def _likeness(self, other: str, drawn: Any) -> float:
        return round(float(self._sketches[other].jaccard(drawn)), 3)


def find_copies(documents: Iterable[Document]) -> tuple[Copy, ...]:
    """Compare some documents with each other; the outcome does not depend on their order."""
    index = CopyIndex()
    ordered = sorted({d.id: d for d in documents}.values(), key=lambda d: d.id)
    return tuple(copy for document in ordered for copy in index.add(document))


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document made ready for comparisons."""

    text: _Text
    sketch: Any


def prepare(document: Document) -> Prepared:
    """Make a document ready to be compared, with as many others as need be."""
    text = _read(document)
    return Prepared(text, sketch(text.words))


def compare(left: Document, right: Document) -> Copy | None:
    """Compare two documents; None where they share no passage that says anything."""
    return compare_prepared(prepare(left), prepare(right))


def compare_prepared(left: Prepared, right: Prepared) -> Copy | None:
    """Compare two documents as `compare` does."""
    return _compare(left.text, right.text, round(float(left.sketch.jaccard(right.sketch)), 3))


def _read(document: Document) -> _Text:
    text = document.text
    words, bounds = split_words(text)
    return _Text(document, tuple(words), tuple(bounds), _quoted(text, bounds))


def _quoted(text: str, bounds: Sequence[tuple[int, int]]) -> tuple[bool, ...]:
    """For each word, whether an odd number of quotation marks stands before it in its paragraph."""
    inside = False
    out, at = [], 0
    for start, _ in bounds:
        gap = text[at:start]
        if "\n" in gap:
            inside = False
            gap = gap[gap.rindex("\n") :]
        inside ^= len(_QUOTED.findall(gap)) % 2 == 1
        out.append(inside)
        at = start
    return tuple(out)


def _compare(a: _Text, b: _Text, likeness: float) -> Copy | None:
    runs = list(_runs(a.words, b.words))
    if not runs or not a.words or not b.words:
        return None
    shared = sum(length for _, _, length in runs)
    left, right = shared / len(a.words), shared / len(b.words)
    kind = _kind(a, b, runs, left, right)
    if kind is None:
        return None
    passages = tuple(_passage(a, b, run) for run in runs)
    return Copy(
        a.document.id, b.document.id, kind, round(left, 3), round(right, 3), likeness, passages
    )


def _kind(
    a: _Text, b: _Text, runs: Sequence[tuple[int, int, int]], left: float, right: float
) -> CopyKind | None:
    if min(left, right) >= _WHOLE:
        return "reprint"
    if max(left, right) >= _CUT:
        return "cut"
    shared = sum(length for _, _, length in runs)
    in_quotes = sum(a.quoted[i + k] and b.quoted[j + k] for i, j, n in runs for k in range(n))
    if in_quotes >= _IN_QUOTES * shared:
        return "statement"
    prose = max(sum(not a.quoted[i + k] for k in range(n)) for i, _, n in runs)
    if prose >= _EXCERPT_WORDS or max(left, right) >= _EXCERPT:
        return "excerpt"
    return "statement" if in_quotes >= PASSAGE else None


def _runs(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Yield the longest shared runs from left to right of ``b``: starts in a and b, length."""
    where: dict[tuple[str, ...], list[int]] = {}
    for i in range(len(a) - SHINGLE + 1):
        found = where.setdefault(tuple(a[i : i + SHINGLE]), [])
        if len(found) < 8:
            found.append(i)
    j = 0
    while j <= len(b) - SHINGLE:
        best = (0, 0)
        for i in where.get(tuple(b[j : j + SHINGLE]), ()):
            best = max(best, (_extent(a, b, i, j), -i))
        if best[0] >= PASSAGE:
            yield -best[1], j, best[0]
            j += best[0]
        else:
            j += 1


def _extent(a: Sequence[str], b: Sequence[str], i: int, j: int) -> int:
    length = 0
    while i + length < len(a) and j + length < len(b) and a[i + length] == b[j + length]:
        length += 1
    return length


def _passage(a: _Text, b: _Text, run: tuple[int, int, int]) -> Passage:
    i, j, length = run
    left = Span.of(a.document.text, a.bounds[i][0], a.bounds[i + length - 1][1])
    right = Span.of(b.document.text, b.bounds[j][0], b.bounds[j + length - 1][1])
    return Passage(left, right)

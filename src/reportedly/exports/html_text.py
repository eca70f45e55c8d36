"""The text of a document with every span of its claims marked."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from reportedly.exports.markup import Markup, join, tag
from reportedly.exports.privacy import MASK, Redaction
from reportedly.exports.segments import ORDER, Mark, Segment, marks, segments
from reportedly.exports.wording import HAPPENED
from reportedly.records.reading import Reading

_LANES: Final = 3
_BACKGROUND: Final = frozenset({"trigger", "evidence", "content"})
_BLANK: Final = re.compile(r"\n[^\S\n]*\n\s*")


def document_text(reading: Reading, number: int, redaction: Redaction) -> Markup:
    """Return the paragraphs; ``number`` is that of the document in the page."""
    source = reading.document.text
    bounds = list(_paragraphs(source))
    found = _by_paragraph(reading, bounds)
    painter = _Painter(reading, number, redaction)
    blocks = []
    for (start, end), near in zip(bounds, found, strict=True):
        pieces = segments(start, end, near, redaction.intervals)
        blocks.append(tag("p", join(*map(painter.segment, pieces)), dir="auto"))
    return join(*blocks)


def key(number: int, claim: int) -> str:
    """Name a claim of a page: that of its card in the HTML."""
    return f"d{number}c{claim}"


def place_in_text(number: int, claim: int) -> str:
    """Name the trigger of a claim in the text."""
    return f"d{number}t{claim}"


def _paragraphs(source: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _BLANK.finditer(source):
        if source[start : match.start()].strip():
            yield start, match.start()
        start = match.end()
    if source[start:].strip():
        yield start, len(source)


def _by_paragraph(reading: Reading, bounds: list[tuple[int, int]]) -> list[list[Mark]]:
    found: list[list[Mark]] = [[] for _ in bounds]
    for i, claim in enumerate(reading.claims):
        for mark in marks(claim, i):
            at = max(0, bisect_right(bounds, (mark.start, len(reading.document.text))) - 1)
            while at < len(bounds) and bounds[at][0] < mark.end:
                found[at].append(mark)
                at += 1
    return found


class _Painter:
    """Turns segments into elements; a trigger links to the card of its claim."""

    def __init__(self, reading: Reading, number: int, redaction: Redaction) -> None:
        self._claims = reading.claims
        self._number = number
        self._redaction = redaction
        self._anchored: set[int] = set()

    def segment(self, piece: Segment) -> Markup:
        words = self._words(piece)
        if not piece.marks:
            return words
        triggers = [m for m in piece.marks if m.role == "trigger"]
        shared = {"data_m": self._told(piece.marks), "class_": " ".join(self._classes(piece.marks))}
        if not triggers:
            return tag("span", words, **shared)
        first = triggers[0].claim
        fresh = next((m.claim for m in triggers if m.claim not in self._anchored), None)
        if fresh is None:
            return tag("span", words, **shared)
        self._anchored.add(fresh)
        claim = self._claims[first]
        return tag(
            "a",
            words,
            id=place_in_text(self._number, fresh),
            href=f"#{key(self._number, first)}",
            title=f"{claim.event.plover}, {claim.status}",
            **shared,
        )

    def _words(self, piece: Segment) -> Markup:
        words = self._redaction.cut(piece.start, piece.end)
        before, mask, after = words.partition(MASK)
        if not mask:
            return join(words)
        return join(before, tag("span", mask, class_="mask"), after)

    def _told(self, found: tuple[Mark, ...]) -> str:
        return " ".join(dict.fromkeys(f"{key(self._number, m.claim)}:{m.role}" for m in found))

    def _classes(self, found: tuple[Mark, ...]) -> Iterator[str]:
        yield "s"
        roles = {mark.role for mark in found}
        lanes = [role for role in ORDER if role in roles and role not in _BACKGROUND]
        for lane, role in enumerate(lanes[:_LANES], start=1):
            yield f"l{lane}-{role}"
        told = [self._claims[m.claim].status for m in found if m.role == "trigger"]
        if told:
            yield "trigger"
            yield "real" if any(status in HAPPENED for status in told) else "unreal"
            yield f"is-{told[0]}"

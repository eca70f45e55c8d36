"""The lines of a printed page, with an empty line where the page shows a new paragraph."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any, Final

_GAP: Final = 1.25
_HIGHEST: Final = 100.0
_INDENT: Final = (5.0, 50.0)
_AT_MARGIN: Final = 0.5


@dataclass(frozen=True, slots=True)
class Line:
    """A line and where it begins, in points from the left and from below; None: not known."""

    text: str
    x: float | None = None
    y: float | None = None


def page_text(page: Any) -> str:
    """Extract the text of a pypdf page, a line each, an empty one before each new paragraph."""
    pieces: list[Line] = []

    def note(text: str, cm: list[float], tm: list[float], *_: Any) -> None:
        if text:
            x = cm[0] * tm[4] + cm[2] * tm[5] + cm[4]
            pieces.append(Line(text, x, cm[1] * tm[4] + cm[3] * tm[5] + cm[5]))

    whole = page.extract_text(visitor_text=note) or ""
    if "".join(piece.text for piece in pieces) != whole:
        return str(whole)
    return with_gaps(_lines(pieces))


def with_gaps(lines: list[Line]) -> str:
    """Join lines, an empty one between where they are far apart or the lower is indented.

    Far is 1.25 times the usual distance of two lines; indented is 5 to 50 points from the left
    margin, where most lines keep to that and the line above does.
    """
    steps = [_step(upper, lower) for upper, lower in pairwise(lines)]
    known = [step for step in steps if step is not None and 1 < step < _HIGHEST]
    usual = median(known) if known else _HIGHEST
    margin = _margin(lines)
    out = [lines[0].text] if lines else []
    for (upper, lower), step in zip(pairwise(lines), steps, strict=True):
        if (step is not None and step > _GAP * usual) or _is_indented(upper, lower, margin):
            out.append("")
        out.append(lower.text)
    return "\n".join(out)


def _step(upper: Line, lower: Line) -> float | None:
    return None if upper.y is None or lower.y is None else upper.y - lower.y


def _margin(lines: list[Line]) -> float | None:
    """Return the place where most lines begin, if most do."""
    places = [round(line.x) for line in lines if line.x is not None]
    if not places:
        return None
    place, count = Counter(places).most_common(1)[0]
    return place if count > _AT_MARGIN * len(places) else None


def _is_indented(upper: Line, lower: Line, margin: float | None) -> bool:
    if margin is None or upper.x is None or lower.x is None:
        return False
    return upper.x - margin < _INDENT[0] and _INDENT[0] <= lower.x - margin <= _INDENT[1]


def _lines(pieces: list[Line]) -> list[Line]:
    """Put pieces together to lines; only the first line of a piece has its place."""
    lines: list[Line] = []
    line = Line("")
    for piece in pieces:
        for i, part in enumerate(piece.text.split("\n")):
            if i:
                lines.append(line)
                line = Line("")
            if i == 0 and part.strip() and not line.text.strip():
                line = Line(line.text + part, piece.x, piece.y)
            else:
                line = Line(line.text + part, line.x, line.y)
    return [*lines, line] if line.text else lines

"""The lines of a printed page, with an empty line where the page leaves a gap."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import Any, Final

_GAP: Final = 1.4
_HIGHEST: Final = 100.0


def page_text(page: Any) -> str:
    """Extract the text of a pypdf page, a line each, an empty one for each wide gap."""
    pieces: list[tuple[str, float]] = []

    def note(text: str, cm: list[float], tm: list[float], *_: Any) -> None:
        if text:
            pieces.append((text, cm[1] * tm[4] + cm[3] * tm[5] + cm[5]))

    whole = page.extract_text(visitor_text=note) or ""
    if "".join(text for text, _ in pieces) != whole:
        return str(whole)
    return with_gaps(_lines(pieces))


def with_gaps(lines: list[tuple[str, float | None]]) -> str:
    """Join lines with their heights on the page, in points upwards, None where not known.

    A gap is wide from 1.4 times the usual distance of two lines.
    """
    steps = [_step(a[1], b[1]) for a, b in pairwise(lines)]
    known = [step for step in steps if step is not None and 1 < step < _HIGHEST]
    usual = median(known) if known else 0.0
    out = [lines[0][0]] if lines else []
    for (text, _), step in zip(lines[1:], steps, strict=True):
        if usual and step is not None and step > _GAP * usual:
            out.append("")
        out.append(text)
    return "\n".join(out)


def _step(upper: float | None, lower: float | None) -> float | None:
    return None if upper is None or lower is None else upper - lower


def _lines(pieces: list[tuple[str, float]]) -> list[tuple[str, float | None]]:
    """Put pieces together to lines; only the first line of a piece has its height."""
    lines: list[tuple[str, float | None]] = []
    text, height = "", None
    for piece, at in pieces:
        for i, part in enumerate(piece.split("\n")):
            if i:
                lines.append((text, height))
                text, height = "", None
            if not text.strip() and part.strip() and i == 0:
                height = at
            text += part
    return [*lines, (text, height)] if text else lines

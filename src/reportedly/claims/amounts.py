"""Amounts in a text: 'at least 12', '12 to 15', 'several hundred', 'more than thirty'.

Bounds follow the coding guidelines: 'at least 12' is 12 and open, 'more than 50' is 51 and open,
'some 40' is 40 and 40, 'several' has no bounds, a stated zero is 0 and 0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from reportedly.claims.lexis import Lexis

_DIGITS = r"\d{1,3}(?:[, ]\d{3})+(?!\d)|\d+(?:\.\d+)?"
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_LARGEST = 10**9


@dataclass(frozen=True, slots=True)
class Number:
    """An amount: half-open interval of the analysed text, inclusive bounds, None for unknown."""

    start: int
    end: int
    low: int | None
    high: int | None
    vague: bool = False


@dataclass(frozen=True)
class NumberFinder:
    """Finds amounts; its pattern is made once from the codebook's words."""

    lexis: Lexis

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        q = self.lexis.codebook.lexicon.quantities
        words = _any([w for w in q.numbers if w not in {"a", "an"}])
        digits = rf"(?:{_DIGITS})(?:[ -](?:hundred|thousand|million))?"
        number = rf"(?:{digits}|{words}(?:(?:[ -]and[ -]|[ -]){words})*)"
        vague = _any(q.vague)
        scale = r"(?:hundred|thousand|million)s?"
        return re.compile(
            rf"""(?<![\w.$])(?:
              (?P<between>between)[ ](?P<a>{number})[ ]and[ ](?P<b>{number})
            | (?:from[ ])?(?P<c>{number})[ ](?:to|or)[ ](?P<d>{number})
            | (?P<e>{_DIGITS})[ ]?[-\u2013][ ]?(?P<f>{_DIGITS})
            | (?:(?P<least>{_any(q.at_least)})|(?P<more>{_any(q.more_than)})
              |(?P<most>{_any(q.at_most)})|(?P<fewer>{_any(q.fewer_than)})|(?P<about>{_any(q.about)}))
              [ ](?:(?P<mv>(?:a[ ])?{vague}(?:[ ]{scale})?)|(?:a[ ])?(?P<n>{number}))(?P<plus>\+)?
            | (?P<v>(?:a[ ])?{vague}(?:[ ]{scale})?)
            | (?P<s>{number})(?P<splus>\+)?
            | (?P<zero>{_any(q.zero)})
            )(?![\w]|[.,]\d)""",
            re.VERBOSE | re.IGNORECASE,
        )

    def find(self, text: str) -> list[Number]:
        """Return the amounts in order; dates and ages are amounts too, the caller tells apart."""
        out = []
        for match in self._pattern.finditer(text):
            number = self._read(match)
            if number is not None:
                out.append(number)
        return out

    def _read(self, match: re.Match[str]) -> Number | None:
        span = match.start(), match.end()
        found = {k: v for k, v in match.groupdict().items() if v}
        if "v" in found or "mv" in found:
            return Number(*span, None, None, vague=True)
        if "zero" in found:
            return Number(*span, 0, 0)
        for left, right in (("a", "b"), ("c", "d"), ("e", "f")):
            if left in found:
                low, high = self.value(found[left]), self.value(found[right])
                if low is None or high is None or low > high:
                    return None
                return Number(*span, low, high)
        single = self.value(found.get("n") or found.get("s") or "")
        if single is None:
            return None
        low, high = _bounds(single, found)
        return Number(*span, low, high)

    def value(self, words: str) -> int | None:
        """Value of a number in digits or words, None where it is none or out of range."""
        known = self.lexis.codebook.lexicon.quantities.numbers
        if (whole := known.get(words.lower())) is not None:
            return whole
        total = current = 0
        seen = False
        for piece in re.findall(rf"{_DIGITS}|[a-z]+", words.lower().replace("-", " ")):
            if piece in {"and", "a", "an"}:
                continue
            if piece[0].isdigit():
                value = float(piece.replace(",", "").replace(" ", ""))
                current += int(value) if value.is_integer() else 0
                if not value.is_integer():
                    return self._scaled(value, words)
            elif piece in _SCALES:
                if piece == "hundred":
                    current = max(current, 1) * 100
                else:
                    total += max(current, 1) * _SCALES[piece]
                    current = 0
            elif piece in known:
                current += known[piece]
            else:
                return None
            seen = True
            if total + current > _LARGEST:
                return None
        return total + current if seen else None

    @staticmethod
    def _scaled(value: float, words: str) -> int | None:
        for name, scale in _SCALES.items():
            if name in words.lower():
                return round(value * scale)
        return None


def _bounds(value: int, found: dict[str, str]) -> tuple[int | None, int | None]:
    if "least" in found or "plus" in found or "splus" in found:
        return value, None
    if "more" in found:
        return value + 1, None
    if "most" in found:
        return None, value
    if "fewer" in found:
        return None, max(value - 1, 0)
    return value, value


def _any(words: object) -> str:
    listed = sorted({str(w) for w in words}, key=lambda w: (-len(w), w))  # type: ignore[attr-defined]
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", "[ ]") for w in listed) + ")"

"""Where a coding and the gold documents differ, one at a time, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reportedly.evaluate.figures import Scored
from reportedly.review.coded import Coded, CountValue, Days, Party, PlaceValue, VoiceValue
from reportedly.review.matching import VALUE_FIELDS, Comparison

Kind = Literal["differs", "missed", "extra", "trap"]
_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One claim that differs: in which document, of which kind, and how."""

    document: str
    kind: Kind
    claim: str
    evidence: str
    details: tuple[str, ...] = ()

    def render(self) -> str:
        """Return a few lines of plain text: heading, evidence, then one line a field."""
        head = f"{self.document} {self.kind} {self.claim}"
        return "\n    ".join((head, self.evidence, *self.details))


def disagreements(scored: Scored) -> Iterator[Disagreement]:
    """Yield every paired claim with a wrong field, then missed, then extra claims."""
    for gold, found, comparison in scored.comparisons():
        if not comparison.whole:
            yield Disagreement(
                scored.id,
                "differs",
                f"{_head(gold)} / {found.trigger_text!r}",
                _shorten(gold.evidence_text),
                tuple(_differences(gold, found, comparison)),
            )
    for gold in scored.missed():
        yield Disagreement(scored.id, "missed", _head(gold), _shorten(gold.evidence_text))
    for index, found in scored.extra():
        kind: Kind = "trap" if index in scored.traps else "extra"
        yield Disagreement(scored.id, kind, _head(found), _shorten(found.evidence_text))


def _head(claim: Coded) -> str:
    code = f"{claim.plover}/{claim.mode}" if claim.mode else claim.plover
    return f"{code} {claim.status} {claim.trigger_text!r}"


def _shorten(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1] + "…"


def _differences(gold: Coded, found: Coded, comparison: Comparison) -> Iterator[str]:
    if not comparison.code:
        yield f"category: gold {gold.plover}, found {found.plover}"
    if not comparison.status:
        yield f"status: gold {gold.status}, found {found.status}"
    if not comparison.days:
        yield f"time: gold {_days(gold.days)}, found {_days(found.days)}"
    for name in VALUE_FIELDS:
        if comparison.values[name].credit < 1:
            ours = "; ".join(map(_value, getattr(gold, name))) or "none"
            theirs = "; ".join(map(_value, getattr(found, name))) or "none"
            yield f"{name}: gold {ours}, found {theirs}"


def _days(days: Days) -> str:
    earliest, latest = days
    if earliest == latest:
        return earliest or "open"
    return f"{earliest or 'open'} to {latest or 'open'}"


def _value(value: Party | PlaceValue | CountValue | VoiceValue) -> str:
    if isinstance(value, Party):
        return " = ".join(repr(words) for words in value.words)
    if isinstance(value, PlaceValue):
        return f"{value.words!r} ({'/'.join(value.names) or 'unresolved'}, {value.country or '-'})"
    if isinstance(value, CountValue):
        low, high = ("open" if n is None else n for n in (value.low, value.high))
        return f"{value.what} {low} to {high}"
    return f"{value.stance} by {_value(value.speaker) if value.speaker else 'nobody named'}"

"""A piece of a document: offsets and the words that stand there."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.errors import GroundingError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open interval ``[start, end)`` of Unicode code points, with the words it holds."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or len(self.text) != self.end - self.start:
            raise GroundingError(f"no span: {self.start}-{self.end} for {self.text[:40]!r}")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """Cut ``text[start:end]``; raises `GroundingError` where that is empty or outside."""
        if end > len(text):
            raise GroundingError(
                f"span {start}-{end} ends after the text of {len(text)} characters"
            )
        return cls(start, end, text[start:end])

    def within(self, other: Span) -> bool:
        """Whether this span lies inside the other."""
        return other.start <= self.start and self.end <= other.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def check(self, text: str) -> None:
        """Raise `GroundingError` unless these very words stand at this place of ``text``."""
        if text[self.start : self.end] != self.text:
            raise GroundingError(
                f"span {self.start}-{self.end} says {self.text[:40]!r}, "
                f"the text has {text[self.start : self.end][:40]!r}"
            )

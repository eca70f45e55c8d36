"""What the heads say of a sentence."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """Characters ``start`` to ``end`` of the sentence; ``probability`` is the mean of its words."""

    start: int
    end: int
    probability: float


@dataclass(frozen=True, slots=True)
class Said:
    """One attribution put together from the tags: any of the parts may be absent, not all."""

    source: TaggedSpan | None
    cue: TaggedSpan | None
    content: tuple[TaggedSpan, ...]


@dataclass(frozen=True, slots=True)
class Factuality:
    """What the text says of an event mention.

    ``probabilities`` go from each of `layout.STATUSES` to a number in 0..1 (they add up to 1);
    ``value`` runs from -3 (certainly did not happen) to +3 (certainly happened); ``event`` is the
    probability that the words tell of a concrete event, not of opinion, analogy or a general truth;
    ``category`` is the most probable PLOVER root category, "" for none, with its probability.
    """

    probabilities: dict[str, float]
    value: float
    event: float
    category: str
    category_probability: float

    @property
    def status(self) -> str:
        """The most probable status."""
        return max(self.probabilities, key=lambda name: self.probabilities[name])


@dataclass(frozen=True, slots=True)
class SentenceTags:
    """Spans of one sentence by role, in order, those of one role not overlapping.

    ``appeals`` holds "appeal_source" and "appeal_content", the narrower convention; ``events`` are
    words that tell of a concrete event.
    """

    source: tuple[TaggedSpan, ...] = ()
    cue: tuple[TaggedSpan, ...] = ()
    content: tuple[TaggedSpan, ...] = ()
    appeals: dict[str, tuple[TaggedSpan, ...]] = field(default_factory=dict)
    events: tuple[TaggedSpan, ...] = ()
    loaded: tuple[TaggedSpan, ...] = ()

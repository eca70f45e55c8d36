"""What claims and events are looked for by."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from reportedly.errors import UsageError

#: West, south, east, north in degrees; west above east crosses the antimeridian.
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Filters:
    """What is looked for; every value that is set must hold.

    ``words`` stand in the quoted evidence, or with ``anywhere`` in the document or its title; all
    of them, a phrase where they are in double quotes. ``actor``, ``recipient`` and ``speaker`` are
    a registry id, or part of a name or of the words. ``place`` is a gazetteer id or the name of the
    place or of a division around it; ``country`` is ISO 3166-1 alpha-3; ``box`` in degrees. A claim
    is between ``since`` and ``until`` (inclusive days) where its time overlaps them; one without
    time is not. ``source`` is part of the publisher or of the address. ``counted`` is what is
    counted; ``at_least`` and ``at_most`` compare the number told: an untold bound is no match.
    ``review`` asks for claims that are (or are not) marked for a person's look; ``verdict`` is
    ``accept``, ``reject``, or ``none`` where nobody decided yet. ``without`` are documents (full
    ids) whose claims match nothing, nor do the events that any of their claims is in.
    """

    words: str | None = None
    anywhere: bool = False
    actor: str | None = None
    recipient: str | None = None
    speaker: str | None = None
    place: str | None = None
    country: str | None = None
    box: Box | None = None
    since: date | None = None
    until: date | None = None
    category: str | None = None
    mode: str | None = None
    status: str | None = None
    source: str | None = None
    document: str | None = None
    event: str | None = None
    counted: str | None = None
    at_least: int | None = None
    at_most: int | None = None
    review: bool | None = None
    verdict: str | None = None
    without: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether anything is looked for."""
        return replace(self, without=()) != Filters()

    def __post_init__(self) -> None:
        if self.box is not None:
            west, south, east, north = self.box
            inside = all(-180 <= x <= 180 for x in (west, east)) and -90 <= south <= north <= 90
            if not inside:
                raise UsageError(
                    f"box {self.box}: expected west, south, east, north in degrees, south first"
                )
        if self.since and self.until and self.since > self.until:
            raise UsageError(f"since {self.since} is after until {self.until}")

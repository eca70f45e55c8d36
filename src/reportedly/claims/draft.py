"""An event under construction, before it is frozen into a claim."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from reportedly.claims.phrases import Phrase
from reportedly.codebook.triggers import Trigger
from reportedly.records.claim import Counted, Stance, Status
from reportedly.records.mentions import TimeMention


@dataclass(slots=True)
class Link:
    """One voice: the speaker's phrase (None for hearsay), the cue's tokens, the stance."""

    speaker: Phrase | None
    cue: tuple[Token, Token] | None
    stance: Stance
    direct: bool = False
    scattered: bool = False


@dataclass(slots=True)
class Amount:
    """A count: first and last token of its words, bounds, and the phrase that is counted."""

    first: Token
    last: Token
    what: Counted
    low: int | None
    high: int | None
    of: Token | None = None


@dataclass(slots=True)
class Draft:
    """A trigger in its sentence with all that has been found for it so far.

    ``anchor`` is the head of the trigger's words; ``clause`` the verb whose subject, places and
    times are the event's own: the anchor of a verb, the light or governing verb of a noun.
    """

    trigger: Trigger
    anchor: Token
    tokens: list[Token]
    clause: Token
    light: Token | None = None
    category: str = ""
    mode: str | None = None
    status: Status = "occurred"
    actors: list[Phrase] = field(default_factory=list)
    recipients: list[Phrase] = field(default_factory=list)
    counted: list[Phrase] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    places_carried: bool = False
    time: TimeMention | None = None
    time_carried: bool = False
    counts: list[Amount] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    absorbed: list[Draft] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    review: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.category = self.category or self.trigger.category
        self.mode = self.mode or self.trigger.mode

    @property
    def verbal(self) -> bool:
        """Whether a verb (or its participle) is the trigger."""
        return self.trigger.pos == "verb"

    @property
    def sites(self) -> list[Token]:
        """The heads below which the event's own places, times and counts stand."""
        own = [self.anchor, self.clause, *([self.light] if self.light is not None else [])]
        for other in self.absorbed:
            own.append(other.anchor)
            if other.trigger.pos != "noun" or other.light is not None:
                own.append(other.clause)
        return list(dict.fromkeys(own))

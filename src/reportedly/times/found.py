"""What a rule found: its fields, and the sense that a meaning gives it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from reportedly.records.claim import Anchor, Precision, TimexType
from reportedly.records.mentions import TimeRole
from reportedly.times.calendar import Days
from reportedly.times.patterns import Rule
from reportedly.times.tense import attributive, lexical_tense
from reportedly.times.tokens import Token
from reportedly.times.words import Words

NO_DAY = "the calendar has no such day"
NEEDS_PUBLISHED = "needs a publication date"


@dataclass(frozen=True, slots=True)
class Sense:
    """TIMEX3 type and value, the inclusive days, and how they were counted.

    ``open`` is the value where no publication date is known ("XXXX-WXX-5" of "Friday").
    """

    type: TimexType
    value: str
    days: Days | None = None
    precision: Precision = "unknown"
    anchor: Anchor = "published"
    role: TimeRole = "point"
    shift: int | None = None
    ahead: Days | None = None
    unresolved: str | None = None
    open: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A match of a rule on the code string of a text; ``published`` is never None here.

    ``earlier`` are the days of the last dated expression before it, if it is near.
    """

    rule: Rule
    match: re.Match[str]
    tokens: list[Token]
    words: Words
    published: date
    tense: Callable[[int], str] | None
    earlier: Days | None = None

    def field(self, name: str) -> list[str]:
        """Lower-case tokens of a named part of the rule, empty where it is missing."""
        for index in self.rule.fields.get(name, ()):
            start, end = self.match.span(index)
            if start >= 0:
                return [t.low for t in self.tokens[start:end]]
        return []

    def first(self, name: str) -> str | None:
        """First token of a named part."""
        found = self.field(name)
        return found[0] if found else None

    def before(self) -> str:
        """Lower-case token before the match, or an empty string."""
        start = self.match.start()
        return self.tokens[start - 1].low if start else ""

    def outlook(self, *, adjacent: bool = False) -> str:
        """Which way the clause looks: "past", "future" or "none"."""
        start, end = self.match.span()
        lexical = lexical_tense(self.tokens, start, end, self.words, adjacent=adjacent)
        if (
            self.tense is None
            or lexical == "future"
            or attributive(self.tokens, start, end, self.words)
        ):
            return lexical
        parsed = self.tense(self.tokens[start].start)
        return parsed if parsed != "none" else lexical

    def future(self) -> bool:
        """Whether the clause speaks of the future."""
        return self.outlook() == "future"


def impossible(value: str, kind: TimexType = "DATE", reason: str = NO_DAY) -> Sense:
    """Sense of words that name no day of the calendar."""
    return Sense(kind, value, None, "unknown", "none", unresolved=reason)


def without_publication(sense: Sense) -> Sense:
    """Take back what was counted from a publication date that is not known."""
    if sense.anchor != "published":
        return sense
    value = sense.open or _masked(sense.value)
    return replace(
        sense,
        value=value,
        days=None,
        precision="unknown",
        anchor="none",
        ahead=None,
        unresolved=NEEDS_PUBLISHED,
    )


def _masked(value: str) -> str:
    if "REF" in value or value[:1] in "PX":
        return value
    head, _, time = value.split("/", maxsplit=1)[0].partition("T")
    return re.sub(r"\d", "X", head) + (f"T{time}" if time else "")

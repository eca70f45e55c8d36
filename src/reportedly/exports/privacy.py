"""The names of private persons: masked wherever they stand, unless a reason is given."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import islice
from typing import Final

import yaml

from reportedly.errors import DataError, UsageError
from reportedly.records.claim import Participant
from reportedly.records.reading import Reading
from reportedly.records.span import Span

MASK: Final = "[private person]"
_WORD: Final = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_POSSESSIVE: Final = re.compile(r"['\u2019]s?$")
_SLUG: Final = r"[\s_+.\-%20]{1,4}"


@dataclass(frozen=True, slots=True)
class Names:
    """Whether names of private persons are shown: only for a reason, which the output records."""

    reason: str | None = None

    def __post_init__(self) -> None:
        if self.reason is not None and not self.reason.strip():
            raise UsageError("names are restored for a reason only: say which")

    def note(self, masks: int) -> str:
        """One line for the output; ``masks`` is how many places were masked."""
        if self.reason is not None:
            return f"names of private persons kept: {self.reason}"
        if not masks:
            return "no names of private persons masked"
        return f"names of private persons masked in {masks} place{'s' if masks > 1 else ''}"


class Redaction:
    """The words of one reading with the names of its private persons masked.

    ``intervals`` are the masked places of the text: half-open, in order, not touching. A person is
    private where a claim or a voice of the reading says so; every mention by the same name, or by
    a part of it that is no part of a known place or actor, is masked too.
    """

    def __init__(self, reading: Reading, names: Names) -> None:
        self._text = reading.document.text
        self._names = names
        self.intervals: tuple[tuple[int, int], ...] = ()
        self._pattern: re.Pattern[str] | None = None
        self._slug: re.Pattern[str] | None = None
        spans = set(_private_spans(reading)) if names.reason is None else set()
        if spans:
            self._find(reading, spans)

    @property
    def note(self) -> str:
        """How many places were masked, or why none was."""
        return self._names.note(len(self.intervals))

    def span(self, span: Span) -> str:
        """Return the span's words with masks."""
        return self.cut(span.start, span.end)

    def cut(self, start: int, end: int) -> str:
        """Return the text of an interval; a masked place that it touches shows as one mask."""
        out = []
        first = bisect_right(self.intervals, start, key=lambda interval: interval[1])
        for low, high in islice(self.intervals, first, None):
            if low >= end:
                break
            out += [self._text[start : max(start, low)], MASK]
            start = min(end, high)
        return "".join((*out, self._text[start:end]))

    def words(self, text: str) -> str:
        """Mask names in words that do not stand in the text, such as a title or a warning."""
        if self._pattern is None:
            return text
        return re.sub(rf"(?:{re.escape(MASK)}\s*)+(?<=\])", MASK, self._pattern.sub(MASK, text))

    def address(self, uri: str) -> str:
        """Mask a full name that a URI or file name spells out."""
        return uri if self._slug is None else self._slug.sub(MASK, uri)

    def party(self, party: Participant) -> str:
        """Return the words for a participant."""
        if party.person == "private" and self._names.reason is None:
            return MASK
        return self.span(party.span)

    def _find(self, reading: Reading, spans: set[Span]) -> None:
        resolved = [m.span for m in reading.places if m.resolved]
        resolved += [m.span for m in reading.actors if m.resolved]
        known = list(_merged([(span.start, span.end) for span in resolved]))
        names = [[w for w in _name_words(span) if not _inside(w, known)] for span in spans]
        parts = {_POSSESSIVE.sub("", text) for found in names for _, _, text in found}
        parts = {form for part in parts if len(part) > 1 for form in (part, part.upper())}
        found = [(s.start, s.end) for s in spans if not _is_pronoun(s.text)]
        if parts:
            longest = sorted(parts, key=lambda part: (-len(part), part))
            one = rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)"
            self._pattern = re.compile(rf"{one}(?:[ \t]+{one})*")
            for match in self._pattern.finditer(self._text):
                if not _inside((match.start(), match.end(), ""), known):
                    found.append(match.span())
        slugs = [_SLUG.join(re.escape(w[2]) for w in name) for name in names if len(name) > 1]
        if slugs:
            self._slug = re.compile("|".join(sorted(slugs)), re.IGNORECASE)
        self.intervals = tuple(_merged(found))


def _private_spans(reading: Reading) -> Iterator[Span]:
    for party in _parties(reading):
        if party.person == "private":
            yield party.span
            if party.antecedent:
                yield party.antecedent
    for mention in reading.actors:
        if mention.person == "private":
            yield mention.span


def _parties(reading: Reading) -> Iterator[Participant]:
    for claim in reading.claims:
        yield from (*claim.actors, *claim.recipients)
        yield from (link.speaker for link in claim.attribution if link.speaker)
    for voice in reading.voices:
        if voice.attribution.speaker:
            yield voice.attribution.speaker


def _name_words(span: Span) -> list[tuple[int, int, str]]:
    """Words of the span that can be part of a name: offsets in the text, and the word."""
    common = _lists()["pronouns"] | _lists()["not_names"]
    found = []
    for match in _WORD.finditer(span.text):
        word = match.group()
        if word.casefold() not in common and not word[0].islower():
            found.append((span.start + match.start(), span.start + match.end(), word))
    return found


def _is_pronoun(words: str) -> bool:
    return words.strip().casefold() in _lists()["pronouns"]


def _inside(word: tuple[int, int, str], known: list[tuple[int, int]]) -> bool:
    """Whether one of the intervals, which are in order and apart, holds the word."""
    i = bisect_right(known, word[0], key=lambda interval: interval[0]) - 1
    return i >= 0 and word[1] <= known[i][1]


def _merged(intervals: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    current: tuple[int, int] | None = None
    for start, end in sorted(intervals):
        if current is None:
            current = (start, end)
        elif start <= current[1]:
            current = (current[0], max(current[1], end))
        else:
            yield current
            current = (start, end)
    if current is not None:
        yield current


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    path = "exports/data/privacy.yaml"
    raw = resources.files("reportedly.exports").joinpath("data/privacy.yaml").read_text("utf-8")
    loaded = yaml.safe_load(raw)
    wanted = {"pronouns", "not_names"}
    if not isinstance(loaded, dict) or set(loaded) != wanted:
        raise DataError(path, "expected the lists pronouns and not_names")
    return {name: frozenset(map(str, words)) for name, words in loaded.items()}

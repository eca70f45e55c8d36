"""The names of private persons: masked wherever they stand, unless a reason is given."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import islice
from typing import Final

import yaml

from reportedly.errors import DataError, UsageError
from reportedly.exports.person_names import find_names
from reportedly.places.countries import load_countries
from reportedly.records.claim import Participant
from reportedly.records.mentions import PlaceMention
from reportedly.records.reading import Reading
from reportedly.records.span import Span
from reportedly.text.dictionary import is_word

MASK: Final = "[private person]"
_WORD: Final = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_POSSESSIVE: Final = re.compile(r"['\u2019]s?$")
_SLUG: Final = r"[\s_+.\-%20]{1,4}"


@dataclass(frozen=True, slots=True)
class Restored:
    """A name that somebody decided to show, in all documents or in one, with the reason."""

    name: str
    reason: str
    document: str | None = None

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise UsageError(f"the name {self.name!r} is restored for a reason only: say which")


@dataclass(frozen=True, slots=True)
class Names:
    """Whether names of private persons are shown: only for a reason, which the output records.

    ``reason`` keeps all names; ``restored`` keeps the names that coders decided to show. Where
    ``block`` is a character, it stands for each character of a masked name, so that offsets stay
    right; without it one `MASK` stands for the name.
    """

    reason: str | None = None
    restored: tuple[Restored, ...] = ()
    block: str | None = None

    def __post_init__(self) -> None:
        if self.reason is not None and not self.reason.strip():
            raise UsageError("names are restored for a reason only: say which")

    def shown(self, document: str) -> frozenset[str]:
        """Return the words of names that are shown in a document, casefolded."""
        mine = (r for r in self.restored if r.document in (None, document))
        return frozenset(word.casefold() for r in mine for word in _WORD.findall(r.name))

    def note(self, masks: int) -> str:
        """One line for the output; ``masks`` is how many places were masked."""
        if self.reason is not None:
            return f"names of private persons kept: {self.reason}"
        kept = f", {len(self.restored)} shown for a reason" if self.restored else ""
        if not masks:
            return f"no names of private persons masked{kept}"
        return f"names of private persons masked in {masks} place{'s' if masks > 1 else ''}{kept}"


class Redaction:
    """The words of one reading with the names of its private persons masked.

    ``intervals`` are the masked places of the text: half-open, in order, not touching; ``reasons``
    says of each why. A person is private where a claim or a voice of the reading says so, and where
    the words around a name show a person and no office; every mention by the same name, or by a
    part of it that is no part of a known place or actor, is masked too.
    """

    def __init__(self, reading: Reading, names: Names) -> None:
        self._text = reading.document.text
        self._names = names
        self._shown = names.shown(reading.document.id)
        self.document_id = reading.document.id
        self.intervals: tuple[tuple[int, int], ...] = ()
        self.reasons: tuple[str, ...] = ()
        self._pattern: re.Pattern[str] | None = None
        self._slug: re.Pattern[str] | None = None
        if names.reason is None:
            self._find(reading)

    @property
    def note(self) -> str:
        """How many places were masked, or why none was."""
        return self._names.note(len(self.intervals))

    @property
    def hides(self) -> bool:
        """Whether any name is masked."""
        return self._pattern is not None or bool(self.intervals)

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
            left, right = max(start, low), min(end, high)
            out += [self._text[start:left], self._hidden(self._text[left:right])]
            start = right
        return "".join((*out, self._text[start:end]))

    def words(self, text: str) -> str:
        """Mask names in words that do not stand in the text, such as a title or a warning."""
        if self._pattern is None:
            return text
        if self._names.block is not None:
            return self._pattern.sub(lambda match: self._hidden(match.group()), text)
        return re.sub(rf"(?:{re.escape(MASK)}\s*)+(?<=\])", MASK, self._pattern.sub(MASK, text))

    def address(self, uri: str) -> str:
        """Mask a full name that a URI or file name spells out."""
        if self._slug is None:
            return uri
        return self._slug.sub(lambda match: self._hidden(match.group()), uri)

    def party(self, party: Participant) -> str:
        """Return the words for a participant."""
        if party.person == "private" and self._names.reason is None:
            shown = _is_shown(party.span, self._shown)
            return self.span(party.span) if shown else self._hidden(party.span.text)
        return self.span(party.span)

    def _hidden(self, words: str) -> str:
        """Return what stands in place of a name."""
        return MASK if self._names.block is None else self._names.block * len(words)

    def _find(self, reading: Reading) -> None:
        marked = {s for s in _private_spans(reading) if not _is_pronoun(s.text)}
        public = _public(reading)
        firm = _firm(reading)
        known = list(_merged(public))
        found = find_names(self._text, known, _demonyms())
        named = [i for i in found.private if i in found.kin or not _inside((*i, ""), firm)]
        seen = [Span.of(self._text, *interval) for interval in named]
        offices = list(_merged(list(found.office)))
        marked -= {s for s in marked if _touches((s.start, s.end), offices)}
        public = list(_apart(public, {*seen}))
        known = list(_merged([*public, *_apart(found.office, marked)]))
        shown = self._shown
        names = [
            [w for w in _name_words(span) if not _inside(w, known) and w[2].casefold() not in shown]
            for span in sorted({*marked, *seen})
        ]
        whole = [s for s in marked if not shown or not _is_shown(s, shown)]
        why = [(s.start, s.end, "the reading says that the person is private") for s in whole]
        why += [(n[0][0], n[-1][1], "a name without an office") for n in names if n]
        why += self._mentions(names, known)
        merged = tuple(_merged([(start, end) for start, end, _ in why]))
        self.intervals = merged
        self.reasons = tuple(_reasons(merged, sorted(why)))

    def _mentions(
        self, names: list[list[tuple[int, int, str]]], known: list[tuple[int, int]]
    ) -> Iterator[tuple[int, int, str]]:
        """Yield the places of names and their parts; prepares `words` and `address`."""
        parts = {_POSSESSIVE.sub("", text) for found in names for _, _, text in found}
        parts = {form for part in parts if len(part) > 1 for form in (part, part.upper())}
        slugs = [_SLUG.join(re.escape(w[2]) for w in name) for name in names if len(name) > 1]
        if slugs:
            self._slug = re.compile("|".join(sorted(set(slugs))), re.IGNORECASE)
        if not parts:
            return
        longest = sorted(parts, key=lambda part: (-len(part), part))
        one = rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)"
        self._pattern = re.compile(rf"{one}(?:[ \t]+{one})*")
        for match in self._pattern.finditer(self._text):
            if not _inside((match.start(), match.end(), ""), known):
                yield match.start(), match.end(), "the same name, or a part of it"


def _private_spans(reading: Reading) -> Iterator[Span]:
    for party in _parties(reading):
        if party.person == "private":
            yield party.span
            if party.antecedent:
                yield party.antecedent
    for mention in reading.actors:
        if mention.person == "private":
            yield mention.span


def _public(reading: Reading) -> list[tuple[int, int]]:
    """Names of places, of organisations, and of persons in office or command."""
    spans = [m.span for m in reading.places if m.resolved]
    spans += [m.span for m in reading.actors if m.resolved or m.person not in (None, "private")]
    for party in _parties(reading):
        if party.person not in (None, "private"):
            spans += [s for s in (party.span, party.antecedent) if s]
    return [(span.start, span.end) for span in spans]


def _firm(reading: Reading) -> list[tuple[int, int]]:
    """Names that are no person's whatever stands around them, in order and apart.

    Countries, divisions and capitals, expressions of time, and the publisher's own name.
    """
    spans = [m.span for m in reading.places if m.resolved and _well_known(m)]
    spans += [m.span for m in reading.times]
    found = [(span.start, span.end) for span in spans]
    words = _WORD.findall(reading.document.publisher or "")
    if any(is_word(word.casefold()) for word in words[1:]):
        text = reading.document.text
        whole = r"\W+".join(map(re.escape, words))
        alone = rf"(?<=\(){re.escape(words[0])}(?=\))|(?<=told ){re.escape(words[0])}\b"
        found += [m.span() for m in re.finditer(rf"\b{whole}\b|{alone}", text)]
    return list(_merged(found))


def _well_known(mention: PlaceMention) -> bool:
    level = mention.resolved.level if mention.resolved else ""
    rule = mention.rule or ""
    return level in {"country", "region"} or "capital" in rule or "very large" in rule


def _apart(intervals: Iterable[tuple[int, int]], marked: set[Span]) -> Iterator[tuple[int, int]]:
    """Those that touch none of the spans of private persons."""
    held = list(_merged([(span.start, span.end) for span in marked]))
    for interval in intervals:
        if not _touches(interval, held):
            yield interval


def _touches(interval: tuple[int, int], held: list[tuple[int, int]]) -> bool:
    """Whether an interval shares a character with one of those, which are in order and apart."""
    i = bisect_left(held, interval[1], key=lambda one: one[0]) - 1
    return i >= 0 and interval[0] < held[i][1]


def _is_shown(span: Span, shown: frozenset[str]) -> bool:
    words = [word.casefold() for _, _, word in _name_words(span)]
    return bool(words) and shown.issuperset(words)


def _reasons(
    intervals: Iterable[tuple[int, int]], why: list[tuple[int, int, str]]
) -> Iterator[str]:
    """Yield the first reason for each interval; both are in order, each reason lies in one."""
    reasons = iter(why)
    for interval in intervals:
        yield next(w for start, _, w in reasons if interval[0] <= start)


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
        capital = any(part[:1] and not part[0].islower() for part in word.split("-"))
        if word.casefold() not in common and capital:
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
def _demonyms() -> frozenset[str]:
    return frozenset(word.casefold() for word in load_countries().demonyms)


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    path = "exports/data/privacy.yaml"
    raw = resources.files("reportedly.exports").joinpath("data/privacy.yaml").read_text("utf-8")
    loaded = yaml.safe_load(raw)
    wanted = {"pronouns", "not_names"}
    if not isinstance(loaded, dict) or set(loaded) != wanted:
        raise DataError(path, "expected the lists pronouns and not_names")
    return {name: frozenset(map(str, words)) for name, words in loaded.items()}

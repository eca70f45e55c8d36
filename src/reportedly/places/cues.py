"""What the words beside a toponym say of it: its level, and what contains it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.places.lexicon import Lexicon

_WORD = r"[^\W\d_]+"
_AFTER = re.compile(rf"[ -]({_WORD})(?: ({_WORD}))?(?: ({_WORD}))?")
_BEFORE = re.compile(rf"({_WORD}(?: {_WORD})?) of (?:the )?$", re.IGNORECASE)
_APPOSITION = re.compile(
    rf",? (?:which is )?(?:a|an|the)(?: [\w-]+){{0,4}}? ({_WORD})"
    r" (?:of|in|near|on|along|where|that|which|about)\b"
)
_COMPASS = (
    r"(?:northern|southern|eastern|western|central|north|south|east|west|north-?eastern|"
    r"north-?western|south-?eastern|south-?western|neighbou?ring)"
)
_LINK = re.compile(
    rf"(?:[ -]{_WORD}){{0,2}}(?:'s)?"
    rf"(?:,|,? (?:in|of)(?: the)?| \(|,? (?:a|an|the)(?: {_WORD}){{1,5}} (?:of|in)(?: the)?)"
    rf"(?: {_COMPASS})?(?: (?:province|district|governorate|state|region|county) of)? $",
    re.IGNORECASE,
)
_OWNER = re.compile(
    r"'s? (?:northern |southern |eastern |western |central |north-?eastern |north-?western |"
    r"south-?eastern |south-?western |restive |volatile |capital |city of |province of |"
    r"town of |port of |state of |village of )*$",
    re.IGNORECASE,
)
_LONGEST = 80
_OF = (" of ", " of the ", " Of ", " Of the ", " OF ", " OF THE ")


@dataclass(frozen=True, slots=True)
class Cue:
    """Levels that the words speak for, and the indices of the toponyms named as containing it."""

    levels: tuple[str, ...] = ()
    within: tuple[int, ...] = ()


def read_cues(text: str, spans: Sequence[tuple[int, int]], lexicon: Lexicon) -> list[Cue]:
    """Cues for toponyms at these intervals of the text, in order and not overlapping."""
    levels = [levels_at(text, start, end, lexicon) for start, end in spans]
    within: list[list[int]] = [[] for _ in spans]
    for i, (_, end) in enumerate(spans[:-1]):
        gap = text[end : spans[i + 1][0]]
        if len(gap) > _LONGEST:
            continue
        if _LINK.fullmatch(gap):
            within[i].append(i + 1)
        elif _OWNER.fullmatch(gap):
            within[i + 1].append(i)
    for i in range(len(spans) - 2, -1, -1):
        if within[i] == [i + 1]:
            within[i] += [j for j in within[i + 1] if j > i]
    return [Cue(a, tuple(b)) for a, b in zip(levels, within, strict=True)]


def levels_at(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[str, ...]:
    """Levels that the words beside or inside a toponym speak for, likeliest first."""
    inside = text[start:end].lower().split()
    for size in (2, 1):
        if len(inside) > size and (found := lexicon.levels.get(" ".join(inside[-size:]))):
            return found
    if match := _AFTER.match(text, end, end + 60):
        words = [w.lower() for w in match.groups() if w]
        for size in (3, 2, 1):
            if found := lexicon.levels.get(" ".join(words[:size])):
                return found
    if found := apposition_at(text, end, lexicon):
        return found
    before = text[max(0, start - 50) : start]
    if before.endswith(_OF) and (match := _BEFORE.search(before)):
        words = match[1].lower().split()
        for phrase in (" ".join(words), words[-1]):
            if found := lexicon.levels.get(phrase):
                return found
    return ()


def apposition_at(text: str, end: int, lexicon: Lexicon) -> tuple[str, ...]:
    """Levels that an apposition after a toponym speaks for: "Spera, a mountainous district of"."""
    match = _APPOSITION.match(text, end, end + _LONGEST)
    return lexicon.levels.get(match[1].lower(), ()) if match else ()

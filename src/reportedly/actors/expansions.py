"""Acronyms that a document explains: "Rapid Support Forces (RSF)", "the RSF (Rapid Support …)"."""

from __future__ import annotations

import re

from reportedly.actors.entry import Entry
from reportedly.actors.index import NameIndex
from reportedly.actors.keys import Word, initials, name_key, words

_BEHIND = re.compile(
    r"\s?\(\s?(?:the |or |also known as |known as )?[\"']?([A-Z][\w./&-]{1,11})[\"']?\s?[),;]"
)
_AHEAD = re.compile(r"\b([A-Z][\w./&-]{1,11}) \((?:the )?([A-Z][^()\n]{5,90})\)")
_REACH = 120
_MOST_WORDS = 12


def expansions(text: str, index: NameIndex) -> dict[str, list[Entry]]:
    """Return the entries for each acronym that the text spells out; none for a name unknown."""
    learned: dict[str, list[Entry]] = {}
    for match in _BEHIND.finditer(text):
        before = text[max(0, match.start() - _REACH) : match.start()]
        run = words(before)[-_MOST_WORDS:]
        if run and not before[run[-1].end :].strip("'\u2019\" "):
            _learn(learned, match.group(1), before, run, index, strict=False)
    for match in _AHEAD.finditer(text):
        _learn(learned, match.group(1), match.group(2), words(match.group(2)), index, strict=True)
    return learned


def _learn(
    learned: dict[str, list[Entry]],
    letters: str,
    before: str,
    run: list[Word],
    index: NameIndex,
    *,
    strict: bool,
) -> None:
    """Learn from the longest ending of a run of words that is a name or makes the acronym.

    Not ``strict``: letters that nobody has are believed to be a name's in another language.
    """
    held = {p.entry.id for p in index.exact.get(name_key(letters), ()) if p.type == "acronym"}
    plain = "".join(c for c in letters if c.isalnum()).upper()
    for start, first in enumerate(run):
        tail = tuple(word.key for word in run[start:])
        entries = [p.entry for p in index.exact.get(tail, ()) if p.type == "name"]
        fits = len(tail) > 1 and initials(tail) == plain
        known = bool(held & {e.id for e in entries}) or (not held and not strict)
        if entries and (fits or known):
            learned.setdefault(letters, entries)
            return
        if fits and before[first.start].isupper():
            near = index.loose(tail)
            learned.setdefault(letters, [near[0][0]] if len(near) == 1 else [])
            return

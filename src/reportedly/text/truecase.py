"""Truecasing of text in capitals: wire archives and telex print nothing else.

Case changes a character at a time and only where the length stays, so offsets hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_WORD = re.compile(r"[^\W\d_][^\W\d_']*(?:'[A-Z]+)?|[^\W\d_]")
_STARTS = re.compile(r"(?:\A|[.!?][\"')\]]*\s|\n\s*|[\"(\[]|--\s*)\s*\Z")
_SHARE = 0.85
_FEWEST = 40


def is_capitals(text: str) -> bool:
    """Whether nearly all letters of a text of some length are capitals."""
    letters = [c for c in text[:20_000] if c.isalpha()]
    upper = sum(c.isupper() for c in letters)
    return len(letters) >= _FEWEST and upper / len(letters) >= _SHARE


def truecase(text: str, is_name: Callable[[str], str | None]) -> str:
    """Lower a text in capitals; capitalise sentence starts and what ``is_name`` knows.

    ``is_name`` takes a word in lower case and returns how it is written, or None for no name.
    """
    out: list[str] = []
    last = 0
    for match in _WORD.finditer(text):
        out.append(text[last : match.start()])
        word = match.group()
        out.append(_cased(word, text[max(0, match.start() - 6) : match.start()], is_name))
        last = match.end()
    out.append(text[last:])
    return "".join(out)


def _cased(word: str, before: str, is_name: Callable[[str], str | None]) -> str:
    lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in word)
    name = is_name(lower)
    if name is not None and len(name) == len(word):
        return name
    if lower == "i" or _STARTS.search(before):
        return lower[:1].upper() + lower[1:] if len(lower[:1].upper()) == 1 else lower
    return lower

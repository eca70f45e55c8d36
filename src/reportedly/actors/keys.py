"""How names compare: folded words, transliteration keys, acronyms, word order.

A token is a run of letters and digits; an apostrophe between letters belongs to it ("Jama'at"),
a possessive 's does not. Keys are tuples or strings of folded tokens.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

_MARKS = "\u0300-\u036f\u064b-\u065f\u0670"
_APOSTROPHES = "'\u2019\u2018\u02bc\u02bb\u02bf\u02be`\u00b4"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}]|[{_APOSTROPHES}](?=[^\W_]))*", re.UNICODE)
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}][sS]$")
_NOT_ALNUM = re.compile(r"[\W_]+")
_SPELLING = {
    "defense": "defence", "organization": "organisation", "organizations": "organisations",
    "stabilization": "stabilisation", "mobilization": "mobilisation", "center": "centre",
    "labor": "labour", "program": "programme", "coordination": "coordination",
    "qaeda": "qaida", "chrc": "chrc",
}  # fmt: skip
_ARTICLES = frozenset(
    "the of for and in to a an de du des la le les el los las al ul ur us as ash ad at az an ar "
    "il l e i ye y wa wal w va und der die das et fi bi li lil".split()
)
_GENERIC = frozenset(
    "group groups movement organisation forces force militia militias fighters rebels army front "
    "faction network party brigade brigades battalion coalition gang cartel".split()
)
_CYRILLIC = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i",
    "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "",
    "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "і": "i", "ї": "i", "є": "e", "ґ": "g",
})  # fmt: skip
_SOUND = [
    ("ph", "f"), ("ck", "k"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("zh", "j"),
    ("dj", "j"), ("dz", "z"), ("ch", "sh"), ("tch", "sh"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ie", "i"),
    ("q", "k"), ("c", "k"), ("x", "ks"), ("w", "v"), ("y", "i"), ("j", "j"), ("o", "u"), ("e", "i"),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """A token of a text: its folded form, its place, and whether 's stood behind it."""

    key: str
    start: int
    end: int
    possessive: bool = False


def words(text: str) -> list[Word]:
    """The tokens of a text with half-open offsets; linear."""
    out: list[Word] = []
    for match in _WORD.finditer(text):
        token = match.group()
        cut = _POSSESSIVE.search(token) if len(token) > 2 else None
        end = match.end() - (len(token) - cut.start() if cut else 0)
        key = fold_word(token[: cut.start()] if cut else token)
        if key:
            out.append(Word(key, match.start(), end, cut is not None))
    return out


def fold_word(token: str) -> str:
    """Casefolded, without accents and apostrophes, in British spelling."""
    if token.isascii():
        low = token.lower()
        if not low.isalnum():
            low = _NOT_ALNUM.sub("", low)
    else:
        flat = unicodedata.normalize("NFKD", token.casefold())
        low = "".join(c for c in flat if c.isalnum())
    return _SPELLING.get(low, low)


def name_key(name: str) -> tuple[str, ...]:
    """The folded tokens of a name, without an article in front."""
    keys = tuple(word.key for word in words(name))
    return keys[1:] if len(keys) > 1 and keys[0] == "the" else keys


def content(keys: Iterable[str]) -> tuple[str, ...]:
    """The tokens that carry a name: no articles, no joining words, no generic nouns."""
    kept = tuple(k for k in keys if k not in _ARTICLES)
    strong = tuple(k for k in kept if k not in _GENERIC)
    return strong or kept


def sound(key: str) -> str:
    """A token without what transliterations differ in: vowels, doubled letters, kh/k, q/k, …"""
    text = key.translate(_CYRILLIC)
    for old, new in _SOUND:
        text = text.replace(old, new)
    head, tail = text[:1], "".join(c for c in text[1:] if c not in "aiu")
    flat = ("a" if head in "aiu" and head else head) + tail
    return "".join(c for i, c in enumerate(flat) if i == 0 or c != flat[i - 1])


def sound_key(keys: Iterable[str]) -> str:
    """Transliteration key of a name: sounds of its tokens without articles, in order."""
    return "".join(sound(k) for k in keys if k not in _ARTICLES)


def bag_key(keys: Iterable[str]) -> str:
    """Sounds of a name's tokens in alphabetical order, so that word order does not matter."""
    return " ".join(sorted(sound(k) for k in content(keys)))


def initials(keys: Iterable[str]) -> str:
    """Acronym that a name makes, without its joining words."""
    return "".join(k[0] for k in keys if k not in _ARTICLES).upper()


def similar(a: Iterable[str], b: Iterable[str]) -> float:
    """How alike two names are in letters, 0 to 1."""
    left, right = (" ".join(k for k in x if k not in _ARTICLES) for x in (a, b))
    return SequenceMatcher(None, left, right, autojunk=False).ratio()

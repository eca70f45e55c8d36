"""Keys under which names are compared: without affixes, and by sound across transliterations.

Needs the standard library alone, because the index is built where nothing else is installed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from reportedly.text.normalise import fold

_LETTERS = str.maketrans({
    "\u0131": "i", "ə": "a", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "t", "ŋ": "n", "æ": "a",
    "œ": "o", "ɛ": "e", "ɔ": "o", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ħ": "h", "ß": "s",
})  # fmt: skip
# Articles of Arabic and Persian names, also in the form that runs into a sun letter.
_ARTICLES = frozenset(
    ("al", "el", "ar", "as", "ash", "ad", "at", "az", "an", "ul", "ez", "es", "er", "ed", "et",
     "en", "esh", "ath", "adh", "e", "i", "de", "the")
)  # fmt: skip
# Spellings of one sound in the usual romanisations (BGN/PCGN, UN, French and press styles).
_SOUNDS = (
    ("tch", "c"), ("sch", "s"), ("dsch", "j"), ("sh", "s"), ("ch", "c"), ("kh", "k"), ("gh", "g"),
    ("dj", "j"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("zh", "j"), ("ts", "c"), ("tz", "c"),
    ("ck", "k"), ("qu", "k"), ("q", "k"), ("x", "ks"), ("ou", "u"), ("oo", "u"), ("w", "v"),
    ("p", "b"), ("y", "i"), ("z", "s"), ("c", "k"), ("j", "g"),
)  # fmt: skip
_CLASSES = str.maketrans({"e": "a", "o": "u", "v": "u", "h": None, "'": None})
_VOWELS = frozenset("aeiouh'")


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """`fold`, remembered: the same names come again and again."""
    return fold(name)


def bare_forms(name: str, prefixes: Collection[str], suffixes: Collection[str]) -> Iterator[str]:
    """Yield a folded name without its affixes, the least stripped first ("nangarhar province")."""
    tail = _without_suffix(name, suffixes)
    if tail != name:
        yield tail
    head = _without_prefix(name, prefixes)
    if head != name:
        yield head
    both = _without_prefix(tail, prefixes)
    if both not in {head, tail}:
        yield both


def base(name: str, prefixes: Collection[str], suffixes: Collection[str]) -> str | None:
    """Return a folded name without any affix, None where it has none."""
    bare = _without_prefix(_without_suffix(name, suffixes), prefixes)
    return bare if bare != name else None


def _without_suffix(name: str, suffixes: Collection[str]) -> str:
    words = name.split()
    for size in (3, 2, 1):
        if len(words) > size and " ".join(words[-size:]) in suffixes:
            return " ".join(words[:-size])
    return name


def _without_prefix(name: str, prefixes: Collection[str]) -> str:
    words = name.split()
    for size in (3, 2, 1):
        if len(words) > size and " ".join(words[:size]) in prefixes:
            return " ".join(words[size:])
    return name


@lru_cache(maxsize=4096)
def skeleton(folded: str) -> str:
    """Return the consonants of a Latin name in one romanisation; empty where too little is left.

    Two spellings of one name mostly share it ("qunduz", "kunduz", "kondoz"); so do some different
    names, hence `similarity`.
    """
    words = [w for w in folded.translate(_LETTERS).split() if w not in _ARTICLES]
    text = "".join(words) or folded.replace(" ", "")
    if not text.isascii():
        return ""
    for spelling, sound in _SOUNDS:
        text = text.replace(spelling, sound)
    first = "a" if text[:1] in _VOWELS else ""
    out = [first] if first else []
    for char in text:
        if char not in _VOWELS and (not out or out[-1] != char):
            out.append(char)
    key = "".join(out)
    return key if len(key) > 1 else ""


@lru_cache(maxsize=65536)
def plain(folded: str) -> str:
    """Return a folded name in one romanisation, for measuring how alike two names are.

    Articles and spaces go; of the vowels only three classes stay, as Arabic and Persian write them.
    """
    text = "".join(w for w in folded.translate(_LETTERS).split() if w not in _ARTICLES)
    text = text or folded.replace(" ", "")
    for spelling, sound in _SOUNDS:
        text = text.replace(spelling, sound)
    text = text.translate(_CLASSES)
    return "".join(c for i, c in enumerate(text) if i == 0 or c != text[i - 1])


def similarity(left: str, right: str) -> float:
    """Return how alike two folded names are, 0 to 1, articles and spaces left out."""
    return SequenceMatcher(None, plain(left), plain(right), autojunk=False).ratio()


__all__ = ["bare_forms", "base", "folded", "plain", "similarity", "skeleton"]

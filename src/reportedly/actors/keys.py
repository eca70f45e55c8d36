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
from functools import cache, lru_cache
from importlib.resources import files

from reportedly.errors import DataError

_MARKS = "\u0300-\u036f\u064b-\u065f\u0670"
_APOSTROPHES = "'\u2019\u2018\u02bc\u02bb\u02bf\u02be`\u00b4"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}]|[{_APOSTROPHES}](?=[^\W_]))*")
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}][sS]$")
_NOT_ALNUM = re.compile(r"[\W_]+")
_FEMININE = re.compile(r"(?<=...[aei])[th]$")
_FILE = "sounds.tsv"
_TABLES = ("spelling", "joining", "generic", "letter", "sound")


@dataclass(frozen=True, slots=True)
class Word:
    """A token of a text: its folded form, its place, and whether 's stood behind it."""

    key: str
    start: int
    end: int
    possessive: bool = False


@cache
def _tables() -> dict[str, dict[str, str]]:
    raw = files("reportedly.actors").joinpath("data", _FILE).read_text(encoding="utf-8")
    tables: dict[str, dict[str, str]] = {name: {} for name in _TABLES}
    for row, line in enumerate(raw.splitlines(), start=1):
        if line.startswith("#") or line == "table\tfrom\tto":
            continue
        cells = line.split("\t")
        if len(cells) != 3 or cells[0] not in tables or not cells[1]:
            raise DataError(_FILE, f"expected table, from, to with a table of {_TABLES}", row=row)
        tables[cells[0]][cells[1]] = cells[2]
    return tables


@cache
def _letters() -> dict[int, str]:
    return {ord(old): new for old, new in _tables()["letter"].items()}


@cache
def _generic() -> frozenset[str]:
    return frozenset(spelt(word) for word in _tables()["generic"])


def words(text: str) -> list[Word]:
    """Return the tokens of a text with half-open offsets; linear."""
    out: list[Word] = []
    for match in _WORD.finditer(text):
        token, end = match.group(), match.end()
        cut = _POSSESSIVE.search(token) if len(token) > 2 else None
        if cut:
            end -= len(token) - cut.start()
            token = token[: cut.start()]
        key = fold_word(token)
        if key:
            out.append(Word(key, match.start(), end, cut is not None))
    return out


@lru_cache(maxsize=20_000)
def fold_word(token: str) -> str:
    """Return a token casefolded, without accents and apostrophes, in British spelling."""
    if token.isascii():
        low = token.lower()
        if not low.isalnum():
            low = _NOT_ALNUM.sub("", low)
    else:
        flat = unicodedata.normalize("NFKD", token.casefold())
        low = "".join(c for c in flat if c.isalnum())
    return _tables()["spelling"].get(low, low)


def name_key(name: str) -> tuple[str, ...]:
    """Return the folded tokens of a name; an article in front of two words or more is dropped."""
    keys = tuple(word.key for word in words(name))
    return keys[1:] if len(keys) > 2 and keys[0] == "the" else keys


def content(keys: Iterable[str]) -> tuple[str, ...]:
    """Return the tokens that carry a name, without joining words and generic nouns."""
    joining, generic = _tables()["joining"], _generic()
    kept = tuple(k for k in keys if k not in joining)
    strong = tuple(k for k in kept if spelt(k) not in generic)
    return strong or kept


def is_generic(name: str) -> bool:
    """Tell whether a name holds nothing but joining words and generic nouns ("the Union")."""
    joining, generic = _tables()["joining"], _generic()
    return all(k in joining or spelt(k) in generic for k in name_key(name))


@lru_cache(maxsize=50_000)
def spelt(key: str) -> str:
    """Return a token with its consonants and vowels written in one way of the many."""
    text = key if key.isascii() else key.translate(_letters())
    text = _FEMININE.sub("", text)
    for old, new in _tables()["sound"].items():
        text = text.replace(old, new)
    return "".join(c for i, c in enumerate(text) if i == 0 or c != text[i - 1])


def sound(key: str) -> str:
    """Return a token without what transliterations differ in, its inner vowels among it."""
    text = spelt(key)
    head = "a" if text[:1] in "aiu" else text[:1]
    flat = (head if text else "") + "".join(c for c in text[1:] if c not in "aiu")
    return "".join(c for i, c in enumerate(flat) if i == 0 or c != flat[i - 1])


def sound_key(keys: Iterable[str]) -> str:
    """Return the transliteration key of a name: the sounds of its tokens in order."""
    joining = _tables()["joining"]
    return "".join(sound(k) for k in keys if k not in joining)


def bag_key(keys: Iterable[str]) -> str:
    """Return the sounds of a name's content words in alphabetical order; "" for fewer than two."""
    bag = sorted(sound(k) for k in content(keys))
    return " ".join(bag) if len(bag) > 1 else ""


def initials(keys: Iterable[str]) -> str:
    """Return the acronym that a name makes, without its joining words."""
    joining = _tables()["joining"]
    return "".join(k[0] for k in keys if k not in joining).upper()


def similar(a: Iterable[str], b: Iterable[str]) -> float:
    """Say how alike two names are in the letters of their content words, 0 to 1."""
    left, right = (" ".join(spelt(k) for k in content(x)) for x in (a, b))
    return SequenceMatcher(None, left, right, autojunk=False).ratio()

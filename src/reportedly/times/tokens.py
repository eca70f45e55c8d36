"""Words of a text with the time classes they belong to, one code character for each.

Rules are matched on the string of code characters, not on the text: it is five times shorter, and
a rule can only start where a word of its class stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from reportedly.times.words import Words, load_words

_TOKEN = re.compile(
    r"\d+(?:,\d{3})+(?!\d)|(?<![\d.])\d+\.\d+(?!\.?\d)|\d+(?:st|nd|rd|th)?(?![^\W_])|\d+s(?![^\W_])|\d+"
    r"|[^\W\d_]+(?:'(?=[an][^\W\d_]))?[^\W\d_]*|\n[^\S\n]*\n\s*|[^\w\s]|_"
)
_BREAK = "¶"
_OTHER = frozenset({"OTHER"})
_BRACKETS = {"(": frozenset({"LPAREN"}), ")": frozenset({"RPAREN"})}


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign: its place in the text, its lower-case form."""

    start: int
    end: int
    low: str


class Coder:
    """Gives each combination of classes a code character; grows as new combinations are met."""

    def __init__(self, words: Words, literals: frozenset[str]) -> None:
        self._classes = _classes(words)
        self._capital = _needs_capital(words)
        self._literals = literals
        self._codes: dict[frozenset[str], str] = {}
        self._cache: dict[str, str] = {}
        self._prefill()

    def _prefill(self) -> None:
        for word in {*self._classes, *self._literals}:
            for form in (word, word.capitalize()):
                self.code(form)
        numbers = [str(n) for n in range(100)] + [f"{n:02d}" for n in range(10)]
        numbers += [f"{n:02d}{m}" for n in range(100) for m in ("00", "30", "60")]
        for number in (
            *numbers,
            "100",
            "12345",
            "1st",
            "41st",
            "1990s",
            "80s",
            "3s",
            "1,000",
            "2.5",
        ):
            self.code(number)
        self.code("(")
        self.code(")")
        self.code("Word")
        self.code("word")
        self.code("words")

    def alphabet(self) -> dict[frozenset[str], str]:
        """Every combination of classes met, with its code."""
        return dict(self._codes)

    def words(self) -> list[str]:
        """Words that any rule or list names, in lower case."""
        return sorted({*self._classes, *self._literals})

    def code(self, word: str) -> str:
        """Code of a word as it is written."""
        known = self._cache.get(word)
        if known is None:
            known = self._of(self._signature(word))
            if len(self._cache) < 50_000:
                self._cache[word] = known
        return known

    def _of(self, signature: frozenset[str]) -> str:
        return self._codes.setdefault(signature, chr(0x100 + len(self._codes)))

    def _signature(self, word: str) -> frozenset[str]:
        if word[0].isdecimal():
            return frozenset(_number_classes(word)) | (
                {f"={word}"} if word in self._literals else frozenset()
            )
        if word[0] == "\n":
            return frozenset({_BREAK})
        if word in _BRACKETS:
            return _BRACKETS[word]
        low = word.lower()
        classes = self._classes.get(low, frozenset())
        if low in self._capital and not word[0].isupper():
            classes = classes - self._capital[low]
        if low in self._literals:
            classes = classes | {f"={low}"}
        if word[0].isalpha():
            classes = classes | _shape(word, low)
        return classes or _OTHER


def _shape(word: str, low: str) -> frozenset[str]:
    shape = {"WORD"}
    if word[0].isupper():
        shape.add("CAPITAL")
    elif low.endswith("s") and len(low) > 3 and not low.endswith(("ss", "us", "is")):
        shape.add("PLURAL")
    return frozenset(shape)


def _number_classes(word: str) -> set[str]:
    digits = re.match(r"\d+", word)
    assert digits is not None
    suffix = word[digits.end() :]
    if suffix.startswith((",", ".")):
        return {"INT"} if suffix.startswith(",") else {"DECIMAL"}
    text = digits.group()
    number = int(text) if len(text) < 10 else 10**9
    if suffix in ("st", "nd", "rd", "th"):
        return {"ORD", "DAYNUM"} if 1 <= number <= 31 else {"ORD"}
    if suffix == "s":
        return _decade_classes(text, number)
    return _plain_classes(text, number)


def _decade_classes(text: str, number: int) -> set[str]:
    if number % 10 or (len(text) == 4 and not 1000 <= number <= 2090) or len(text) not in (2, 4):
        return {"NUMBERS"}
    return {"DECADE4" if len(text) == 4 else "DECADE2"}


def _plain_classes(text: str, number: int) -> set[str]:
    classes = {"INT"}
    if len(text) <= 2:
        classes |= {
            name
            for name, (low, high) in {
                "DAYNUM": (1, 31),
                "BADDAY": (32, 39),
                "HOURNUM": (0, 24),
                "MINNUM": (0, 59),
                "MONTHNUM": (1, 12),
                "TWO": (0, 99),
            }.items()
            if low <= number <= high
        }
        if len(text) == 1:
            classes.discard("TWO")
    elif len(text) == 4:
        classes |= {"FOUR"}
        if 1500 <= number <= 2199:
            classes.add("YEAR")
        if 1900 < number < 2060 and number % 50:
            classes.add("NEARYEAR")
        if 1200 <= number <= 1600:
            classes.add("OTHERYEAR")
        if number % 100 < 60 and number // 100 < 25:
            classes.add("MILITARY")
    return classes


def _classes(words: Words) -> dict[str, frozenset[str]]:
    table: dict[str, Iterable[str]] = {
        "MONTH": words.numbers["months"],
        "MONTHABBR": words.numbers["month_abbreviations"],
        "MONTHLOW": [*words.numbers["months"], *words.numbers["month_abbreviations"]],
        "WEEKDAY": words.numbers["weekdays"],
        "WEEKDAYABBR": words.numbers["weekday_abbreviations"],
        "WEEKDAYS": words.numbers["weekday_plurals"],
        "CARD": words.numbers["cardinals"],
        "ORDWORD": words.numbers["ordinals"],
        "DECADEWORD": words.numbers["decades"],
        "DEICTIC": words.numbers["deictics"],
        "DAYWORD": words.numbers["days"],
        "HIJRI": words.numbers["hijri_months"],
        "SOLAR": words.numbers["solar_months"],
        "UNIT": words.codes["units"],
        "UNITS": words.codes["unit_plurals"],
        "FREQ": words.codes["frequencies"],
        "SEASON": words.codes["seasons"],
        "PART": words.codes["parts"],
        "MOD": words.codes["modifiers"],
        "REACH": words.codes["reaching"],
        "REF": words.codes["references"],
        "VAGUE": words.sets["vague"],
        "APPROX": words.sets["approximations"],
        "NUMBERED": words.sets["numbered"],
        "PERSONS": words.sets["persons"],
        "DET": words.sets["determiners"],
        "MONTHSURE": words.numbers["months"].keys() - words.sets["months_ambiguous"],
    }
    found: dict[str, set[str]] = {}
    for name, entries in table.items():
        for word in entries:
            found.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


def _needs_capital(words: Words) -> dict[str, frozenset[str]]:
    numbers = words.numbers
    # Text set in capitals comes lower-cased: what is a name for certain needs no capital.
    names: dict[str, Iterable[str]] = {
        "MONTH": words.sets["months_ambiguous"],
        "MONTHABBR": numbers["month_abbreviations"],
        "WEEKDAYABBR": numbers["weekday_abbreviations"],
        "SOLAR": numbers["solar_months"],
    }
    needs: dict[str, set[str]] = {}
    for name, entries in names.items():
        for word in entries:
            needs.setdefault(word, set()).add(name)
    return {word: frozenset(found) for word, found in needs.items()}


def tokenise(text: str, coder: Coder) -> tuple[list[Token], str]:
    """Split a text; returns the tokens and their codes, one character a token."""
    tokens: list[Token] = []
    codes: list[str] = []
    code = coder.code
    for match in _TOKEN.finditer(text):
        word = match.group()
        tokens.append(Token(match.start(), match.end(), word.lower()))
        codes.append(code(word))
    return tokens, "".join(codes)


@cache
def bundled_coder(literals: frozenset[str]) -> Coder:
    """Coder for the bundled word list and these literal words."""
    return Coder(load_words(), literals)

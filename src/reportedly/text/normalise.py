"""The text as the parser sees it, and the way back to the characters of the document.

Line wraps become spaces, typographic and doubled quotes plain ones, invisible characters (bidi
controls, zero-width characters, NUL) vanish. The way back is an index for each character: no offset
shifts.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml

_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff]"
)
_PLAIN = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201a": "'",
        "\u201b": "'",
        "\u02bc": "'",
        "\u2032": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u201f": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u2033": '"',
        "\u00a0": " ",
        "\u2007": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u2028": "\n",
        "\u2029": "\n",
        "\u0085": "\n",
        "\t": " ",
        "\r": "\n",
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
    }
)
# rules, leaders and noise: longer runs of marks say nothing and cost the tokenizer dearly
_MARKS = re.compile(r"[^\w\s]{12,}")
# quotation marks typed as two apostrophes or two grave accents
_DOUBLED = re.compile(r"(?<!')''(?!')(?=(\w)?)|``(?=(\w)?)")
_WRAP = re.compile(r"\n+")
_ENDS_SENTENCE = frozenset(".!?:;\"')]")
_BULLETS = frozenset("-*\u2022\u25cf\u2013\u2014")
_LONG_LINE = 110


@dataclass(frozen=True, slots=True)
class Normalised:
    """``text`` for analysis; ``origin[i]`` is where its character i stands in the document.

    ``origin`` is None where both have the same length and every index is its own.
    """

    text: str
    origin: tuple[int, ...] | None = None

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the document for the non-empty half-open interval in the analysed text."""
        if self.origin is None:
            return start, end
        return self.origin[start], self.origin[end - 1] + 1


def normalise(text: str) -> Normalised:
    """Prepare a text for the parser; linear in its length."""
    plain = _MARKS.sub(_blank, text.translate(_PLAIN))
    if "''" in plain or "``" in plain:
        plain = _DOUBLED.sub(_one_mark, plain)
    if "[" in plain:
        plain = _notes().sub(_blank, plain)
    origin: tuple[int, ...] | None = None
    if _INVISIBLE.search(plain):
        origin = tuple(i for i, char in enumerate(plain) if not _INVISIBLE.match(char))
        plain = "".join(plain[i] for i in origin)
    return _plain_conditional(_separate(Normalised(_unwrap(plain), origin)))


def _one_mark(match: re.Match[str]) -> str:
    """One mark for two characters, at the outer edge of the quotation; the other one vanishes."""
    opens = match[1] or match[2] or match.group() == "``"
    return '"\u200b' if opens else '\u200b"'


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


@lru_cache(maxsize=1)
def _notes() -> re.Pattern[str]:
    """Transcribers' notes in brackets: '[words indistinct]'."""
    raw = yaml.safe_load(files("reportedly.text").joinpath("data/marks.yaml").read_text("utf-8"))
    return re.compile(r"\[(?:" + "|".join(map(re.escape, raw)) + r")\]", re.IGNORECASE)


_SHOULD = re.compile(
    r"(?:\A|(?<=[.!?]\s)|(?<=\n)|(?<=[.!?]\"\s))Should(?=\s(?!you|we|I)[^?.!\n]{3,200}[.!,])"
)


def _plain_conditional(found: Normalised) -> Normalised:
    """Read 'Should the line move, …' as 'If the line move, …': the parser knows only the latter."""
    return _rewrite(found, [(m.start(), m.end(), "If") for m in _SHOULD.finditer(found.text)])


def _rewrite(found: Normalised, edits: list[tuple[int, int, str]]) -> Normalised:
    """Put other words in place of intervals of the text; each stands for where it was put."""
    if not edits:
        return found
    origin = found.origin or range(len(found.text))
    text: list[str] = []
    index: list[int] = []
    last = 0
    for start, end, words in edits:
        text += [found.text[last:start], words]
        index += [*origin[last:start], *[origin[start]] * (len(words) - 1)]
        index.append(origin[max(start, end - 1)])
        last = end
    text.append(found.text[last:])
    index += origin[last:]
    return Normalised("".join(text), tuple(index))


@lru_cache(maxsize=1)
def _fronted() -> re.Pattern[str]:
    raw = yaml.safe_load(files("reportedly.text").joinpath("data/fronted.yaml").read_text("utf-8"))
    month, weekday, part = raw["month"], raw["weekday"], raw["part"]
    plain = raw["plain"].replace("{weekday}", weekday)
    date = (
        rf"(?:\d{{1,2}} (?:{month})(?: \d{{4}})?|(?:{month}) \d{{1,2}}(?:, \d{{4}})?"
        rf"|(?:{month}) \d{{4}}"
        rf"|(?:{weekday})(?: (?:{part}))?|(?<=[Ii]n )(?:1[89]|20)\d\d)"
    )
    return re.compile(
        rf"(?:\A|(?<=[.!?]\s)|(?<=\n)|(?<=[.!?]\"\s))(?:{raw['opening']}{date}|{plain})(?=\s[\w'])"
        rf"(?!\s(?:and|or|to|of|at|in|on|by|near|for|with|after|before|through|until|was|were|is|are|has|"
        rf"had|that|when|as|morning|afternoon|evening|night|alone|\d+)\b)"
    )


def _separate(found: Normalised) -> Normalised:
    """Put a comma behind a date that opens a sentence; it stands for no character of its own."""
    ends = [match.end() for match in _fronted().finditer(found.text)]
    return _rewrite(found, [(end, end, ",") for end in ends])


def _unwrap(text: str) -> str:
    """Turn single line ends inside a paragraph into spaces; the length stays."""
    out: list[str] = []
    last = 0
    for match in _WRAP.finditer(text):
        out.append(text[last : match.start()])
        out.append(" " if _is_wrap(text, match) else match.group())
        last = match.end()
    out.append(text[last:])
    return "".join(out)


def _is_wrap(text: str, match: re.Match[str]) -> bool:
    if match.end() - match.start() > 1:
        return False
    start = text.rfind("\n", max(0, match.start() - 10 * _LONG_LINE), match.start()) + 1
    line = text[max(start, match.start() - 10 * _LONG_LINE) : match.start()].rstrip()
    following = text[match.end() : match.end() + 1]
    ends = not line or line[-1] in _ENDS_SENTENCE or len(line) > _LONG_LINE
    return not (ends or following in _BULLETS or not following)


def paragraphs(text: str, limit: int = 20_000) -> list[tuple[int, int]]:
    """Half-open intervals that cover the text, each a paragraph with the line ends behind it.

    A paragraph longer than ``limit`` is cut at white space, or anywhere where it has none.
    """
    bounds: list[tuple[int, int]] = []
    start = 0
    for match in re.finditer(r"(?<! ) *+\n\s*|\Z", text):
        end = match.end()
        while end - start > limit:
            cut = text.rfind(" ", start + limit // 2, start + limit) + 1 or start + limit
            bounds.append((start, cut))
            start = cut
        if end > start:
            bounds.append((start, end))
        start = end
    return bounds


_DATELINE = re.compile(
    r"[A-Z][A-Z'/. -]{2,}(?:,[^.;:\n]{1,50}?)?(?:\s?\([^)\n]{1,50}\))?\s?"
    r"(?:-{1,2}|\u2013|\u2014|:|\.)\s+(?=\S)"
    r"|[A-Z][\w'. -]{2,25}, (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:, \d{4})?"
    r"(?:\s?\([^)\n]{1,50}\))?\s?(?:-{1,2}|\u2013|\u2014|:)\s+(?=\S)"
)
_SEMICOLON = re.compile(r";\s+")
_STOP = re.compile(r"[.!?][\"')]*\s|\n|\Z")
_SHORTEST, _LONGEST = 8, 1_800


def dateline_end(text: str, start: int, end: int) -> int:
    """Where the dateline or running head of a paragraph ends; ``start`` where it has none."""
    match = _DATELINE.match(text, start, end)
    return match.end() if match else start


def pieces(text: str, bounds: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Cut paragraphs into what is parsed by itself: datelines apart, and at semicolons."""
    out: list[tuple[int, int]] = []
    for start, end in bounds:
        body = dateline_end(text, start, end)
        if body > start:
            out.append((start, body))
        last = body
        for match in _SEMICOLON.finditer(text, body, end):
            if match.start() - last < _SHORTEST:
                continue
            if text.count("(", last, match.start()) == text.count(")", last, match.start()):
                out += _bounded(text, last, match.end())
                last = match.end()
        if end > last:
            out += _bounded(text, last, end)
    return out


def _bounded(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut where no sentence has ended for very long: the parser's work stays linear."""
    out: list[tuple[int, int]] = []
    last = begun = start
    for match in _STOP.finditer(text, start, end):
        while match.end() - begun > _LONGEST:
            cut = text.rfind(" ", begun + _LONGEST // 2, begun + _LONGEST) + 1 or begun + _LONGEST
            out.append((last, cut))
            last = begun = cut
        begun = match.end()
    out.append((last, end))
    return [(a, b) for a, b in out if b > a]


def fold(text: str) -> str:
    """Casefold, strip accents and all but letters and digits: the form in which names compare."""
    flat = unicodedata.normalize("NFKD", text.casefold())
    kept = (c if c.isalnum() else " " for c in flat if not unicodedata.combining(c))
    return " ".join("".join(kept).split())

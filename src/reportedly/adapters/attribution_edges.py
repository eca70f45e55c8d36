"""How far source, cue and content of an attribution reach, by the words round them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, Final

import yaml

from reportedly.errors import DataError
from reportedly.records.span import Span

_FILE: Final = "attribution.yaml"
_LISTS: Final = ("determiners", "auxiliaries", "behind")
_LONGEST_BETWEEN: Final = 160
_LONGEST_QUOTE: Final = 1500
_WORD_BEFORE: Final = re.compile(r"([\w'\u2019-]+)(\s+)$")
_APPOSED: Final = re.compile(
    r",\s+(?:[^,.;:\"\u201c\u201d\n]|\.(?=\w)|(?<=[A-Z])\.){3,110}?,?(?=[,.\n\u201d]|\s*$|(?<=,)\s)"
)
_ATTACHED: Final = re.compile(
    r"\s+(?:of|from|in|at|for|with|by|conducted|released|published)\s"
    r"(?:[^,.;:\"\u201c\u201d\n\u2014]|\.(?=\w)){2,70}?(?=[,.\n\u2014]|\s*$)"
)
_OPEN: Final = '"\u201c'
_CLOSE: Final = '"\u201d'
_DOUBLED: Final = "''"
_FOLLOWING: Final = re.compile(
    r"[ \t]*([\"\u201c][^\"\u201c\u201d\n]{2,1500}[\"\u201d]|''(?:[^'\n]|'(?!')){2,1500}'')"
)


@dataclass(frozen=True, slots=True)
class _Words:
    determiners: frozenset[str]
    auxiliaries: frozenset[str]
    behind: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    text = resources.files("reportedly.adapters").joinpath("data", _FILE).read_text("utf-8")
    return parse_words(yaml.safe_load(text))


def parse_words(raw: Any) -> _Words:
    """Check and freeze the content of the data file; raises `DataError`."""
    if not isinstance(raw, dict) or set(raw) != set(_LISTS):
        raise DataError(_FILE, f"expected the keys {', '.join(_LISTS)}")
    for name in _LISTS:
        if not isinstance(raw[name], list) or not all(isinstance(w, str) for w in raw[name]):
            raise DataError(_FILE, "expected a list of words", row=name)
    return _Words(*(frozenset(raw[name]) for name in _LISTS))


def whole_cue(cue: Span, text: str) -> Span:
    """The cue with the auxiliaries and adverbs before it, and a colon behind it."""
    start = _leftwards(text, cue.start, _words().auxiliaries)
    end = cue.end + 1 if text[cue.end : cue.end + 1] == ":" else cue.end
    return Span.of(text, start, end)


def whole_source(source: Span, cue: Span | None, text: str, *, appositions: bool = True) -> Span:
    """The source with its determiner and what hangs on it; with appositions, those too."""
    start = _leftwards(text, source.start, _words().determiners)
    limit = len(text)
    if cue is not None and cue.start >= source.end:
        limit = cue.start
    end = source.end
    attached = _ATTACHED.match(text, end, min(limit, end + _LONGEST_BETWEEN))
    if attached is not None:
        end = attached.end()
    if appositions and not _opens_sentence(cue, text):
        apposed = _APPOSED.match(text, end, min(limit, end + _LONGEST_BETWEEN))
        if apposed is not None and (limit == len(text) or not text[apposed.end() : limit].strip()):
            end = apposed.end()
    return Span.of(text, start, end)


def _opens_sentence(cue: Span | None, text: str) -> bool:
    """Whether the cue is an 'According to' at the head of its sentence, its clause behind."""
    return cue is not None and " " in cue.text and cue.text[:1].isupper()


def _leftwards(text: str, start: int, words: frozenset[str]) -> int:
    """Step left over words of a list that stand directly before."""
    while (match := _WORD_BEFORE.search(text, max(0, start - 24), start)) is not None:
        if match[1].lower() not in words:
            break
        start = match.start()
    return start


def whole_content(content: Sequence[Span], sentence: Span, text: str) -> tuple[Span, ...]:
    """What is said, a quotation with its marks and to its end, and those that go on with it."""
    found = [_quoted(span, text) for span in content]
    if found and (_opens(text, found[0].start) or text[found[-1].end - 1] in _CLOSE):
        at = max(found[-1].end, sentence.end)
        while (match := _FOLLOWING.match(text, at)) is not None:
            found.append(Span.of(text, match.start(1), match.end(1)))
            at = match.end()
    return tuple(found)


def _opens(text: str, at: int) -> bool:
    """Whether a quotation opens there, its mark printed once or typed as two apostrophes."""
    return text[at] in _OPEN or text.startswith(_DOUBLED, at)


def _quoted(span: Span, text: str) -> Span:
    start, end = span.start, span.end
    if start and text[start - 1] in _OPEN:
        start -= 1
    opened = text[start] in _OPEN
    if not opened:
        return Span.of(text, start, _closed(text, start, end))
    if not any(mark in text[start + 1 : end] for mark in _CLOSE):
        close = re.search(f"[{_CLOSE}]", text[end : end + _LONGEST_QUOTE])
        if close is not None and "\n" not in text[end : end + close.start()]:
            end += close.end()
    while end < len(text) and text[end] in ".,!?" + _CLOSE:
        end += 1
    return Span.of(text, start, end)


def _closed(text: str, start: int, end: int) -> int:
    """The end of a content, moved behind the close of a quotation that opens inside it."""
    inside = text[start:end]
    opened = max(inside.rfind("\u201c"), inside.rfind('"') if inside.count('"') % 2 else -1)
    if opened < 0 or "\u201d" in inside[opened:]:
        return end
    close = re.search(f"[{_CLOSE}]", text[end : end + _LONGEST_QUOTE])
    if close is None or "\n" in text[end : end + close.start()]:
        return end
    return end + close.end()

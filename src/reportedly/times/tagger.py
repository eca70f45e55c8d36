"""Finds time expressions in bare text and counts their days; linear in its length."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from reportedly.records.claim import Timex
from reportedly.records.mentions import TimeMention
from reportedly.records.span import Span
from reportedly.times.calendar import Days, civil, month_days
from reportedly.times.dateline import in_dateline
from reportedly.times.found import Found, Sense, without_publication
from reportedly.times.meanings.table import MEANINGS
from reportedly.times.patterns import Rule, load_grammar
from reportedly.times.tokens import Token, tokenise
from reportedly.times.words import load_words

# Stands in while the meaning is worked out where no publication date is known.
_ANY_DAY = date(2000, 1, 1)
# Words within which "that year" and "the following month" reach back.
_NEAR = 60
# Without a publication date a date without a year takes it from the last one before.
_NEAR_UNDATED = 300
_HALF_YEAR = 183
_YEARLESS = re.compile(r"XXXX-\d\d(-\d\d)?(T.*)?")
_NO_PREFIX = frozenset({"in", "for", "just", "at", "on", "from", "over", "only"})


def tag(
    text: str, published: date | None, *, tense: Callable[[int], str] | None = None
) -> list[TimeMention]:
    """Return the time expressions of a text in order, not overlapping.

    ``tense`` tells for an offset whether the verb that governs it is "past", "future" or "none".
    Relative words are counted from ``published``; without it they keep their words and say so.
    """
    tokens, codes = tokenise(text, load_grammar().coder)
    mentions = []
    earlier: Days | None = None
    since = 0
    dateline: date | None = None
    for match in _matches(tokens, codes, published or _ANY_DAY, tense):
        near = match.match.start() - since <= (_NEAR if published else _NEAR_UNDATED)
        found = replace(match, earlier=earlier if near else None)
        sense = MEANINGS[found.rule.do](found)
        if sense is None:
            continue
        start, end = found.match.span()
        cut = found.rule.options.get("cut")
        if cut:
            end = max(found.match.start(i) for i in found.rule.fields[cut])
        while tokens[start].low in _NO_PREFIX and end - start > 1 and _strips(tokens, start):
            start += 1
        sense = _role(sense, tokens, start, found.published)
        if published is None:
            sense = without_publication(_carried_year(sense, found, dateline))
            if sense.days is not None and in_dateline(
                text, tokens[start].start, tokens[end - 1].end
            ):
                dateline = sense.days[1]
        if sense.role in ("point", "since", "until") and sense.days is not None:
            earlier, since = sense.days, start
        mentions.append(
            _mention(text, tokens[start].start, tokens[end - 1].end, sense, found.rule.id)
        )
    return mentions


def _carried_year(sense: Sense, found: Found, dateline: date | None) -> Sense:
    """Place "16 October" in the year of the last date before.

    After a dateline it is the latest such day up to it, else the nearest one within half a year.
    """
    if found.earlier is None or not _YEARLESS.fullmatch(sense.open or ""):
        return sense
    month, day = (int(n) for n in ((sense.open or "")[5:10] + "-1").split("-")[:2])
    whole_month = len(sense.open or "") == len("XXXX-MM")
    best: tuple[int, Days] | None = None
    last = found.earlier[0].year
    for year in range(last - 1, last + 2):
        first = civil(year, month, day)
        days = month_days(year, month) if whole_month else (first, first) if first else None
        if days is None or (dateline is not None and days[0] > dateline):
            continue
        gap = abs((days[0] - found.earlier[0]).days)
        if best is None or gap < best[0]:
            best = gap, days
    if best is None or (dateline is None and best[0] > _HALF_YEAR):
        return sense
    value = best[1][0].isoformat()[: 7 if whole_month else 10]
    return replace(sense, value=value, days=best[1], anchor="event", ahead=None)


def _matches(
    tokens: list[Token], codes: str, published: date, tense: Callable[[int], str] | None
) -> Iterator[Found]:
    grammar = load_grammar()
    words = load_words()
    position = 0
    for start in grammar.start.finditer(codes):
        at = start.start()
        if at < position:
            continue
        best: tuple[Rule, re.Match[str]] | None = None
        for rule in grammar.by_start[codes[at]]:
            match = rule.regex.match(codes, at)
            if match and (best is None or match.end() > best[1].end()):
                best = (rule, match)
        if best is not None:
            position = best[1].end()
            yield Found(*best, tokens, words, published, tense)


def _strips(tokens: list[Token], start: int) -> bool:
    # "over a week" and "at least" measure; "over the weekend" and "at noon" only point.
    if tokens[start].low == "over":
        return tokens[start + 1].low == "the"
    return tokens[start + 1].low not in ("least", "most")


def _role(sense: Sense, tokens: list[Token], start: int, published: date) -> Sense:
    if sense.role != "point" or sense.days is None or start == 0:
        return sense
    before = tokens[start - 1].low
    if before in ("the", "on", "about", "around") and start > 1:
        before = tokens[start - 2].low
    words = load_words()
    if before == "before" and tokens[start].low in words.codes["parts"]:
        # "before dawn on Sunday" is that Sunday.
        return sense
    if before in words.sets["since"] and sense.days[0] <= published:
        return replace(sense, role="since", days=(sense.days[0], published), precision="range")
    if before in words.sets["until"] or (before == "than" and _later(tokens, start)):
        return replace(sense, role="until")
    return sense


def _later(tokens: list[Token], start: int) -> bool:
    return start > 2 and tokens[start - 2].low == "later" and tokens[start - 3].low in ("no", "not")


def _mention(text: str, start: int, end: int, sense: Sense, rule: str) -> TimeMention:
    earliest, latest = sense.days or (None, None)
    if sense.precision == "day" and in_dateline(text, start, end):
        rule = "dateline"
    return TimeMention(
        Span.of(text, start, end),
        Timex(sense.type, sense.value),
        earliest,
        latest,
        sense.precision,
        sense.anchor,
        sense.role,
        sense.shift,
        sense.ahead,
        sense.unresolved,
        rule,
    )

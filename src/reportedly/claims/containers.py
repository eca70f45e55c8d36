"""Of places that contain one another, the most specific: of 'Achin, Nangarhar' only Achin."""

from __future__ import annotations

import re
from itertools import pairwise

from reportedly.claims.context import Context
from reportedly.records.claim import ResolvedPlace

_LEVELS = {"country": 0, "region": 0, "admin1": 1, "admin2": 2, "place": 3, "feature": 3}


def most_specific(numbers: list[int], context: Context) -> list[int]:
    """Drop places that contain another one of the list: of 'Achin, Nangarhar' only Achin stays.

    A place that only gives a distance or bearing ('ten kilometres west of Goma') goes as well.
    """
    listed = context.places
    containers = {
        within
        for n in numbers
        if (within := listed[n].within) is not None
        and not _listed(listed[n].span.start, listed[within].span.end, context)
    }
    containers |= {b for a, b in pairwise(numbers) if _follows(a, b, context)}
    kept = [n for n in numbers if n not in containers]
    if len(kept) > 1:
        kept = [n for n in kept if not _bearing(n, context)] or kept
    out = []
    for number in kept:
        mine = listed[number].resolved
        if mine is not None and any(
            other != number
            and (
                _contains(mine, listed[other].resolved)
                or _coarser(mine, listed[other].resolved, number, other, context)
            )
            for other in kept
        ):
            continue
        out.append(number)
    return out


_CONTAINER = re.compile(
    r",? ?(?:\(|(?:(?:a|an|the|in|of|far|north|south|east|west|northern|southern|eastern|western|"
    r"north-\w+|south-\w+|central|district|town|village|city|area|part|mountainous|remote|border|"
    r"camp|site|territory|restive|neighbouring|neighboring|province's|\w+ern|,)[ ,]*)+|, )"
)


def _follows(first: int, second: int, context: Context) -> bool:
    """Whether only 'in the south of', ', a district of' or a comma stands between two toponyms."""
    a, b = context.places[first].span, context.places[second].span
    between = context.analysis.document.text[a.end : b.start]
    return (
        bool(between)
        and _CONTAINER.fullmatch(between) is not None
        and not (between == ", " and _listed(a.start, b.end, context))
    )


def _listed(start: int, end: int, context: Context) -> bool:
    """Whether a comma stands in a list of places: 'Kayna, Kirumba and Lubero'."""
    after = context.analysis.document.text[end : end + 6]
    return after.startswith((" and ", ", and ")) or bool(re.match(r", [A-Z]", after))


def _bearing(number: int, context: Context) -> bool:
    span = context.places[number].span
    before = context.analysis.document.text[max(0, span.start - 45) : span.start].lower()
    return _DISTANCE.search(before) is not None


_DISTANCE = re.compile(
    r"(?:kilomet(?:re|er)s?|km|miles?|met(?:re|er)s?|hours?)\W+(?:\w+\W+){0,2}?"
    r"(?:of|from|outside)\W+(?:the )?$"
)


def _coarser(
    outer: ResolvedPlace, inner: ResolvedPlace | None, a: int, b: int, context: Context
) -> bool:
    """Whether a division stands beside a place of the same country without 'and' between."""
    if inner is None or inner.country != outer.country or abs(a - b) > 1:
        return False
    if outer.level not in {"country", "admin1", "admin2"} or inner.level not in {
        "place",
        "feature",
    }:
        return False
    first, second = sorted((a, b))
    spans = context.places[first].span, context.places[second].span
    between = context.analysis.document.text[spans[0].end : spans[1].start]
    return " and " not in between and between.strip() not in {",", "/"}


def _contains(outer: ResolvedPlace, inner: ResolvedPlace | None) -> bool:
    if inner is None or inner.country != outer.country:
        return False
    if _LEVELS[outer.level] >= _LEVELS[inner.level]:
        return False
    if outer.level == "country":
        return True
    if outer.level == "admin1":
        return inner.admin1 == outer.name or inner.admin1 == outer.admin1 is not None
    return inner.admin2 == outer.name

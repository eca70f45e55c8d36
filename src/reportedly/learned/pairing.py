"""From the tags of a sentence to attributions: which source and cue go with which content."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportedly.learned.tags import Said, SentenceTags, TaggedSpan

#: Characters that may lie between the parts of one attribution ("on Monday", a role, a comma).
REACH: Final = 60
#: Characters between a content that is told first and its speaker: ", " and a quotation mark.
CLOSE: Final = 6


def attributions(tags: SentenceTags) -> list[Said]:
    """Put the tagged spans of a sentence together, in the order of their cues.

    A source goes with the nearest cue at the same depth (inside the same content, or outside all).
    The content is what follows the pair, what stands before it, or both where a quotation is
    interrupted; inside another content it is the rest of that content.
    """
    pairs = _pairs(tags)
    found = [_with_content(source, cue, tags, pairs) for source, cue in pairs]
    return sorted((s for s in found if s.content), key=_place)


def _place(said: Said) -> int:
    part = said.cue or said.source
    return part.start if part is not None else -1


def _pairs(tags: SentenceTags) -> list[tuple[TaggedSpan | None, TaggedSpan | None]]:
    free = list(tags.source)
    pairs: list[tuple[TaggedSpan | None, TaggedSpan | None]] = []
    options = sorted(
        (
            (_gap(source, cue) - 2 * (source.end <= cue.start), i, j)
            for i, cue in enumerate(tags.cue)
            for j, source in enumerate(tags.source)
            if _depth(source, tags.content) == _depth(cue, tags.content)
            and _gap(source, cue) <= REACH
        ),
    )
    by_cue: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in options:
        if i not in by_cue and j not in taken:
            by_cue[i] = j
            taken.add(j)
    for i, cue in enumerate(tags.cue):
        pairs.append((tags.source[by_cue[i]] if i in by_cue else None, cue))
    pairs += [(source, None) for j, source in enumerate(free) if j not in taken]
    return pairs


def _depth(span: TaggedSpan, contents: Sequence[TaggedSpan]) -> int:
    """Index of the content that holds the span, -1 outside all."""
    for i, content in enumerate(contents):
        if content.start <= span.start and span.end <= content.end:
            return i
    return -1


def _gap(one: TaggedSpan, two: TaggedSpan) -> int:
    return max(0, one.start - two.end, two.start - one.end)


def _with_content(
    source: TaggedSpan | None,
    cue: TaggedSpan | None,
    tags: SentenceTags,
    pairs: Sequence[tuple[TaggedSpan | None, TaggedSpan | None]],
) -> Said:
    parts = [part for part in (source, cue) if part is not None]
    low, high = min(p.start for p in parts), max(p.end for p in parts)
    outer = _depth(parts[-1], tags.content)
    if outer >= 0:
        return Said(source, cue, _inside(tags.content[outer], low, high))
    others = [
        p
        for pair in pairs
        for p in pair
        if p is not None and p not in parts and _depth(p, tags.content) < 0
    ]
    following = _following(tags.content, high, others)
    after = following[0] if following else None
    before = _previous(tags.content, low, others)
    if before is not None and after is not None:
        claimed = any(o.end <= before.start <= o.end + REACH for o in others)
        if claimed or low - before.end > CLOSE:
            before = None
        elif after.start - high > CLOSE:
            following = []
    return Said(source, cue, (*([before] if before is not None else []), *following))


def _inside(content: TaggedSpan, low: int, high: int) -> tuple[TaggedSpan, ...]:
    """The larger side of a content around a pair that it holds."""
    start = high + 1 if content.end - high >= low - content.start else content.start
    end = content.end if start > high else low - 1
    return (TaggedSpan(start, end, content.probability),) if start < end else ()


def _following(
    contents: Sequence[TaggedSpan], high: int, others: Sequence[TaggedSpan]
) -> list[TaggedSpan]:
    """Contents that come next, each close behind the one before, with no other voice between."""
    found: list[TaggedSpan] = []
    reach = REACH
    for content in contents:
        if content.start < high:
            continue
        if content.start - high > reach:
            break
        if any(high <= o.start and o.end <= content.start for o in others):
            break
        found.append(content)
        high, reach = content.end, CLOSE
    return found


def _previous(
    contents: Sequence[TaggedSpan], low: int, others: Sequence[TaggedSpan]
) -> TaggedSpan | None:
    sooner = [c for c in contents if low - REACH <= c.end <= low]
    if not sooner or any(sooner[-1].end <= o.start and o.end <= low for o in others):
        return None
    return sooner[-1]

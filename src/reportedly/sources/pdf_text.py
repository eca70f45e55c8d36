"""From the lines of printed pages back to paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from reportedly.sources.tables import hyphens

_ENDS: Final = re.compile(r"[.!?:;][\"'\u201d\u2019\u00bb)\]]*$")
_BULLET: Final = re.compile(
    r"(?:[\u2022\u25cf\u25aa\u25e6\u2023*\u2013\u2014-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s"
)
_HYPHEN: Final = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")
_PAGE_NUMBER: Final = re.compile(
    r"(?:page|p\.)?\s*[-\u2013\u2014]?\s*\d{1,4}\s*[-\u2013\u2014]?(?:\s*(?:of|/)\s*\d{1,4})?", re.I
)
_SHORT: Final = 0.8
_FEWEST_PAGES: Final = 3
_EDGE: Final = 2


def reflow(pages: list[str]) -> str:
    """Join the pages' lines to paragraphs with a blank line between; hyphens at line ends go.

    Page numbers and lines that head or foot most pages are left out. A paragraph ends at a blank
    line, before a bullet, and behind a line that ends a sentence and is shorter than its kind.
    """
    lines = [[line.strip() for line in page.split("\n")] for page in pages]
    running = _running_lines(lines)
    body = [_without_edges(page, running) for page in lines]
    flat = [line for page in body for line in (page if any(page) else [])]
    width = _width(flat)
    words = Counter(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", " ".join(flat).lower()))
    paragraphs: list[str] = []
    for page in body:
        fresh = True
        for i, line in enumerate(page):
            if not line:
                continue
            before = page[i - 1] if i else None
            if paragraphs and not _starts(line, before, fresh, paragraphs[-1], width):
                paragraphs[-1] = _join(paragraphs[-1], line, words)
            else:
                paragraphs.append(line)
            fresh = False
    return "\n\n".join(" ".join(p.split()) for p in paragraphs)


def _starts(line: str, before: str | None, fresh: bool, last: str, width: int) -> bool:  # noqa: FBT001
    """Whether the line begins a paragraph; ``fresh``: it is the first of its page."""
    if fresh:
        return bool(_ENDS.search(last)) or (not line[:1].islower() and len(last) < width // 2)
    if before == "" or _BULLET.match(line):
        return True
    shown = before or ""
    short = len(shown) < _SHORT * width
    heading = len(shown) < width // 2 and not _ENDS.search(shown) and line[:1].isupper()
    return (short and bool(_ENDS.search(shown))) or (heading and last == shown)


def _width(lines: list[str]) -> int:
    """Return the length of a full line: that of the upper quarter."""
    lengths = sorted(len(line) for line in lines if line)
    return lengths[len(lengths) * 3 // 4] if lengths else 0


def _join(left: str, right: str, words: Counter[str]) -> str:
    match = _HYPHEN.search(left)
    if not match or not right[:1].isalpha():
        return f"{left} {right}"
    first = match[1].lower()
    second = re.match(r"[^\W\d_]+", right)
    rest = second[0].lower() if second else ""
    return (left if _stays(first, rest, left, right, words) else left[:-1]) + right


def _stays(first: str, rest: str, left: str, right: str, words: Counter[str]) -> bool:
    """Whether the hyphen at a line end is part of a compound."""
    if left.endswith("\u00ad"):
        return False
    if right[:1].isupper() or words[f"{first}-{rest}"]:
        return True
    rules = hyphens()
    if words[first + rest] or rest in rules.endings:
        return False
    return first in rules.first_parts or (words[first] > 1 and words[rest] > 1)


def _running_lines(pages: list[list[str]]) -> set[str]:
    """Lines, digits apart, that stand at the edge of more than half of the pages."""
    if len(pages) < _FEWEST_PAGES:
        return set()
    seen: Counter[str] = Counter()
    for page in pages:
        filled = [line for line in page if line]
        seen.update({_mask(line) for line in filled[:_EDGE] + filled[-_EDGE:]})
    return {line for line, count in seen.items() if count > max(2, len(pages) // 2)}


def _mask(line: str) -> str:
    return re.sub(r"\d+", "0", line)


def _without_edges(page: list[str], running: set[str]) -> list[str]:
    filled = [i for i, line in enumerate(page) if line]
    edge = {*filled[:_EDGE], *filled[-_EDGE:]}
    return [
        line
        for i, line in enumerate(page)
        if not (i in edge and (_mask(line) in running or _PAGE_NUMBER.fullmatch(line)))
    ]

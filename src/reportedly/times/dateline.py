"""Dates that stand in a dateline: "KABUL, March 6 (Agency) - ", "(Aug 11) ", "March 6 - "."""

from __future__ import annotations

import re

_REACH = 80
_HEAD = re.compile(r"(?:[^\W\d_][\w.'-]*,?\s+|[(/\[,]\s*){0,8}\Z")
_DASH = re.compile(r"[)\]]?\.?,?\s*(?:[(\[/][^)\]/\n]{1,40}[)\]/]\s*)?(?:--|[-\u2013\u2014])\s")
_CLOSED = re.compile(r"[)\]]")


def in_dateline(text: str, start: int, end: int) -> bool:
    """Whether the date at ``text[start:end]`` opens its line as a dateline does."""
    line = text.rfind("\n", max(0, start - _REACH), start) + 1
    if line == 0 and start > _REACH:
        return False
    head = text[line:start]
    bracketed = head.strip() in ("(", "[")
    if bracketed and _CLOSED.match(text, end):
        return True
    return bool(_HEAD.match(head) and _places(head) and _DASH.match(text, end))


def _places(head: str) -> bool:
    return all(word[0].isupper() for word in re.findall(r"[^\W\d_]+", head))

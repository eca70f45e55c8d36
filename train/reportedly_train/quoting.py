"""Direct speech made from our own sentences, most of which report indirectly.

'X said that A' becomes 'X said: "A."', and 'A, X said' becomes '"A," X said'. Speech is often
quoted at length, and what follows the first sentence carries no cue of its own, so to many of them
a plain sentence is added inside the quotation or in one that follows.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

Row = dict[str, Any]
#: Part of the quotations that are made longer.
LENGTHENED = 0.6


def direct_speech(rows: list[Row], seed: int) -> list[Row]:
    """Return the sentences made; their order and choice depend on ``seed`` alone."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    plain = [r for r in rows if not r["attributions"] and '"' not in r["text"]]
    made: list[Row] = []
    for row in rows:
        direct = row if '"' in row["text"] else _told_first(row) or _told_last(row)
        if direct is None:
            continue
        more = chance.choice(plain) if plain and chance.random() < LENGTHENED else None
        longer = more and (_inside(direct, more) or _after(direct, more))
        if longer or direct is not row:
            made.append(longer or direct)
    return made


def _single(row: Row) -> Row | None:
    """The only attribution of a sentence, if its content is one piece."""
    one = row["attributions"]
    return one[0] if len(one) == 1 and len(one[0]["content"]) == 1 else None


def _told_first(row: Row) -> Row | None:
    """'A, X said.' becomes '"A," X said.'."""
    one, text = _single(row), row["text"]
    if one is None or one["content"][0][0] != 0:
        return None
    end = one["content"][0][1]
    if text[end : end + 2] != ", ":
        return None
    row = _inserted(_inserted(row, 0, '"'), end + 2, '"')
    row["attributions"][0]["content"] = [[0, end + 3]]
    return row


def _told_last(row: Row) -> Row | None:
    """'X said that A.' becomes 'X said: "A."'."""
    one, text = _single(row), row["text"]
    if one is None:
        return None
    start, end = one["content"][0]
    if not text[start:].startswith("that ") or text[end:] != "." or start == 0:
        return None
    row = _inserted(_removed(row, start, start + len("that ")), start - 1, ":")
    row = _inserted(row, start + 1, '"')
    row = {**row, "text": row["text"] + '"'}
    row["attributions"][0]["content"] = [[start + 1, len(row["text"])]]
    return row


def _moved(row: Row, place: Callable[[int, int], int], text: str) -> Row:
    """The row over another text; ``place`` moves an offset, 1 saying that a span ends there."""

    def spans(given: list[list[int]]) -> list[list[int]]:
        return [[place(s, 0), place(e, 1)] for s, e in given]

    return {
        **row,
        "text": text,
        "attributions": [{k: spans(v) for k, v in a.items()} for a in row["attributions"]],
        "events": [{**e, "trigger": spans([e["trigger"]])[0]} for e in row["events"]],
        "loaded": spans(row["loaded"]),
    }


def _inserted(row: Row, at: int, new: str) -> Row:
    text = row["text"]
    return _moved(
        row, lambda i, ends: i + len(new) if i >= at + ends else i, text[:at] + new + text[at:]
    )


def _removed(row: Row, start: int, end: int) -> Row:
    text = row["text"]
    return _moved(
        row, lambda i, _: i - min(max(i - start, 0), end - start), text[:start] + text[end:]
    )


def _inside(row: Row, more: Row) -> Row | None:
    """'X said: "A."' becomes 'X said: "A. B."'."""
    text = row["text"]
    if not text.endswith('."'):
        return None
    at = len(text) - 1
    grown = _shifted(more, at + 1)
    attributions = []
    for one in row["attributions"]:
        content = [list(s) for s in one["content"]]
        if content and content[-1][1] == len(text):
            content[-1][1] += len(more["text"]) + 1
        attributions.append({**one, "content": content})
    if attributions == row["attributions"]:
        return None
    return _row(row, f'{text[:at]} {more["text"]}"', attributions, grown)


def _after(row: Row, more: Row) -> Row | None:
    """'"A," X said.' becomes '"A," X said. "B."'."""
    quoted = [a for a in row["attributions"] if _opens(row["text"], a)]
    if len(quoted) != 1 or not row["text"].endswith("."):
        return None
    start = len(row["text"]) + 1
    end = start + len(more["text"]) + 2
    attributions = [
        {**a, "content": [*a["content"], [start, end]]} if a is quoted[0] else a
        for a in row["attributions"]
    ]
    text = f'{row["text"]} "{more["text"]}"'
    return _row(row, text, attributions, _shifted(more, start + 1))


def _opens(text: str, one: Row) -> bool:
    """Whether the sentence begins with the quoted content of an attribution."""
    return bool(one["content"]) and one["content"][0][0] == 0 and text.startswith('"')


def _row(row: Row, text: str, attributions: list[Row], more: Row) -> Row:
    return {
        **row,
        "text": text,
        "attributions": attributions,
        "events": [*row["events"], *more["events"]],
        "loaded": [*row["loaded"], *more["loaded"]],
    }


def _shifted(row: Row, by: int) -> Row:
    return {
        "events": [
            {**e, "trigger": [e["trigger"][0] + by, e["trigger"][1] + by]} for e in row["events"]
        ],
        "loaded": [[s + by, e + by] for s, e in row["loaded"]],
    }

"""The channels of the encoder's output: what each number of a word stands for.

Training and reading share this layout; `LAYOUT` is written beside the weights and weights of
another layout are refused. Raise it with every change here.
"""

from __future__ import annotations

from typing import Final

LAYOUT: Final = 1

#: Roles of an attribution, every kind of attribution counted.
ROLES: Final = ("source", "cue", "content")
#: Roles under the narrower convention of FactAppeal: only appeals that back a fact.
APPEALS: Final = ("appeal_source", "appeal_content")
#: Tag of a word in a role: outside, begins a span, goes on.
OUTSIDE, BEGIN, INSIDE = 0, 1, 2

#: What the text says of an event mention.
STATUSES: Final = ("happened", "not_happened", "planned", "possible", "asked")
#: What each status is worth on the scale from -3 to +3; the value of a mention is the mean of these
#: by probability. Chosen among five sets of round numbers on the development part of UW.
WORTH: Final = (3.0, -2.0, 1.2, 0.8, 0.8)

#: Root categories of PLOVER, after PLOVER's manual; first, none of them.
CATEGORIES: Final = (
    "",
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)


def _channels() -> dict[str, slice]:
    sizes = [(name, 3) for name in (*ROLES, *APPEALS)]
    sizes += [("status", len(STATUSES)), ("value", 1), ("event", 1), ("loaded", 1)]
    sizes += [("category", len(CATEGORIES))]
    found: dict[str, slice] = {}
    start = 0
    for name, size in sizes:
        found[name] = slice(start, start + size)
        start += size
    return found


#: Name of a head to its slice of the last axis of the output.
CHANNELS: Final = _channels()
#: Numbers of a word.
WIDTH: Final = max(part.stop for part in CHANNELS.values())

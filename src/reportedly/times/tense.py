"""Which way a clause looks, told from its words where no parse is at hand."""

from __future__ import annotations

from reportedly.times.tokens import Token
from reportedly.times.words import Words

_BACK = 16
_AHEAD = 12
_SHORT = 3
_SOON = (["soon", "as"], ["early", "as"], ["now", "and"])


def lexical_tense(
    tokens: list[Token], start: int, end: int, words: Words, *, adjacent: bool
) -> str:
    """Tell "past", "future" or "none" for the clause around tokens ``start`` to ``end``.

    ``adjacent`` lets a preposition right before ("by", "until") speak for the future.
    """
    if attributive(tokens, start, end, words):
        return "none"
    near = [t.low for t in tokens[max(0, start - 3) : start]]
    if adjacent and near and near[-1] in words.sets["future_adjacent"]:
        return "future"
    if near[-2:] in _SOON or (near and near[-1] == "set"):
        return "future"
    if any(low in words.sets["saying"] and low != "according" for low in near):
        return "past"
    found = _backward(tokens, start, words)
    return found if found != "none" else _forward(tokens, end, words)


def attributive(tokens: list[Token], start: int, end: int, words: Words) -> bool:
    """Whether the expression stands before a noun: "the June agreement", "Friday's attack"."""
    following = [t.low for t in tokens[end : end + 2]]
    if following == ["'", "s"]:
        return True
    if not start or tokens[start - 1].low not in words.sets["determiners"]:
        return False
    return end < len(tokens) and tokens[end].low.isalpha()


def _ends_sentence(tokens: list[Token], at: int) -> bool:
    low = tokens[at].low
    if low[0] == "\n" or low in "!?;":
        return True
    if low != "." or not at:
        return False
    # A full stop behind a short word ("Gen.", "P.") or inside a number ends nothing.
    spaced = at + 1 == len(tokens) or tokens[at + 1].start > tokens[at].end
    return spaced and (len(tokens[at - 1].low) > _SHORT or tokens[at - 1].low[0].isdecimal())


def _backward(tokens: list[Token], start: int, words: Words) -> str:
    infinitive = False
    for i in range(start - 1, max(-1, start - _BACK), -1):
        low = tokens[i].low
        if _ends_sentence(tokens, i):
            break
        if low == "to" and i < start - 1 and _infinitive(tokens, i, words):
            infinitive = True
        elif low in words.sets["future_cues"]:
            return "future"
        elif _is_past(low, words):
            return "future" if not infinitive and _future_passive(tokens, i) else "past"
        elif infinitive and low in ("is", "are", "has", "have", "set", "agrees"):
            return "future"
    return "future" if infinitive else "none"


def _forward(tokens: list[Token], end: int, words: Words) -> str:
    for i in range(end, min(len(tokens), end + _AHEAD)):
        low = tokens[i].low
        if _ends_sentence(tokens, i):
            break
        if low in ("will", "would", "shall", "deadline", "plans", "expects"):
            return "future"
        if _is_past(low, words):
            return "past"
    return "none"


def _infinitive(tokens: list[Token], at: int, words: Words) -> bool:
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return (
        following is not None
        and following.low.isalpha()
        and following.low not in words.sets["determiners"]
        and not following.low.endswith("s")
    )


def _is_past(low: str, words: Words) -> bool:
    if low in words.sets["saying"]:
        return False
    return low in words.sets["past_cues"] or (
        len(low) > 4 and low.endswith("ed") and not low.startswith("un")
    )


def _future_passive(tokens: list[Token], at: int) -> bool:
    before = [t.low for t in tokens[max(0, at - 4) : at]]
    return "be" in before and any(
        low in ("to", "will", "would", "should", "may", "could", "must") for low in before
    )

"""Numbers in words and digits, years as they are spoken, clock times."""

from __future__ import annotations

import re

from reportedly.times.words import Words

VAGUE = None
_AFTER_NOON = frozenset({"pm", "afternoon", "evening"})


def quantity(tokens: list[str], words: Words) -> float | None:
    """Return the number that tokens say; None for a vague one ("several", "a few")."""
    if not tokens or any(t in words.sets["vague"] for t in tokens):
        return VAGUE
    if tokens == ["half"]:
        return 0.5
    if "couple" in tokens:
        return 2.0
    if "dozen" in tokens:
        return 12.0
    half = 0.5 if "half" in tokens else 0.0
    if tokens[0][0].isdecimal():
        return _digits(tokens) + half
    total = current = 0
    for token in tokens:
        number = (
            1
            if token in ("a", "an", "the") and not current
            else words.numbers["cardinals"].get(token)
        )
        if number is None:
            continue
        if number >= 100:
            current = max(current, 1) * number
            total, current = (total + current, 0) if number == 1000 else (total, current)
        elif token in ("a", "an", "the"):
            current = 0 if len(tokens) > 1 and tokens[1] in words.numbers["cardinals"] else 1
        else:
            current += number
    return float(total + current) + half


def _digits(tokens: list[str]) -> float:
    number = float(tokens[0].replace(",", "")[:12])
    if "/" in tokens and len(tokens) >= 4:
        below = float(tokens[-1][:6]) or 1.0
        return number + float(tokens[-3][:6]) / below
    return number


def ordinal(token: str, words: Words) -> int:
    """Return the number of a day, "5", "5th" or "fifth"."""
    digits = re.match(r"\d+", token)
    return int(digits.group()) if digits else words.numbers["ordinals"].get(token, 0)


def verbal_year(tokens: list[str], words: Words) -> int | None:
    """Return the year of "nineteen ninety-six" or "two thousand"; None where it is none."""
    cards = [words.numbers["cardinals"][t] for t in tokens if t in words.numbers["cardinals"]]
    if len(cards) < 2:
        return None
    if cards[1] >= 100:
        year = cards[0] * cards[1] + sum(cards[2:])
    elif 10 <= cards[0] <= 20 and cards[1] >= 10:
        year = cards[0] * 100 + sum(cards[1:])
    else:
        return None
    return year if 1100 <= year <= 2199 else None


def clock(tokens: list[str], words: Words) -> str | None:
    """Return the TIMEX3 time ("T22:00", "T12:00") of a clock time, or None."""
    if tokens[0] in ("noon", "midday"):
        return "T12:00"
    if tokens[0] == "midnight":
        return "T24:00"
    pm = "p" in tokens[1:] or bool(_AFTER_NOON & set(tokens))
    am = "am" in tokens or "a" in tokens[1:]
    numbers = [n for t in tokens if t[0].isdecimal() for n in t.split(".")]
    if not numbers:
        hour, minute = words.numbers["cardinals"].get(tokens[0], 99), 0
    elif len(numbers[0]) == 4:
        hour, minute = int(numbers[0]) // 100, int(numbers[0]) % 100
    else:
        hour, minute = int(numbers[0]), int(numbers[1]) if len(numbers) > 1 else 0
    if pm and hour < 12:
        hour += 12
    if am and hour == 12:
        hour = 0
    return f"T{hour:02d}:{minute:02d}" if hour <= 24 and minute < 60 else None


def duration_value(number: float | None, unit: str) -> str:
    """TIMEX3 duration: P3D, PT2H, P2Y6M, PXM."""
    letter = {"MIN": "M", "FN": "W", "WE": "D", "Q": "M"}.get(unit, unit)
    head = "PT" if unit in ("S", "MIN", "H") else "P"
    if number is None:
        return f"{head}X{letter}"
    if unit in ("FN", "WE"):
        number *= 2
    if unit == "Q":
        number *= 3
    if unit == "E" and number >= 1:
        return f"P{number * 10:g}Y" if number != 1 else "P1E"
    whole = int(number)
    if unit == "Y" and number != whole:
        months = round((number - whole) * 12)
        return (f"P{whole}Y" if whole else "P") + (f"{months}M" if months else "")
    if unit == "H" and number == 24:
        return "P1D"
    if unit in ("H", "MIN") and number != whole:
        rest = round((number - whole) * 60)
        head += f"{whole}{letter}" if whole else ""
        return f"{head}{rest}{'M' if unit == 'H' else 'S'}"
    text = f"{whole}" if number == whole else f"{number:g}"
    return f"{head}{text}{letter}"

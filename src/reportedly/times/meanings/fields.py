"""What the fields of a rule say: months, weekdays, years, units."""

from __future__ import annotations

from reportedly.records.claim import Precision
from reportedly.times.found import Found
from reportedly.times.numbers import verbal_year

# "11 Jan 90" is 1990, "11 Jan 24" is 2024.
_SHORT_YEAR, _PIVOT = 2, 50

UNIT_PRECISION: dict[str, Precision] = {
    "D": "day",
    "W": "week",
    "WE": "range",
    "M": "month",
    "Q": "range",
    "Y": "year",
    "E": "range",
    "C": "range",
    "FN": "range",
}


def month_number(found: Found, name: str = "m") -> int:
    """Return the number 1 to 12 of the month in a field."""
    token = found.first(name) or ""
    numbers = found.words.numbers
    return numbers["months"].get(token) or numbers["month_abbreviations"].get(token, 0)


def weekday_number(found: Found, name: str = "w") -> int | None:
    """Return the number 1 to 7 of the weekday in a field."""
    token = (found.first(name) or "").rstrip(".")
    numbers = found.words.numbers
    return (
        numbers["weekdays"].get(token)
        or numbers["weekday_abbreviations"].get(token)
        or numbers["weekday_plurals"].get(token)
    )


def year_of(found: Found, name: str = "y") -> int | None:
    """Return the year in a field, in digits or words."""
    token = found.first(name)
    if token is not None:
        if not token.isdecimal():
            return None
        short = len(token) == _SHORT_YEAR
        return int(token) + (2000 if int(token) < _PIVOT else 1900) * short
    return verbal_year(found.field("v"), found.words) if found.field("v") else None


def unit_of(found: Found, name: str = "u") -> str:
    """Return the TIMEX3 letter of the unit in a field."""
    token = found.first(name) or ""
    codes = found.words.codes
    return codes["units"].get(token) or codes["unit_plurals"].get(token, "D")

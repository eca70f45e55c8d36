"""The resolver: tense from the parse, ranges joined, spans of the document's own text."""

from __future__ import annotations

from datetime import date

import pytest

from reportedly.records.document import Document
from reportedly.records.mentions import TimeMention
from reportedly.text.analysis import analyse
from reportedly.times.linking import DateLinks
from reportedly.times.other_calendars import islamic, solar
from reportedly.times.resolver import RuleTimeResolver

PUBLISHED = date(2025, 3, 6)


def find(text: str, published: date | None = PUBLISHED) -> list[TimeMention]:
    return list(RuleTimeResolver().find(analyse(Document(text)), published))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("The road was closed from Monday to Wednesday.", date(2025, 3, 3), date(2025, 3, 5)),
        ("They fought between Saturday and Monday.", date(2025, 3, 1), date(2025, 3, 3)),
        ("Fighting lasted from 28 February to 3 March.", date(2025, 2, 28), date(2025, 3, 3)),
        ("The war of 2014\u20132016 was long.", date(2014, 1, 1), date(2016, 12, 31)),
        ("Clashes between 2014 and 2016 killed many.", date(2014, 1, 1), date(2016, 12, 31)),
    ],
)
def test_ranges_are_one(text: str, first: date, last: date) -> None:
    (mention,) = find(text)
    assert (mention.earliest, mention.latest, mention.precision) == (first, last, "range")


def test_two_dates_that_are_no_range_stay_two() -> None:
    assert len(find("He was seen on Monday and Wednesday.")) == 2


def test_tense() -> None:
    ahead, past = find("The envoy will come back on Saturday. The envoy came back on Saturday.")
    assert ahead.earliest == date(2025, 3, 8)
    assert past.earliest == date(2025, 3, 1)
    assert past.ahead == (date(2025, 3, 8), date(2025, 3, 8))


def test_spans_count_in_the_documents_own_text() -> None:
    text = "\u200bOn\u200b Mon\u200bday\u200e, \u201cthree days ago\u201d, he fled."
    for mention in find(text):
        mention.span.check(text)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "...", "\U0001f4a3 on Monday"])
def test_odd_documents(text: str) -> None:
    for mention in find(text):
        mention.span.check(text)


def test_links() -> None:
    text = (
        "Shells struck the port on Monday, the mayor said. Two people died. "
        "The army denies the attack of 3 February."
    )
    analysis = analyse(Document(text))
    links = DateLinks(analysis, RuleTimeResolver().find(analysis, PUBLISHED))
    found = {t.text: links.of(t) for t in analysis.doc}
    assert found["struck"] is not None
    assert found["struck"][0].earliest == date(2025, 3, 3)
    assert found["said"] is None
    assert found["died"] is not None
    assert found["died"][1]
    assert found["denies"] is None
    assert found["attack"] is not None
    assert found["attack"][0].earliest == date(2025, 2, 3)


def test_arithmetic_calendar_outside_umm_al_qura() -> None:
    assert islamic(1, 1, 1) == date(622, 7, 19)
    assert islamic(1200, 1, 1) == date(1785, 11, 4)
    assert islamic(1600, 9, 30) == date(2174, 8, 28)


def test_a_leap_day_that_the_solar_year_does_not_have() -> None:
    assert solar(1403, 12, 30) == date(2025, 3, 20)
    assert solar(1404, 12, 30) is None

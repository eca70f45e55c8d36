"""Any text at all: no exception, exact spans, in order, the same twice, in linear time."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.times.patterns import load_grammar
from reportedly.times.ranges import join_ranges
from reportedly.times.tagger import tag

WORDS = st.sampled_from(
    sorted(
        {w for words in (load_grammar().coder.words(), ["4", "31", "2024", "0000"]) for w in words}
    )
)
GLUE = st.sampled_from([" ", " ", ", ", "-", "'", "\n\n", " the ", " of "])
PUBLISHED = st.one_of(st.none(), st.dates(), st.sampled_from([date.min, date.max]))
TENSES = st.sampled_from(["past", "future", "none"])
JUMBLE = st.lists(st.tuples(WORDS, GLUE), max_size=14).map(
    lambda pairs: "".join(word + glue for word, glue in pairs)
)


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=80), JUMBLE), PUBLISHED, TENSES)
def test_any_text(text: str, published: date | None, tense: str) -> None:
    found = tag(text, published, tense=lambda _: tense)
    assert found == tag(text, published, tense=lambda _: tense)
    position = 0
    for mention in [*found, *join_ranges(text, found)]:
        mention.span.check(text)
    for mention in found:
        assert mention.span.start >= position
        position = mention.span.end
        assert (mention.earliest is None) == (mention.latest is None)
        if mention.earliest is not None and mention.latest is not None:
            assert mention.earliest <= mention.latest
        else:
            assert mention.unresolved


@pytest.mark.parametrize("published", [date.min, date.max])
@pytest.mark.parametrize(
    "text",
    [
        "last week", "next week", "yesterday", "tomorrow", "last year", "next century", "overnight",
        "three years ago", "in the past month", "last Monday", "next Monday", "this weekend",
        "on 29 February", "the last 9999 years", "in two weeks' time", "late last decade",
        "next winter", "Christmas", "next Easter", "10 Muharram 1446", "1 Hamal 9999", "9999",
        "31 December 9999", "1 January 0001", "the 99th century", "99999999999 days ago",
    ],
)  # fmt: skip
def test_the_ends_of_the_calendar(text: str, published: date) -> None:
    for mention in tag(f"It happened {text}.", published):
        assert mention.earliest is not None or mention.unresolved


@pytest.mark.slow
def test_linear_on_a_long_text() -> None:
    piece = "On Monday, March 5, the army said 12 people died three days ago in the town of X. "
    short, long = piece * 1_000, piece * 11_000
    tag(short, date(2025, 3, 6))
    spent = []
    for text in (short, long):
        begun = time.process_time()
        assert tag(text, date(2025, 3, 6))
        spent.append(time.process_time() - begun)
    assert spent[1] < 11 * spent[0] * 3 + 0.5


@pytest.mark.parametrize(
    "char", ["0", "a", "-", "(", "\n", " ", "1 ", "the ", "Monday ", "1990s, "]
)
def test_one_thing_a_hundred_thousand_times(char: str) -> None:
    begun = time.process_time()
    tag(char * 100_000 if len(char) == 1 else char * 20_000, date(2025, 3, 6))
    assert time.process_time() - begun < 10

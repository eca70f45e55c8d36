"""Every expression of the table stands for the days that were written down by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reportedly.times.tagger import tag

PUBLISHED = date(2025, 3, 6)
Row = tuple[str, ...]


def read_cases() -> dict[str, list[Row]]:
    cases: dict[str, list[Row]] = {}
    lines = (Path(__file__).parent / "cases.tsv").read_text("utf-8").splitlines()
    for line in lines[2:]:
        text, *rest = line.split("\t")
        cases.setdefault(text, []).append(tuple(rest))
    return cases


CASES = read_cases()


def test_the_table_is_large_enough() -> None:
    assert len(CASES) >= 150


@pytest.mark.parametrize("text", list(CASES))
def test_days(text: str) -> None:
    expected = [row for row in CASES[text] if row[0] != "-"]
    found = [
        (
            m.span.text,
            m.timex.type,
            m.timex.value,
            m.earliest.isoformat() if m.earliest else "",
            m.latest.isoformat() if m.latest else "",
            m.precision,
            m.anchor,
            m.role,
            "" if m.shift is None else str(m.shift),
        )
        for m in tag(text, PUBLISHED)
    ]
    assert found == expected


@pytest.mark.parametrize("text", list(CASES))
def test_without_publication_nothing_is_counted_from_it(text: str) -> None:
    dated = tag(text, PUBLISHED)
    undated = tag(text, None)
    assert [m.span.start for m in undated][:1] == [m.span.start for m in dated][:1]
    for mention in undated:
        assert mention.anchor != "published"
        if mention.earliest is None:
            assert mention.unresolved
        else:
            assert mention.anchor in ("text", "event")


def test_without_publication_a_date_takes_the_year_of_the_one_before() -> None:
    text = "They came in May 2017. On 16 October they left, and in February others followed."
    found = [(m.span.text, m.earliest, m.anchor) for m in tag(text, None)]
    assert found == [
        ("May 2017", date(2017, 5, 1), "text"),
        ("16 October", date(2017, 10, 16), "event"),
        ("February", date(2018, 2, 1), "event"),
    ]


@pytest.mark.parametrize(
    "text",
    ["KABUL, March 6 (Agency) -- Two died.", "(Aug 11) The group said", "March 6 - Two died."],
)
def test_datelines_are_marked(text: str) -> None:
    (mention,) = tag(text, PUBLISHED)
    assert mention.rule == "dateline"

"""Quotations, also those that nobody closes."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reportedly.records.document import Document
from reportedly.text.analysis import analyse
from reportedly.text.normalise import normalise, paragraphs
from reportedly.text.quotes import find_quotations


def quoted(text: str) -> list[str]:
    plain = normalise(text).text
    return [text[q.start : q.end] for q in find_quotations(plain, paragraphs(plain))]


def test_marks_of_any_print() -> None:
    assert quoted('"One," he said. "Two."') == ['"One,"', '"Two."']
    assert quoted("\u201cOne\u201d and \u00abtwo\u00bb and \u201ethree\u201c.") == [
        "\u201cOne\u201d", "\u00abtwo\u00bb", "\u201ethree\u201c",
    ]  # fmt: skip


def test_a_stray_mark_ends_with_its_paragraph() -> None:
    text = '"They came at dawn.\n\n"They left at dusk," she said. "So it was.'
    plain = normalise(text).text
    found = find_quotations(plain, paragraphs(plain))
    assert [q.open_ended for q in found] == [True, False, True]
    assert text[found[1].start : found[1].end] == '"They left at dusk,"'


def test_inches_are_no_quotation() -> None:
    assert quoted('a 6" pipe and a 12" gun') == []


def test_a_stray_mark_in_a_long_paragraph_quotes_nothing() -> None:
    assert quoted('"' + "word " * 2_000) == []


def test_look_up_by_offset() -> None:
    analysis = analyse(Document('He said "go" and went.'))
    quotation = analysis.quotation_at(9)
    assert quotation is not None
    assert (quotation.start, quotation.end) == (8, 12)
    assert analysis.quotation_at(7) is None
    assert analysis.quotation_at(12) is None


@given(st.text('"\u201c\u201d5a \n', max_size=60))
def test_quotations_are_in_order_apart_and_inside_paragraphs(text: str) -> None:
    plain = normalise(text).text
    bounds = paragraphs(plain)
    found = find_quotations(plain, bounds)
    for before, after in pairwise(found):
        assert before.end <= after.start
    for quotation in found:
        assert plain[quotation.start] == '"'
        assert any(start <= quotation.start and quotation.end <= end for start, end in bounds)


def test_marks_typed_as_two_characters() -> None:
    text = "''It fell,'' Sor said. ``We stay.'' That was ''all''."
    found = normalise(text)
    assert found.text == '"It fell," Sor said. "We stay." That was "all".'
    for quotation in find_quotations(found.text, [(0, len(found.text))]):
        start, end = found.back(quotation.start, quotation.end)
        assert text[start:end] in {"''It fell,''", "``We stay.''", "''all''"}


def test_three_apostrophes_are_no_mark() -> None:
    assert normalise("'''x'''").text == "'''x'''"

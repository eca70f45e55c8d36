from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.learned.quoted import whole_contents
from reportedly.learned.tags import SentenceTags, TaggedSpan


def _contents(
    text: str,
    contents: list[tuple[int, int]],
    quotations: list[tuple[int, int]],
    cues: list[tuple[int, int]] | None = None,
) -> list[str]:
    tags = SentenceTags(
        cue=tuple(TaggedSpan(s, e, 0.9) for s, e in cues or []),
        content=tuple(TaggedSpan(s, e, 0.9) for s, e in contents),
    )
    whole = whole_contents(tags, text, quotations)
    return [text[c.start : c.end] for c in whole.content]


def test_a_content_grows_to_its_quotation() -> None:
    text = 'She said: "They came at night. They left."'
    assert _contents(text, [(10, 30)], [(10, 42)]) == ['"They came at night. They left."']


def test_a_long_quotation_is_content_even_if_nothing_was_tagged() -> None:
    quotation = '"They came at night and left,"'
    assert _contents(f"{quotation} it read.", [], [(0, len(quotation))]) == [quotation]


def test_a_short_quotation_may_be_a_mere_term() -> None:
    assert _contents('The "safe zone" burned.', [], [(4, 15)]) == []


def test_holes_of_a_word_are_closed_but_not_over_a_cue() -> None:
    text = "that troops had burned it"
    assert _contents(text, [(0, 11), (16, 25)], []) == [text]
    assert _contents(text, [(0, 11), (16, 25)], [], [(12, 15)]) == ["that troops", "burned it"]


def test_sentences_stay_apart() -> None:
    text = "They came. They left."
    assert _contents(text, [(0, 9), (11, 20)], []) == ["They came", "They left"]


@given(
    text=st.text('ab ".', max_size=40),
    bounds=st.lists(st.tuples(st.integers(0, 20), st.integers(1, 20)), max_size=4),
)
def test_contents_stay_ordered_within_the_text(text: str, bounds: list[tuple[int, int]]) -> None:
    spans = [(a, a + n) for a, n in bounds if a + n <= len(text)]
    tags = SentenceTags(content=tuple(TaggedSpan(s, e, 0.9) for s, e in spans[::2]))
    last = 0
    for span in whole_contents(tags, text, spans[1::2]).content:
        assert last <= span.start < span.end <= len(text)
        last = span.end

"""Appeals to fact as spans of a document."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.adapters.appeals import appeal_spans
from reportedly.errors import ModelError
from reportedly.learned import Heads, SentenceTags, TaggedSpan, load_heads
from reportedly.records.document import Document


@pytest.fixture(scope="module")
def heads() -> Heads:
    try:
        return load_heads()
    except ModelError as error:
        pytest.skip(str(error))


def _tagging(source: str, content: str) -> Any:
    def tags(lines: list[str]) -> list[SentenceTags]:
        found: dict[str, tuple[TaggedSpan, ...]] = {}
        for name, words in (("appeal_source", source), ("appeal_content", content)):
            at = lines[0].find(words)
            found[name] = (TaggedSpan(at, at + len(words), 0.9),) if at >= 0 else ()
        return [SentenceTags(appeals=found)]

    return SimpleNamespace(tags=tags)


def test_each_line_at_its_own_place_and_quotations_whole() -> None:
    text = 'Snow fell.\n\n"The bridge fell at dawn," Sor said. "Sor" is a short name.'
    (told,) = appeal_spans(Document(text), _tagging("Sor", "bridge fell"))
    assert [s.text for s in told.content] == ['"The bridge fell at dawn,"']
    assert [s.text for s in told.source] == ["Sor"]
    assert text[told.source[0].start :].startswith("Sor said")


def test_nothing_tagged_is_nothing_told() -> None:
    assert not list(appeal_spans(Document("Snow fell.\n"), _tagging("Sor", "bridge")))


@settings(max_examples=30, deadline=None)
@given(text=st.text(alphabet='ab said:"\u201c\u201d,.\nX', max_size=60))
def test_every_span_is_of_the_text(heads: Heads, text: str) -> None:
    for told in appeal_spans(Document(text), heads):
        for span in (*told.source, *told.content):
            span.check(text)

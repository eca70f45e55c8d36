"""Readings as spans of source, cue and content."""

from __future__ import annotations

from typing import Any

import pytest

from reportedly.adapters.attribution_edges import parse_words
from reportedly.adapters.attributions import attribution_columns, attribution_spans
from reportedly.errors import DataError
from reportedly.records.claim import Attribution
from reportedly.records.document import Document
from reportedly.records.mentions import Voice
from reportedly.records.reading import Reading
from sample_readings import Maker


def told(
    text: str, speaker: str | None, cue: str, content: str | None, **more: Any
) -> list[list[str]]:
    found = _spans(text, speaker, cue, content, **more)
    return [[s.text for s in role] for role in (found.source, found.cue, found.content)]


def _spans(text: str, speaker: str | None, cue: str, content: str | None, **more: Any) -> Any:
    return attribution_spans(_reading(text, speaker, cue, content), **more)[0]


def _reading(text: str, speaker: str | None, cue: str, content: str | None) -> Reading:
    m = Maker(Document(text))
    sentence = m.span(text.split(" \u201cNext", maxsplit=1)[0])
    link = Attribution(
        m.party(speaker) if speaker else None,
        m.span(cue),
        "asserts",
        content=m.span(content) if content else None,
    )
    return Reading(m.document, voices=(Voice(link, sentence),))


def test_the_whole_noun_phrase_and_the_whole_verb_group() -> None:
    text = "The army spokesman, Colonel Sor, has also said that the bridge fell."
    assert told(text, "army spokesman", "said", "that the bridge fell") == [
        ["The army spokesman, Colonel Sor,"], ["has also said"], ["that the bridge fell"],
    ]  # fmt: skip
    assert told(text, "army spokesman", "said", "that the bridge fell", appositions=False)[0] == [
        "The army spokesman"
    ]


def test_what_the_sentence_says_beside_an_inserted_cue() -> None:
    text = "The bridge, residents said, fell at dawn."
    assert told(text, "residents", "said", None)[2] == ["The bridge", "fell at dawn."]
    text = "According to residents, the bridge fell."
    assert told(text, "residents", "According to", None)[2] == ["the bridge fell."]


def test_a_quotation_to_its_end_and_the_one_that_goes_on() -> None:
    text = "\u201cIt fell at dawn,\u201d Sor said. \u201cNext we rebuild it.\u201d"
    assert told(text, "Sor", "said", "It fell at dawn")[2] == [
        "\u201cIt fell at dawn,\u201d", "\u201cNext we rebuild it.\u201d",
    ]  # fmt: skip


def test_no_speaker_no_source() -> None:
    assert told("Reportedly, the bridge fell.", None, "Reportedly", None)[0] == []


def test_columns_label_each_token() -> None:
    rows = list(attribution_columns(_reading("Sor said it fell.", "Sor", "said", "it fell")))
    assert rows == [
        ("Sor", "B-SOURCE-1"), ("said", "B-CUE-1"), ("it", "B-CONTENT-1"),
        ("fell", "I-CONTENT-1"), (".", "_"),
    ]  # fmt: skip


def test_the_word_lists_are_checked() -> None:
    with pytest.raises(DataError, match="expected the keys"):
        parse_words([])
    with pytest.raises(DataError, match="behind"):
        parse_words({"determiners": [], "auxiliaries": [], "behind": None})

"""What holds for the reading of any text at all."""

from __future__ import annotations

import time
from functools import lru_cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from reportedly.pipeline import Engine
from reportedly.records.claim import claim_spans
from reportedly.records.document import Document
from reportedly.records.reading import Reading
from reportedly.records.schema import schema
from reportedly.records.serialise import dumps, reading_from_dict, reading_to_dict

_FILE = Path(__file__).with_name("sentences.yaml")
SENTENCES = [
    case["text"] for listed in yaml.safe_load(_FILE.read_text("utf-8")).values() for case in listed
]
WORDS = sorted({word for sentence in SENTENCES for word in sentence.split()})
NOISE = st.sampled_from(
    [
        "\u202e", "\u200b", "\x00", "\ud800", "\n\n", "\n", ";", "\u201c", "\u201d", '"', "(", ")",
        ",", ".", "'s", "\U0001f480\U0001f3fd", "\u0130", "\u00df", "--", "- ", "\u2026", "?", "!",
    ]
)  # fmt: skip
JUMBLE = st.lists(st.sampled_from(WORDS) | NOISE, min_size=1, max_size=40).map(" ".join)
CUT = st.lists(
    st.tuples(st.sampled_from(SENTENCES), st.integers(0, 60), st.integers(1, 120)),
    min_size=1,
    max_size=4,
).map(lambda parts: " ".join(text[start : start + length] for text, start, length in parts))
ANY = st.text(st.characters(), max_size=100)
PUBLISHED = st.sampled_from(
    [None, "2024-05-31", "0001-01-01", "9999-12-31", "2024-02-29T23:59:59+14:00"]
)


@lru_cache(maxsize=1)
def validator() -> Draft202012Validator:
    return Draft202012Validator(schema("reading"))


def holds(reading: Reading) -> None:
    text = reading.document.text
    for claim in reading.claims:
        for span in claim_spans(claim):
            assert span.text == text[span.start : span.end]
        assert claim.trigger.within(claim.evidence)
    found = [time_.span for time_ in reading.times] + [actor.span for actor in reading.actors]
    for span in found + [place.span for place in reading.places]:
        assert span.text == text[span.start : span.end]
    ids = [claim.claim_id for claim in reading.claims]
    assert len(set(ids)) == len(ids)
    starts = [claim.trigger.start for claim in reading.claims]
    assert starts == sorted(starts)


@settings(max_examples=150, deadline=None)
@given(ANY | JUMBLE | CUT, PUBLISHED)
def test_any_text_gives_exact_spans_valid_records_and_the_same_twice(
    engine: Engine, text: str, published: str | None
) -> None:
    document = Document(text, published=published, language="en")
    reading = engine.read(document)
    holds(reading)
    plain = reading_to_dict(reading)
    validator().validate(plain)
    assert dumps(plain) == dumps(reading_to_dict(engine.read(document)))
    assert reading_from_dict(plain) == reading


def test_all_sentences_as_one_document(engine: Engine) -> None:
    reading = engine.read(Document("\n\n".join(SENTENCES), published="2024-05-31"))
    holds(reading)
    assert len(reading.claims) > len(SENTENCES) // 2


def test_what_went_before_does_not_change_a_reading(engine: Engine) -> None:
    document = Document("They shelled it on Monday, she said.", language="en")
    first = reading_to_dict(engine.read(document))
    engine.read(Document("Rebels took Goma on 3 May 2024. They shelled Sake.", language="en"))
    assert reading_to_dict(engine.read(document)) == first
    assert reading_to_dict(Engine().read(document)) == first


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested Kofi Mensah-Addo in Kumasi on Monday.",
        "Gunmen shot dead Amina Dikko-Ferreira, a teacher, at her home in Kano.",
        '"They burned our houses," said Tomasz Okonjo-Lind, a farmer.',
        "Rebels kidnapped Baraka Ould Nielsen and his wife near Gao.",
    ],
)
def test_private_persons_are_never_resolved(engine: Engine, text: str) -> None:
    reading = engine.read(Document(text, published="2024-05-31", language="en"))
    names = ("Mensah", "Dikko", "Okonjo", "Nielsen")
    parties = [
        party
        for claim in reading.claims
        for party in (*claim.actors, *claim.recipients, *(a.speaker for a in claim.attribution))
        if party is not None and any(name in party.span.text for name in names)
    ]
    assert parties
    for party in parties:
        assert party.resolved is None
        assert party.person == "private"
    resolved = [actor.span.text for actor in reading.actors if actor.resolved is not None]
    resolved += [place.span.text for place in reading.places if place.resolved is not None]
    assert not [words for words in resolved if any(name in words for name in names)]


def test_a_name_in_no_registry_stays_a_span(engine: Engine) -> None:
    text = "The Brotherhood of the Quiet Lantern shelled Goma on Monday."
    (claim,) = engine.read(Document(text, published="2024-05-31", language="en")).claims
    (actor,) = claim.actors
    assert actor.span.text == "Brotherhood of the Quiet Lantern"
    assert actor.resolved is None


def _seconds_a_word(engine: Engine, words: int) -> float:
    block = "\n\n".join(" ".join(SENTENCES[i : i + 5]) for i in range(0, len(SENTENCES) - 5, 5))
    text = "\n\n".join([block] * (words // len(block.split()) + 1))
    cut = " ".join(text.split(" ")[:words])
    before = time.process_time()
    engine.read(Document(cut, published="2024-05-31", language="en"))
    return (time.process_time() - before) / words


@pytest.mark.slow
def test_reading_is_linear_in_length(engine: Engine) -> None:
    _seconds_a_word(engine, 2_000)
    short = min(_seconds_a_word(engine, 2_000) for _ in range(3))
    assert _seconds_a_word(engine, 20_000) / short < 1.6

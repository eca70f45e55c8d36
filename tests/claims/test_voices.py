"""All voices of a text: by the rules, by the layout, and as the learned parts complete them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.adapters.attributions import attribution_spans
from reportedly.evaluate.spans import reading_spans
from reportedly.pipeline import Engine
from reportedly.records.document import Document
from reportedly.records.reading import Reading


@pytest.fixture(scope="module")
def by_rules() -> Engine:
    return Engine(learned=False)


@pytest.fixture(scope="module")
def by_both() -> Engine:
    engine = Engine()
    if engine.heads is None:
        pytest.skip("the learned parts are not installed")
    return engine


def _read(engine: Engine, text: str) -> Reading:
    return engine.read(Document(text, language="en"))


def _told(reading: Reading, **more: bool) -> list[tuple[str, str, str]]:
    return [
        tuple(" ".join(s.text for s in role) for role in (a.source, a.cue, a.content))  # type: ignore[misc]
        for a in attribution_spans(reading, **more)
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The union called for an inquiry.", "The union", "called for", "an inquiry"),
        ("The colonel is wary of talks.", "The colonel", "is wary of", "talks"),
        ("Oslo's plan to host the talks failed.", "Oslo", "plan", "to host the talks"),
    ],
)
def test_contents_that_are_no_clause(
    by_rules: Engine, text: str, source: str, cue: str, content: str
) -> None:
    assert (source, cue, content) in _told(_read(by_rules, text))


def test_an_aim_is_no_attitude(by_rules: Engine) -> None:
    assert not _told(_read(by_rules, "The brigade came to defend the bridge."))


def test_a_rate_names_no_voice(by_rules: Engine) -> None:
    assert not _told(_read(by_rules, "The plant burned nine tons of coal per year."))


def test_a_label_and_a_signature(by_rules: Engine) -> None:
    text = (
        "John Smith: The bridge will be rebuilt this year.\n\n"
        "\u201cThey took the generator.\u201d \u2015 Hadiza Umar"
    )
    told = _told(_read(by_rules, text))
    assert ("John Smith", ":", "The bridge will be rebuilt this year.") in told
    assert ("Hadiza Umar", "\u2015", "\u201cThey took the generator.\u201d") in told


def test_who_heard_it(by_both: Engine) -> None:
    reading = _read(by_both, '"They shelled the port," the mayor of Hodeidah said.')
    (voice,) = reading.voices
    assert voice.heard_by == "both"
    assert voice.source is not None
    assert voice.source.text == "the mayor of Hodeidah"
    assert any("learned parts" in line for e in reading.explanations for line in e.lines)


def test_voices_inside_others_can_be_left_out(by_both: Engine) -> None:
    reading = _read(by_both, "The ministry said that residents had told it that the army left.")
    assert len(_told(reading)) == 2
    assert [cue for _, cue, _ in _told(reading, nested=False)] == ["said"]


@settings(max_examples=30, deadline=None)
@given(text=st.text(alphabet='ab said: "\u201c\u201d\u2015-,.\nX', max_size=80))
def test_every_span_is_of_the_text(by_both: Engine, text: str) -> None:
    for span in reading_spans(_read(by_both, text)):
        span.check(text)

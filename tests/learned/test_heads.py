from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.learned import Heads
from reportedly.learned.layout import STATUSES

SAID = "The defence ministry said rebels had shelled the market in Goma on Monday."


def _texts(sentence: str, spans: tuple[object, ...]) -> list[str]:
    return [sentence[s.start : s.end] for s in spans]  # type: ignore[attr-defined]


def test_plain_attribution(heads: Heads) -> None:
    tags = heads.tags([SAID])[0]
    assert _texts(SAID, tags.source) == ["The defence ministry"]
    assert _texts(SAID, tags.cue) == ["said"]
    assert "shelled the market" in _texts(SAID, tags.content)[0]


def test_happened_and_denied(heads: Heads) -> None:
    told = heads.factuality(SAID, [(SAID.index("shelled"), SAID.index("shelled") + 7)])[0]
    denied = "The army denied that its soldiers had shelled the market."
    at = denied.index("shelled")
    refused = heads.factuality(denied, [(at, at + 7)])[0]
    assert told is not None
    assert refused is not None
    assert told.status == "happened"
    assert refused.probabilities["happened"] < told.probabilities["happened"]
    assert refused.value < told.value


def test_the_same_whatever_the_company(heads: Heads) -> None:
    others = ["Talks went on.", SAID, "x " * 400, ""]
    heads._kept.clear()
    alone = heads.tags([SAID])[0]
    heads._kept.clear()
    assert heads.tags(others)[1] == alone
    heads._kept.clear()
    assert heads.tags(others[::-1])[2] == alone


def test_no_word_at_the_trigger(heads: Heads) -> None:
    assert heads.factuality("a  b", [(1, 2)]) == [None]
    assert heads.factuality("", [(0, 1)]) == [None]


def test_long_sentences_are_read_whole(heads: Heads) -> None:
    text = ("The mayor walked along the river. " * 60) + SAID
    tags = heads.tags([text])[0]
    assert "said" in _texts(text, tags.cue)


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=60))
def test_any_string_is_tagged_within_itself(heads: Heads, text: str) -> None:
    tags = heads.tags([text])[0]
    spans = [*tags.source, *tags.cue, *tags.content, *tags.events, *tags.loaded]
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert 0.0 <= span.probability <= 1.0
    for weighed in heads.factuality(text, [(0, len(text))]):
        if weighed is not None:
            assert set(weighed.probabilities) == set(STATUSES)
            assert abs(sum(weighed.probabilities.values()) - 1) < 0.01
            assert -3.0 <= weighed.value <= 3.0

"""Reading takes time in proportion to the length of the document."""

from __future__ import annotations

from time import process_time

import pytest

from reportedly.bench.corpus import make_document
from reportedly.pipeline import Engine


def seconds_a_word(engine: Engine, words: int) -> float:
    """Processor time, so that other programs on the machine do not count."""
    document = make_document(words, seed=7)
    begun = process_time()
    engine.read(document)
    return (process_time() - begun) / len(document.text.split())


@pytest.mark.slow
def test_ten_times_the_words_take_ten_times_as_long() -> None:
    engine = Engine()
    seconds_a_word(engine, 200)
    short = min(seconds_a_word(engine, 2_000) for _ in range(2))
    assert seconds_a_word(engine, 20_000) / short < 1.3

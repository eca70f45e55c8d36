"""Values of events by the parse and the learned parts."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from reportedly.adapters.factuality import factuality_value, joined
from reportedly.learned.tags import Factuality
from reportedly.records.document import Document
from reportedly.records.reading import Reading
from reportedly.text.analysis import analyse


def opinion(value: float, failed: float = 0.0) -> Factuality:
    shares = {"happened": 1 - failed, "not_happened": failed}
    return Factuality(shares, value, 1.0, "", 1.0)


@pytest.mark.parametrize(
    ("value", "heard", "expected"),
    [
        (3.0, opinion(2.9), 3.0),  # both certain
        (3.0, opinion(0.0), 1.8),  # three fifths of the parse
        (2.0, opinion(2.0), 2.0),
        (2.0, opinion(2.0, failed=0.3), 0.5),  # perhaps it failed
        (-1.5, opinion(3.0), 0.3),
        (0.5, opinion(3.0), 0.5),  # the parse says that it did not happen
    ],
)
def test_the_two_together(value: float, heard: Factuality, expected: float) -> None:
    assert joined(value, heard) == pytest.approx(expected)


def test_with_and_without_the_learned_parts() -> None:
    document = Document("The army bombed the bridge.")
    reading, analysis = Reading(document), analyse(document)
    at = document.text.index("bombed")
    asked: list[Any] = []

    def factuality(sentence: str, places: Any) -> list[Factuality]:
        asked.append((sentence, places))
        return [opinion(0.0)]

    heads: Any = SimpleNamespace(factuality=factuality)
    assert factuality_value(reading, analysis, at) == 3.0
    assert factuality_value(reading, analysis, at, heads) == pytest.approx(1.8)
    assert asked == [(document.text, [(at, at + 6)])]
    assert factuality_value(reading, analysis, 3, heads) is None

"""The reader's figures on the documents coded by hand never fall below the committed floors."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.evaluate.floor import load_floor
from reportedly.evaluate.gold import evaluate_gold

TESTS = Path(__file__).parent


@pytest.mark.slow
@pytest.mark.parametrize(("documents", "floor"), [("gold", "floor"), ("second", "second")])
def test_no_figure_falls_below_the_floor(documents: str, floor: str) -> None:
    file = TESTS / "gold" / f"{floor}.json"
    if not file.is_file():
        pytest.skip(f"no floor has been committed for tests/data/{documents}")
    report = evaluate_gold(TESTS / "data" / documents)
    assert not report.problems
    assert load_floor(file).breaches(report) == []

"""The reader's figures on the documents coded by hand never fall below the committed floor."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.evaluate.floor import load_floor
from reportedly.evaluate.gold import evaluate_gold

TESTS = Path(__file__).parent
FLOOR = TESTS / "gold" / "floor.json"


@pytest.mark.slow
def test_no_figure_falls_below_the_floor() -> None:
    if not FLOOR.is_file():
        pytest.skip("no floor has been committed yet")
    report = evaluate_gold(TESTS / "data" / "gold")
    assert not report.problems
    assert load_floor(FLOOR).breaches(report) == []

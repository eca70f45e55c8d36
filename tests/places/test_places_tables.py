"""The tables for the docs, from figures of the shape that the evaluations give."""

from __future__ import annotations

from typing import Any

from reportedly.evaluate.places_table import places_table
from reportedly.evaluate.time_table import time_table


def test_places() -> None:
    corpus: dict[str, Any] = {
        "mentions": 2, "acc_161km": 0.5, "same_id": 0.5, "by_hand_161km": 0.5,
        "population_baseline_161km": 0.5, "calibration_error": 0.1, "documents_per_second": 1234.5,
        "reliability": [{"from": 0.9, "answers": 2, "score": 0.95, "right": 1.0}],
        "running_text": {"precision": 0.9, "recall": 0.8, "recall_names": 0.85,
                         "acc_161km_of_found": 0.7},
    }  # fmt: skip
    names = {"where": {"rows": 3, "right": 0.6, "wrong": 0.1, "open": 0.3}}
    keys = ("ucdp_validation", "ucdp_validation_without_event_names",
            "ucdp_all_without_event_names")  # fmt: skip
    use = {"half_2": {"literal": {"gold": 1, "precision": 1.0, "recall": 1.0, "f1": 1.0}}}
    figures = {"lgl": corpus, "trnews": corpus, "use_of_names": use, **dict.fromkeys(keys, names)}
    table = places_table(figures)
    assert "| within 161 km | 0.500 | 0.500 |" in table
    assert "| documents a second, one core, processor time | 1,234 | 1,234 |" in table
    assert "| where, validation | 3 | 0.600 | 0.100 | 0.300 |" in table
    assert "| literal | held out | 1 | 1.000 | 1.000 | 1.000 |" in table


def test_time() -> None:
    row = {"relaxed_f1": 0.9, "strict_f1": 0.8, "value_f1": 0.7, "calendar_accuracy": 0.6,
           "documents_per_second": 500.0}  # fmt: skip
    corpus = {"documents": 3, "gold": 9, "peers": {"slow": row | {"value_f1": 0.1}}, **row}
    events = {"all": {"events": 5, "linked": 0.8, "nearest": 0.7, "published": 0.4}}
    table = time_table({"timebank": corpus, "event_dates": events})
    assert table.index("reportedly") < table.index("slow")
    assert "| all | 5 | 0.800 | 0.700 | 0.400 |" in table

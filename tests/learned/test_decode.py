from __future__ import annotations

import numpy as np

from reportedly.learned.decode import Array, flagged, softmax, tagged
from reportedly.learned.layout import CHANNELS, WIDTH

WORDS = [(0, 3), (4, 8), (9, 10), (11, 15)]
TAGS = {"O": 0, "B": 1, "I": 2}


def _logits(tags: str) -> Array:
    out = np.zeros((len(tags), 3), dtype=np.float32)
    for i, tag in enumerate(tags):
        out[i, TAGS[tag]] = 8.0
    return out


def _spans(tags: str) -> list[tuple[int, int]]:
    return [(s.start, s.end) for s in tagged(_logits(tags), WORDS[: len(tags)], 0.5)]


def test_one_span_runs_from_begin_to_the_last_inside() -> None:
    assert _spans("OBIO") == [(4, 10)]


def test_a_new_begin_parts_neighbours() -> None:
    assert _spans("BIBI") == [(0, 8), (9, 15)]


def test_inside_without_begin_opens_a_span() -> None:
    assert _spans("OIIO") == [(4, 10)]


def test_nothing_inside_no_span() -> None:
    assert _spans("OOOO") == []
    assert _spans("") == []


def test_begin_and_inside_together_must_reach_the_threshold() -> None:
    row = np.log(np.array([[0.4, 0.3, 0.3]], dtype=np.float32))
    assert len(tagged(row, [(0, 2)], 0.55)) == 1
    assert len(tagged(row, [(0, 2)], 0.65)) == 0
    assert tagged(row, [(0, 2)], 0.55)[0].probability == 0.6


def test_flagged_joins_neighbours() -> None:
    found = flagged(np.array([5.0, 5.0, -5.0, 5.0], dtype=np.float32), WORDS, 0.5)
    assert [(s.start, s.end) for s in found] == [(0, 8), (11, 15)]


def test_softmax_of_huge_numbers_is_finite() -> None:
    p = softmax(np.array([[1e4, -1e4, 0.0]], dtype=np.float32))
    assert np.isfinite(p).all()
    assert p.sum() == 1.0


def test_channels_cover_the_width_without_gaps() -> None:
    covered = [i for part in CHANNELS.values() for i in range(part.start, part.stop)]
    assert covered == list(range(WIDTH))

"""The statistics against published worked examples, and what must always hold."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.review import alpha as alphas
from reportedly.review.alpha import Level, alpha
from reportedly.review.f1 import f1
from reportedly.review.figure import Array
from reportedly.review.intervals import with_interval
from reportedly.review.kappa import kappa
from reportedly.review.unitizing import Continuum, difference, unitizing_alpha

#: Krippendorff, Content Analysis, 2004, p. 230: four observers, twelve units.
_N = None
OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, _N, _N, _N],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _N, 3],
    [_N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _N],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _N],
]
UNITS = list(zip(*OBSERVERS, strict=True))
values = st.lists(st.lists(st.integers(0, 4), min_size=2, max_size=4), min_size=1, max_size=12)
levels = st.sampled_from(["nominal", "ordinal", "interval", "ratio"])


@pytest.mark.parametrize(
    ("level", "published"),
    [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)],
)
def test_alpha_of_four_observers(level: Level, published: float) -> None:
    assert alpha(UNITS, level) == pytest.approx(published, abs=0.0005)


def test_kappa_of_the_first_paper() -> None:
    table = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]  # Cohen 1960, p. 45
    pairs = [(i, j) for i in range(3) for j in range(3) for _ in range(table[i][j])]
    assert kappa(pairs) == pytest.approx(0.492, abs=0.0005)


def test_unitizing_of_two_observers() -> None:
    # Krippendorff 2004, p. 254: a continuum from 150 to 450; the category c.
    first = ((75, 145), (220, 250))
    second = ((70, 150), (205, 225), (250, 270))
    assert difference(first, second, 300) == 50 + 850 + 400
    found = unitizing_alpha([Continuum(300, (first, second))])
    assert found == pytest.approx(0.7286, abs=0.0001)
    same = ((30, 90), (150, 200))
    assert unitizing_alpha([Continuum(300, (same, same))]) == 1


def test_unitizing_worked_by_hand() -> None:
    # Ten characters, [2, 5) and [3, 6): observed 2 * (1 + 1) / 200. Expected: each unit of 3 has
    # 1/3 * (54 - 27 + 3) = 10 from the other unit and 9 * (3 + 1 + 2) = 54 from the gaps of 5, 3
    # and 4; 2/10 * 128 / (20 * 19 - 12).
    found = unitizing_alpha([Continuum(10, (((2, 5),), ((3, 6),)))])
    assert found == pytest.approx(1 - 0.02 / (25.6 / 368))


def test_unitizing_of_several_coders_and_texts() -> None:
    one, other = ((2, 5),), ((3, 6),)
    alone = unitizing_alpha([Continuum(10, (one, other))])
    assert alone is not None
    three = unitizing_alpha([Continuum(10, (one, other, one))])
    assert three == pytest.approx((alone + 1 + alone) / 3)
    assert unitizing_alpha([Continuum(10, ((), ()))]) is None
    assert unitizing_alpha([]) is None
    split = Continuum(10, (((2, 4), (4, 5)), one))
    assert unitizing_alpha([split]) == 1
    missed = unitizing_alpha([Continuum(10, (one, ()))])
    assert missed is not None
    assert missed < alone


def test_f1() -> None:
    assert f1([(1, 2, 2), (1, 1, 3)]) == pytest.approx(4 / 8)
    assert f1([]) is None


@given(values, levels)
def test_identical_coders_agree(units: list[list[int]], level: Level) -> None:
    same = [[unit[0]] * len(unit) for unit in units]
    expected = None if len({unit[0] for unit in units}) == 1 else 1.0
    assert alpha(same, level) == (expected if expected is None else pytest.approx(expected))


@given(values, levels, st.randoms(use_true_random=False))
def test_order_does_not_matter(units: list[list[int]], level: Level, chance: object) -> None:
    turned = [list(reversed(unit)) for unit in reversed(units)]
    left, right = alpha(units, level), alpha(turned, level)
    assert left == (None if right is None else pytest.approx(right))


@given(values, levels)
def test_missing_values_say_nothing(units: list[list[int]], level: Level) -> None:
    more = [[*unit, None] for unit in units] + [[None, 3], [None, None]]
    left, right = alpha(units, level), alpha(more, level)
    assert left == (None if right is None else pytest.approx(right))
    assert left is None or left <= 1 + 1e-9


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=30))
def test_kappa_is_even_handed(pairs: list[tuple[int, int]]) -> None:
    left, right = kappa(pairs), kappa([(b, a) for a, b in pairs])
    assert left == (None if right is None else pytest.approx(right))
    assert left is None or left <= 1 + 1e-9
    same = kappa([(a, a) for a, _ in pairs])
    assert same is None or same == pytest.approx(1)


marks = st.lists(st.tuples(st.integers(0, 38), st.integers(1, 6)), max_size=5).map(
    lambda found: tuple((a, min(40, a + n)) for a, n in found)
)


@given(marks, marks)
def test_unitizing_is_even_handed(first: tuple[tuple[int, int], ...], second: object) -> None:
    assert isinstance(second, tuple)
    left = unitizing_alpha([Continuum(40, (first, second))])
    right = unitizing_alpha([Continuum(40, (second, first))])
    assert left == (None if right is None else pytest.approx(right))
    same = unitizing_alpha([Continuum(40, (first, first))])
    assert same is None or same == pytest.approx(1)
    assert left is None or left <= 1 + 1e-9


def test_intervals_are_the_same_each_time() -> None:
    documents: Sequence[Sequence[Sequence[int]]] = [[[1, 1], [2, 2]], [[1, 2]], [[2, 2], [1, 1]]]
    made = alphas.parts(documents, "nominal")

    def measure(weights: Array) -> Array:
        return alphas.figures(made, weights)

    first, second = (with_interval(measure, len(documents)) for _ in range(2))
    assert first == second
    assert first.value == alpha([unit for units in documents for unit in units])
    assert first.interval is not None
    assert first.value is not None
    assert first.interval[0] <= first.value <= first.interval[1]
    assert with_interval(measure, 0).value is None
    alone = alphas.parts(documents[:1], "nominal")
    assert with_interval(lambda w: alphas.figures(alone, w), 1).interval is None
    assert np.isnan(alphas.figures(alphas.parts([[]], "ratio"), np.ones((1, 1))))

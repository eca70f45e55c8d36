"""The measures of clusters, against values worked out by hand."""

from __future__ import annotations

import pytest

from reportedly.evaluate.stories_measures import b_cubed, ceaf_e, conll, muc, pairwise

#: Gold {a b c} {d e} {f}; found {a b} {c d e} {f}.
GOLD = dict(zip("abcdef", "111223", strict=True))
FOUND = dict(zip("abcdef", "112223", strict=True))


def test_pairs_by_hand() -> None:
    # gold pairs ab ac bc de; found pairs ab cd ce de; shared ab de
    score = pairwise(GOLD, FOUND)
    assert (score.p, score.r) == (0.5, 0.5)


def test_b_cubed_by_hand() -> None:
    # precision: a 1, b 1, c 1/3, d 2/3, e 2/3, f 1; recall: a 2/3, b 2/3, c 1/3, d 1, e 1, f 1
    score = b_cubed(GOLD, FOUND)
    assert score.p == pytest.approx((1 + 1 + 1 / 3 + 2 / 3 + 2 / 3 + 1) / 6)
    assert score.r == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1 + 1) / 6)


def test_muc_by_hand() -> None:
    # gold links 2 + 1; {a b c} falls in 2 parts: 1 kept, {d e}: 1 kept; found links 1 + 2 likewise
    score = muc(GOLD, FOUND)
    assert score.r == pytest.approx(2 / 3)
    assert score.p == pytest.approx(2 / 3)


def test_ceaf_e_by_hand() -> None:
    # {a b c}-{a b}: 4/5, {d e}-{c d e}: 4/5, {f}-{f}: 1, of three clusters each
    score = ceaf_e(GOLD, FOUND)
    assert score.p == pytest.approx((0.8 + 0.8 + 1) / 3)
    assert score.r == pytest.approx((0.8 + 0.8 + 1) / 3)


def test_ceaf_e_takes_the_best_match_not_the_first() -> None:
    # {a b c d} is like {a} by 2/5 and like {b c d} by 6/7
    gold = dict.fromkeys("abcd", 1)
    found = {"a": 1, "b": 2, "c": 2, "d": 2}
    score = ceaf_e(gold, found)
    assert score.p == pytest.approx(6 / 7 / 2)
    assert score.r == pytest.approx(6 / 7)


def test_the_conll_figure_is_the_mean_of_three() -> None:
    parts = (muc(GOLD, FOUND).f1, b_cubed(GOLD, FOUND).f1, ceaf_e(GOLD, FOUND).f1)
    assert conll(GOLD, FOUND) == pytest.approx(sum(parts) / 3)


def test_a_perfect_clustering_and_one_of_singletons() -> None:
    for measure in (pairwise, b_cubed, muc, ceaf_e):
        assert measure(GOLD, GOLD).f1 == pytest.approx(1)
    alone = {item: item for item in GOLD}
    assert muc(GOLD, alone).f1 == 0
    assert pairwise(GOLD, alone).f1 == 0
    assert pairwise(alone, alone).f1 == 1
    assert b_cubed(GOLD, alone).p == 1
    assert b_cubed({}, {}).f1 == ceaf_e({}, {}).f1 == 0

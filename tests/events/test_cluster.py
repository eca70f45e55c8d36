from __future__ import annotations

from random import Random

import pytest

from events.made import ARMY, DORN, FARN, POLICE, REBELS, WEST, claim, document
from reportedly.bench.synthetic import synthetic
from reportedly.events import blocking
from reportedly.events.cluster import Clusterer
from reportedly.events.decisions import Decision
from reportedly.events.pairs import Scorer
from reportedly.events.tellings import Telling, telling

Sets = set[tuple[str, ...]]


def sets(clusterer: Clusterer) -> Sets:
    return {c.claims for c in clusterer.clusters()}


VIEWS = [view for view, _ in synthetic(1200, seed=3)]
WHOLE = sets(Clusterer(VIEWS))


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_arrival_changes_nothing(seed: int) -> None:
    random = Random(seed)
    views = VIEWS[:]
    random.shuffle(views)
    clusterer = Clusterer()
    while views:
        size = random.choice((1, 7, 60, 300))
        clusterer.add(views[:size])
        del views[:size]
        clusterer.update()
    assert sets(clusterer) == WHOLE


def test_crowded_keys_do_not_bring_the_order_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocking, "CROWDED", 12)
    monkeypatch.setattr("reportedly.events.cluster.CROWDED", 12)
    whole = sets(Clusterer(VIEWS))
    for seed in range(5):
        views = VIEWS[:]
        Random(seed).shuffle(views)
        clusterer = Clusterer()
        for at in range(0, len(views), 50):
            clusterer.add(views[at : at + 50])
            clusterer.update()
        assert sets(clusterer) == whole


def test_what_is_removed_leaves_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    for crowded in (250, 12):
        monkeypatch.setattr("reportedly.events.cluster.CROWDED", crowded)
        clusterer = Clusterer(VIEWS)
        clusterer.update()
        clusterer.remove(v.claim_id for v in VIEWS[::3])
        kept = [v for i, v in enumerate(VIEWS) if i % 3]
        assert sets(clusterer) == sets(Clusterer(kept))
        assert len(clusterer) == len(kept)


def test_update_returns_only_what_changed() -> None:
    clusterer = Clusterer(VIEWS[:-1])
    clusterer.update()
    clusterer.add(VIEWS[-1:])
    changed = clusterer.update()
    assert VIEWS[-1].claim_id in {c for cluster in changed for c in cluster.claims}
    assert sum(len(c.claims) for c in changed) < len(VIEWS) / 4
    assert clusterer.update() == ()


def test_adding_what_is_held_changes_nothing() -> None:
    clusterer = Clusterer(VIEWS)
    clusterer.update()
    clusterer.add(VIEWS[:50])
    assert clusterer.update() == ()


class Counting(Scorer):
    pairs = 0

    def margin(self, a: Telling, b: Telling) -> float:
        self.pairs += 1
        return super().margin(a, b)


def test_the_pairs_compared_grow_with_the_claims_not_with_their_square() -> None:
    compared = {}
    for size in (8_000, 16_000):
        scorer = Counting()
        Clusterer((v for v, _ in synthetic(size)), scorer=scorer).update()
        compared[size] = scorer.pairs / size
    assert compared[16_000] < 1.5 * compared[8_000]
    assert compared[16_000] < 12


def test_margins_are_symmetric_and_the_sum_of_the_evidence() -> None:
    scorer = Scorer()
    random = Random(5)
    for _ in range(400):
        a, b = random.sample(VIEWS, 2)
        assert scorer.margin(a, b) == pytest.approx(scorer.margin(b, a))
        total = sum(points for _, points in scorer.evidence(a, b)) - scorer.scale.join
        low, high = scorer.scale.low, scorer.scale.high
        assert scorer.margin(a, b) == pytest.approx(min(high, max(low, total)))
        assert 0 <= scorer.explain(a, b).score <= 1


def strike(text: str, trigger: str = "struck", **more: object) -> Telling:
    given: dict[str, object] = {
        "mode": "aerial",
        "place": ("Dorn", DORN),
        "days": ("on Sunday", "2024-03-03", "2024-03-03"),
    }
    publisher = str(more.pop("publisher", "Meridian"))
    return telling(claim(document(text, publisher), trigger, **(given | more)))  # type: ignore[arg-type]


A = strike("Jets struck the market in Dorn on Sunday.")
B = strike("A jet struck stalls at the market of Dorn on Sunday.", publisher="Courier")


def together(*views: Telling) -> bool:
    return len(Clusterer(views).clusters()) == 1


def test_one_strike_in_two_papers_is_one_event() -> None:
    clusterer = Clusterer([A, B])
    (cluster,) = clusterer.clusters()
    (join,) = clusterer.joins(cluster)
    assert {join.left_claim, join.right_claim} == {A.claim_id, B.claim_id}
    assert join.score > 0.5
    assert any("same place" in reason for reason in join.reasons)


def test_a_denial_belongs_to_what_it_denies() -> None:
    text = "The army denied that its jets struck the market in Dorn."
    denial = strike(text, status="denied", days=None, actors={"army": ARMY}, publisher="Post")
    assert together(A, denial)


def test_the_neighbouring_town_on_the_next_day_is_another_event() -> None:
    text = "Jets struck the market in Farn on Monday."
    other = strike(
        text, place=("Farn", FARN), days=("on Monday", "2024-03-04", "2024-03-04"), publisher="P"
    )
    assert not together(A, other)


def test_one_place_and_day_do_not_join_acts_of_other_kinds() -> None:
    text = "Police arrested nine men in Dorn on Sunday."
    arrest = strike(text, "arrested", category="COERCE", mode="arrest", actors={"Police": POLICE})
    assert not together(A, arrest)


def test_the_province_holds_the_town() -> None:
    text = "Jets struck a market in West province on Sunday, a spokesman said."
    assert together(A, strike(text, place=("West", WEST), publisher="Post"))


def test_who_attacked_whom_may_be_told_from_either_end() -> None:
    here = {"place": ("Dorn", DORN), "mode": None}
    one = strike(
        "The army fought the River Front in Dorn on Sunday.",
        "fought",
        actors={"army": ARMY},
        recipients={"River Front": REBELS},
        **here,
    )
    other = strike(
        "The River Front says it attacked the army in Dorn on Sunday.",
        "attacked",
        actors={"River Front": REBELS},
        recipients={"army": ARMY},
        **here,
    )
    assert together(one, other)


def test_a_named_ship_joins_what_the_places_leave_open() -> None:
    one = strike(
        "Drones hit the tanker Aurora Belle on Sunday.",
        "hit",
        mode="drone",
        place=None,
        recipients={"tanker Aurora Belle": None},
    )
    other = strike(
        "On Sunday a boat struck Aurora Belle, its owner said.",
        mode=None,
        place=None,
        days=("On Sunday", "2024-03-03", "2024-03-03"),
        recipients={"Aurora Belle": None},
    )
    assert together(one, other)


C = strike("Soldiers shot two men in Dorn on Sunday.", "shot", mode="firearms")


def decided(*decisions: Decision) -> Sets:
    return sets(Clusterer([A, B, C], decisions))


def ids(*views: Telling) -> tuple[str, ...]:
    return tuple(v.claim_id for v in views)


def groups(*views: tuple[Telling, ...]) -> set[frozenset[str]]:
    return {frozenset(ids(*v)) for v in views}


def test_people_join_split_and_pin() -> None:
    def found(*decisions: Decision) -> set[frozenset[str]]:
        return {frozenset(s) for s in decided(*decisions)}

    assert found() == groups((A, B), (C,))
    assert found(Decision("together", ids(A, C), "d1")) == groups((A, B, C))
    assert found(Decision("apart", ids(A, B), "d1")) == groups((A,), (B,), (C,))
    assert found(
        Decision(
            "pin",
            ids(
                A,
            ),
            "d1",
        )
    ) == groups((A,), (B,), (C,))
    assert found(Decision("pin", ids(A, C), "d1")) == groups((A, C), (B,))


def test_of_two_decisions_that_contradict_the_later_one_holds() -> None:
    join, split = Decision("together", ids(A, B), "d1", 1), Decision("apart", ids(A, B), "d2", 2)
    clusterer = Clusterer([A, B], [join, split])
    assert len(clusterer.clusters()) == 2
    assert clusterer.overruled == ("d1",)
    clusterer.decide([split, Decision("together", ids(A, B), "d3", 3)])
    assert len(clusterer.clusters()) == 1
    assert clusterer.overruled == ("d2",)
    (join_,) = clusterer.joins(clusterer.clusters()[0])
    assert join_.decision == "d3"


def test_decisions_hold_for_what_comes_later_and_the_order_does_not_matter() -> None:
    decisions = [Decision("together", ids(A, C), "d1", 1), Decision("apart", ids(A, B), "d2", 2)]
    expected = sets(Clusterer([A, B, C], decisions))
    clusterer = Clusterer([], decisions)
    for view in (C, B, A):
        clusterer.add([view])
        clusterer.update()
    assert sets(clusterer) == expected
    clusterer.decide([])
    assert sets(clusterer) == decided()


def test_decisions_of_unknown_claims_are_kept_without_harm() -> None:
    assert decided(Decision("together", ("nobody", "nowhere"), "d1")) == decided()
    assert decided(Decision("pin", ("nobody",), "d1")) == decided()

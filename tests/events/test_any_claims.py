"""Whatever the claims: the order of arrival, removal and decisions leave one result."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.events.blocking import tracks
from reportedly.events.cluster import Clusterer
from reportedly.events.decisions import Decision, Ruling
from reportedly.events.tellings import Number, Telling, Where

PLACES = [
    Where("p:1", 10.0, 20.0, 1, "AAA", "w", "", "place", "one"),
    Where("p:2", 10.05, 20.0, 1, "AAA", "w", "", "place", "two"),
    Where("p:3", 10.3, 20.3, 2, "AAA", "w", "", "place", "three"),
    Where("p:4", 10.0, 20.0, 4, "AAA", "w", "", "admin1", "west"),
    Where("p:5", 10.0, 20.0, 6, "AAA", "", "", "country", "land"),
    Where("p:6", 12.0, 21.0, 7, "XXX", "", "", "region", "sea"),
    Where("p:7", None, None, 1, "AAA", "w", "", "place", "nowhere"),
    Where("", None, None, 0, "", "", "", "", "somewhere"),
]


@st.composite
def tellings(draw: st.DrawFn) -> list[Telling]:
    made = []
    for number in range(draw(st.integers(0, 14))):
        first = draw(st.none() | st.integers(1000, 1006))
        span = draw(st.sampled_from((0, 0, 0, 1, 30)))
        mode = draw(st.sampled_from((None, "drone", "aerial")))
        made.append(
            Telling(
                claim_id=f"c{number}",
                document_id=f"d{draw(st.integers(0, 4))}",
                start=number,
                sentence=number // 2,
                category=draw(st.sampled_from(("ASSAULT", "ASSAULT", "ACCUSE"))),
                mode=mode,
                kind=draw(st.sampled_from(("ASSAULT", "ASSAULT", "ACCUSE"))),
                told=draw(st.sampled_from(("happened", "happened", "denied", "planned"))),
                actors=tuple(draw(st.lists(st.sampled_from(("@a", "@b", "men")), max_size=2))),
                recipients=tuple(draw(st.lists(st.sampled_from(("@a", "@b", "ship")), max_size=2))),
                states=(),
                states_hit=(),
                places=tuple(draw(st.lists(st.sampled_from(PLACES), max_size=2))),
                first=first,
                last=None if first is None else first + span,
                published=draw(st.none() | st.integers(1003, 1008)),
                counts=draw(st.sampled_from(((), (Number("killed", 9, 9, ""),)))),
                words=tuple(draw(st.lists(st.sampled_from("abcdefgh"), max_size=6, unique=True))),
                trigger=draw(st.sampled_from(("", "hit", "fire"))),
                names=tuple(draw(st.lists(st.sampled_from(("aurora", "one")), max_size=1))),
                objects=(),
                spots=(),
                voice="",
            )
        )
    return made


def decisions(draw: st.DrawFn, size: int) -> list[Decision]:
    claims = st.lists(st.sampled_from([f"c{i}" for i in range(size)]), min_size=1, max_size=3)
    kinds: st.SearchStrategy[Any] = st.sampled_from(("together", "apart", "pin"))
    return [
        Decision(draw(kinds), tuple(dict.fromkeys(draw(claims))), f"d{n}", n)
        for n in range(draw(st.integers(0, 3)))
    ]


def sets(clusterer: Clusterer) -> set[tuple[str, ...]]:
    return {c.claims for c in clusterer.clusters()}


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_one_result_whatever_the_order(data: st.DataObject) -> None:
    views = data.draw(tellings())
    made = st.composite(lambda draw: decisions(draw, max(1, len(views))))
    ruled = data.draw(made())
    whole = Clusterer(views, ruled)
    expected = sets(whole)
    assert sorted(c for claims in expected for c in claims) == sorted(v.claim_id for v in views)
    clusterer = Clusterer([], data.draw(st.sampled_from((ruled, []))))
    for view in data.draw(st.permutations(views)):
        clusterer.add([view])
        if data.draw(st.booleans()):
            clusterer.update()
    clusterer.decide(ruled)
    assert sets(clusterer) == expected
    assert clusterer.overruled == whole.overruled
    for cluster in clusterer.clusters():
        assert len(clusterer.joins(cluster)) >= len(cluster.claims) - 1
    if views:
        gone = data.draw(st.sampled_from(views))
        clusterer.remove([gone.claim_id, "unknown"])
        assert sets(clusterer) == sets(Clusterer([v for v in views if v is not gone], ruled))


@given(tellings())
@settings(max_examples=25, deadline=None)
def test_finding_each_other_is_symmetric(views: list[Telling]) -> None:
    made = [tracks(view) for view in views]
    for left in made:
        for right in made:
            there = any(own in look for own, _ in left for _, look in right)
            back = any(own in look for own, _ in right for _, look in left)
            assert there == back


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_decisions_that_hold_never_contradict_each_other(data: st.DataObject) -> None:
    made = st.composite(lambda draw: decisions(draw, 6))
    ruled = data.draw(made())
    ruling = Ruling(ruled)
    for decision in ruled:
        if decision.id in ruling.overruled:
            continue
        first, *rest = decision.claims
        if decision.kind == "apart":
            assert all(ruling.forbids(first, other) for other in rest)
        else:
            assert set(decision.claims) <= ruling.group(first)
        if decision.kind == "pin":
            assert ruling.group(first) == set(decision.claims)

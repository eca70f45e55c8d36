"""Which claims stand for one event, and in which fields they differ."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.records.claim import Attribution, Claim, Count, Event, Participant
from reportedly.review.adjudication import compare
from reportedly.review.pairing import counterparts, pair, trimmed
from reportedly.review.units import values_of
from review.coders import DOCUMENT, TEXT, denial, killing, shelling, span


def written(found: object) -> set[frozenset[tuple[int, str]]]:
    return {
        frozenset((i, c.claim_id) for i, c in enumerate(one.claims) if c is not None)
        for one in found  # type: ignore[attr-defined]
    }


def test_overlapping_triggers_pair_even_with_blanks() -> None:
    blank = killing(trigger=span("killed "), evidence=span("the army killed 3 people "))
    found = pair([[killing(), shelling()], [blank], [shelling(), denial()]])
    assert [[c is not None for c in one.claims] for one in found] == [
        [True, True, False],
        [True, False, True],
        [False, False, True],
    ]
    assert trimmed(span("killed ")) == trimmed(span("killed"))
    assert compare(pair([[killing()], [blank]])[0]) == []


def test_one_category_and_overlapping_evidence_pair() -> None:
    evidence = span("The governor said the army killed 3 people")
    left = killing(evidence=evidence, trigger=span("killed"))
    right = killing(evidence=evidence, trigger=span("3 people"))
    other = killing(evidence=evidence, trigger=span("3 people"), event=Event("COERCE"))
    assert len(pair([[left], [right]])) == 1
    assert len(pair([[left], [other]])) == 2


def test_no_coder_has_two_claims_in_a_pairing() -> None:
    two = [killing(), killing(event=Event("COERCE"))]
    found = pair([two, [killing(event=Event("COERCE"), status="planned")]])
    assert sorted(len(one.written) for one in found) == [1, 2]
    (both,) = [one for one in found if len(one.written) == 2]
    assert {c.event.plover for c in both.written} == {"COERCE"}


claims = st.lists(
    st.builds(
        lambda start, length, code, status: Claim(
            document=DOCUMENT,
            evidence=span(TEXT[start : start + length + 9]),
            trigger=span(TEXT[start : start + length]),
            event=Event(code),
            status=status,
            produced_by=killing().produced_by,
        ),
        st.integers(0, 60),
        st.integers(4, 9),
        st.sampled_from(["ASSAULT", "COERCE"]),
        st.sampled_from(["occurred", "denied"]),
    ),
    max_size=4,
    unique_by=lambda claim: claim.claim_id,
)


@given(st.lists(claims, min_size=2, max_size=3))
def test_the_order_of_coders_makes_no_difference(codings: list[list[Claim]]) -> None:
    found = written(pair(codings))
    for turn in permutations(range(len(codings))):
        turned = pair([list(reversed(codings[i])) for i in turn])
        again = {frozenset((turn[i], c) for i, c in group) for group in written(turned)}
        assert {frozenset(c for _, c in g) for g in again} == {
            frozenset(c for _, c in g) for g in found
        }
    assert sum(len(g) for g in found) == sum(map(len, codings))


def test_names_that_mean_the_same_are_one_value() -> None:
    right = killing(
        actors=(Participant(span("army")),),
        attribution=(Attribution(Participant(span("governor")), None, "asserts"),),
    )
    (one,) = pair([[killing()], [right]])
    values = values_of(one)
    assert values.labels["actors"][0] == values.labels["actors"][1]
    assert values.labels["speaker"][0] == values.labels["speaker"][1]
    assert values.days == (738946, 738946)
    assert values.numbers == {"killed": (3.0, 3.0)}
    assert compare(one) == []


def test_differences_by_field() -> None:
    right = killing(
        status="ongoing",
        recipients=(),
        time=None,
        counts=(Count(span("3"), "injured", 3, None),),
    )
    (one,) = pair([[killing()], [right]])
    found = {d.field: d.values for d in compare(one)}
    assert set(found) == {"status", "recipients", "time", "counts"}
    assert found["status"] == ("occurred", "ongoing")
    assert found["recipients"][1] is None
    assert found["time"][0]["earliest"] == "2024-03-01"
    (alone,) = pair([[killing()], []])
    assert [d.field for d in compare(alone)] == ["claim"]


def test_the_machines_claim_on_the_same_words() -> None:
    found = pair([[killing(), denial()], [killing()]])
    machine = [denial(status="occurred"), killing(actors=()), shelling()]
    matched = counterparts(found, machine)
    assert [matched[one.key].trigger.text for one in found] == ["killed", "raid"]

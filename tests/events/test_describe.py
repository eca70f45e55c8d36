from __future__ import annotations

from events.made import ARMY, DORN, FARN, POLICE, REBELS, WEST, claim, document
from reportedly.events.contradictions import contradictions
from reportedly.events.describe import describe
from reportedly.events.records import Contradiction, EventRecord, SourceProfile
from reportedly.records.claim import Claim

DAY = ("Sunday", "2024-03-03", "2024-03-03")


def told(
    text: str,
    trigger: str,
    publisher: str,
    killed: tuple[str, int | None, int | None] | None = None,
    **more: object,
) -> Claim:
    published = str(more.pop("published", "2024-03-05"))
    counts = [(killed[0], "killed", killed[1], killed[2])] if killed else []
    given: dict[str, object] = {"counts": counts} | more
    return claim(document(text, publisher, published), trigger, **given)  # type: ignore[arg-type]


WIRE = told(
    "Nine people died when the army shelled Dorn on Sunday, medics said.",
    "shelled",
    "Meridian",
    ("Nine", 9, 9),
    actors={"army": ARMY},
    place=("Dorn", DORN),
    days=DAY,
    speaker="medics",
)
LOCAL = told(
    "Eleven were killed on Monday when the River Front fired at Dorn.",
    "fired",
    "Courier",
    ("Eleven", 11, 11),
    actors={"River Front": REBELS},
    place=("Dorn", DORN),
    days=("Monday", "2024-03-04", "2024-03-04"),
)
DENIAL = told(
    "The army denies having shelled Dorn.",
    "shelled",
    "Northland Army",
    status="denied",
    actors={"army": ARMY},
    place=("Dorn", DORN),
)
NONE = told("Nobody was hurt by the shells on Dorn.", "shells", "Post", ("Nobody", 0, 0))


def fields(*claims: Claim) -> dict[str, tuple[str, str]]:
    return {row.field: (row.left, row.right) for row in contradictions(claims)}


def test_contradictions_are_rows() -> None:
    assert fields(WIRE, LOCAL) == {
        "time": ("2024-03-03", "2024-03-04"),
        "actor": ("Northland Army", "River Front"),
        "killed": ("9", "11"),
    }
    assert fields(WIRE, NONE) == {"killed": ("9", "none")}
    assert fields(WIRE, DENIAL) == {"status": ("happened", "denied")}


def test_a_denial_by_one_party_does_not_contradict_that_the_other_did_it() -> None:
    assert fields(LOCAL, DENIAL) == {}


def test_what_does_not_exclude_each_other_is_no_contradiction() -> None:
    def count(word: str, low: int | None, high: int | None) -> Claim:
        return told(f"{word} died in Dorn.", "died", word, (word, low, high))

    nine = count("Nine", 9, 9)
    for other in (
        count("At least five", 5, None),
        count("Up to ten", None, 10),
        count("Dozens", None, None),
        told("Many died in Dorn.", "died", "X"),
    ):
        assert fields(nine, other) == {}
    assert fields(nine, count("At least ten", 10, None)) == {"killed": ("9", "at least 10")}


def test_the_dead_of_two_sides_are_two_counts() -> None:
    soldiers = told("Six soldiers died.", "died", "A", ("Six", 6, 6), recipients={"soldiers": None})
    farmers = told("Two farmers died.", "died", "B", ("Two", 2, 2), recipients={"farmers": None})
    rebels = told("Forty fell.", "fell", "C", ("Forty", 40, 40), recipients={"Forty": REBELS})
    army = told("Three fell.", "fell", "D", ("Three", 3, 3), recipients={"Three": ARMY})
    assert fields(soldiers, farmers) == {}
    assert fields(rebels, army) == {}


def test_organs_of_one_state_and_sides_exchanged_do_not_contradict() -> None:
    police = told("Police shelled Dorn.", "shelled", "A", actors={"Police": POLICE})
    clash = told(
        "The River Front attacked the army.",
        "attacked",
        "B",
        actors={"River Front": REBELS},
        recipients={"army": ARMY},
    )
    assert fields(WIRE, police) == {}
    assert fields(WIRE, clash) == {}


def test_places_contradict_where_neither_can_hold_the_other() -> None:
    farn = told("Shells fell on Farn.", "fell", "A", place=("Farn", FARN))
    west = told("Shells fell on West province.", "fell", "B", place=("West", WEST))
    assert fields(WIRE, farn) == {"place": ("Dorn", "Farn")}
    assert fields(WIRE, west) == {}
    assert describe([WIRE, west]).place == DORN.gazetteer_id
    assert describe([WIRE, farn]).place is None


def test_plans_contradict_nothing() -> None:
    plan = told("The army plans to shell Dorn.", "shell", "A", status="planned")
    assert fields(plan, DENIAL) == {}


def event() -> EventRecord:
    return describe([DENIAL, LOCAL, WIRE, NONE])


def test_an_event_is_worded_without_a_verdict() -> None:
    made = event()
    assert made.wording == "told by 3 independent sources, denied by 1"
    assert (made.sources, made.denied_by) == (3, 1)
    assert made.category == "ASSAULT"
    assert (str(made.earliest), str(made.latest)) == ("2024-03-03", "2024-03-04")
    assert [v.told for v in made.voices].count("denied") == 1
    assert describe([DENIAL]).wording == "denied by 1 source"
    assert describe([WIRE]).wording == "told by 1 source"


def test_the_order_of_claims_changes_nothing() -> None:
    assert describe([WIRE, NONE, DENIAL, LOCAL]) == event()
    assert event().event_id == describe([LOCAL, WIRE, NONE, DENIAL]).event_id


def test_counts_are_ranges_by_voice_and_unknown_is_not_zero() -> None:
    vague = told("Dozens died in Dorn.", "died", "X", ("Dozens", None, None))
    (killed,) = describe([WIRE, LOCAL, vague]).counts
    assert (killed.low, killed.high, len(killed.lines)) == (9, 11, 3)
    (only,) = describe([vague]).counts
    assert (only.low, only.high) == (None, None)
    least = told("At least five died.", "died", "X", ("At least five", 5, None))
    (open_,) = describe([least]).counts
    assert (open_.low, open_.high) == (5, None)
    (zero,) = describe([NONE]).counts
    assert (zero.low, zero.high) == (0, 0)


def test_agreed_fields_name_the_claims_that_tell_them() -> None:
    agreed = {a.field: a for a in event().agreed}
    assert agreed["place"].value == "Dorn"
    assert set(agreed["place"].claims) == {WIRE.claim_id, LOCAL.claim_id}
    assert not {"time", "actor", "killed", "status"} & set(agreed)


def test_profiles_weigh_in_the_wording_only() -> None:
    profiles = {
        "Courier": SourceProfile("Courier", "local"),
        "Northland Army": SourceProfile("Northland Army", "party", party="t:army"),
    }
    made = describe([DENIAL, LOCAL, WIRE, NONE], profiles=profiles)
    assert made.wording == (
        "told by 3 independent sources (1 local outlet), denied by 1 (1 party to the conflict)"
    )
    assert made.contradictions == event().contradictions


def test_corrections_updates_and_retractions_of_one_publisher() -> None:
    later = told(
        "Seven, not nine as reported, died in Dorn.",
        "died",
        "Meridian",
        ("Seven", 7, 7),
        published="2024-03-07",
    )
    more = told(
        "The dead of Dorn are now twelve.",
        "dead",
        "Meridian",
        ("twelve", 12, 12),
        published="2024-03-06",
    )
    undone = told(
        "Dorn was not shelled.", "shelled", "Meridian", status="negated", published="2024-03-09"
    )
    made = describe([WIRE, later, more, undone, LOCAL])
    found = {
        (c.kind, c.later_claim, c.earlier_claim): (c.before, c.after) for c in made.corrections
    }
    assert found["corrects", later.claim_id, WIRE.claim_id] == ("9", "7")
    assert found["updates", more.claim_id, WIRE.claim_id] == ("9", "12")
    assert ("retracts", undone.claim_id, WIRE.claim_id) in found
    assert not any(LOCAL.claim_id in key for key in found)


def test_one_row_for_a_pair_of_documents_and_of_values() -> None:
    text = "Nine died when Dorn was shelled. The shelling took nine lives."
    twice = document(text, "A")
    claims = [
        claim(twice, "shelled", counts=[("Nine", "killed", 9, 9)]),
        claim(twice, "shelling", counts=[("nine", "killed", 9, 9)]),
    ]
    rows = contradictions([*claims, LOCAL])
    assert rows == (Contradiction("killed", claims[0].claim_id, LOCAL.claim_id, "9", "11"),)


def test_of_an_event_that_many_tell_each_pair_of_values_is_one_row() -> None:
    nine, ten = ("9", 9, 9), ("10", 10, 10)
    claims = [
        told(
            f"{'9' if i % 2 else '10'} died in Dorn, {i}.", "died", f"P{i}", nine if i % 2 else ten
        )
        for i in range(120)
    ]
    rows = contradictions(claims)
    assert [(row.field, row.left, row.right) for row in rows] == [("killed", "10", "9")]

"""Names by themselves: spellings, acronyms, countries, days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.actors import EmbeddedRegistry

REGISTRY = EmbeddedRegistry()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("TTP", "Tehrik-i-Taliban Pakistan"),
        ("Tehrik-e-Taleban-e-Pakistan", "Tehrik-i-Taliban Pakistan"),
        ("Taleban", "Taliban"),
        ("Hizbullah", "Hezbollah"),
        ("Ansar Allah", "Houthis"),
        ("Jamaat Nusrat al Islam wal Muslimeen", "Jama'at Nusrat al-Islam wal-Muslimin"),
        ("Government of Mali", "Mali"),
        ("Government of Russia (Soviet Union)", "Russia"),
        ("Army of Pakistan", "Pakistan Armed Forces"),
        ("the Islamic State", "Islamic State"),
        ("Islamic State (Khorasan Province)", "Islamic State Khorasan Province"),
        ("Хезболла", "Hezbollah"),
        ("Cotonou", "Benin"),
    ],
)
def test_spellings(name: str, expected: str) -> None:
    assert REGISTRY.lookup(name)[0].name == expected


def test_loose_matches_score_lower_than_the_name_itself() -> None:
    exact = REGISTRY.lookup("Ahrar al-Sham")[0]
    loose = REGISTRY.lookup("Harakat Ahrar ash-Shaam")[0]
    assert exact.id == loose.id
    assert (exact.score or 0) > 0.9
    assert 0 < (loose.score or 0) < 0.8


@pytest.mark.parametrize("name", ["", " ", "...", "the regime", "John Smith", "Khawarij", "of the"])
def test_names_of_nobody(name: str) -> None:
    assert list(REGISTRY.lookup(name)) == []


def test_ambiguous_names_need_a_country() -> None:
    assert len(REGISTRY.lookup("NRF")) > 1
    assert REGISTRY.lookup("NRF", country="AFG")[0].id == "rpd:nrf-afg"
    assert REGISTRY.lookup("NRF", country="SDN")[0].id != "rpd:nrf-afg"


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(1999, 5, 1), "de_facto_authority"),
        (date(2021, 8, 14), "rebel"),
        (date(2021, 8, 15), "de_facto_authority"),
    ],
)
def test_the_taliban_change_their_role(day: date, kind: str) -> None:
    assert REGISTRY.lookup("Taliban", on=day)[0].kind == kind


def test_an_organ_that_is_no_more_gives_the_state() -> None:
    before = REGISTRY.organ("army", "AFG", date(2020, 1, 1))
    after = REGISTRY.organ("army", "AFG", date(2022, 1, 1))
    assert before is not None
    assert after is not None
    assert (before.name, after.name) == ("Afghan National Army", "Afghanistan")


@pytest.mark.parametrize(
    ("noun", "country", "name"),
    [
        ("police", "HTI", "Haitian National Police"),
        ("army", "SOM", "Somali National Army"),
        ("soldiers", "BEN", "Benin Armed Forces"),
        ("government", "MLI", "Mali"),
        ("navy", "LKA", "Sri Lanka Navy"),
        ("defence ministry", "RUS", "Ministry of Defence (Russia)"),
        ("court", "USA", "Courts of the United States"),
        ("prime minister's office", "HTI", "Haiti"),
        ("foreign minister", "TGO", "Togo"),
    ],
)
def test_organs_by_noun_and_country(noun: str, country: str, name: str) -> None:
    actor = REGISTRY.organ(noun, country)
    assert actor is not None
    assert actor.name == name
    assert actor.country == country


@pytest.mark.parametrize("noun", ["gunmen", "insurgents", "villagers", ""])
def test_nouns_of_no_organ(noun: str) -> None:
    assert REGISTRY.organ(noun, "MLI") is None


def test_an_organ_named_by_the_pattern_alone_scores_lower() -> None:
    known, made = REGISTRY.organ("police", "HTI"), REGISTRY.organ("police", "IND")
    assert known is not None
    assert made is not None
    assert (known.score, made.score) == (0.8, 0.5)


def test_no_such_country() -> None:
    assert REGISTRY.organ("police", "ZZZ") is None


@pytest.mark.parametrize(
    ("name", "country"),
    [("Kabul", "AFG"), ("Cotonou", "BEN"), ("Burmese", "MMR"), ("Türkiye", "TUR"), ("U.S.", "USA")],
)
def test_states_by_name_adjective_and_capital(name: str, country: str) -> None:
    actor = REGISTRY.state_of(name)
    assert actor is not None
    assert (actor.kind, actor.country) == ("state", country)


def test_states_of_no_country() -> None:
    assert REGISTRY.state_of("Springfield") is None


def test_offices() -> None:
    assert REGISTRY.is_office("Foreign Minister")
    assert not REGISTRY.is_office("teacher")


def test_other_lists_ids_lead_to_the_same_entry() -> None:
    assert REGISTRY.get("ucdp:303") is REGISTRY.get("rpd:taliban")
    assert REGISTRY.get("un:QDe.161") is REGISTRY.get("rpd:iskp")
    state = REGISTRY.get("state:MLI")
    assert state is not None
    assert "ucdp:72" in state.refs
    assert REGISTRY.get("rpd:nobody") is None


def test_search() -> None:
    ids = [entry.id for entry in REGISTRY.search("khorasan")]
    assert "rpd:iskp" in ids
    assert REGISTRY.search("") == []


def test_digest_is_of_the_data() -> None:
    assert len(REGISTRY.digest) == 64
    assert REGISTRY.digest == EmbeddedRegistry().digest


@given(st.text(max_size=60))
def test_any_name_is_looked_up(name: str) -> None:
    for actor in REGISTRY.lookup(name, country="MLI", on=date(2020, 1, 1)):
        assert actor.id
        assert 0 <= (actor.score or 0) <= 1

"""What is found in running text, and what is left alone."""

from __future__ import annotations

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.actors import EmbeddedRegistry
from reportedly.records.document import Document
from reportedly.text.analysis import analyse

REGISTRY = EmbeddedRegistry()
# fmt: off
_PARTS = [
    "the", "The", "of", "Pakistan", "'s", "army", "RSF", "(", ")", ",",
    ".", "Taliban", "commander", "UN", "al", "-", "Shabaab", "U.S.", "S", "foreign",
    "minister", "run", "Sudan", "for", "spokesman",
]
# fmt: on


def found(text: str, on: date | None = None) -> list[tuple[str, str | None]]:
    return [
        (text[hit.start : hit.end], hit.entry.name if hit.entry else None)
        for hit in REGISTRY.find_in_text(text, on)
    ]


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("Pakistani army shelling went on.", "Pakistani army", "Pakistan Armed Forces"),
        ("Pakistan's military denied it.", "Pakistan's military", "Pakistan Armed Forces"),
        ("The Somali army advanced.", "Somali army", "Somali National Army"),
        ("A Nigerien patrol was hit.", "Nigerien patrol", "Niger"),
        ("Niger's military rulers objected.", "Niger's military rulers", "Niger"),
        ("The government of the Philippines", "government of the Philippines",
         "Philippines"),
        ("The Ministry of Interior, Republic of Iraq, said so.",
         "Ministry of Interior, Republic of Iraq", "Ministry of Interior (Iraq)"),
        ("Haitian police fired tear gas.", "Haitian police", "Haitian National Police"),
        ("U.S. Central Command said", "U.S. Central Command", "United States Central Command"),
        ("Afghan Taliban fighters", "Afghan Taliban", "Taliban"),
        ("police in Kenya said", "police in Kenya", "National Police Service (Kenya)"),
        ("the Houthi-run health ministry said", "Houthi-run health ministry", "Houthis"),
        ("A Ugandan supply truck burned.", "Ugandan supply truck", "Uganda"),
        ("Pakistani elite soldiers", "Pakistani elite soldiers", "Pakistan Armed Forces"),
        ("Togolese coastguards", "Togolese coastguards", "Togo"),
        ("Syrian government forces", "Syrian government forces", "Syria"),
    ],
)  # fmt: skip
def test_organs_and_states(text: str, phrase: str, name: str) -> None:
    assert (phrase, name) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Foreign troops in Iraq were attacked.",  # of which country, the words do not say
        "They crossed into Mali. Police were not there.",
        "Gunmen and insurgents fought troops and police.",
        "A court in the city convicted him.",
        "Georgia Tech officials met Jordan Smith and Chad Brown.",
    ],
)
def test_nothing_is_guessed(text: str) -> None:
    assert [name for _, name in found(text) if name] == []


@pytest.mark.parametrize(
    "text",
    [
        "Abdirahman Warsame Jimale was killed near the well.",
        "Joseph F. Wagner and Anwar Sadat met Mariam Diallo.",
        "Farah Nasri, a teacher, said that her brother Hamza had been taken.",
    ],
)
def test_private_persons_are_never_resolved(text: str) -> None:
    assert [name for _, name in found(text) if name] == []


def test_a_name_in_no_registry_stays_unresolved() -> None:
    text = "The Peoples Army of Northern Zubaria (PANZ) took the bridge. PANZ fighters cheered."
    assert found(text) == []
    assert REGISTRY.lookup("Peoples Army of Northern Zubaria") == []


def test_an_acronym_that_the_text_explains_is_not_taken_for_another() -> None:
    text = "In Sudan the Rural Sports Federation (RSF) met. The RSF elected a board."
    assert found(text) == []


def test_expansions_are_learned() -> None:
    text = "Rapid Support Forces (RSF) shelled the market. The RSF denied it."
    assert [name for _, name in found(text)] == ["Rapid Support Forces"] * 3


def test_an_acronym_is_settled_by_a_full_name_elsewhere() -> None:
    text = "The BLA claimed it. The Baloch Liberation Army has done so before."
    assert [name for _, name in found(text)] == ["Baloch Liberation Army"] * 2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In Sudan, the RSF shelled the market.", "Rapid Support Forces"),
        ("ELN rebels in Colombia", "National Liberation Army"),
        ("NRF fighters in Afghanistan", "National Resistance Front of Afghanistan"),
        ("AFP troops in the Philippines", "Armed Forces of the Philippines"),
        ("AFP reported from Mali", "Agence France-Presse"),
        ("Somalia's SNA", "Somali National Army"),
        ("Al-Shabaab struck Palma, Mozambique.", "Ansar al-Sunna (Mozambique)"),
        ("Al-Shabaab struck a base in Kenya.", "Al-Shabaab"),
        ("Al-Shabaab struck again.", "Al-Shabaab"),
    ],
)
def test_ambiguous_acronyms_go_by_the_country(text: str, name: str) -> None:
    assert name in [n for _, n in found(text)]


@pytest.mark.parametrize("text", ["The RSF spoke.", "An ELN unit came.", "The NRF attacked."])
def test_ambiguous_acronyms_without_a_country_stay_open(text: str) -> None:
    (hit,) = REGISTRY.find_in_text(text)
    assert hit.entry is None
    assert len(hit.candidates) > 1


def test_countries_from_elsewhere_settle_a_name() -> None:
    text = "The RSF shelled a camp at El Fasher."
    (hit,) = REGISTRY._finder.find(text, None, countries={"SDN": 2})
    assert hit.entry is not None
    assert hit.entry.id == "rpd:rsf-sdn"


@pytest.mark.parametrize(
    "text", ["The Khawarij fled.", "They blamed the regime.", "Terrorists struck.", "the enemy"]
)
def test_labels_identify_nobody(text: str) -> None:
    hits = REGISTRY.find_in_text(text)
    assert [hit.label for hit in hits] == [True]
    assert all(hit.entry is None for hit in hits)


def test_a_label_keeps_whom_its_users_mean_as_candidates() -> None:
    (hit,) = REGISTRY.find_in_text("Security forces killed nine of the Fitna al-Khawarij.")
    assert hit.label
    assert hit.entry is None
    assert [entry.id for entry, _ in hit.candidates] == ["rpd:ttp"]


@pytest.mark.parametrize(
    ("text", "phrase", "person"),
    [
        ("TTP commander Abdul Wali", "TTP commander", "commander"),
        ("a spokesman for the Houthis", "spokesman for the Houthis", "office_holder"),
        ("Togo's foreign minister left", "Togo's foreign minister", "office_holder"),
        ("the president of Ghana", "president of Ghana", "office_holder"),
        ("the Taliban foreign minister", "Taliban foreign minister", "office_holder"),
        ("Colonel Ali Nur of the Somali National Army",
         "Colonel Ali Nur of the Somali National Army", "commander"),
    ],
)  # fmt: skip
def test_offices_and_commanders(text: str, phrase: str, person: str) -> None:
    (hit,) = REGISTRY.find_in_text(text)
    assert (text[hit.start : hit.end], hit.person) == (phrase, person)
    assert hit.entry is not None


def test_peoples_are_actors_only_beside_a_noun_of_armed_people() -> None:
    assert found("In Sudan the Masalit farm and trade.") == []
    text = "In South Sudan, Murle youths raided cattle."
    assert [phrase for phrase, _ in found(text)] == ["Murle"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("أعلنت قوات الدعم السريع", "Rapid Support Forces"),
        ("Движение Талибан заявило", "Taliban"),
        ("سپاه پاسداران", "Islamic Revolutionary Guard Corps"),
        ("Tehreek‑e‑Taliban Pakistan", "Tehrik-i-Taliban Pakistan"),
        ("Hay’at Tahrir al‑Sham", "Hay'at Tahrir al-Sham"),
    ],
)
def test_other_scripts_and_typography(text: str, name: str) -> None:
    assert name in [n for _, n in found(text)]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("In Haiti, Viv Ansanm burned a market in Port-au-Prince. Police fled.", "HTI"),
        ("Mali accused Niger. Malian and Nigerien soldiers met.", None),
        ("Police fled.", None),
    ],
)
def test_the_country_a_document_is_about(text: str, country: str | None) -> None:
    assert REGISTRY.focus(analyse(Document(text=text, uri="x", title=None))) == country


def test_words_in_capitals_are_no_acronyms() -> None:
    assert found("WHAT SECTOR OF ECONOMY IS STILL STRONG") == []


def test_mentions_are_the_documents_own_characters() -> None:
    text = "Le 4 mars\u200b, the  Pakistani\narmy and the TTP fought in Pakistan."
    document = Document(text=text, uri="x", title=None, published="2024-03-04")
    mentions = REGISTRY.find(analyse(document), date(2024, 3, 4))
    assert [m.resolved.name for m in mentions if m.resolved] == [
        "Pakistan Armed Forces",
        "Tehrik-i-Taliban Pakistan",
    ]
    for mention in mentions:
        mention.span.check(text)


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    end = 0
    for hit in REGISTRY.find_in_text(text):
        assert end <= hit.start < hit.end <= len(text)
        end = hit.end


@given(
    st.lists(
        st.sampled_from(_PARTS),
        max_size=25,
    )
)
def test_any_order_of_its_words_is_read(parts: list[str]) -> None:
    text = " ".join(parts)
    hits = REGISTRY.find_in_text(text)
    assert all(a.end <= b.start for a, b in pairwise(hits))


def test_time_grows_with_length_alone() -> None:
    text = "Malian soldiers and JNIM fought; the government of Mali (UN) said RSF. " * 50
    REGISTRY.find_in_text(text)
    begin = time.process_time()
    REGISTRY.find_in_text(text)
    short = time.process_time() - begin
    begin = time.process_time()
    REGISTRY.find_in_text(text * 8)
    assert time.process_time() - begin < max(short, 0.005) * 40


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In Imphal, India, the United Naga Council called a strike.", "United Naga Council"),
        ("Police in Lahore, Pakistan, and the Rangers closed the road.", "Pakistan Rangers"),
        ("The French Navy frigate left Djibouti.", "French Navy"),
        ("Manipur Police arrested two men in Imphal.", "Manipur Police"),
        ("Punjab Police arrested two men in Lahore, Pakistan.", "Punjab Police (Pakistan)"),
        ("Punjab Police arrested two men in Amritsar, India.", "Punjab Police (India)"),
    ],
)
def test_police_of_provinces_and_names_that_need_their_country(
    registry: EmbeddedRegistry, text: str, name: str
) -> None:
    found = {hit.entry.name for hit in registry.find_in_text(text) if hit.entry}
    assert name in found

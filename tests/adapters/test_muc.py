"""Readings as MUC-4 templates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.adapters.muc import muc_templates
from reportedly.adapters.muc_names import fullest, names
from reportedly.adapters.muc_phrases import (
    head_word,
    is_thing,
    phrases,
    singular,
    weapons,
    words_of,
)
from reportedly.adapters.muc_words import muc_words, parse_muc_words
from reportedly.errors import DataError
from reportedly.records.claim import Count, Time
from reportedly.records.document import Document
from reportedly.records.mentions import ActorMention
from reportedly.records.reading import Reading
from sample_readings import FRONT, Maker

TEXT = (
    "LIMA, 3 JAN 90 -- THREE ARMED MEN OF THE NORTHERN FRONT KILLED JUDGE ANA RUIZ IN LIMA TODAY. "
    "A BOMB EXPLODED IN THE CITY HALL. SUSPECTED REBELS KIDNAPPED MAYOR LUIS PAZ SOTO ON MONDAY. "
    "SOLDIERS KILLED 12 GUERRILLAS. JUDGES ARE MURDERED. PAZ WAS TAKEN BY TWO MEN."
)


def maker() -> Maker:
    return Maker(Document(TEXT, published="1990-01-03", language="en"))


def reading() -> Reading:
    m = maker()
    m.claim(
        "THREE ARMED MEN OF THE NORTHERN FRONT KILLED JUDGE ANA RUIZ IN LIMA TODAY.",
        "KILLED", "ASSAULT/targeted", "occurred",
        actors=(m.party("ARMED MEN OF THE NORTHERN FRONT"),),
        recipients=(m.party("JUDGE ANA RUIZ"),),
    )  # fmt: skip
    m.claim(
        "A BOMB EXPLODED IN THE CITY HALL.", "EXPLODED", "ASSAULT/explosives", "occurred",
        time=Time(m.span("TODAY"), date(1990, 1, 3), date(1990, 1, 3), "day", True, "published"),
        recipients=(m.party("CITY HALL"),),
    )  # fmt: skip
    m.claim(
        "SUSPECTED REBELS KIDNAPPED MAYOR LUIS PAZ SOTO ON MONDAY.", "KIDNAPPED",
        "ASSAULT/abduct", "averted",
        actors=(m.party("SUSPECTED REBELS"),),
        recipients=(m.party("MAYOR LUIS PAZ SOTO"),),
    )  # fmt: skip
    m.claim(
        "SOLDIERS KILLED 12 GUERRILLAS.", "KILLED", "ASSAULT", "occurred",
        actors=(m.party("SOLDIERS"),), recipients=(m.party("GUERRILLAS"),),
        counts=(Count(m.span("12"), "killed", 12, 12),),
    )  # fmt: skip
    m.claim("JUDGES ARE MURDERED.", "MURDERED", "ASSAULT", "occurred",
            recipients=(m.party("JUDGES"),))  # fmt: skip
    group = ActorMention(m.span("NORTHERN FRONT"), FRONT)
    return m.reading(actors=(group,))


def texts(entities: tuple[tuple[Any, ...], ...]) -> list[str]:
    return [span.text for entity in entities for span in entity]


def test_one_template_for_each_incident_against_civilians() -> None:
    found = muc_templates(reading())
    assert [t.type for t in found] == ["ATTACK", "BOMBING", "KIDNAPPING"]
    assert [t.stage for t in found] == ["ACCOMPLISHED", "ACCOMPLISHED", "ATTEMPTED"]


def test_slots_hold_short_phrases() -> None:
    attack, bombing, kidnapping = muc_templates(reading())
    assert texts(attack.victims) == ["ANA RUIZ"]
    assert texts(attack.organisations) == ["NORTHERN FRONT"]
    assert attack.confidence == "REPORTED AS FACT"
    assert texts(bombing.instruments) == ["BOMB"]
    assert texts(kidnapping.perpetrators) == ["REBELS"]
    assert texts(kidnapping.victims) == ["LUIS PAZ SOTO"]


def test_every_filler_stands_in_the_text() -> None:
    for template in muc_templates(reading()):
        for slot in (template.perpetrators, template.targets, template.victims):
            for entity in slot:
                for span in entity:
                    span.check(TEXT)


def test_a_document_without_claims_has_no_templates() -> None:
    assert muc_templates(Reading(Document("NOTHING HAPPENED."))) == ()


def test_events_of_other_days_are_other_incidents() -> None:
    m = maker()
    for words, day in (("TODAY", date(1990, 1, 3)), ("MONDAY", date(1990, 1, 1))):
        evidence = next(s + "." for s in TEXT.split(".") if words in s).strip()
        verb = "KILLED" if "KILLED" in evidence else "KIDNAPPED"
        when = Time(m.span(words), day, day, "day", False, "published")
        m.claim(evidence, verb, "ASSAULT", "occurred", time=when, recipients=(m.party("MEN"),))
    assert len(muc_templates(m.reading())) == 2


def _bombing(text: str, evidence: str, trigger: str, *recipients: str) -> Maker:
    m = Maker(Document(text, published="1990-01-03", language="en"))
    m.claim(
        evidence, trigger, "ASSAULT/explosives", "occurred",
        recipients=tuple(m.party(r) for r in recipients),
        time=Time(m.span("TODAY"), date(1990, 1, 3), date(1990, 1, 3), "day", False, "published"),
    )  # fmt: skip
    return m


def test_who_is_blamed_elsewhere_and_names_in_a_list_of_victims() -> None:
    text = (
        "A BOMB EXPLODED IN LIMA TODAY, WOUNDING TWO PEOPLE. "
        + "THE STREET WAS CLOSED TO ALL TRAFFIC FOR HOURS AND SHOPS STAYED SHUT. " * 5
        + "THE VICTIMS WERE IDENTIFIED AS LUIS PAZ AND ANA RUIZ. "
        + "POLICE HOLD THE NORTHERN FRONT RESPONSIBLE FOR THE BLAST."
    )
    m = _bombing(text, "A BOMB EXPLODED IN LIMA TODAY, WOUNDING TWO PEOPLE.", "EXPLODED", "PEOPLE")
    group = ActorMention(m.span("NORTHERN FRONT"), replace(FRONT, kind="rebel"))
    (template,) = muc_templates(m.reading(actors=(group,)))
    assert texts(template.organisations) == ["NORTHERN FRONT"]
    assert texts(template.victims) == ["LUIS PAZ", "ANA RUIZ"]


def test_targets_without_number_and_without_scenery() -> None:
    text = "A BOMB EXPLODED TODAY ON A STREET AND DAMAGED ONE BUS, THE SOUTH BANK AND THE BANK."
    (template,) = muc_templates(_bombing(text, text, "EXPLODED", "BUS").reading())
    assert texts(template.targets) == ["BUS", "SOUTH BANK"]


def test_people_of_whom_no_more_is_known() -> None:
    text = "A BOMB LEFT BY SEVERAL UNIDENTIFIED MEN EXPLODED TODAY AT A BANK IN A TERRORIST ATTACK."
    (template,) = muc_templates(_bombing(text, text, "EXPLODED", "BANK").reading())
    assert texts(template.perpetrators) == ["SEVERAL UNIDENTIFIED MEN"]


def test_a_threat_alone_is_no_incident() -> None:
    m = maker()
    m.claim("JUDGES ARE MURDERED.", "MURDERED", "ASSAULT", "planned",
            recipients=(m.party("MAYOR LUIS PAZ SOTO"),))  # fmt: skip
    assert muc_templates(m.reading()) == ()


def test_names_stop_at_common_words() -> None:
    assert [n.text for n in names(TEXT, 0, len(TEXT))] == ["ANA RUIZ", "LUIS PAZ SOTO"]
    short = maker().span("PAZ", 2)
    assert fullest(short, TEXT).text == "LUIS PAZ SOTO"


def test_heads_and_things() -> None:
    assert head_word("MEMBERS OF THE FRONT") == "members"
    assert head_word("") == ""
    assert [singular(w) for w in ("embassies", "buses", "houses", "boss")] == [
        "embassy", "bus", "house", "boss",
    ]  # fmt: skip
    assert is_thing("bridges")
    assert not is_thing("judge")
    text = "THEY BURNED THE OLD TOWN HALL, TWO BUSES AND A POLICE STATION."
    assert [p.text for p in phrases(text, 0, len(text), is_thing)] == ["BUSES", "POLICE STATION"]


def test_weapons_without_their_number() -> None:
    text = "FOUR POWERFUL CAR BOMBS AND AN AK-47"
    assert [w.text for w in weapons(text, 0, len(text))] == ["CAR BOMBS", "AK-47"]


@given(st.text(max_size=200))
def test_any_text_has_words_within_it(text: str) -> None:
    for word, start, end in words_of(text, 0, len(text)):
        assert text[start:end].lower().startswith(word[:1]) or word
    list(names(text, 0, len(text)))
    list(phrases(text, 0, len(text), is_thing))


def test_the_word_lists_are_checked() -> None:
    assert muc_words().types["BOMBING"]
    with pytest.raises(DataError, match="expected the keys"):
        parse_muc_words({"types": {}})
    lists: dict[str, Any] = {name: [] for name in muc_words().__slots__ if name != "types"} | {
        "types": {}
    }
    with pytest.raises(DataError, match="edges"):
        parse_muc_words(lists | {"edges": [1]})
    with pytest.raises(DataError, match="types"):
        parse_muc_words(lists | {"types": []})

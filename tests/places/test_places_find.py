"""What counts as a toponym in running text, and what does not."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.places.gazetteer import EmbeddedGazetteer
from reportedly.records.document import Document
from reportedly.records.mentions import PlaceMention
from reportedly.text.analysis import analyse

Find = Callable[[str], dict[str, PlaceMention]]

NO_PLACES = [
    ("Afghan and Pakistani soldiers exchanged fire.", ("Afghan", "Pakistani")),
    ("The Bank of Kabul was robbed.", ("Kabul", "Bank")),
    ("General Aleppo addressed the troops.", ("Aleppo",)),
    ("The Islamic State claimed the attack.", ("Islamic State", "State")),
    ("Paris Hilton visited the camp with Jack London.", ("Paris", "London", "Hilton")),
    ("Police and Union leaders met in March.", ("Police", "Union", "March")),
    ("The Kunduz Brigade said nothing.", ("Kunduz",)),
    ("Of the dead, four were children. Many were Same.", ("Of", "Many", "Same")),
    ("They marched down Kabul Street.", ("Kabul",)),
    ("It cost 3 million US dollars.", ("US",)),
]


@pytest.mark.parametrize(("text", "names"), NO_PLACES)
def test_no_place(find: Find, text: str, names: tuple[str, ...]) -> None:
    assert not set(find(text)) & set(names)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Troops entered Marawi at dawn.", "Marawi"),
        ("Rebels from Goma reached Bukavu.", "Goma"),
        ("MUZAFFARABAD: A strike shut the bazaars.", "MUZAFFARABAD"),
        ("Syria's Aleppo was quiet.", "Aleppo"),
        ("A mortar landed near Kabul airport.", "Kabul"),
        ("Villagers fled north of Goma.", "Goma"),
        ("Clashes broke out in Mazar-e-Sharif.", "Mazar-e-Sharif"),
        ("He was seen in the town of al-Bukamal.", "al-Bukamal"),
    ],
)
def test_place(find: Find, text: str, name: str) -> None:
    assert name in find(text)


@pytest.mark.parametrize(
    ("text", "name", "use"),
    [
        ("Three people died in Idlib.", "Idlib", "literal"),
        ("The Idlib-based group shelled a base.", "Idlib", "associative"),
        ("The governor of Khost condemned the raid.", "Khost", "associative"),
        ("Kabul accused Islamabad of the strike.", "Kabul", "metonymic"),
    ],
)
def test_use_of_a_toponym(find: Find, text: str, name: str, use: str) -> None:
    assert (find(text)[name].rule or "").startswith(f"{use}:")


def test_spans_are_the_documents_own(find: Find) -> None:
    text = "Shells fell on\u200b Bakh\u00admut,\r\nDonetsk oblast\u00a0\u2014 again."
    found = find(text)
    assert any(m.resolved is not None for m in found.values())


def test_the_order_is_that_of_the_text(gazetteer: EmbeddedGazetteer) -> None:
    text = "From Goma to Bukavu, from Bukavu to Uvira, and back to Goma."
    mentions = gazetteer.find(analyse(Document(text)))
    spans = [m.span for m in mentions]
    assert spans == sorted(spans)
    assert not any(a.overlaps(b) for a, b in pairwise(spans))
    assert mentions == gazetteer.find(analyse(Document(text)))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    gazetteer = EmbeddedGazetteer()
    for mention in gazetteer.find(analyse(Document(text))):
        mention.span.check(text)
    gazetteer.lookup(text)
    gazetteer.named_in(text, "SYR")

"""Text printed in capitals: read in the usual case, offsets as printed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.records.document import Document
from reportedly.text.analysis import analyse
from reportedly.text.normalise import normalise
from reportedly.text.truecase import is_capitals, truecase

NAMES = {"goma": "Goma", "kinshasa": "Kinshasa"}
WIRE = "REBELS SHELLED GOMA ON MONDAY, THE ARMY SAID. NINE PEOPLE DIED AT THE CITY'S MARKET."


@given(st.text(st.characters(), max_size=200))
def test_length_stays(text: str) -> None:
    assert len(truecase(text, NAMES.get)) == len(text)
    assert len(truecase(text.upper(), lambda word: word.title())) == len(text.upper())


@given(st.text(st.characters(), max_size=200))
def test_only_case_changes(text: str) -> None:
    for before, after in zip(text, truecase(text, NAMES.get), strict=True):
        assert before.lower() == after.lower() or before.upper() == after.upper()


def test_sentence_starts_and_names_are_capitals() -> None:
    assert truecase(WIRE, NAMES.get) == (
        "Rebels shelled Goma on monday, the army said. Nine people died at the city's market."
    )


def test_capitals_are_told_from_headings_and_short_text() -> None:
    assert is_capitals(WIRE)
    assert not is_capitals(WIRE.lower())
    assert not is_capitals("UN AND EU")
    assert not is_capitals("NORTH KIVU. " + "Fighting went on near the lake. " * 4)


def test_spans_of_capitals_are_those_printed() -> None:
    analysis = analyse(Document(WIRE), is_name=NAMES.get)
    assert analysis.truecased
    verb = next(token for token in analysis.doc if token.lemma_ == "shell")
    assert analysis.token_span(verb).text == "SHELLED"


@given(st.text("ABC\u0130\u00df\u0149\u01c5\ufb03\u1e9e .'", min_size=60, max_size=120))
def test_letters_that_grow_do_not_shift(text: str) -> None:
    analysis = analyse(Document(text), is_name=lambda word: word.title())
    assert len(analysis.text) == len(normalise(text).text)

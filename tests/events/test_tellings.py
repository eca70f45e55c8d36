from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.made import ARMY, DORN, claim, document
from reportedly.errors import DataError
from reportedly.events.rules import load_kinds, load_scale, load_words, stem
from reportedly.events.tellings import from_row, stems, telling, to_row
from strategies import claims, documents


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_any_claim_can_be_taken_and_survives_as_a_row(data: st.DataObject) -> None:
    view = telling(data.draw(claims(data.draw(documents()))))
    assert from_row(json.loads(json.dumps(to_row(view)))) == view


def test_what_a_claim_is_compared_by() -> None:
    text = "Shells of the army hit the ship Aurora Belle near Dorn on 3 March; 9 soldiers died."
    view = telling(
        claim(
            document(text),
            "hit",
            mode="heavy-weapons",
            actors={"army": ARMY},
            recipients={"ship Aurora Belle": None},
            place=("Dorn", DORN),
            days=("on 3 March", "2024-03-03", "2024-03-03"),
            counts=[("9", "killed", 9, 9)],
        )
    )
    assert view.actors == ("@t:army",)
    assert view.states == ("NLD",)
    assert view.objects == (stem("aurora"), stem("belle"))
    assert view.spots == ("dorn",)
    assert view.first == view.last
    assert view.counts[0][:3] == ("killed", 9, 9)
    assert "shell" in view.words
    assert not {"march", "the", "9"} & set(view.words)


def test_rows_of_another_shape_are_refused() -> None:
    row = to_row(telling(claim(document("Dorn was shelled."), "shelled")))
    for broken in ([], row[:-1], [99, *row[1:]], {"a": 1}):
        with pytest.raises(DataError, match="version"):
            from_row(broken)  # type: ignore[arg-type]
    with pytest.raises(DataError, match="telling"):
        from_row([row[0], *[None] * (len(row) - 1)])


@pytest.mark.parametrize(
    ("words", "expected"),
    [("shelled shells shelling", ("shell",)), ("Armies, army!", ("army",)), ("the of 12", ())],
)
def test_stems_fold_forms_of_a_word(words: str, expected: tuple[str, ...]) -> None:
    assert stems(words) == expected


def test_data_files_that_are_broken_are_named(tmp_path: object) -> None:
    from pathlib import Path

    file = Path(str(tmp_path)) / "x.yaml"
    for text in ("[", "- a", "join: x", "empty: [a]"):
        file.write_text(text)
        for load in (load_words.__wrapped__, load_kinds.__wrapped__, load_scale.__wrapped__):
            with pytest.raises(DataError, match=r"x\.yaml"):
                load(file)

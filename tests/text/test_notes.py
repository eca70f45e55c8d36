"""Notes of transcribers in brackets."""

from __future__ import annotations

from reportedly.text.normalise import normalise


def test_notes_of_transcribers_are_no_words_of_the_text() -> None:
    text = "[TEXT] Gunmen [words indistinct] fled [Gao]."
    found = normalise(text)
    assert found.text.split() == ["Gunmen", "fled", "[Gao]."]
    start = found.text.index("fled")
    assert text[slice(*found.back(start, start + 4))] == "fled"

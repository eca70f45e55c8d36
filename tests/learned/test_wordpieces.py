from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.learned.wordpieces import WINDOW, Pieces, WordPieces, windows


def test_words_are_cut_at_punctuation_and_stand_where_they_say(cutter: WordPieces) -> None:
    text = "Kyiv's air force shot down 17 drones."
    words = [text[a:b] for a, b in cutter.cut([text])[0].words]
    assert words == ["Kyiv", "'", "s", "air", "force", "shot", "down", "17", "drones", "."]


def test_offsets_count_code_points(cutter: WordPieces) -> None:
    text = "𝔘kraine 🚀 said Sévaré fell"
    pieces = cutter.cut([text])[0]
    assert [text[a:b] for a, b in pieces.words][-2:] == ["Sévaré", "fell"]


def test_capitals_and_lower_case_are_one(cutter: WordPieces) -> None:
    assert cutter.cut(["REBELS FIRED"])[0].ids == cutter.cut(["rebels fired"])[0].ids


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=80))
def test_words_are_ordered_and_within_any_string(cutter: WordPieces, text: str) -> None:
    pieces = cutter.cut([text])[0]
    last = 0
    for start, end in pieces.words:
        assert last <= start < end <= len(text)
        last = end
    assert len(pieces.firsts) == len(pieces.words)
    assert all(0 <= f < len(pieces.ids) for f in pieces.firsts)


@given(total=st.integers(0, 700))
def test_windows_take_each_word_once(total: int) -> None:
    pieces = Pieces(
        tuple(range(total)), tuple((i, i + 1) for i in range(total)), tuple(range(total))
    )
    taken: list[int] = []
    for window in windows(pieces):
        assert len(window.ids) <= WINDOW - 2
        assert len(window.words) == len(window.rows)
        for word, row in zip(window.words, window.rows, strict=True):
            assert window.ids[row - 1] == word
        taken += window.words
    assert taken == list(range(total))

"""The measure of the masking: what counts as masked, and bad files."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.errors import DataError
from reportedly.evaluate.privacy import (
    Sentence,
    evaluate_privacy,
    is_masked,
    load_sentences,
    name_words,
)
from reportedly.exports.privacy import MASK
from reportedly.records.document import Document
from reportedly.records.reading import Reading


class Blind:
    """A reader that finds nothing."""

    def read(self, document: Document) -> Reading:
        return Reading(document)


def test_a_part_of_a_name_that_is_left_is_a_miss() -> None:
    sentence = Sentence("Omar Haddad fled.", ("Omar Haddad",))
    assert is_masked("Omar Haddad", sentence, f"{MASK} fled.")
    assert not is_masked("Omar Haddad", sentence, f"{MASK} Haddad fled.")
    assert not is_masked("Omar Haddad", sentence, "Omar Haddad fled.")


def test_ranks_and_small_words_are_no_names() -> None:
    assert name_words("Dr Omar al-Haddad bin Ali") == ["Omar", "al-Haddad", "Ali"]


def test_figures() -> None:
    texts = [
        Sentence("Omar Haddad fled.", ("Omar Haddad",)),
        Sentence("They spared general Omar.", (), ("Omar",)),
    ]
    found = evaluate_privacy(texts, Blind())
    assert found.as_json() == {
        "texts": 2, "private_names": 1, "masked": 1, "recall": 1.0, "public_names": 1,
        "public_masked": 0, "masks": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    "text", ["a: 1", "- 3", "- {text: Omar., private: [Ali]}", "- [", "- {x: 1}"]
)
def test_bad_files(text: str, tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(DataError):
        load_sentences(path)

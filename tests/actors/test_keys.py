"""How names compare."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.actors.keys import bag_key, initials, name_key, sound_key, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jabhat al-Nusra", "Jabhet an-Nusrah"),
        ("Hay'at Tahrir al-Sham", "Hayat Tahrir ash-Sham"),
        ("Jaish-ul-Mujahideen", "Jaysh al-Mujahidin"),
        ("Wilayat Kavkaz", "Vilayat Qawqaz"),
        ("Вагнер", "Vagner"),
        ("Lashkar-e-Tayyiba", "Lashkar i Taiba"),
    ],
)
def test_transliterations_sound_alike(one: str, other: str) -> None:
    assert sound_key(name_key(one)) == sound_key(name_key(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hamas", "Hamdan"), ("Ansar al-Islam", "Ansar al-Sharia"), ("Fatah", "Fateh Halab")],
)
def test_different_names_sound_different(one: str, other: str) -> None:
    assert sound_key(name_key(one)) != sound_key(name_key(other))


def test_word_order_does_not_matter_to_the_bag() -> None:
    one, other = name_key("Caucasus Emirate"), name_key("Islamic Emirate of the Caucasus")
    assert bag_key(one) == bag_key(other)
    assert bag_key(name_key("Hamas")) == ""


def test_tokens() -> None:
    got = [(w.key, w.possessive) for w in words("Niger's Jama'at and the Organization")]
    assert got == [
        ("niger", True), ("jamaat", False), ("and", False), ("the", False), ("organisation", False)
    ]  # fmt: skip
    assert initials(name_key("Front for the Liberation of Azawad")) == "FLA"


@given(st.text(max_size=80))
def test_tokens_stand_in_the_text(text: str) -> None:
    end = 0
    for word in words(text):
        assert end <= word.start < word.end <= len(text)
        end = word.end

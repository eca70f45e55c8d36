"""Which languages are read, which refused, and what is too short to tell."""

from __future__ import annotations

import pytest

from reportedly.errors import UnsupportedLanguage
from reportedly.pipeline import Engine
from reportedly.records.document import Document
from reportedly.text.language import identify

ENGLISH = "Soldiers opened the road to the lake on Monday after nine days of fighting in the hills."
OTHERS = {
    "fr": "Les soldats ont rouvert lundi la route du lac après neuf jours de combats au nord.",
    "es": "Los soldados abrieron el lunes la carretera del lago tras nueve días de combates.",
    "de": "Die Soldaten haben am Montag nach neun Tagen Kampf die Straße zum See geöffnet.",
    "ru": "В понедельник солдаты открыли дорогу к озеру после девяти дней боёв в горах.",
    "uk": "У понеділок солдати відкрили дорогу до озера після дев'яти днів боїв у горах.",
    "fa": "سربازان روز دوشنبه پس از نه روز درگیری در تپه‌ها جاده‌ای را که به دریاچه می‌رسد باز کردند.",
}
#: Sentences that no reader of English can take for English, though they hold few letters.
OTHER_SCRIPTS = {
    "ar": "فتح الجنود يوم الاثنين الطريق المؤدي إلى البحيرة بعد تسعة أيام من القتال في التلال.",
    "zh": "士兵们在山区经过九天的战斗之后，于星期一重新开放了通往湖边的道路。",
    "he": "החיילים פתחו ביום שני את הדרך אל האגם אחרי תשעה ימי לחימה.",
    "am": "ወታደሮቹ ከዘጠኝ ቀናት ውጊያ በኋላ ሰኞ ዕለት ወደ ሐይቁ የሚወስደውን መንገድ ከፈቱ።",
}


def test_english_is_english_in_any_case() -> None:
    assert identify(ENGLISH) == "en"
    assert identify(ENGLISH.upper()) == "en"


@pytest.mark.parametrize("code", OTHERS)
def test_other_languages_are_told(code: str) -> None:
    assert identify(OTHERS[code]) == code


@pytest.mark.parametrize("code", OTHER_SCRIPTS)
def test_another_script_is_never_read_as_english(code: str) -> None:
    assert identify(OTHER_SCRIPTS[code]) not in ("en", None)


@pytest.mark.parametrize("text", ["", "Goma fell.", "1234 " * 100, "!?. " * 100])
def test_too_little_text_is_not_guessed(text: str) -> None:
    assert identify(text) is None


def test_names_of_a_region_do_not_make_it_another_language() -> None:
    text = (
        "The Tatmadaw shelled Hpakant, Myitkyina and Laiza, the Kachin Independence Army said; "
        "Naypyidaw did not comment on Kyaukphyu or Maungdaw."
    )
    assert identify(text) in ("en", None)


def test_another_language_is_refused_with_its_name_and_the_way_on() -> None:
    document = Document(OTHERS["fr"], uri="lac.txt")
    with pytest.raises(UnsupportedLanguage, match=r"lac\.txt: .*'fr'.*English.*--language en"):
        Engine().read(document)


@pytest.mark.parametrize("code", ["fr", "ps", "fa"])
def test_what_the_user_says_counts(code: str) -> None:
    with pytest.raises(UnsupportedLanguage):
        Engine().read(Document(ENGLISH, language=code))


@pytest.mark.parametrize("code", ["en", "en-GB", "EN-us"])
def test_english_of_any_country_is_read(code: str) -> None:
    assert Engine().read(Document("Goma fell.", language=code)).document.language == code

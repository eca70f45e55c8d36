"""What a toponym means depends on the document around it."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import pytest

from reportedly.places.gazetteer import EmbeddedGazetteer
from reportedly.records.document import Document
from reportedly.records.mentions import PlaceMention
from reportedly.text.analysis import analyse

Find = Callable[[str], dict[str, PlaceMention]]

# text, name, country, level
CASES = [
    ("Rockets fell on Tripoli. Lebanon's army shut the road to Beirut.", "Tripoli", "LBN", "place"),
    ("Militias clashed in Tripoli, and flights to Benghazi and Misrata stopped.", "Tripoli", "LBY",
     "place"),
    ("Gunmen killed six people near Kandi, in northern Benin.", "Kandi", "BEN", "place"),
    ("Shells hit Spera, a mountainous district of Khost province.", "Spera", "AFG", "admin2"),
    ("Two men died in Achin district of Nangarhar province.", "Achin", "AFG", "admin2"),
    ("Two men died in Achin district of Nangarhar province.", "Nangarhar", "AFG", "admin1"),
    ("Police fired on crowds in Georgia's capital, Tbilisi.", "Georgia", "GEO", "country"),
    ("Deputies in Georgia arrested two men in Atlanta and Savannah, Georgia.", "Atlanta", "USA",
     "place"),
    ("A blast hit a market in Hyderabad, Sindh, police in Karachi said.", "Hyderabad", "PAK",
     "place"),
    ("A blast hit a market in Hyderabad in Telangana, Indian police said.", "Hyderabad", "IND",
     "place"),
    ("Fighting went on in Kunduz on Monday.", "Kunduz", "AFG", "place"),
    ("Fighting went on in Kunduz province on Monday.", "Kunduz", "AFG", "admin1"),
    ("The group fled into Sambisa forest in Borno State.", "Sambisa forest", "NGA", "feature"),
    ("A tanker was hit in the Gulf of Aden on Friday.", "Gulf of Aden", "XXX", "region"),
    ("Jets bombed Deir ez-Zor and Palmyra in Syria.", "Deir ez-Zor", "SYR", "place"),
    ("Barricades burned in Port-au-Prince, Haiti.", "Port-au-Prince", "HTI", "place"),
    ("GOMA, Feb 3 - Rebels shelled a camp in North Kivu.", "GOMA", "COD", "place"),
    ("The UK sent observers to Djibo in Burkina Faso.", "Djibo", "BFA", "place"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "country", "level"), CASES)
def test_context_decides(find: Find, text: str, name: str, country: str, level: str) -> None:
    mention = find(text)[name]
    assert mention.resolved is not None
    assert (mention.resolved.country, mention.resolved.level) == (country, level)


def test_two_places_of_one_name_in_one_document(find: Find) -> None:
    text = "Talks moved from Tripoli, Lebanon, where they began, to Benghazi, and ended in Libya."
    resolved = find(text)["Tripoli"].resolved
    assert resolved is not None
    assert resolved.country == "LBN"


def test_the_container_is_named(find: Find) -> None:
    text = "Two men died in Achin district of Nangarhar province."
    mentions = list(find(text).values())
    assert mentions[0].within == 1
    assert mentions[1].span.text == "Nangarhar"


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1", "precision"),
    [
        (
            "Soldiers burned the village of Zarkhwol Gharbi in Logar province.",
            "Zarkhwol Gharbi",
            "AFG",
            "Lōgar",
            4,
        ),
        (
            "Gunmen came from Gao and Kidal. They burned the village of Tinabaw.",
            "Tinabaw",
            "MLI",
            None,
            6,
        ),
    ],
)
def test_a_village_nobody_knows_has_the_precision_of_its_area(
    find: Find, text: str, name: str, country: str, admin1: str | None, precision: int
) -> None:
    place = find(text)[name].resolved
    assert place is not None
    assert (place.name, place.country, place.admin1) == (name, country, admin1)
    assert place.precision == precision
    assert place.gazetteer_id == f"named:{country}:{name.lower()}"
    assert (place.latitude is None) == (precision == 6)


def test_a_village_nobody_knows_stays_open_where_nothing_tells_its_country(find: Find) -> None:
    assert find("They burned the village of Tinabaw.")["Tinabaw"].resolved is None


@pytest.mark.parametrize(
    ("name", "precision"),
    [("Bamako", 1), ("Nangarhar", 4), ("Donbas", 5), ("Mali", 6), ("Red Sea", 7)],
)
def test_precision_follows_the_level(
    gazetteer: EmbeddedGazetteer, name: str, precision: int
) -> None:
    assert gazetteer.lookup(name)[0].precision == precision


def test_a_place_with_its_divisions_point_is_no_more_precise_than_that(
    gazetteer: EmbeddedGazetteer,
) -> None:
    village, town = gazetteer.lookup("Ab Dara")[0], gazetteer.lookup("Attan")[0]
    assert (village.gazetteer_id, village.precision) == ("ucdp:AFG-ab-dara", 3)
    assert (town.gazetteer_id, town.precision) == ("ucdp:KEN-attan", 4)


@pytest.mark.parametrize(
    ("text", "name", "country", "level", "precision"),
    [
        ("Clashes went on in Idlib Governorate in Syria.", "Idlib", "SYR", "admin1", 4),
        ("Shells hit Bakhmut raion in Donetsk oblast.", "Bakhmut", "UKR", "admin2", 3),
        ("Shells hit Bakhmut raion in Donetsk oblast.", "Donetsk", "UKR", "admin1", 4),
        ("Militiamen burned huts in Irumu territory, Ituri province.", "Ituri", "COD", "admin1", 4),
        ("Mines were laid in the province of Helmand.", "Helmand", "AFG", "admin1", 4),
    ],
)
def test_affixes_and_cues_give_the_level(
    find: Find, text: str, name: str, country: str, level: str, precision: int
) -> None:
    resolved = next(m.resolved for k, m in find(text).items() if k.startswith(name))
    assert resolved is not None
    assert (resolved.country, resolved.level, resolved.precision) == (country, level, precision)


def test_the_named_container_settles_the_place(find: Find) -> None:
    for container, country in (("Homs province, Syria", "SYR"), ("Anbar, Iraq", "IRQ")):
        found = find(f"Two men died in the village of Qaim in {container}.")
        assert all(m.resolved is None or m.resolved.country == country for m in found.values())


def test_sound_needs_likeness_and_a_matching_parent(gazetteer: EmbeddedGazetteer) -> None:
    assert gazetteer.named_in("Khanabad", "AFG")[0].name.startswith("Kh")
    spelled = gazetteer.named_in("Deir Ezzor", "SYR")
    assert spelled
    assert spelled[0].country == "SYR"
    # "Kabanah" shares consonants with far-off names; none is alike enough to be an answer.
    assert not EmbeddedGazetteer(without=("ucdp",)).named_in("Kabanah", "SYR")
    kunduz = gazetteer.named_in("Kunduz", "AFG", levels=("admin1",))[0].gazetteer_id
    assert not gazetteer.named_in("Qandahar", "AFG", admin1=kunduz)


def test_rejected_candidates_are_kept(find: Find) -> None:
    mention = find("Rockets fell on Tripoli. Lebanon's army shut the road to Beirut.")["Tripoli"]
    assert mention.resolved is not None
    assert "LBY" in {c.country for c in mention.candidates}
    assert all((c.score or 0) < (mention.resolved.score or 0) for c in mention.candidates)


@pytest.mark.parametrize(
    ("name", "country", "place"),
    [
        ("Qunduz", "AFG", "Kunduz"),
        ("Kandahar province", "AFG", "Kandahār"),
        ("Deir ez Zor governorate", "SYR", "Dayr az Zawr"),
        ("Ein Issa town", "SYR", None),
        ("Dawlatabad district (Faryab)", "AFG", "Dowlatābād"),
        ("Northern Aleppo governorate", "SYR", "Ḩalab"),
    ],
)
def test_names_inside_a_country(
    gazetteer: EmbeddedGazetteer, name: str, country: str, place: str | None
) -> None:
    found = gazetteer.named_in(name, country)
    assert all(p.country in {country, "XXX"} for p in found)
    if place is not None:
        assert found[0].name.startswith(place[:4])


def test_native_scripts_find_the_same_place(gazetteer: EmbeddedGazetteer) -> None:
    ids = {gazetteer.lookup(n)[0].gazetteer_id for n in ("Mosul", "الموصل", "Мосул")}
    assert len(ids) == 1


def test_nothing_for_an_empty_name(gazetteer: EmbeddedGazetteer) -> None:
    assert list(gazetteer.lookup("  ")) == []
    assert list(gazetteer.lookup("Qwxzzyk")) == []


def test_the_publishers_country_counts(gazetteer: EmbeddedGazetteer) -> None:
    text = "Two people were hurt in Tripoli on Sunday."
    for publisher, uri, country in (
        ("Lebanese Wire", None, "LBN"),
        (None, "https://example.ly/1", "LBY"),
        (None, "http://[broken", "LBY"),
    ):
        found = gazetteer.find(analyse(Document(text, publisher=publisher, uri=uri)))
        assert found[0].resolved is not None
        assert found[0].resolved.country == country


def test_a_gazetteer_survives_pickling(gazetteer: EmbeddedGazetteer) -> None:
    copy = pickle.loads(pickle.dumps(gazetteer))
    assert copy.lookup("Herat") == gazetteer.lookup("Herat")
    assert copy.digest == gazetteer.digest

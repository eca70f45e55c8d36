"""The words of the lexicon are what the pipeline's lemmatizer makes of running text."""

from __future__ import annotations

import pytest

from reportedly.codebook.load import load_codebook
from reportedly.text.model import load_model

SENTENCES = [
    ("Two nurses were slain near the bridge.", "slain", "slay"),
    ("The rebels slew the guards.", "slew", "slay"),
    ("Militants shot four herders.", "shot", "shoot"),
    ("Gunmen mown down by troops lay in the road.", "mown", "mow"),
    ("The town was overrun by fighters on Monday.", "overrun", "overrun"),
    ("Fighters overran the garrison.", "overran", "overrun"),
    ("Soldiers retook the hill.", "retook", "retake"),
    ("The women were raped by soldiers.", "raped", "rape"),
    ("Insurgents staged an attack.", "staged", "stage"),
    ("The army waged an offensive.", "waged", "wage"),
    ("Warships blew up the pier.", "blew", "blow"),
    ("Villagers fled the fighting.", "fled", "flee"),
    ("The bandits took the teachers hostage.", "took", "take"),
    ("The officer was beheaded.", "beheaded", "behead"),
    ("Police fined the broadcaster.", "fined", "fine"),
    ("A man trod on a mine.", "trod", "tread"),
    ("Parliament was stormed.", "stormed", "storm"),
    ("The rebels have besieged the city.", "besieged", "besiege"),
    ("They torched three churches.", "torched", "torch"),
    ("The village was razed.", "razed", "raze"),
    ("Troops are shelling the port.", "shelling", "shell"),
    ("The prisoners were freed.", "freed", "free"),
    ("Two hundred fighters laid down their arms.", "laid", "lay"),
    ("The workers struck for a week.", "struck", "strike"),
    ("He swore to avenge them.", "swore", "swear"),
    ("The army withdrew from the valley.", "withdrew", "withdraw"),
    ("Aid was airdropped.", "airdropped", "airdrop"),
    ("Detainees were waterboarded.", "waterboarded", "waterboard"),
    ("He was gunned down.", "gunned", "gun"),
    ("The minister apologised.", "apologised", "apologise"),
    ("The cell was neutralised.", "neutralised", "neutralise"),
]


@pytest.mark.parametrize(("sentence", "form", "verb"), SENTENCES)
def test_the_entry_is_found_under_form_or_lemma(sentence: str, form: str, verb: str) -> None:
    by_head = load_codebook().by_head
    token = next(t for t in load_model()(sentence) if t.text == form)
    found = [
        t for key in (token.lemma_.lower(), token.lower_) for t in by_head.get(("verb", key), ())
    ]
    assert any(t.words[0] == verb for t in found), (token.lemma_, token.pos_)


@pytest.mark.parametrize(
    "trigger",
    [
        "air strike",
        "sit - in",
        "exchange of fire",
        "cease - fire",
        "suicide bombing",
    ],
)
def test_noun_phrases_are_cut_as_the_tokenizer_cuts(trigger: str) -> None:
    words = tuple(trigger.split())
    assert any(t.words == words for t in load_codebook().by_head["noun", words[-1]])
    text = "The " + trigger.replace(" - ", "-") + " lasted."
    tokens = [t.lemma_.lower() for t in load_model()(text)]
    size = len(words)
    assert any(tuple(tokens[i : i + size]) == words for i in range(len(tokens)))

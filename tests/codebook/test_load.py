"""The bundled codebook: shapes, coverage, speed, digest."""

from __future__ import annotations

import json
import time
from importlib.resources import files

import pytest

from reportedly.codebook import compiled
from reportedly.codebook.load import _build, load_codebook
from reportedly.codebook.triggers import ROLE_KEYS, ROLES


def test_sixteen_categories_with_verb_and_noun_triggers() -> None:
    book = load_codebook()
    assert len(book.categories) == 16
    for name in book.categories:
        own = [t for t in book.triggers if t.category == name]
        assert {"verb", "noun"} <= {t.pos for t in own}, name
        assert any(t.strength == "strong" for t in own), name


def test_every_mode_is_reached_by_some_trigger() -> None:
    book = load_codebook()
    used = {(t.category, t.mode) for t in book.triggers}
    for category in book.categories.values():
        for mode in category.modes:
            assert (category.name, mode) in used, (category.name, mode)


def test_entries_are_whole() -> None:
    for trigger in load_codebook().triggers:
        assert trigger.words
        assert trigger.blocked == (trigger.category == "")
        assert set(trigger.roles) <= ROLE_KEYS
        assert set(trigger.roles.values()) <= ROLES
        assert trigger.head in (trigger.words[0], trigger.words[-1])


def test_heads_are_ordered_longest_first_then_conditions_then_plain() -> None:
    book = load_codebook()
    for (pos, _), group in book.by_head.items():
        sizes = [len(t.words) for t in group]
        assert sizes == sorted(sizes, reverse=True)
        assert all(t.pos == pos for t in group)
    single = [t for t in book.by_head["verb", "kill"] if t.words == ("kill",)]
    assert single[0].blocked
    assert single[-1].id == "kill.v"


def test_forms_that_the_lemmatizer_leaves_are_heads_too() -> None:
    book = load_codebook()
    assert book.by_head["verb", "raped"] == book.by_head["verb", "rape"]
    assert any(light.words == ("staged",) for light in book.lexicon.light_verbs)


def test_crosswalk_covers_every_code_and_asks_for_the_recipient() -> None:
    book = load_codebook()
    for category in book.categories.values():
        for mode in (None, *category.modes):
            cameo, _ = book.crosswalk(category.name, mode)
            assert cameo is not None, (category.name, mode)
            assert cameo.isdigit()
    _, clash = book.crosswalk("ASSAULT", None)
    _, attack = book.crosswalk("ASSAULT", None, "civilian")
    assert clash is not None
    assert attack is not None
    assert (clash.sub_event_type, attack.sub_event_type) == ("Armed clash", "Attack")
    assert book.crosswalk("NOTHING", None) == (None, None)


def test_contexts_and_instruments() -> None:
    book = load_codebook()
    assert len(book.contexts) == 37
    assert book.instruments["drone"] == "drone"


def test_noun_classes_are_broad() -> None:
    classes = load_codebook().noun_classes
    for name, least in (("person", 150), ("armed", 120), ("facility", 80), ("weapon", 50)):
        assert sum(name in c for c in classes.values()) >= least, name
    assert {"armed", "police"} <= classes["police"]


def test_lexicon_is_sound() -> None:
    lexicon = load_codebook().lexicon
    stances = {r.words: r.stance for r in lexicon.reporting}
    assert (stances["say",], stances["deny",], stances["doubt",]) == ("asserts", "denies", "doubts")
    assert lexicon.quantities.numbers["half a dozen"] == 6
    assert lexicon.according_to.index("a statement by") < lexicon.according_to.index("per")
    assert "repel" not in lexicon.averted.verbs
    assert any(p.search("Share this: Facebook") for p in lexicon.boilerplate)
    assert not any(p.search("Soldiers shelled the town on Monday.") for p in lexicon.boilerplate)


def test_loading_is_fast_and_cached() -> None:
    assert load_codebook() is load_codebook()
    best = min(_timed() for _ in range(3))
    assert best < 0.6  # 0.25 s of processor time; what else the machine does is left out


def _timed() -> float:
    start = time.process_time()
    _build(())
    return time.process_time() - start


def test_compiled_copy_is_the_data(monkeypatch: pytest.MonkeyPatch) -> None:
    fast, digest = compiled.read_data()
    stored = json.loads((files("reportedly.codebook") / "data" / "compiled.json").read_bytes())
    assert stored["digest"] == digest, "run python -m reportedly.codebook.compiled"
    monkeypatch.setattr(compiled, "_compiled", lambda _: None)
    slow, _ = compiled.read_data()
    assert slow == fast

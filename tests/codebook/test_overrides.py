"""A user's own file, and what is refused in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.codebook.load import load_codebook
from reportedly.errors import DataError

EXAMPLE = Path(__file__).parent / "example-override.yaml"


def test_the_example_adds_replaces_removes_and_extends() -> None:
    book, plain = load_codebook(EXAMPLE), load_codebook()
    ids = {t.id: t for t in book.triggers}
    assert ids["my.ghosted/ghost-away"].words == ("ghost", "away")
    assert ids["kill.v"].mode == "targeted"
    assert "perish.v" not in ids
    assert "armed" in book.noun_classes["koglweogo"]
    assert book.noun_classes["dozo"] == {"vigilantes"}
    assert "the beasts" in book.lexicon.generic_group_labels
    assert "is pure invention" in book.lexicon.negation.phrases
    assert book.digest != plain.digest
    assert "perish.v" in {t.id for t in plain.triggers}
    assert "koglweogo" not in plain.noun_classes


def test_an_entry_with_alternatives_is_removed_whole_or_in_part(tmp_path: Path) -> None:
    name = next(t.id for t in load_codebook().triggers if "/" in t.id)
    whole = tmp_path / "whole.yaml"
    whole.write_text(f"remove: ['{name.partition('/')[0]}']", encoding="utf-8")
    part = tmp_path / "part.yaml"
    part.write_text(f"remove: ['{name}']", encoding="utf-8")
    assert not any(
        t.id.startswith(name.partition("/")[0] + "/") for t in load_codebook(whole).triggers
    )
    assert len(load_codebook(part).triggers) == len(load_codebook().triggers) - 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("triggers: [{id: x, words: zap, pos: verb, code: ZAP}]", "unknown category"),
        ("triggers: [{id: x, words: zap, pos: verb, code: ASSAULT/zap}]", "unknown mode"),
        ("triggers: [{id: x, words: zap, pos: verb, code: AID/gift}]", "unknown mode"),
        ("triggers: [{id: x, words: zap, pos: adverb, code: ASSAULT}]", "pos must be"),
        ("triggers: [{id: x, words: '', pos: verb, code: ASSAULT}]", "words must be"),
        ("triggers: [{id: x, words: 'zap {a', pos: verb, code: ASSAULT}]", "braces"),
        ("triggers: [{words: zap, pos: verb, code: ASSAULT}]", "needs an id"),
        ("triggers: [{id: x, words: zap, pos: verb, code: ASSAULT, role: 1}]", "unknown key"),
        (
            "triggers: [{id: x, words: zap, pos: verb, code: ASSAULT, roles: {subject: boss}}]",
            "unknown role",
        ),
        (
            "triggers: [{id: x, words: zap, pos: verb, code: ASSAULT, roles: {above: actor}}]",
            "unknown place of a role",
        ),
        (
            "triggers: [{id: x, words: zap, pos: verb, code: ASSAULT, object: [wizard]}]",
            "unknown noun class",
        ),
        (
            "triggers: [{id: x, words: zap, pos: verb, code: ASSAULT, strength: huge}]",
            "strength must be",
        ),
        ("triggers: [{id: x, words: zap, pos: verb, code: ASSAULT, counts: cows}]", "counts must"),
        ("triggers: [{id: x, words: zap, pos: verb, code: ASSAULT, result: 3}]", "result must be"),
        (
            "triggers: [{id: x, words: zap, pos: verb, code: ASSAULT},"
            " {id: x, words: zip, pos: verb, code: ASSAULT}]",
            "stands already",
        ),
        ("triggers: [{id: x, words: kill, pos: verb, code: ASSAULT}]", "replace or remove kill.v"),
        ("triggers: {}", "expected a list"),
        ("remove: [no-such-entry]", "no entry of this id"),
        ("nouns: [armed]", "expected a mapping"),
        ("nouns: {armed: soldier}", "no such list"),
        ("lexicon: {no_such_list: [a]}", "no such list"),
        ("lexicon: {planned: {colours: [red]}}", "no such list|expected lists"),
        ("lexicon: {boilerplate: ['(']}", "no regular expression"),
        ("lexicon: {reporting: [{words: sing, stance: sings, claims_fact: true}]}", "must be one"),
        ("lexicon: {casualty_nouns: {ghost: haunted}}", "must be one"),
        ("lexicon: {hearsay: [no]}", "list of words"),
        ("words: []", "expected only"),
        ("- a list", "expected only"),
        ("a: b: c", "no valid YAML"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=words):
        load_codebook(path)


def test_a_user_file_is_named_in_the_error(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("triggers: [{id: my.x, words: z, pos: verb, code: Z}]", encoding="utf-8")
    with pytest.raises(DataError, match=r"mine\.yaml, row my\.x"):
        load_codebook(path)
    with pytest.raises(DataError, match="cannot be read"):
        load_codebook(tmp_path / "missing.yaml")


def test_binary_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes(b"\xff\x00\x80")
    with pytest.raises(DataError, match="no valid YAML"):
        load_codebook(path)

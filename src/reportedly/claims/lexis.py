"""The codebook as the reader asks for it: indices over its word lists, made once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

import yaml
from spacy.tokens import Token

from reportedly.codebook.lexicon import ReportingVerb
from reportedly.codebook.load import Codebook
from reportedly.errors import DataError
from reportedly.records.claim import Stance

Phrases = dict[str, list[tuple[str, ...]]]


@lru_cache(maxsize=1)
def grammar() -> dict[str, frozenset[str]]:
    """Closed word classes of English grammar by name; raises `DataError` on a bad file."""
    path = files("reportedly.claims").joinpath("data/grammar.yaml")
    raw = yaml.safe_load(path.read_text("utf-8"))
    for name, words in raw.items():
        if not isinstance(words, list) or not all(isinstance(w, str) for w in words):
            raise DataError(str(path), "expected a list of words", row=name)
    return {name: frozenset(words) for name, words in raw.items()}


@dataclass(frozen=True)
class Lexis:
    """A codebook with the look-ups that reading needs."""

    codebook: Codebook

    @cached_property
    def kinds(self) -> dict[str, frozenset[str]]:
        """Noun classes that a resolved actor has by its kind in the registry."""
        out: dict[str, set[str]] = {}
        for name, kinds in grammar().items():
            if name.startswith("kinds_"):
                for kind in kinds:
                    out.setdefault(kind, set()).add(name.removeprefix("kinds_"))
        return {kind: frozenset(classes) for kind, classes in out.items()}

    @cached_property
    def unreal_words(self) -> frozenset[str]:
        """Lemmas that may tell that an event did not happen, or not yet."""
        lexicon = self.codebook.lexicon
        words = lexicon.negation.verbs | lexicon.hypothetical.verbs
        words |= lexicon.planned.verbs | lexicon.planned.nouns
        return frozenset(words | lexicon.averted.verbs | lexicon.averted.nouns)

    @cached_property
    def quantity_words(self) -> frozenset[str]:
        """Single words for how many: 'dozens', 'forty', 'several'."""
        quantities = self.codebook.lexicon.quantities
        single = [w for w in (*quantities.vague, *quantities.zero) if " " not in w]
        return frozenset(single) | frozenset(w for w in quantities.numbers if " " not in w)

    @cached_property
    def reporting(self) -> dict[str, tuple[ReportingVerb, ...]]:
        """Reporting verbs by first word, idioms first."""
        found: dict[str, list[ReportingVerb]] = {}
        for verb in self.codebook.lexicon.reporting:
            found.setdefault(verb.words[0], []).append(verb)
        return {k: tuple(sorted(v, key=lambda r: -len(r.words))) for k, v in found.items()}

    @cached_property
    def reporting_nouns(self) -> dict[str, Stance]:
        """Nouns of speech with their stance."""
        return {n.word: n.stance for n in self.codebook.lexicon.reporting_nouns}

    @cached_property
    def cue_phrases(self) -> tuple[Phrases, Phrases]:
        """'According to' and its like, and hearsay, each by first word."""
        lexicon = self.codebook.lexicon
        return _by_first(lexicon.according_to), _by_first(lexicon.hearsay)

    @cached_property
    def light(self) -> dict[tuple[str, str], str]:
        """Light verbs: (lemma, particle or '') to the role of their subject."""
        out: dict[tuple[str, str], str] = {}
        for light in self.codebook.lexicon.light_verbs:
            out[(light.words[0], " ".join(light.words[1:]))] = light.subject
        return out

    def report_of(self, verb: Token) -> ReportingVerb | None:
        """Return the entry of a verb that tells what somebody says, if it is one."""
        for entry in self.reporting.get(verb.lemma_.lower(), ()):
            if len(entry.words) == 1 or _has_words(verb, entry.words[1:]):
                return entry
        return None

    def is_speech(self, verb: Token) -> bool:
        """Whether the codebook knows the verb as an act of speech: accuse, warn, demand."""
        entries = self.codebook.by_head.get(("verb", verb.lemma_.lower()), ())
        return any(len(e.words) == 1 and e.category in grammar()["verbal"] for e in entries)

    def classes(self, token: Token) -> frozenset[str]:
        """Noun classes of a head, with ``any-name`` and ``pronoun`` for names and pronouns."""
        known = self.codebook.noun_classes
        found = set(known.get(token.lemma_.lower(), ())) | set(known.get(token.lower_, ()))
        if token.pos_ == "PROPN":
            found.add("any-name")
        if token.pos_ == "PRON":
            found.add("pronoun")
        if token.ent_type_ == "PERSON":
            found.add("person")
        if not found and token.lemma_.lower() in grammar()["group_descriptions"]:
            found.add("group")
        return frozenset(found)

    def is_quantity(self, token: Token) -> bool:
        """Whether the token is a number or a vague amount rather than a thing."""
        if token.pos_ == "NUM" or token.like_num:
            return True
        return token.lower_ in self.quantity_words or token.lower_ in grammar()["quantifiers"]


def _by_first(phrases: tuple[str, ...]) -> Phrases:
    found: Phrases = {}
    for phrase in phrases:
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append(words)
    return found


def _has_words(verb: Token, words: tuple[str, ...]) -> bool:
    have = set(_below(verb))
    return all(word in have for word in words)


def _below(verb: Token) -> Iterator[str]:
    for c in verb.children:
        yield c.lemma_.lower()
        yield c.lower_
        if c.dep_ in {"prep", "dobj", "prt"}:
            for d in c.children:
                yield d.lemma_.lower()
                yield d.lower_

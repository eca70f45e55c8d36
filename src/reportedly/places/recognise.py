"""Finds toponyms in a parsed document: gazetteer names weighed with the words around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from reportedly.places.evidence import Evidence, Tools
from reportedly.places.keys import folded
from reportedly.places.tokens import Word, sentences
from reportedly.text.analysis import Analysis

Use = Literal["literal", "associative"]
_LONGEST = 6
_LONGEST_UNKNOWN = 4
_PERSONAL = frozenset(("title", "name goes on before"))
_ASSOCIATED = frozenset(("role of", "role for", "people of it after"))
_NOT_PLACES = frozenset(("PERSON", "ORG", "NORP", "EVENT", "WORK_OF_ART", "LAW"))


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of the analysed text that is likely a toponym, with the weight of the evidence.

    ``known`` says that a gazetteer has the name; ``use`` is associative where the place is the
    home or field of somebody ("Idlib-based", "governor of Khost"), not where something happens.
    """

    start: int
    end: int
    name: str
    weight: float
    why: tuple[str, ...]
    known: bool = True
    use: Use = "literal"
    attached: bool = False


@dataclass(frozen=True)
class Recogniser:
    """Finds toponyms; holds no state of a document."""

    tools: Tools

    def find(self, analysis: Analysis) -> list[Found]:
        """Return toponyms in the order of the text, not overlapping; offsets of `analysis.text`."""
        scan = _Scan(self.tools, Evidence(self.tools, analysis))
        found: list[Found] = []
        for words in sentences(analysis, self.tools.lexicon):
            found += scan.sentence(words)
        return self._second_look(found)

    def _second_look(self, found: list[Found]) -> list[Found]:
        """Let the clear mentions of a name settle the unclear ones of the same document.

        What is surely a place somewhere is one wherever it stands alone; what is part of somebody's
        name somewhere is most likely that surname elsewhere.
        """
        weights = self.tools.weights
        strong = {folded(f.name) for f in found if f.weight >= weights.strong}
        people = {folded(f.name) for f in found if _PERSONAL & set(f.why)} - strong
        out = []
        for f in found:
            key, weight = folded(f.name), f.weight
            if key in strong and not _PERSONAL & set(f.why):
                weight += weights.reasons["settled elsewhere"]
            if key in people:
                weight += weights.reasons["a person elsewhere"]
            if round(weight, 3) >= weights.accept:
                out.append(replace(f, weight=weight))
        return out


@dataclass(frozen=True)
class _Scan:
    """Reads the sentences of one document from left to right, the longest name first."""

    tools: Tools
    evidence: Evidence

    def sentence(self, words: Sequence[Word]) -> Iterator[Found]:
        i = 0
        end: int | None = None
        while i < len(words):
            found, size = self._at(words, i, end)
            if found is not None:
                yield found
                end = found.end
            i += size

    def _at(self, words: Sequence[Word], i: int, end: int | None) -> tuple[Found | None, int]:
        if not words[i].capital or self._opens(words[i]):
            return None, 1
        for size in range(min(_LONGEST, len(words) - i), 0, -1):
            name = self._name(words[i : i + size])
            if name is None or not self._is_known(name, size):
                continue
            found = self._longer(words, i + size, self._weigh(words, i, size, name, end))
            if "name goes on" in found.why:
                unknown, length = self._unknown(words, i, end)
                if unknown is not None:
                    return unknown, length
            if size == 1 or found.weight > -0.5:
                return found, size
        return self._unknown(words, i, end)

    def _opens(self, word: Word) -> bool:
        """Whether it is a capital only because it begins a sentence: "In Port Sudan"."""
        return word.first and word.lower in self.tools.lexicon["prepositions"]

    def _name(self, group: Sequence[Word]) -> str | None:
        """Return the words as one name, None where they do not hang together."""
        text = self.evidence.text
        if not group[-1].capital:
            return None
        for left, right in pairwise(group):
            inner = right.capital or right.text in self.tools.lexicon["particles"]
            if text[left.end : right.start] not in {" ", "-", ". "} or not inner:
                return None
        return text[group[0].start : group[-1].end]

    def _is_known(self, name: str, size: int) -> bool:
        if size == 1 and self.tools.demonym(name):
            return False
        if self.tools.finder.known(folded(name)):
            return True
        return size > 1 and bool(self.tools.finder.find(name))

    def _weigh(self, words: Sequence[Word], i: int, size: int, name: str, end: int | None) -> Found:
        first, last = words[i], words[i + size - 1]
        why = self.evidence.reasons(words, i, size, end)
        weight = sum(self.tools.weights.reasons[r] for r in why)
        if label := self.evidence.label(first.start, last.end):
            weight += label[1]
        return Found(
            first.start,
            last.end,
            name,
            weight,
            why,
            use=_use(last, why),
            attached=last.attached,
        )

    def _longer(self, words: Sequence[Word], j: int, found: Found) -> Found:
        """Take in a small word that belongs to the name of a feature ("Sambisa forest")."""
        if j == len(words) or words[j].text not in self.tools.lexicon["place_nouns"]:
            return found
        name = self.evidence.text[found.start : words[j].end]
        bearers = self.tools.finder.named(folded(name))
        if any(place.level in {"feature", "region"} for place in bearers):
            return replace(found, name=name, end=words[j].end, weight=found.weight + 1.0)
        return found

    def _unknown(self, words: Sequence[Word], i: int, end: int | None) -> tuple[Found | None, int]:
        """Find a name that no gazetteer has, but that the words call a place."""
        size = 1
        while (
            i + size < len(words)
            and size < _LONGEST_UNKNOWN
            and self._name(words[i : i + size + 1]) is not None
        ):
            size += 1
        group = words[i : i + size]
        name = self.evidence.text[group[0].start : group[-1].end]
        following = words[i + size] if i + size < len(words) else None
        if not self._may_be_name(group, name, following):
            return None, 1
        why = self._called(words, i, end)
        if self._kind_follows(group[-1], following):
            why = "kind of place after"
        label = self.evidence.label(group[0].start, group[-1].end)
        against = label is not None and label[0] in _NOT_PLACES
        weak = why in {"after a place", "verb"} or (why == "preposition" and size > 1)
        if not why or (against and weak) or (against and words[i - 1].lower == "between"):
            return None, 1
        weight = self.tools.weights.reasons["called a place"]
        use = _use(group[-1], (why,))
        found = Found(group[0].start, group[-1].end, name, weight, (why,), known=False, use=use)
        return self._longer(words, i + size, found), size

    def _may_be_name(self, group: Sequence[Word], name: str, following: Word | None) -> bool:
        lexicon = self.tools.lexicon
        if any(w.lower in lexicon["ordinary"] or self.tools.demonym(w.text) for w in group):
            return False
        if len(name) < 3 or (name.isupper() and len(name) < 7):
            return False
        word = following.text if following else ""
        return word not in lexicon["organisation_nouns"] or word in lexicon["place_nouns"]

    def _kind_follows(self, last: Word, following: Word | None) -> bool:
        if following is None or following.text not in self.tools.lexicon["place_nouns"]:
            return False
        return self.evidence.text[last.end : following.start] == " "

    def _called(self, words: Sequence[Word], i: int, end: int | None) -> str:
        lexicon, text = self.tools.lexicon, self.evidence.text
        if i == 0 or text[words[i - 1].end : words[i].start] != " ":
            return ""
        word, head = words[i - 1].lower, words[i - 2].lower if i > 1 else ""
        if (
            word == "of"
            and i > 1
            and words[i - 2].capital
            and head in lexicon["organisation_nouns"]
        ):
            return ""
        if word == "of" and (head in lexicon["place_nouns"] or head in lexicon["directions"]):
            return "kind of place before"
        if word in lexicon["strong_prepositions"]:
            return "preposition"
        if word in {"on", "against"} and head in lexicon["attack_nouns"]:
            return "attack on it"
        if word in lexicon["taking_verbs"]:
            return "verb"
        return "after a place" if word == "and" and end == words[i - 1].start - 1 else ""


def _use(last: Word, why: Sequence[str]) -> Use:
    return "associative" if last.attached or _ASSOCIATED & set(why) else "literal"

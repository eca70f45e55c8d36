"""Finds toponyms in a parsed document: gazetteer names weighed with the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from reportedly.places.candidates import CandidateFinder
from reportedly.places.countries import Countries
from reportedly.places.indexing import ACRONYM
from reportedly.places.keys import folded
from reportedly.places.lexicon import Lexicon
from reportedly.text.analysis import Analysis

_WORD = re.compile(r"[^\W\d_](?:\.[^\W\d_])+\.?|[^\W\d_]+(?:['`-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"'s?$|s'$")
_PARTICLES = frozenset(
    "al el ad ar as ash at az an ez es er ul de del du des da do dos la le les los las di of and the "
    "e i y en au aux sur upon na am bei ibn bin abu".split()
)
_BASED = re.compile(
    r"-(?:based|born|backed|controlled|led|allied|bound|aligned|style|affiliated)\b"
)
_BASED_AFTER = re.compile(r"-(?:based|born|led|allied|bound|aligned|style|affiliated)\b")
_DATELINE = re.compile(
    r"(?:(?:, |/| and )[A-Z][\w.' -]{0,30}|, \d{1,2} [A-Z][a-z]+| ?\([A-Z][\w ./-]{1,30}\)){0,4}"
    r"(?: ?(?:[-\u2013\u2014]{1,3}|--) )"
)
_HEADING = re.compile(r"(?:/[A-Z][A-Z' -]+)?(?:[:.] |,| \()")
_LONGEST = 6
_PERSONAL = frozenset(("title", "name goes on before"))
_ACCEPT = 0.8
_STRONG = 2.0
# What a label of the parser adds where it covers just the name, and where it covers more than it.
# Its labels of names from conflict areas are weak evidence against a place.
_LABELS = {
    "GPE": (1.5, 1.0),
    "LOC": (1.5, 1.0),
    "FAC": (0.6, 0.3),
    "PERSON": (-0.4, -1.2),
    "ORG": (-0.1, -0.8),
    "NORP": (-0.8, -0.8),
    "WORK_OF_ART": (-0.3, -0.8),
    "LAW": (-0.3, -0.8),
    "EVENT": (-0.3, -0.6),
    "PRODUCT": (-0.3, -0.6),
    "LANGUAGE": (-1.0, -1.0),
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the analysed text. ``first`` says that it begins its sentence."""

    start: int
    end: int
    text: str
    first: bool

    @property
    def capital(self) -> bool:
        """Whether it is written as a name."""
        return self.text[:1].isupper() or (
            "-" in self.text
            and self.text.split("-", 1)[0] in _PARTICLES
            and self.text.split("-", 1)[1][:1].isupper()
        )


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of the analysed text that is likely a toponym, with the weight of the evidence.

    ``known`` says that a gazetteer has the name; ``use`` is literal or associative.
    """

    start: int
    end: int
    name: str
    weight: float
    known: bool = True
    use: str = "literal"
    why: tuple[str, ...] = ()


@dataclass
class Recogniser:
    """Finds toponyms; holds no state of a document."""

    finder: CandidateFinder
    lexicon: Lexicon
    countries: Countries

    def find(self, analysis: Analysis) -> list[Found]:
        """Return toponyms in the order of the text, not overlapping; offsets of `analysis.text`."""
        scan = _Scan(self, analysis)
        found = [f for words in _sentences(analysis) for f in scan.sentence(words)]
        return _second_look(found)


def _second_look(found: list[Found]) -> list[Found]:
    """Let the clear mentions of a name settle the unclear ones of the same document.

    What is surely a place somewhere is one wherever it stands alone; what is part of somebody's
    name somewhere is most likely that surname elsewhere.
    """
    strong = {folded(f.name) for f in found if f.weight >= _STRONG}
    people = {folded(f.name) for f in found if _PERSONAL & set(f.why)} - strong
    out = []
    for f in found:
        key = folded(f.name)
        bonus = 1.2 if key in strong and not _PERSONAL & set(f.why) else 0.0
        bonus -= 1.5 if key in people else 0.0
        if f.weight + bonus >= _ACCEPT:
            out.append(replace(f, weight=f.weight + bonus))
    return out


def _sentences(analysis: Analysis) -> Iterator[list[Word]]:
    for sentence in analysis.sentences:
        words = []
        for match in _WORD.finditer(analysis.text, sentence.start_char, sentence.end_char):
            text = match.group()
            if (cut := _BASED.search(text)) or (cut := _POSSESSIVE.search(text)):
                text = text[: cut.start()]
            if text:
                start = match.start()
                words.append(Word(start, start + len(text), text, not words))
        yield words


@dataclass
class _Scan:
    recogniser: Recogniser
    analysis: Analysis
    labels: list[tuple[int, int, str]] = field(init=False)

    def __post_init__(self) -> None:
        self.text = self.analysis.text
        self.labels = [(e.start_char, e.end_char, e.label_) for e in self.analysis.doc.ents]

    def sentence(self, words: Sequence[Word]) -> Iterator[Found]:
        i, last = 0, None
        while i < len(words):
            found, size = self._at(words, i, last)
            if found is not None:
                yield found
                last = found
            i += size

    def _at(self, words: Sequence[Word], i: int, last: Found | None) -> tuple[Found | None, int]:
        if (
            not words[i].capital
            or words[i].text.lower() in self.recogniser.lexicon["ordinary"]
            and (i + 1 == len(words) or not words[i + 1].capital)
        ):
            return None, 1
        for size in range(min(_LONGEST, len(words) - i), 0, -1):
            group = words[i : i + size]
            if not self._joined(group):
                continue
            name = self.text[group[0].start : group[-1].end]
            if self._is_name(name, size):
                found = self._longer(words, i + size, self._weigh(words, i, size, name, last))
                if "name goes on" in found.why and (longer := self._unknown(words, i, last))[0]:
                    return longer
                if found.weight > (-0.5 if size > 1 else 0.0) or size == 1:
                    return found, size
        return self._unknown(words, i, last)

    def _longer(self, words: Sequence[Word], j: int, found: Found) -> Found:
        """Take in a small word that belongs to the name of a feature ("Sambisa forest")."""
        if j == len(words) or words[j].text not in self.recogniser.lexicon["place_nouns"]:
            return found
        name = self.text[found.start : words[j].end]
        bearers = self.recogniser.finder.named(folded(name))
        if any(place.level in {"feature", "region"} for place in bearers):
            return replace(found, name=name, end=words[j].end, weight=found.weight + 1.0)
        return found

    def _is_name(self, name: str, size: int) -> bool:
        if self.recogniser.countries.of_demonym(name) and size == 1:
            return False
        if self.recogniser.finder.known(folded(name)):
            return True
        return size > 1 and bool(self.recogniser.finder.find(name))

    def _joined(self, group: Sequence[Word]) -> bool:
        if not group[-1].capital:
            return False
        for left, right in zip(group, group[1:], strict=False):
            gap = self.text[left.end : right.start]
            if gap not in {" ", "-", ". "} or not (right.capital or right.text in _PARTICLES):
                return False
        return True

    def _weigh(
        self, words: Sequence[Word], i: int, size: int, name: str, last: Found | None
    ) -> Found:
        first, final = words[i], words[i + size - 1]
        reasons: list[tuple[str, float]] = []
        reasons += self._by_name(name, size, first)
        reasons += self._by_label(first.start, final.end)
        reasons += self._before(words, i, last)
        reasons += self._after(words, i + size - 1, final)
        weight = sum(w for _, w in reasons)
        use = "associative" if _BASED_AFTER.match(self.text, final.end) else "literal"
        return Found(first.start, final.end, name, weight, True, use, tuple(r for r, _ in reasons))

    def _by_name(self, name: str, size: int, first: Word) -> list[tuple[str, float]]:
        out = []
        lexicon = self.recogniser.lexicon
        found = self.recogniser.finder.find(name)
        top = max((c.place.population for c in found), default=0)
        levels = {c.place.level for c in found if c.kind != ACRONYM}
        if "country" in levels:
            out.append(("country", 2.5))
        elif levels & {"feature", "region"}:
            out.append(("ours", 1.5))
        elif top >= 500_000:
            out.append(("very large", 1.2))
        elif "admin1" in levels or top >= 100_000:
            out.append(("large", 0.9))
        elif top >= 5_000:
            out.append(("middling", 0.4))
        if size > 1:
            out.append(("several words", 0.7))
        words = name.lower().split()
        if all(w in lexicon["ordinary"] or w in lexicon["titles"] for w in words):
            out.append(("ordinary word", -2.5))
        if size == 1 and name.isupper() and len(name) < 5 and levels and "country" not in levels:
            out.append(("capitals", -0.5))
        if found and all(c.kind == ACRONYM for c in found):
            out.append(("acronym", -3.0))
        if len(name) < 3 and "country" not in levels:
            out.append(("short", -1.5))
        if first.first and size == 1:
            out.append(("begins sentence", -0.4))
        return out

    def _by_label(self, start: int, end: int) -> list[tuple[str, float]]:
        for a, b, label in self.labels:
            if a < end and start < b and label in _LABELS:
                # An entity often takes in "the" or a possessive.
                whole = b - end <= 2 and start - a <= 4
                return [(label, _LABELS[label][0 if whole else 1])]
        return []

    def _before(self, words: Sequence[Word], i: int, last: Found | None) -> list[tuple[str, float]]:
        first = words[i]
        lexicon = self.recogniser.lexicon
        if last and self.text[last.end : first.start] in {", ", "/", "-", " and ", " or ", " ("}:
            return [("after a place", 1.2)]
        if self._dateline(first):
            return [("dateline", 2.5)]
        if i == 0:
            return []
        previous = words[i - 1]
        if self.text[previous.end : first.start].strip(" '\"s"):
            return []
        return self._after_word(words, i, previous.text.lower())

    def _after_word(self, words: Sequence[Word], i: int, word: str) -> list[tuple[str, float]]:
        lexicon, previous = self.recogniser.lexicon, words[i - 1]
        if word == "the" and i > 1:
            before = words[i - 2].text.lower()
            if before == "of":
                return self._of(words, i - 2)
            known = before in lexicon["prepositions"] or before in lexicon["place_verbs"]
            return [("preposition", 0.7)] if known else []
        if word in {"of", "de"}:
            return self._of(words, i - 1)
        if word in lexicon["prepositions"]:
            return [("preposition", 1.5)]
        if word in lexicon["directions"]:
            return [("direction", 1.0)]
        if word in lexicon["titles"] and previous.capital:
            return [("title", -2.5)]
        if word in lexicon["place_nouns"]:
            return [("kind of place", 0.8)]
        if word in lexicon["place_verbs"]:
            return [("verb", 0.8)]
        if previous.capital and word not in lexicon["ordinary"]:
            if self.recogniser.countries.of_demonym(previous.text):
                return [("demonym", 0.3)]
            return [("name goes on before", -1.2 if previous.first else -2.6)]
        return []

    def _of(self, words: Sequence[Word], k: int) -> list[tuple[str, float]]:
        """Evidence of the head before "of", the word ``k``."""
        if k == 0:
            return []
        lexicon, head = self.recogniser.lexicon, words[k - 1]
        word = head.text.lower()
        if word in lexicon["place_nouns"] or word in lexicon["directions"]:
            return [("kind of place before", 2.5)]
        if head.capital and (not head.first or word in lexicon["organisation_heads"]):
            return [("part of an organisation", -3.0)]
        return [("role of" if word in lexicon["roles"] else "of", 0.8)]

    def _after(self, words: Sequence[Word], i: int, final: Word) -> list[tuple[str, float]]:
        lexicon = self.recogniser.lexicon
        if i + 1 == len(words):
            return []
        following = words[i + 1]
        gap = self.text[final.end : following.start]
        word = following.text.lower()
        if gap == ", " and following.capital and self.recogniser.finder.known(folded(following.text)):
            return [("before a place", 0.7)]
        if gap not in {" ", "-"}:
            return []
        name = self.text[words[i].start : final.end]
        if name.isupper() and len(name) < 5 and not following.capital and self._noun(following):
            return [("modifies a noun", -2.5)]
        if following.capital and (word in lexicon["street_nouns"]):
            return [("street", -2.5)]
        if word in lexicon["organisation_nouns"] and following.capital:
            return [("organisation", -3.0)]
        if word in lexicon["site_nouns"]:
            return [("kind of place after", 1.8)]
        if following.capital and gap == " " and word not in lexicon["calendar"]:
            return [("name goes on", -1.6)]
        return []

    def _noun(self, word: Word) -> bool:
        token = self.analysis.doc.char_span(word.start, word.end, alignment_mode="expand")
        return token is not None and token[0].pos_ in {"NOUN", "ADJ"}

    def _dateline(self, word: Word) -> bool:
        start = self.analysis.paragraphs[self.analysis.paragraph_of(word.start)][0]
        head = self.text[start : word.start].lstrip()
        if len(head) > 40 or any(c.islower() for c in head.replace(" and ", "")):
            return False
        if _DATELINE.match(self.text, word.end):
            return True
        return not head and word.text.isupper() and bool(_HEADING.match(self.text, word.end))

    def _unknown(
        self, words: Sequence[Word], i: int, last: Found | None
    ) -> tuple[Found | None, int]:
        """A name that no gazetteer has, but that the words call a place."""
        size = 1
        while i + size < len(words) and size < 4 and self._joined(words[i : i + size + 1]):
            size += 1
        group = words[i : i + size]
        lexicon = self.recogniser.lexicon
        name = self.text[group[0].start : group[-1].end]
        if any(w.text.lower() in lexicon["ordinary"] or self._demonym(w.text) for w in group):
            return None, 1
        if len(name) < 3 or (name.isupper() and len(name) < 7):
            return None, 1
        after = words[i + size].text if i + size < len(words) else ""
        spaced = self.text[group[-1].end : group[-1].end + 1] == " "
        if after in lexicon["organisation_nouns"] and after not in lexicon["place_nouns"]:
            return None, 1
        why = self._called(words, i, last)
        if after in lexicon["place_nouns"] and spaced:
            why = "kind of place after"
        label = dict(self._by_label(group[0].start, group[-1].end))
        against = bool(label.keys() & {"PERSON", "ORG", "NORP", "EVENT", "WORK_OF_ART", "LAW"})
        if not why or (why == "preposition" and against and size > 1):
            return None, 1
        use = "associative" if _BASED_AFTER.match(self.text, group[-1].end) else "literal"
        return Found(group[0].start, group[-1].end, name, 1.0, False, use, (why,)), size

    def _demonym(self, word: str) -> bool:
        return self.recogniser.countries.of_demonym(word) is not None

    def _called(self, words: Sequence[Word], i: int, last: Found | None) -> str:
        lexicon = self.recogniser.lexicon
        before = [w.text.lower() for w in words[max(0, i - 2) : i]]
        if not before or self.text[words[i - 1].end : words[i].start] != " ":
            return ""
        if before[-1] == "of" and len(before) == 2 and before[0] in (
            lexicon["place_nouns"] | lexicon["directions"]
        ):
            return "kind of place before"
        if before[-1] in lexicon["strong_prepositions"]:
            return "preposition"
        if before[-1] == "and" and last and last.end == words[i - 1].start - 1:
            return "after a place"
        return ""

"""Names of persons in running text who hold no office, found by the words around them.

It is meant to find too much rather than too little: a name of several words that nothing shows to
be a place, a group or somebody in office counts as a private person's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from reportedly.exports.name_lists import given_names, lexicon
from reportedly.exports.shouting import recased
from reportedly.text.dictionary import is_word

Interval = tuple[int, int]

_WORD: Final = re.compile(r"[^\W\d_]+(?:['\u2019\u02bc-][^\W\d_]+)*|\d+")
_AGE: Final = re.compile(r"\s*,\s*(?:aged\s+)?\d{1,3}\b|\s*\(\d{1,3}\)")
_APPOSED: Final = re.compile(r"\s*,\s*(?:who|whose|a|an|the|his|her|their|one of)\b")
_SENTENCE: Final = re.compile(
    r"(?:[.!?:;\u2026]['\"\u201d\u2019)\]]*\s+|\n\s*|(?:^|\s)['\"\u201c\u2018(]\s*)$"
)
_REACH: Final = 90
#: Letters with capitals inside: 'DShK', 'BMP', but no "McKay".
_ACRONYM: Final = re.compile(r"(?!Ma?c[A-Z][a-z])[A-Z][a-z]?(?:[A-Z][a-z]?){1,5}$")
_ARTICLES: Final = frozenset({"the", "a", "an"})


@dataclass(slots=True)
class _Word:
    start: int
    end: int
    text: str
    fold: str = field(init=False)

    def __post_init__(self) -> None:
        self.fold = re.sub("['\u2019]s$", "", self.text.casefold())

    @property
    def capital(self) -> bool:
        return any(part[:1].isupper() for part in re.split("[-'\u2019]", self.text))


@dataclass(slots=True)
class _Chain:
    """Words with capitals that stand together, as indices into the words of the text."""

    first: int
    last: int
    person: bool = False
    public: bool = False
    office: bool = False
    known: bool = False
    kin: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Half-open intervals of names: of private persons, and of those in office or command.

    ``kin`` are those of the private ones that stand beside a word for a relative.
    """

    private: tuple[Interval, ...]
    office: tuple[Interval, ...]
    kin: tuple[Interval, ...] = ()


def find_names(text: str, known: Sequence[Interval], demonyms: frozenset[str]) -> Found:
    """Find names of persons; ``known`` holds other names' intervals, in order and apart.

    ``demonyms`` are words for peoples, lower case.
    """
    text = recased(text, known)
    words = [_Word(m.start(), m.end(), m.group()) for m in _WORD.finditer(text)]
    chains = _whole(text, words, _chains(text, words, known, demonyms))
    elsewhere = {w.fold for c in chains if c.known for w in words[c.first : c.last + 1]}
    for chain in chains:
        _judge(text, words, chain)
        _doubt(text, words, chain, elsewhere)
    _spread(text, words, chains)
    _join_known(text, words, chains)
    _recall_offices(words, chains)
    private = [_bounds(words, c) for c in chains if c.person and not c.public]
    office = [_bounds(words, c) for c in chains if c.office and c.first <= c.last]
    kin = [_bounds(words, c) for c in chains if c.kin and c.person and c.first <= c.last]
    return Found(tuple(private), tuple(office), tuple(kin))


def _chains(
    text: str, words: list[_Word], known: Sequence[Interval], demonyms: frozenset[str]
) -> Iterator[_Chain]:
    lists = lexicon()
    common, particles = lists["common"] | demonyms, lists["particles"]
    starts = [low for low, _ in known]
    first: int | None = None
    last = -1
    for i, word in enumerate(words):
        at = bisect_right(starts, word.start) - 1
        taken = at >= 0 and word.end <= known[at][1]
        single = len(word.text) == 1 and word.text.isupper()
        names = word.capital and not taken and (word.fold not in common or single)
        names = names or (first is not None and not taken and _within(text, words, i, common))
        if first is not None and _apart(text, words[i - 1], word):
            yield _Chain(first, last)
            first = None
        if taken and word.capital:
            if first is not None:
                yield _Chain(first, last)
                first = None
            yield _Chain(i, i, known=True)
        if names:
            first, last = (i if first is None else first), i
        elif first is not None and not (word.fold in particles and word.text.islower()):
            yield _Chain(first, last)
            first = None
    if first is not None:
        yield _Chain(first, last)


def _within(text: str, words: list[_Word], i: int, common: frozenset[str]) -> bool:
    """Whether a word that is seldom a name stands inside of one: "Naw May Oo"."""
    if i + 1 >= len(words) or not words[i].capital or words[i].fold not in given_names():
        return False
    after = words[i + 1]
    return after.capital and after.fold not in common and not _apart(text, words[i], after)


def _whole(text: str, words: list[_Word], chains: Iterator[_Chain]) -> list[_Chain]:
    """Known names of several words as one chain each."""
    found: list[_Chain] = []
    for chain in chains:
        before = found[-1] if found else None
        touching = (
            before is not None
            and before.known
            and chain.known
            and before.last + 1 == chain.first
            and not _apart(text, words[before.last], words[chain.first])
        )
        if before is not None and touching:
            before.last = chain.last
        else:
            found.append(chain)
    return found


def _apart(text: str, left: _Word, right: _Word) -> bool:
    between = text[left.end : right.start]
    if between in (". ", ".") and len(left.text) == 1 and left.capital:
        return False
    return between not in (" ", "\u00a0", "-") or left.text.endswith(("'s", "\u2019s"))


def _judge(text: str, words: list[_Word], chain: _Chain) -> None:
    """Set what a chain is, and cut honorifics, offices and roles off its start."""
    lists = lexicon()
    chain.kin = _after_kin(text, words, chain.first)
    if chain.known:
        aged = _AGE.match(text, words[chain.last].end) is not None
        chain.person = chain.kin or (aged and chain.first == chain.last)
        chain.public = not chain.person
        return
    address = _strip(words, chain, lists)
    if chain.first > chain.last:
        chain.public = True
        return
    inside = words[chain.first : chain.last + 1]
    size = len([w for w in inside if w.fold not in lists["particles"]])
    before, joined = _before(text, words, chain.first)
    after = _after(text, words, chain.last)
    acronym = size == 1 and (_ACRONYM.match(inside[0].text) is not None or len(inside[0].text) == 1)
    if address == "office" or _office_near(text, words, chain, before):
        chain.public = chain.office = True
    elif address is None and _no_name(text, words, chain, before if joined else ""):
        chain.public = True
    elif any(w.fold in lists["things"] for w in inside) or after in lists["things"]:
        chain.public = address is None and not _AGE.match(text, inside[-1].end)
    elif after in lists["families"] and joined:
        chain.person = True
    elif after in lists["place_nouns"] and address is None:
        chain.public = True
    elif before in lists["place_before"] and joined and address is None:
        place = any(w.fold in lists["place_nouns"] for w in inside)
        named = size > 1 and not place and inside[0].fold in given_names()
        chain.public = not named and not _is_marked(text, words, chain)
    elif before == "of" and joined and address is None:
        noun = words[chain.first - 2].fold if chain.first > 1 else ""
        of_place = noun in lists["place_nouns"] or noun in lists["things"]
        chain.person = noun in lists["of_persons"] or (
            inside[0].fold in given_names() and not of_place
        )
        chain.public = not chain.person and (size == 1 or of_place)
    if chain.public or (acronym and address is None):
        return
    chain.person |= address is not None or size > 1 or _is_marked(text, words, chain)


def _no_name(text: str, words: list[_Word], chain: _Chain, before: str) -> bool:
    """Whether the words are ordinary ones, or stand behind an article as no person's name does."""
    inside = words[chain.first : chain.last + 1]
    if any(w.fold in given_names() for w in inside) or _AGE.match(text, inside[-1].end):
        return False
    if before in _ARTICLES and all(is_word(w.fold) for w in inside):
        return True
    if _is_marked(text, words, chain):
        return False
    heading = all(w.text.isupper() for w in inside) and all(is_word(w.fold) for w in inside)
    return heading or inside[-1].fold in lexicon()["place_nouns"]


def _doubt(text: str, words: list[_Word], chain: _Chain, elsewhere: set[str]) -> None:
    """Take a single unknown name for a person's where no article and no preposition says other.

    At the start of a sentence it must be a given name, or no word of English before a verb.
    """
    lists = lexicon()
    if chain.person or chain.public or chain.first != chain.last:
        return
    word = words[chain.first]
    before, joined = _before(text, words, chain.first)
    if word.fold in elsewhere or len(word.text) < 3 or word.text.isupper():
        return
    if _starts_sentence(text, word.start):
        stands = _after(text, words, chain.last) in lists["stands"]
        chain.person = word.fold in given_names() or (stands and not is_word(word.fold))
    elif joined:
        named = word.fold in given_names() and before not in _ARTICLES
        chain.person = named or before not in lists["no_person_before"]


def _after_kin(text: str, words: list[_Word], first: int) -> bool:
    """Whether a word for somebody's relative stands before: such a name is no place's."""
    if not first or words[first - 1].fold not in lexicon()["relatives"]:
        return False
    return text[words[first - 1].end : words[first].start].strip() in ("", ",")


def _strip(words: list[_Word], chain: _Chain, lists: dict[str, frozenset[str]]) -> str | None:
    """Cut forms of address off the start of a chain; returns which kind came last."""
    found = None
    while chain.first <= chain.last:
        fold = words[chain.first].fold
        if fold in lists["offices"]:
            found = "office"
        elif fold in lists["honorifics"]:
            found = found or "honorific"
        elif fold in lists["roles"] or fold in lists["kin"]:
            found = found or "role"
        else:
            return found
        if chain.first == chain.last:
            chain.first += 1
            return found
        chain.first += 1
    return found


def _before(text: str, words: list[_Word], first: int) -> tuple[str, bool]:
    """The word before, and whether nothing but a space stands between."""
    if first == 0:
        return "", False
    between = text[words[first - 1].end : words[first].start]
    return words[first - 1].fold, between.strip(" \u00a0'\"\u2018\u201c") == ""


def _after(text: str, words: list[_Word], last: int) -> str:
    if last + 1 >= len(words) or text[words[last].end : words[last + 1].start].strip():
        return ""
    return "" if words[last].text.endswith(("'s", "\u2019s")) else words[last + 1].fold


def _office_near(text: str, words: list[_Word], chain: _Chain, before: str) -> bool:
    """Whether the words right before or an apposition right after tell of an office."""
    lists = lexicon()
    if before in lists["offices"] and not words[chain.first - 1].text.endswith(("'s", "\u2019s")):
        gap = text[words[chain.first - 1].end : words[chain.first].start]
        if gap.strip(" '\"\u2018\u201c") in ("", ","):
            return True
    tail = text[words[chain.last].end : words[chain.last].end + _REACH]
    if apposed := re.match(r"\s*,\s*(?:the|a|an|its|their)?\s*([^,.;\n]*)", tail):
        earlier = ""
        for token in apposed[1].split():
            fold = token.casefold().strip("\"'\u2018\u201c")
            if fold in lists["ends_title"]:
                break
            if fold in lists["offices"] and earlier not in lists["no_office"]:
                return True
            earlier = fold
    return _leads(tail, lists)


def _leads(tail: str, lists: dict[str, frozenset[str]]) -> bool:
    """Whether a verb of command follows with what is led: not a road, and nobody's children."""
    verb = re.match(r"\s*,?\s*(?:who\s+)?(\w+)\s+(?:the|a|an|its)\s+((?:[\w'-]+\s*){1,3})", tail)
    if verb is None or verb[1].casefold() not in lists["leads"]:
        return False
    led = {word.casefold() for word in verb[2].split()}
    return led.isdisjoint(lists["kin"] | lists["families"] | lists["roles"] | {"way"})


def _is_marked(text: str, words: list[_Word], chain: _Chain) -> bool:
    """Whether the words around a name say that it is a person's."""
    lists = lexicon()
    last = words[chain.last]
    before, joined = _before(text, words, chain.first)
    gap = text[words[chain.first - 1].end : words[chain.first].start] if chain.first else ""
    tail = text[last.end : last.end + _REACH]
    if last.text.endswith(("'s", "\u2019s")):
        near = [w.fold for w in words[chain.last + 1 : chain.last + 5]]
        if not lists["kin"].isdisjoint(near):
            return True
    if _AGE.match(tail) or _APPOSED.match(tail):
        return True
    starts = _starts_sentence(text, words[chain.first].start)
    if before in lists["roles"] | lists["kin"] and gap.strip() in ("", ",", ":"):
        return True
    if joined and before in lists["said_before"] | lists["done_to"]:
        return not starts
    if joined and before in ("to", "at") and chain.first > 1:
        return words[chain.first - 2].fold in lists["kin"] | lists["said_before"] | {"shot"}
    following = _after(text, words, chain.last)
    return following in lists["does"] or bool(
        starts and re.match(r"\s+(?:was|is|and (?:his|her))\s", tail)
    )


def _starts_sentence(text: str, at: int) -> bool:
    return not text[max(0, at - 8) : at].strip() or bool(
        _SENTENCE.search(text[max(0, at - 8) : at])
    )


def _spread(text: str, words: list[_Word], chains: list[_Chain]) -> None:
    """What stands in a list with a person is a person, also a place's name between two."""
    for left, middle, right in zip(chains, chains[1:], chains[2:], strict=False):
        persons = left.person and right.person and not (left.public or right.public)
        listed = _is_listed(text, words, left, middle) and _is_listed(text, words, middle, right)
        if middle.known and persons and listed:
            middle.person, middle.public = True, False
    for order in (chains, chains[::-1]):
        for left, right in pairwise(order):
            one, other = (left, right) if order is chains else (right, left)
            if (
                _is_listed(text, words, one, other)
                and left.person
                and (not right.public or (left.kin and right.known))
            ):
                right.person, right.public, right.kin = True, False, left.kin


def _is_listed(text: str, words: list[_Word], one: _Chain, other: _Chain) -> bool:
    if one.first > one.last or other.first > other.last:
        return False
    gap = text[words[one.last].end : words[other.first].start]
    return re.fullmatch(r",? and |, |,? & ", gap) is not None


def _join_known(text: str, words: list[_Word], chains: list[_Chain]) -> None:
    """A place's name that touches a person's is the rest of it: "Luz Quintero"."""
    for left, right in pairwise(chains):
        if left.first > left.last or right.first > right.last or left.known == right.known:
            continue
        person, place = (right, left) if left.known else (left, right)
        touching = right.first == left.last + 1 and not _apart(
            text, words[left.last], words[right.first]
        )
        if not touching:
            continue
        both = _Chain(left.first, right.last)
        if place is right and not person.public and _is_marked(text, words, both):
            person.person = True
        if person.person and not person.public:
            place.person, place.public = True, False


def _recall_offices(words: list[_Word], chains: list[_Chain]) -> None:
    """A surname of somebody in office is theirs, unless a private person has it too."""

    def folds(chain: _Chain) -> set[str]:
        return {word.fold for word in words[chain.first : chain.last + 1]}

    private = [folds(c) for c in chains if c.person and c.last > c.first]
    offices = set().union(*(folds(c) for c in chains if c.office))
    offices -= set().union(*private)
    for chain in chains:
        if chain.person and chain.first == chain.last and folds(chain) <= offices:
            chain.person, chain.public, chain.office = False, True, True


def _bounds(words: list[_Word], chain: _Chain) -> Interval:
    start, last = words[chain.first].start, words[chain.last]
    end = last.end - 2 if last.text.endswith(("'s", "\u2019s")) else last.end
    return start, end

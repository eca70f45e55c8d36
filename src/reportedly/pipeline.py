"""The engine: one document in, one reading out. Here the rooms are joined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.claims.reader import RuleReader
from reportedly.codebook.load import Codebook, load_codebook
from reportedly.errors import ModelError, UnsupportedLanguage
from reportedly.records.claim import ProducedBy
from reportedly.records.document import Document
from reportedly.records.mentions import TimeMention
from reportedly.records.reading import Reading
from reportedly.seams import ActorRegistry, Gazetteer, TimeResolver
from reportedly.text.analysis import analyse
from reportedly.text.language import READ, identify
from reportedly.text.model import DEFAULT, load_model, model_digest
from reportedly.version import __version__

if TYPE_CHECKING:
    from reportedly.learned import Heads

ENGINE = "reportedly-rules"
_SHORTEST_NAME = 4


class Engine:
    """Reads documents. Everything heavy is loaded at the first document, once.

    ``times``, ``gazetteer`` and ``registry`` replace what stands behind those seams; ``learned``
    False leaves the learned parts aside and reads by rules alone.
    """

    def __init__(
        self,
        *,
        codebook_files: Sequence[Path] = (),
        model: str = DEFAULT,
        gazetteers: Sequence[Path] = (),
        times: TimeResolver | None = None,
        gazetteer: Gazetteer | None = None,
        registry: ActorRegistry | None = None,
        learned: bool = True,
    ) -> None:
        self._codebook_files = tuple(codebook_files)
        self._model = model
        self._gazetteers = tuple(gazetteers)
        self._given = (times, gazetteer, registry)
        self._learned = learned

    @cached_property
    def codebook(self) -> Codebook:
        """The codebook with the user's own entries."""
        return load_codebook(*self._codebook_files)

    @cached_property
    def times(self) -> TimeResolver:
        """What stands behind the seam for times."""
        if self._given[0] is not None:
            return self._given[0]
        from reportedly.times.resolver import RuleTimeResolver  # noqa: PLC0415 - loaded when needed

        return RuleTimeResolver()

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """What stands behind the seam for places."""
        if self._given[1] is not None:
            return self._given[1]
        from reportedly.places.gazetteer import EmbeddedGazetteer  # noqa: PLC0415 - loaded when needed

        return EmbeddedGazetteer(extra=self._gazetteers)

    @cached_property
    def registry(self) -> ActorRegistry:
        """What stands behind the seam for actors."""
        if self._given[2] is not None:
            return self._given[2]
        from reportedly.actors.registry import EmbeddedRegistry  # noqa: PLC0415 - loaded when needed

        return EmbeddedRegistry()

    @cached_property
    def heads(self) -> Heads | None:
        """The learned parts; None where they are not wanted or not installed."""
        if not self._learned:
            return None
        from reportedly.learned import load_heads  # noqa: PLC0415 - loaded when needed

        try:
            return load_heads()
        except ModelError:
            return None

    @cached_property
    def produced_by(self) -> ProducedBy:
        """Name, version and the digests of all data that take part."""
        digests = {
            "codebook": self.codebook.digest,
            "gazetteer": self.gazetteer.digest,
            "model": model_digest(self._model),
            "registry": self.registry.digest,
        }
        if self.heads is not None:
            digests["heads"] = self.heads.digest
        return ProducedBy(ENGINE, __version__, digests=tuple(sorted(digests.items())))

    @cached_property
    def reader(self) -> RuleReader:
        """The reader of claims."""
        return RuleReader(self.codebook, self.registry, self.produced_by, self.heads)

    def read(self, document: Document) -> Reading:
        """Read one document; raises `UnsupportedLanguage` for a text that is not English."""
        language = document.language or identify(document.text)
        if language is not None and language.split("-")[0].lower() not in READ:
            raise UnsupportedLanguage(
                document.uri or document.title or "document",
                f"the text is in {language!r}; this version reads English only. Where it is "
                "English all the same, say so with --language en",
            )
        document = _with_language(document, language)
        analysis = analyse(document, load_model(self._model), is_name=self._name)
        published = published_day(document)
        times = tuple(self.times.find(analysis, published))
        places = tuple(self.gazetteer.find(analysis))
        countries = Counter(p.resolved.country for p in places if p.resolved is not None)
        actors = tuple(self.registry.find(analysis, published, countries=countries))
        context = self.reader.context(analysis, times, places, actors)
        claims, explanations = self.reader.claims(context)
        return Reading(
            document,
            tuple(claims),
            times,
            places,
            actors,
            self.reader.voices(context),
            tuple(self._warnings(document, times, claims)),
            tuple(explanations),
        )

    def _warnings(
        self, document: Document, times: Sequence[TimeMention], claims: Sequence[object]
    ) -> list[str]:
        found = _warnings(document, times, claims)
        if self._learned and self.heads is None:
            found.append("the learned parts are not installed: read by rules alone")
        return found

    def read_all(self, documents: Iterable[Document]) -> Iterable[Reading]:
        """Read documents one after the other."""
        for document in documents:
            yield self.read(document)

    @cached_property
    def _written(self) -> tuple[frozenset[str], frozenset[str]]:
        """Words always written as names (months, weekdays), and words that never are.

        Some place bears the name 'Country' or 'Northern'; 'may' is mostly a verb.
        """
        from reportedly.places.lexicon import load_lexicon  # noqa: PLC0415 - loaded when needed

        lexicon = load_lexicon()
        heads = frozenset(head for _, head in self.codebook.by_head)
        common = heads | frozenset(self.codebook.noun_classes)
        common |= lexicon["ordinary"] | lexicon["directions"]
        return lexicon["calendar"] - {"may"}, common

    def _name(self, word: str) -> str | None:
        """How a lower-case word is written where it is a name, for truecasing."""
        calendar, common = self._written
        if word not in calendar and (len(word) < _SHORTEST_NAME or word in common):
            return None
        known = word in calendar or self.gazetteer.lookup(word)
        return word[:1].upper() + word[1:] if known else None


def published_day(document: Document) -> date | None:
    """Return the day of publication, None where it is unknown."""
    if not document.published:
        return None
    return date.fromisoformat(document.published[:10])


def _with_language(document: Document, language: str | None) -> Document:
    if document.language or language is None:
        return document
    return replace(document, language=language)


def _warnings(
    document: Document, times: Sequence[TimeMention], claims: Sequence[object]
) -> list[str]:
    out = []
    left = sum(1 for t in times if t.earliest is None and t.latest is None and t.unresolved)
    if document.published is None and left:
        noun = "date" if left == 1 else "dates"
        out.append(f"{left} {noun} left open: add --published")
    if not claims:
        out.append(_why_none(document))
    return out


def _why_none(document: Document) -> str:
    if not document.text.strip():
        return "no claims: the document holds no text"
    words = len(document.text.split())
    if words < 5:
        return "no claims: the text is too short to tell an event"
    return (
        "no claims: no event that the codebook knows is told as fact, plan, threat or denial; "
        "opinions, general statements and boilerplate yield none"
    )

"""ECB+: event mentions across documents, given by people, clustered by the program's evidence.

ECB+ is not about armed conflict and codes no claims: of what clustering compares, a mention has the
words of its sentence, the names in it and the lemma of its head. The figures are a second opinion
on those alone, beside the baseline that joins mentions of one head lemma. Topics are given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from reportedly.evaluate.ecb_files import EcbDocument, Mention, load_ecb
from reportedly.evaluate.stories_measures import b_cubed, ceaf_e, conll, muc, pairwise
from reportedly.events.linkage import link
from reportedly.events.pairs import Scorer
from reportedly.events.rules import load_scale, load_words, stem
from reportedly.events.tellings import Telling
from reportedly.text.normalise import fold

#: Of one word each: what stands in for place, day, code and parties when only words are there.
_JOIN: Final = 2.6
_TRIGGER: Final = 2.2
_COSINE: Final = 2.6
_NAME: Final = 0.3
Key = tuple[str, int]


def evaluate_ecb(corpora: Path) -> dict[str, Any]:
    """Return the figures of the program's clusters and of the baseline, over all topics."""
    documents = load_ecb(corpora / "coref" / "ecbplus")
    heads = _heads(documents)
    mentions = [mention for document in documents for mention in document.mentions]
    gold = {_key(m): f"{m.topic}/{m.event}" for m in mentions}
    lemma = {_key(m): f"{m.topic}/{heads[_key(m)]}" for m in mentions}
    return {
        "topics": len({d.topic for d in documents}),
        "documents": len(documents),
        "mentions": len(mentions),
        "events": len(set(gold.values())),
        "program": _figures(gold, cluster(documents, heads)),
        "same_head_lemma": _figures(gold, lemma),
        "alone": _figures(gold, {key: key for key in gold}),
    }


def _figures(gold: dict[Key, str], found: dict[Key, Any]) -> dict[str, Any]:
    return {
        "conll": round(conll(gold, found), 4),
        "muc": muc(gold, found).as_json(),
        "b3": b_cubed(gold, found).as_json(),
        "ceaf_e": ceaf_e(gold, found).as_json(),
        "pairwise": pairwise(gold, found).as_json(),
    }


def cluster(documents: Sequence[EcbDocument], heads: dict[Key, str]) -> dict[Key, str]:
    """Cluster the mentions of each topic by average linkage of the program's pair evidence."""
    scorer = _scorer()
    found: dict[Key, str] = {}
    for topic in dict.fromkeys(d.topic for d in documents):
        views = list(_views([d for d in documents if d.topic == topic], heads))
        tellings = [view for _, view in views]
        margin = partial(_margin, scorer, tellings)
        size = len(views)
        near = {(i, j): margin(i, j) for i in range(size) for j in range(i + 1, size)}
        groups, _ = link(size, near, margin)
        for number, group in enumerate(groups):
            found |= {views[i][0]: f"{topic}/{number}" for i in group}
    return found


def _margin(scorer: Scorer, views: Sequence[Telling], i: int, j: int) -> float:
    return scorer.margin(views[i], views[j])


def _scorer() -> Scorer:
    scale = load_scale()
    weights = {name: dict(row) for name, row in scale.of.items()}
    weights["words"] |= {"trigger": _TRIGGER, "cosine": _COSINE}
    return Scorer(replace(scale, join=_JOIN, name=_NAME, of=weights))


def _key(mention: Mention) -> Key:
    return mention.document, mention.number


def _views(
    documents: Sequence[EcbDocument], heads: dict[Key, str]
) -> Iterator[tuple[Key, Telling]]:
    empty = load_words().empty
    for document in documents:
        for mention in document.mentions:
            words = document.sentences[mention.sentence]
            own = {stem(fold(words[n])) for n in mention.tokens}
            stems = dict.fromkeys(stem(fold(w)) for w in words if fold(w))
            kept = tuple(s for s in stems if s not in empty and len(s) > 2 and s not in own)
            names = {stem(fold(w)) for w in words[1:] if w[:1].isupper()}
            yield _key(mention), _view(mention, heads[_key(mention)], kept, names - empty)


def _view(mention: Mention, head: str, words: tuple[str, ...], names: set[str]) -> Telling:
    return Telling(
        claim_id=f"{mention.document}#{mention.number}",
        document_id=mention.document,
        start=mention.tokens[0],
        sentence=mention.sentence,
        category="",
        mode=None,
        kind=mention.topic,
        told="happened",
        actors=(),
        recipients=(),
        states=(),
        states_hit=(),
        places=(),
        first=None,
        last=None,
        published=None,
        counts=(),
        words=words,
        trigger=head,
        names=tuple(sorted(names)),
        objects=(),
        spots=(),
        voice="",
    )


def _heads(documents: Sequence[EcbDocument]) -> dict[Key, str]:
    """Lemma of each mention's syntactic head, by the program's parser."""
    from spacy.tokens import Doc  # noqa: PLC0415 - slow to import

    from reportedly.text.model import load_model  # noqa: PLC0415

    model = load_model()
    found = {}
    for document in documents:
        needed = sorted({m.sentence for m in document.mentions})
        parsed = model.pipe(Doc(model.vocab, words=list(document.sentences[n])) for n in needed)
        by_number = dict(zip(needed, parsed, strict=True))
        for mention in document.mentions:
            tokens = by_number[mention.sentence]
            root = tokens[min(mention.tokens) : max(mention.tokens) + 1].root
            head = root if root.i in mention.tokens else tokens[mention.tokens[0]]
            found[_key(mention)] = head.lemma_.casefold()
    return found

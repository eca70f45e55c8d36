"""How well coders agree, field by field: what they saw alone apart from what a machine proposed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from reportedly.errors import UsageError
from reportedly.review import alpha, f1, kappa, unitizing
from reportedly.review.advice import notes_on
from reportedly.review.figure import Array, Figure
from reportedly.review.intervals import with_interval
from reportedly.review.pairing import Pairing, pair, trimmed
from reportedly.review.results import Agreement, CodedText, FieldAgreement, PairAgreement
from reportedly.review.units import FIELDS, VALUED, Labels, Values, values_of
from reportedly.store import Project


def measure(project: Project, coders: Collection[str] | None = None) -> Agreement:
    """Measure all documents of a project that at least two (of these) coders have finished.

    Raises `UsageError` for a name that is no coder's.
    """
    return agreement(texts_of(project, coders))


def texts_of(project: Project, coders: Collection[str] | None = None) -> list[CodedText]:
    """Return the finished codings of documents that at least two coders have finished."""
    assignments = project.assignments()
    known = {one.coder_name for one in assignments}
    unknown = sorted(set(coders or ()) - known)
    if unknown:
        raise UsageError(
            f"{unknown[0]!r} has coded nothing; coders are: {', '.join(sorted(known)) or 'none'}"
        )
    done = [one for one in assignments if one.state != "open"]
    wanted = [one for one in done if coders is None or one.coder_name in coders]
    found = []
    for document in dict.fromkeys(one.document for one in wanted):
        own = [one for one in wanted if one.document == document]
        own.sort(key=lambda one: one.coder_name)
        if len(own) > 1:
            found.append(
                CodedText(
                    document,
                    len(project.document(document).text),
                    tuple(one.coder_name for one in own),
                    tuple(project.coding(one.id).claims for one in own),
                    tuple(one.mode != "blind" for one in own),
                )
            )
    return found


def agreement(texts: Sequence[CodedText]) -> Agreement:
    """Measure coded texts: independent codings, those after suggestions, and pair by pair."""
    coders = tuple(sorted({name for text in texts for name in text.coders}))
    blind = _several(text.of(_blind(text)) for text in texts)
    aided = [text for text in texts if any(text.suggested)]
    independent = _fields(blind, coders, aided=False)
    suggested = _fields(aided, coders, aided=True)
    return Agreement(
        len(texts),
        coders,
        independent,
        suggested,
        tuple(_pairs(blind, coders)),
        tuple(notes_on(independent, len(blind), len(aided), len(coders))),
    )


@dataclass(frozen=True, slots=True)
class _Measured:
    """A text's pairings with their values, in columns for all coders of the project."""

    text: CodedText
    columns: tuple[int, ...]
    pairings: tuple[tuple[Pairing, Values], ...]


def _blind(text: CodedText) -> list[str]:
    return [name for name, aided in zip(text.coders, text.suggested, strict=True) if not aided]


def _several(texts: Iterable[CodedText]) -> list[CodedText]:
    return [text for text in texts if len(text.coders) > 1]


def _pairs(texts: Sequence[CodedText], coders: Sequence[str]) -> Iterable[PairAgreement]:
    for both in combinations(coders, 2):
        own = _several(text.of(both) for text in texts)
        if own:
            yield PairAgreement(both, len(own), _fields(own, both, aided=False, alone=True))


def _fields(
    texts: Sequence[CodedText], coders: Sequence[str], *, aided: bool, alone: bool = False
) -> tuple[FieldAgreement, ...]:
    if not texts:
        return ()
    measured = [_measured(text, coders, aided=aided) for text in texts]
    return tuple(_field(name, measured, len(coders), alone=alone) for name in FIELDS)


def _measured(text: CodedText, coders: Sequence[str], *, aided: bool) -> _Measured:
    """Pair the claims; with ``aided`` only what somebody wrote who saw suggestions counts."""
    found = pair(text.claims)
    if aided:
        found = [
            one
            for one in found
            if any(c and seen for c, seen in zip(one.claims, text.suggested, strict=True))
        ]
    columns = tuple(coders.index(name) for name in text.coders)
    return _Measured(text, columns, tuple((one, values_of(one)) for one in found))


def _field(name: str, texts: Sequence[_Measured], coders: int, *, alone: bool) -> FieldAgreement:
    level = FIELDS[name]
    shared = f1.parts([_shared(name, text) for text in texts])
    by_f1 = _told(lambda w: f1.figures(shared, w), len(texts), alone=alone)
    if level == "spans":
        spans = unitizing.parts([_continuum(text, coders) for text in texts])
        found = _told(lambda w: unitizing.figures(spans, w), len(texts), alone=alone)
        number = sum(len(text.pairings) for text in texts)
        return FieldAgreement(name, level, number, found, Figure(None), by_f1)
    units = [_units(name, text, coders) for text in texts]
    made = alpha.parts(units, level)
    by_alpha = _told(lambda w: alpha.figures(made, w), len(texts), alone=alone)
    if level != "nominal":
        return FieldAgreement(name, level, made.units, by_alpha, Figure(None), Figure(None))
    both = kappa.parts(units, coders)
    by_kappa = _told(lambda w: kappa.figures(both, w), len(texts), alone=alone)
    return FieldAgreement(name, level, made.units, by_alpha, by_kappa, by_f1)


def _told(figures: Callable[[Array], Array], documents: int, *, alone: bool) -> Figure:
    return with_interval(figures, documents, draw=not alone)


def _units(name: str, text: _Measured, coders: int) -> list[alpha.Unit]:
    found: list[alpha.Unit] = []
    for _, values in text.pairings:
        if name == "day":
            rows: Iterable[alpha.Unit] = [values.days]
        elif name == "number":
            rows = values.numbers.values()
        else:
            rows = [values.unit(name)]
        found += [_spread(row, text.columns, coders) for row in rows]
    return found


def _spread(row: alpha.Unit, columns: Sequence[int], coders: int) -> alpha.Unit:
    wide: list[object] = [None] * coders
    for column, value in zip(columns, row, strict=True):
        wide[column] = value
    return wide


def _shared(name: str, text: _Measured) -> Iterable[f1.Shared]:
    """What each two coders share in each event, those too that one of them did not see."""
    if name not in (*VALUED, "detection"):
        return
    for pairing, values in text.pairings:
        own = [_set(name, pairing, values, i) for i in range(len(text.columns))]
        for left, right in combinations(own, 2):
            yield len(left & right), len(left), len(right)


def _set(name: str, pairing: Pairing, values: Values, coder: int) -> set[str]:
    """What a coder wrote in a field, as single values."""
    if name == "detection":
        return {"event"} if pairing.claims[coder] else set()
    labels: Labels = values.labels[name][coder] or ()
    if name == "stance" and labels:  # a chain of stances is one value
        return {">".join(labels)}
    return set(labels)


def _continuum(text: _Measured, coders: int) -> unitizing.Continuum:
    marked: list[tuple[unitizing.Interval, ...] | None] = [None] * coders
    for place, column in enumerate(text.columns):
        own = [pairing.claims[place] for pairing, _ in text.pairings]
        marked[column] = tuple(trimmed(claim.trigger) for claim in own if claim is not None)
    return unitizing.Continuum(text.text.length, tuple(marked))

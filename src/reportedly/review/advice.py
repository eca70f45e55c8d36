"""What figures of agreement mean, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from reportedly.review.results import FieldAgreement

#: Below, data are not fit for conclusions; from `GOOD` on they are; between only for tentative
#: ones (Krippendorff, Content Analysis, 2nd ed. 2004, p. 241).
LEAST: Final = 0.667
GOOD: Final = 0.800
_FEW: Final = 30


def notes_on(
    fields: Sequence[FieldAgreement], blind: int, aided: int, coders: int
) -> Iterator[str]:
    """Yield sentences on the figures of independent coding, the most important first.

    ``blind`` and ``aided`` count documents that several people coded alone, or from suggestions.
    """
    if not blind:
        yield (
            "No document has been coded blind by two people who are done: give one to two coders. "
            "Only that tells how reliable the codebook is."
        )
    for field in fields:
        yield from _on_field(field)
    if blind == 1:
        yield "Only one document was coded blind: intervals need two or more."
    most = max((field.units for field in fields), default=0)
    if blind and most < _FEW:
        yield f"Only {most} units were coded by several people: take the figures as a first look."
    if coders > 2 and blind:
        yield "With more than two coders kappa, and alpha of detection, are means over pairs."
    if aided:
        yield (
            f"{aided} documents were coded from the machine's suggestions. Agreement there is "
            "partly agreement with the machine: do not report it as reliability."
        )


def _on_field(field: FieldAgreement) -> Iterator[str]:
    value = field.alpha.value
    if value is None:
        if field.units:
            yield f"{field.field}: all values are the same, so alpha is not defined."
    elif value < LEAST:
        yield (
            f"{field.field}: alpha {value:.3f} is below {LEAST:.3f}: revise the codebook, train "
            "the coders and code anew before the data are used."
        )
    elif value < GOOD:
        yield (
            f"{field.field}: alpha {value:.3f} is below {GOOD:.3f}: good for tentative "
            "conclusions only."
        )

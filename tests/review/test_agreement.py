"""The table of agreement over coded texts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.records.claim import Claim, Count, Event
from reportedly.records.document import Document
from reportedly.review.agreement import agreement
from reportedly.review.results import Agreement, CodedText, FieldAgreement
from review.coders import TEXT, denial, killing, shelling, span


def text(number: int, *codings: list[Claim], aided: tuple[bool, ...] | None = None) -> CodedText:
    names = ("Ada", "Bo", "Cy")[: len(codings)]
    seen = aided or (False,) * len(codings)
    return CodedText(str(number), len(TEXT), names, tuple(map(tuple, codings)), seen)


def field(fields: tuple[FieldAgreement, ...], name: str) -> FieldAgreement:
    (found,) = [one for one in fields if one.field == name]
    return found


def several() -> list[CodedText]:
    documents = [Document(TEXT, uri=str(i), language="en") for i in range(4)]
    made = []
    for i, document in enumerate(documents):
        first = [killing(document), shelling(document), denial(document)]
        second = [
            killing(document, status="ongoing" if i == 0 else "occurred"),
            denial(document, event=Event("COERCE" if i == 1 else "ASSAULT")),
        ]
        made.append(text(i, first, second if i else [*second, shelling(document)]))
    return made


def measured(found: Agreement, name: str) -> FieldAgreement:
    return field(found.independent, name)


def test_coders_who_write_the_same_agree() -> None:
    documents = [Document(TEXT, uri=str(i), language="en") for i in range(3)]
    claims = [[killing(d), shelling(d), denial(d)] for d in documents]
    found = agreement([text(i, own, own) for i, own in enumerate(claims)])
    assert found.documents == 3
    assert found.coders == ("Ada", "Bo")
    for one in found.independent:
        assert one.alpha.value in (None, pytest.approx(1.0)), one
        if one.alpha.value is not None:
            assert one.alpha.interval == pytest.approx((1.0, 1.0))
    status = measured(found, "status")
    assert (status.units, status.f1.value) == (9, 1)
    assert status.kappa.value == pytest.approx(1)
    assert measured(found, "detection").units == 9
    assert any("status" not in note and "category" in note for note in found.notes)
    assert found.suggested == ()


def test_the_figures_of_a_small_case() -> None:
    found = agreement(several())
    detection = measured(found, "detection")
    assert detection.units == 12
    assert detection.f1.value == pytest.approx(2 * 9 / (12 + 9))
    assert detection.kappa.value is None
    assert detection.alpha.value is not None
    assert 0 < detection.alpha.value < 1
    status = measured(found, "status")
    assert status.units == 9
    assert status.f1.value == pytest.approx(2 * 8 / 21)
    assert status.kappa.value == pytest.approx((8 / 9 - 36 / 81) / (1 - 36 / 81))
    assert status.alpha.interval is not None
    category = measured(found, "category")
    assert category.alpha.value == pytest.approx(0.0, abs=0.1)
    assert any(note.startswith("category: alpha") for note in found.notes)
    assert measured(found, "number").level == "ratio"
    (pair,) = found.pairs
    assert (pair.coders, pair.documents) == (("Ada", "Bo"), 4)
    assert field(pair.fields, "status").alpha.value == status.alpha.value
    assert field(pair.fields, "status").alpha.interval is None
    assert found == agreement(several())


def test_the_order_of_coders_and_documents_makes_no_difference() -> None:
    turned = [
        replace(one, coders=one.coders[::-1], claims=one.claims[::-1])
        for one in reversed(several())
    ]
    left, right = agreement(several()), agreement(turned)
    for one, other in zip(left.independent, right.independent, strict=True):
        for name in ("alpha", "kappa", "f1"):
            value = getattr(one, name).value
            expected = None if value is None else pytest.approx(value)
            assert getattr(other, name).value == expected


def test_what_was_suggested_is_told_apart() -> None:
    document = Document(TEXT, uri="x", language="en")
    own = [killing(document)]
    number = Count(span("3", 0, document), "killed", 4, 4)
    other = [killing(document, counts=(number,)), shelling(document)]
    aided = text(9, own, other, own, aided=(False, False, True))
    found = agreement([*several(), aided])
    assert found.documents == 5
    assert measured(found, "detection").units == 14
    assert field(found.suggested, "detection").units == 1
    assert any("machine's suggestions" in note for note in found.notes)
    only = agreement([text(9, own, own, aided=(True, True))])
    assert only.independent == ()
    assert only.pairs == ()
    assert only.notes[0].startswith("No document has been coded blind")


def test_nothing_coded() -> None:
    found = agreement([])
    assert (found.documents, found.coders, found.pairs) == (0, (), ())
    assert len(found.notes) == 1

"""The public surface: two calls and the records, and an import that costs nothing."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import reportedly
from reportedly.records.serialise import dumps, reading_to_dict

TEXT = "Rebels shelled Goma on Monday, killing nine people, the army said."
PUBLIC = [
    "Claim", "DataError", "Document", "Engine", "GroundingError", "LimitExceeded", "ModelError",
    "Reading", "ReportedlyError", "SourceError", "Span", "UnsupportedLanguage", "UsageError",
    "__version__", "load", "read",
]  # fmt: skip


def test_read_returns_the_document_with_its_claims() -> None:
    reading = reportedly.read(TEXT, published="2025-03-06")
    assert isinstance(reading, reportedly.Reading)
    (claim,) = reading.claims
    assert isinstance(claim, reportedly.Claim)
    assert (claim.event.plover, claim.event.mode, claim.status) == (
        "ASSAULT", "heavy-weapons", "occurred",
    )  # fmt: skip
    assert [actor.span.text for actor in claim.actors] == ["Rebels"]
    assert [place.span.text for place in claim.places] == ["Goma"]
    assert claim.time is not None
    assert claim.time.earliest == claim.time.latest == date(2025, 3, 3)
    assert [(c.what, c.low, c.high) for c in claim.counts] == [("killed", 9, 9)]
    speaker = claim.attribution[0].speaker
    assert speaker is not None
    assert speaker.span == reportedly.Span.of(TEXT, TEXT.index("army"), TEXT.index("army") + 4)


def test_metadata_reaches_the_document() -> None:
    given = {
        "published": "2025-03-06", "publisher": "P", "author": "A", "title": "T", "uri": "u",
        "language": "en",
    }  # fmt: skip
    document = reportedly.read(TEXT, **given).document
    assert {name: getattr(document, name) for name in given} == given
    assert document.published_source == "user"
    assert document.text == TEXT


def test_without_a_date_the_words_stay() -> None:
    reading = reportedly.read(TEXT)
    assert reading.document.published is None
    time = reading.claims[0].time
    assert time is not None
    assert (time.span.text.split()[-1], time.earliest, time.latest) == ("Monday", None, None)
    assert reading.warnings == ("1 date left open: add --published",)


@pytest.mark.parametrize("published", ["yesterday", "2025-02-30", "06/03/2025x", "2025-13-01"])
def test_what_is_no_date_is_refused(published: str) -> None:
    with pytest.raises(reportedly.UsageError):
        reportedly.read(TEXT, published=published)


def test_other_languages_are_refused() -> None:
    text = "Les rebelles ont bombardé lundi le marché de la ville, selon la police du port."
    with pytest.raises(reportedly.UnsupportedLanguage):
        reportedly.read(text)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\x00", "\ud800", "!?", "\U0001f480"])
def test_nothing_to_read_is_an_empty_reading(text: str) -> None:
    reading = reportedly.read(text)
    assert reading.claims == ()
    assert reading.warnings


def test_lone_surrogates_can_be_written_out() -> None:
    reading = reportedly.read("Rebels \ud800 shelled Goma.")
    assert dumps(reading_to_dict(reading)).encode("utf-8")


def test_load_yields_documents_and_raises_for_what_cannot_be_read(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, "utf-8")
    (document,) = reportedly.load(file)
    assert document.text == TEXT
    with pytest.raises(reportedly.SourceError, match=r"b\.txt"):
        list(reportedly.load(tmp_path / "b.txt"))


def test_public_names_are_these() -> None:
    assert reportedly.__all__ == PUBLIC
    assert dir(reportedly) == sorted(PUBLIC)
    assert all(getattr(reportedly, name) is not None for name in PUBLIC)
    with pytest.raises(AttributeError, match="no attribute 'write'"):
        reportedly.write  # noqa: B018


def test_every_error_is_a_reportedly_error() -> None:
    errors = [getattr(reportedly, name) for name in PUBLIC if name.endswith(("Error", "Exceeded"))]
    assert len(errors) == 7
    assert all(issubclass(error, reportedly.ReportedlyError) for error in errors)


def test_importing_is_light() -> None:
    heavy = ("spacy", "thinc", "numpy", "lxml", "trafilatura", "pypdf", "pydantic", "yaml", "typer")
    code = f"import sys, reportedly; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"

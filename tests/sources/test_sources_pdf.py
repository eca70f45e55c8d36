from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from loading import failure, only, write
from pdf_writer import flate_bomb, make_pdf
from pypdf import PdfWriter

from reportedly.errors import LimitExceeded
from reportedly.sources.parsed import ParseFailure
from reportedly.sources.pdf import read_pdf
from reportedly.sources.pdf_text import reflow

LONGEST = 1_000_000
FIRST = [
    "SITUATION IN THE LAKE REGION - No. 12",
    "On Monday armed men entered the village of Ngouboua and opened fire on the",
    "inhabitants, killing eleven people. The governor said that the opera-",
    "tion of the army was going on along the shore of the lake. An anti-",
    "government group denied any part in it.",
    "The second paragraph tells that four fishermen were set free on Tuesday",
    "after talks with the elders, who had asked the men to give them back",
    "1",
]
SECOND = [
    "SITUATION IN THE LAKE REGION - No. 12",
    "their freedom.",
    "- first point",
    "- second point",
    "2",
]
LAST = ["SITUATION IN THE LAKE REGION - No. 12", "Third page (with a note).", "Page 3 of 3"]


def test_pdf() -> None:
    data = make_pdf([FIRST, SECOND, LAST], title="Situation report", author="Lake Observer")
    document = read_pdf(data, LONGEST)
    assert document.title == "Situation report"
    assert document.author == "Lake Observer"
    assert document.published is None
    assert document.text.split("\n\n") == [
        "On Monday armed men entered the village of Ngouboua and opened fire on the inhabitants, "
        "killing eleven people. The governor said that the operation of the army was going on "
        "along the shore of the lake. An anti-government group denied any part in it.",
        "The second paragraph tells that four fishermen were set free on Tuesday after talks with "
        "the elders, who had asked the men to give them back their freedom.",
        "- first point",
        "- second point",
        "Third page (with a note).",
    ]


def test_pdf_without_suffix(tmp_path: Path) -> None:
    document = only(write(tmp_path, "a", make_pdf([["One line."]])))
    assert document.text == "One line."
    assert document.published is None


def test_scanned() -> None:
    with pytest.raises(ParseFailure, match="no text layer: scanned pages; run OCR first"):
        read_pdf(make_pdf([[], []]), LONGEST)


@pytest.mark.parametrize("part", [0.05, 0.3, 0.6, 0.9])
def test_truncated(part: float) -> None:
    data = make_pdf([FIRST, SECOND])
    with pytest.raises(ParseFailure, match=r"damaged|no text layer|without pages"):
        read_pdf(data[: int(len(data) * part)], LONGEST)


def test_not_a_pdf(tmp_path: Path) -> None:
    assert "named as a PDF" in failure(write(tmp_path, "a.pdf", b"just words")).reason
    assert "damaged" in failure(write(tmp_path, "b.pdf", b"%PDF-1.7\n" + b"x" * 500)).reason


def test_locked() -> None:
    writer = PdfWriter()
    writer.append(BytesIO(make_pdf([["Secret."]])))
    writer.encrypt("word")
    out = BytesIO()
    writer.write(out)
    with pytest.raises(ParseFailure, match="password"):
        read_pdf(out.getvalue(), LONGEST)


@pytest.mark.parametrize("times", [1, 3])
def test_flate_bombs(times: int, tmp_path: Path) -> None:
    data, filters = flate_bomb(times, 80_000_000)
    bomb = make_pdf([[]], streams=[data], filters=filters)
    assert isinstance(failure(write(tmp_path, "a.pdf", bomb)), LimitExceeded)


def test_file_names_are_no_titles() -> None:
    data = make_pdf([["One line."]], title="Microsoft Word - x.docx", author="A")
    assert read_pdf(data, LONGEST).title is None


def test_gaps_end_paragraphs() -> None:
    full = "A line that is as full as any other line on this page, and that has no"
    page = [full, full, "stop here", "", "Then " + full, "the end.", "", "", "Last."]
    document = read_pdf(make_pdf([page]), LONGEST)
    assert document.text.split("\n\n") == [
        f"{full} {full} stop here",
        f"Then {full} the end.",
        "Last.",
    ]


def test_hyphens() -> None:
    page = (
        "The well-known opera-\ntion of the well-\nknown anti-\ngovernment group in Guinea-\nBissau"
    )
    assert reflow([page]) == (
        "The well-known operation of the well-known anti-government group in Guinea-Bissau"
    )
    assert reflow([""]) == ""
    assert reflow([]) == ""

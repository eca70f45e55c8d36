"""Whatever is done to a text before it is parsed, every token stands where it stood."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.records.document import Document
from reportedly.text.analysis import Analysis, analyse
from reportedly.text.normalise import dateline_end, normalise, paragraphs, pieces

#: What moves characters about: inserted commas, rewritten words, invisible characters, wraps.
PARTS = st.sampled_from(
    [
        "On 9 September 2013", "In 1996", "Last week", "On Monday morning", "Should", "If",
        "the army", "shelled", "Goma", "killed", "MOGADISHU, June 5 (Agency) - ", "KABUL - ", ". ",
        "; ", "! ", '." ', "\u202e", "\u200b", "\u00ad", "\ufeff", "\x00", "\ud800", "\udc00", "\n",
        "\n\n", "\r\n", "\u2028", "\t", "\u00a0", "\u201c", "\u201d", "\u2019", '"', "(", ")", ",",
        "\U0001f480\U0001f3fd", "\u0130", "\u00df", "\u0149", "e\u0301", "9", "-", "\u2014",
    ]
)  # fmt: skip
JUMBLE = st.lists(PARTS, max_size=25).map(" ".join) | st.lists(PARTS, max_size=25).map("".join)
ANY = st.text(st.characters(), max_size=120)


def words(text: str) -> list[str]:
    """The document's own words for each token, checked against their offsets."""
    return [text[start:end] for start, end in _offsets(analyse(Document(text)))]


def _offsets(analysis: Analysis) -> list[tuple[int, int]]:
    assert analysis.doc.text == analysis.text
    text = analysis.document.text
    out = []
    for token in analysis.doc:
        if token.is_space:
            continue
        span = analysis.token_span(token)
        assert span.text == text[span.start : span.end]
        out.append((span.start, span.end))
    return out


@settings(max_examples=150, deadline=None)
@given(ANY | JUMBLE)
def test_any_text_is_analysed_with_exact_offsets(text: str) -> None:
    offsets = _offsets(analyse(Document(text)))
    assert offsets == sorted(offsets)


@settings(max_examples=300, deadline=None)
@given(ANY | JUMBLE)
def test_the_way_back_is_monotonous_and_inside(text: str) -> None:
    found = normalise(text)
    if found.origin is None:
        assert len(found.text) == len(text)
        return
    assert len(found.origin) == len(found.text)
    assert list(found.origin) == sorted(found.origin)
    assert all(0 <= at <= len(text) for at in found.origin)


@settings(max_examples=300, deadline=None)
@given(ANY | JUMBLE, st.integers(1, 40))
def test_paragraphs_and_pieces_cover_the_text(text: str, limit: int) -> None:
    bounds = paragraphs(text, limit)
    for cover in (bounds, pieces(text, bounds)):
        assert "".join(text[start:end] for start, end in cover) == text
        assert all(start < end for start, end in cover)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\u201cThey shelled us\u201d, he said.", ["\u201c", "They", "shelled", "us", "\u201d"]),
        ("the army\u2019s shells", ["the", "army", "\u2019s", "shells"]),
        ("Re\u00adbels shelled", ["Re\u00adbels", "shelled"]),
        ("\u202eGoma\u202c fell", ["Goma", "fell"]),
        ("Go\u200bma fell", ["Go\u200bma", "fell"]),
        ("Go\x00ma fell", ["Go\x00ma", "fell"]),
        ("Go\ud800ma fell", ["Go\ud800ma", "fell"]),
        ("Goma \U0001f480\U0001f480 fell", ["Goma"]),
        ("\u0130zmir fell", ["\u0130zmir", "fell"]),
    ],
)
def test_tokens_keep_the_characters_of_the_document(text: str, expected: list[str]) -> None:
    assert words(text)[: len(expected)] == expected


def test_emoji_and_invisible_characters_shift_nothing_behind_them() -> None:
    text = "\ufeff\u200f\U0001f1fa\U0001f1e6 \u2066Shells\u2069 hit \u200eOdesa\u200e."
    assert {"Shells", "hit", "Odesa"} <= set(words(text))


@pytest.mark.parametrize(
    "opening", ["On 9 September 2013", "In 1996", "Last week", "On Monday", "Overnight"]
)
def test_a_comma_put_in_has_no_place_of_its_own(opening: str) -> None:
    text = f"It rained. {opening} several men took the bridge."
    analysis = analyse(Document(text))
    assert analysis.text == text.replace(opening, opening + ",")
    assert text[slice(*_offsets(analysis)[-2])] == "bridge"
    comma = next(token for token in analysis.doc if token.text == ",")
    assert analysis.token_span(comma).text == " "


def test_no_comma_where_there_is_one_or_no_date() -> None:
    for text in ("On Monday, men came.", "Men came on Monday near Goma.", "On the hill men came."):
        assert normalise(text).text == text


def test_should_is_read_as_if_and_points_at_should() -> None:
    text = "Quiet so far. Should the line move, the town will empty."
    analysis = analyse(Document(text))
    assert "If the line move" in analysis.text
    token = next(token for token in analysis.doc if token.text == "If")
    assert analysis.token_span(token).text == "Should"
    assert normalise("Should you go there?").text == "Should you go there?"


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("MOGADISHU, June 5 (Agency) - Gunmen struck.", "MOGADISHU, June 5 (Agency) - "),
        ("KABUL \u2014 Gunmen struck.", "KABUL \u2014 "),
        ("NORTH KIVU. Clashes resumed.", "NORTH KIVU. "),
        ("Goma, March 3 - Gunmen struck.", "Goma, March 3 - "),
        ("Gunmen struck in Goma - again.", ""),
        ("A man died.", ""),
    ],
)
def test_datelines_are_set_apart(text: str, head: str) -> None:
    assert text[: dateline_end(text, 0, len(text))] == head


def test_semicolons_part_but_not_inside_brackets() -> None:
    text = "Shells fell; people fled (women; children); nobody stayed."
    cut = [text[start:end] for start, end in pieces(text, paragraphs(text))]
    assert cut == ["Shells fell; ", "people fled (women; children); ", "nobody stayed."]


def test_wrapped_lines_are_one_sentence_and_paragraphs_are_not() -> None:
    text = "The army shelled\nthe village of Sake.\n\nRebels answered"
    analysis = analyse(Document(text))
    assert [str(sentence).strip() for sentence in analysis.sentences] == [
        "The army shelled the village of Sake.",
        "Rebels answered",
    ]
    assert analysis.paragraph_of(text.index("Rebels")) == 1


@pytest.mark.parametrize("text", ["", " ", "\n", "\x00", "\u200b", "\ud800", " \n\u2028\t"])
def test_nothing_to_analyse(text: str) -> None:
    assert analyse(Document(text)).sentences == ()

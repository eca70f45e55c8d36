from __future__ import annotations

from reportedly.learned.pairing import attributions
from reportedly.learned.tags import SentenceTags, TaggedSpan


def _at(text: str, part: str) -> TaggedSpan:
    start = text.index(part)
    return TaggedSpan(start, start + len(part), 0.9)


def _tags(text: str, **parts: list[str]) -> SentenceTags:
    spans = {name: tuple(_at(text, p) for p in given) for name, given in parts.items()}
    return SentenceTags(spans.get("source", ()), spans.get("cue", ()), spans.get("content", ()))


def _told(text: str, tags: SentenceTags) -> list[tuple[str | None, str | None, list[str]]]:
    return [
        (
            text[s.source.start : s.source.end] if s.source else None,
            text[s.cue.start : s.cue.end] if s.cue else None,
            [text[c.start : c.end] for c in s.content],
        )
        for s in attributions(tags)
    ]


def test_speaker_first() -> None:
    text = "The army said that two soldiers died."
    tags = _tags(text, source=["The army"], cue=["said"], content=["that two soldiers died"])
    assert _told(text, tags) == [("The army", "said", ["that two soldiers died"])]


def test_speaker_last() -> None:
    text = "Two soldiers died, the army said on Monday."
    tags = _tags(text, source=["the army"], cue=["said"], content=["Two soldiers died"])
    assert _told(text, tags) == [("the army", "said", ["Two soldiers died"])]


def test_speaker_between_the_halves_of_a_quotation() -> None:
    text = '"We left," she said, "and they followed."'
    content = ['"We left,"', '"and they followed."']
    tags = _tags(text, source=["she"], cue=["said"], content=content)
    assert _told(text, tags) == [("she", "said", content)]


def test_two_voices_side_by_side() -> None:
    text = "Kabul said ten died; Islamabad denied it."
    tags = _tags(
        text, source=["Kabul", "Islamabad"], cue=["said", "denied"], content=["ten died", "it"]
    )
    assert _told(text, tags) == [
        ("Kabul", "said", ["ten died"]),
        ("Islamabad", "denied", ["it"]),
    ]


def test_a_voice_within_a_voice_has_the_rest_of_the_content() -> None:
    text = "The aide said the general had promised to leave."
    tags = _tags(
        text,
        source=["The aide", "the general"],
        cue=["said", "had promised"],
        content=["the general had promised to leave"],
    )
    assert _told(text, tags) == [
        ("The aide", "said", ["the general had promised to leave"]),
        ("the general", "had promised", ["to leave"]),
    ]


def test_no_source_is_no_obstacle() -> None:
    text = "The mayor was reportedly killed."
    tags = _tags(text, cue=["reportedly"], content=["The mayor was", "killed"])
    assert _told(text, tags) == [(None, "reportedly", ["The mayor was", "killed"])]


def test_nothing_tagged() -> None:
    assert attributions(SentenceTags()) == []

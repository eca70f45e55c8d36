"""Segments: every character once, every mark whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.exports.segments import ORDER, Mark, segments

LENGTH = 60
intervals = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 20)).map(
    lambda p: (p[0], min(LENGTH, p[0] + p[1]))
)
some_marks = st.lists(
    st.builds(
        lambda i, role, claim: Mark(i[0], i[1], role, claim),
        intervals,
        st.sampled_from(ORDER),
        st.integers(0, 3),
    )
)


@given(some_marks)
def test_segments_cover_the_text_once_with_exact_marks(found: list[Mark]) -> None:
    pieces = segments(0, LENGTH, found)
    assert [p.start for p in pieces] == [0, *(p.end for p in pieces)][:-1]
    assert pieces[-1].end == LENGTH
    for piece in pieces:
        for offset in range(piece.start, piece.end):
            assert set(piece.marks) == {m for m in found if m.start <= offset < m.end}


@given(some_marks, st.lists(intervals, max_size=4))
def test_whole_intervals_are_never_cut(found: list[Mark], whole: list[tuple[int, int]]) -> None:
    apart: list[tuple[int, int]] = []
    for start, end in sorted(whole):
        if not apart or start > apart[-1][1]:
            apart.append((start, end))
    pieces = segments(0, LENGTH, found, apart)
    for start, end in apart:
        inside = [p for p in pieces if p.start < end and p.end > start]
        assert [(p.start, p.end) for p in inside] == [(start, end)]
        assert {m.claim for m in inside[0].marks} == {
            m.claim for m in found if m.start < end and m.end > start
        }


def test_part_of_a_text() -> None:
    found = [Mark(0, 50, "evidence", 0), Mark(55, 58, "place", 1)]
    assert [(p.start, p.end, len(p.marks)) for p in segments(40, 60, found)] == [
        (40, 50, 1),
        (50, 55, 0),
        (55, 58, 1),
        (58, 60, 0),
    ]

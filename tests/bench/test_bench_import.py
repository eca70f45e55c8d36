"""The measured import: killed at half, begun again, whole in the end."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reportedly.bench.importing import bench_import, make_sources
from reportedly.cli.bench_import import import_summary
from reportedly.errors import SourceError
from reportedly.sources import load


def test_what_is_made(tmp_path: Path) -> None:
    good, bad = make_sources(tmp_path / "in", 700, 8)
    items = list(load([tmp_path / "in"]))
    failed = [item for item in items if isinstance(item, SourceError)]
    assert (good, bad) == (700, 3)
    assert (len(items) - len(failed), len(failed)) == (good, bad)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs process groups")
def test_killed_and_begun_again() -> None:
    report = bench_import(150, words=8)
    assert report.held, report
    assert report.reported >= 75
    assert "0 of them lost" in import_summary(report)

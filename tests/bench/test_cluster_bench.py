from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from reportedly.bench.cluster import bench_cluster
from reportedly.bench.synthetic import synthetic
from reportedly.cli.app import build


def test_synthetic_claims_are_the_same_for_the_same_seed() -> None:
    assert list(synthetic(300, 4)) == list(synthetic(300, 4))
    assert list(synthetic(300, 4)) != list(synthetic(300, 5))
    views = [view for view, _ in synthetic(500)]
    assert len({v.claim_id for v in views}) == len(views) == 500


def test_the_events_that_were_told_are_found_again() -> None:
    report = bench_cluster([400, 1200])
    small, large = report.runs
    assert (small.claims, large.claims) == (400, 1200)
    assert large.pairwise_precision > 0.9
    assert large.pairwise_recall > 0.9
    assert report.exponent is not None
    assert bench_cluster([20]).exponent is None


def test_the_command_prints_the_exponent(tmp_path: Path) -> None:
    out = tmp_path / "bench.json"
    arguments = ["bench", "cluster", "--sizes", "100,200"]
    result = CliRunner().invoke(build(arguments), [*arguments, "--json", str(out)])
    assert result.exit_code == 0, result.output
    assert "to the power of" in result.output
    assert len(json.loads(out.read_text("utf-8"))["runs"]) == 2


def test_sizes_that_are_no_numbers_are_refused() -> None:
    arguments = ["bench", "cluster", "--sizes", "a"]
    result = CliRunner().invoke(build(arguments), arguments)
    assert result.exit_code != 0

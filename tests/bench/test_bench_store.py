"""The measurement of the store counts what it stores."""

from __future__ import annotations

from reportedly.bench.store import bench_store, make_readings
from reportedly.cli.bench_store import store_summary


def test_readings_are_made_alike() -> None:
    assert list(make_readings(30)) == list(make_readings(30))
    assert sum(len(reading.claims) for reading in make_readings(30)) == 30


def test_the_store_is_measured() -> None:
    report = bench_store(40, events=True)
    assert (report.claims, report.documents) == (40, 4)
    assert report.claims_per_second > 0
    assert report.ratio > 0
    assert report.events
    assert "claims/s" in store_summary(report)

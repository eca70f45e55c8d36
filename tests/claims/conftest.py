"""One engine for all tests of claims."""

from __future__ import annotations

import pytest

from reportedly.pipeline import Engine


@pytest.fixture(scope="session")
def engine() -> Engine:
    return Engine()

from __future__ import annotations

import pytest

from reportedly.actors import EmbeddedRegistry


@pytest.fixture(scope="session")
def registry() -> EmbeddedRegistry:
    return EmbeddedRegistry()

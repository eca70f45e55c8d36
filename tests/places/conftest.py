"""One gazetteer and one parser for all tests of places."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.places.gazetteer import EmbeddedGazetteer
from reportedly.records.document import Document
from reportedly.records.mentions import PlaceMention
from reportedly.text.analysis import analyse

Find = Callable[[str], dict[str, PlaceMention]]


@pytest.fixture(scope="session")
def gazetteer() -> EmbeddedGazetteer:
    return EmbeddedGazetteer()


@pytest.fixture(scope="session")
def find(gazetteer: EmbeddedGazetteer) -> Find:
    """Mentions of a text by their words; of a name that stands several times, the first."""

    def run(text: str) -> dict[str, PlaceMention]:
        found: dict[str, PlaceMention] = {}
        for mention in gazetteer.find(analyse(Document(text))):
            mention.span.check(text)
            found.setdefault(mention.span.text, mention)
        return found

    return run

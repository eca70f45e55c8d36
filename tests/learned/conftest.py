from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.learned import Heads, load_heads
from reportedly.learned.files import TOKENIZER, data_folder
from reportedly.learned.wordpieces import WordPieces


@pytest.fixture(scope="session")
def heads() -> Heads:
    return load_heads()


@pytest.fixture(scope="session")
def cutter() -> WordPieces:
    return WordPieces(Path(data_folder(), TOKENIZER))

"""One sentence, one phenomenon: what must be read out of it and what must not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from claims.reading import PUBLISHED, problem
from reportedly.pipeline import Engine
from reportedly.records.document import Document

_FILE = Path(__file__).with_name("sentences.yaml")


def _cases() -> list[Any]:
    cases = []
    for phenomenon, listed in yaml.safe_load(_FILE.read_text("utf-8")).items():
        for number, case in enumerate(listed, 1):
            known = case.get("open")
            marks = (
                [pytest.mark.xfail(strict=True, reason=f"{phenomenon}: {known}")] if known else []
            )
            name = f"{phenomenon.replace(' ', '-')}-{number}"
            cases.append(pytest.param(case, marks=marks, id=name))
    return cases


@pytest.mark.parametrize("case", _cases())
def test_sentence(case: dict[str, Any], engine: Engine) -> None:
    document = Document(case["text"], published=case.get("published", PUBLISHED), language="en")
    found = problem(case, engine.read(document))
    if found:
        pytest.fail(f"{case['text']}\n{found}")

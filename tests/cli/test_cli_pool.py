"""Several processes give what one gives, and one that dies takes only its document along."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

import reportedly
from reportedly import pool
from reportedly.errors import ModelError, SourceError
from reportedly.pool import Settings, read_all
from reportedly.records.document import Document
from reportedly.records.reading import Reading


class Echo:
    """Reads nothing but says which process read it."""

    def read(self, document: Document) -> Reading:
        if document.text == "die":
            os._exit(3)
        if document.text == "model":
            raise ModelError("no model")
        return Reading(document, warnings=(str(os.getpid()),))


def make_echo(_: Settings) -> Echo:
    return Echo()


def start_echo(_: Settings) -> None:
    pool._worker[:] = [Echo()]


@pytest.fixture(autouse=True)
def _echo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "make_reader", make_echo)
    monkeypatch.setattr(pool, "_start", start_echo)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))


def items(*texts: str) -> Iterator[Document | SourceError]:
    for i, text in enumerate(texts):
        yield SourceError(f"{i}", "gone") if text == "gone" else Document(text, uri=str(i))


def names(outcomes: list[Any]) -> list[str]:
    return [f"{o.source}!" if isinstance(o, SourceError) else o.document.uri for o in outcomes]


@pytest.mark.slow
def test_order_is_kept_and_processes_are_kept() -> None:
    texts = ["a", "gone", *"bcdefghijk"]
    alone = list(read_all(items(*texts), Settings(), 1))
    several = list(read_all(items(*texts), Settings(), 2))
    assert names(several) == names(alone)
    pids = {o.warnings for o in several if isinstance(o, Reading)}
    assert 1 <= len(pids) <= 2
    assert (str(os.getpid()),) not in pids


@pytest.mark.slow
def test_a_process_that_dies_takes_one_document_along() -> None:
    outcomes = list(read_all(items("a", "b", "die", "c", "d", "e", "f", "g"), Settings(), 2))
    assert names(outcomes) == ["0", "1", "2!", "3", "4", "5", "6", "7"]


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_what_would_meet_every_document_is_raised(jobs: int) -> None:
    with pytest.raises(ModelError, match="no model"):
        list(read_all(items("a", "model", "b"), Settings(), jobs))


PARENT = """
import sys, time
from multiprocessing import get_context
from reportedly.pool import _end_with_parent

if __name__ == "__main__":
    child = get_context("spawn").Process(target=_end_with_parent)
    child.start()
    print(child.pid, flush=True)
    time.sleep(60)
"""


def _runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes in /proc")
def test_no_process_outlives_the_one_that_started_it(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    environment = {**os.environ, "PYTHONPATH": str(Path(reportedly.__file__).parents[1])}
    with subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, env=environment, text=True
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert _runs(child)
        parent.kill()
    until = monotonic() + 60
    while _runs(child) and monotonic() < until:
        sleep(0.1)
    assert not _runs(child)

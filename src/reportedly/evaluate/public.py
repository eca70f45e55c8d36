"""The evaluations on public corpora, by name: which parts there are and how each is run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Literal

Task = Literal["time", "places", "actors"]
TIME_CORPORA: Final = ("timebank", "aquaint")


def evaluate_public(task: Task, corpora: Path) -> dict[str, Any]:
    """Run one evaluation on the corpora in a folder.

    The report holds the figures and the SHA-256 of each corpus that was read. Raises `DataError`
    where a corpus is missing.
    """
    return _TASKS[task](corpora)


def _time(corpora: Path) -> dict[str, Any]:
    from reportedly.evaluate.time import evaluate_time  # noqa: PLC0415 - loads the rules

    return {corpus: evaluate_time(corpora, corpus) for corpus in TIME_CORPORA}


def _places(corpora: Path) -> dict[str, Any]:
    from reportedly.evaluate.places import evaluate_places  # noqa: PLC0415 - loads the gazetteer

    return dict(evaluate_places(corpora))


def _actors(corpora: Path) -> dict[str, Any]:
    from reportedly.evaluate.actors import evaluate_actors  # noqa: PLC0415 - loads the registry

    return dict(evaluate_actors(corpora))


_TASKS: Final[dict[Task, Callable[[Path], dict[str, Any]]]] = {
    "time": _time,
    "places": _places,
    "actors": _actors,
}

"""The evaluations on public corpora, by name: which parts there are and how each is run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Literal

from reportedly.errors import DataError

Task = Literal["time", "places", "actors", "muc", "attribution", "factuality", "coding", "ecb"]
TIME_CORPORA: Final = ("timebank", "aquaint")
#: Other taggers, shown beside ours where they are installed.
TIME_PEERS: Final = ("dateparser", "parsedatetime", "duckling", "heideltime")
OURS: Final = "reportedly"
MUC_SPLITS: Final = ("tst1", "tst2")


@dataclass(frozen=True, slots=True)
class _Evaluation:
    """How a task is run, and the folders of the corpora that it reads."""

    run: Callable[[Path], dict[str, Any]]
    folders: Sequence[str]


def evaluate_public(task: Task, corpora: Path) -> dict[str, Any]:
    """Run one evaluation on the corpora in a folder.

    Returns ``corpus_sha256``, over the names and bytes of all files of the corpora it reads, and
    the ``figures`` of the task. Raises `DataError` where a corpus is missing.
    """
    evaluation = EVALUATIONS[task]
    digest = _digest(corpora, evaluation.folders)
    return {"corpus_sha256": digest, "figures": evaluation.run(corpora)}


def _digest(corpora: Path, folders: Sequence[str]) -> str:
    digest = sha256()
    for file in _files(corpora, folders):
        digest.update(f"{file.relative_to(corpora).as_posix()}\n".encode())
        digest.update(sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _files(corpora: Path, folders: Sequence[str]) -> Iterator[Path]:
    for folder in folders:
        if not (corpora / folder).is_dir():
            raise DataError(str(corpora), f"expected a folder {folder!r}; see docs/evaluation.md")
        yield from sorted(file for file in (corpora / folder).rglob("*") if file.is_file())


def _time(corpora: Path) -> dict[str, Any]:
    from reportedly.evaluate.time import evaluate_time  # noqa: PLC0415 - loads the rules
    from reportedly.evaluate.time_links import evaluate_links  # noqa: PLC0415

    figures: dict[str, Any] = {}
    for corpus in TIME_CORPORA:
        report = evaluate_time(corpora, corpus, peers=TIME_PEERS)
        systems = report.pop("systems")
        figures[corpus] = report | systems.pop(OURS) | {"peers": systems}
    return figures | {"event_dates": evaluate_links(corpora)}


def _places(corpora: Path) -> dict[str, Any]:
    from reportedly.evaluate.places import evaluate_places  # noqa: PLC0415 - loads the gazetteer

    return evaluate_places(corpora)


def _actors(corpora: Path) -> dict[str, Any]:
    from reportedly.evaluate.actors import evaluate_actors  # noqa: PLC0415 - loads the registry

    return dict(evaluate_actors(corpora))


def _muc(corpora: Path) -> dict[str, Any]:
    from reportedly.evaluate.muc import evaluate_muc  # noqa: PLC0415 - loads the model

    return {split: evaluate_muc(corpora, split) for split in MUC_SPLITS}


def _attribution(corpora: Path) -> dict[str, Any]:
    from reportedly.evaluate.attribution import evaluate_attribution  # noqa: PLC0415

    return evaluate_attribution(corpora)


def _factuality(corpora: Path) -> dict[str, Any]:
    from reportedly.evaluate.factuality import evaluate_factuality  # noqa: PLC0415

    return evaluate_factuality(corpora)


def _coding(corpora: Path) -> dict[str, Any]:
    from reportedly.evaluate.coding import evaluate_coding  # noqa: PLC0415

    return evaluate_coding(corpora)


def _ecb(corpora: Path) -> dict[str, Any]:
    from reportedly.evaluate.ecb import evaluate_ecb  # noqa: PLC0415 - loads the model

    return evaluate_ecb(corpora)


EVALUATIONS: Final[dict[Task, _Evaluation]] = {
    "time": _Evaluation(_time, ("time",)),
    "places": _Evaluation(_places, ("geo", "places-ucdp")),
    "actors": _Evaluation(_actors, ("actors", "places-ucdp")),
    "muc": _Evaluation(_muc, ("muc4",)),
    "attribution": _Evaluation(_attribution, ("attribution",)),
    "factuality": _Evaluation(_factuality, ("factuality/uw",)),
    "coding": _Evaluation(_coding, ("coding",)),
    "ecb": _Evaluation(_ecb, ("coref/ecbplus",)),
}

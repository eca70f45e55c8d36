"""Train the place ranker and calibrate its scores on corpora that are not part of the project.

    python tools/train_ranker.py --corpora DIR

DIR holds ``geo/lgl.jsonl`` and ``geo/trnews.jsonl``. A conditional logit is fitted by full-batch
gradient descent (no random numbers: the same data give the same file), its penalty drawn towards
the weights set by hand (set "hand"). Three sets of coefficients are written to
src/reportedly/places/data/ranker.json: "shipped" from both corpora, and "without_lgl" and
"without_trnews", which never saw the corpus they are scored on. Coefficients alone are kept, no
text of a corpus.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly.evaluate.places import CLOSE_KM, GEO, documents, geocoded
from reportedly.places.candidates import Candidate
from reportedly.places.features import NAMES
from reportedly.places.gazetteer import EmbeddedGazetteer
from reportedly.places.geometry import distance_km
from reportedly.places.lexicon import DATA
from reportedly.places.ranker import CALIBRATION, Ranker, calibration_inputs
from reportedly.places.resolve import close_share

TARGET = DATA / "ranker.json"
PENALTY = 300.0
STEPS = 400
RATE = 0.05
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidates of one mention: features, which are right, and what the mention counts."""

    rows: Array
    right: NDArray[np.bool_]
    weight: float


def judge(candidate: Candidate, gold: dict[str, Any]) -> int:
    """2 for the gold id, 1 for a place within 161 km of the gold point, else 0."""
    place = candidate.place
    if place.gid == f"geonames:{gold.get('geonameid')}":
        return 2
    if place.latitude is None or place.longitude is None:
        return 0
    return int(distance_km(place.latitude, place.longitude, gold["lat"], gold["lon"]) <= CLOSE_KM)


def choices(gazetteer: EmbeddedGazetteer, rows: Iterable[dict[str, Any]]) -> list[Choice]:
    """Choices of a corpus, in two views: demonyms as toponyms, and demonyms as evidence alone."""
    out: list[Choice] = []
    for row in rows:
        gold = geocoded(row)
        codes = [gazetteer.country_of_demonym(m["text"]) for m in gold]
        names = [m for m, code in zip(gold, codes, strict=True) if code is None]
        hints = [code for code in codes if code]
        share = 0.5 if hints else 1.0
        out += view(gazetteer, row["text"], gold, [], share)
        if hints:
            out += view(gazetteer, row["text"], names, hints, share)
    return out


def view(
    gazetteer: EmbeddedGazetteer,
    text: str,
    gold: Sequence[dict[str, Any]],
    hints: Sequence[str],
    share: float,
) -> Iterable[Choice]:
    """Half of a mention's weight is for the exact place, half for any place close to it."""
    for m, (options, rows) in zip(gold, examined(gazetteer, text, gold, hints), strict=True):
        judged = np.array([judge(c, m) for c in options])
        if len(options) < 2 or not judged.any():
            continue
        matrix, exact = np.array(rows), bool((judged == 2).any())
        yield Choice(matrix, judged > 0, share * (0.5 if exact else 1.0))
        if exact:
            yield Choice(matrix, judged == 2, share * 0.5)


def examined(
    gazetteer: EmbeddedGazetteer,
    text: str,
    gold: Sequence[dict[str, Any]],
    hints: Sequence[str],
) -> list[tuple[list[Candidate], list[list[float]]]]:
    toponyms = gazetteer.toponyms(text, [(m["start"], m["end"]) for m in gold])
    return gazetteer.resolver.examine(toponyms, hints)


def fit(found: Sequence[Choice], prior: Array) -> Array:
    """Fit the conditional logit: the probability that one of the right candidates is chosen."""
    rows = np.vstack([c.rows for c in found])
    right = np.concatenate([c.right for c in found]).astype(float)
    sizes = np.array([len(c.right) for c in found])
    starts, group = np.cumsum(sizes) - sizes, np.repeat(np.arange(len(sizes)), sizes)
    weights = np.array([c.weight for c in found])
    share, total = weights[group], float(weights.sum())

    def gradient(w: Array) -> Array:
        scores = rows @ w
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        chosen = odds / np.add.reduceat(odds, starts)[group]
        among = odds * right
        among = among / np.add.reduceat(among, starts)[group]
        slope: Array = rows.T @ ((chosen - among) * share) + PENALTY * (w - prior)
        return slope / total

    return descend(gradient, prior)


def descend(gradient: Any, start: Array) -> Array:
    """Adam with its usual constants."""
    w, mean, square = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for step in range(1, STEPS + 1):
        g = gradient(w)
        mean = 0.9 * mean + 0.1 * g
        square = 0.999 * square + 0.001 * g**2
        w = w - RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return w


def answers(
    gazetteer: EmbeddedGazetteer, ranker: Ranker, rows: Iterable[dict[str, Any]]
) -> tuple[Array, Array]:
    """Inputs of the calibration for each answered mention, and whether the answer is right."""
    bare = Ranker(ranker.weights)
    inputs, right = [], []
    for row in rows:
        gold = geocoded(row)
        toponyms = gazetteer.toponyms(row["text"], [(m["start"], m["end"]) for m in gold])
        for m, found in zip(gold, gazetteer.resolver.using(bare).resolve(toponyms), strict=True):
            if found.best is not None:
                chance = close_share(found.ranked)
                inputs.append(calibration_inputs(found.best, chance, len(found.ranked)))
                right.append(judge(found.best, m) > 0)
    return np.array(inputs), np.array(right, dtype=float)


def calibrate(inputs: Array, right: Array) -> Array:
    """Logistic regression of being right within 161 km on what is known of an answer."""

    def gradient(w: Array) -> Array:
        chance = 1 / (1 + np.exp(-(inputs @ w)))
        slope: Array = inputs.T @ (chance - right) + w
        return slope / len(right)

    return descend(gradient, np.array([1.0, *[0.0] * (len(CALIBRATION) - 1)]))


def train(
    gazetteer: EmbeddedGazetteer, corpora: Sequence[list[dict[str, Any]]], prior: Ranker
) -> Ranker:
    """One set of coefficients with its calibration."""
    found = [c for rows in corpora for c in choices(gazetteer, rows)]
    weights = fit(found, np.array(prior.weights)).round(4)
    ranker = Ranker(tuple(float(w) for w in weights))
    parts = [answers(gazetteer, ranker, rows) for rows in corpora]
    inputs, right = (np.concatenate([p[k] for p in parts]) for k in (0, 1))
    fitted = calibrate(inputs, right).round(4)
    return Ranker(ranker.weights, tuple(float(x) for x in fitted))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    folder: Path = parser.parse_args().corpora / "geo"
    corpora = {name: list(documents(folder / f"{name}.jsonl")) for name in GEO}
    gazetteer = EmbeddedGazetteer(ranker="hand")
    prior = Ranker.load(TARGET, "hand")
    sets = {"shipped": train(gazetteer, list(corpora.values()), prior)}
    for name in GEO:
        rest = [rows for other, rows in corpora.items() if other != name]
        sets[f"without_{name}"] = train(gazetteer, rest, prior)
    sets["hand"] = prior
    write(sets, {n: sha256((folder / f"{n}.jsonl").read_bytes()).hexdigest() for n in GEO})


def write(sets: dict[str, Ranker], digests: dict[str, str]) -> None:
    content = {
        "about": "Coefficients of the place ranker and of the calibration of its scores. Made by "
        "tools/train_ranker.py, which says how; the set 'hand' was set by hand and is the centre "
        "of the penalty. Each 'without_' set never saw the corpus in its name.",
        "licence": "Apache-2.0, as the project; no text of the corpora is part of it.",
        "trained_on": {
            "lgl": "Local-Global Lexicon (Lieberman, Samet and Sankaranarayanan 2010)",
            "trnews": "TR-News (Kamalloo and Rafiei 2018)",
        },
        "corpus_sha256": digests,
        "seed": None,
        "penalty": PENALTY,
        "steps": STEPS,
        "sets": {
            name: {
                "weights": dict(zip(NAMES, ranker.weights, strict=True)),
                "calibration": dict(zip(CALIBRATION, ranker.calibration, strict=True))
                if ranker.calibration
                else None,
            }
            for name, ranker in sets.items()
        },
    }
    TARGET.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

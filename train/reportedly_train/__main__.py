"""Rebuild the weights: ``python -m reportedly_train --corpora FOLDER``."""

from __future__ import annotations

import argparse
import json
import logging
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import torch

from reportedly.learned.files import check_files
from reportedly.learned.heads import Heads
from reportedly.learned.wordpieces import WordPieces
from reportedly_train import corpora, scoring, silver
from reportedly_train.batches import Mix
from reportedly_train.examples import Example
from reportedly_train.export import export, write_manifest
from reportedly_train.fit import Plan, fit, settle
from reportedly_train.model import Tagger, base_folder
from reportedly_train.picking import appeal_thresholds
from reportedly_train.quoting import direct_speech

HERE = Path(__file__).resolve().parents[1]
OWN = HERE / "data" / "own"
TARGET = HERE.parent / "src" / "reportedly" / "learned" / "data"
VERSION = "2"
#: First a model that labels what has no labels of attributions, then the one that ships.
FIRST = Plan(Mix({"own": 1.6, "factappeal": 0.3}), epochs=2, seed=20261124)
PLAN = Plan(
    Mix({"own": 1.4, "factappeal": 1.8, "uds": 0.25}),
    epochs=4,
    seed=20261125,
    rate=2e-4,
    layer_decay=0.85,
    averaging=0.995,
)
THRESHOLDS = {
    "source": 0.3,
    "cue": 0.3,
    "content": 0.3,
    "appeal_source": 0.5,
    "appeal_content": 0.5,
    "event": 0.5,
    "loaded": 0.5,
}
LOG = logging.getLogger("reportedly_train")


def held_out(row: dict[str, Any]) -> bool:
    """Whether one of our own sentences serves for scores alone: one in ten, by its words."""
    return sha256(row["text"].encode()).digest()[0] % 10 == 0


def main() -> None:
    """Train, export, score, and write what came of it."""
    options = _options()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    files = {
        "factappeal/train": options.corpora / corpora.FACTAPPEAL,
        "uds/train": options.corpora / corpora.UDS,
        **{f"own/{file.stem}": file for file in sorted(OWN.glob("*.jsonl"))},
    }
    own = [row for file in sorted(OWN.glob("*.jsonl")) for row in corpora.rows(file)]
    if options.score:
        results: dict[str, Any] = json.loads(options.results.read_text("utf-8"))
    else:
        results = _train(options, files, own)
    results["scores"] = scores(options.target, options.corpora, own)
    options.results.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    LOG.info("%s", json.dumps(results["scores"], indent=1))


def _train(
    options: argparse.Namespace, files: dict[str, Path], own: list[dict[str, Any]]
) -> dict[str, Any]:
    """Train both models, export the second, and tell what went into it."""
    tokenizer = base_folder() / "tokenizer.json"
    cutter = WordPieces(tokenizer)
    examples = _examples(files, own, cutter)
    digests = {name: corpora.digest(file) for name, file in files.items()}
    whole = sha256(json.dumps(digests).encode()).hexdigest()
    first_plan, plan = (
        replace(plan, epochs=options.epochs or plan.epochs, data=whole) for plan in (FIRST, PLAN)
    )
    options.work.mkdir(parents=True, exist_ok=True)
    if options.first is None:
        first, spent = _fitted(first_plan, examples, cutter, options.work / "first")
        told = repr(first_plan)
    else:
        first, spent, told = _given(options.first)
    silver.label(first, [e for e in examples if e.origin != "own"], cutter)
    model, more = _fitted(plan, examples, cutter, options.work / "second")
    export(model, tokenizer, options.target, VERSION, THRESHOLDS)
    picked = appeal_thresholds(
        Heads(check_files(options.target)), options.corpora / corpora.FACTAPPEAL_VALIDATION
    )
    write_manifest(options.target, VERSION, THRESHOLDS | picked)
    return {
        "plans": [told, repr(plan)],
        "processor_seconds": [round(spent), round(more)],
        "data": digests,
        "examples": {o: sum(e.origin == o for e in examples) for o in PLAN.mix.shares},
    }


def _fitted(
    plan: Plan, examples: list[Example], cutter: WordPieces, stem: Path
) -> tuple[Tagger, float]:
    """Train by a plan, or take what an earlier run of the same plan left; seconds spent."""
    settle(plan.seed)
    model = Tagger(base_folder())
    done = stem.with_suffix(".done.pt")
    if done.is_file():
        state = torch.load(done, weights_only=True)
        if state["plan"] == repr(plan):
            model.load_state_dict(state["model"])
            return model, float(state["spent"])
    spent = fit(model, examples, plan, cutter, stem.with_suffix(".pt"))
    torch.save({"plan": repr(plan), "spent": spent, "model": model.state_dict()}, done)
    return model, spent


def _given(file: Path) -> tuple[Tagger, float, str]:
    """A first model from an earlier run: the model, seconds spent, and the plan it was made by."""
    state = torch.load(file, weights_only=True)
    model = Tagger(base_folder())
    model.load_state_dict(state["model"])
    return model, float(state["spent"]), state["plan"]


def scores(weights: Path, folder: Path, own: list[dict[str, Any]]) -> dict[str, Any]:
    """Score the weights in a folder on every development set."""
    heads = Heads(check_files(weights))
    return {
        "factappeal val": scoring.appeals(heads, folder / corpora.FACTAPPEAL_VALIDATION),
        "polnear dev": scoring.attributions(heads, folder / "attribution/polnear_dev.jsonl"),
        "uds dev": scoring.uds(heads, folder / "factuality/uds/dev.jsonl"),
        "uw dev": scoring.uw(heads, folder / "factuality/uw/dev.jsonl"),
        "own held out": scoring.own(heads, [row for row in own if held_out(row)]),
    }


def _examples(
    files: dict[str, Path], own: list[dict[str, Any]], cutter: WordPieces
) -> list[Example]:
    kept = [row for row in own if not held_out(row)]
    kept += direct_speech(kept, PLAN.seed)
    cut = cutter.cut([row["text"] for row in kept])
    return [
        *(corpora.own_example(row, pieces) for row, pieces in zip(kept, cut, strict=True)),
        *corpora.factappeal(files["factappeal/train"], cutter),
        *corpora.uds(files["uds/train"], cutter),
    ]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="reportedly_train", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--work", type=Path, default=HERE / "work", help="folder of checkpoints")
    parser.add_argument("--target", type=Path, default=TARGET, help="where the weights go")
    parser.add_argument("--results", type=Path, default=HERE / "RESULTS.json")
    parser.add_argument("--first", type=Path, help="a first model (first.done.pt) made earlier")
    parser.add_argument("--epochs", type=int, help="fewer epochs, for a trial")
    parser.add_argument("--score", action="store_true", help="score the weights that are there")
    return parser.parse_args()


if __name__ == "__main__":
    main()

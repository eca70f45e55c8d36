"""The training loop: one thread, seeded, with a checkpoint from which it goes on."""

from __future__ import annotations

import logging
import random
import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from reportedly.learned.wordpieces import WordPieces
from reportedly_train.batches import Mix, drawn, epoch
from reportedly_train.examples import Example
from reportedly_train.loss import total_loss
from reportedly_train.model import Tagger

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Plan:
    """One run of training; ``data`` is a digest of what it learns from."""

    mix: Mix
    epochs: int
    seed: int
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    warm_up: float = 0.08
    every: int = 100
    data: str = ""
    #: Each layer learns at this part of the rate of the one above it.
    layer_decay: float = 1.0
    #: Part of the running mean of the weights that a step leaves; 0 keeps the last weights.
    averaging: float = 0.0


def settle(seed: int) -> None:
    """Make what follows the same each time."""
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(mode=True)


class Mean:
    """Running mean of the weights over the last steps, which generalises better than the last."""

    def __init__(self, model: Tagger, part: float) -> None:
        self.part = part
        self.weights: dict[str, Tensor] = {}
        if part:
            self.weights = {n: p.detach().clone() for n, p in self._learned(model)}

    def add(self, model: Tagger, step: int) -> None:
        """Count the weights after a step; early steps weigh little in the long run."""
        if self.part:
            part = min(self.part, (1 + step) / (10 + step))
            for name, parameter in self._learned(model):
                self.weights[name].lerp_(parameter.detach(), 1 - part)

    def give(self, model: Tagger) -> None:
        """Put the mean into the model."""
        with torch.no_grad():
            for name, parameter in self._learned(model):
                if name in self.weights:
                    parameter.copy_(self.weights[name])

    @staticmethod
    def _learned(model: Tagger) -> list[tuple[str, Tensor]]:
        return [(n, p) for n, p in model.named_parameters() if p.requires_grad]


def fit(
    model: Tagger, examples: list[Example], plan: Plan, cutter: WordPieces, checkpoint: Path
) -> float:
    """Train ``model`` in place; return the seconds of processor time spent.

    Goes on from ``checkpoint`` if a run of the same plan was broken off there.
    """
    settle(plan.seed)
    numbers = range(plan.epochs)
    total = sum(1 for n in numbers for _ in drawn(examples, plan.mix, plan.seed, n))
    optimiser = _optimiser(model, plan)
    mean = Mean(model, plan.averaging)
    done, spent = _resume(model, optimiser, mean, plan, checkpoint)
    model.train()
    step, began, running = 0, time.process_time(), 0.0
    for number in numbers:
        for batch in epoch(examples, plan.mix, cutter, plan.seed, number):
            step += 1
            if step <= done:
                continue
            _set_rates(optimiser, plan, step / total)
            logits = model(batch.ids, batch.mask)[batch.rows, batch.places]
            loss = total_loss(logits, batch.labels, batch.weight)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            mean.add(model, step)
            running += float(loss.detach())
            if step % plan.every == 0:
                cpu = spent + time.process_time() - began
                LOG.info("step %d/%d loss %.4f cpu %.0f s", step, total, running / plan.every, cpu)
                running = 0.0
                _save(model, optimiser, mean, plan, checkpoint, step, cpu)
    mean.give(model)
    checkpoint.unlink(missing_ok=True)
    return spent + time.process_time() - began


def _optimiser(model: Tagger, plan: Plan) -> torch.optim.AdamW:
    groups: dict[float, list[Tensor]] = {}
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            groups.setdefault(_rate(name, model, plan), []).append(parameter)
    return torch.optim.AdamW(
        [{"params": found, "lr": rate, "base": rate} for rate, found in groups.items()],
        weight_decay=0.01,
    )


def _rate(name: str, model: Tagger, plan: Plan) -> float:
    """Rate of a parameter: that of the heads, or of its layer of the encoder."""
    if not name.startswith("encoder."):
        return plan.head_rate
    layers = int(model.encoder.config.num_hidden_layers)
    match = re.search(r"\.layer\.(\d+)\.", name)
    depth = layers - 1 - int(match[1]) if match else layers
    return float(plan.rate * plan.layer_decay**depth)


def _set_rates(optimiser: torch.optim.AdamW, plan: Plan, progress: float) -> None:
    rising = progress / plan.warm_up
    falling = max(0.02, (1.0 - progress) / (1.0 - plan.warm_up))
    for group in optimiser.param_groups:
        group["lr"] = group["base"] * min(rising, falling)


def _save(
    model: Tagger,
    optimiser: torch.optim.AdamW,
    mean: Mean,
    plan: Plan,
    file: Path,
    step: int,
    spent: float,
) -> None:
    state: dict[str, Any] = {
        "plan": repr(plan),
        "step": step,
        "spent": spent,
        "model": model.state_dict(),
        "optimiser": optimiser.state_dict(),
        "mean": mean.weights,
        "chance": torch.get_rng_state(),
    }
    part = file.with_suffix(".part")
    torch.save(state, part)
    part.replace(file)


def _resume(
    model: Tagger, optimiser: torch.optim.AdamW, mean: Mean, plan: Plan, file: Path
) -> tuple[int, float]:
    if not file.is_file():
        return 0, 0.0
    state = torch.load(file, weights_only=True)
    if state["plan"] != repr(plan):
        LOG.info("%s is of another plan; beginning anew", file)
        return 0, 0.0
    model.load_state_dict(state["model"])
    optimiser.load_state_dict(state["optimiser"])
    mean.weights = state["mean"]
    torch.set_rng_state(state["chance"])
    LOG.info("going on from step %d", state["step"])
    return int(state["step"]), float(state["spent"])

"""The training loop: one thread, seeded, with a checkpoint from which it goes on."""

from __future__ import annotations

import logging
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

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


def settle(seed: int) -> None:
    """Make what follows the same each time."""
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(mode=True)


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
    done, spent = _resume(model, optimiser, plan, checkpoint)
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
            running += float(loss.detach())
            if step % plan.every == 0:
                cpu = spent + time.process_time() - began
                LOG.info("step %d/%d loss %.4f cpu %.0f s", step, total, running / plan.every, cpu)
                running = 0.0
                _save(model, optimiser, plan, checkpoint, step, cpu)
    checkpoint.unlink(missing_ok=True)
    return spent + time.process_time() - began


def _optimiser(model: Tagger, plan: Plan) -> torch.optim.AdamW:
    learned = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
    body = [p for name, p in learned if name.startswith("encoder.")]
    heads = [p for name, p in learned if not name.startswith("encoder.")]
    return torch.optim.AdamW(
        [
            {"params": body, "lr": plan.rate, "base": plan.rate},
            {"params": heads, "lr": plan.head_rate, "base": plan.head_rate},
        ],
        weight_decay=0.01,
    )


def _set_rates(optimiser: torch.optim.AdamW, plan: Plan, progress: float) -> None:
    rising = progress / plan.warm_up
    falling = max(0.02, (1.0 - progress) / (1.0 - plan.warm_up))
    for group in optimiser.param_groups:
        group["lr"] = group["base"] * min(rising, falling)


def _save(
    model: Tagger,
    optimiser: torch.optim.AdamW,
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
        "chance": torch.get_rng_state(),
    }
    part = file.with_suffix(".part")
    torch.save(state, part)
    part.replace(file)


def _resume(
    model: Tagger, optimiser: torch.optim.AdamW, plan: Plan, file: Path
) -> tuple[int, float]:
    if not file.is_file():
        return 0, 0.0
    state = torch.load(file, weights_only=True)
    if state["plan"] != repr(plan):
        LOG.info("%s is of another plan; beginning anew", file)
        return 0, 0.0
    model.load_state_dict(state["model"])
    optimiser.load_state_dict(state["optimiser"])
    torch.set_rng_state(state["chance"])
    LOG.info("going on from step %d", state["step"])
    return int(state["step"]), float(state["spent"])

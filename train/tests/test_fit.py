# ruff: noqa: D103 - tests say themselves what they do
"""Rates by layer, and the running mean of the weights."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from reportedly_train.batches import Mix  # noqa: E402 - needs torch
from reportedly_train.fit import Mean, Plan, _rate  # noqa: E402 - needs torch


def test_each_layer_learns_slower_than_the_one_above() -> None:
    model: Any = SimpleNamespace(
        encoder=SimpleNamespace(config=SimpleNamespace(num_hidden_layers=6))
    )
    plan = Plan(Mix({}), epochs=1, seed=0, rate=1.0, head_rate=10.0, layer_decay=0.5)
    names = ("heads.cue.weight", "encoder.encoder.layer.5.x", "encoder.encoder.layer.4.x")
    assert [_rate(name, model, plan) for name in names] == [10.0, 1.0, 0.5]
    assert _rate("encoder.embeddings.x", model, plan) == 0.5**6


def test_the_mean_follows_the_weights() -> None:
    model: Any = torch.nn.Linear(1, 1, bias=False)
    with torch.no_grad():
        model.weight.fill_(0.0)
    mean = Mean(model, 0.5)
    with torch.no_grad():
        model.weight.fill_(1.0)
    mean.add(model, step=1000)
    mean.give(model)
    assert float(model.weight.detach()) == pytest.approx(0.5)


def test_without_a_mean_the_last_weights_stay() -> None:
    model: Any = torch.nn.Linear(1, 1, bias=False)
    with torch.no_grad():
        model.weight.fill_(3.0)
    mean = Mean(model, 0.0)
    mean.add(model, step=1)
    mean.give(model)
    assert float(model.weight.detach()) == 3.0

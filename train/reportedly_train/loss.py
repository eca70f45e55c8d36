"""What a batch is wrong by, head by head."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - torch's own habit

from reportedly.learned.layout import CHANNELS, STATUSES
from reportedly_train.examples import TAGGED, UNKNOWN, UNREAL

WEIGHTS = {
    **dict.fromkeys(TAGGED, 1.0),
    "status": 0.5,
    "value": 0.25,
    "event": 1.0,
    "loaded": 0.5,
    "category": 0.5,
}
#: A word outside every loaded span is far more common than one inside.
FLAG_BALANCE = {"event": 1.5, "loaded": 3.0}


def total_loss(logits: Tensor, labels: dict[str, Tensor], weight: Tensor) -> Tensor:
    """Weighted sum of the heads' mean losses.

    ``logits`` words by `WIDTH`; ``labels`` one number a word; ``weight`` one number a word.
    """
    total = logits.sum() * 0.0
    for head, gold in labels.items():
        part = logits[:, CHANNELS[head]]
        total = total + WEIGHTS[head] * _loss(head, part, gold, weight)
    return total


def _loss(head: str, part: Tensor, gold: Tensor, weight: Tensor) -> Tensor:
    known = ~torch.isnan(gold) if head == "value" else gold != UNKNOWN
    if not bool(known.any()):
        return part.sum() * 0.0
    part, gold, weight = part[known], gold[known], weight[known]
    if head == "value":
        each = F.smooth_l1_loss(part[:, 0], gold, reduction="none")
    elif head in FLAG_BALANCE:
        each = F.binary_cross_entropy_with_logits(part[:, 0], gold.float(), reduction="none")
        each = each * torch.where(gold == 1, FLAG_BALANCE[head], 1.0)
    elif head == "status":
        each = _status(part, gold)
    else:
        each = F.cross_entropy(part, gold, reduction="none")
    return (each * weight).sum() / weight.sum().clamp_min(1e-6)


def _status(part: Tensor, gold: Tensor) -> Tensor:
    """Cross entropy; where only 'not happened yet or ever' is known, of that class as a whole."""
    log_p = F.log_softmax(part, dim=-1)
    unreal = gold == UNREAL
    happened = STATUSES.index("happened")
    others = [i for i in range(len(STATUSES)) if i != happened]
    whole = -torch.logsumexp(log_p[:, others], dim=-1)
    exact = -log_p.gather(1, gold.masked_fill(unreal, 0)[:, None])[:, 0]
    return torch.where(unreal, whole * 0.7, exact)

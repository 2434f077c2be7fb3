"""What all trainings share: rates by layer, their schedule, an average of the weights."""

from __future__ import annotations

import torch
from torch import nn

from model import Tagger


def parameters(model: nn.Module, tagger: Tagger, rate: float, decay: float, heads: float) -> list[dict]:
    """Layer-wise rates: each layer further from the heads learns `decay` times slower, heads `heads` times faster."""
    depth = len(tagger.layers)
    scales = {}
    for name, p in tagger.named_parameters():
        if name.startswith("layers."):
            scales[p] = decay ** (depth - 1 - int(name.split(".")[1]))
        elif not name.startswith("head"):
            scales[p] = 1.0 if name.startswith("features") else decay**depth
    groups: dict[tuple[float, float], list] = {}
    for p in model.parameters():
        if p.requires_grad:
            groups.setdefault((rate * scales.get(p, heads), 0.01 if p.ndim > 1 else 0.0), []).append(p)
    return [{"params": ps, "lr": lr, "base": lr, "weight_decay": wd} for (lr, wd), ps in groups.items()]


class Average:
    """Exponential moving average of the weights."""

    def __init__(self, model: nn.Module, keep: float):
        self.keep, self.steps = keep, 0
        self.mine = [p.detach().clone() for p in model.state_dict().values()]

    def update(self, model: nn.Module) -> None:
        self.steps += 1
        keep = min(self.keep, (1 + self.steps) / (10 + self.steps))
        torch._foreach_lerp_(self.mine, [p.detach() for p in model.state_dict().values()], 1 - keep)

    def state(self, model: nn.Module) -> dict[str, torch.Tensor]:
        return dict(zip(model.state_dict(), self.mine))


def schedule(optimiser: torch.optim.Optimizer, done: float, warm: float) -> None:
    """Rates that rise for the share `warm` of the way and fall to nothing; `done` is the share gone."""
    scale = min(1.0, done / warm) * max(0.01, (1 - done) / (1 - warm))
    for group in optimiser.param_groups:
        group["lr"] = group["base"] * scale


def descend(model: nn.Module, optimiser: torch.optim.Optimizer, average: Average, loss: torch.Tensor) -> None:
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimiser.step()
    average.update(model)

"""Teachers of every fold of PolNeAR `train`: taggers with a head more, for acts and what binds.

    python training/teachers.py PACKED.npz --base MODEL.safetensors --fold 0 --out NAME-0.pt [--epochs 5] [--rate 8e-5]

PACKED is what training/flat.py wrote. A teacher learns from all folds but its own, so that training/label.py can have
articles of `train` labelled by those that have not read them. The head of acts stands over the means of source, cue and
content. For a GPU: a twelve-layer MPNet takes about a minute a fold there.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from flat import DEV, TRAIN, Batch, Flat, hard_losses, iterate, link_scores, pooled
from model import ACTS, LINK_SCALE, Tagger, load_base, split
from optimise import Average, descend, parameters, schedule

FOLDS = 4
MOST = 256
WEIGHTS = {"role": 1.0, "link": 0.5, "name": 0.3, "act": 0.3, "binds": 0.2}


class Teacher(nn.Module):
    def __init__(self, tagger: Tagger):
        super().__init__()
        self.tagger = tagger
        hidden = tagger.norm.weight.shape[0]
        self.act = nn.Sequential(nn.Linear(3 * hidden, hidden), nn.GELU(), nn.Dropout(0.1), nn.Linear(hidden, ACTS + 1))

    def forward(self, b: Batch) -> tuple[dict[str, torch.Tensor], torch.Tensor]:
        x = self.tagger.encode(b.pieces, b.features, b.mask)
        return split(self.tagger.head(self.tagger.dropout(x))), x

    def acts(self, x: torch.Tensor, told: tuple) -> torch.Tensor:
        """(attributions, ACTS + 1): logits of the acts, and of binding."""
        return self.act(pooled(x, told, len(told[0])).flatten(1))


def folds(flat: Flat) -> np.ndarray:
    """The fold of each document; -1 where it is not of `train`."""
    out = np.full(len(flat.group), -1)
    train = flat.documents(TRAIN)
    out[np.random.default_rng(1).permutation(train)] = np.arange(len(train)) % FOLDS
    return out


def layers(flat: Flat, b: Batch, doc_of: torch.Tensor, rng: np.random.Generator) -> torch.Tensor:
    """An annotator of each window, drawn at random."""
    many = flat.annotators[doc_of[b.start].cpu().numpy()].clip(min=1)
    return torch.from_numpy((rng.random(len(many)) * many).astype(np.int64)).to(flat.device)


def documents_of(flat: Flat) -> torch.Tensor:
    """The document of each place."""
    sizes = np.diff(flat.blocks[flat.docs])
    return torch.from_numpy(np.repeat(np.arange(len(sizes)), sizes)).to(flat.device)


def spans(tags: np.ndarray) -> set[tuple[int, int, int]]:
    """Role, first and last word of each span of BIO tags."""
    out, start = set(), 0
    for i in range(1, len(tags) + 1):
        if i == len(tags) or tags[i] % 2 == 1 or (tags[i] + 1) // 2 != (tags[start] + 1) // 2:
            if tags[start] > 0:
                out.add(((int(tags[start]) + 1) // 2, start, i - 1))
            start = i
    return out


@torch.no_grad()
def report(flat: Flat, group: np.ndarray, predict) -> str:
    """Plain F1 of single spans by the likeliest tags, and acts right, on labelled documents; `predict` gives roles' and acts' logits."""
    right, both = np.zeros(4), np.zeros(4)
    act_right = act_all = 0
    for b in iterate(flat, group, MOST, 1 << 14, None):
        role, told, act = predict(b)
        mine, gold = role.argmax(-1), flat.role[0][b.at.clamp(max=flat.role.shape[1] - 1)]
        for w in range(len(b.lows)):
            of = b.word[w]
            x, y = spans(mine[w][of].cpu().numpy()), spans(gold[w][of].cpu().numpy())
            for k in (1, 2, 3):
                right[k] += 2 * sum(s[0] == k for s in x & y)
                both[k] += sum(s[0] == k for s in x) + sum(s[0] == k for s in y)
        if told is not None:
            truth = flat.spans["act"][told[0]]
            said = act.argmax(-1).cpu().numpy()
            act_right += ((said == truth) & (truth >= 0)).sum()
            act_all += (truth >= 0).sum()
    f1 = 100 * right[1:] / both[1:]
    return f"source {f1[0]:.1f} cue {f1[1]:.1f} content {f1[2]:.1f} act {100 * act_right / max(1, act_all):.1f} of {act_all}"


def teach(a: argparse.Namespace) -> None:
    torch.manual_seed(a.seed)
    rng, drawn = random.Random(a.seed), np.random.default_rng(a.seed)
    flat = Flat(a.packed, a.device)
    fold, doc_of = folds(flat), documents_of(flat)
    mine = np.flatnonzero((fold >= 0) & (fold != a.fold))
    model = Teacher(load_base(a.base)).to(a.device).train()
    optimiser = torch.optim.AdamW(parameters(model, model.tagger, a.rate, a.decay, a.heads), betas=(0.9, 0.98), fused=a.device == "cuda")
    average = Average(model, 0.995)
    acts = torch.from_numpy(flat.spans["act"].astype(np.int64)).to(a.device)
    binds = torch.from_numpy(flat.spans["binds"].astype(np.float32)).to(a.device)
    started = time.time()
    for epoch in range(a.epochs):
        lows, highs = flat.cut(mine, MOST, rng)
        batches = flat.batches(lows, highs, a.pieces, rng)
        seen: dict[str, list[torch.Tensor]] = {}
        for step, some in enumerate(batches):
            schedule(optimiser, (epoch + step / len(batches)) / a.epochs, 0.08)
            b = flat.batch(lows[some], highs[some])
            with torch.autocast(a.device, torch.bfloat16):
                out, x = model(b)
                told = flat.told(b)
                said = None if told is None else model.acts(x, told).float()
            links = link_scores(out, b, LINK_SCALE)
            keep = torch.ones(len(b.lows), dtype=torch.bool, device=a.device)
            parts = hard_losses(flat, out, links, b, layers(flat, b, doc_of, drawn), keep)
            if told is not None:
                index = torch.from_numpy(told[0]).to(a.device)
                parts["act"] = F.cross_entropy(said[:, :ACTS], acts[index], ignore_index=-1, label_smoothing=0.05, reduction="sum") / (acts[index] >= 0).sum().clamp(min=1)
                known = binds[index] >= 0
                parts["binds"] = (F.binary_cross_entropy_with_logits(said[:, ACTS], binds[index].clamp(min=0), reduction="none") * known).sum() / known.sum().clamp(min=1)
            loss = sum(WEIGHTS[k] * v for k, v in parts.items())
            descend(model, optimiser, average, loss)
            for k, v in parts.items():
                seen.setdefault(k, []).append(v.detach())
        means = {k: round(float(torch.stack(v).mean()), 3) for k, v in seen.items()}
        print(f"{a.out.name} epoch {epoch + 1} of {a.epochs} {time.time() - started:.0f} s {json.dumps(means)}", flush=True)
    model.load_state_dict(average.state(model))
    model.eval()
    print(f"{a.out.name} dev: {report(flat, flat.documents(DEV), lambda b: said_by([(model, 1.0)], flat, b))}", flush=True)
    torch.save({k: v.to(torch.bfloat16) for k, v in model.state_dict().items()}, a.out)


@torch.no_grad()
def together(models: list[tuple[Teacher, float]], flat: Flat, b: Batch) -> tuple:
    """The models' probabilities, averaged: roles, names, links, and (attributions told, of acts and binding)."""
    role = name = link = act = 0.0
    told = flat.told(b)
    whole = sum(w for _, w in models)
    for model, weight in models:
        with torch.autocast(flat.device, torch.bfloat16):
            out, x = model(b)
            said = None if told is None else model.acts(x, told)
        part = weight / whole
        role = role + part * out["role"].float().softmax(-1)
        name = name + part * out["name"].float().softmax(-1)
        link = link + part * link_scores(out, b, LINK_SCALE).exp()
        if told is not None:
            act = act + part * torch.cat([said[:, :ACTS].float().softmax(-1), said[:, ACTS:].float().sigmoid()], 1)
    return role, name, link, told, act


def said_by(models: list[tuple[Teacher, float]], flat: Flat, b: Batch) -> tuple:
    role, _, _, told, act = together(models, flat, b)
    return role, told, None if told is None else act[:, :ACTS]


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("packed", type=Path)
    p.add_argument("--base", type=Path, required=True, help="pre-trained encoder, .safetensors or .onnx")
    p.add_argument("--fold", type=int, required=True, help="which is left out")
    p.add_argument("--epochs", type=int, default=6)
    p.add_argument("--rate", type=float, default=1e-4)
    p.add_argument("--decay", type=float, default=0.9)
    p.add_argument("--heads", type=float, default=5.0, help="how much faster the heads learn")
    p.add_argument("--pieces", type=int, default=4096, help="of a batch")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--device", default="cuda")
    p.add_argument("--out", type=Path, required=True)
    a = p.parse_args()
    torch.set_float32_matmul_precision("high")
    teach(a)


if __name__ == "__main__":
    main()

"""A student of many teachers: the network that ships, taught on news and PolNeAR `train` by what teachers make of them.

    python training/distil.py PACKED.npz --soft SOFT.pt --start START.pt --out STUDENT.pt [--epochs 30] [--rate 4e-4]

PACKED is what training/flat.py wrote, SOFT what training/label.py did. The student sees in each epoch all news once and
`train` twice; there a word's loss is half an annotator's label, half the teachers that have not read the article. Acts and
what binds are learned on the attributions of `train` and on those that the model before found in news. The
weights kept are a moving average (EMA). For a GPU: an epoch of 6 million pieces takes about ten seconds there.
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

from flat import CLS, DEV, NEWS, SEP, TRAIN, Flat, Soft, hard_losses, link_scores, pooled, soft_losses
from model import ACTS, LINK_SCALE, Tagger, load_checkpoint, split
from optimise import Average, descend, parameters, schedule
from teachers import MOST, documents_of, layers, report

HARD = 0.5  # an annotator's part in the loss where there is one
MASK = 103
GOLD = 0.7  # how much a label of an act outweighs its teachers, unless told otherwise
WEIGHTS = {"role": 1.0, "link": 0.5, "name": 0.3, "act": 0.3, "binds": 0.15}


def act_logits(out: dict[str, torch.Tensor], told: tuple) -> torch.Tensor:
    """(attributions, ACTS + 1), summed over the means of source, cue and content."""
    count = len(told[0])
    acts = pooled(out["act"], told, count).view(count, 3, 3, ACTS)
    binds = pooled(out["binds"], told, count)
    parts = torch.arange(3, device=acts.device)
    return torch.cat([acts[:, parts, parts].sum(1), binds[:, parts, parts].sum(1, keepdim=True)], 1)


def thinned(told: tuple, share: float) -> tuple:
    """`told` without `share` of its words, drawn anew: the act must not hang on single words. What is left of a part weighs as much as all did."""
    index, row, column, weight = told
    weight = weight * (torch.rand(weight.shape, device=weight.device) >= share)
    whole = torch.zeros(int(column.max()) + 1, device=weight.device).index_add_(0, column, weight)
    return index, row, column, weight / whole[column].clamp(min=1e-6)


def wanted_acts(flat: Flat, taught: torch.Tensor, gold: float) -> torch.Tensor:
    """(attributions, ACTS + 1) probabilities: the teachers', and our labels over them, half as much where in doubt."""
    out = taught.clone()
    ours = torch.from_numpy(flat.group[flat.spans["doc"]] != DEV).to(out.device)
    weight = gold * torch.where(torch.from_numpy(flat.spans["doubt"]).to(out.device), 0.5, 1.0)[:, None]
    for column, key, count in ((slice(0, ACTS), "act", ACTS), (slice(ACTS, ACTS + 1), "binds", 1)):
        label = torch.from_numpy(flat.spans[key].astype(np.int64)).to(out.device)
        told = F.one_hot(label.clamp(min=0), ACTS).float() if count > 1 else label[:, None].float()
        out[:, column] = torch.where((ours & (label >= 0))[:, None], (1 - weight) * out[:, column] + weight * told, out[:, column])
    return out


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("packed", type=Path)
    p.add_argument("--soft", type=Path, required=True)
    p.add_argument("--start", type=Path, required=True)
    p.add_argument("--epochs", type=int, default=30)
    p.add_argument("--minutes", type=float, default=60, help="ends by then: the rates fall by the time gone, if that is sooner")
    p.add_argument("--rate", type=float, default=4e-4)
    p.add_argument("--decay", type=float, default=0.95)
    p.add_argument("--dropout", type=float, default=0.1)
    p.add_argument("--names", type=float, default=WEIGHTS["name"], help="weight of the names' loss")
    p.add_argument("--train", type=int, default=2, help="how often an epoch sees `train`")
    p.add_argument("--act", type=float, default=WEIGHTS["act"], help="weight of the acts' loss")
    p.add_argument("--gold", type=float, default=GOLD, help="how much a label of an act outweighs its teachers")
    p.add_argument("--labelled", action="store_true", help="sees only what stands around labels of acts")
    p.add_argument("--hidden", type=float, default=0.0, help="share of the pieces that the student does not see")
    p.add_argument("--thinned", type=float, default=0.0, help="share of an attribution's words that its act is not told from")
    p.add_argument("--pieces", type=int, default=16384, help="of a batch")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--device", default="cuda")
    p.add_argument("--out", type=Path, required=True)
    a = p.parse_args()
    WEIGHTS["name"], WEIGHTS["act"] = a.names, a.act
    torch.set_float32_matmul_precision("high")
    torch.manual_seed(a.seed)
    rng, drawn = random.Random(a.seed), np.random.default_rng(a.seed)
    flat = Flat(a.packed, a.device)
    doc_of = documents_of(flat)
    taught = torch.load(a.soft, map_location=a.device, weights_only=True)
    soft, acts = Soft(**taught["soft"]), wanted_acts(flat, taught["acts"], a.gold)
    train, news, dev = (flat.documents(g) for g in (TRAIN, NEWS, DEV))
    is_train = torch.from_numpy(flat.group == TRAIN).to(a.device)
    model: Tagger = load_checkpoint(a.start).to(a.device).train()
    model.dropout.p = a.dropout
    optimiser = torch.optim.AdamW(parameters(model, model, a.rate, a.decay, 3.0), betas=(0.9, 0.98), fused=a.device == "cuda")
    average = Average(model, 0.999)
    started = time.time()

    def predict(one: Tagger):
        def run(b):
            with torch.autocast(a.device, torch.bfloat16):
                out = split(one(b.pieces, b.features, b.mask))
            told = flat.told(b)
            return out["role"], told, None if told is None else act_logits(out, told)[:, :ACTS]

        return run

    model.eval()
    print(f"{a.out.name} at the start, dev: {report(flat, dev, predict(model))}", flush=True)
    model.train()
    for epoch in range(a.epochs):
        if time.time() - started > 60 * a.minutes:
            break
        documents = np.concatenate([news] + [train] * a.train)
        lows, highs = flat.around(flat.spans["act"] >= 0, documents, MOST, rng) if a.labelled else flat.cut(documents, MOST, rng)
        batches = flat.batches(lows, highs, a.pieces, rng)
        seen: dict[str, list[torch.Tensor]] = {}
        for step, some in enumerate(batches):
            gone = max((epoch + step / len(batches)) / a.epochs, (time.time() - started) / (60 * a.minutes))
            if gone >= 1:
                break
            schedule(optimiser, gone, 0.03)
            b = flat.batch(lows[some], highs[some])
            hidden = (torch.rand(b.pieces.shape, device=a.device) < a.hidden) & (b.pieces != CLS) & (b.pieces != SEP)
            with torch.autocast(a.device, torch.bfloat16):
                out = split(model(torch.where(hidden, MASK, b.pieces), b.features, b.mask))
            links = link_scores(out, b, LINK_SCALE)
            parts = soft_losses(soft, out, links, b)
            loss = sum(WEIGHTS[k] * v for k, v in parts.items())
            keep = is_train[doc_of[b.start]]
            hard = hard_losses(flat, out, links, b, layers(flat, b, doc_of, drawn), keep)
            share = (keep[:, None] & b.word).sum() / b.word.sum()  # of the batch's words
            loss = loss + HARD * share * sum(WEIGHTS[k] * v for k, v in hard.items())
            told = flat.told(b)
            if told is not None:
                said, want = act_logits(out, thinned(told, a.thinned)), acts[torch.from_numpy(told[0]).to(a.device)]
                known = want[:, :ACTS].sum(1) > 0.5
                parts["act"] = -(want[:, :ACTS] * said[:, :ACTS].log_softmax(-1)).sum() / known.sum().clamp(min=1)
                each = F.binary_cross_entropy_with_logits(said[:, ACTS], want[:, ACTS], reduction="none")
                parts["binds"] = (each * known).sum() / known.sum().clamp(min=1)
                loss = loss + WEIGHTS["act"] * parts["act"] + WEIGHTS["binds"] * parts["binds"]
            descend(model, optimiser, average, loss)
            if step % 200 == 199:
                print(f"step {step + 1} of {len(batches)} {time.time() - started:.0f} s", flush=True)
            if step % 8 == 0:
                for k, v in parts.items():
                    seen.setdefault(k, []).append(v.detach())
        means = {k: round(float(torch.stack(v).mean()), 4) for k, v in seen.items()}
        line = f"{a.out.name} epoch {epoch + 1} of {a.epochs} {time.time() - started:.0f} s {json.dumps(means)}"
        if epoch % 5 == 4 or epoch + 1 == a.epochs:
            kept = {k: v.clone() for k, v in model.state_dict().items()}
            model.load_state_dict(average.state(model))
            model.eval()
            line += f" dev: {report(flat, dev, predict(model))}"
            torch.save({"model": {k: v.half() for k, v in model.state_dict().items()}}, a.out)
            model.load_state_dict(kept)
            model.train()
        print(line, flush=True)
    model.load_state_dict(average.state(model))
    model.eval()
    print(f"{a.out.name} dev: {report(flat, dev, predict(model))}", flush=True)
    torch.save({"model": {k: v.half() for k, v in model.state_dict().items()}}, a.out)


if __name__ == "__main__":
    main()

"""A deep teacher of acts, taught every label there is, and what it makes of the attributions of news.

    python training/deepen.py PACKED.npz --soft SOFT.pt --base MODEL.onnx --student STUDENT.pt --teacher DEEP.pt --out SOFT2.pt

PACKED is what training/flat.py wrote, SOFT what training/label.py did: its roles keep the teacher reading, its acts are
mixed with our labels as in training/distil.py. SOFT2 is SOFT with the acts of news told by this teacher, STUDENT (the network
before) and the former teachers together, by `SHARES`; articles of `train` keep those of teachers that have not read them. On two
cores a pass of 5.4 million pieces takes some 50 minutes; one and a third were made of it (EXPERIMENTS.md, "A deep teacher").
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from distil import GOLD, act_logits, thinned, wanted_acts
from flat import DEV, NEWS, TRAIN, Flat
from label import open_teacher
from model import ACTS, load_base, load_checkpoint, split
from optimise import Average, descend, parameters, schedule
from teachers import MOST, Teacher, report, said_by

SHARES = {"deep": 0.45, "student": 0.2, "former": 0.35}
UNSURE = 0.3  # how much an attribution counts that only teachers labelled
THINNED = 0.1


def teach(flat: Flat, acts: torch.Tensor, role: torch.Tensor, a: argparse.Namespace) -> Teacher:
    rng = random.Random(a.seed)
    model = Teacher(load_base(a.base)).to(a.device).train()
    optimiser = torch.optim.AdamW(parameters(model, model.tagger, a.rate, 0.9, 5.0), betas=(0.9, 0.98))
    average = Average(model, 0.999)
    documents = np.concatenate([flat.documents(TRAIN), flat.documents(NEWS)])
    labelled = flat.spans["act"] >= 0
    started = time.time()
    for epoch in range(a.epochs):
        lows, highs = flat.around(labelled, documents, MOST, rng)
        batches = flat.batches(lows, highs, a.pieces, rng)
        for step, some in enumerate(batches):
            schedule(optimiser, (epoch + step / len(batches)) / a.epochs, 0.05)
            b = flat.batch(lows[some], highs[some])
            told = flat.told(b)
            if told is None:
                continue
            with torch.autocast(a.device, torch.bfloat16):
                out, x = model(b)
            said = model.acts(x, thinned(told, THINNED)).float()
            index = torch.from_numpy(told[0]).to(a.device)
            want = acts[index]
            weight = torch.where(torch.from_numpy(labelled[told[0]]).to(a.device), 1.0, UNSURE) * (want[:, :ACTS].sum(1) > 0.5)
            each = -(want[:, :ACTS] * said[:, :ACTS].log_softmax(-1)).sum(1)
            each = each + 0.5 * F.binary_cross_entropy_with_logits(said[:, ACTS], want[:, ACTS], reduction="none")
            roles = -(role[b.at[b.word]].float() * out["role"][b.word].float().log_softmax(-1)).sum(-1).mean()
            descend(model, optimiser, average, (each * weight).sum() / weight.sum().clamp(min=1) + roles)
            if step % 100 == 99:
                print(f"epoch {epoch + 1} of {a.epochs}, step {step + 1} of {len(batches)}, {time.time() - started:.0f} s", flush=True)
    model.load_state_dict(average.state(model))
    torch.save({k: v.to(torch.bfloat16) for k, v in model.state_dict().items()}, a.teacher)
    return model.eval()


@torch.no_grad()
def ask(flat: Flat, deep: Teacher, student, device: str) -> dict[str, torch.Tensor]:
    """What both make of the attributions of news: (attributions, ACTS + 1) probabilities, nothing where not asked."""
    out = {k: torch.zeros(len(flat.spans["act"]), ACTS + 1, device=device) for k in ("deep", "student")}
    lows, highs = flat.around(np.ones(len(flat.spans["act"]), bool), flat.documents(NEWS), MOST, None)
    for some in flat.batches(lows, highs, 8192, None):
        b = flat.batch(lows[some], highs[some])
        told = flat.told(b)
        if told is None:
            continue
        with torch.autocast(device, torch.bfloat16):
            x = deep.tagger.encode(b.pieces, b.features, b.mask)
            heads = split(student(b.pieces, b.features, b.mask))
        for k, said in (("deep", deep.acts(x, told).float()), ("student", act_logits(heads, told))):
            out[k][torch.from_numpy(told[0]).to(device)] = torch.cat([said[:, :ACTS].softmax(-1), said[:, ACTS:].sigmoid()], 1)
    return out


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("packed", type=Path)
    p.add_argument("--soft", type=Path, required=True)
    p.add_argument("--base", type=Path, required=True, help="pre-trained encoder, .safetensors or .onnx")
    p.add_argument("--student", type=Path, required=True)
    p.add_argument("--teacher", type=Path, required=True, help="where the teacher is kept; one that is there is taken as it is")
    p.add_argument("--epochs", type=int, default=2)
    p.add_argument("--rate", type=float, default=2e-4)
    p.add_argument("--pieces", type=int, default=4096, help="of a batch")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--device", default="cuda")
    p.add_argument("--out", type=Path, required=True)
    a = p.parse_args()
    torch.manual_seed(a.seed)
    flat = Flat(a.packed, a.device)
    taught = torch.load(a.soft, map_location=a.device, weights_only=True)
    former = taught["acts"]
    if a.teacher.exists():
        deep = open_teacher(a.teacher, a.device)
    else:
        deep = teach(flat, wanted_acts(flat, former, GOLD), taught["soft"]["role"], a)
    print(f"dev: {report(flat, flat.documents(DEV), lambda b: said_by([(deep, 1.0)], flat, b))}", flush=True)
    told = {**ask(flat, deep, load_checkpoint(a.student).to(a.device).eval(), a.device), "former": former}
    share = {k: v * (told[k][:, :ACTS].sum(1, keepdim=True) > 0.5) for k, v in SHARES.items()}
    mixed = sum(share[k] * told[k] for k in SHARES) / sum(share.values()).clamp(min=1e-6)
    taught["acts"] = torch.where(share["deep"] > 0, mixed, former)
    torch.save(taught, a.out)


if __name__ == "__main__":
    main()

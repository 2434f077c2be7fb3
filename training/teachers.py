"""Teachers of every fold of PolNeAR `train`, and what they together make of texts that they have not seen.

    python training/teachers.py teach PACKED.npz --base MODEL.safetensors --fold 0 --out NAME-0.pt [--epochs 5] [--rate 8e-5]
    python training/teachers.py label PACKED.npz --teachers NAME-0.pt … --weights 2 … --names models/default --out SOFT.pt
        --acts FILE.jsonl --news ACT-NEWS.jsonl --more FILE.jsonl

PACKED is what training/flat.py wrote. A teacher learns from all folds but its own: articles of `train` are
labelled by those that have not read them, news by all (cross-fitting, so that a student sees on gold and silver texts
alike how sure they are; distillation of an ensemble: Hinton et al. 2015). Beside the tagger's heads a
teacher has one for acts and what binds, over the means of source, cue and content: what they say of both goes
to --acts (articles of `train`) and, with the features of --news, to --more, for training/acts.py. Names
are not the teachers' but those of the exported model --names: the teachers knew them less well (EXPERIMENTS.md). For a GPU: a twelve-layer MPNet
takes about a minute a fold there.
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

from flat import CLS, DEV, LEAST_ROLE, LINKS, NEWS, TRAIN, Batch, Flat, Soft, hard_losses, iterate, link_scores, pooled
from model import ACTS, LINK_SCALE, NAME_TAGS, ROLE_TAGS, Tagger, load_base, load_checkpoint, split
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


def open_teacher(file: Path, device: str) -> Teacher:
    state = torch.load(file, map_location="cpu")
    tagger = {k.removeprefix("tagger."): v.float() for k, v in state.items() if k.startswith("tagger.")}
    model = Teacher(load_checkpoint({"model": tagger}))
    model.load_state_dict({k: v.float() for k, v in state.items()})
    return model.to(device).eval()


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


@torch.no_grad()
def label(a: argparse.Namespace) -> None:
    flat = Flat(a.packed, a.device)
    fold = folds(flat)
    weights = a.weights or [1.0] * len(a.teachers)
    teachers = [(int(f.stem.rsplit("-", 1)[1]), open_teacher(f, a.device), w) for f, w in zip(a.teachers, weights, strict=True)]
    n = len(flat.pieces)
    half = {"dtype": torch.float16, "device": a.device}
    soft = Soft(
        torch.zeros(n, ROLE_TAGS, **half), torch.zeros(n, NAME_TAGS, **half),
        torch.full((n, LINKS), -1, dtype=torch.int64, device=a.device), torch.zeros(n, LINKS, **half),
    )  # fmt: skip
    acts = torch.zeros(len(flat.spans["act"]), ACTS + 1, device=a.device)
    every = [(model, w) for _, model, w in teachers]
    print(f"together, dev: {report(flat, flat.documents(DEV), lambda b: said_by(every, flat, b))}", flush=True)
    kinds = [(flat.documents(NEWS), every), (flat.documents(DEV), every)]
    kinds += [(np.flatnonzero(fold == k), [(m, w) for f, m, w in teachers if f == k]) for k in range(FOLDS)]
    started = time.time()
    for documents, models in kinds:
        if not models or len(documents) == 0:
            continue
        for b in iterate(flat, documents, MOST, a.pieces, None):
            role, name, link, told, act = together(models, flat, b)
            at = b.at[b.word]
            soft.role[at] = role[b.word].half()
            soft.name[at] = name[b.word].half()
            best = link.topk(LINKS, -1)
            some = (b.word & (1 - role[..., 0] > LEAST_ROLE))[..., None]
            places = torch.where(some, b.start[:, None, None] + best.indices - 1, -1)
            soft.links[at] = places[b.word]
            soft.link[at] = best.values[b.word].half()
            if told is not None:
                acts[torch.from_numpy(told[0]).to(a.device)] = act
        print(f"{len(documents)} documents labelled by {len(models)} teachers, {time.time() - started:.0f} s", flush=True)
    for k in range(FOLDS):
        models = [(m, w) for f, m, w in teachers if f == k]
        if models:
            print(f"fold {k}, unseen: {report(flat, np.flatnonzero(fold == k)[:60], lambda b: said_by(models, flat, b))}", flush=True)
    soft.name[:] = torch.from_numpy(names_of(flat, a.names)).to(soft.name)
    torch.save({"soft": vars(soft), "acts": acts}, a.out)
    write_acts(flat, acts.cpu().numpy(), a.acts, a.news, a.more)


def names_of(flat: Flat, folder: Path) -> np.ndarray:
    """(places, NAME_TAGS) probabilities of names by an exported model."""
    import onnxruntime

    session = onnxruntime.InferenceSession(str(folder / "tagger.ort"))
    at = json.loads((folder / "model.json").read_text())["layout"]["role"]
    pieces, features = (x.cpu().numpy().astype(np.int32) for x in (flat.pieces, flat.features))
    out = np.zeros((len(pieces), NAME_TAGS), np.float32)
    for low, high in zip(*flat.cut(np.arange(len(flat.group)), MOST, None)):
        feed = {"pieces": np.append(np.int32(CLS), pieces[low:high]), "features": np.append(np.int32(0), features[low:high])}
        out[low:high] = session.run(None, feed)[0][1:, at : at + NAME_TAGS]
    return torch.from_numpy(out).softmax(-1).numpy()


def write_acts(flat: Flat, acts: np.ndarray, train: Path, news: Path, more: Path) -> None:
    features = {}
    for line in news.open(encoding="utf8"):
        row = json.loads(line)
        features[row["name"], row["id"]] = row["features"]
    with train.open("w", encoding="utf8") as silver, more.open("w", encoding="utf8") as others:
        for d, id, p in zip(flat.spans["doc"], flat.spans["id"], acts):
            if p[:ACTS].sum() < 0.5:  # longer than a window
                continue
            row = {"name": flat.names[d], "id": str(id), "p": [round(float(x), 4) for x in p[:ACTS]], "binds": round(float(p[ACTS]), 4)}
            if flat.group[d] == TRAIN:
                silver.write(json.dumps(row) + "\n")
            elif flat.group[d] == NEWS:
                others.write(json.dumps({**row, "features": features[row["name"], row["id"]]}) + "\n")


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("what", choices=("teach", "label"))
    p.add_argument("packed", type=Path)
    p.add_argument("--base", type=Path, help="pre-trained encoder, .safetensors or .onnx")
    p.add_argument("--fold", type=int, help="which is left out")
    p.add_argument("--teachers", type=Path, nargs="+", help="files named NAME-FOLD.pt")
    p.add_argument("--weights", type=float, nargs="+")
    p.add_argument("--names", type=Path, help="an exported model whose names are taken")
    p.add_argument("--acts", type=Path)
    p.add_argument("--news", type=Path, help="what training/act-news.mjs wrote")
    p.add_argument("--more", type=Path)
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
    teach(a) if a.what == "teach" else label(a)


if __name__ == "__main__":
    main()

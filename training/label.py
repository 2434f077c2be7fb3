"""What teachers (training/teachers.py) together make of texts that they have not seen, for training/distil.py.

    python training/label.py PACKED.npz --teachers NAME-0.pt … --weights 2 … --names models/default --out SOFT.pt
        --acts FILE.jsonl --news ACT-NEWS.jsonl --more FILE.jsonl

Articles of `train` are labelled by those that have not read them, news by all (cross-fitting, so that a student sees on
gold and silver texts alike how sure they are; distillation of an ensemble: Hinton et al. 2015). What they say of acts and of
what binds goes to --acts (articles of `train`) and, with the features of --news, to --more, for training/acts.py. Names
are not the teachers' but those of the exported model --names: the teachers knew them less well (EXPERIMENTS.md).
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch

from flat import CLS, DEV, LEAST_ROLE, LINKS, NEWS, TRAIN, Flat, Soft, iterate
from model import ACTS, NAME_TAGS, ROLE_TAGS, load_checkpoint
from teachers import FOLDS, MOST, Teacher, folds, report, said_by, together


def open_teacher(file: Path, device: str) -> Teacher:
    state = torch.load(file, map_location="cpu")
    tagger = {k.removeprefix("tagger."): v.float() for k, v in state.items() if k.startswith("tagger.")}
    model = Teacher(load_checkpoint({"model": tagger}))
    model.load_state_dict({k: v.float() for k, v in state.items()})
    return model.to(device).eval()


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
    p.add_argument("packed", type=Path)
    p.add_argument("--teachers", type=Path, nargs="+", required=True, help="files named NAME-FOLD.pt")
    p.add_argument("--weights", type=float, nargs="+")
    p.add_argument("--names", type=Path, required=True, help="an exported model whose names are taken")
    p.add_argument("--acts", type=Path, required=True)
    p.add_argument("--news", type=Path, required=True, help="what training/act-news.mjs wrote")
    p.add_argument("--more", type=Path, required=True)
    p.add_argument("--pieces", type=int, default=4096, help="of a batch")
    p.add_argument("--device", default="cuda")
    p.add_argument("--out", type=Path, required=True)
    a = p.parse_args()
    torch.set_float32_matmul_precision("high")
    label(a)


if __name__ == "__main__":
    main()

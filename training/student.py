"""A smaller network to start a student from: an exported model without some layers and inner units.

    python training/student.py --model models/default --corpora DIR --layers 5 --inner 1024 --heads 8 --out start.pt

The model's folder must hold `tagger.onnx` (export.py removes it once it has written `tagger.ort`: keep it by
--keep-onnx). The int8 weights are taken back to floats. Layers that change the outputs least when left out go first
(the mean squared difference of all heads over a sample of news), then the inner units of each feed-forward
layer whose outputs are smallest (mean |activation| times the norm of their column), then the heads of attention
that are missed least, layer by layer. Train it on with train.py --start.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from corpora import encode, load
from model import ACTS, HEAD, LAYOUT, LINK_SCALE, Tagger, load_checkpoint, split
from train import Text, prepare, window, windows


def restore(folder: Path) -> Tagger:
    """The network of a model that export.py wrote, int8 or not, with weights as floats."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(folder / "tagger.onnx")).graph
    values = {t.name: torch.from_numpy(numpy_helper.to_array(t).copy()) for t in graph.initializer}
    state = {k.removeprefix("model."): v for k, v in values.items() if k.startswith("model.") and v.is_floating_point()}
    if "words.scale" in state:
        state["words.weight"] = values["model.words.rows"].float() * state.pop("words.scale")
    products = sorted({k.split("_")[1].removeprefix("scale") for k in values if k.startswith("onnx::MatMul_")}, key=int)
    places = sorted((k.removesuffix("bias") for k in state if k.endswith(("query.bias", "key.bias", "value.bias", "out.bias", "up.bias", "down.bias"))), key=place)
    for name, number in zip([*places, "head."], products, strict=True):
        matrix = values.get(f"onnx::MatMul_{number}")
        if matrix is None:
            matrix = values[f"onnx::MatMul_{number}_quantized"].float() * values[f"onnx::MatMul_{number}_scale"]
        state[f"{name}weight"] = matrix.T.contiguous()
    at = 0
    for name, width in LAYOUT:
        if name == "from":  # export.py folds the scale of links in
            state["head.weight"][at : at + width] /= LINK_SCALE
            state["head.bias"][at : at + width] /= LINK_SCALE
        at += width
    return load_checkpoint({"model": state}).eval()


def place(name: str) -> tuple[int, int]:
    _, layer, part, _ = name.split(".")
    return int(layer), ("query", "key", "value", "out", "up", "down").index(part)


def sample(corpora: Path, vocabulary: Path, count: int) -> list[tuple[torch.Tensor, torch.Tensor]]:
    with gzip.open(corpora / "news/articles.jsonl.gz", "rt", encoding="utf8") as lines:
        rows = [json.loads(line) for _, line in zip(range(count), lines)]
    out = []
    for doc in encode([(str(r["id"]), r["text"]) for r in rows], vocabulary).values():
        for run in windows(doc, 256, None):
            w = window(Text(doc, [], None), run)
            if len(w.pieces) <= 512:
                out.append((torch.tensor([w.pieces]), torch.tensor([w.features])))
    return out


@torch.no_grad()
def outputs(model: Tagger, seen: list[tuple[torch.Tensor, torch.Tensor]]) -> torch.Tensor:
    return torch.cat([model(pieces, features)[0] for pieces, features in seen])


def without_layer(model: Tagger, seen: list, wanted: torch.Tensor) -> None:
    """Leaves out the layer that is missed least."""
    all_layers = list(model.layers)
    costs = []
    for i in range(len(all_layers)):
        model.layers = nn.ModuleList(all_layers[:i] + all_layers[i + 1 :])
        costs.append(float(F.mse_loss(outputs(model, seen), wanted)))
    least = costs.index(min(costs))
    print(f"left out one by one: {[round(c, 3) for c in costs]}; layer {least} goes", flush=True)
    model.layers = nn.ModuleList(all_layers[:least] + all_layers[least + 1 :])


@torch.no_grad()
def narrow(model: Tagger, seen: list, inner: int) -> None:
    """Leaves the `inner` inner units of each layer that weigh most."""
    weights = [torch.zeros(len(layer.up.bias)) for layer in model.layers]
    hooks = [
        layer.up.register_forward_hook(lambda _m, _i, y, i=i: weights[i].add_(F.gelu(y).abs().sum((0, 1))))
        for i, layer in enumerate(model.layers)
    ]
    outputs(model, seen)
    for hook in hooks:
        hook.remove()
    for layer, weight in zip(model.layers, weights):
        kept = (weight * layer.down.weight.norm(dim=0)).topk(inner).indices.sort().values
        hidden = len(layer.down.bias)
        up, down = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        up.weight.copy_(layer.up.weight[kept])
        up.bias.copy_(layer.up.bias[kept])
        down.weight.copy_(layer.down.weight[:, kept])
        down.bias.copy_(layer.down.bias)
        layer.up, layer.down = up, down


@torch.no_grad()
def fewer_heads(model: Tagger, seen: list, heads: int) -> None:
    """Leaves the `heads` heads of attention of each layer whose loss changes the outputs most (Michel et al. 2019)."""
    wanted = outputs(model, seen)
    for layer in model.layers:
        whole = layer.out.weight.clone()
        costs = []
        for head in range(layer.heads):
            layer.out.weight[:, head * HEAD : (head + 1) * HEAD] = 0
            costs.append(F.mse_loss(outputs(model, seen), wanted))
            layer.out.weight.copy_(whole)
        best = torch.stack(costs).topk(heads).indices.sort().values
        kept = torch.cat([torch.arange(head * HEAD, (head + 1) * HEAD) for head in best])
        print(f"heads left out cost {[round(float(c), 4) for c in costs]}; {best.tolist()} stay", flush=True)
        for name in ("query", "key", "value"):
            old = getattr(layer, name)
            new = nn.Linear(old.in_features, len(kept))
            new.weight.copy_(old.weight[kept])
            new.bias.copy_(old.bias[kept])
            setattr(layer, name, new)
        new = nn.Linear(len(kept), layer.out.out_features)
        new.weight.copy_(whole[:, kept])
        new.bias.copy_(layer.out.bias)
        layer.out, layer.heads = new, heads


def tell_acts(folder: Path, corpora: Path, out: Path) -> None:
    """What a model takes the acts of PolNeAR `train` for, given the annotators' spans (train.py --acts)."""
    import onnxruntime

    session = onnxruntime.InferenceSession(str(folder / "tagger.onnx"))
    vocabulary = folder / "vocabulary.txt"
    articles = load(corpora, "train")
    unknown = [1 / ACTS] * ACTS
    texts = prepare(articles, vocabulary, {a.name: {r.id: unknown for r in a.annotations[0]} for a in articles})
    with out.open("w", encoding="utf8") as file:
        for article, text in zip(articles, texts):
            ids = iter([r.id for r in article.annotations[0] if r.cue or r.content])
            told = text.annotators[0].acts
            heads = torch.zeros(len(text.doc["first"]), 3 * ACTS)
            for run in windows(text.doc, 256, None):
                w = window(text, run)
                if len(w.pieces) <= 512:
                    feed = {"pieces": np.array(w.pieces, np.int32), "features": np.array(w.features, np.int32)}
                    y = split(torch.from_numpy(session.run(None, feed)[0][w.place]))["act"]
                    heads[w.words.start : w.words.stop] = y
            for id, (parts, _) in zip(ids, told):
                logits = sum(heads[words, ACTS * k : ACTS * (k + 1)].mean(0) for k, words in enumerate(parts) if words)
                p = [round(x, 4) for x in logits.softmax(-1).tolist()]
                file.write(json.dumps({"name": article.name, "id": id, "p": p}) + "\n")


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--model", type=Path, required=True)
    p.add_argument("--corpora", type=Path, required=True)
    p.add_argument("--layers", type=int, default=5)
    p.add_argument("--inner", type=int, default=1024)
    p.add_argument("--heads", type=int, default=8)
    p.add_argument("--checkpoint", type=Path, help="start from a checkpoint of train.py in place of the model's weights")
    p.add_argument("--articles", type=int, default=12)
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--acts", type=Path, help="where to write what the model takes the acts of train for")
    a = p.parse_args()
    torch.manual_seed(1)
    model = load_checkpoint(a.checkpoint).eval() if a.checkpoint else restore(a.model)
    if a.acts:
        tell_acts(a.model, a.corpora, a.acts)
    seen = sample(a.corpora, a.model / "vocabulary.txt", a.articles)
    wanted = outputs(model, seen)
    while len(model.layers) > a.layers:
        without_layer(model, seen, wanted)
    narrow(model, seen, a.inner)
    fewer_heads(model, seen, a.heads)
    print(f"difference at the start: {float(F.mse_loss(outputs(model, seen), wanted)):.3f}")
    torch.save({"model": model.state_dict(), "args": {k: str(v) for k, v in vars(a).items()}}, a.out)


if __name__ == "__main__":
    main()

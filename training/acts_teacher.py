"""A teacher for the tables of acts and of what binds: MiniLM or bge-small fine-tuned on our labels.

    python training/acts_teacher.py --corpora DIR --base MODEL.safetensors --vocabulary VOCAB.txt --out FILE
        [--without FILE] [--more FILE --more-out FILE] [--dev FOLDER]

Reads `source : cue :` and the content as two segments; writes for each attribution of PolNeAR `train` the
teacher's probabilities of the acts (`p`) and that its source's side is bound (`binds`), averaged over seeds,
for training/acts.py and commitments.py --soft FILE (distillation: Hinton et al. 2015); and the same for attributions found in other texts
(training/act-news.mjs) with their features, for --more. A base may be an .onnx export (bge-small, e5-small). Labels
in --without are not learned from, so that training/acts_join.py can weigh the teacher on them. In bfloat16: with
9,000 labels about twelve minutes a seed on one core for six layers, 25 for twelve.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy
from transformers import BertConfig, BertModel, BertTokenizerFast

from acts import ids
from acts import rows as read
from corpora import ACTS, HERE
from model import read_onnx

CONTENT_START, CONTENT_END = 40, 6  # words of a long content that are read
SOURCE_END = 8  # and of its source
BATCH = 32
BINDS = 0.5  # weight of that loss beside the acts'


class Teacher(torch.nn.Module):
    def __init__(self, base: Path) -> None:
        super().__init__()
        weights = read_onnx(base) if base.suffix == ".onnx" else load_file(base)
        weights = {k: v for k, v in weights.items() if not k.startswith("pooler")}
        layers = 1 + max(int(k.split(".")[2]) for k in weights if k.startswith("encoder.layer."))
        config = BertConfig(
            vocab_size=30522, hidden_size=384, num_hidden_layers=layers, num_attention_heads=12, intermediate_size=1536
        )
        self.encoder = BertModel(config, add_pooling_layer=False)
        self.encoder.load_state_dict(weights, strict=False)
        self.head = torch.nn.Linear(2 * 384, len(ACTS) + 1)  # the last: binds

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, segments: torch.Tensor) -> torch.Tensor:
        x = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=segments).last_hidden_state
        m = mask[..., None].float()
        return self.head(torch.cat([x[:, 0], (x * m).sum(1) / m.sum(1)], -1))


def pad(encoded: list[dict]) -> list[torch.Tensor]:
    n = max(len(e["input_ids"]) for e in encoded)
    keys = ("input_ids", "attention_mask", "token_type_ids")
    return [torch.tensor([e[k] + [0] * (n - len(e[k])) for e in encoded]) for k in keys]


def batches(lengths: list[int], size: int, shuffle: bool) -> list[list[int]]:
    """Of like lengths within pools of twenty batches."""
    order = list(range(len(lengths)))
    if shuffle:
        random.shuffle(order)
    out = []
    for start in range(0, len(order), size * 20):
        pool = sorted(order[start : start + size * 20], key=lambda i: lengths[i])
        out += [pool[i : i + size] for i in range(0, len(pool), size)]
    if shuffle:
        random.shuffle(out)
    return out


def binding(without: set[tuple[str, str]]) -> dict[tuple[str, str], bool]:
    """Whether labelled attributions bind their source's side."""
    out = {}
    for file in [*sorted((HERE / "labels").glob("*.jsonl")), HERE / "commitments.jsonl"]:
        for line in file.read_text(encoding="utf8").splitlines():
            row = json.loads(line)
            told = row["binds"] if "binds" in row else row["commitment"] is not None if "commitment" in row else None
            if told is not None and (row["name"], row["id"]) not in without:
                out[row["name"], row["id"]] = told
    return out


def loss_of(said: torch.Tensor, acts: torch.Tensor, binds: torch.Tensor) -> torch.Tensor:
    """-1 of acts and NaN of binds: not labelled."""
    act, bind = acts >= 0, ~binds.isnan()
    loss = cross_entropy(said[act, :-1], acts[act], label_smoothing=0.05) if act.any() else said.new_zeros(())
    if bind.any():
        loss = loss + BINDS * binary_cross_entropy_with_logits(said[bind, -1], binds[bind])
    return loss


def fit(encoded: list[dict], acts: list[int], binds: list[float], base: Path, epochs: int, rate: float, seed: int):
    torch.manual_seed(seed)
    random.seed(seed)
    model = Teacher(base)
    y, bound = torch.tensor(acts), torch.tensor(binds)
    lengths = [len(e["input_ids"]) for e in encoded]
    optimiser = torch.optim.AdamW(
        [{"params": model.encoder.parameters(), "lr": rate}, {"params": model.head.parameters(), "lr": 1e-3}],
        weight_decay=0.01,
    )
    rates = [group["lr"] for group in optimiser.param_groups]
    steps = epochs * len(batches(lengths, BATCH, True))
    step = 0
    model.train()
    for epoch in range(epochs):
        for batch in batches(lengths, BATCH, True):
            factor = min(1, step / (0.1 * steps)) * (1 - step / steps) + 1e-3
            step += 1
            for group, full in zip(optimiser.param_groups, rates):
                group["lr"] = full * factor
            with torch.autocast("cpu", torch.bfloat16):
                said = model(*pad([encoded[i] for i in batch]))
            loss = loss_of(said.float(), y[batch], bound[batch])
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
        print(f"seed {seed}, epoch {epoch}: loss of the last batch {loss.item():.3f}", flush=True)
    return model


def logits(model: Teacher, encoded: list[dict]) -> torch.Tensor:
    model.eval()
    out = torch.zeros(len(encoded), len(ACTS) + 1)
    with torch.no_grad():
        for batch in batches([len(e["input_ids"]) for e in encoded], 64, False):
            with torch.autocast("cpu", torch.bfloat16):
                out[batch] = model(*pad([encoded[i] for i in batch])).float()
    return out


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--corpora", type=Path, required=True)
    p.add_argument("--base", type=Path, action="append", required=True, help="several: one seed or more of each")
    p.add_argument("--vocabulary", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--more", type=Path, help="what training/act-news.mjs wrote")
    p.add_argument("--more-out", type=Path)
    p.add_argument("--without", type=Path, help="labels that the teacher must not see")
    p.add_argument("--dev", type=Path, help="labels of dev articles, to report on")
    p.add_argument("--labels", type=Path, default=HERE / "labels")
    p.add_argument("--epochs", type=int, default=4)
    p.add_argument("--rate", type=float, default=7e-5)
    p.add_argument("--seeds", type=int, default=2)
    a = p.parse_args()
    rows = read(a.corpora, "train", a.labels, "--all", "--words")
    held = ids(a.without) if a.without else set()
    tokenizer = BertTokenizerFast(str(a.vocabulary), do_lower_case=True)

    def encode(row: dict) -> dict:
        words = row["content"].split()
        if len(words) > CONTENT_START + CONTENT_END:
            words = words[:CONTENT_START] + ["..."] + words[-CONTENT_END:]
        source = " ".join(row["source"].split()[-SOURCE_END:]) or "none"
        return tokenizer(f"{source} : {row['cue']} :", " ".join(words), truncation=True, max_length=80)

    encoded = [encode(row) for row in rows]
    told = binding(held)
    keys = [(row["name"], row["id"]) for row in rows]
    labelled = [i for i, k in enumerate(keys) if k in told or (rows[i]["act"] and k not in held)]
    acts = [ACTS.index(rows[i]["act"]) if rows[i]["act"] and keys[i] not in held else -1 for i in labelled]
    binds = [float(told[keys[i]]) if keys[i] in told else float("nan") for i in labelled]
    others = [json.loads(line) for line in a.more.read_text(encoding="utf8").splitlines()] if a.more else []
    encoded_others = [encode(row) for row in others]
    dev = read(a.corpora, "dev", a.dev, "--words") if a.dev else []
    encoded_dev = [encode(row) for row in dev]
    total = torch.zeros(len(rows), len(ACTS) + 1)
    total_dev = torch.zeros(len(dev), len(ACTS) + 1)
    total_others = torch.zeros(len(others), len(ACTS) + 1)
    seeds = max(a.seeds, len(a.base))
    for seed in range(seeds):
        base = a.base[seed % len(a.base)]
        model = fit([encoded[i] for i in labelled], acts, binds, base, a.epochs, a.rate, seed)
        total += logits(model, encoded) / seeds
        total_others += logits(model, encoded_others) / seeds
        total_dev += logits(model, encoded_dev) / seeds
    right(rows, total, held, "left out")
    right(dev, total_dev, {(row["name"], row["id"]) for row in dev}, "of dev, gold spans")
    write(a.out, rows, total)
    if a.more_out:
        write(a.more_out, others, total_others)


def right(rows: list[dict], said: torch.Tensor, told: set[tuple[str, str]], what: str) -> None:
    at = [i for i, row in enumerate(rows) if row["act"] and (row["name"], row["id"]) in told]
    if at:
        agree = sum(ACTS[int(said[i, :-1].argmax())] == rows[i]["act"] for i in at)
        print(f"{100 * agree / len(at):.1f}% of {len(at)} {what} right", flush=True)


def write(out: Path, rows: list[dict], total: torch.Tensor) -> None:
    """Probabilities by the mean of the seeds' logits; features, where a row has them, are kept."""
    out.parent.mkdir(parents=True, exist_ok=True)
    kept = ("name", "id", "features")
    with out.open("w", encoding="utf8") as file:
        for row, acts, binds in zip(rows, total[:, :-1].softmax(-1).tolist(), total[:, -1].sigmoid().tolist()):
            line = {k: row[k] for k in kept if k in row} | {"p": [round(x, 4) for x in acts], "binds": round(binds, 4)}
            file.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()

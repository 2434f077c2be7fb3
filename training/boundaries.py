"""Fits where spans begin and end (src/tagger/boundary-weights.ts): a conditional random field.

    python training/boundaries.py --corpora DIR [--model DIR] [--cache DIR] [--write]

A linear-chain field (Lafferty et al. 2001; src/tagger/roles.ts reads it) over the log probabilities
that the model of --model gives the words of PolNeAR `train`, which it has seen, and over the features
of their borders. F1 of spans, word for word, is told for `dev`, of which nothing is learned. To be
run anew when the model changes, before calibrate.py and strays.py. --cache keeps the model's numbers.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path

import numpy as np
import torch

from corpora import HERE, ROLES, encode, load
from train import Text, targets, window, windows

OUT = HERE.parent / "src/tagger/boundary-weights.ts"
TAGS = 1 + 2 * len(ROLES)
EVENTS = 3 * len(ROLES)  # a role begins, ends, goes on
LEAST = -9.0  # log probabilities below are not told apart
FEWEST = 30  # borders that a feature must be seen at
MOST = 16  # features of a border


def step_events() -> tuple[torch.Tensor, torch.Tensor]:
    """Which events each step from tag to tag is, and what forbids it."""
    events, forbidden = torch.zeros(TAGS, TAGS, EVENTS), torch.zeros(TAGS, TAGS)
    n = len(ROLES)
    for a in range(TAGS):
        for b in range(TAGS):
            before, after = (a + 1) // 2, (b + 1) // 2
            if b > 0 and b % 2 == 0:
                if before == after:
                    events[a, b, 2 * n + after - 1] = 1
                else:
                    forbidden[a, b] = -1e4
                continue
            if after:
                events[a, b, after - 1] = 1
            if before:
                events[a, b, n + before - 1] = 1
    return events.view(TAGS * TAGS, EVENTS), forbidden


STEPS, FORBIDDEN = step_events()


class Field(torch.nn.Module):
    def __init__(self, features: int):
        super().__init__()
        seen = torch.zeros(3, TAGS, TAGS)
        seen[1] = torch.eye(TAGS)
        self.seen = torch.nn.Parameter(seen)
        self.follow = torch.nn.Parameter(torch.zeros(TAGS, TAGS))
        self.border = torch.nn.Parameter(torch.zeros(features, EVENTS))

    def potentials(self, log: torch.Tensor, borders: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """(batch, words, TAGS) for tags, (batch, words, TAGS, TAGS) for the steps to each word."""
        none = torch.zeros_like(log[:, :1])
        before, after = torch.cat([none, log[:, :-1]], 1), torch.cat([log[:, 1:], none], 1)
        tag = before @ self.seen[0] + log @ self.seen[1] + after @ self.seen[2]
        rows = torch.cat([self.border, torch.zeros(1, EVENTS)])  # the last stands for no feature
        event = rows[borders].sum(2)
        return tag, (event @ STEPS.T).view(*event.shape[:2], TAGS, TAGS) + self.follow + FORBIDDEN

    def loss(self, log: torch.Tensor, borders: torch.Tensor, mask: torch.Tensor, gold: torch.Tensor) -> torch.Tensor:
        tag, step = self.potentials(log, borders)
        batch = torch.arange(len(log))
        all_ways = tag[:, 0] + step[:, 0, 0]
        told = all_ways.gather(1, gold[:, :1])[:, 0]
        for w in range(1, log.shape[1]):
            on = torch.logsumexp(all_ways[:, :, None] + step[:, w], 1) + tag[:, w]
            all_ways = torch.where(mask[:, w, None], on, all_ways)
            one = step[batch, w, gold[:, w - 1], gold[:, w]] + tag[batch, w, gold[:, w]]
            told = told + torch.where(mask[:, w], one, 0.0)
        return (torch.logsumexp(all_ways, 1) - told).sum()

    @torch.no_grad()
    def best(self, log: torch.Tensor, borders: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        tag, step = self.potentials(log, borders)
        score, back = tag[:, 0] + step[:, 0, 0], []
        stay = torch.arange(TAGS).expand(len(log), TAGS)
        for w in range(1, log.shape[1]):
            value, where = (score[:, :, None] + step[:, w]).max(1)
            back.append(torch.where(mask[:, w, None], where, stay))
            score = torch.where(mask[:, w, None], value + tag[:, w], score)
        path = [score.argmax(1)]
        for where in reversed(back):
            path.append(where.gather(1, path[-1][:, None])[:, 0])
        return torch.stack(path[::-1], 1)


def read(corpora: Path, split: str, model: Path, cache: Path | None) -> list[dict]:
    """The windows of a split: log probabilities, names of border features, tags by annotators, words."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(model / "tagger.ort"), options)
    kept = cache / f"{split}.npy" if cache else None
    logs = np.load(kept) if kept and kept.exists() else None
    fresh, at = [], 0
    articles = load(corpora, split)
    encoded = encode([(a.name, a.text) for a in articles], model / "vocabulary.txt", "--borders")
    out = []
    for article in articles:
        doc = encoded[article.name]
        doc["start_array"], doc["end_array"] = np.array(doc["start"]), np.array(doc["end"])
        golds = [targets(doc, relations, {}).role for relations in article.annotations]
        wordlike = [bool(re.search(r"\w", article.text[a:b])) for a, b in zip(doc["start"], doc["end"])]
        for run in windows(doc, 256, None):
            w = window(Text(doc, [], None), run)
            low, high = w.words.start, w.words.stop
            if logs is None:
                feed = {"pieces": np.array(w.pieces, np.int32), "features": np.array(w.features, np.int32)}
                fresh.append(session.run(None, feed)[0][w.place][:, :TAGS])
            raw = logs[at : at + high - low] if logs is not None else fresh[-1]
            at += high - low
            log = torch.log_softmax(torch.from_numpy(raw), -1)
            out.append({
                "log": log.clamp(min=LEAST), "borders": doc["borders"][low:high], "wordlike": wordlike[low:high],
                "gold": [lawful(gold[low:high]) for gold in golds],
            })  # fmt: skip
    if kept and logs is None:
        np.save(kept, np.concatenate(fresh))
    return [w for w in out if len(w["log"]) > 0]


def lawful(tags: np.ndarray) -> torch.Tensor:
    """Where one span lies over another, what goes on from nothing of its kind begins."""
    out, before = tags.copy(), 0
    for i, tag in enumerate(out):
        if tag and tag % 2 == 0 and before not in (tag, tag - 1):
            out[i] = tag - 1
        before = out[i]
    return torch.from_numpy(out)


def together(some: list[dict], index: dict[str, int]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    longest = max(len(w["log"]) for w in some)
    log = torch.zeros(len(some), longest, TAGS)
    borders = torch.full((len(some), longest, MOST), len(index))
    mask = torch.zeros(len(some), longest, dtype=torch.bool)
    for i, w in enumerate(some):
        n = len(w["log"])
        log[i, :n], mask[i, :n] = w["log"], True
        if "at" not in w:
            at = np.full((n, MOST), len(index), np.int64)
            for word, names in enumerate(w["borders"]):
                known = [index[name] for name in names if name in index]
                at[word, : len(known)] = known
            w["at"] = torch.from_numpy(at)
        borders[i, :n] = w["at"]
    return log, borders, mask


def spans(tags: list[int], wordlike: list[bool]) -> set[tuple[int, int, int]]:
    """Spans as role, first and last word, without the marks at their ends."""
    out, i = set(), 0
    while i < len(tags):
        if tags[i] == 0:
            i += 1
            continue
        role, j = (tags[i] + 1) // 2, i + 1
        while j < len(tags) and tags[j] == 2 * role:
            j += 1
        words = [k for k in range(i, j) if wordlike[k]]
        if words:
            out.add((role, words[0], words[-1]))
        i = j
    return out


def report(field: Field, data: list[dict], index: dict[str, int]) -> str:
    right, gold, found = Counter(), Counter(), Counter()
    for i in range(0, len(data), 64):
        some = data[i : i + 64]
        for w, path in zip(some, field.best(*together(some, index)).tolist()):
            mine = spans(path[: len(w["log"])], w["wordlike"])
            for tags in w["gold"]:
                theirs = spans(tags.tolist(), w["wordlike"])
                for total, these in ((right, mine & theirs), (gold, theirs), (found, mine)):
                    total.update(role for role, _, _ in these)
    f1 = {r: 200 * right[k] / (gold[k] + found[k]) for k, r in enumerate(ROLES, 1)}
    return "  ".join(f"{r} {f:.1f}" for r, f in f1.items())


def write(field: Field, names: list[str]) -> None:
    def rows(x: torch.Tensor) -> str:
        return "\n".join(" ".join(f"{v:.3f}".rstrip("0").rstrip(".") for v in row) for row in x.tolist())

    border = "\n".join(
        name + " " + " ".join(f"{v:.2f}".rstrip("0").rstrip(".") for v in row)
        for name, row in sorted(zip(names, field.border.tolist()))
    )
    OUT.write_text(
        "// Made by training/boundaries.py from PolNeAR train and the shipped model: do not edit.\n"
        'import { readRoleWeights } from "./roles.js";\n\n'
        f"export const ROLE_WEIGHTS = readRoleWeights(\n  `{rows(field.seen.detach().view(-1, TAGS))}`,\n"
        f"  `{rows(field.follow.detach())}`,\n  `{border}`,\n);\n",
        encoding="utf8",
    )


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--corpora", type=Path, required=True)
    p.add_argument("--model", type=Path, default=HERE.parent / "models/default")
    p.add_argument("--cache", type=Path)
    p.add_argument("--epochs", type=int, default=5)
    p.add_argument("--write", action="store_true")
    a = p.parse_args()
    train, dev = (read(a.corpora, split, a.model, a.cache) for split in ("train", "dev"))
    counts = Counter(name for w in train for names in w["borders"] for name in names)
    names = sorted(name for name, n in counts.items() if n >= FEWEST)
    index = {name: i for i, name in enumerate(names)}
    torch.manual_seed(1)
    torch.set_num_threads(1)  # the matrices are small: more threads only wait for each other
    field = Field(len(names))
    print(f"{len(train)} windows, {len(names)} features; dev as the network has it: {report(field, dev, index)}", flush=True)
    fit(field, train, index, a.epochs, lambda: report(field, dev, index))
    if a.write:
        write(field, names)


def fit(field: Field, data: list[dict], index: dict[str, int], epochs: int, told) -> None:
    rng = np.random.default_rng(1)
    start = {k: v.detach().clone() for k, v in field.named_parameters()}
    order = sorted(range(len(data)), key=lambda i: len(data[i]["log"]))
    groups = [order[i : i + 48] for i in range(0, len(order), 48)]
    optimiser = torch.optim.Adam(field.parameters(), lr=0.01)
    steps, step = epochs * len(groups), 0
    for epoch in range(epochs):
        rng.shuffle(groups)
        total = 0.0
        for group in groups:
            some = [data[i] for i in group]
            log, borders, mask = together(some, index)
            gold = torch.zeros(mask.shape, dtype=torch.long)
            for i, w in enumerate(some):
                gold[i, : len(w["log"])] = w["gold"][rng.integers(len(w["gold"]))]
            loss = field.loss(log, borders, mask, gold) / len(some)
            held = sum(((v - start[k]) ** 2).sum() for k, v in field.named_parameters()) * 1e-4
            optimiser.param_groups[0]["lr"] = 0.01 * (1 - step / steps) + 1e-5
            optimiser.zero_grad()
            (loss + held).backward()
            optimiser.step()
            step, total = step + 1, total + float(loss.detach()) * len(some)
        print(f"epoch {epoch + 1}: {total / len(data):.2f} nats a window; dev {told()}", flush=True)


if __name__ == "__main__":
    main()

"""Fits the table of acts beside the tagger's own head; writes src/attribution/act-weights.ts anew.

    python training/acts_stack.py --corpora DIR --heads FILE [--start FILE] [--dev FOLDER --dev-heads FILE] [--folds 5]

Goes on from the table that training/acts.py made (its weights are the prior mean) and learns, with the
head's log-probabilities (training/act-heads.mjs) added, from the labels that the head has not
seen (NEW): on the others it is too sure, so those only hold the table to what it knew, without the
head. The new ones were drawn where earlier scores were unsure; each counts for the share of its kind
(likeliest act and entropy) among all attributions without an older label, to the power of --temper.
At last each act's bias is raised by --rare times minus the logarithm of its share, relative to an
even one, so that the rare ones are found (logit adjustment: Menon et al. 2021).
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from acts import OUT, STEP, ZERO, rows, written
from corpora import ACTS, HERE

NEW = ("acts-rare.jsonl", "acts-more.jsonl")
LEAST = 0.15  # weights that never reach this are left out
MOST = 80  # a new label stands for so many at the most
WIDE = 0.02  # how little the bias is held to what it was
SHARES = (0.0, 0.25, 0.6, 0.95, 1.25)  # borders of entropy, in nats


def read_table(file: Path) -> tuple[dict[str, np.ndarray], np.ndarray]:
    source = file.read_text(encoding="utf8")
    bias = json.loads(re.search(r"BIAS[^=]*= (\[.*?\])", source, re.S).group(1))
    table = json.loads(re.search(r'TABLE =\s*(".*");', source, re.S).group(1))
    weights = {}
    for line in table.split("\n"):
        name, values = line.split("\t")
        weights[name] = (np.array([ord(c) for c in values]) - ZERO) * STEP
    return weights, np.array(bias)


def log_softmax(x: np.ndarray) -> np.ndarray:
    x = x - x.max(-1, keepdims=True)
    return x - np.log(np.exp(x).sum(-1, keepdims=True))


def heads(file: Path) -> dict[tuple[str, str], np.ndarray]:
    lines = (json.loads(line) for line in file.read_text(encoding="utf8").splitlines())
    return {(row["name"], row["id"]): log_softmax(np.array(row["head"])) for row in lines}


class Table:
    """Features by column, the bias last."""

    def __init__(self, names: list[str]) -> None:
        self.column = {name: i for i, name in enumerate(names)}

    def matrix(self, data: list[dict]) -> sparse.csr_matrix:
        places = [
            (i, self.column[name], value)
            for i, row in enumerate(data)
            for name, value in [*row["features"].items()]
            if name in self.column
        ] + [(i, len(self.column), 1.0) for i in range(len(data))]
        row, column, value = zip(*places)
        return sparse.csr_matrix((value, (row, column)), shape=(len(data), len(self.column) + 1))


def fit(x, y: np.ndarray, head: np.ndarray, count: np.ndarray, prior: np.ndarray, strength: float) -> np.ndarray:
    """Least cross-entropy, and squares of what differs from `prior`."""
    transposed = x.T.tocsr()
    gold = np.eye(len(ACTS))[y]
    hold = np.full((prior.shape[0], 1), 1 / strength)
    hold[-1] = WIDE
    count = count[:, None]

    def loss(v: np.ndarray) -> tuple[float, np.ndarray]:
        change = v.reshape(prior.shape)
        log = log_softmax(x @ (prior + change) + head)
        grad = transposed @ (count * (np.exp(log) - gold)) + hold * change
        return -(count * gold * log).sum() + 0.5 * (hold * change**2).sum(), grad.ravel()

    done = minimize(loss, np.zeros(prior.size), jac=True, method="L-BFGS-B", options={"maxiter": 100})
    return prior + done.x.reshape(prior.shape)


def kind_of(scores: np.ndarray) -> tuple[int, int]:
    log = log_softmax(0.8 * scores)
    return int(log.argmax()), int(np.digitize(-(np.exp(log) * log).sum(), SHARES))


def report(name: str, scores: np.ndarray, y: np.ndarray) -> None:
    said = scores.argmax(1)
    acts = ", ".join(f"{a} {((said == i) & (y == i)).sum()}/{(y == i).sum()}" for i, a in enumerate(ACTS))
    print(f"{name}: {100 * (said == y).mean():.1f}% of {len(y)} right\n  {acts}")


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--corpora", type=Path, required=True)
    p.add_argument("--heads", type=Path, required=True, help="what act-heads.mjs printed of train")
    p.add_argument("--start", type=Path, default=OUT, help="the table as training/acts.py made it")
    p.add_argument("--dev", type=Path, help="labels of dev articles, to report on")
    p.add_argument("--dev-heads", type=Path)
    p.add_argument("--folds", type=int, default=0, help="report on new labels of articles left out")
    p.add_argument("--strength", type=float, default=1.0, help="inverse of regularisation")
    p.add_argument("--temper", type=float, default=0.5)
    p.add_argument("--old", type=float, default=0.3, help="how much an older label counts")
    p.add_argument("--attitude", type=float, default=0.6, help="how much a new label of attitude counts")
    p.add_argument("--rare", type=float, default=0.8)
    p.add_argument("--fewest", type=int, default=3, help="features seen less often are not added")
    a = p.parse_args()
    weights, bias = read_table(a.start)
    known = heads(a.heads)
    data = [row for row in rows(a.corpora, "train", HERE / "labels", "--all") if (row["name"], row["id"]) in known]
    new = set()
    for file in NEW:
        for line in (HERE / "labels" / file).read_text(encoding="utf8").splitlines():
            row = json.loads(line)
            new.add((row["name"], row["id"]))
    for row in data:
        row["key"] = (row["name"], row["id"])
        row["new"] = row["key"] in new
    labelled = [row for row in data if row["act"]]
    seen = Counter(name for row in labelled for name in row["features"])
    names = sorted(set(weights) | {name for name, n in seen.items() if n >= a.fewest})
    prior = np.array([weights.get(name, np.zeros(len(ACTS))) for name in names] + [bias])
    table = Table(names)

    open_rows = [row for row in data if row["new"] or not row["act"]]
    before = log_softmax(table.matrix(open_rows) @ prior)
    kinds = [kind_of(s + known[row["key"]]) for s, row in zip(before, open_rows)]
    all_of, new_of = Counter(kinds), Counter(k for k, row in zip(kinds, open_rows) if row["new"])
    stands = {row["key"]: min(MOST, all_of[k] / new_of[k]) ** a.temper for k, row in zip(kinds, open_rows) if row["new"]}
    mean = float(np.mean(list(stands.values())))

    x = table.matrix(labelled)
    y = np.array([ACTS.index(row["act"]) for row in labelled])
    fresh = np.array([row["new"] for row in labelled])
    head = np.array([known[row["key"]] * row["new"] for row in labelled])
    count = np.array([stands[row["key"]] / mean if row["new"] else a.old for row in labelled])
    count[fresh & (y == ACTS.index("attitude"))] *= a.attitude
    whole = np.bincount(y[~fresh], minlength=len(ACTS)) / (~fresh).sum()
    adjust = -a.rare * np.log(whole * len(ACTS))
    if a.folds:
        articles = sorted({row["name"] for row in labelled})
        np.random.default_rng(1).shuffle(articles)
        at = np.array([articles.index(row["name"]) % a.folds for row in labelled])
        scores = np.zeros((len(y), len(ACTS)))
        for k in range(a.folds):
            w = fit(x[at != k], y[at != k], head[at != k], count[at != k], prior, a.strength)
            scores[at == k] = log_softmax(x[at == k] @ w) + head[at == k] + adjust
        report("new labels, articles left out", scores[fresh], y[fresh])
    w = fit(x, y, head, count, prior, a.strength)
    w[-1] += adjust
    kept = {name: w[i] for name, i in table.column.items() if np.abs(w[i]).max() >= LEAST}
    print(f"{len(labelled)} labels, {fresh.sum()} of them new; {len(kept)} of {len(names)} features kept")
    OUT.write_text(written(kept, [round(float(b), 2) for b in w[-1]]), encoding="utf8")
    if a.dev and a.dev_heads:
        dev = rows(a.corpora, "dev", a.dev)
        told = heads(a.dev_heads)
        gold = np.array([ACTS.index(row["act"]) for row in dev])
        alone = log_softmax(table.matrix(dev) @ w)
        report("dev, gold spans", alone + np.array([told[row["name"], row["id"]] for row in dev]), gold)


if __name__ == "__main__":
    main()

"""Learns what the features of an attribution tell of its act; writes src/attribution/act-weights.ts.

    python training/acts.py --corpora DIR [--soft FILE] [--more FILE] [--dev FOLDER_OF_DEV_LABELS]

Multinomial logistic regression on our labels of PolNeAR `train` (training/labels/) and, with
--soft, on what a teacher says of all its attributions (training/label.py): the table learns
from the teacher which of the thousands of cues that no label covers mean what.
"""

from __future__ import annotations

import argparse
import json
import subprocess
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from sklearn.feature_extraction import DictVectorizer

from corpora import ACTS, HERE

OUT = HERE.parent / "src" / "attribution" / "act-weights.ts"
LEAST = 0.24  # weights that never reach this are left out: the tagger's head knows them
# Acts whose scores are raised where the table stands beside the head: without it fewer than half of them are found.
RAISED = {"denial": 0.9, "accusation": 0.45}
GOLD = 0.8  # how much a label of ours outweighs the teacher
HEAVIER = 1.5  # and how much more such a case counts
STEP, MOST, ZERO = 0.055, 2.5, 80  # a weight is a character: ZERO + weight / STEP


def rows(corpora: Path, split: str, labels: Path, *flags: str) -> list[dict]:
    done = subprocess.run(
        ["node", str(HERE / "act-features.mjs"), str(corpora), split, str(labels), *flags],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [json.loads(line) for line in done.stdout.splitlines()]


def targets(data: list[dict], soft: dict[tuple[str, str], list[float]]) -> tuple[np.ndarray, np.ndarray]:
    """Of each row the probabilities of the acts, and how much it counts."""
    y = np.zeros((len(data), len(ACTS)))
    count = np.ones(len(data))
    for i, row in enumerate(data):
        teacher = soft.get((row["name"], row["id"]))
        if teacher is not None:
            y[i] = np.array(teacher) / sum(teacher)
        if row["act"]:
            y[i] *= 1 - GOLD
            y[i, ACTS.index(row["act"])] += GOLD if teacher is not None else 1
            count[i] = HEAVIER
    return y, count


def fit(x, y: np.ndarray, strength: float) -> np.ndarray:
    """Weights of the features and, as the last row, the bias: least cross-entropy and squares."""
    n, d = x.shape
    transposed = x.T.tocsr()
    total = y.sum(1, keepdims=True)

    def loss(v: np.ndarray) -> tuple[float, np.ndarray]:
        w = v.reshape(d + 1, len(ACTS))
        z = x @ w[:d] + w[d]
        z -= z.max(1, keepdims=True)
        e = np.exp(z)
        s = e.sum(1, keepdims=True)
        grad = total * e / s - y
        value = -(y * (z - np.log(s))).sum() + 0.5 / strength * (w[:d] ** 2).sum()
        return value, np.vstack([transposed @ grad + w[:d] / strength, grad.sum(0, keepdims=True)]).ravel()

    start = np.zeros((d + 1) * len(ACTS))
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150}).x.reshape(d + 1, -1)


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--corpora", type=Path, required=True)
    p.add_argument("--labels", type=Path, default=HERE / "labels")
    p.add_argument("--soft", type=Path, help="what training/label.py wrote")
    p.add_argument("--more", type=Path, help="features with a teacher's probabilities, of other texts")
    p.add_argument("--dev", type=Path, help="labels of dev articles, to report on")
    p.add_argument("--strength", type=float, default=0.5, help="inverse of regularisation")
    p.add_argument("--balance", type=float, default=0.3, help="0 counts cases, 1 counts acts alike")
    p.add_argument("--fewest", type=int, default=6, help="features seen less often are left out")
    a = p.parse_args()
    data = rows(a.corpora, "train", a.labels, *(["--all"] if a.soft else []))
    if not a.soft:
        data = [row for row in data if row["act"]]
    soft = {}
    if a.soft:
        for line in a.soft.read_text(encoding="utf8").splitlines():
            row = json.loads(line)
            soft[row["name"], row["id"]] = row["p"]
    if a.more:
        for line in a.more.read_text(encoding="utf8").splitlines():
            row = json.loads(line)
            soft[row["name"], row["id"]] = row["p"]
            data.append({**row, "act": None})
    seen = Counter(name for row in data for name in row["features"])
    for row in data:
        row["features"] = {k: v for k, v in row["features"].items() if seen[k] >= a.fewest}
    vectoriser = DictVectorizer()
    x = vectoriser.fit_transform([row["features"] for row in data]).tocsr()
    y, count = targets(data, soft)
    share = y.mean(0)
    w = fit(x, y * count[:, None] * (share.mean() / share) ** a.balance, a.strength)
    kept = {name: w[i] for name, i in sorted(vectoriser.vocabulary_.items()) if np.abs(w[i]).max() >= LEAST}
    bias = [round(float(b), 2) for b in w[-1]]
    print(f"{sum(bool(row['act']) for row in data)} labelled of {len(data)}, {x.shape[1]} features, {len(kept)} kept")
    OUT.write_text(written(kept, bias), encoding="utf8")
    if a.dev:
        report(rows(a.corpora, "dev", a.dev), kept, bias)


def written(kept: dict[str, np.ndarray], bias: list[float]) -> str:
    table = "\n".join(
        name + "\t" + "".join(chr(ZERO + round(max(-MOST, min(MOST, float(v))) / STEP)) for v in values)
        for name, values in kept.items()
    )
    return "\n".join(
        [
            "// Made by training/acts.py from training/labels/: do not edit.",
            f"export const BIAS: readonly number[] = {json.dumps(bias)};",
            "/** What each act's score is raised by, so that the rare ones are found. */",
            f"export const RAISED: readonly number[] = {json.dumps([RAISED.get(act, 0.0) for act in ACTS])};",
            "/** A line a feature: its name, a tab, a character for each of ACTS: 80 and the weight by steps of 0.055. */",
            "export const TABLE =",
            f"  {json.dumps(table)};",
            "",
        ]
    )


def report(data: list[dict], kept: dict[str, np.ndarray], bias: list[float]) -> None:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row in data:
        score = np.array(bias)
        for name, value in row["features"].items():
            if name in kept:
                score = score + value * kept[name]
        total[row["act"]] += 1
        right[row["act"]] += ACTS[int(score.argmax())] == row["act"]
    print(f"dev, gold spans: {100 * right.total() / total.total():.1f}% of {total.total()} right")
    print("  " + ", ".join(f"{act} {right[act]}/{total[act]}" for act in ACTS))


if __name__ == "__main__":
    main()

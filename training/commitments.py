"""Weights that tell whether an attribution binds its source's side (src/commitment/binding-weights.ts).

    python training/commitments.py FEATURES.jsonl [--write]

FEATURES is what training/commitment-features.mjs printed. Logistic regression with squared weights
held small, on our labels. Five folds by article, F1 on the articles that were read as a whole and on all.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from sklearn.feature_extraction import DictVectorizer

OUT = Path(__file__).resolve().parent.parent / "src" / "commitment" / "binding-weights.ts"
LEAST = 0.04  # weights below are left out
UNSURE = 0.3  # how much a case counts that was drawn because an earlier classifier was unsure of it


def fit(x, y: np.ndarray, count: np.ndarray, strength: float) -> np.ndarray:
    """Weights of the features and, as the last, the bias; `count` is how much each case counts."""
    transposed = x.T.tocsr()
    d = x.shape[1]

    def loss(v: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ v[:d] + v[d]
        value = (count * (np.logaddexp(0, z) - y * z)).sum() + 0.5 / strength * (v[:d] ** 2).sum()
        grad = count * (1 / (1 + np.exp(-z)) - y)
        return value, np.append(transposed @ grad + v[:d] / strength, grad.sum())

    return minimize(loss, np.zeros(d + 1), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x


def f1(said: np.ndarray, binds: np.ndarray) -> str:
    right = (said & binds).sum()
    return f"P {right / max(1, said.sum()):.3f} R {right / binds.sum():.3f} F {2 * right / (said.sum() + binds.sum()):.3f}"


def f1s(said: np.ndarray, y: np.ndarray, drawn: np.ndarray) -> None:
    for least in (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6):
        parts = (f"{kind} {f1(said[at] > least, y[at])}" for kind, at in (("whole", drawn == "whole"), ("all", drawn != "")))
        print(f"{least}: {'   '.join(parts)}")


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("features", type=Path)
    p.add_argument("--strength", type=float, default=0.15, help="inverse of regularisation")
    p.add_argument("--fewest", type=int, default=4, help="features seen less often are left out")
    p.add_argument("--folds", type=int, default=5)
    p.add_argument("--write", action="store_true")
    a = p.parse_args()
    data = [json.loads(line) for line in a.features.read_text(encoding="utf8").splitlines()]
    keys = [(r["name"], r["id"]) for r in data]
    seen = Counter(name for row in data for name in row["features"])
    vectoriser = DictVectorizer()
    x = vectoriser.fit_transform([{k: v for k, v in r["features"].items() if seen[k] >= a.fewest} for r in data]).tocsr()
    y = np.array([r["binds"] for r in data])
    drawn = np.array([r["drawn"] for r in data])
    count = np.where(drawn == "unsure", UNSURE, 1.0)
    print(f"{len(y)} labels, {y.sum()} bind, {x.shape[1]} features")
    names = sorted({name for name, _ in keys})
    np.random.default_rng(1).shuffle(names)
    fold = {name: i % a.folds for i, name in enumerate(names)}
    at = np.array([fold[name] for name, _ in keys])
    unseen = np.zeros(len(data))
    for k in range(a.folds):
        w = fit(x[at != k], y[at != k], count[at != k], a.strength)
        unseen[at == k] = 1 / (1 + np.exp(-(x[at == k] @ w[:-1] + w[-1])))
    f1s(unseen, y, drawn)
    if a.write:
        w = fit(x, y, count, a.strength)
        kept = {n: round(float(w[i]), 2) for n, i in sorted(vectoriser.vocabulary_.items()) if abs(w[i]) >= LEAST}
        rows = "\n".join(f"  {json.dumps(name)}: {value}," for name, value in kept.items())
        OUT.write_text(
            "// Made by training/commitments.py from training/labels/ and training/commitments.jsonl: do not edit.\n"
            f"export const BIAS = {float(w[-1]):.2f};\n"
            f"export const WEIGHTS: Readonly<Record<string, number>> = {{\n{rows}\n}};\n",
            encoding="utf8",
        )
        print(f"{len(kept)} weights kept")


if __name__ == "__main__":
    main()

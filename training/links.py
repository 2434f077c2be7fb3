"""Fits which cue a source or content belongs to (src/attribution/near.ts) on train.

    python training/links.py --corpora DIR [--model DIR] [--write]

Prints the weights and how often the likeliest cue is right on dev, by the model's word alone and with them; with --write
puts them there.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize

from fitted import HERE, arguments, feature_rows, write_constants

OUT = HERE.parent / "src/attribution/near.ts"
ALONE = np.array([1.0, 0.0, 0.0])


def main() -> None:
    a = arguments(__doc__)
    splits = {split: feature_rows("link-features.mjs", a, split) for split in ("train", "dev")}
    constants = {}
    for role in ("source", "content"):
        train, dev = (padded([row for row in splits[split] if row["role"] == role]) for split in ("train", "dev"))
        weights = minimize(loss, ALONE, args=train, jac=True, method="L-BFGS-B").x
        print(f"{role}: right {right(ALONE, *dev):.4f} alone, {right(weights, *dev):.4f} with these")
        constants[role.upper()] = f"[{', '.join(f'{w:.2f}' for w in weights)}]"
    for name, value in constants.items():
        print(f"{name} = {value}")
    if a.write:
        write_constants(OUT, constants)


def padded(rows: list[dict]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Features (rows, cues, 3), which belong, and what is added where there is no cue."""
    most = max(len(row["belongs"]) for row in rows)
    x, y, none = np.zeros((len(rows), most, len(ALONE))), np.zeros((len(rows), most)), np.full((len(rows), most), -1e9)
    for i, row in enumerate(rows):
        n = len(row["belongs"])
        x[i, :n], y[i, :n], none[i, :n] = row["features"], row["belongs"], 0
    return x, y, none


def loss(weights: np.ndarray, x: np.ndarray, y: np.ndarray, none: np.ndarray) -> tuple[float, np.ndarray]:
    scores = x @ weights + none
    p = np.exp(scores - scores.max(1, keepdims=True))
    p /= p.sum(1, keepdims=True)
    own = (p * y).sum(1, keepdims=True) + 1e-12
    slope = np.einsum("nm,nmk->k", p - p * y / own, x)
    return float(-np.log(own).sum() + (weights**2).sum() / 2), slope + weights


def right(weights: np.ndarray, x: np.ndarray, y: np.ndarray, none: np.ndarray) -> float:
    return float(y[np.arange(len(y)), (x @ weights + none).argmax(1)].mean())


if __name__ == "__main__":
    main()

"""Fits the score of a relation (src/attribution/score.ts) on dev.

    python training/calibrate.py --corpora DIR [--model DIR] [--write]

Prints errors and weights, and with --write puts the weights there. Errors are those of five folds of articles left out in turn. The table shows what leaving out
relations below a score does to F1: the least score in src/attribution/assemble.ts comes from it.
"""

from __future__ import annotations

import numpy as np
from sklearn.linear_model import LogisticRegression

from fitted import HERE, arguments, feature_rows, write_constants

OUT = HERE.parent / "src/attribution/score.ts"
NAMES = ("CUE", "CONTENT", "CONTENT_LINK", "SOURCE", "SOURCE_LINK", "NO_SOURCE", "FAINT_SOURCE",
         "QUOTED", "LENGTH", "GAP")  # fmt: skip


def main() -> None:
    a = arguments(__doc__)
    rows = feature_rows("score-features.mjs", a, "dev")
    names = sorted({row["name"] for row in rows})
    gold = sum({row["name"]: row["gold"] for row in rows}.values())
    x = np.array([row["features"] for row in rows])
    y = np.array([row["right"] for row in rows])
    fold = np.array([names.index(row["name"]) % 5 for row in rows])
    out = np.zeros(len(y))
    for k in range(5):
        out[fold == k] = LogisticRegression().fit(x[fold != k], y[fold != k]).predict_proba(x[fold == k])[:, 1]
    bins = np.minimum((out * 10).astype(int), 9)
    error = sum(abs(out[bins == b].sum() - y[bins == b].sum()) for b in range(10)) / len(y)
    print(f"{len(y)} relations; expected calibration error on folds left out {error:.3f}")
    for least in (0, 0.2, 0.25, 0.3, 0.33, 0.35, 0.4):
        kept = out >= least
        print(f"  least score {least:4.2f}: relation F1 {200 * y[kept].sum() / (kept.sum() + gold):.1f}")
    model = LogisticRegression().fit(x, y)
    constants = {name: f"{w:.3f}" for name, w in zip(("INTERCEPT", *NAMES), (model.intercept_[0], *model.coef_[0]))}
    for name, value in constants.items():
        print(f"{name} = {value}")
    if a.write:
        write_constants(OUT, constants)


if __name__ == "__main__":
    main()

"""Fits which contents of a cue belong elsewhere (src/attribution/strays.ts) on dev.

    python training/strays.py --corpora DIR [--model DIR] [--write]

Prints the weights, and with --write puts them there. How often it is right is told for five folds of articles left out in turn.
"""

from __future__ import annotations

import numpy as np
from sklearn.linear_model import LogisticRegression

from fitted import HERE, arguments, feature_rows, write_constants

OUT = HERE.parent / "src/attribution/strays.ts"


def main() -> None:
    a = arguments(__doc__)
    rows = feature_rows("stray-features.mjs", a, "dev")
    names = sorted({row["name"] for row in rows})
    x = np.array([row["features"] for row in rows])
    y = np.array([row["belongs"] for row in rows])
    fold = np.array([names.index(row["name"]) % 5 for row in rows])
    out = np.zeros(len(y))
    for k in range(5):
        out[fold == k] = LogisticRegression(max_iter=1000).fit(x[fold != k], y[fold != k]).predict_proba(x[fold == k])[:, 1]
    away = out < 0.5
    print(f"{len(y)} contents, {y.mean():.3f} belong; {(away != y).mean():.3f} right on folds left out")
    print(f"{away.sum()} sent away, {1 - y[away].mean():.3f} of them rightly")
    model = LogisticRegression(max_iter=1000).fit(x, y)
    constants = {"INTERCEPT": f"{model.intercept_[0]:.3f}", "WEIGHTS": f"[{', '.join(f'{w:.3f}' for w in model.coef_[0])}]"}
    for name, value in constants.items():
        print(f"{name} = {value}")
    if a.write:
        write_constants(OUT, constants)


if __name__ == "__main__":
    main()

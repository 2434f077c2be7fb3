"""Learns what the features of an attribution tell of its act; writes src/attribution/act-weights.ts.

    python training/acts.py --corpora DIR [--dev FOLDER_OF_DEV_LABELS]

Multinomial logistic regression on our labels of PolNeAR `train` (training/labels/).
"""

from __future__ import annotations

import argparse
import json
import subprocess
from collections import Counter
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from corpora import ACTS, HERE

OUT = HERE.parent / "src" / "attribution" / "act-weights.ts"
LEAST = 0.25  # weights that never reach this are left out
FEWEST = 2  # so are features seen less often


def rows(corpora: Path, split: str, labels: Path) -> list[dict]:
    done = subprocess.run(
        ["node", str(HERE / "act-features.mjs"), str(corpora), split, str(labels)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [json.loads(line) for line in done.stdout.splitlines()]


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--corpora", type=Path, required=True)
    p.add_argument("--labels", type=Path, default=HERE / "labels")
    p.add_argument("--dev", type=Path, help="labels of dev articles, to report on")
    p.add_argument("--strength", type=float, default=1.0, help="inverse of regularisation")
    p.add_argument("--balance", type=float, default=0.5, help="0 counts cases, 1 counts acts alike")
    a = p.parse_args()
    data = rows(a.corpora, "train", a.labels)
    acts = [row["act"] for row in data]
    count = Counter(acts)
    seen = Counter(name for row in data for name in row["features"])
    for row in data:
        row["features"] = {k: v for k, v in row["features"].items() if seen[k] >= FEWEST}
    vectoriser = DictVectorizer()
    x = vectoriser.fit_transform([row["features"] for row in data])
    weight = {act: (len(acts) / len(ACTS) / n) ** a.balance for act, n in count.items()}
    model = LogisticRegression(C=a.strength, max_iter=3000, class_weight=weight).fit(x, acts)
    order = [list(model.classes_).index(act) for act in ACTS]
    coefficients = model.coef_[order].T
    kept = {
        name: [round(float(w), 1) for w in coefficients[i]]
        for name, i in sorted(vectoriser.vocabulary_.items())
        if np.abs(coefficients[i]).max() >= LEAST
    }
    bias = [round(float(b), 2) for b in model.intercept_[order]]
    print(f"{len(data)} labelled attributions, {x.shape[1]} features, {len(kept)} kept")
    lines = [
        "// Made by training/acts.py from training/labels/: do not edit.",
        "// Weights of each feature for each act, in the order of ACTS.",
        f"export const BIAS: readonly number[] = {json.dumps(bias)};",
        "export const WEIGHTS: Readonly<Record<string, readonly number[]>> = {",
        *[f"  {json.dumps(name)}: {json.dumps(ws)}," for name, ws in kept.items()],
        "};",
    ]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf8")
    if a.dev:
        report(rows(a.corpora, "dev", a.dev), kept, bias)


def report(data: list[dict], kept: dict[str, list[float]], bias: list[float]) -> None:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row in data:
        score = np.array(bias)
        for name, value in row["features"].items():
            if name in kept:
                score = score + value * np.array(kept[name])
        total[row["act"]] += 1
        right[row["act"]] += ACTS[int(score.argmax())] == row["act"]
    print(f"dev, gold spans: {100 * right.total() / total.total():.1f}% of {total.total()} right")
    print("  " + ", ".join(f"{act} {right[act]}/{total[act]}" for act in ACTS))


if __name__ == "__main__":
    main()

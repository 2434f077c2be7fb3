"""Learns which words of a turn bind its speaker or those he speaks for; writes src/commitment/talk-weights.ts.

    python training/talk.py --corpora DIR [--model DIR] [--write]

Logistic regression on our labels of briefings (training/labels/talk.jsonl), beside the tagger's own word on each clause.
Prints how it does on briefings that it has not seen (eight folds), of those drawn at random.
"""

from __future__ import annotations

import json
from collections import Counter

import numpy as np
from scipy.sparse import vstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold

from fitted import HERE, arguments, feature_rows

OUT = HERE.parent / "src/commitment/talk-weights.ts"
STRENGTH, SEEN = 0.5, 5  # inverse of the penalty; how often a feature must be seen
DOUBTFUL = 0.65  # how far a label holds that could be read either way
LEAST = 0.05  # smaller weights are left out
MODEL = "model says"


def main() -> None:
    a = arguments(__doc__)
    rows = feature_rows("talk-features.mjs", a, None)
    mean = float(np.mean([row["model"] for row in rows]))
    briefing = [row["id"] for row in rows]
    y = np.array([row["binds"] for row in rows])
    seen = np.array([not row["chosen"] for row in rows])
    sure = np.array([not row["doubt"] for row in rows])
    likely = np.zeros(len(rows))
    for train, test in GroupKFold(8).split(likely, y, briefing):
        vectors, model = fit([rows[i] for i in train])
        likely[test] = model.predict_proba(vectors.transform([features(rows[i]) for i in test]))[:, 1]
    for name, of in (("all", seen), ("those without doubt", seen & sure)):
        report(name, likely[of], y[of])
    if a.write:
        write(*fit(rows), mean)


def features(row: dict) -> dict[str, float]:
    return {MODEL: row["model"], **dict.fromkeys(row["features"], 1.0)}


def fit(rows: list[dict]) -> tuple[DictVectorizer, LogisticRegression]:
    count = Counter(feature for row in rows for feature in features(row))
    vectors = DictVectorizer()
    x = vectors.fit_transform([{k: v for k, v in features(row).items() if count[k] >= SEEN} for row in rows])
    # Each row as one that binds and as one that does not, by how far its label holds.
    holds = np.array([DOUBTFUL if row["doubt"] else 1.0 for row in rows])
    binds = np.array([row["binds"] for row in rows])
    model = LogisticRegression(C=STRENGTH, max_iter=5000)
    return vectors, model.fit(vstack([x, x]), np.concatenate([binds, ~binds]), sample_weight=np.concatenate([holds, 1 - holds]))


def report(name: str, likely: np.ndarray, y: np.ndarray) -> None:
    def f1(least: float) -> float:
        return float(2 * (y & (likely >= least)).sum() / (y.sum() + (likely >= least).sum()))

    shown = ", ".join(f"{f1(least):.3f} from {least}" for least in (0.3, 0.35, 0.4, 0.45, 0.5))
    print(f"{name}: {len(y)}, {y.sum()} bind; average precision {average_precision_score(y, likely):.3f}; F1 {shown}")


def write(vectors: DictVectorizer, model: LogisticRegression, mean: float) -> None:
    weights = dict(zip(vectors.feature_names_, model.coef_[0]))
    said = weights.pop(MODEL)
    lines = [f"{name}\t{round(100 * w)}" for name, w in sorted(weights.items()) if abs(w) >= LEAST]
    table = json.dumps("\n".join(lines), ensure_ascii=False)
    OUT.write_text(
        "// Made by training/talk.py from training/labels/talk.jsonl: do not edit.\n"
        f"export const BIAS = {model.intercept_[0]:.3f};\n"
        "/** What the tagger's word counts, and that word where it has none. */\n"
        f"export const MODEL = {{ weight: {said:.3f}, mean: {mean:.3f} }};\n"
        "/** A line a feature: its name, a tab, a hundred times its weight. */\n"
        f"export const WEIGHTS =\n  {table};\n",
        encoding="utf8",
    )
    print(f"{len(lines)} features written to {OUT.name}")


if __name__ == "__main__":
    main()

"""What a teacher, the tagger's head and a table of acts say together; a better teacher for the table.

    python training/acts_join.py --corpora DIR --teacher FILE --heads FILE --table FILE --unseen FILE --out FILE

The three are weighed, and corrected by the features of the attribution, as fits the labels of --unseen,
which none of them has learned from: a log-linear pool (Heskes 1998) with a ridge on the corrections.
Writes what training/acts.py --soft reads, for every attribution of `train`.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from sklearn.feature_extraction import DictVectorizer

from acts import ids, rows
from acts_stack import heads, log_softmax, read_table, scores
from corpora import ACTS, HERE

RIDGE = 15.0
FEWEST = 6  # features seen less often among the labels are left out


def told(file: Path) -> dict[tuple[str, str], np.ndarray]:
    lines = (json.loads(line) for line in file.read_text(encoding="utf8").splitlines())
    return {(row["name"], row["id"]): log_softmax(np.log(np.array(row["p"]) + 1e-4)) for row in lines}


def pool(x, parts: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Weights of the parts (parts, cases, acts), then of the features and the bias."""
    n, (cases, d) = len(parts), x.shape
    transposed = x.T.tocsr()
    gold = np.eye(len(ACTS))[y]

    def loss(v: np.ndarray) -> tuple[float, np.ndarray]:
        w = v[n:].reshape(d + 1, len(ACTS))
        z = log_softmax(x @ w[:d] + w[d] + np.tensordot(v[:n], parts, 1))
        grad = np.exp(z) - gold
        value = -z[np.arange(cases), y].sum() + 0.5 * RIDGE * (w[:d] ** 2).sum()
        own = (grad * parts).sum((1, 2))
        return value, np.concatenate(
            [own, np.vstack([transposed @ grad + RIDGE * w[:d], grad.sum(0, keepdims=True)]).ravel()]
        )

    start = np.concatenate([np.full(n, 0.4), np.zeros((d + 1) * len(ACTS))])
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 120}).x


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--corpora", type=Path, required=True)
    p.add_argument("--teacher", type=Path, required=True, help="what training/acts_teacher.py wrote")
    p.add_argument("--heads", type=Path, required=True, help="what training/act-heads.mjs printed of train")
    p.add_argument("--table", type=Path, required=True, help="a table that training/acts.py made, not stacked")
    p.add_argument("--unseen", type=Path, required=True, help="labels")
    p.add_argument("--out", type=Path, required=True)
    a = p.parse_args()
    teacher, head = told(a.teacher), heads(a.heads)
    data = rows(a.corpora, "train", HERE / "labels", "--all")
    data = [row for row in data if (row["name"], row["id"]) in teacher and (row["name"], row["id"]) in head]
    keys = [(row["name"], row["id"]) for row in data]
    parts = np.stack(
        [
            np.array([teacher[k] for k in keys]),
            np.array([head[k] for k in keys]),
            scores(*read_table(a.table), data),
        ]
    )
    unseen = ids(a.unseen)
    at = [i for i, k in enumerate(keys) if k in unseen]
    seen = Counter(name for i in at for name in data[i]["features"])
    vectoriser = DictVectorizer()
    vectoriser.fit([{k: 1 for k in seen if seen[k] >= FEWEST}])
    x = vectoriser.transform([row["features"] for row in data]).tocsr()
    y = np.array([ACTS.index(data[i]["act"]) for i in at])
    v = pool(x[at], parts[:, at], y)
    w = v[3:].reshape(-1, len(ACTS))
    joined = np.exp(log_softmax(x @ w[:-1] + w[-1] + np.tensordot(v[:3], parts, 1)))
    with a.out.open("w", encoding="utf8") as out:
        for (name, id), row in zip(keys, joined):
            out.write(json.dumps({"name": name, "id": id, "p": [round(float(q), 4) for q in row]}) + "\n")
    print(f"{len(at)} labels; weights of teacher, head, table: {np.round(v[:3], 2).tolist()}")


if __name__ == "__main__":
    main()

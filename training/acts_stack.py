"""Puts the table of acts beside the tagger's own head; writes src/attribution/act-weights.ts anew.

    python training/acts_stack.py --corpora DIR --start FILE --teachers FILE [--dev FOLDER --dev-heads FILE]

Table (training/acts.py) and head have learnt from the same labels, so their log-probabilities are not
those of two independent witnesses: the table's count for BESIDE of theirs (src/attribution/acts.ts has
the same). Each act's score is raised by what makes the acts as likely as they are in articles that were labelled as a
whole (other labels were drawn where acts are rare or scores unsure), teachers that have not read them in the head's place; and by --rare times
minus the logarithm of its share, relative to an even one, so that the rare ones are found (logit adjustment: Menon et al. 2021).
Features that never weigh --least are left out: the head knows them.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from acts import OUT, STEP, ZERO, rows, written
from corpora import ACTS, HERE

BESIDE = 0.5


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


def scores(weights: dict[str, np.ndarray], bias: np.ndarray, data: list[dict]) -> np.ndarray:
    column = {name: i for i, name in enumerate(weights)}
    places = [
        (i, column[name], value)
        for i, row in enumerate(data)
        for name, value in row["features"].items()
        if name in column
    ]
    row, at, value = zip(*places)
    x = sparse.csr_matrix((value, (row, at)), shape=(len(data), len(column)))
    return log_softmax(x @ np.array(list(weights.values())) + bias)


def teachers(file: Path) -> dict[tuple[str, str], np.ndarray]:
    lines = (json.loads(line) for line in file.read_text(encoding="utf8").splitlines())
    return {(row["name"], row["id"]): np.log(np.array(row["p"]) + 1e-3) for row in lines}


def even(said: np.ndarray, y: np.ndarray) -> np.ndarray:
    """What to add to the scores of the acts, in sum nothing, so that the right ones are likeliest."""

    def loss(v: np.ndarray) -> float:
        return -log_softmax(said + v)[np.arange(len(y)), y].mean() + 0.002 * (v**2).sum()

    v = minimize(loss, np.zeros(len(ACTS))).x
    return v - v.mean()


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--corpora", type=Path, required=True)
    p.add_argument("--start", type=Path, required=True, help="the table as training/acts.py made it")
    p.add_argument("--teachers", type=Path, required=True, help="what training/teachers.py wrote of train")
    p.add_argument("--dev", type=Path, help="labels of dev articles, to report on")
    p.add_argument("--dev-heads", type=Path, help="what act-heads.mjs printed of dev")
    p.add_argument("--rare", type=float, default=0.4)
    p.add_argument("--least", type=float, default=0.24)
    a = p.parse_args()
    table, bias = read_table(a.start)
    kept = {name: w for name, w in table.items() if np.abs(w).max() >= a.least}
    print(f"{len(kept)} of {len(table)} features kept")
    labels = (json.loads(line) for f in (HERE / "labels").glob("p*.jsonl") for line in f.read_text(encoding="utf8").splitlines())
    whole = {(row["name"], row["id"]) for row in labels}
    told = teachers(a.teachers)
    data = [row for row in rows(a.corpora, "train", HERE / "labels") if (row["name"], row["id"]) in whole & told.keys()]
    heard = np.array([told[row["name"], row["id"]] for row in data])
    y = np.array([ACTS.index(row["act"]) for row in data])
    raised = even(BESIDE * scores(kept, bias, data) + heard, y)
    raised -= a.rare * np.log(np.bincount(y, minlength=len(ACTS)) / len(y) * len(ACTS))
    two = [[round(float(x), 2) for x in row] for row in (bias, raised)]
    OUT.write_text(written(kept, *two), encoding="utf8")
    if a.dev and a.dev_heads:
        weights, bias = read_table(OUT)
        dev = rows(a.corpora, "dev", a.dev)
        told = heads(a.dev_heads)
        y = np.array([ACTS.index(row["act"]) for row in dev])
        heard = np.array([told[row["name"], row["id"]] for row in dev])
        said = (BESIDE * scores(weights, bias, dev) + heard + raised).argmax(1)
        acts = ", ".join(f"{act} {((said == i) & (y == i)).sum()}/{(y == i).sum()}" for i, act in enumerate(ACTS))
        print(f"dev, gold spans: {100 * (said == y).mean():.1f}% of {len(y)} right\n  {acts}")


if __name__ == "__main__":
    main()

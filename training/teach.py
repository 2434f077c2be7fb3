"""What taggers together make of unlabelled news, for a student to learn from (training/train.py --soft).

    python training/teach.py --corpora DIR --models DIR DIR… --out FILE.npz [--part 0/2] [--every 2]

Teachers are exported models (training/export.py). Their role and name probabilities are averaged,
as are the probabilities of each word's cue. One of EVERY articles of news/articles.jsonl.gz is read;
articles that share a run of twelve words with PolNeAR `dev` are left out.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path

import numpy as np
import onnxruntime

from corpora import encode, shingles
from train import window, windows, Text

LINKS = 4  # cues that are kept for a word, the likeliest first
LEAST_ROLE = 0.1  # words less likely to be part of an attribution get no link
MOST = 256


def softmax(x: np.ndarray) -> np.ndarray:
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--corpora", type=Path, required=True)
    p.add_argument("--models", type=Path, nargs="+", required=True)
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--every", type=int, default=2)
    p.add_argument("--part", default="0/1", help="which of how many parts, to share the work")
    a = p.parse_args()
    part, parts = map(int, a.part.split("/"))
    seen = set().union(*(shingles(f.read_text("utf8")) for f in (a.corpora / "polnear/dev/text").glob("*.txt")))
    with gzip.open(a.corpora / "news/articles.jsonl.gz", "rt", encoding="utf8") as lines:
        rows = [json.loads(line) for i, line in enumerate(lines) if i % a.every == 0 and i // a.every % parts == part]
    texts = [(str(r["id"]), r["text"]) for r in rows if not shingles(r["text"]) & seen]
    print(f"{len(rows) - len(texts)} of {len(rows)} articles left out: in dev", flush=True)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    layouts = [json.loads((m / "model.json").read_text())["layout"] for m in a.models]
    sessions = [onnxruntime.InferenceSession(str(m / "tagger.ort"), options) for m in a.models]
    out: dict[str, list[np.ndarray]] = {k: [] for k in ("role", "name", "links", "link")}
    kept = []
    for number, (name, doc) in enumerate(encode(texts, a.models[0] / "vocabulary.txt").items()):
        n = len(doc["first"])
        role, names = np.zeros((n, 7), np.float16), np.zeros((n, 9), np.float16)
        links, link = np.full((n, LINKS), -1, np.int32), np.zeros((n, LINKS), np.float16)
        for run in windows(doc, MOST, None):
            w = window(Text(doc, [], None), run)
            low, high = w.words.start, w.words.stop
            if len(w.pieces) > 512 or low == high:
                continue
            feed = {"pieces": np.array(w.pieces, np.int32), "features": np.array(w.features, np.int32)}
            r = c = s = 0.0
            for session, layout in zip(sessions, layouts):
                y = session.run(None, feed)[0][w.place]
                cut = np.split(y, np.cumsum([layout[k] for k in ("role", "name", "from")]), axis=1)
                r, c = r + softmax(cut[0]), c + softmax(cut[1])
                s = s + softmax(cut[2] @ cut[3][:, : layout["to"]].T)
            role[low:high], names[low:high] = r / len(sessions), c / len(sessions)
            order = np.argsort(-s, 1)[:, :LINKS]
            some = 1 - role[low:high, 0].astype(np.float32) > LEAST_ROLE
            links[low:high, : order.shape[1]] = np.where(some[:, None], order + low, -1)
            link[low:high, : order.shape[1]] = np.take_along_axis(s, order, 1) / len(sessions)
        for k, v in (("role", role), ("name", names), ("links", links), ("link", link)):
            out[k].append(v)
        kept.append(name)
        if number % 100 == 99:
            print(f"{number + 1} of {len(texts)} articles", flush=True)
    np.savez_compressed(
        a.out, ids=np.array(kept), words=np.array([len(r) for r in out["role"]]),
        **{k: np.concatenate(v) for k, v in out.items()},
    )  # fmt: skip


if __name__ == "__main__":
    main()

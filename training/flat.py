"""The corpora as flat arrays that lie on the device: batches are cut there, losses need no loop.

    python training/flat.py --corpora DIR --vocabulary vocab.txt --news ACT-NEWS.jsonl --out packed.npz

All texts stand one after another as word pieces, each block closed by its separator; a window of the model is a slice
with `[CLS]` before it. Words are known by the place of their first piece. NEWS is what training/act-news.mjs
wrote: news with the attributions that the shipped model finds, which teachers of acts label.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from corpora import ACTS as ACT_NAMES
from corpora import HERE, ROLES, encode, load, shingles

CLS, SEP = 101, 102
TRAIN, DEV, NEWS = 0, 1, 2
MOST_CONTENT = 40  # words of a content that its act is told from; src/attribution/acts.ts has the same
LINKS = 4  # cues that are kept for a word, the likeliest first
LEAST_ROLE = 0.1  # words less likely to be part of an attribution get no link
NONE = -100


@dataclass
class Batch:
    """Windows padded to one length; `at` is the place in the flat arrays of each of their pieces."""

    pieces: torch.Tensor  # (windows, length)
    features: torch.Tensor
    mask: torch.Tensor
    at: torch.Tensor
    word: torch.Tensor  # whether a piece is a word's first
    start: torch.Tensor  # (windows,) place of the first piece after [CLS]
    lows: np.ndarray  # the same, and where windows end
    highs: np.ndarray


class Flat:
    def __init__(self, file: Path, device: str):
        z = np.load(file, allow_pickle=False)
        self.device = device
        self.names = [str(n) for n in z["names"]]
        self.group, self.docs = z["group"], z["docs"]  # (documents,), (documents + 1,) indices into `blocks`
        self.blocks = z["blocks"]  # places where blocks begin, and the end
        self.annotators = z["annotators"]
        self.pieces = torch.from_numpy(z["pieces"].astype(np.int64)).to(device)
        self.features = torch.from_numpy(z["features"].astype(np.int64)).to(device)
        self.first = torch.from_numpy(z["first"]).to(device)
        self.role = torch.from_numpy(z["role"].astype(np.int64)).to(device)  # (annotators, places), NONE where unknown
        self.anchor = torch.from_numpy(z["anchor"].astype(np.int64)).to(device)
        self.name = torch.from_numpy(z["name"].astype(np.int64)).to(device)
        self.spans = {k: z[f"span_{k}"] for k in ("id", "doc", "low", "high", "act", "binds", "doubt", "offset")}
        self.words = {k: torch.from_numpy(z[f"word_{k}"].astype(np.int64)).to(device) for k in ("at", "part")}
        self.share = torch.from_numpy(z["word_share"]).to(device)
        self.order = np.argsort(self.spans["low"], kind="stable")
        self.lows = self.spans["low"][self.order]

    def documents(self, group: int) -> np.ndarray:
        return np.flatnonzero(self.group == group)

    def cut(self, documents: np.ndarray, most: int, rng: random.Random | None) -> tuple[np.ndarray, np.ndarray]:
        """Runs of blocks of at most `most` pieces, separators and [CLS] counted; the first cut is random with `rng`."""
        lows, highs = [], []
        for d in documents:
            b = self.blocks[self.docs[d] : self.docs[d + 1] + 1]
            low, room = b[0], (rng.randint(most // 3, most) if rng else most)
            for start, end in zip(b[:-1], b[1:]):
                if start > low and end - low + 1 > room:
                    lows.append(low)
                    highs.append(start)
                    low, room = start, most
            if b[-1] > low:
                lows.append(low)
                highs.append(b[-1])
        return np.array(lows), np.array(highs)

    def around(self, which: np.ndarray, documents: np.ndarray, most: int, rng: random.Random | None) -> tuple[np.ndarray, np.ndarray]:
        """Of what `cut` gives, that in which an attribution of `which` (a mask) begins."""
        lows, highs = self.cut(documents, most, rng)
        begin = np.sort(self.spans["low"][which])
        some = np.searchsorted(begin, highs) > np.searchsorted(begin, lows)
        return lows[some], highs[some]

    def batches(self, lows: np.ndarray, highs: np.ndarray, pieces: int, rng: random.Random | None) -> list[np.ndarray]:
        """Indices of windows of like length, at most `pieces` a batch with padding; in random order with `rng`."""
        order = np.arange(len(lows))
        if rng:
            np.random.default_rng(rng.randrange(1 << 30)).shuffle(order)
        lengths = highs - lows + 1
        out, pool = [], max(1, pieces // 16)
        for i in range(0, len(order), pool):
            some = order[i : i + pool]
            some = some[np.argsort(lengths[some], kind="stable")]
            at = 0
            while at < len(some):
                end = at + 1
                while end < len(some) and lengths[some[end]] * (end + 1 - at) <= pieces:
                    end += 1
                out.append(some[at:end])
                at = end
        if rng:
            rng.shuffle(out)
        return out

    def batch(self, lows: np.ndarray, highs: np.ndarray) -> Batch:
        device = self.device
        start = torch.from_numpy(lows).to(device)
        length = torch.from_numpy(highs - lows + 1).to(device)
        place = torch.arange(-(-int((highs - lows).max() + 1) // 8) * 8, device=device)
        mask = place < length[:, None]
        at = (start[:, None] - 1 + place).clamp(0, len(self.pieces) - 1)
        inside = mask & (place > 0)
        pieces = torch.where(inside, self.pieces[at], 0)
        pieces[:, 0] = CLS
        return Batch(pieces, torch.where(inside, self.features[at], 0), mask, at, inside & self.first[at], start, lows, highs)

    def told(self, b: Batch) -> tuple[np.ndarray, torch.Tensor, torch.Tensor, torch.Tensor] | None:
        """The attributions inside a batch's windows: their indices and, for each of their words, its row in the
        flattened batch, its column (attribution of this batch times parts, plus part) and its share of the part."""
        found, window = [], []
        first, last = np.searchsorted(self.lows, b.lows), np.searchsorted(self.lows, b.highs)
        for w, (i, j) in enumerate(zip(first, last)):
            some = self.order[i:j]
            some = some[self.spans["high"][some] < b.highs[w]]
            found.append(some)
            window.append(np.full(len(some), w))
        index = np.concatenate(found)
        if len(index) == 0:
            return None
        offset = self.spans["offset"]
        counts = offset[index + 1] - offset[index]
        words = np.repeat(offset[index] - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts) + np.arange(counts.sum())
        words = torch.from_numpy(words).to(self.device)
        one = torch.from_numpy(np.repeat(np.arange(len(index)), counts)).to(self.device)
        window = torch.from_numpy(np.repeat(np.concatenate(window), counts)).to(self.device)
        row = window * b.pieces.shape[1] + self.words["at"][words] - b.start[window] + 1
        return index, row, one * len(ROLES) + self.words["part"][words], self.share[words]


def pooled(x: torch.Tensor, told: tuple, count: int) -> torch.Tensor:
    """(attributions, parts, width): means of `x` (windows, length, width) over the words of each part."""
    _, row, column, share = told
    out = torch.zeros(count * len(ROLES), x.shape[-1], device=x.device, dtype=torch.float32)
    out.index_add_(0, column, x.flatten(0, 1)[row].float() * share[:, None])
    return out.view(count, len(ROLES), -1)


def link_scores(out: dict[str, torch.Tensor], b: Batch, scale: float) -> torch.Tensor:
    """(windows, length, length): log probabilities of each word's cue among the window's words."""
    scores = out["from"].float() @ out["to"].float().transpose(1, 2) * scale
    return scores.masked_fill(~b.word[:, None, :], -1e4).log_softmax(-1)


def hard_losses(flat: Flat, out: dict[str, torch.Tensor], links: torch.Tensor, b: Batch, layer: torch.Tensor, keep: torch.Tensor) -> dict[str, torch.Tensor]:
    """Against an annotator (`layer` of each window) and the silver names, in the windows of `keep`."""
    at = b.at.clamp(max=flat.role.shape[1] - 1)
    known = b.word & keep[:, None]
    role = torch.where(known, flat.role[layer[:, None], at], NONE)
    name = torch.where(known, flat.name[at], NONE)
    anchor = torch.where(known, flat.anchor[layer[:, None], at], -1)
    local = anchor - b.start[:, None] + 1
    local = torch.where((anchor >= 0) & (local >= 1) & (local < b.mask.sum(1, keepdim=True)), local, NONE)
    logs = {"role": (out["role"].float().log_softmax(-1), role), "name": (out["name"].float().log_softmax(-1), name), "link": (links, local)}
    return {
        k: F.nll_loss(log.flatten(0, 1), label.flatten(), ignore_index=NONE, reduction="sum") / (label != NONE).sum().clamp(min=1)
        for k, (log, label) in logs.items()
    }


@dataclass
class Soft:
    """What teachers make of every place: probabilities of roles, names, cues."""

    role: torch.Tensor  # (places, 7)
    name: torch.Tensor  # (places, 9)
    links: torch.Tensor  # (places, LINKS) places of likely cues, or -1
    link: torch.Tensor  # (places, LINKS) their probabilities


def soft_losses(soft: Soft, out: dict[str, torch.Tensor], links: torch.Tensor, b: Batch) -> dict[str, torch.Tensor]:
    found = {}
    at = b.at[b.word]
    for part in ("role", "name"):
        told = out[part][b.word].float().log_softmax(-1)
        found[part] = -(told * getattr(soft, part)[at].float()).sum(-1).mean()
    cue = soft.links[b.at]
    local = cue - b.start[:, None, None] + 1
    inside = (cue >= 0) & (local >= 1) & (local < b.mask.sum(1)[:, None, None]) & b.word[..., None]
    weight = soft.link[b.at].float() * inside * (1 - soft.role[b.at][..., :1].float())
    taken = links.gather(2, local.clamp(0, links.shape[2] - 1))
    found["link"] = -(taken * weight).sum() / weight.sum().clamp(min=1)
    return found


def iterate(flat: Flat, documents: np.ndarray, most: int, pieces: int, rng: random.Random | None) -> Iterator[Batch]:
    lows, highs = flat.cut(documents, most, rng)
    for some in flat.batches(lows, highs, pieces, rng):
        yield flat.batch(lows[some], highs[some])


def news_labels() -> dict[tuple[str, int, int], dict]:
    """Our labels of attributions in news, by article and where the content begins and ends (labels/README.md)."""
    letters = dict(zip("RQCDNXPTA", ACT_NAMES))
    out = {}
    for line in (HERE / "news-acts.jsonl").read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        for start, end, letter, binds, doubt in re.findall(r"(\d+)-(\d+)([A-Z])(\+?)(\??)", row["labels"]):
            out[row["name"], int(start), int(end)] = {"act": letters[letter], "binds": bool(binds), "doubt": bool(doubt)}
    return out


def main() -> None:
    from train import name_tags, targets, words_in

    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--corpora", type=Path, required=True)
    p.add_argument("--vocabulary", type=Path, required=True)
    p.add_argument("--news", type=Path, required=True)
    p.add_argument("--dev-labels", type=Path, help="folder of labels of dev articles, to report on")
    p.add_argument("--limit", type=int, default=0, help="so many documents of each kind (to try things)")
    p.add_argument("--out", type=Path, required=True)
    a = p.parse_args()
    likely = map(json.loads, (HERE / "commitments.jsonl").read_text(encoding="utf8").splitlines())
    binds = {(row["name"], row["id"]): row["binds"] for row in likely}
    texts: list[tuple[str, int, str]] = []
    golds = {}
    for split, group, labels in (("train", TRAIN, HERE / "labels"), ("dev", DEV, a.dev_labels)):
        for article in load(a.corpora, split, labels)[: a.limit or None]:
            golds[article.name] = article
            texts.append((article.name, group, article.text))
    seen = set().union(*(shingles(text) for _, group, text in texts if group == DEV))
    told_news = news_labels()
    found: dict[str, list[dict]] = {}
    for line in a.news.open(encoding="utf8"):
        row = json.loads(line)
        found.setdefault(row["name"], []).append(row)
    with gzip.open(a.corpora / "news/articles.jsonl.gz", "rt", encoding="utf8") as lines:
        rows = [json.loads(line) for line in lines][: a.limit or None]
    news = [(str(r["id"]), NEWS, r["text"]) for r in rows if not shingles(r["text"]) & seen]
    print(f"{len(rows) - len(news)} of {len(rows)} articles of news left out: in dev", flush=True)
    texts += news
    encoded = encode([(name, text) for name, _, text in texts], a.vocabulary)
    layers = max(len(g.annotations) for g in golds.values())

    pieces, features, first, blocks, docs, annotators = [], [], [], [], [0], []
    role, anchor, names = [], [], []
    span = {k: [] for k in ("id", "doc", "low", "high", "act", "binds", "doubt")}
    offset, word_at, word_part, word_share = [0], [], [], []
    size = 0
    for d, (name, group, _) in enumerate(texts):
        doc = encoded[name]
        doc["start_array"], doc["end_array"] = np.array(doc["start"]), np.array(doc["end"])
        n = len(doc["first"])
        ends = [*doc["first"][1:], len(doc["pieces"])]
        place = np.zeros(n, np.int64)
        begin = size
        p_, f_, w_ = [], [], []
        for b in range(len(doc["blocks"]) - 1):
            blocks.append(size)
            for w in range(doc["blocks"][b], doc["blocks"][b + 1]):
                place[w] = size
                count = ends[w] - doc["first"][w]
                p_ += doc["pieces"][doc["first"][w] : ends[w]]
                f_ += [doc["feature"][w]] * count
                w_ += [True] + [False] * (count - 1)
                size += count
            p_.append(SEP)
            f_.append(0)
            w_.append(False)
            size += 1
        pieces.append(np.array(p_, np.uint16))
        features.append(np.array(f_, np.uint8))
        first.append(np.array(w_, bool))
        docs.append(len(blocks))
        article = golds.get(name)
        annotators.append(len(article.annotations) if article else 0)
        if article:
            told = [targets(doc, relations, {}) for relations in article.annotations]
            r = np.full((layers, size - begin), NONE, np.int8)
            c = np.full((layers, size - begin), -1, np.int32)
            for k in range(layers):
                one = told[k % len(told)]
                r[k, place - begin] = one.role
                c[k, place - begin] = np.where(one.anchor >= 0, place[one.anchor], -1)
            role.append(r)
            anchor.append(c)
            t = np.full(size - begin, NONE, np.int8)
            t[place - begin] = name_tags(doc, article)
            names.append(t)
            cases = [(x.id, {k: getattr(x, k) for k in ROLES}) for x in article.annotations[0]]
        else:
            cases = [(x["id"], {k: [(s["start"], s["end"]) for s in x["spans"][k]] for k in ROLES}) for x in found.get(name, [])]
        for id, parts in cases:
            inside = [[w for words in words_in(doc, parts[k]) for w in words] for k in ROLES]
            inside[2] = inside[2][:MOST_CONTENT]
            flat = [(place[w], k, 1 / len(ws)) for k, ws in enumerate(inside) for w in ws]
            if not inside[1] and not inside[2]:
                continue
            if article:
                label = article.labels.get(id, {})
            else:
                content = parts["content"]
                label = told_news.get((name, content[0][0], content[-1][1]), {}) if content else {}
            act = label.get("act")
            bound = binds.get((name, id), label.get("binds"))
            if bound is None and "commitment" in label:
                bound = label["commitment"] is not None
            span["id"].append(id)
            span["doc"].append(d)
            span["low"].append(min(x[0] for x in flat))
            span["high"].append(max(x[0] for x in flat))
            span["act"].append(ACT_NAMES.index(act) if act else -1)
            span["binds"].append(-1 if bound is None else int(bound))
            span["doubt"].append(bool(label.get("doubt")))
            word_at += [x[0] for x in flat]
            word_part += [x[1] for x in flat]
            word_share += [x[2] for x in flat]
            offset.append(len(word_at))
    types = {"id": str, "doc": np.int32, "low": np.int64, "high": np.int64, "act": np.int8, "binds": np.int8, "doubt": bool}
    np.savez_compressed(
        a.out,
        names=np.array([t[0] for t in texts]), group=np.array([t[1] for t in texts], np.int8),
        docs=np.array(docs), blocks=np.array([*blocks, size]), annotators=np.array(annotators, np.int8),
        pieces=np.concatenate(pieces), features=np.concatenate(features), first=np.concatenate(first),
        role=np.concatenate(role, 1), anchor=np.concatenate(anchor, 1), name=np.concatenate(names),
        **{f"span_{k}": np.array(v, types[k]) for k, v in span.items()}, span_offset=np.array(offset),
        word_at=np.array(word_at, np.int32), word_part=np.array(word_part, np.int8), word_share=np.array(word_share, np.float32),
    )  # fmt: skip
    acts = np.array(span["act"])
    print(f"{len(texts)} documents, {size} pieces, {len(acts)} attributions, {(acts >= 0).sum()} with an act; "
          f"{a.out}: {a.out.stat().st_size / 1e6:.1f} MB")  # fmt: skip


if __name__ == "__main__":
    main()

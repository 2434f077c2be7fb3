"""Fine-tunes the tagger on PolNeAR `train`; writes a checkpoint after every epoch.

    python training/train.py --corpora DIR --base model.safetensors --vocabulary vocab.txt --out DIR
        [--start CHECKPOINT] [--soft FILE.npz …] [--acts FILE]

With --soft it learns from teachers' probabilities on unlabelled news as well (training/teach.py;
distillation: Hinton et al. 2015), each epoch from another share of it; with --acts from a teacher
of acts (training/student.py --acts). Windows are packed from whole paragraphs, cut anew at random each epoch. Articles with several
annotators are seen once an epoch, by an annotator drawn at random. The weights kept are a moving
average (EMA). Runs on a CPU in bfloat16; resumes from its last checkpoint.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from corpora import ACTS as ACT_NAMES
from corpora import HERE, NAME_KINDS, ROLES, Article, Relation, encode, load
from model import ACTS, LINK_SCALE, load_base, load_checkpoint, split
from optimise import Average, descend, parameters, schedule

CLS, SEP = 101, 102
GOLD = 0.8  # how much a label of ours outweighs the teacher of acts


@dataclass
class Targets:
    """One annotator's labels, per word of a text."""

    role: np.ndarray  # 0 O, 1/2 B/I source, 3/4 cue, 5/6 content
    anchor: np.ndarray  # word index of the relation's anchor, or -1
    acts: list[tuple[list[list[int]], list[float]]]  # words of source, cue, content; probabilities


@dataclass
class Soft:
    """Teachers' probabilities, per word of a text (see training/teach.py)."""

    role: np.ndarray  # (words, 7)
    name: np.ndarray  # (words, 9)
    links: np.ndarray  # (words, 4) word index of a likely anchor, or -1
    link: np.ndarray  # (words, 4) its probability


def words_in(doc: dict, spans: list[tuple[int, int]]) -> list[list[int]]:
    """Words of each span. A word belongs to a span that holds any of it."""
    starts, ends = doc["start_array"], doc["end_array"]
    out = []
    for a, b in spans:
        low = int(np.searchsorted(ends, a, side="right"))
        high = int(np.searchsorted(starts, b, side="left"))
        if high > low:
            out.append(list(range(low, high)))
    return out


MOST_CONTENT = 40  # words of a content that its act is told from; src/attribution/acts.ts has the same


def targets(doc: dict, relations: list[Relation], acts: dict[str, list[float]]) -> Targets:
    n = len(doc["first"])
    role = np.zeros(n, np.int64)
    anchor = np.full(n, -1, np.int64)
    told = []
    for relation in relations:
        found = {r: words_in(doc, getattr(relation, r)) for r in ROLES}
        head = (found["cue"] or found["content"] or [[None]])[0][0]
        if head is None:
            continue
        for k, r in enumerate(ROLES):
            for words in found[r]:
                role[words] = 2 * k + 2
                role[words[0]] = 2 * k + 1
                anchor[words] = head
        if relation.id in acts:
            parts = [[w for words in found[r] for w in words] for r in ROLES]
            parts[2] = parts[2][:MOST_CONTENT]
            told.append((parts, acts[relation.id]))
    return Targets(role, anchor, told)


def name_tags(doc: dict, article: Article) -> np.ndarray:
    out = np.zeros(len(doc["first"]), np.int64)
    for a, b, kind in article.names:
        for words in words_in(doc, [(a, b)]):
            k = NAME_KINDS.index(kind)
            out[words] = 2 * k + 2
            out[words[0]] = 2 * k + 1
    return out


@dataclass
class Text:
    doc: dict
    annotators: list[Targets]
    names: np.ndarray | None
    soft: Soft | None = None


def prepare(articles: list[Article], vocabulary: Path, acts: dict[str, dict[str, list[float]]]) -> list[Text]:
    encoded = encode([(a.name, a.text) for a in articles], vocabulary)
    out = []
    for article in articles:
        doc = encoded[article.name]
        doc["start_array"] = np.array(doc["start"])
        doc["end_array"] = np.array(doc["end"])
        told = acts.get(article.name, {})  # they know the first annotator's relations
        annotators = [targets(doc, relations, {} if i else told) for i, relations in enumerate(article.annotations)]
        out.append(Text(doc, annotators, name_tags(doc, article)))
    return out


def prepare_soft(file: Path, corpora: Path, vocabulary: Path) -> list[Text]:
    taught = np.load(file)
    ends = np.cumsum(taught["words"])
    arrays = {k: taught[k] for k in ("role", "name", "links", "link")}
    ids = [str(i) for i in taught["ids"]]
    wanted = set(ids)
    with gzip.open(corpora / "news/articles.jsonl.gz", "rt", encoding="utf8") as lines:
        rows = (json.loads(line) for line in lines)
        texts = [(str(r["id"]), r["text"]) for r in rows if str(r["id"]) in wanted]
    encoded = encode(texts, vocabulary)
    return [
        Text(encoded[name], [], None, Soft(**{k: v[end - n : end] for k, v in arrays.items()}))
        for name, n, end in zip(ids, taught["words"], ends)
    ]


def windows(doc: dict, most: int, rng: random.Random | None) -> list[tuple[int, int]]:
    """Runs of blocks (from, to) of at most `most` pieces, separators counted; first cut random."""
    blocks, first, pieces = doc["blocks"], doc["first"], doc["pieces"]

    def at(word: int) -> int:
        return first[word] if word < len(first) else len(pieces)

    out, start, used = [], 0, 1
    room = rng.randint(most // 3, most) if rng else most
    for b in range(len(blocks) - 1):
        size = at(blocks[b + 1]) - at(blocks[b]) + 1
        if b > start and used + size > room:
            out.append((start, b))
            start, used, room = b, 1, most
        used += size
    if start < len(blocks) - 1:
        out.append((start, len(blocks) - 1))
    return out


@dataclass
class Window:
    pieces: list[int]
    features: list[int]
    place: list[int]  # position of each word's first piece
    words: range
    text: Text


def window(text: Text, run: tuple[int, int]) -> Window:
    doc = text.doc
    blocks, first = doc["blocks"], doc["first"]
    pieces, features, place = [CLS], [0], []
    for b in range(*run):
        for w in range(blocks[b], blocks[b + 1]):
            end = first[w + 1] if w + 1 < len(first) else len(doc["pieces"])
            place.append(len(pieces))
            pieces.extend(doc["pieces"][first[w] : end])
            features.extend([doc["feature"][w]] * (end - first[w]))
        pieces.append(SEP)
        features.append(0)
    return Window(pieces, features, place, range(blocks[run[0]], blocks[run[1]]), text)


def pad(batch: list[Window]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    longest = max(len(w.pieces) for w in batch)
    pieces = torch.zeros(len(batch), longest, dtype=torch.long)
    features = torch.zeros(len(batch), longest, dtype=torch.long)
    mask = torch.zeros(len(batch), longest, dtype=torch.bool)
    for i, w in enumerate(batch):
        pieces[i, : len(w.pieces)] = torch.tensor(w.pieces)
        features[i, : len(w.pieces)] = torch.tensor(w.features)
        mask[i, : len(w.pieces)] = True
    return pieces, features, mask


def losses(outputs: torch.Tensor, batch: list[Window], rng: random.Random) -> dict[str, torch.Tensor]:
    total: dict[str, list[torch.Tensor]] = {}
    counts: dict[str, float] = {}

    def add(name: str, loss: torch.Tensor, n: float) -> None:
        total.setdefault(name, []).append(loss)
        counts[name] = counts.get(name, 0) + n

    for i, w in enumerate(batch):
        place = torch.tensor(w.place)
        out = split(outputs[i].index_select(0, place).float())
        low, high = w.words.start, w.words.stop
        if w.text.soft:
            soft_losses(out, w.text.soft, low, high, add)
            continue
        target = rng.choice(w.text.annotators)
        role = torch.from_numpy(target.role[low:high])
        add("role", F.cross_entropy(out["role"], role, reduction="sum"), len(role))
        names = torch.from_numpy(w.text.names[low:high])
        add("name", F.cross_entropy(out["name"], names, reduction="sum"), len(names))
        anchor = torch.from_numpy(target.anchor[low:high]) - low
        linked = ((anchor >= 0) & (anchor < high - low)).nonzero()[:, 0]
        if len(linked):
            scores = out["from"][linked] @ out["to"].T * LINK_SCALE
            add("link", F.cross_entropy(scores, anchor[linked], reduction="sum"), len(linked))
        for parts, probabilities in target.acts:
            if all(low <= word < high for words in parts for word in words):
                logits = sum(
                    out["act"][[word - low for word in words], ACTS * k : ACTS * (k + 1)].mean(0)
                    for k, words in enumerate(parts)
                    if words
                )
                add("act", F.cross_entropy(logits[None], torch.tensor([probabilities]), reduction="sum"), 1)
    return {name: torch.stack(parts).sum() / counts[name] for name, parts in total.items()}


def soft_losses(out: dict[str, torch.Tensor], soft: Soft, low: int, high: int, add) -> None:
    for part in ("role", "name"):
        wanted = torch.from_numpy(getattr(soft, part)[low:high].astype(np.float32))
        known = wanted.sum(1) > 0.5  # windows too long for the teachers have none
        add(part, F.cross_entropy(out[part][known], wanted[known], reduction="sum"), int(known.sum()))
    links = torch.from_numpy(soft.links[low:high].astype(np.int64)) - low
    link = torch.from_numpy(soft.link[low:high].astype(np.float32))
    inside = (links >= 0) & (links < high - low)
    link = link * inside * torch.from_numpy(1 - soft.role[low:high, :1].astype(np.float32))
    linked = (link.sum(1) > 0.05).nonzero()[:, 0]
    if len(linked):
        scores = (out["from"][linked] @ out["to"].T * LINK_SCALE).log_softmax(1)
        taken = scores.gather(1, links[linked].clamp(0, high - low - 1))
        add("link", -(taken * link[linked]).sum(), float(link[linked].sum()))


WEIGHTS = {"role": 1.0, "link": 0.5, "name": 0.3, "act": 0.15}


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--corpora", type=Path, required=True)
    p.add_argument("--base", type=Path, required=True, help="pre-trained encoder, .safetensors or .onnx")
    p.add_argument("--vocabulary", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--start", type=Path, help="a checkpoint to start from in place of the base alone")
    p.add_argument("--keep", help="layers of the start to keep, for a smaller student: 0,2,3,5")
    p.add_argument("--soft", type=Path, nargs="*", default=[], help="teachers' probabilities on news")
    p.add_argument("--acts", type=Path, help="a teacher's probabilities of acts")
    p.add_argument("--epochs", type=int, default=6)
    p.add_argument("--rate", type=float, default=1.5e-4)
    p.add_argument("--decay", type=float, default=0.85)
    p.add_argument("--batch", type=int, default=8)
    p.add_argument("--most", type=int, default=256, help="pieces a window at the most")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--split", default="train")
    p.add_argument("--limit", type=int, default=0, help="use only so many articles (to try things)")
    p.add_argument("--resume", action="store_true", help="go on from the last checkpoint in --out")
    a = p.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)

    articles = load(a.corpora, a.split, HERE / "labels")
    acts: dict[str, dict[str, list[float]]] = {}
    for line in a.acts.read_text("utf8").splitlines() if a.acts else []:
        row = json.loads(line)
        acts.setdefault(row["name"], {})[row["id"]] = row["p"]
    for article in articles if a.acts else []:
        for id, row in article.labels.items():
            if row.get("act") and id in acts.get(article.name, {}):
                told = [(1 - GOLD) * p for p in acts[article.name][id]]
                told[ACT_NAMES.index(row["act"])] += GOLD
                acts[article.name][id] = told
    texts = prepare(articles[: a.limit] if a.limit else articles, a.vocabulary, acts)
    news = [t for file in a.soft for t in prepare_soft(file, a.corpora, a.vocabulary)]
    random.Random(a.seed).shuffle(news)
    model = load_checkpoint(a.start) if a.start else load_base(a.base)
    if a.keep:
        model.layers = torch.nn.ModuleList(model.layers[int(i)] for i in a.keep.split(","))
    optimiser = torch.optim.AdamW(parameters(model, model, a.rate, a.decay, 5.0), betas=(0.9, 0.98), fused=True)
    average = Average(model, 0.998)
    n_windows = sum(len(windows(t.doc, a.most, None)) for t in texts)
    n_windows += sum(len(windows(t.doc, a.most, None)) for t in news) / a.epochs
    per_epoch = math.ceil(n_windows * 1.03 / a.batch)
    steps, step, first = per_epoch * a.epochs, 0, 0
    last = a.out / "last.pt"
    if a.resume and last.exists():
        saved = torch.load(last, weights_only=False)
        model.load_state_dict(saved["model"])
        optimiser.load_state_dict(saved["optimiser"])
        average.mine, average.steps = saved["average"], saved["average_steps"]
        step, first = saved["step"], saved["epoch"] + 1
        rng.setstate(saved["rng"])
    started = time.time()
    for epoch in range(first, a.epochs):
        model.train()
        some = news[epoch :: a.epochs]
        runs = [(t, r) for t in texts + some for r in windows(t.doc, a.most, rng)]
        rng.shuffle(runs)
        # Windows of like length together, so that little is padded; batches in random order.
        pool = a.batch * 16
        batches = []
        for i in range(0, len(runs), pool):
            some = sorted((window(*run) for run in runs[i : i + pool]), key=lambda w: len(w.pieces))
            batches += [some[j : j + a.batch] for j in range(0, len(some), a.batch)]
        rng.shuffle(batches)
        seen: dict[str, list[float]] = {}
        for batch in batches:
            step += 1
            schedule(optimiser, min(1.0, step / steps), 0.5 / a.epochs)
            with torch.autocast("cpu", torch.bfloat16):
                outputs = model(*pad(batch))
            parts = losses(outputs, batch, rng)
            loss = sum(WEIGHTS[k] * v for k, v in parts.items())
            descend(model, optimiser, average, loss)
            for k, v in parts.items():
                seen.setdefault(k, []).append(float(v.detach()))
            if step % 50 == 0:
                means = "  ".join(f"{k} {np.mean(v[-50:]):.3f}" for k, v in sorted(seen.items()))
                print(f"epoch {epoch + 1}  step {step}/{steps}  {time.time() - started:.0f} s  {means}", flush=True)
        torch.save({"model": average.state(model), "args": {k: str(v) for k, v in vars(a).items()}}, a.out / f"epoch{epoch + 1}.pt")
        torch.save(
            {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "average": average.mine,
             "average_steps": average.steps, "step": step, "epoch": epoch, "rng": rng.getstate()},
            last,
        )  # fmt: skip
        print(json.dumps({"epoch": epoch + 1, **{k: round(float(np.mean(v)), 4) for k, v in seen.items()}}), flush=True)


if __name__ == "__main__":
    main()

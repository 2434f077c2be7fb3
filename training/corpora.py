"""Reads the corpora: PolNeAR (text and brat .ann), silver names from CoreNLP, our labels.

Offsets are UTF-16 code units throughout, as the tokenizer counts them; brat files and Python
count code points, so they are converted here and nowhere else.
"""

from __future__ import annotations

import gzip
import json
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROLES = ("source", "cue", "content")
NAME_KINDS = ("PERSON", "ORGANIZATION", "LOCATION", "MISC")
ACTS = (
    "refusal", "question", "commitment", "demand", "denial",
    "accusation", "prediction", "attitude", "assertion",
)  # fmt: skip

Spans = list[tuple[int, int]]


@dataclass
class Relation:
    """One attribution: each role a list of [start, end) spans in UTF-16 code units."""

    id: str
    source: Spans = field(default_factory=list)
    cue: Spans = field(default_factory=list)
    content: Spans = field(default_factory=list)


@dataclass
class Article:
    name: str
    text: str
    annotations: list[list[Relation]]  # one list an annotator, the first annotator first
    names: list[tuple[int, int, str]]  # silver names: start, end, one of NAME_KINDS
    labels: dict[str, dict]  # our labels by the relation's id (first annotator)


def utf16_map(text: str) -> list[int]:
    """UTF-16 offset of each code point, and of the text's end."""
    out, at = [], 0
    for ch in text:
        out.append(at)
        at += 2 if ord(ch) > 0xFFFF else 1
    out.append(at)
    return out


def parse_ann(ann: str, offset: list[int]) -> list[Relation]:
    last = len(offset) - 1
    parts: dict[str, Spans] = {}
    relations = []
    for line in ann.split("\n"):
        cells = line.split("\t")
        if re.match(r"T\d+$", cells[0]) and len(cells) >= 2:
            _, _, places = cells[1].partition(" ")
            pairs = (p.split(" ") for p in places.split(";"))
            parts[cells[0]] = [(offset[min(int(a), last)], offset[min(int(b), last)]) for a, b in pairs]
        elif re.match(r"E\d+$", cells[0]):
            relation = Relation(cells[0])
            for argument in cells[1].split(" "):
                role, _, part = argument.partition(":")
                role = re.sub(r"\d+$", "", role).lower()
                if role in ROLES and part in parts:
                    getattr(relation, role).extend(parts[part])
            if relation.content or relation.cue:
                relations.append(relation)
    return relations


def load(corpora: Path, split: str, labels: Path | None = None) -> list[Article]:
    root = corpora / "polnear"
    silver = {}
    with gzip.open(root / f"{split}-corenlp.jsonl.gz", "rt", encoding="utf8") as lines:
        for line in lines:
            row = json.loads(line)
            silver[row["name"]] = row["entities"]
    ours: dict[str, dict[str, dict]] = {}
    for file in sorted(labels.glob("*.json*")) if labels else []:
        text = file.read_text(encoding="utf8")
        if file.suffix == ".json":
            whole = json.loads(text)
            rows = [{"name": whole["name"], **row} for row in whole["labels"]]
        else:
            rows = [json.loads(line) for line in text.splitlines()]
        for row in rows:
            ours.setdefault(row["name"], {})[row["id"]] = row
    articles = []
    annotated = sorted((root / split / "attributions").glob("*.ann"))
    for file in sorted((root / split / "text").glob("*.txt")):
        name = file.stem
        text = file.read_bytes().decode("utf8")
        offset = utf16_map(text)
        mine = [a for a in annotated if re.fullmatch(re.escape(name) + r"_\w{4}", a.stem)]
        names = [
            (offset[a], offset[b], kind)
            for a, b, kind in silver.get(name, [])
            if kind in NAME_KINDS and b < len(offset)
        ]
        articles.append(
            Article(
                name,
                text,
                [parse_ann(a.read_bytes().decode("utf8"), offset) for a in mine],
                names,
                ours.get(name, {}),
            )
        )
    return articles


def encode(texts: list[tuple[str, str]], vocabulary: Path, *options: str) -> dict[str, dict]:
    """Encodes (name, text) pairs with the tokenizer that ships (see encode.mjs for the options)."""
    lines = "".join(json.dumps({"name": name, "text": text}) + "\n" for name, text in texts)
    done = subprocess.run(
        ["node", str(HERE / "encode.mjs"), str(vocabulary), *options],
        input=lines, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return {row["name"]: row for row in map(json.loads, done.stdout.splitlines())}


def shingles(text: str, size: int = 12) -> set[int]:
    """Runs of `size` words: texts that share one overlap."""
    words = "".join(c.lower() if c.isalnum() else " " for c in text).split()
    return {hash(tuple(words[i : i + size])) for i in range(len(words) - size + 1)}

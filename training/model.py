"""The tagger's network: a small BERT encoder, one linear layer of heads over every word piece.

Everything that reading needs comes out of one matrix product, so that heads cost next to nothing:
roles (BIO), names (BIO), link vectors (a bilinear score from a word to the first word of its cue)
and acts (summed over the means of an attribution's source, cue and content). Architecture of the encoder: Devlin et al.
2019; MiniLM: Wang et al. 2020; links as in biaffine dependency parsing (Dozat and Manning 2017).
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

ROLE_TAGS = 7  # O, B/I source, B/I cue, B/I content
NAME_TAGS = 9  # O, B/I person, organization, location, other
LINK = 64
ACTS = 9  # once for the mean over the source's words, the cue's, the content's
# The layout of a word's output vector; model.json carries it to the reader of the model.
LAYOUT = (
    ("role", ROLE_TAGS),
    ("name", NAME_TAGS),
    ("from", LINK),
    ("to", LINK),
    ("act", 3 * ACTS),
    ("binds", 3),  # whether the source's side is bound, summed over the same means
)
WIDTH = sum(width for _, width in LAYOUT)
FEATURES = 8  # see src/tagger/encode.ts
HEAD = 32  # width of one head of attention


class Dropout(nn.Module):
    """Dropout whose masks are cut from one pool at random places: drawing anew costs a CPU dearly."""

    POOL = 1 << 24

    def __init__(self, p: float):
        super().__init__()
        self.p = p
        self.pool: torch.Tensor | None = None

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if not self.training or self.p == 0:
            return x
        if x.is_cuda:
            return F.dropout(x, self.p)
        if self.pool is None:
            self.pool = (torch.rand(self.POOL) >= self.p).to(torch.bfloat16) / (1 - self.p)
        at = int(torch.randint(self.POOL - x.numel(), ()))
        return x * self.pool[at : at + x.numel()].view(x.shape).to(x.dtype)


class Layer(nn.Module):
    def __init__(self, hidden: int, heads: int, inner: int, dropout: nn.Module, head: int = HEAD):
        super().__init__()
        width = heads * head  # smaller than `hidden` where heads were left out (student.py)
        self.heads, self.head = heads, head
        self.query = nn.Linear(hidden, width)
        self.key = nn.Linear(hidden, width)
        self.value = nn.Linear(hidden, width)
        self.out = nn.Linear(width, hidden)
        self.norm1 = nn.LayerNorm(hidden, eps=1e-12)
        self.up = nn.Linear(hidden, inner)
        self.down = nn.Linear(inner, hidden)
        self.norm2 = nn.LayerNorm(hidden, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        b, t, _ = x.shape

        def split(y: torch.Tensor) -> torch.Tensor:
            return y.view(b, t, self.heads, self.head).transpose(1, 2)

        query = split(self.query(x))
        bias = mask if mask is None or mask.dtype == torch.bool else mask.to(query.dtype)
        y = F.scaled_dot_product_attention(query, split(self.key(x)), split(self.value(x)), attn_mask=bias)
        y = self.out(y.transpose(1, 2).reshape(b, t, self.heads * self.head))
        x = self.norm1(x + self.dropout(y))
        y = self.down(F.gelu(self.up(x)))
        return self.norm2(x + self.dropout(y))


class Distances(nn.Module):
    """A bias on attention by how far apart two pieces are, the same in all layers (MPNet: Song et al. 2020;
    buckets as in T5: Raffel et al. 2020)."""

    BUCKETS, FURTHEST = 32, 128

    def __init__(self, heads: int):
        super().__init__()
        self.bias = nn.Embedding(self.BUCKETS, heads)

    def forward(self, length: int) -> torch.Tensor:
        """(1, heads, length, length)"""
        place = torch.arange(length, device=self.bias.weight.device)
        apart = place[None] - place[:, None]
        half = self.BUCKETS // 2
        near = half // 2
        far = apart.abs().clamp(min=1).float()
        wide = near + (far / near).log() / math.log(self.FURTHEST / near) * (half - near)
        bucket = torch.where(apart.abs() < near, apart.abs(), wide.long().clamp(max=half - 1))
        return self.bias(bucket + (apart > 0) * half).permute(2, 0, 1)[None]


class Tagger(nn.Module):
    def __init__(self, hidden=384, layers=6, heads=12, inner=1536, vocabulary=30522, dropout=0.1, head=HEAD, distances=False):
        super().__init__()
        self.words = nn.Embedding(vocabulary, hidden)
        self.places = nn.Embedding(512, hidden)
        self.features = nn.Embedding(FEATURES, hidden)
        self.norm = nn.LayerNorm(hidden, eps=1e-12)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(Layer(hidden, heads, inner, self.dropout, head) for _ in range(layers))
        self.distances = Distances(heads) if distances else None
        self.head = nn.Linear(hidden, WIDTH)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def encode(self, pieces: torch.Tensor, features: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        place = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.norm(self.words(pieces) + self.places(place) + self.features(features))
        x = self.dropout(x)
        bias = None if mask is None else mask[:, None, None, :]
        if self.distances:
            far = self.distances(pieces.shape[1])
            bias = far if bias is None else torch.where(bias, far, torch.finfo(far.dtype).min)
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def forward(self, pieces: torch.Tensor, features: torch.Tensor, mask: torch.Tensor | None = None) -> torch.Tensor:
        """(batch, length) pieces and features to (batch, length, WIDTH); link parts come scaled."""
        return self.head(self.dropout(self.encode(pieces, features, mask)))


def split(outputs: torch.Tensor) -> dict[str, torch.Tensor]:
    parts = torch.split(outputs, [width for _, width in LAYOUT], dim=-1)
    return {name: part for (name, _), part in zip(LAYOUT, parts)}


LINK_SCALE = 1 / math.sqrt(LINK)


def load_base(path: Path, dropout: float = 0.1) -> Tagger:
    """A tagger on a pre-trained BERT encoder: a `.safetensors` file, or an `.onnx` export of one."""
    weights = read_safetensors(path) if path.suffix == ".safetensors" else read_onnx(path)
    if "encoder.relative_attention_bias.weight" in weights:
        return load_mpnet(weights, dropout)
    layers = 1 + max(int(k.split(".")[2]) for k in weights if k.startswith("encoder.layer."))
    hidden = weights["embeddings.word_embeddings.weight"].shape[1]
    model = Tagger(hidden=hidden, layers=layers, heads=hidden // HEAD, dropout=dropout)
    state = model.state_dict()
    state["words.weight"] = weights["embeddings.word_embeddings.weight"]
    state["places.weight"] = weights["embeddings.position_embeddings.weight"]
    state["features.weight"] = weights["embeddings.token_type_embeddings.weight"][:1].repeat(FEATURES, 1)
    for kind in ("weight", "bias"):
        state[f"norm.{kind}"] = weights[f"embeddings.LayerNorm.{kind}"]
        for i in range(layers):
            theirs = f"encoder.layer.{i}."
            for mine, other in (
                ("query", "attention.self.query"),
                ("key", "attention.self.key"),
                ("value", "attention.self.value"),
                ("out", "attention.output.dense"),
                ("norm1", "attention.output.LayerNorm"),
                ("up", "intermediate.dense"),
                ("down", "output.dense"),
                ("norm2", "output.LayerNorm"),
            ):
                state[f"layers.{i}.{mine}.{kind}"] = weights[f"{theirs}{other}.{kind}"]
    model.load_state_dict(state)
    return model


def load_mpnet(weights: dict[str, torch.Tensor], dropout: float) -> Tagger:
    """MPNet (Song et al. 2020); its vocabulary is BERT's with pieces of its own before and after."""
    order = torch.arange(4, 4 + 30522)
    order[0], order[101], order[102] = 1, 0, 2  # [PAD], [CLS], [SEP]
    model = Tagger(hidden=768, layers=12, heads=12, inner=3072, dropout=dropout, head=64, distances=True)
    state = model.state_dict()
    state["words.weight"] = weights["embeddings.word_embeddings.weight"][order]
    state["places.weight"] = weights["embeddings.position_embeddings.weight"][2:]
    state["features.weight"] = torch.zeros_like(state["features.weight"])
    state["distances.bias.weight"] = weights["encoder.relative_attention_bias.weight"]
    for kind in ("weight", "bias"):
        state[f"norm.{kind}"] = weights[f"embeddings.LayerNorm.{kind}"]
        for i in range(12):
            for mine, other in (
                ("query", "attention.attn.q"),
                ("key", "attention.attn.k"),
                ("value", "attention.attn.v"),
                ("out", "attention.attn.o"),
                ("norm1", "attention.LayerNorm"),
                ("up", "intermediate.dense"),
                ("down", "output.dense"),
                ("norm2", "output.LayerNorm"),
            ):
                state[f"layers.{i}.{mine}.{kind}"] = weights[f"encoder.layer.{i}.{other}.{kind}"]
    model.load_state_dict(state)
    model.distances.requires_grad_(False)
    return model


def load_checkpoint(saved: Path | dict) -> Tagger:
    """A tagger as train.py saved it. Heads added since are new; heads dropped since are left out."""
    state = (torch.load(saved, weights_only=False) if isinstance(saved, Path) else saved)["model"]
    layers = 1 + max(int(k.split(".")[1]) for k in state if k.startswith("layers."))
    far = state.get("distances.bias.weight")
    width = state["layers.0.query.weight"].shape[0]
    heads = width // HEAD if far is None else far.shape[1]
    model = Tagger(
        hidden=state["words.weight"].shape[1], layers=layers, inner=state["layers.0.up.weight"].shape[0],
        heads=heads, head=width // heads, distances=far is not None,
    )  # fmt: skip
    fresh = model.state_dict()
    for part in ("head.weight", "head.bias"):
        old = state[part][:WIDTH]
        state[part] = torch.cat([old, fresh[part][len(old) :]])
    model.load_state_dict(state)
    return model


def read_safetensors(path: Path) -> dict[str, torch.Tensor]:
    from safetensors.torch import load_file

    return load_file(str(path))


def read_onnx(path: Path) -> dict[str, torch.Tensor]:
    """Initializers by their names; the products' anonymous matrices by the bias added after them."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(path)).graph
    values = {t.name: torch.from_numpy(numpy_helper.to_array(t).copy()) for t in graph.initializer}
    out = {k: v for k, v in values.items() if k.startswith(("embeddings.", "encoder."))}
    product = {n.output[0]: n.input[1] for n in graph.node if n.op_type == "MatMul" and n.input[1] in values}
    for node in graph.node:
        if node.op_type != "Add":
            continue
        bias = next((i for i in node.input if i.endswith(".bias") and i in values), None)
        made = next((i for i in node.input if i in product), None)
        if bias and made:
            out[bias[: -len("bias")] + "weight"] = values[product[made]].T.contiguous()
    return out

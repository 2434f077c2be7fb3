"""Exports a checkpoint for ONNX Runtime: int8 to ship (`tagger.ort`), fp32 to compare with.

    python training/export.py --checkpoint DIR/epoch8.pt --vocabulary vocab.txt --out models/NAME [--fp32]

Embeddings are int8 with a scale a row; matrices int8 with a scale a column and dynamic activations.
The graph is optimised here and saved in ONNX Runtime's own format, which opens in half the time: the
native and the WebAssembly runtime read it alike.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

from model import LAYOUT, LINK_SCALE, Layer, Tagger, load_checkpoint


class ByteEmbedding(nn.Module):
    """Rows of int8 with a scale each; error at most 1/254 of the row's largest weight."""

    def __init__(self, weight: torch.Tensor):
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", torch.round(weight / scale).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        return self.rows[ids].float() * self.scale[ids]


class FusedAttention(torch.autograd.Function):
    """ONNX Runtime's own multi-head attention (domain com.microsoft), without a mask: one window, no padding."""

    @staticmethod
    def forward(ctx, query, key, value, heads):  # noqa: ANN001
        return torch.empty_like(query)  # only its shape is used: export traces, it does not run

    @staticmethod
    def symbolic(g, query, key, value, heads):  # noqa: ANN001
        return g.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)


def export_layer(layer: Layer, x: torch.Tensor) -> torch.Tensor:
    y = FusedAttention.apply(layer.query(x), layer.key(x), layer.value(x), layer.heads)
    x = layer.norm1(x + layer.out(y))
    return layer.norm2(x + layer.down(F.gelu(layer.up(x))))


class Shipped(nn.Module):
    """One window in, one row of head outputs a piece out; the link scale is folded in."""

    def __init__(self, model: Tagger, small: bool):
        super().__init__()
        self.model = model
        if small:
            model.words = ByteEmbedding(model.words.weight.data)
        at = 0
        for name, width in LAYOUT:
            if name == "from":
                model.head.weight.data[at : at + width] *= LINK_SCALE
                model.head.bias.data[at : at + width] *= LINK_SCALE
            at += width

    def forward(self, pieces: torch.Tensor, features: torch.Tensor) -> torch.Tensor:
        model = self.model
        place = torch.arange(pieces.shape[0])
        x = model.words(pieces) + model.places(place) + model.features(features)
        x = model.norm(x).unsqueeze(0)
        for layer in model.layers:
            x = export_layer(layer, x)
        return model.head(x)[0]


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--checkpoint", type=Path, required=True)
    p.add_argument("--vocabulary", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--fp32", action="store_true", help="do not quantise")
    p.add_argument("--keep-onnx", action="store_true", help="keep tagger.onnx, too: student.py starts from it")
    a = p.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    model = Shipped(load_checkpoint(a.checkpoint).eval(), small=not a.fp32).eval()
    sample = (torch.randint(1000, 20000, (40,), dtype=torch.int32), torch.zeros(40, dtype=torch.int32))
    plain = a.out / "plain.onnx"
    torch.onnx.export(
        model, sample, str(plain), input_names=["pieces", "features"], output_names=["words"],
        dynamic_axes={"pieces": {0: "n"}, "features": {0: "n"}, "words": {0: "n"}},
        opset_version=17, dynamo=False,
    )  # fmt: skip
    fused = a.out / "fused.onnx"
    fuse(plain, fused, model.model)
    whole = a.out / "whole.onnx"
    if a.fp32:
        fused.replace(whole)
    else:
        from onnx import TensorProto
        from onnxruntime.quantization import QuantType, quantize_dynamic

        quantize_dynamic(
            str(fused), str(whole), op_types_to_quantize=["MatMul"],
            weight_type=QuantType.QInt8, per_channel=True,
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
        )  # fmt: skip
        fused.unlink()
    plain.unlink()
    file = a.out / "tagger.ort"
    optimise(whole, file)
    if a.keep_onnx:
        whole.replace(a.out / "tagger.onnx")
    else:
        whole.unlink()
    (a.out / "vocabulary.txt").write_bytes(a.vocabulary.read_bytes())
    manifest = {
        "format": "onrecord/tagger@1",
        "layout": {name: width for name, width in LAYOUT},
        "sha256": {
            f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in (file, a.out / "vocabulary.txt")
        },
    }
    (a.out / "model.json").write_text(json.dumps(manifest, indent=2) + "\n")
    print(f"{file}: {file.stat().st_size / 1e6:.1f} MB")


def optimise(whole: Path, file: Path) -> None:
    """The graph as the runtime would make it on opening, in its own format. Nothing in it depends on the processor."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(file)
    options.add_session_config_entry("session.save_model_format", "ORT")
    onnxruntime.InferenceSession(str(whole), options, providers=["CPUExecutionProvider"])


def fuse(plain: Path, fused: Path, model: Tagger) -> None:
    """Fuses layer norms, GELUs and attention into ONNX Runtime's own operators."""
    from onnxruntime.transformers import optimizer
    from onnxruntime.transformers.fusion_options import FusionOptions

    options = FusionOptions("bert")
    options.enable_embed_layer_norm = False
    # The fused skip is scalar code in ONNX Runtime: an addition and a layer norm are a sixth faster.
    options.enable_skip_layer_norm = False
    options.enable_bias_skip_layer_norm = False
    options.enable_gelu_approximation = True  # by tanh: no different in accuracy, and faster
    made = optimizer.optimize_model(
        str(plain), model_type="bert", num_heads=model.layers[0].heads,
        hidden_size=model.norm.weight.shape[0],
        optimization_options=options, opt_level=0,
    )  # fmt: skip
    made.save_model_to_file(str(fused))
    print(made.get_fused_operator_statistics())


if __name__ == "__main__":
    main()

"""What the scripts share that fit numbers for the TypeScript: arguments, rows of features, writing."""

from __future__ import annotations

import argparse
import json
import re
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent


def arguments(description: str) -> argparse.Namespace:
    p = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--corpora", type=Path, required=True)
    p.add_argument("--model", type=Path, help="a folder as training/export.py writes it")
    p.add_argument("--write", action="store_true")
    return p.parse_args()


def feature_rows(script: str, a: argparse.Namespace, split: str | None) -> list[dict]:
    """What a script of this folder prints of a split (or of all that there is), a JSON object a line."""
    done = subprocess.run(
        ["node", str(HERE / script), str(a.corpora), *([split] if split else []), *([str(a.model)] if a.model else [])],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [json.loads(line) for line in done.stdout.splitlines()]


def write_constants(file: Path, constants: dict[str, str]) -> None:
    """Sets each `const NAME = …;` of a file; a KeyError where there is none or more than one."""
    source = file.read_text(encoding="utf8")
    for name, value in constants.items():
        source, n = re.subn(rf"^const {name} = [^;]*;", f"const {name} = {value};", source, flags=re.M)
        if n != 1:
            raise KeyError(f"{file}: {n} times const {name}")
    file.write_text(source, encoding="utf8")

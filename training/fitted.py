"""Writes fitted numbers into the TypeScript that uses them."""

from __future__ import annotations

import re
from pathlib import Path


def write_constants(file: Path, constants: dict[str, str]) -> None:
    """Sets each `const NAME = …;` of a file; a KeyError where there is none or more than one."""
    source = file.read_text(encoding="utf8")
    for name, value in constants.items():
        source, n = re.subn(rf"^const {name} = [^;]*;", f"const {name} = {value};", source, flags=re.M)
        if n != 1:
            raise KeyError(f"{file}: {n} times const {name}")
    file.write_text(source, encoding="utf8")

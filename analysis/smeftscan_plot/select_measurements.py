# SPDX-License-Identifier: MIT
"""Copy a part of the measurements into a folder that `smeftscan --data-dir` takes.

The part is a YAML file `group: [entry, ...]`: of the entries of data/measurements/<group>.yaml
these stay, in every set that has them. Groups that are not named stay whole: the program finds them in
its own data.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from .command import CANNOT_CREATE, Failure, OptionParser
from .program import ROOT


def options() -> argparse.Namespace:
    parser = OptionParser(description=__doc__)
    parser.add_argument("part", help="the entries that stay (YAML)")
    parser.add_argument("-o", "--output", required=True, metavar="DIR", help="folder to write")
    parser.add_argument("--data", default=str(ROOT / "data"), metavar="DIR",
                        help="data of smeftscan")
    return parser.parse_args()


def load(path: str | Path) -> dict[str, Any]:
    try:
        with open(path, encoding="utf-8") as file:
            content: dict[str, Any] = yaml.safe_load(file)
    except (OSError, yaml.YAMLError) as problem:
        raise Failure(f"{path}: {problem}") from None
    return content


def select(whole: Mapping[str, Any], names: Sequence[str], path: str) -> dict[str, Any]:
    """The content of a measurement file with these entries alone."""
    entries = whole["measurements"]
    unknown = [name for name in names if name not in entries]
    if unknown:
        raise Failure(f"{path}: no entry '{unknown[0]}' (there are: {', '.join(entries)})")
    return {**whole, "measurements": {name: entries[name] for name in names}}


def main() -> None:
    args = options()
    folder = os.path.join(args.output, "measurements")
    for group, names in load(args.part).items():
        source = os.path.join(args.data, "measurements", f"{group}.yaml")
        part = select(load(source), names, source)
        target = os.path.join(folder, f"{group}.yaml")
        try:
            os.makedirs(folder, exist_ok=True)
            with open(target, "w", encoding="utf-8") as file:
                yaml.safe_dump(part, file, sort_keys=False, width=100)
        except OSError as problem:
            raise Failure(f"cannot write {target} ({problem})", CANNOT_CREATE) from None
        print(target)

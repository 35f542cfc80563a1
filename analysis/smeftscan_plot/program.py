# SPDX-License-Identifier: MIT
"""The program smeftscan, whom some pictures ask for numbers."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Union

from .command import BAD_INPUT, Failure

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent  # of the source tree, or share/smeftscan of an installation
PLACES = (ROOT / "build" / "release" / "smeftscan",
          *(up / "bin" / "smeftscan" for up in HERE.parents))  # of an installation


def add_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--program", help="the program smeftscan (default: that of the release "
                                          "build or the installation that this belongs to, or on "
                                          "the PATH)")


def find_program(given: Union[str, None]) -> str:
    candidates = [given] if given else [*map(str, PLACES), "smeftscan"]
    for candidate in candidates:
        found = shutil.which(candidate)
        if found:
            return found
    raise Failure(f"no program at {given} (--program)" if given
                  else "no program smeftscan found; build it or name it with --program")


def ask(program: str, what: str, *words: str) -> dict[str, Any]:
    """The answer of a command that prints JSON; `what` it is, for messages. What the program refuses
    is passed on with its exit code."""
    try:
        result = subprocess.run([program, *words, "--json"], capture_output=True, text=True,
                                check=False)
        if result.returncode != 0:
            raise Failure(result.stderr.strip() or f"{program} ended with {result.returncode}",
                          result.returncode if result.returncode > 0 else BAD_INPUT)
        answer = json.loads(result.stdout)
        if not isinstance(answer, dict):
            raise ValueError("not a JSON object")
    except (OSError, ValueError) as problem:
        raise Failure(f"{program} {words[0]}: no {what} came back ({problem})") from None
    return answer


def ask_of(program: str, what: str, command: str, coefficients: Union[str, Mapping[str, Any]],
           *options: str) -> dict[str, Any]:
    """The same of a command on coefficients: a WCxf file, or its content."""
    if isinstance(coefficients, str):
        return ask(program, what, command, coefficients, *options)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "coefficients.json")
        path.write_text(json.dumps(dict(coefficients)), encoding="utf-8")
        return ask(program, what, command, str(path), *options)

# SPDX-License-Identifier: MIT
"""The commands that reproduce the paper (paper_runs.yaml), and how they are run."""

from __future__ import annotations

import dataclasses
import os
import shlex
import subprocess
from collections.abc import Sequence

import yaml

from .command import CANNOT_CREATE, Failure
from .program import HERE, ROOT

FILE = HERE / "paper_runs.yaml"
PYTHON = "/usr/bin/python3"  # Debian's own, which has h5py; the first of PATH may be another


@dataclasses.dataclass(frozen=True)
class Run:
    makes: str       # a file in the folder of results
    run: str         # the command, with {out} for that folder
    quick: str = ""  # what is added to it in a quick run

    def command(self, folder: str, quick: bool = False) -> str:
        """As one types it at the top of the source tree."""
        command, arrow, target = self.run.partition(" > ")
        extra = f" {self.quick}" if quick and self.quick else ""
        return (command + extra + arrow + target).replace("{out}", shlex.quote(folder))


def load_runs() -> list[Run]:
    with open(FILE, encoding="utf-8") as file:
        return [Run(**entry) for entry in yaml.safe_load(file)]


def execute(command: str, program: str, launcher: Sequence[str] = ()) -> None:
    """Runs one command. `program` stands for smeftscan, behind `launcher` (mpirun) if it scans.

    A Failure with the exit code of what went wrong.
    """
    words = shlex.split(command)
    target = None
    if ">" in words:
        words, target = words[:words.index(">")], words[-1]
    if words[0] == "smeftscan":
        words[0] = program
        if words[1] == "run":
            words = [*launcher, *words, "--overwrite"]
    else:
        words = [PYTHON, "-B"] + [program if word == "smeftscan" else word for word in words]
    try:
        with open(os.path.join(ROOT, target or os.devnull), "w", encoding="utf-8") as output:
            done = subprocess.run(words, stdout=output, stderr=subprocess.PIPE, text=True, cwd=ROOT,
                                  check=False)
    except OSError as problem:
        raise Failure(f"{command}: {problem}", CANNOT_CREATE) from None
    if done.returncode != 0:
        raise Failure(f"{command}: exit code {done.returncode}: {done.stderr.strip()}",
                      done.returncode if done.returncode > 0 else 1)

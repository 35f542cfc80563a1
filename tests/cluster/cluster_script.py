# SPDX-License-Identifier: MIT
"""The scripts of jobs/cluster, edited as their users do, and a job for them."""

import os
import re

from program import PROGRAM

SCRIPTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "jobs", "cluster")

SMALL = """\
model: {z_prime: {mass: 1 TeV, gl_33: -1.8}}
parameters:
  gl_11: {range: [-2, 2], points: 80}
  gl_22: {range: [0, 3], points: 80}
data: paper
likelihood: [cabibbo]
running: {rtol: 1e-6}
sampler: {grid: {}}
output: out.h5
"""


def source(name):
    with open(os.path.join(SCRIPTS, name), encoding="utf-8") as file:
        return file.read()


def edit(name, scans, most_lives=100, without=None):
    """The text of a script with this program and these scans, less lines that begin `without`."""
    text = source(name)
    for pattern, replacement in ((r"^program=.*$", f"program={PROGRAM}"),
                                 (r"^scans=\((\n  .*)+\n\)$",
                                  "scans=(" + " ".join(f'"{scan}"' for scan in scans) + ")"),
                                 (r"^most_lives=\d+", f"most_lives={most_lives}")):
        text, count = re.subn(pattern, replacement, text, flags=re.MULTILINE)
        assert count == 1, f"{name}: {pattern} matches {count} times"
    if without:
        text = "".join(line for line in text.splitlines(True) if not line.startswith(without))
    return text

#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Chi-square of the paper's fit at 10^5 points: one call from Python beside the program's own scan, in
turn, with the same threads; the least of each counts.

    PYTHONPATH=build/release/python tests/bench/python.py build/release/smeftscan
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

import smeftscan

JOB = Path(__file__).resolve().parents[2] / "jobs/paper_fit.yaml"
SHAPE = {"gl_11": 100, "gl_22": 100, "gl_33": 10}
CHANGES = {"sampler": {"grid": {}}, "keep": {},
           **{f"parameters.{name}.points": points for name, points in SHAPE.items()}}
ROUNDS = 5


def program_seconds(program, folder):
    options = [text for path, value in CHANGES.items()
               for text in ("--set", f"{path}={value}".replace("'", ""))]
    said = subprocess.run([program, "run", JOB, "-o", Path(folder) / "scan.h5", "--overwrite", *options],
                          capture_output=True, text=True, check=True).stderr
    return float(re.search(r"points in ([0-9.]+) s", said).group(1))


def main():
    like = smeftscan.Likelihood(JOB, set=CHANGES)
    by_program, by_python = [], []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(ROUNDS):
            by_program.append(program_seconds(sys.argv[1], folder))
            grid = smeftscan.open(Path(folder) / "scan.h5")["grid"]
            axes = np.meshgrid(*(grid[name].values for name in SHAPE), indexing="ij")
            points = np.stack([axis.ravel() for axis in axes], -1)
            start = time.perf_counter()
            chi2 = like.chi2(points)
            by_python.append(time.perf_counter() - start)
    same = np.array_equal(chi2, grid["chi2"].values.ravel())
    print(f"{len(points)} points, OMP_NUM_THREADS={os.environ.get('OMP_NUM_THREADS', 'unset')}: "
          f"program {min(by_program):.3f} s, Python {min(by_python):.3f} s, "
          f"ratio {min(by_python) / min(by_program):.2f}; {'the same bits' if same else 'OTHER NUMBERS'}")


if __name__ == "__main__":
    main()

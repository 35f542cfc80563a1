#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What whole scans cost: points per second in the steady state on 1 and 2 ranks and threads, a
million points from start to finished file, bytes of a point, memory of a rank.

    tests/bench/scans.py [--program PROGRAM] [--repetitions N]

Runs that are compared go in turn, so that they see the same machine; the fastest of each counts,
since whatever else a machine does only makes a run slower. Needs two idle cores and a minute or two.
"""

import argparse
import os
import re
import resource
import subprocess
import tempfile
import time

import h5py

SOURCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
FIT = ["likelihood=[cabibbo, electroweak, lepton_universality, trident, bsll]"]


class Scans:
    def __init__(self, program, repetitions, folder):
        self.program = os.path.abspath(program)
        self.repetitions = repetitions
        self.output = os.path.join(folder, "out.h5")

    def run(self, job, points, *settings, ranks=None, threads=1):
        """A scan of points x points; without mpirun if ranks is None. Returns its wall time, and the
        points per second that it says itself, without its start and without the file at its end."""
        changes = [f"parameters.{name}.points={points}" for name in ("gl_11", "gl_22")]
        command = [self.program, "run", os.path.join(SOURCE, "jobs", job), "--overwrite", "-o",
                   self.output, *(word for change in (*changes, *settings) for word in ("--set", change))]
        if ranks:
            command = ["mpirun", "-np", str(ranks), "--bind-to", "none", *command]
        environment = {**os.environ, "OMP_NUM_THREADS": str(threads)}
        if os.geteuid() == 0:
            environment |= {"OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1"}
        start = time.perf_counter()
        said = subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, text=True).stderr
        seconds = time.perf_counter() - start
        return seconds, float(re.search(r"points in .* s \((\d+) points/s\)", said).group(1))

    def steady_rates(self, job, points, *settings):
        """Points per second for each way to use two cores: the fastest of the repetitions."""
        ways = {"1 rank": {"ranks": 1}, "2 ranks": {"ranks": 2},
                "1 rank of 2 threads": {"ranks": 1, "threads": 2}}
        rates = dict.fromkeys(ways, 0.0)
        for _ in range(self.repetitions):
            for way, how in ways.items():
                rates[way] = max(rates[way], self.run(job, points, *settings, **how)[1])
        return rates

    def fastest(self, job, points, *settings, **how):
        return min(self.run(job, points, *settings, **how)[0] for _ in range(self.repetitions))

    def bytes_per_point(self):
        with h5py.File(self.output) as scan:
            return os.path.getsize(self.output) / scan.attrs["points_done"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--program", default=os.path.join(SOURCE, "build/release/smeftscan"))
    parser.add_argument("--repetitions", type=int, default=3)
    options = parser.parse_args()
    operator = "running.method=operator"
    with tempfile.TemporaryDirectory() as folder:
        scans = Scans(options.program, options.repetitions, folder)
        for what, job, points, settings in (
                ("R(Vus), full integration", "zprime_surface.yaml", 120, []),
                ("the paper's fit by operator", "paper_fig2.yaml", 2000, FIT)):
            rates = scans.steady_rates(job, points, *settings)
            one = rates["1 rank"]
            for way, rate in rates.items():
                print(f"{what}, {way}: {rate:.4g} points/s, {rate / one:.2f} of one rank", flush=True)
        for what, job, settings in (
                ("R(Vus) by operator", "zprime_surface.yaml", [operator]),
                ("the paper's fit by operator", "paper_fig2.yaml", FIT)):
            seconds = scans.fastest(job, 1000, *settings, ranks=2)
            print(f"a million points, {what}, 2 ranks: {seconds:.2f} s from start to finished file, "
                  f"{scans.bytes_per_point():.1f} bytes a point", flush=True)
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        scans.run("paper_fig2.yaml", 1000, *FIT)
        peak = max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
        print(f"memory of a rank that writes and computes, at most: {peak / 1024:.0f} MiB")


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: MIT
"""Samplers that learn leave the same file on any ranks and threads, and say how busy these were."""

import os
import re
import subprocess
import unittest

import h5py

from program import PROGRAM, ProgramTest
from scan_life import FULL, SAMPLER_JOB

SAMPLERS = {
    "metropolis": "metropolis: {chains: 32, steps: 4, warmup: 4, seed: 3}",
    "ensemble": "ensemble: {walkers: 64, steps: 3, warmup: 2, seed: 3}",
    "nested": "nested: {live: 64, batch: 32, seed: 3}",
    "best_fit": "best_fit: {starts: 8, seed: 3}",
    "one_at_a_time": "best_fit: {one_at_a_time: true, starts: 40}",
    "profile": "profile: {starts: 3, seed: 3}",
}
TABLE = [(ranks, threads) for ranks in (1, 2, 3, 4) for threads in (1, 2)]


class SamplerRanks(ProgramTest):
    def write_job(self, name, sampler):
        axis = ", points: 5" if name == "profile" else ""
        self.write("job.yaml", SAMPLER_JOB.format(sampler=sampler, axis=axis))

    def run_job(self, ranks, threads, *options):
        """What it says on stderr."""
        done = subprocess.run(
            ["mpirun", "--oversubscribe", "-np", str(ranks), PROGRAM, "run", "job.yaml", *options],
            cwd=self.folder, capture_output=True, text=True, timeout=600, check=False,
            env={**os.environ, "OMP_NUM_THREADS": str(threads)})
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stderr

    def test_every_sampler_leaves_the_same_file_on_any_ranks_and_threads(self):
        for name, sampler in SAMPLERS.items():
            self.write_job(name, sampler)
            self.run_job(1, 1, "-o", "first.h5", "--overwrite")
            for ranks, threads in TABLE[1:] if FULL else ((1, 2), (2, 1), (3, 2), (4, 1)):
                with self.subTest(sampler=name, ranks=ranks, threads=threads):
                    said = self.run_job(ranks, threads, "--overwrite")
                    points = list(map(int, re.findall(r"rank \d+: (\d+) points", said)))
                    self.assertEqual(len(points), ranks, said)
                    self.assertTrue(ranks == 1 or sum(points[1:]) > 0, said)
                    code, out, err = self.call("diff", "--bitwise", "first.h5", "out.h5")
                    self.assertEqual((code, out), (0, ""), err)

    def test_a_chain_run_reports_its_parallel_efficiency(self):
        self.write_job("metropolis", SAMPLERS["metropolis"])
        said = self.run_job(2, 2)
        percent, busy, threads, wall = map(float, re.search(
            r"parallel efficiency ([\d.]+) %: ([\d.]+) s of physics on (\d+) threads "
            r"in ([\d.]+) s\n", said).groups())
        self.assertEqual(threads, 4)
        # both times are rounded to 0.01 s
        part = busy / (4 * wall)
        self.assertAlmostEqual(percent / 100, part,
                               delta=0.001 + part * (0.005 / busy + 0.005 / wall))
        self.assertTrue(0 < percent < 100, said)
        with h5py.File(os.path.join(self.folder, "out.h5")) as file:
            self.assertAlmostEqual(file["provenance"].attrs["parallel_efficiency"], percent / 100,
                                   delta=0.0006)  # it is rounded to 0.1 %

    def test_more_ranks_or_threads_than_can_have_work_are_told_the_useful_number(self):
        self.write_job("metropolis", "metropolis: {chains: 16, steps: 1, warmup: 0}")
        for ranks, threads, warning in (
                (3, 1, "2 groups of eight points at once: ranks that have work: 2 of 3"),
                (2, 2, "2 groups of eight points at once: ranks that have work: 1 of 2"),
                (1, 3, "2 groups of eight points at once: threads that have work: 2 of 3"),
                (2, 1, None)):
            with self.subTest(ranks=ranks, threads=threads):
                said = self.run_job(ranks, threads, "--overwrite")
                if warning is None:
                    self.assertNotIn("have work", said)
                else:
                    self.assertIn(f"warning: the sampler asks for at most {warning}\n", said)


if __name__ == "__main__":
    unittest.main()

# SPDX-License-Identifier: MIT
"""Chains that are killed again and again draw the same draws."""

import os
import signal
import time
import unittest

from program import ProgramTest
from scan_life import FULL, ScanLife

KILLS = 20 if FULL else 4
STEPS = 1500 if FULL else 150

JOB = """\
model: {{z_prime: {{mass: 1 TeV, gl_33: -1.8}}}}
parameters: {{gl_11: {{range: [-1, 1]}}, gl_22: {{range: [0, 3]}}}}
data: paper
likelihood: [cabibbo]
running: {{rtol: 1e-4}}
sampler: {{{sampler}: {{{walkers}, steps: {steps}, warmup: 20, seed: 3}}}}
output: out.h5
"""


class KilledChains(ScanLife):
    def setUp(self):
        ProgramTest.setUp(self)  # each test has a job of its own
        self.processes = []
        self.addCleanup(self.end_all)

    def check_chain(self, sampler, walkers):
        self.write("job.yaml", JOB.format(sampler=sampler, walkers=walkers, steps=STEPS))
        start = time.perf_counter()
        code, _, err = self.call("run", "job.yaml", "-o", "whole.h5")
        self.assertEqual(code, 0, err)
        whole = time.perf_counter() - start
        kills = 0
        for kill in range(KILLS):
            process = self.start(1 + kill % 2)
            while not os.path.exists(self.path(f"out.h5.d/journal.{kill}")):
                self.assertIsNone(process.poll(), self.log())
                time.sleep(0.002)
            time.sleep(self.dice.random() * whole / KILLS)
            ranks = self.rank_pids(process)
            for pid in ranks.values():
                os.kill(pid, signal.SIGKILL)
            if process.wait(timeout=15) == 0:  # the machine is faster now than it was
                break
            self.assertTrue(ranks)
            kills += 1
        self.assertGreaterEqual(kills, KILLS // 2)
        self.finish(2)
        self.check_same()
        print(f"{sampler}: {kills} kills, every draw the same")

    def test_metropolis(self):
        self.check_chain("metropolis", "chains: 16")

    def test_ensemble(self):
        self.check_chain("ensemble", "walkers: 16")


if __name__ == "__main__":
    unittest.main()

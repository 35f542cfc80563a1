# SPDX-License-Identifier: MIT
"""Chains that are killed again and again draw the same draws."""

import unittest

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
    def check_chain(self, sampler, walkers):
        self.write("job.yaml", JOB.format(sampler=sampler, walkers=walkers, steps=STEPS))
        self.check_kills(KILLS, most_ranks=2)

    def test_metropolis(self):
        self.check_chain("metropolis", "chains: 16")

    def test_ensemble(self):
        self.check_chain("ensemble", "walkers: 16")


if __name__ == "__main__":
    unittest.main()

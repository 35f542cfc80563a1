# SPDX-License-Identifier: MIT
"""Samplers that learn, killed again and again, come to the same file."""

import unittest

from scan_life import FULL, SAMPLER_JOB, ScanLife

KILLS = 20 if FULL else 4
STEPS = 1500 if FULL else 150
LIVE = 2000 if FULL else 300
STARTS = 500 if FULL else 60
AXIS = 400 if FULL else 40


class KilledSamplers(ScanLife):
    def check(self, sampler, axis=""):
        self.write("job.yaml", SAMPLER_JOB.format(sampler=sampler, axis=axis))
        self.check_kills(KILLS, most_ranks=4)

    def test_metropolis(self):
        self.check(f"metropolis: {{chains: 16, steps: {STEPS}, warmup: 20, seed: 3}}")

    def test_ensemble(self):
        self.check(f"ensemble: {{walkers: 32, steps: {STEPS // 2}, warmup: 10, seed: 3}}")

    def test_nested(self):
        self.check(f"nested: {{live: {LIVE}, seed: 3}}")

    def test_best_fit(self):
        self.check(f"best_fit: {{starts: {STARTS}, seed: 3}}")

    def test_profile(self):
        self.check("profile: {starts: 3, seed: 3}", axis=f", points: {AXIS}")


if __name__ == "__main__":
    unittest.main()

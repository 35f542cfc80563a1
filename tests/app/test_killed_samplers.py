# SPDX-License-Identifier: MIT
"""Samplers that learn, killed again and again, come to the same file."""

import json
import unittest

import h5py
import numpy as np

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

    def check_recovered(self, sampler, part):
        """The draws of a scan that was killed are the first ones of an undisturbed scan."""
        self.write("job.yaml", SAMPLER_JOB.format(sampler=sampler, axis=""))
        whole = self.undisturbed()
        process = self.start(1)
        self.wait_for_part(process, part)
        self.kill(process)
        code, _, err = self.call("recover", "out.h5")
        self.assertEqual(code, 0, err)
        with h5py.File(self.path("out.h5")) as file, h5py.File(whole) as all_draws:
            self.assertIn(file.attrs["state"], ("partial", b"partial"))
            draws = 0
            for group in ("warmup_posterior", "posterior"):
                if group not in file:
                    continue
                found = file[f"{group}/gl_11"][()]
                draws += found.shape[1]
                np.testing.assert_array_equal(found,
                                              all_draws[f"{group}/gl_11"][:, :found.shape[1]])
            self.assertGreater(draws, 0)
            self.assertEqual("diagnostics" in file, "posterior" in file)
        self.finish()  # and it goes on from where it was
        self.check_same()

    def test_recovered_draws_of_metropolis(self):
        self.check_recovered(f"metropolis: {{chains: 16, steps: {STEPS}, warmup: 20, seed: 3}}", 0.5)

    def test_recovered_draws_of_an_ensemble_in_its_warm_up(self):
        self.check_recovered(f"ensemble: {{walkers: 32, steps: {STEPS}, warmup: {STEPS}, seed: 3}}",
                             0.2)

    def check_status(self, sampler, axis, expected):
        """What `status` knows of a scan whose number of points is open, running and killed."""
        self.write("job.yaml", SAMPLER_JOB.format(sampler=sampler, axis=axis))
        self.undisturbed()
        process = self.start(1)
        self.wait_for_part(process, 0.3)
        running = json.loads(self.result("status", "out.h5", "--json"))
        self.kill(process)
        partial = json.loads(self.result("status", "out.h5", "--json"))
        self.assertEqual((running["state"], partial["state"]), ("running", "partial"))
        for status in (running, partial):
            self.assertEqual((status["steps"], status["steps_total"], status["points_total"]),
                             expected)
            self.assertTrue(status["seconds_left"] is None or status["seconds_left"] >= 0)
            self.assertTrue(0 <= status["steps_done"] <= status["steps_total"])
        self.assertIn(f"of {expected[1]} {expected[0]}", self.result("status", "out.h5"))

    def test_the_status_of_a_profile_counts_grid_points(self):
        self.check_status("profile: {starts: 3, seed: 3}", f", points: {AXIS}",
                          ("grid points", AXIS, -1))

    def test_the_status_of_a_best_fit_counts_searches(self):
        self.check_status(f"best_fit: {{starts: {STARTS}, seed: 3}}", "",
                          ("searches", STARTS + 4, -1))

    def test_nested(self):
        self.check(f"nested: {{live: {LIVE}, seed: 3}}")

    def test_best_fit(self):
        self.check(f"best_fit: {{starts: {STARTS}, seed: 3}}")

    def test_one_at_a_time(self):
        self.check(f"best_fit: {{one_at_a_time: true, starts: {10 * STARTS}}}")

    def test_profile(self):
        self.check("profile: {starts: 3, seed: 3}", axis=f", points: {AXIS}")


if __name__ == "__main__":
    unittest.main()

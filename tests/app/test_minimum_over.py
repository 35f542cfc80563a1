# SPDX-License-Identifier: MIT
"""A grid of which some axes leave only their minimum, against the whole grid."""

import json
import unittest
import warnings

import h5py
import numpy as np

from program import ProgramTest

JOB = """\
model: {{z_prime: {{mass: 1 TeV}}}}
parameters:
  gl_11: {{range: [-1, 1], points: 4}}
  gl_22: {{range: [0, 3], points: 5}}
  gl_33: {{range: [-2, 2], points: 3}}
  gq_23: {{range: [-1e-3, 1e-3], points: 2}}
data: paper
likelihood: [cabibbo, electroweak, lepton_universality]
running: {{method: operator, rtol: 1e-4}}
sampler: {{grid: {sampler}}}
keep: {{predictions: ["R(Vus)"], coefficients: [ll_1221, lq1_1123]}}
output: {output}
"""

# Points of the two largest phi want more steps than they may have.
SICK = """\
model: {{smeft: {{scale: 1 TeV}}}}
parameters:
  ll_1122: {{range: [1e-10, 1e-2], points: 3, spacing: log}}
  phi: {{range: [1e-10, 1e-2], points: 6, spacing: log}}
data: paper
likelihood: [cabibbo]
running: {{rtol: 1e-4, max_steps: 12}}
sampler: {{grid: {sampler}}}
run: {{max_failed: 1}}
output: {output}
"""


class MinimumOver(ProgramTest):
    def scan(self, job, name, sampler, launcher=()):
        self.write("job.yaml", job.format(sampler=sampler, output=name))
        code, _, err = self.call("run", "job.yaml", launcher=launcher)
        self.assertEqual(code, 0, err)
        with h5py.File(self.path(name)) as file:
            return {key: value[()] for key, value in file["grid"].items()}

    def test_the_minimum_is_that_of_the_whole_grid(self):
        whole = self.scan(JOB, "whole.h5", "{}")
        found = self.scan(JOB, "found.h5", "{minimum_over: [gl_22, gq_23]}")
        chi2 = whole["chi2"].transpose(0, 2, 1, 3).reshape(4, 3, 10)
        best = chi2.argmin(axis=2)
        self.assertEqual(found["chi2"].shape, (4, 3))
        np.testing.assert_array_equal(found["chi2"], chi2.min(axis=2))
        self.assertGreater(len(np.unique(best)), 1)
        for name in ("R(Vus)", "wc_ll_1221", "wc_lq1_1123", "wc_lq1_1123.im"):
            all_of_it = whole[name].transpose(0, 2, 1, 3).reshape(4, 3, 10)
            np.testing.assert_array_equal(
                found[name], np.take_along_axis(all_of_it, best[..., None], 2)[..., 0])
        self.assertEqual([name.decode() for name in found["nuisance"]], ["gl_22", "gq_23"])
        np.testing.assert_array_equal(found["profiled"][..., 0], whole["gl_22"][best // 2])
        np.testing.assert_array_equal(found["profiled"][..., 1], whole["gq_23"][best % 2])

        self.scan(JOB, "ranks.h5", "{minimum_over: [gq_23, gl_22]}",
                  ("mpirun", "--oversubscribe", "-np", "3"))
        self.assertEqual(self.call("diff", "--bitwise", "found.h5", "ranks.h5")[0], 0)
        point = json.loads(self.result("point", "job.yaml", "--index", "7", "--json"))
        self.assertEqual(point["chi2"]["total"], found["chi2"][2, 1])
        self.assertEqual(point["parameters"]["gl_22"], found["profiled"][2, 1, 0])

    def test_points_without_an_answer_are_no_minimum(self):
        whole = self.scan(SICK, "whole.h5", "{}")
        ok = whole["status"] == 1
        np.testing.assert_array_equal(ok, [[True] * 4 + [False] * 2] * 3)
        for axis, name in ((1, "phi"), (0, "ll_1122")):  # a part of each point fails, or all of some
            found = self.scan(SICK, f"{name}.h5", f"{{minimum_over: [{name}]}}")
            np.testing.assert_array_equal(found["status"] == 1, ok.any(axis=axis))
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # a row without any number
                # the steps of an integration are planned for a job, and these are two
                np.testing.assert_allclose(found["chi2"], np.nanmin(whole["chi2"], axis=axis), 1e-6)
            np.testing.assert_array_equal(np.isnan(found["profiled"][:, 0]), ~ok.any(axis=axis))


if __name__ == "__main__":
    unittest.main()

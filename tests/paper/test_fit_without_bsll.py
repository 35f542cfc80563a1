# SPDX-License-Identifier: MIT
"""Chi-square of the electroweak and low-energy groups, from a job file by full running, against an
independent fit of the paper's model."""

import json
import os
import sys
import unittest

import h5py

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "app"))
from program import ProgramTest, reference  # noqa: E402

JOB = """\
model: {{z_prime: {{mass: 1 TeV, gq_23: -2e-4}}}}
parameters:
  gl_11: {{range: [-1, 1]}}
  gl_22: {{range: [0, 3]}}  # a change of all signs changes nothing
  gl_33: {{range: [-3, 3]}}
data: paper
likelihood: [cabibbo, electroweak, lepton_universality, trident]
running: {{method: {method}, rtol: 1e-8}}
{more}sampler: {{best_fit: {{starts: 8, seed: 1}}}}
output: fit.h5
"""
SWAP = "measurements: {replace: {m_W: CDF 2022}}\n"
TOLERANCE = 0.3  # theirs has other SM predictions of the ratios that the data barely resolve


class FitWithoutBsll(ProgramTest):
    def setUp(self):
        super().setUp()
        self.wanted = reference("fit_without_bsll.json")

    def chi2(self, point):
        values = [f"{name}={point[name]}" for name in ("gl_11", "gl_22", "gl_33")]
        options = [word for value in values for word in ("--set", value)]
        return json.loads(self.result("point", "job.yaml", *options, "--json"))["chi2"]

    def test_chi_square_by_group_at_the_sm_the_papers_point_and_the_minimum(self):
        self.write("job.yaml", JOB.format(method="cvode", more=""))
        for point in self.wanted["points"]:
            found = self.chi2(point)
            for group, chi2 in zip(self.wanted["groups"], point["chi2"]):
                self.assertAlmostEqual(found[group], chi2, delta=TOLERANCE,
                                       msg=f"{point['name']}: {group}")
            self.assertAlmostEqual(found["total"], sum(point["chi2"]), delta=TOLERANCE)

    def test_the_w_mass_of_cdf_in_place_of_the_average(self):
        self.write("job.yaml", JOB.format(method="cvode", more=SWAP))
        points = {point["name"]: point for point in self.wanted["points"]}
        for name, chi2 in self.wanted["electroweak_with_m_W_of_CDF"].items():
            self.assertAlmostEqual(self.chi2(points[name])["electroweak"], chi2, delta=TOLERANCE)

    def test_the_minimum_is_where_theirs_is(self):
        self.write("job.yaml", JOB.format(method="operator", more=""))
        self.assertEqual(self.call("run", "job.yaml")[0], 0)
        with h5py.File(os.path.join(self.folder, "fit.h5")) as file:
            found = file["best_fit/parameters"][...]
            chi2 = file["best_fit/minima_chi2"][0]
        point = self.wanted["points"][2]
        self.assertEqual(point["name"], "minimum")
        for value, name in zip(found, ("gl_11", "gl_22", "gl_33")):
            self.assertAlmostEqual(value, point[name], delta=0.02)  # theirs has two decimals
        self.assertAlmostEqual(chi2, sum(point["chi2"]), delta=TOLERANCE)



if __name__ == "__main__":
    unittest.main()

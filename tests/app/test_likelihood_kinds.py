# SPDX-License-Identifier: MIT
"""Limits and other kinds of likelihood, theory errors that are declared, covariances across groups and
groups that exclude each other: by data files alone."""

import json
import os
import unittest

import h5py
import numpy as np

from program import ProgramTest

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "data")

CROSSING = """\
about: made up
observables: [R(Vus), m_W]
errors: [0.002, 0.02]
correlation: [[1], [{rho}, 1]]
"""

LIMIT = """\
group: mine
measurements:
  a limit:
    observables: [BR(Bs->ee)]
    kind: half_normal
    limits: [9.4e-9]
    confidence_levels: [0.9]
    {theory}
    reference: CAA
"""

JOB = """\
model: {z_prime: {mass: 1 TeV}}
parameters:
  gl_11: {range: [-0.5, 0.5], points: 3}
  gl_22: {range: [0, 1], points: 3}
data: mine.yaml
likelihood: [cabibbo, electroweak]
running: {method: leading-log}
sampler: {grid: {}}
output: out.h5
"""


class LikelihoodKinds(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write_wcxf("wc.json", 91.1876, {"phil3_11": 1e-8, "ll_1221": -2e-8})

    def data(self, name, text):
        path = os.path.join(self.folder, "data", name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def write_set(self, rho):
        """The set paper with a covariance of R(Vus) and m_W, `mine.yaml`."""
        self.data("predictions/crossing.yaml", CROSSING.format(rho=rho))
        with open(os.path.join(DATA, "sets", "paper.yaml"), encoding="utf-8") as file:
            text = file.read()
        self.assertIn("predictions: [", text)
        start = text.index("predictions: [")
        end = text.index("\n", start)
        self.write("mine.yaml",
                   text[:start] + "predictions: [predictions/crossing.yaml]" + text[end:])

    def predict(self, *options, set_="mine.yaml"):
        return json.loads(self.result("predict", "wc.json", "--json", "--data", set_, "--data-dir",
                                      "data", *options))

    def test_chi_square_has_a_part_for_a_covariance_across_groups(self):
        groups = ("--likelihood", "cabibbo,electroweak")
        self.write_set(0)
        apart = self.predict(*groups)["chi2"]
        self.assertEqual(list(apart), ["total", "cabibbo", "electroweak"])
        self.write_set(0.9)
        together = self.predict(*groups)["chi2"]
        self.assertEqual(list(together), ["total", "cabibbo", "electroweak", "correlation"])
        for group in ("cabibbo", "electroweak"):
            self.assertEqual(together[group], apart[group])
        self.assertGreater(abs(together["correlation"]), 1e-2)
        self.assertAlmostEqual(together["total"], apart["total"] + together["correlation"],
                               delta=1e-12 * apart["total"])
        alone = self.predict("--likelihood", "cabibbo")["chi2"]
        self.assertEqual(list(alone), ["total", "cabibbo"])

    def test_a_scan_stores_it_behind_the_groups(self):
        self.write_set(0.9)
        self.write("job.yaml", JOB)
        options = ("--data-dir", "data")
        self.assertEqual(self.call("run", "job.yaml", *options)[0], 0)
        with h5py.File(self.path("out.h5")) as file:
            names = list(file["grid/group"].asstr()[...])
            chi2, parts = file["grid/chi2"][...], file["grid/chi2_group"][...]
        self.assertEqual(names, ["cabibbo", "electroweak", "correlation"])
        np.testing.assert_array_equal(chi2, parts[..., 0] + parts[..., 1] + parts[..., 2])
        self.assertGreater(np.abs(parts[..., 2]).max(), 1e-2)
        point = json.loads(self.result("point", "job.yaml", "--index", "5", "--json", *options))
        self.assertEqual([point["chi2"][name] for name in names], list(parts.reshape(9, 3)[5]))
        self.assertEqual(point["chi2"]["total"], chi2.reshape(9)[5])
        _, table, _ = self.call("point", "job.yaml", "--index", "5", *options)
        self.assertIn("correlation", table)

    def test_a_limit_counts_above_zero(self):
        self.data("measurements/mine.yaml", LIMIT.format(theory='theory: {none: far below}'))
        answer = self.predict("--likelihood", "mine", set_="paper")
        row, = answer["measurements"]
        value = answer["predictions"][0]["value"]
        sigma = 9.4e-9 / 1.6448536269514722  # scipy.stats.norm.ppf(0.95)
        self.assertEqual(row["measured"], 0.0)
        self.assertAlmostEqual(row["error"] / sigma, 1.0, delta=1e-12)
        self.assertAlmostEqual(row["pull"] / (value / sigma), 1.0, delta=1e-12)
        self.assertAlmostEqual(answer["chi2"]["mine"] / (value / sigma) ** 2, 1.0, delta=1e-12)

    def test_an_observable_without_a_word_on_its_theory_error_is_refused(self):
        self.data("measurements/mine.yaml", LIMIT.format(theory="verified: no"))
        line = self.refusal(65, "predict", "wc.json", "--data", "paper", "--data-dir", "data",
                            "--likelihood", "mine")
        self.assertRegex(line, r"mine.yaml:\d+: a limit: .*theory error of 'BR\(Bs->ee\)'")

    def test_groups_that_exclude_each_other(self):
        self.data("groups.yaml", "groups:\n  cabibbo: {meaning: coarse, excludes: [trident]}\n"
                                 "  trident: {meaning: detailed}\n")
        options = ("--data-dir", "data")
        listed = {row["name"]: row for row in json.loads(
            self.result("list", "groups", "--json", "--data", "paper", *options))["groups"]}
        self.assertEqual(listed["cabibbo"]["excludes"], ["trident"])
        self.assertEqual(listed["trident"]["excludes"], ["cabibbo"])
        self.assertEqual(listed["trident"]["meaning"], "detailed")
        self.assertEqual(listed["bsll"]["excludes"], [])
        line = self.refusal(64, "predict", "wc.json", "--data", "paper", "--likelihood",
                            "cabibbo,trident", *options)
        self.assertRegex(line, "'cabibbo' and 'trident'")
        chi2 = self.predict("--likelihood", "all", set_="paper")["chi2"]
        self.assertIn("trident", chi2)
        self.assertNotIn("cabibbo", chi2)
        self.write("job.yaml", JOB.replace("mine.yaml", "paper").replace("electroweak", "trident"))
        line = self.refusal(65, "check", "job.yaml", *options)
        self.assertRegex(line, "job.yaml:6: likelihood: 'cabibbo' and 'trident'")

    def test_groups_of_a_data_set_are_listed_with_their_meaning(self):
        rows = json.loads(self.result("list", "groups", "--json"))["groups"]
        self.assertLessEqual({"cabibbo", "electroweak", "bsll"}, {row["name"] for row in rows})
        for row in rows:
            self.assertTrue(row["meaning"], row["name"])


if __name__ == "__main__":
    unittest.main()

# SPDX-License-Identifier: MIT
"""Predictions by full running from 1 TeV, and measurements that a user adds or breaks, by YAML alone."""

import json
import os
import unittest

from program import ProgramTest, reference

TEV = 1e-6  # TeV^-2 in GeV^-2

EXTRA = """\
group: cabibbo
measurements:
  R(Vus) mine:
    observables: [R(Vus)]
    values: [{value}]
    errors: [{error}]
    reference: CAA
    verified: no
"""


class Measurements(ProgramTest):
    def predict(self, *options):
        return json.loads(self.result("predict", "wc.json", "--json", *options))

    def add(self, text):
        folder = os.path.join(self.folder, "data", "measurements")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "mine.yaml"), "w", encoding="utf-8") as file:
            file.write(text)

    def test_an_entry_of_yaml_alone_changes_chi_square(self):
        self.write_wcxf("wc.json", 91.1876, {})
        options = ("--data", "paper", "--likelihood", "cabibbo")
        before = self.predict(*options)["chi2"]["cabibbo"]
        self.add(EXTRA.format(value=0.99, error=0.002))
        after = self.predict(*options, "--data-dir", "data")
        self.assertAlmostEqual(after["chi2"]["cabibbo"], before + (0.01 / 0.002) ** 2, delta=1e-9)
        self.assertEqual([m["measurement"] for m in after["measurements"]],
                         ["R(Vus) 2020", "R(Vus) mine"])

    def test_a_job_swaps_single_measurements(self):
        job = """\
model: {z_prime: {mass: 1 TeV}}
parameters: {gl_11: {range: [-1, 1], points: 3}}
data: paper
likelihood: [electroweak]
sampler: {grid: {}}
output: out.h5
"""
        self.write("job.yaml", job)
        self.write("cdf.yaml", job + "measurements: {replace: {m_W: CDF 2022}}\n")
        points = [json.loads(self.result("point", name, "--set", "gl_11=0", "--json"))
                  for name in ("job.yaml", "cdf.yaml")]
        masses = [[m for m in point["measurements"] if m["name"] == "m_W"] for point in points]
        self.assertEqual([m["measurement"] for m in masses[1]], ["CDF 2022"])
        self.assertNotIn("CDF 2022", [m["measurement"] for m in masses[0]])
        self.assertLess(masses[1][0]["pull"], -5.0)  # 80.4335(94) GeV, seven sigma above the SM
        shift = points[1]["chi2"]["electroweak"] - points[0]["chi2"]["electroweak"]
        self.assertAlmostEqual(shift, sum(m["pull"] ** 2 for m in masses[1])
                               - sum(m["pull"] ** 2 for m in masses[0]), delta=1e-6)

    def test_doubtful_scales_and_couplings_are_warned_of(self):
        self.write("job.yaml", """\
model: {z_prime: {gl_22: 0.1}}
parameters:
  mass: {range: [600 GeV, 2 TeV], points: 2}
  gl_11: {range: [-4, 1], points: 2}
data: paper
likelihood: [cabibbo]
sampler: {grid: {}}
output: out.h5
""")
        for command in ("check", "run"):
            _, _, warnings = self.call(command, "job.yaml")
            self.assertIn("above a third of 600 GeV", warnings)
            self.assertIn("gl_11 is above sqrt(4 pi)", warnings)
            # a part of the ranges, not the point that people look at: one line is enough
            lines = [line for line in warnings.splitlines() if "% of the ranges)" in line]
            self.assertEqual(len(lines), 1, warnings)
            self.assertRegex(lines[0], r"600 GeV.* \(in 9 % of the ranges\); gl_11 .*\(in 9 % of")

    def test_broken_entries_are_refused_with_file_and_line(self):
        self.write_wcxf("wc.json", 91.1876, {})
        good = EXTRA.format(value=0.99, error=0.002)
        for what, text, message in (
                ("no value", good.replace("[0.99]", "[]"), r"mine.yaml:\d+"),
                ("NaN", good.replace("0.99", ".nan"), r"mine.yaml:5"),
                ("no error", good.replace("    errors: [0.002]\n", ""), r"mine.yaml:\d+"),
                ("an error of zero", good.replace("0.002", "0"), r"mine.yaml:6"),
                ("an unknown observable", good.replace("[R(Vus)]", "[R(Vud)]"),
                 r"mine.yaml:4.*R\(Vu[sd]\)"),
                ("a wrong dimension", good.replace("[0.99]", "[0.99, 0.98]"), r"mine.yaml:\d+"),
                ("a correlation above one",
                 good.replace("[R(Vus)]", "[R(Vus), dGF/GF]").replace("[0.99]", "[0.99, 0]")
                 .replace("[0.002]", "[0.002, 1]\n    correlation: [[1, 2], [2, 1]]"),
                 r"mine.yaml:7.*correlation"),
                ("a covariance that is none",
                 good.replace("[R(Vus)]", "[R(Vus), dGF/GF]").replace("[0.99]", "[0.99, 0]")
                 .replace("errors: [0.002]", "covariance: [[1, 2], [2, 1]]"),
                 r"mine.yaml:6.*covariance"),
                ("an entry twice", good + good.split("measurements:\n")[1], r"mine.yaml:9")):
            with self.subTest(what):
                self.add(text)
                line = self.refusal(65, "predict", "wc.json", "--data", "paper", "--data-dir",
                                    "data", "--likelihood", "cabibbo")
                self.assertRegex(line, message)

    def test_electroweak_predictions_by_full_running_agree_with_the_reference(self):
        compared = 0
        largest = {}
        table = reference("ewpo_points.json")
        for number, point in enumerate(table["points"]):
            if "at_1_TeV" not in point:
                continue
            self.write_wcxf("wc.json", 1000.0,
                            {name: TEV * value for name, value in point["at_1_TeV"].items()})
            predictions = {p["name"]: p["value"]
                           for p in self.predict("--data", "reference")["predictions"]}
            for name, wanted in zip(table["observables"], point["values"], strict=True):
                if name == "GammaW" or name.startswith(("BR(W", "R(W")) or name not in predictions:
                    continue
                compared += 1
                difference = abs(predictions[name] - wanted)
                if not name.startswith("A"):
                    difference /= wanted
                # flavour-changing channels: see tests/reference/README.md
                mixed = any(point["coefficients"].get(key, 0.0) != 0.0
                            for key in ("phiq1_12", "phiq3_12"))
                # the table's SM couplings are not converged: a part of second order, 1.6e-6 in A_e
                # where phiD and phiWB are a third of TeV^-2
                tolerance = 2e-6 if name.startswith("A") else 2.5e-4 if mixed else 1e-6
                largest[name] = max(largest.get(name, 0.0), difference)
                with self.subTest(name, point=number):
                    self.assertLess(difference, tolerance)
        print("largest differences:", {k: f"{v:.1e}" for k, v in sorted(largest.items())})
        self.assertGreater(compared, 200)


if __name__ == "__main__":
    unittest.main()

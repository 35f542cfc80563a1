# SPDX-License-Identifier: MIT
"""What the program says where a user is off by a little, and what tables for people look like."""

import json
import os
import unittest

import h5py
import numpy as np

from program import MU_EW, ProgramTest

JOB = """\
model: {z_prime: {mass: 1 TeV, gl_33: -1.8}}
parameters: {gl_11: {range: [-1, 1], points: 3}, gl_22: {range: [0, 2], points: 3}}
data: paper
likelihood: [cabibbo]
running: {method: operator}
sampler: {grid: {}}
output: out.h5
"""


class Messages(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("job.yaml", JOB)

    def refuses(self, text, message, command="check"):
        self.write("bad.yaml", text)
        self.assertRegex(self.refusal(65, command, "bad.yaml"), message)

    def test_tabs_are_called_tabs(self):
        self.refuses("model:\n\tz_prime: {mass: 1 TeV}\n", r"bad.yaml:2: a tab .*Use blanks")
        self.refuses(JOB + "run:\n  max_failed: 0.1\n \tmax_file: 1 GB\n", r"bad.yaml:10: a tab")
        self.write("tab.yaml", "eft: SMEFT\nbasis: Warsaw\nscale: 1000\nvalues:\n\tll_1122: 1e-8\n")
        self.assertRegex(self.refusal(65, "evolve", "tab.yaml", "--to", "500"), "tab.yaml:5: a tab")
        self.write("good.yaml", JOB.replace("data: paper", "data:\tpaper\t# after a key"))
        self.assertEqual(self.call("check", "good.yaml")[0], 0)

    def test_near_names_are_suggested(self):
        self.refuses(JOB.replace("[cabibbo]", "[cabibo]"), "bad.yaml:4: .*Did you mean 'cabibbo'")
        self.refuses(JOB.replace("[cabibbo]", "[trydent]"), "Did you mean 'trident'")
        for wrong in ("model.zprime.gl_33=0", "model.z_prim.mass=2"):
            self.assertIn("Did you mean 'z_prime'?",
                          self.refusal(64, "check", "job.yaml", "--set", wrong))

    def test_a_conjugated_partner_is_called_so(self):
        for name, partner, conjugated in (("lq1_2232", "lq1_2223", True),
                                          ("phil1_21", "phil1_12", True),
                                          ("ll_2211", "ll_1122", False)):
            wcxf = self.write_wcxf("x.json", 1000, {name: 1e-8})
            message = self.refusal(65, "evolve", wcxf, "--to", "500")
            self.assertIn(f"Use '{partner}'", message)
            self.assertEqual("complex conjugated value" in message, conjugated, message)
            self.refuses(JOB.replace("z_prime: {mass: 1 TeV, gl_33: -1.8}",
                                     f"smeft: {{scale: 1 TeV, {name}: 1e-8}}"), f"Use '{partner}'")
            self.refuses(JOB + f"keep: {{coefficients: [{name}]}}\n", f"Use '{partner}'")

    def test_bins_outside_phase_space_are_refused_or_said(self):
        wcxf = self.write("sm.json", {"eft": "WET", "basis": "flavio", "scale": 4.8, "values": {}})
        for name, words in (("<Rmue>(B+->Kll)[-1,6]", "q2 = 0"),
                            ("<dBR/dq2>(Lambdab->Lambdamumu)[-2,6]", "q2 = 0"),
                            ("<Rmue>(B+->Kll)[30,40]", "outside of phase space"),
                            ("<dBR/dq2>(Lambdab->Lambdamumu)[25,30]", "outside of phase space"),
                            ("<P5p>(B0->K*mumu)[6,1.1]", "q2min must be below")):
            message = self.refusal(64, "predict", wcxf, "--observable", name)
            self.assertIn(words, message)
            self.assertIn(f"--observable: '{name}'", message)
        for name, end in (("<Rmue>(B+->Kll)[0.1,100]", "22.9"),
                          ("<dBR/dq2>(B0->K*mumu)[15,30]", "19.2"),
                          ("<AFBl>(Lambdab->Lambdamumu)[15,30]", "20.2"),
                          ("<BR>(B->Xsll)[14.2,40]", "23.0")):
            code, _, err = self.call("predict", wcxf, "--observable", name)
            self.assertEqual(code, 0, err)
            self.assertRegex(err, f"warning: .*ends above the largest q2 of the decay, {end}")
            self.assertEqual(err.count("ends above"), 1, err)
        self.assertEqual(self.call("predict", wcxf, "--observable", "<P5p>(B0->K*mumu)[15,19]")[2],
                         "")
        self.refuses(JOB + "keep: {predictions: [{name: '<Rmue>(B+->Kll)', q2min: -1, q2max: 6}]}\n",
                     "bad.yaml:8: .*q2 = 0")

    def test_a_data_file_counts_from_the_folder_of_the_job(self):
        os.mkdir(self.path("jobs"))
        root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "data")
        with open(os.path.join(root, "sets", "paper.yaml"), encoding="utf-8") as file:
            text = file.read()
        for place, name in (("jobs", "mine.yaml"), (".", "here.yaml")):
            self.write(os.path.join(place, name), text)
            self.write("jobs/job.yaml", JOB.replace("data: paper", f"data: {name}"))
            code, _, err = self.call("check", "jobs/job.yaml")
            self.assertEqual(code, 0, err)
        self.write("jobs/job.yaml", JOB.replace("data: paper", "data: none.yaml"))
        self.assertRegex(self.refusal(65, "check", "jobs/job.yaml"),
                         "jobs/job.yaml:3: data: .*'none.yaml' does not exist")

    def test_a_failed_point_says_why(self):
        wcxf = self.write_wcxf("big.json", 1000, {"phi": 1.0})
        code, out, _ = self.call("predict", wcxf, "--likelihood", "cabibbo", "--json")
        self.assertEqual(code, 76)
        self.assertEqual(json.loads(out)["chi2"], None)
        self.assertGreater(len(json.loads(out)["reason"]), 10)
        self.write("list.csv", "gl_11\n5\n0.5\n")
        self.write("list.yaml", JOB.replace(
            "{gl_11: {range: [-1, 1], points: 3}, gl_22: {range: [0, 2], points: 3}}",
            "{gl_11: {range: [-1, 1]}}").replace("{grid: {}}", "{point_list: {file: list.csv}}"))
        code, out, _ = self.call("point", "list.yaml", "--index", "0", "--json")
        self.assertEqual((code, json.loads(out)["reason"]), (76, "outside of the job's ranges"))
        code, out, _ = self.call("point", "list.yaml", "--index", "1", "--json")
        self.assertEqual(code, 0)
        self.assertNotIn("reason", json.loads(out))

    def test_an_output_is_named_alike_in_the_job_and_by_the_option(self):
        self.refuses(JOB.replace("out.h5", "out"), "bad.yaml:7: output: must be .* ends in .h5",
                     "run")
        for name in ("out", "out.hdf5"):
            self.assertIn("ends in .h5", self.refusal(64, "run", "job.yaml", "-o", name))
            self.assertIn("ends in .h5", self.refusal(64, "merge", "x.h5", "y.h5", "-o", name))
        self.assertEqual(sorted(os.listdir(self.folder)), ["bad.yaml", "job.yaml"])

    def test_a_bottom_quark_lighter_than_charm_is_refused(self):
        # the bins of Lambda_b decays were divided into steps of its mass without end
        for mass in ("1e-3", "1.2"):
            self.refuses(JOB.replace("[cabibbo]", "[bsll]").replace("data: paper", "data: current")
                         + f"inputs: {{bsll.m_b_pole: {mass}}}\n", "m_b_pole: must be above m_c_pole")

    def test_times_that_no_clock_counts_are_refused(self):
        for time in ("99999999999:00:00", "1e300 h", "4:00"):
            self.refuses(JOB + f"run: {{wall_time: '{time}'}}\n", "bad.yaml:8: run.wall_time")
            self.assertIn(time, self.refusal(64, "run", "job.yaml", "--wall-time", time))
        self.assertEqual(self.call("check", "job.yaml", "--set", "run.wall_time=100:00:00")[0], 0)

    def test_the_widest_ranges_have_finite_axes_or_are_refused(self):
        self.refuses(JOB.replace("[-1, 1]", "[-1e308, 1e308]"), "bad.yaml:2: .*wider than double")
        coefficients = "smeft: {scale: 91.1876 GeV}"
        wide = JOB.replace("z_prime: {mass: 1 TeV, gl_33: -1.8}", coefficients).replace(
            "method: operator", "method: cvode")
        for spacing, low in (("linear", "-8e307"), ("log", "1e-300")):
            self.write("job.yaml", wide.replace(
                "{gl_11: {range: [-1, 1], points: 3}, gl_22: {range: [0, 2], points: 3}}",
                f"{{G: {{range: [{low}, 8e307], points: 5, spacing: {spacing}}}}}"))
            self.call("run", "job.yaml", "--overwrite", "--set", "run.max_failed=1")
            with h5py.File(self.path("out.h5")) as file:
                axis = file["grid/G"][()]
            self.assertTrue(np.isfinite(axis).all() and (np.diff(axis) > 0).all(), axis)

    def test_measurements_are_a_table_that_can_be_read(self):
        table = self.result("list", "measurements")
        # without the last column, whose keys INSPIRE makes as long as the authors' names
        self.assertLess(table.splitlines()[0].index("reference"), 200)
        self.assertRegex(table, r"\(\d+ bins\)")
        rows = json.loads(self.result("list", "measurements", "--json"))["measurements"]
        self.assertGreater(max(len(row["observables"]) for row in rows), 20)

    def test_tables_have_the_units_that_people_quote(self):
        wcxf = self.write_wcxf("sm.json", MU_EW, {})
        groups = ("--data", "current", "--likelihood", "meson_mixing,electroweak")
        values = {row["name"]: row for row in json.loads(
            self.result("predict", wcxf, "--json", *groups))["predictions"]}
        table = {line.split()[0]: line for line in self.result("predict", wcxf, *groups).splitlines()
                 if line.startswith("  ")}
        for name, unit, factor in (("DeltaM_s", "ps^-1", 1 / 6.582119569e-13),
                                   ("sigma_had", "nb", 3.893793721e5), ("m_W", "GeV", 1.0)):
            self.assertIn(f"{name} [{unit}]", table[name])
            found = [float(word) for word in table[name].split()[2:]
                     if word.replace(".", "").replace("e-", "").isdigit()]
            wanted = values[name]["value"] * factor
            self.assertTrue(any(abs(number / wanted - 1) < 1e-5 for number in found), table[name])
            self.assertEqual(values[name]["unit"], {"ps^-1": "GeV", "nb": "GeV^-2"}.get(unit, unit))

    def test_latex_of_observables_names_the_decay(self):
        rows = {row["name"]: row["latex"] for row in
                json.loads(self.result("list", "observables", "--json"))["observables"]}
        self.assertEqual(rows["<P5p>(B0->K*mumu)"], r"$P_5'(B^0\to K^{*0} \mu\mu)$")
        self.assertEqual(rows["<Rmue>(B+->Kll)"], r"$R_{\mu e}(B^+\to K^+ \ell\ell)$")


if __name__ == "__main__":
    unittest.main()

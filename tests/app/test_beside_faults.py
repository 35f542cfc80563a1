# SPDX-License-Identifier: MIT
"""Faults that earlier revisions had, by the commands that show them: inputs of the same kind beside
those of the other tests. Each of these tests failed before its fault was mended."""

import math
import os
import unittest

import h5py
import numpy as np
import yaml

from program import MU_EW, ProgramTest, largest, to_complex

SCAN = """\
model: {{smeft: {{scale: 1 TeV, {fixed}}}}}
parameters: {{{free}}}
data: paper
likelihood: [lepton_universality, electroweak]
sampler: {{grid: {{}}}}
keep: {{coefficients: [{kept}]}}
output: out.h5
"""
GRID = """\
model: {z_prime: {mass: 1 TeV, gl_33: -1.8}}
parameters: {gl_11: {range: [-2, 0], points: 3}, gl_22: {range: [0, 3], points: 2}}
data: paper
likelihood: [cabibbo]
running: {method: operator}
sampler: {grid: {}}
output: out.h5
"""
CHAINS = """\
model: {{z_prime: {{mass: 1 TeV, gl_33: -1.8}}}}
parameters: {{gl_11: {{range: [-2, 2]}}, gl_22: {{range: [0, 3]}}}}
data: paper
likelihood: [cabibbo]
running: {{method: operator}}
sampler: {{{sampler}}}
output: out.h5
"""
OTHER_ENTRY = 'measurements: {replace: {"R(Vus)": "R(Vus) Kl3"}}\n'


class BesideFaults(ProgramTest):
    def run_job(self, name, *options):
        """stderr of a scan that ends well."""
        code, _, err = self.call("run", name, *options)
        self.assertEqual(code, 0, err)
        return err

    def change(self, *changes):
        return [word for change in changes for word in ("--set", change)]


class Generations(BesideFaults):
    """Coefficients keep their generations and signs, whatever they do to masses of fermions."""

    def evolve(self, values, to, *options):
        found = yaml.safe_load(self.result(
            "evolve", self.write_wcxf("in.json", 1000, values), "--to", to, "--json", *options))
        return found["values"], found["metadata"]["sm"]

    def test_over_nothing_nothing_changes(self):
        # where signs flipped, generations were exchanged, or no solution was found
        for values in ({"ephi_11": 1e-9}, {"ephi_11": 1e-7},
                       {"dphi_11": 1e-9, "phiq1_12": [1e-9, 2e-9]}, {"dphi_11": 3e-8},
                       {"uphi_21": 1e-9}, {"uphi_11": 5e-7, "phiu_11": 1e-8},
                       {"ephi_12": -1e-10, "ephi_23": 1e-10}, {"ephi_22": 1e-6, "phil3_22": 1e-8},
                       {"ephi_12": -1e-10, "ephi_13": 1e-10},
                       {"ephi_12": [0, 1e-9], "phil1_13": 1e-8, "phil1_23": [1e-8, -1e-8]}):
            with self.subTest(values):
                found, _ = self.evolve(values, 1000)
                self.check_coefficients(found, values, 1e-12, 1e-12 * largest(values))

    def test_a_scan_keeps_the_generations_of_the_second_leptons_and_of_up_quarks(self):
        for fixed, free, kept in (
                ("phil3_22: 1e-8", "ephi_22: {range: [-1e-6, 1e-6], points: 5}", "phil3_22"),
                ("phiu_11: 1e-8", "uphi_11: {range: [-5e-7, 5e-7], points: 5}", "phiu_11")):
            self.write("job.yaml", SCAN.format(fixed=fixed, free=free, kept=kept))
            self.run_job("job.yaml", "--overwrite")
            with h5py.File(self.path("out.h5")) as file:
                self.assertEqual(set(file["grid/status"][()]), {1})
                values, chi2 = file[f"grid/wc_{kept}"][()], file["grid/chi2"][()]
            self.assertGreater(values.min(), 0.9e-8, kept)
            np.testing.assert_allclose(values, values[2], rtol=1e-4)
            np.testing.assert_allclose(chi2, chi2[2], rtol=1e-5)  # these masses do not enter

    def test_a_scan_keeps_the_signs_of_what_breaks_lepton_flavour(self):
        names = ("phil1_12", "phil1_13", "phil1_23")
        for first, second in (("ephi_12", "ephi_23"), ("ephi_13", "ephi_32")):
            self.write("job.yaml", SCAN.format(
                fixed=", ".join(f"{name}: 1e-8" for name in names), kept=", ".join(names),
                free=", ".join(f"{name}: {{range: [-1e-9, 1e-9], points: 2}}"
                               for name in (first, second))))
            self.run_job("job.yaml", "--overwrite")
            with h5py.File(self.path("out.h5")) as file:
                for name in names:  # 7 % by the running, and what is of second order
                    np.testing.assert_allclose(file[f"grid/wc_{name}"][()].real, 9.27e-9, rtol=2e-3)

    def test_yukawa_matrices_that_vanish_exchange_no_generations(self):
        def matrix(*diagonal):
            return np.diag(diagonal).tolist()
        couplings = {"g": 0.64, "gp": 0.36, "gs": 1.05, "Lambda": 0.18, "m2": 8000.0}
        values = {"ll_1122": 1e-8, "lq1_1133": 1e-8, "phil1_11": 1e-8}
        none = matrix(0, 0, 0)
        for up, down, lepton in ((matrix(0, 0, 0.8), none, none), (none, none, none),
                                 (none, matrix(0, 0.0136, 0), none),
                                 (none, none, matrix(0.003, 0, 0))):
            sm = self.write("sm.json", {**couplings, "Gu": up, "Gd": down, "Ge": lepton})
            found, _ = self.evolve(values, MU_EW, "--sm", sm)
            # a matrix that is diagonal already is not rotated
            raw, _ = self.evolve(values, MU_EW, "--sm", sm, "--raw")
            self.check_coefficients(found, raw, 1e-12, 1e-20)
            for name in values:
                self.assertAlmostEqual(to_complex(found[name]).real, 1e-8, delta=2e-9)

    def test_a_strong_higgs_potential_has_its_solution(self):
        v2 = 1 / (math.sqrt(2) * 1.1663788e-5)
        _, without = self.evolve({}, MU_EW)
        for phi in (1e-5, 1.5e-5, 2.5e-5):
            high, sm_high = self.evolve({"phi": phi}, 1000)
            self.assertAlmostEqual(high["phi"], phi, delta=1e-12 * phi)
            low, sm = self.evolve({"phi": phi}, MU_EW)
            # Lambda = m_h^2/v^2 + 3 phi v^2 at mu_EW
            self.assertAlmostEqual(sm["Lambda"] - 3 * low["phi"] * v2, without["Lambda"],
                                   delta=1e-6)
            if phi == 1e-5:
                self.assertAlmostEqual(sm_high["Lambda"], 1.2194, delta=1e-3)
            self.assertEqual(self.call("predict", "in.json", "--likelihood", "cabibbo")[0], 0)


class Files(BesideFaults):
    """Files of one scan, and of others."""

    def test_parts_with_other_measurements_are_not_merged(self):
        self.write("job.yaml", GRID)
        self.run_job("job.yaml", "-o", "a.h5")
        other = ("-o", "b.h5", *self.change("parameters.gl_11.range=[0.5, 2]"))
        self.write("other.yaml", GRID + OTHER_ENTRY)
        self.run_job("other.yaml", *other)
        code, _, err = self.call("merge", "a.h5", "b.h5", "-o", "ab.h5")
        self.assertEqual(code, 65, err)
        self.assertIn("measurements.cabibbo.R(Vus) Kl3.R(Vus): absent -> 0.979", err)
        self.run_job("job.yaml", *other, "--overwrite")
        self.assertEqual(self.call("merge", "a.h5", "b.h5", "-o", "ab.h5")[0], 0)

    def test_a_resolved_job_has_its_measurements_and_its_start(self):
        os.makedirs(self.path("elsewhere"))
        sampler = "metropolis: {{chains: 4, steps: 30, warmup: 10, seed: {}{}}}"
        self.write("job.yaml", CHAINS.format(sampler=sampler.format(1, "")))
        self.run_job("job.yaml", "-o", "first.h5")
        self.write("job.yaml", CHAINS.format(
            sampler=sampler.format(2, ", start: first.h5")) + OTHER_ENTRY)
        self.run_job("job.yaml")
        self.write("elsewhere/printed.yaml", self.call("check", "job.yaml")[1])
        with h5py.File(self.path("out.h5")) as file:
            self.write("elsewhere/resolved.yaml", file["job_resolved"].asstr()[()])
        for name in ("printed", "resolved"):
            self.run_job(f"elsewhere/{name}.yaml", "-o", f"{name}.h5")
            self.assertEqual(self.call("diff", "--bitwise", "out.h5", f"{name}.h5"), (0, "", ""))

    def test_an_export_needs_neither_the_data_file_nor_the_start_of_its_scan(self):
        root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "data")
        with open(os.path.join(root, "sets", "paper.yaml"), encoding="utf-8") as file:
            data = yaml.safe_load(file)
        kept = ("name", "parameters", "overrides", "inputs", "measurements")
        self.write("mine.yaml", {key: data[key] for key in kept})
        self.write("start.csv", "gl_11,gl_22\n" + "-0.1,1\n" * 2)
        self.write("job.yaml", CHAINS.format(
            sampler="best_fit: {starts: 2}").replace("paper", "mine.yaml"))
        self.run_job("job.yaml", "-o", "fit.h5")
        self.run_job("job.yaml", "-o", "chains.h5", *self.change(
            "sampler={metropolis: {chains: 2, steps: 20, start: start.csv}}"))
        os.remove(self.path("mine.yaml"))
        os.remove(self.path("start.csv"))
        for name, form in (("fit.h5", "wcxf"), ("chains.h5", "csv"), ("chains.h5", "getdist")):
            code, _, err = self.call("export", name, "--to", form, "-o", "for_others")
            self.assertEqual(code, 0, err)

    def test_points_are_exported_from_the_file_whatever_the_list_says_now(self):
        self.write("points.csv", "ll_1122,lq1_2223,lq1_2223.im\n1e-8,1e-9,2e-9\n2e-8,0,-1e-9\n")
        self.write("job.yaml", """\
model: {smeft: {scale: 1 TeV}}
data: paper
likelihood: [cabibbo]
running: {method: operator}
sampler: {point_list: {file: points.csv}}
output: out.h5
""")
        self.run_job("job.yaml")
        self.write("points.csv", "ll_1122\n7e-8\n8e-8\n")
        self.assertEqual(self.call("export", "out.h5", "--to", "wcxf", "-o", "wc")[0], 0)
        for k, wanted in enumerate(({"ll_1122": 1e-8, "lq1_2223": [1e-9, 2e-9]},
                                    {"ll_1122": 2e-8, "lq1_2223": [0, -1e-9]})):
            with open(self.path(f"wc/out_{k}.yaml"), encoding="utf-8") as file:
                self.check_coefficients(yaml.safe_load(file)["values"], wanted, 1e-15, 0)

    def test_walkers_are_put_side_by_side(self):
        for k in (1, 2):
            self.write("job.yaml", CHAINS.format(
                sampler=f"ensemble: {{walkers: 8, steps: 20, warmup: 10, seed: {k}}}"))
            self.run_job("job.yaml", "-o", f"{k}.h5")
        self.assertEqual(self.call("merge", "1.h5", "2.h5", "-o", "both.h5")[0], 0)
        with h5py.File(self.path("both.h5")) as both, h5py.File(self.path("1.h5")) as one, \
                h5py.File(self.path("2.h5")) as two:
            self.assertEqual(set(both), set(one))
            for name in ("posterior/gl_11", "sample_stats/chi2", "warmup_posterior/gl_22"):
                np.testing.assert_array_equal(both[name][()],
                                              np.concatenate([one[name][()], two[name][()]]))
        # draws of nested sampling have weights of their own evidence
        self.write("job.yaml", CHAINS.format(sampler="nested: {live: 30, seed: 1}"))
        self.run_job("job.yaml", "-o", "nested.h5")
        self.refusal(65, "merge", "nested.h5", "nested.h5", "-o", "more.h5")

    def test_every_command_refuses_links_that_lead_in_a_circle(self):
        self.write("job.yaml", GRID)
        self.run_job("job.yaml")
        self.write_wcxf("in.json", 1000, {"ll_1122": 1e-8})
        for name in ("loop.h5", "loop.yaml"):
            os.symlink(name, self.path(name))
        for arguments in (("evolve", "in.json", "--to", "500", "-o", "loop.yaml"),
                          ("covariance", "-o", "loop.yaml", "--samples", "2", "--data", "paper"),
                          ("export", "out.h5", "--to", "csv", "-o", "loop.h5"),
                          ("run", "job.yaml", "-o", "loop.h5", "--resume"),
                          ("recover", "loop.h5")):
            with self.subTest(arguments):
                self.assertRegex(self.refusal(73, *arguments), "circle|symbolic links")

    def test_a_scan_that_computes_nothing_has_no_rate(self):
        for name, text in (("grid", GRID), ("chains", CHAINS.format(
                sampler="metropolis: {chains: 4, steps: 20, seed: 1}"))):
            self.write("job.yaml", text)
            for option in ((), ("--resume",)):
                code, _, err = self.call("run", "job.yaml", "-o", f"{name}.h5", *option,
                                         "--wall-time", "00:00:00")
                self.assertEqual(code, 75, err)
                self.assertIn("0 points in ", err)
                self.assertNotIn("nan", err)

    def test_the_fewest_live_points_are_named(self):
        for live in (0, 1, 19):
            self.write("job.yaml", CHAINS.format(sampler=f"nested: {{live: {live}}}"))
            self.assertRegex(self.refusal(65, "check", "job.yaml"), "job.yaml:6: .*from 20")

    def test_a_file_that_h5py_has_open_for_writing_may_be_so(self):
        self.write("job.yaml", GRID)
        self.run_job("job.yaml")
        with h5py.File(self.path("out.h5"), "r+"):
            for command in (("status", "out.h5"), ("diff", "out.h5", "out.h5")):
                code, _, err = self.call(*command)
                self.assertTrue(code == 0 or (code == 65 and "open for writing elsewhere" in err),
                                err)


if __name__ == "__main__":
    unittest.main()

# SPDX-License-Identifier: MIT
"""`smeftscan evolve` against independent runs and against itself."""

import json
import os
import unittest

import yaml

from program import MU_EW, ProgramTest, full_disk, largest, no_room, reference, to_complex


class Evolve(ProgramTest):
    def evolve(self, *arguments):
        return json.loads(self.result("evolve", "--json", *arguments))

    def check_run(self, found, values, sm):
        """The rule of tests/reference/README.md."""
        self.check_coefficients(found["values"], values, 1e-9, 1e-13 * largest(values))
        self.check_sm(found["metadata"]["sm"], sm, 1e-9)

    def start(self, run):
        return (self.write_wcxf("start.json", run["scale_in"], run["wc_in"]),
                self.write("sm.json", run["sm_in"]))

    def test_raw_runs_agree_with_the_reference(self):
        for name in ("run_zprime.json", "run_dense_1e-8.json"):
            run = reference(name)
            wcxf, sm = self.start(run)
            for output in run["outputs"]:
                found = self.evolve(wcxf, "--to", repr(output["scale"]), "--sm", sm, "--raw",
                                    "--rtol", "1e-11")
                self.assertEqual(found["scale"], output["scale"])
                self.assertIs(found["metadata"]["raw"], True)
                self.check_run(found, output["wc"], output["sm"])

    def test_rotated_runs_agree_with_the_reference(self):
        run = reference("run_zprime.json")
        wcxf, sm = self.start(run)
        rotated = [output for output in run["outputs"] if "wc_rotated" in output]
        self.assertTrue(rotated)
        for output in rotated:
            found = self.evolve(wcxf, "--to", repr(output["scale"]), "--sm", sm, "--rtol", "1e-11",
                                "--data", "reference")
            self.assertNotIn("raw", found["metadata"])
            self.check_run(found, output["wc_rotated"], output["sm_rotated"])

    def test_sm_couplings_follow_from_the_inputs_at_every_scale(self):
        empty = self.write_wcxf("empty.json", MU_EW, {})
        scales = []
        for point in reference("sm_input.json")["values"]:
            if point["case"] != "SM limit" or "own procedure" in point["source"]:
                continue
            found = self.evolve(empty, "--to", repr(point["scale"]), "--data", "reference")
            self.assertEqual(found["values"], {})
            self.check_sm(found["metadata"]["sm"], point["sm"], 1e-7)
            scales.append(point["scale"])
        self.assertEqual(scales, [91.1876, 160.0, 1000.0, 2300.0, 5000.0])

    def test_the_boundary_value_problem_is_converged(self):
        checked = 0
        for point in reference("sm_input.json")["values"]:
            if "wc_in" not in point or "own procedure" in point["source"]:
                continue
            wcxf = self.write_wcxf("wc.json", point["scale"], point["wc_in"])
            found = self.evolve(wcxf, "--to", repr(point["scale"]), "--data", "reference")
            self.check_sm(found["metadata"]["sm"], point["sm"], 1e-7)
            checked += 1
        self.assertEqual(checked, 3)

    def test_yaml_and_json_say_the_same(self):
        wcxf = self.write("wc.yaml", "eft: SMEFT\nbasis: Warsaw\nscale: 1000\n"
                                     "values: {ll_1122: 5e-7, lq3_1112: {Re: 1e-8, Im: -2e-8}}\n")
        from_yaml = yaml.safe_load(self.result("evolve", wcxf, "--to", "200"))
        from_json = self.evolve(wcxf, "--to", "200")
        self.assertEqual(from_yaml, from_json)
        self.assertEqual((from_json["eft"], from_json["basis"]), ("SMEFT", "Warsaw"))
        self.assertIsInstance(from_json["values"]["ll_1122"], float)
        self.assertEqual(set(from_json["values"]["lq3_1112"]), {"Re", "Im"})
        self.assertEqual(from_json["metadata"]["method"], "cvode")
        self.assertEqual(from_json["metadata"]["rtol"], 1e-9)

    def test_output_files_have_the_format_of_their_name(self):
        wcxf = self.write_wcxf("wc.json", 1000.0, {"ll_1122": 5e-7})
        for name, read in (("low.json", json.load), ("low.yaml", yaml.safe_load)):
            self.assertEqual(self.result("evolve", wcxf, "--to", "200", "-o", name), "")
            with open(os.path.join(self.folder, name), encoding="utf-8") as file:
                self.assertEqual(read(file), self.evolve(wcxf, "--to", "200"))
            self.assertIn("exists", self.refusal(73, "evolve", wcxf, "--to", "200", "-o", name))
        self.assertIn("the folder does not exist",
                      self.refusal(73, "evolve", wcxf, "--to", "200", "-o", "no/folder.json"))

    def test_what_evolve_wrote_runs_back_to_the_start(self):
        run = reference("run_dense_1e-8.json")
        wcxf, sm = self.start(run)
        options = ("--raw", "--rtol", "1e-11")
        self.result("evolve", wcxf, "--to", "91.1876", "--sm", sm, *options, "-o", "low.yaml")
        back = self.evolve("low.yaml", "--to", repr(run["scale_in"]), "--sm", "low.yaml", *options)
        self.check_run(back, run["wc_in"], run["sm_in"])

    def test_a_run_down_in_the_down_basis_leads_back_up(self):
        run = reference("run_zprime.json")
        wcxf, _ = self.start(run)
        self.result("evolve", wcxf, "--to", "91.1876", "--rtol", "1e-11", "-o", "low.json")
        back = self.evolve("low.json", "--to", repr(run["scale_in"]), "--rtol", "1e-11")
        # The couplings at mu_EW follow from the inputs, not from the file, so this closes only if
        # they were converged at the high scale.
        values = run["wc_in"]
        self.check_coefficients(back["values"], values, 1e-8, 1e-9 * largest(values))

    def test_both_integrators_agree(self):
        run = reference("run_zprime.json")
        wcxf, sm = self.start(run)
        adams, bdf = (self.evolve(wcxf, "--to", "160", "--sm", sm, "--integrator", method)
                      for method in ("adams", "bdf"))
        self.assertEqual(bdf["metadata"]["integrator"], "bdf")
        self.check_coefficients(bdf["values"], adams["values"], 1e-8,
                                1e-12 * largest(adams["values"]))

    def test_scales_may_carry_units(self):
        wcxf = self.write_wcxf("wc.json", 200.0, {"ll_1122": 5e-7})
        self.assertEqual(self.evolve(wcxf, "--to", "1 TeV"), self.evolve(wcxf, "--to", "1000"))

    def test_mu_ew_is_reached_whatever_the_last_digit(self):
        wcxf = self.write_wcxf("wc.json", 91.18759999999999, {"ll_1122": 5e-7})
        found = self.evolve(wcxf, "--to", "91.18760000000001")
        self.assertEqual(found["scale"], MU_EW)
        self.assertEqual(to_complex(found["values"]["ll_1122"]), 5e-7)

    def test_a_small_imaginary_part_of_a_real_coefficient_is_cut_with_a_warning(self):
        wcxf = self.write_wcxf("wc.json", 1000.0, {"ll_1122": 1e-6, "phil3_11": [1e-9, 1e-20]})
        code, out, err = self.call("evolve", wcxf, "--to", "1000", "--json")
        self.assertEqual(code, 0)
        self.assertEqual(json.loads(out)["values"]["phil3_11"], 1e-9)
        self.assertRegex(err, r"^smeftscan: warning: .*phil3_11.*\n$")

    def test_a_point_without_an_answer_is_exit_76(self):
        # at a pole the last digits decide whether steps end or numbers do
        for values in ({"ll_1122": 1e3}, {"phi": 1.0}, {"phiWB": 0.1}):
            wcxf = self.write_wcxf("wc.json", 1000.0, values)
            self.assertRegex(self.refusal(76, "evolve", wcxf, "--to", "200"),
                             "status (integration_failed|no_sm_solution|not_finite|time_limit)")

    def test_a_result_that_cannot_be_written_is_exit_74(self):
        wcxf = self.write_wcxf("wc.json", 1000.0, {"ll_1122": 5e-7})
        with full_disk() as stdout:
            code, _, err = self.call("evolve", wcxf, "--to", "200", stdout=stdout)
        self.assertEqual(code, 74)
        self.assertIn("cannot be written", err)
        code, _, err = self.call("evolve", wcxf, "--to", "200", "-o", "low.yaml",
                                 preexec_fn=no_room)
        self.assertEqual(code, 74)
        self.assertIn("cannot be written", err)
        self.assertEqual(os.listdir(self.folder), ["wc.json"])  # no part of a file is left


if __name__ == "__main__":
    unittest.main()

# SPDX-License-Identifier: MIT
"""`smeftscan evolve` across mu_EW and below it, beside its own steps, `predict` and tables."""

import json
import unittest

from program import MU_EW, ProgramTest, largest, reference, to_complex

HIGH = {"lq1_2223": [1e-8, 3e-9], "lq3_3323": -2e-8, "phil3_11": 3e-9, "qd1_2323": 1e-9,
        "dG_23": [2e-10, 1e-10], "ledq_2223": 4e-10, "uphi_23": 1e-9}
LOW = {"VedLL_2223": {"Re": 2e-9, "Im": -1e-9}, "SedRR_2232": 3e-10, "V8udduLR_1232": 1e-9,
       "dgamma_23": {"Re": 1e-9, "Im": 4e-10}, "SeeRR_1222": 2e-9}
NAMED = ("sbmumu", "bsmumu", "bs")


class LowEnergy(ProgramTest):
    def evolve(self, wcxf, to, *options):
        """The result of a call that must succeed; the warnings are in self.said."""
        code, out, self.said = self.call("evolve", wcxf, "--to", to, "--json", *options)
        self.assertEqual(code, 0, self.said)
        return json.loads(out)

    def write_low(self, eft, basis, scale, values, name="low.json"):
        return self.write(name, {"eft": eft, "basis": basis, "scale": scale, "values": values})

    def check_same(self, found, wanted, relative=1e-11, floor=1e-15):
        """Of two ways of the program: no difference but the rounding of sums, in parts of the
        coefficient and of the largest."""
        self.assertEqual((found["eft"], found["basis"]), (wanted["eft"], wanted["basis"]))
        self.check_coefficients(found["values"], wanted["values"], relative,
                                floor * largest(wanted["values"]))

    def stations(self, result):
        return [(step["eft"], step["from"], step["to"]) for step in result["metadata"]["path"]]

    def test_the_scale_alone_chooses_the_theory(self):
        wcxf = self.write_wcxf("high.json", 1000.0, {"ll_1122": 5e-8})
        for scale, eft in ((MU_EW, "SMEFT"), (91.18, "WET"), (4.2, "WET"), (4.19, "WET-4"),
                           (1.3, "WET-4"), (1.29, "WET-3"), (0.7, "WET-3")):
            found = self.evolve(wcxf, scale)
            self.assertEqual((found["eft"], found["scale"]), (eft, scale))
            self.assertEqual(found["basis"], "Warsaw" if eft == "SMEFT" else "flavio")
        self.assertEqual(self.stations(found), [
            ("SMEFT", 1000.0, MU_EW), ("WET", MU_EW, 4.2), ("WET-4", 4.2, 1.3),
            ("WET-3", 1.3, 0.7)])
        self.assertEqual(found["metadata"]["contribution"], "new physics alone")
        self.assertEqual(found["metadata"]["method"], "cvode")

    def test_an_option_runs_a_theory_where_another_one_is_usual(self):
        wcxf = self.write_wcxf("high.json", 1000.0, HIGH)
        # matched where it begins, then down or up
        low = self.evolve(wcxf, 1.0, "--eft", "WET-4", "--basis", "JMS")
        self.assertEqual(self.stations(low)[1:], [("WET", MU_EW, 4.2), ("WET-4", 4.2, 1.0)])
        steps = self.evolve(wcxf, 4.2, "--eft", "WET-4", "--basis", "JMS")
        steps = self.evolve(self.write("steps.json", steps), 1.0, "--eft", "WET-4")
        self.check_same(low, steps)
        high = self.evolve(wcxf, 2.0, "--eft", "WET-3", "--basis", "JMS")
        self.assertEqual(self.stations(high)[1:],
                         [("WET", MU_EW, 4.2), ("WET-4", 4.2, 1.3), ("WET-3", 1.3, 2.0)])
        steps = self.evolve(wcxf, 1.3, "--eft", "WET-3", "--basis", "JMS")
        steps = self.evolve(self.write("steps.json", steps), 2.0, "--eft", "WET-3")
        self.check_same(high, steps)
        # QCD runs differently with three and four quarks
        self.assertNotAlmostEqual(
            self.evolve(wcxf, 2.0, "--basis", "JMS")["values"]["V8udLL_1112"]["Re"] /
            high["values"]["V8udLL_1112"]["Re"], 1.0, delta=1e-3)

    def test_crossing_is_running_then_matching_then_running(self):
        wcxf = self.write_wcxf("high.json", 1000.0, HIGH)
        at_once = self.evolve(wcxf, 4.8, "--basis", "JMS")
        self.assertEqual(self.said, "")
        smeft = self.write("smeft.json", self.evolve(wcxf, MU_EW))
        matched = self.evolve(smeft, MU_EW, "--eft", "WET", "--basis", "JMS")
        self.assertEqual(self.stations(matched), [("SMEFT", MU_EW, MU_EW), ("WET", MU_EW, MU_EW)])
        steps = self.evolve(self.write("wet.json", matched), 4.8)
        self.assertEqual(steps["basis"], "JMS")  # that of the input
        self.assertNotIn("method", steps["metadata"])
        self.check_same(steps, at_once)

    def test_thresholds_are_passed_at_once_or_one_by_one(self):
        wet = self.write_low("WET", "JMS", 10.0, {**LOW, "VedLL_2212": 1e-9})
        at_once = self.evolve(wet, 1.0, "--basis", "JMS")
        steps = self.evolve(wet, 4.2)
        steps = self.evolve(self.write("b.json", steps), 4.2, "--eft", "WET-4", "--basis", "JMS")
        self.assertNotIn("VedLL_2223", steps["values"])
        steps = self.evolve(self.write("c.json", steps), 1.0, "--basis", "JMS")
        self.check_same(at_once, steps)
        up = self.evolve(self.write("d.json", at_once), 1.3, "--eft", "WET-3")
        # QED is of first order: the way up and down again leaves its square, at most that of SeeRR,
        # (16 alpha_e/(4 pi) ln 1.3)^2 = 7e-6
        self.check_same(self.evolve(self.write("e.json", up), 1.0), at_once, floor=8e-6)

    def test_matching_agrees_with_an_independent_program(self):
        case = reference("jms_matching.json")["cases"][0]
        self.assertEqual((case["name"], case["ckm"]), ("M1", "reference"))
        wcxf = self.write_wcxf("ew.json", MU_EW, case["wc"])
        found = self.evolve(wcxf, MU_EW, "--eft", "WET", "--basis", "JMS", "--data", "reference")
        # 12 digits; the table is a difference quotient, by 2e-3, of numbers up to 6e-5 (W exchange): a
        # rounding makes 3e-18, some of them ten times that; dipoles are in GeV^-1
        for is_dipole, floor in ((False, 3e-17), (True, 1e-15)):
            part = [{name: value for name, value in values.items()
                     if any(dipole in name for dipole in ("gamma_", "G_")) is is_dipole}
                    for values in (found["values"], case["jms"])]
            self.assertGreater(len(part[0]), 20)
            self.assertGreater(largest(part[1]), 1e8 * floor)
            self.check_coefficients(*part, 1e-10, floor)

    def test_the_values_are_those_of_predict(self):
        wcxf = self.write_wcxf("high.json", 1000.0, HIGH)
        for data in ("current", "reference"):
            code, out, _ = self.call("predict", wcxf, "--json", "--data", data, "--likelihood",
                                     "cabibbo")
            self.assertEqual(code, 0)
            said = json.loads(out)["wet"]
            found = self.evolve(wcxf, said["scale"], "--data", data)
            wanted = {name: value for name, value in said["values"].items() if value != [0.0, 0.0]}
            self.assertGreater(len(wanted), 10)
            self.check_coefficients({name: found["values"][name] for name in wanted}, wanted,
                                    1e-9, 1e-13 * largest(wanted))

    def test_both_bases_say_the_same(self):
        wcxf = self.write_low("WET", "JMS", 10.0, {k: v for k, v in LOW.items() if k[:2] != "Se"})
        flavio = self.evolve(wcxf, 4.8, "--basis", "flavio")
        self.assertEqual(self.said, "")
        jms = self.evolve(wcxf, 4.8)
        back = self.evolve(self.write("flavio.json", flavio), 4.8, "--basis", "JMS")
        # what it has only by operators that flavio does not name is not there
        self.check_coefficients({name: value for name, value in back["values"].items()},
                                {name: jms["values"].get(name, 0) for name in back["values"]},
                                1e-12, 1e-15 * largest(jms["values"]))
        self.assertIn("VedLL_2223", back["values"])
        again = self.evolve(self.write("back.json", back), 4.8, "--basis", "flavio")
        self.check_same(again, flavio)
        self.assertEqual(self.evolve(self.write("flavio.json", flavio), 4.8)["basis"], "flavio")

    def test_bases_agree_with_an_independent_program_where_no_mass_enters(self):
        for point in reference("wet_bases.json")["points"]:
            jms = {name: {"Re": v[0], "Im": v[1]} if isinstance(v, list) else v
                   for name, v in point["JMS"].items()}
            wcxf = self.write_low(point["eft"], "JMS", point["scale"], jms)
            found = self.evolve(wcxf, point["scale"], "--eft", point["eft"], "--basis", "flavio",
                                "--data", "reference")
            self.assertEqual(len(self.said.splitlines()), 1)
            vector = [name for name in point["flavio"] if name.startswith(("C9", "C10", "CL_"))]
            self.assertGreater(len(vector), 10)
            # inputs of the table: G_F in eight digits as 1/(sqrt2 v^2)
            for name in vector:
                ratio = to_complex(found["values"][name]) / to_complex(point["flavio"][name])
                self.assertLess(abs(ratio - 1.0), 1e-6, name)

    def test_what_flavio_does_not_name_is_said_once(self):
        wcxf = self.write_low("WET", "JMS", 10.0, {"TedRR_2223": 1e-9, "VedLL_2223": 1e-9})
        self.evolve(wcxf, 5.0, "--basis", "flavio")
        self.assertRegex(self.said, r"^smeftscan: warning: \d+ coefficients? of the WET, \w+.* no "
                                    r"name in the basis flavio.*\n$")
        found = self.evolve(wcxf, 5.0)
        self.assertEqual(self.said, "")
        self.assertIn("TedRR_2223", found["values"])

    def test_given_couplings_cross_too(self):
        high = self.write_wcxf("high.json", 1000.0, HIGH)
        couplings = self.write("sm.json", self.evolve(high, 1000.0)["metadata"]["sm"])
        self.check_same(self.evolve(high, 4.8, "--sm", couplings, "--basis", "JMS"),
                        self.evolve(high, 4.8, "--basis", "JMS"), 1e-6)

    def test_what_cannot_be_done_is_said(self):
        self.write_wcxf("high.json", 1000.0, HIGH)
        self.write_low("WET", "JMS", 10.0, LOW, "wet.json")
        self.write_low("WET-4", "flavio", 2.0, {}, "wet4.json")
        self.write_low("WET", "Bern", 5.0, {}, "bern.json")
        self.write_low("WET-3", "JMS", 0.5, {}, "deep.json")
        self.write_low("WET-4", "JMS", 2.0, {"VedLL_1113": 1e-9}, "heavy.json")
        self.write_low("LEFT", "JMS", 2.0, {}, "left.json")
        for code, arguments, message in (
                (64, ("wet.json", "--to", "200"), "--to: .*WET.*SMEFT above.*--eft WET"),
                (64, ("wet.json", "--to", MU_EW), "--to: .*--eft WET"),
                (64, ("wet.json", "--to", "200", "--eft", "SMEFT"), "--eft: .*SMEFT above"),
                (64, ("wet4.json", "--to", "5"), "--to: .*WET-4.*WET above.*--eft WET-4"),
                (64, ("wet4.json", "--to", "5", "--eft", "WET"), "--eft: .*WET above"),
                (64, ("high.json", "--to", "0.5"), "--to: out of range .*WET-3.* 0.7 to 91.1876"),
                (64, ("high.json", "--to", "200", "--eft", "WET"), "--to: out of range .*2"),
                (64, ("high.json", "--to", "1", "--eft", "WET"), "--to: out of range .*WET is"),
                (64, ("high.json", "--to", "50", "--eft", "SMEFT"), "--to: .*91.1876"),
                (64, ("high.json", "--to", "5", "--eft", "WET-5"), "--eft: .*'WET-5'.*WET-4"),
                (64, ("high.json", "--to", "5", "--basis", "Warsaw"), "--basis: .*WET.*flavio, JMS"),
                (64, ("high.json", "--to", "200", "--basis", "JMS"), "--basis: .*SMEFT.*Warsaw up"),
                (64, ("high.json", "--to", "5", "--raw"), "--raw: .*WET"),
                (64, ("high.json", "--to", "200", "--raw", "--basis", "Warsaw up"), "--raw: "),
                (64, ("wet.json", "--to", "5", "--sm", "sm.json"), "--sm: .*WET"),
                (65, ("bern.json", "--to", "5"), "basis: 'Bern' is not read"),
                (65, ("deep.json", "--to", "1"), "scale: out of range"),
                (65, ("heavy.json", "--to", "2"), "VedLL_1113.*not active in WET-4"),
                (65, ("left.json", "--to", "2"), "eft: 'LEFT' is not read")):
            with self.subTest(arguments):
                self.write("sm.json", "{}")
                self.assertRegex(self.refusal(code, "evolve", *arguments), message)

    def test_numbers_that_overflow_are_exit_76(self):
        # densities of quarks grow towards low scales, as masses do
        wet = self.write_low("WET", "JMS", 90.0, {"SedRR_2223": 1.7e308})
        self.assertRegex(self.refusal(76, "evolve", wet, "--to", "2", "--eft", "WET"),
                         "not_finite.*below the electroweak scale")

    def test_a_data_set_without_the_inputs_is_named(self):
        wcxf = self.write_wcxf("high.json", 1000.0, HIGH)
        self.write("mine.yaml", "parameters: [parameters/current.yaml, parameters/flavour.yaml]\n"
                   "inputs: {running: inputs/running.yaml}\nmeasurements: []\n")
        self.evolve(wcxf, 200.0, "--data", "./mine.yaml")
        self.assertRegex(self.refusal(65, "evolve", wcxf, "--to", "5", "--data", "./mine.yaml"),
                         "flavour")


if __name__ == "__main__":
    unittest.main()

# SPDX-License-Identifier: MIT
"""`smeftscan predict`."""

import json
import unittest

from program import MU_EW, ProgramTest, reference

PAPER = {"g11": -0.17, "g22": 1.5, "g33": -1.8}
GROUPS = ["cabibbo", "electroweak", "lepton_universality", "trident"]


def z_prime(g11, g22, g33):
    """Matching at 1 TeV, M = 1 TeV, GeV^-2, without quarks."""
    return {"ll_1111": -0.5e-6 * g11 * g11, "ll_2222": -0.5e-6 * g22 * g22,
            "ll_3333": -0.5e-6 * g33 * g33, "ll_1122": -1e-6 * g11 * g22,
            "ll_1133": -1e-6 * g11 * g33, "ll_2233": -1e-6 * g22 * g33}


class Predict(ProgramTest):
    def predict(self, wcxf, *arguments):
        return json.loads(self.result("predict", wcxf, "--data", "paper", "--likelihood",
                                      ",".join(GROUPS), "--json", *arguments))

    def sm(self):
        return self.write_wcxf("sm.json", MU_EW, {})

    def test_the_answer_has_the_documented_keys(self):
        answer = self.predict(self.sm())
        self.assertEqual(set(answer), {"status", "chi2", "predictions", "measurements", "wc", "wet",
                                       "blind"})
        self.assertEqual(answer["status"], "ok")
        self.assertEqual(set(answer["chi2"]), {"total", *GROUPS})
        for row in answer["predictions"]:
            self.assertEqual(set(row), {"name", "arguments", "value", "theory_error", "group",
                                        "unit", "stations"})
        for row in answer["measurements"]:
            self.assertEqual(set(row), {"measurement", "name", "arguments", "measured", "error",
                                        "pull", "group"})
        self.assertEqual(set(answer["wc"]), {"high", "ew"})

    def test_chi_square_of_the_sm_is_that_of_an_independent_fit(self):
        answer = self.predict(self.sm())
        for group, wanted in zip(GROUPS, (10.91, 33.57, 17.24, 1.45)):
            self.assertAlmostEqual(answer["chi2"][group], wanted, delta=0.3)
        self.assertAlmostEqual(answer["chi2"]["total"], 63.17, delta=0.3)
        self.assertEqual(len(answer["measurements"]), 41)
        for row in answer["measurements"]:
            value = next(p["value"] for p in answer["predictions"] if p["name"] == row["name"])
            self.assertAlmostEqual(row["pull"] * row["error"], value - row["measured"], places=12)

    def test_the_paper_s_best_fit_from_1_tev(self):
        answer = self.predict(self.write_wcxf("z.json", 1000, z_prime(**PAPER)))
        for group, wanted in zip(GROUPS, (2.33, 36.13, 13.01, 2.10)):
            self.assertAlmostEqual(answer["chi2"][group], wanted, delta=0.3)
        self.assertAlmostEqual(answer["chi2"]["total"], 53.56, delta=0.3)
        self.assertEqual(answer["wc"]["high"]["scale"], 1000)
        self.assertEqual(answer["wc"]["ew"]["scale"], MU_EW)

    def test_what_is_given_at_mu_ew_is_not_run(self):
        point = reference("low_energy_points.json")["points"][0]
        wc = {name: 1e-6 * value for name, value in point["wc"].items()}
        answer = self.predict(self.write_wcxf("low.json", MU_EW, wc))
        self.assertEqual(answer["wc"]["high"], answer["wc"]["ew"])
        for row in answer["predictions"]:
            if row["name"].startswith("gtau/g") and len(row["name"]) < 9:
                self.assertAlmostEqual(row["value"], point["formula"][row["name"]], places=12)

    def test_an_observable_restricts_what_is_shown_and_not_chi_square(self):
        everything = self.predict(self.sm())
        answer = self.predict(self.sm(), "--observable", "R(Vus)", "--observable", "gmu/ge")
        self.assertEqual([row["name"] for row in answer["predictions"]], ["R(Vus)", "gmu/ge"])
        self.assertEqual([row["name"] for row in answer["measurements"]], ["R(Vus)"])
        self.assertEqual(answer["chi2"], everything["chi2"])
        self.assertIsNone(answer["predictions"][1]["group"])

    def test_bins_are_named_together_or_one_by_one(self):
        one = self.predict(self.sm(), "--observable", "R_sigma(ee->mumu)[206.5]")
        self.assertEqual(one["predictions"][0]["arguments"], {"E": 206.5})
        new = self.predict(self.sm(), "--observable", "R_sigma(ee->mumu)[180]")
        self.assertEqual(new["predictions"][0]["arguments"], {"E": 180})
        every = self.predict(self.sm(), "--observable", "R_sigma(ee->mumu)")
        self.assertEqual(len(every["predictions"]), 12)

    def write_wet(self, values):
        return self.write("wet.json", {"eft": "WET", "basis": "flavio", "scale": 4.8,
                                       "values": values})

    def test_the_default_likelihood_is_that_of_the_data_set(self):
        def groups(*options):
            answer = json.loads(self.result("predict", self.sm(), "--json", *options))
            return set(answer["chi2"]) - {"total"}
        self.assertEqual(groups("--data", "paper"), {*GROUPS, "bsll"})
        everything = {*GROUPS, "bsll", "lep_contact", "meson_mixing"}
        self.assertEqual(groups(), groups("--likelihood", "all"))
        self.assertLess(everything - {"cabibbo", "lepton_universality"}, groups())
        self.assertEqual(groups() & {"cabibbo", "lepton_universality"}, set())  # excluded
        self.assertEqual(groups("--data", "paper", "--likelihood", "all"), everything)
        self.assertEqual(groups("--likelihood", "all,-bsll,-lep_contact"),
                         groups() - {"bsll", "lep_contact"})
        wet = json.loads(self.result("predict", self.write_wet({}), "--json"))
        self.assertEqual(set(wet["chi2"]) & everything, {"bsll", "meson_mixing"})

    def test_wet_coefficients_are_compared_with_the_groups_that_they_predict(self):
        def chi2(values):
            out = self.result("predict", self.write_wet(values), "--data", "reference-2022",
                              "--json")
            answer = json.loads(out)
            self.assertEqual(set(answer), {"status", "chi2", "predictions", "measurements", "wet"})
            self.assertEqual(set(answer["chi2"]), {"total", "bsll", "meson_mixing"})
            self.assertEqual(set(answer["wet"]["values"]), set(values))
            return answer["chi2"]["bsll"]
        # an independent fit: 127.61 in the SM, 13.0 less at C9mu = -0.53
        self.assertAlmostEqual(chi2({}), 127.61, delta=0.1)
        self.assertAlmostEqual(chi2({"C9_bsmumu": -0.529}), 127.61 - 13.01, delta=0.2)
        self.assertIn("WET", self.refusal(64, "predict", self.write_wet({}), "--likelihood",
                                          "cabibbo"))
        self.assertIn("R(Vus)", self.refusal(64, "predict", self.write_wet({}), "--observable",
                                             "R(Vus)"))

    def test_any_bin_of_b_to_s_l_l_can_be_asked_for(self):
        def rows(*names):
            options = [option for name in names for option in ("--observable", name)]
            return json.loads(self.result("predict", self.write_wet({}), "--data", "reference",
                                          "--json", *options))["predictions"]
        measured, = rows("<P5p>(B0->K*mumu)[4,6]")
        self.assertGreater(measured["theory_error"], 0.0)
        new, point, plain = rows("<P5p>(B0->K*mumu)[4.3,6]", "P5p(B0->K*mumu)[5.05]", "DeltaM_s")
        self.assertEqual(new["arguments"], {"q2min": 4.3, "q2max": 6})
        self.assertAlmostEqual(new["value"], point["value"], delta=0.05)
        self.assertEqual(plain["unit"], "GeV")
        self.assertIn("needs arguments", self.refusal(64, "predict", self.write_wet({}),
                                                      "--observable", "P5p(B0->K*mumu)"))

    def test_the_smeft_makes_the_wet_coefficients(self):
        wet = self.predict(self.write_wcxf("low.json", MU_EW, {"lq1_2223": 1e-9}))["wet"]
        self.assertEqual(wet["scale"], 4.8)
        nine, ten = wet["values"]["C9_bsmumu"], wet["values"]["C10_bsmumu"]
        self.assertAlmostEqual(nine[0] / ten[0], -1.0, delta=0.03)

    def test_the_table_has_every_pull_sorted_inside_its_group(self):
        out = self.result("predict", self.sm(), "--data", "paper", "--likelihood",
                          "lepton_universality")
        pulls = [abs(float(line.split()[-1])) for line in out.splitlines()
                 if line.startswith("  ")]
        self.assertEqual(len(pulls), 8)
        self.assertEqual(pulls, sorted(pulls, reverse=True))

    def test_doubtful_scales_are_said_on_stderr(self):
        low = self.write_wcxf("low.json", 500, {"ll_1122": 1e-7})
        code, _, err = self.call("predict", low, "--likelihood", "trident")
        self.assertEqual(code, 0)
        self.assertIn("third", err)
        strong = self.write_wcxf("strong.json", 5000, {"ll_2222": -1e-6})
        self.assertIn("4 pi", self.call("predict", strong, "--likelihood", "trident")[2])

    def test_mistakes_are_refused(self):
        self.assertIn("Did you mean 'trident'",
                      self.refusal(64, "predict", self.sm(), "--likelihood", "tridnt"))
        self.assertIn("R(Vus)", self.refusal(64, "predict", self.sm(), "--observable", "R(Vud)"))
        self.refusal(65, "predict", self.write_wcxf("deep.json", 50, {}))
        self.refusal(65, "predict", "missing.json")


if __name__ == "__main__":
    unittest.main()

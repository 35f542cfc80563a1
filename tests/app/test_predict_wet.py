# SPDX-License-Identifier: MIT
"""`smeftscan predict` of coefficients below the electroweak scale."""

import json
import math
import unittest

from program import MU_EW, ProgramTest, to_complex

B_SCALE = 4.8  # GeV
ABOVE = {"cabibbo", "electroweak", "lepton_universality", "trident", "lep_contact"}
# Of b -> s mu mu and e e, each matched to one coefficient of JMS at mu_EW with the same value.
MATCHED = {"lq1_2223": ("VedLL_2223", [2e-9, 1e-9]), "ld_2223": ("VedLR_2223", [-1e-9, 3e-10]),
           "ed_1123": ("VedRR_1123", [5e-10, -1e-9]), "qe_2311": ("VdeLR_2311", [1e-9, 7e-10])}


def alpha_s_over(scale, end):
    """alpha_s(scale)/alpha_s(end) by two loops with five quarks from alpha_s(m_Z) = 0.1184
    [PDG2022, Eq. (9.3)]."""
    def slope(a):
        return -2 * a * a * ((11 - 10 / 3) / (4 * math.pi) + (102 - 190 / 3) / (4 * math.pi)**2 * a)
    def at(mu, steps=2000):
        a, h = 0.1184, math.log(mu / MU_EW) / steps
        for _ in range(steps):
            a += h * slope(a + h / 2 * slope(a))
        return a
    return at(scale) / at(end)


def at_b_scale(answer):
    """The predictions of which the coefficients are taken there."""
    return [row for row in answer["predictions"]
            if row["stations"] == [{"eft": "WET", "scale": B_SCALE}]]


class PredictWet(ProgramTest):
    def write_low(self, name, values, scale=B_SCALE, basis="flavio", eft="WET"):
        values = {key: {"Re": value[0], "Im": value[1]} if isinstance(value, list) else value
                  for key, value in values.items()}
        return self.write(name, {"eft": eft, "basis": basis, "scale": scale, "values": values})

    def predict(self, file, *options):
        return json.loads(self.result("predict", file, "--json", *options))

    def check_same_predictions(self, found, wanted, relative):
        self.assertEqual(len(found["predictions"]), len(wanted["predictions"]))
        for one, other in zip(found["predictions"], wanted["predictions"], strict=True):
            self.assertEqual((one["name"], one["arguments"]), (other["name"], other["arguments"]))
            self.assertLessEqual(abs(one["value"] - other["value"]),
                                 relative * (abs(other["value"]) + 1e-3 * (other["unit"] == "1")),
                                 one["name"])

    def test_the_basis_jms_gives_what_flavio_gives(self):
        jms = self.predict(self.write_low("jms.json", {
            "VedLL_2223": [2e-9, 1e-9], "VedLR_2223": 1e-9, "dgamma_23": [1e-9, -1e-8],
            "dG_32": [2e-8, 1e-8], "SedRR_2223": [3e-10, 1e-10], "VnudLL_3323": 4e-9,
            "VddLL_2323": [1e-12, 2e-12]}, basis="JMS"))
        values = jms["wet"]["values"]
        self.assertLessEqual({"C9_bsmumu", "C10p_bsmumu", "C7_bs", "C8p_bs", "CS_bsmumu",
                              "CL_bsnutaunutau", "CVLL_bsbs"}, set(values))
        flavio = self.predict(self.write_low("flavio.json", values))
        self.check_same_predictions(flavio, jms, 1e-12)
        # H = -4 G_F/sqrt2 xi_t alpha_e/(4 pi) C9 O_9: an independent number for the units
        left = self.predict(self.write_low("left.json", {"VedLL_2223": 1e-9}, basis="JMS"))
        nine, ten = (to_complex(left["wet"]["values"][name]) for name in ("C9_bsmumu",
                                                                          "C10_bsmumu"))
        self.assertAlmostEqual(abs(nine + ten), 0.0, delta=1e-15)
        norm = 4 * 1.1664e-5 / math.sqrt(2) * 0.0411 / (133 * 4 * math.pi)
        self.assertAlmostEqual(abs(nine) * 2 * norm / 1e-9, 1.0, delta=0.03)

    def test_only_coefficients_of_the_b_scale_leave_others_untouched(self):
        values = {"C9_bsmumu": [-0.5, 0.1], "CVLL_bsbs": 1e-12, "C7p_bs": 0.03}
        answer = self.predict(self.write_low("low.json", values))
        # the phase of xi_t is multiplied and divided: rounding of 0.03
        self.check_coefficients(answer["wet"]["values"], values, 1e-15, 1e-17)
        # four-quark operators act through the running alone
        more = self.predict(self.write_low("more.json", {**values, "CVLL_bscc": 0.5}))
        self.assertEqual(at_b_scale(more), at_b_scale(answer))
        high = self.predict(self.write_low("high.json", {"CVLL_bscc": 0.5}, scale=10))
        self.assertGreater(abs(to_complex(high["wet"]["values"]["C9_bsmumu"])), 0.1)

    def test_what_is_given_at_another_scale_is_run_to_the_b_scale(self):
        for scale in (2.5, 20.0, MU_EW):
            with self.subTest(scale=scale):
                # of this set alpha_e, which normalises C10, is the same at all scales
                answer = self.predict(self.write_low("there.json", {"CVLL_bsbs": 1e-11,
                                                                    "C10_bsmumu": 0.4}, scale),
                                      "--data", "reference")
                self.assertEqual(answer["wet"]["scale"], B_SCALE)
                values = {name: to_complex(value)
                          for name, value in answer["wet"]["values"].items()}
                # by hand: 6/23, conserved currents; 5e-3: QED, alpha_e/pi ln(m_Z/m_b) and below
                factor = alpha_s_over(scale, B_SCALE)**(6 / 23)
                self.assertAlmostEqual(values["CVLL_bsbs"] / 1e-11, factor, delta=5e-3)
                self.assertAlmostEqual(values["C10_bsmumu"] / 0.4, 1.0, delta=5e-3)
                here = self.predict(self.write_low("here.json", answer["wet"]["values"]),
                                    "--data", "reference")
                self.check_same_predictions({"predictions": at_b_scale(answer)},
                                            {"predictions": at_b_scale(here)}, 1e-12)
                # at 5 and 4.2 GeV what mixes in from coefficients that are not shown is missing
                self.check_same_predictions(answer, here, 1e-4)

    def test_at_mu_ew_it_is_the_smeft_that_is_matched_there(self):
        smeft = self.write_wcxf("smeft.json", MU_EW,
                                {name: value for name, (_, value) in MATCHED.items()})
        low = self.write_low("low.json", dict(MATCHED.values()), MU_EW, "JMS")
        for data in ("current", "reference"):
            options = ("--data", data, "--likelihood", "bsll")
            above, below = self.predict(smeft, *options), self.predict(low, *options)
            self.assertGreater(abs(above["chi2"]["bsll"] - self.predict(
                self.write_wcxf("sm.json", MU_EW, {}), *options)["chi2"]["bsll"]), 1.0)
            self.check_same_predictions(below, above, 1e-10)
            self.assertAlmostEqual(below["chi2"]["bsll"] / above["chi2"]["bsll"], 1.0, delta=1e-10)

    def test_every_row_says_where_its_coefficients_are_taken(self):
        low = self.predict(self.write_low("low.json", {}))
        listed = json.loads(self.result("list", "observables", "--json"))["observables"]
        stations = {row["name"]: row["stations"] for row in listed}
        for row in low["predictions"]:
            self.assertEqual(row["stations"], stations[row["name"]])
            self.assertTrue(all(station["eft"] != "SMEFT" for station in row["stations"]))
        self.assertEqual(stations["<BR>(B->Xsmumu)"], [{"eft": "WET", "scale": 5.0}])
        self.assertEqual(stations["<P5p>(B0->K*mumu)"], [{"eft": "WET", "scale": B_SCALE}])
        self.assertEqual(stations["eps_K"], [{"eft": "WET-3", "scale": 2.0}])
        high = {row["name"]: row["stations"] for row in self.predict(
            self.write_wcxf("sm.json", MU_EW, {}))["predictions"]}
        self.assertEqual(high["m_W"], [{"eft": "SMEFT", "scale": MU_EW}])
        self.assertEqual(high["R_sigma(ee->mumu)"], [{"eft": "SMEFT", "scale": MU_EW},
                                                     {"eft": "SMEFT", "scale": 206.5}])
        self.assertEqual(high["DeltaM_s"], [{"eft": "WET", "scale": 4.2}])
        for row in listed:
            self.assertEqual(row["stations"], high.get(row["name"], row["stations"]))

    def test_what_is_asked_for_and_not_predicted_is_named_once(self):
        low = self.write_low("low.json", {"C9_bsmumu": -0.5})
        other = self.write_low("other.json", {"VedLL_2223": 1e-9}, 20, "JMS")
        for options, left_out in (
                (("--likelihood", "all"), "electroweak, trident, lep_contact"),
                (("--likelihood", "bsll,cabibbo", "--observable", "R(Vus)", "--observable",
                  "DeltaM_s"), "cabibbo, R(Vus)")):
            code, out, err = self.call("predict", low, other, "--json", *options)
            self.assertEqual((code, len(err.splitlines())), (0, 1), err)
            self.assertIn("coefficients of the WET do not predict", err)
            self.assertIn(left_out, err)
            for entry in json.loads(out)["files"]:
                self.assertEqual(set(entry["chi2"]) & ABOVE, set())
                self.assertIn("bsll", entry["chi2"])
        self.assertEqual([row["name"] for row in entry["predictions"]], ["DeltaM_s"])
        for option, name in (("--likelihood", "cabibbo"), ("--observable", "R(Vus)")):
            line = self.refusal(64, "predict", low, option, name)
            self.assertIn(f"{option}: coefficients of the WET do not predict {name}", line)
        self.assertEqual(set(self.predict(low)["chi2"]) & {"bsll", *ABOVE}, {"bsll"})

    def test_theories_without_b_quarks_predict_groups_of_lighter_ones(self):
        for eft, scale in (("WET-4", 1.5), ("WET-3", 2)):
            low = self.write_low("low.json", {"C9_sdmumu": 1.0}, scale, eft=eft)
            groups = set(self.predict(low)["chi2"])
            self.assertIn("kaon_pion_decays", groups)
            self.assertEqual("charm_decays" in groups, eft == "WET-4")
            self.assertEqual(groups & {"bsll", "meson_mixing", "b_c_l_nu"}, set())
            self.assertIn(f"the {eft} do not predict bsll",
                          self.refusal(64, "predict", low, "--likelihood", "bsll"))

    def test_wrong_files_are_refused_with_their_place(self):
        good = {"eft": "WET", "basis": "JMS", "scale": 4.8, "values": {"VedLL_2223": 1e-9}}
        for change, said in (({"basis": "Bern"}, "basis: 'Bern' is not read"),
                             ({"eft": "WET-5"}, "eft: 'WET-5' is not read"),
                             ({"scale": 1.9}, "scale: out of range"),
                             ({"scale": 91.2}, "scale: out of range"),
                             ({"values": {"VedLL_2232": 1}}, "Give its conjugate as 'VedLL_2223'"),
                             ({"values": {"VedL_2223": 1}}, "Did you mean 'VedLL_2223'"),
                             ({"values": {"C9_bsmumu": 1}}, "C9_bsmumu: unknown coefficient"),
                             ({"values": {"VuuLL_1111": {"Re": 1, "Im": 1}}}, "Leave out Im")):
            with self.subTest(said):
                line = self.refusal(65, "predict", self.write("wrong.json", {**good, **change}))
                self.assertIn("wrong.json:", line)
                self.assertIn(said, line)
        twice = self.write("twice.yaml", "eft: WET\nbasis: flavio\nscale: 4.8\n"
                           "values:\n  C9_bsmumu: 1\n  C9_bsmumu: 2\n")
        self.assertIn("twice.yaml:6", self.refusal(65, "predict", twice))


if __name__ == "__main__":
    unittest.main()

# SPDX-License-Identifier: MIT
"""`smeftscan beta` against the reference tables (their README.md: tolerances)."""

import json
import unittest

import yaml

from program import ProgramTest, largest, reference, to_complex


class Beta(ProgramTest):
    def files(self, sm, wc):
        return self.write_wcxf("wc.json", 1000.0, wc), "--sm", self.write("sm.json", sm)

    def beta(self, sm, wc):
        return json.loads(self.result("beta", *self.files(sm, wc), "--json"))

    def check_blocks(self, found, wanted, cut):
        """Each coefficient within 1e-12 of the largest entry of its operator's block."""
        for op in {name.split("_")[0] for name in (*found, *wanted)}:
            a, b = ({name: v for name, v in values.items() if name.split("_")[0] == op}
                    for values in (found, wanted))
            self.check_coefficients(a, b, 0.0, 1e-12 * largest(b) + cut)

    def test_a_dense_random_point_agrees_in_everything(self):
        point = reference("beta_random_A.json")
        found = self.beta(point["sm"], point["wc"])
        self.check_blocks(found["wc"], point["beta_wc"], 0.0)
        self.check_sm(found["sm"], point["beta_sm"], 1e-12)

    def test_isolated_cases_agree(self):
        table = reference("beta_isolated_gauge.json")
        for case in table["cases"][::25]:
            found = self.beta(table["couplings"][case["couplings"]],
                              table["sources"][case["source"]])
            self.check_blocks(found["wc"], case["beta_wc"], table["cut"])

    def test_coefficients_that_do_not_run_are_absent(self):
        table = reference("beta_isolated_gauge.json")
        sm = next(iter(table["couplings"].values()))
        self.assertEqual(self.beta(sm, {})["wc"], {})

    def test_complex_values_are_pairs_and_real_ones_numbers(self):
        point = reference("beta_random_A.json")
        found = self.beta(point["sm"], point["wc"])
        self.assertEqual(len(found["wc"]), 1356)
        self.assertIsInstance(found["wc"]["phiWB"], float)
        self.assertEqual(len(found["wc"]["uphi_12"]), 2)
        self.assertEqual(len(found["sm"]["Gu"][2][1]), 2)

    def test_the_table_for_people_has_the_same_numbers(self):
        point = reference("beta_random_A.json")
        text = self.result("beta", *self.files(point["sm"], point["wc"]))
        self.assertIn("16 pi^2 dX/dln(mu)", text)
        self.assertEqual(yaml.safe_load(text), self.beta(point["sm"], point["wc"]))
        self.assertEqual(yaml.safe_load(self.result("beta", *self.files(point["sm"], {})))["wc"],
                         {})

    def test_what_evolve_wrote_gives_coefficients_and_couplings(self):
        wcxf = self.write_wcxf("wc.json", 1000.0, {"ll_1122": 5e-7})
        self.result("evolve", wcxf, "--to", "500", "-o", "low.json")
        found = json.loads(self.result("beta", "low.json", "--sm", "low.json", "--json"))
        # ll_1221 is fed by ll_1122 with 6 g^2 [CAA, Eq. (12)], and by what ran in between
        with open(f"{self.folder}/low.json", encoding="utf-8") as file:
            low = json.load(file)
        leading = 6.0 * low["metadata"]["sm"]["g"] ** 2 * to_complex(low["values"]["ll_1122"])
        self.assertAlmostEqual(to_complex(found["wc"]["ll_1221"]) / leading, 1.0, delta=0.1)

    def test_beta_functions_beyond_all_numbers_are_exit_76(self):
        point = reference("beta_random_A.json")
        files = self.files({**point["sm"], "g": 1e200}, point["wc"])
        self.assertIn("status not_finite", self.refusal(76, "beta", *files))


if __name__ == "__main__":
    unittest.main()

# SPDX-License-Identifier: MIT
"""`smeftscan match`: the coefficients that a model matches to, against tests/reference."""

import json
import unittest

from program import ProgramTest, reference, to_complex

MODEL = {"z_prime": {"mass": "1 TeV", "gl_11": 0.3, "gl_22": -0.4, "gphi.im": 0.5}}


def parameters_of(point):
    values = {"mass": point["mass"]}
    for name, coupling in point["couplings"].items():
        if name == "gphi":
            values["gphi"], values["gphi.im"] = coupling
            continue
        for i in range(3):
            for j in range(i, 3):
                values[f"{name}_{i + 1}{j + 1}"] = coupling[i][j][0]
                if i != j:
                    values[f"{name}_{i + 1}{j + 1}.im"] = coupling[i][j][1]
    return values


class Match(ProgramTest):
    def values(self, *arguments):
        found = json.loads(self.result("match", *arguments, "--json"))
        self.assertEqual((found["eft"], found["basis"]), ("SMEFT", "Warsaw"))
        return found

    def test_a_general_z_prime_agrees_with_an_independent_matching(self):
        for point in reference("uv_general_z_prime.json")["points"]:
            job = self.write("model.json", {"model": {"z_prime": parameters_of(point)}})
            found = self.values(job, "--sm", self.write("sm.json", point["sm"]))
            self.assertEqual(found["scale"], point["mass"])
            values = {name: complex(v["Re"], v["Im"]) if isinstance(v, dict) else complex(v)
                      for name, v in found["values"].items()}
            wanted = {name: to_complex(v) for name, v in point["wcxf"].items()}
            size = max(map(abs, wanted.values()))
            for name in {*values, *wanted}:
                self.assertLess(abs(values.get(name, 0) - wanted.get(name, 0)), 1e-10 * size, name)

    def test_a_point_of_a_scan_starts_with_what_match_prints(self):
        job = {"model": {"z_prime": {**MODEL["z_prime"], "mass": "3 TeV"}},
               "parameters": {"gq_33": {"range": [-1, 1], "points": 2}},
               "data": "paper", "likelihood": ["cabibbo"], "sampler": {"grid": {}},
               "output": "out.h5"}
        path = self.write("job.json", job)
        found = self.values(path, "--set", "gq_33=0.7")
        self.assertIn("dphi_33", found["values"])  # of an imaginary gphi and the Yukawa couplings
        high = json.loads(self.call("point", path, "--set", "gq_33=0.7", "--json")[1])["wc"]["high"]
        self.assertEqual(high["scale"], found["scale"])
        for name, value in found["values"].items():
            value = [value["Re"], value["Im"]] if isinstance(value, dict) else value
            self.assertEqual(high["values"][name], value, name)

    def test_what_it_writes_can_be_run_down(self):
        job = self.write("model.json", {"model": MODEL})
        self.assertEqual(self.result("match", job, "-o", "wc.yaml"), "")
        self.assertIn("ll_1122", self.result("evolve", "wc.yaml", "--to", "91.1876"))

    def test_bad_input_is_one_line(self):
        job = self.write("model.json", {"model": MODEL, "parameters": {"gq_33": {}, "gq_11": {}}})
        self.assertIn("free parameters without a value: gq_33, gq_11",
                      self.refusal(64, "match", job))
        self.assertIn("Did you mean 'gl_13'", self.refusal(
            64, "match", self.write("model.json", {"model": MODEL}), "--set", "gll_13=1"))
        self.assertIn("model", self.refusal(65, "match", self.write("no.json", {"data": "paper"})))
        self.assertIn("Gu", self.refusal(65, "match", self.write("model.json", {"model": MODEL}),
                                         "--sm", self.write("sm.json", {"g": 0.6})))
        low = {"z_prime": {"mass": "50 GeV"}}
        self.assertIn("at least 91.1876 GeV",
                      self.refusal(65, "match", self.write("low.json", {"model": low})))


if __name__ == "__main__":
    unittest.main()

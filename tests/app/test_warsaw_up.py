# SPDX-License-Identifier: MIT
"""Files in the basis "Warsaw up", in which up quarks are diagonal: q_i = (u_i, V_ij d_j)."""

import cmath
import json
import math
import unittest

import yaml

from program import MU_EW, ProgramTest, largest, to_complex

VALUES = {"lq1_1133": 1e-8, "qu1_1223": [2e-9, 1e-9], "uphi_23": 1e-9, "qq3_1123": [0, 3e-9],
          "ll_1122": 2e-8}
# of the module `running`
V_US, V_UB, V_CB, GAMMA = 0.2243, 0.00362, 0.04221, 1.27


def ckm_of_third_generation():
    """V_ub, V_cb, V_tb in the standard phases [PDG2024]."""
    s13 = V_UB
    c13 = math.sqrt(1 - s13**2)
    s12, s23 = V_US / c13, V_CB / c13
    c12, c23 = math.sqrt(1 - s12**2), math.sqrt(1 - s23**2)
    delta = GAMMA + math.asin(c12 * s23 * s13 / (s12 * c23) * math.sin(GAMMA))
    return [s13 * cmath.exp(-1j * delta), s23 * c13, c23 * c13]


class WarsawUp(ProgramTest):
    def evolve(self, *arguments):
        return json.loads(self.result("evolve", *arguments, "--json"))

    def write_up(self, scale, values, name="up.json"):
        path = self.write_wcxf(name, scale, values)
        with open(path, encoding="utf-8") as file:
            return self.write(name, {**json.load(file), "basis": "Warsaw up"})

    def check_same(self, found, wanted, relative=1e-8):
        """Two ways of the program at its accuracy, 1e-9."""
        self.assertEqual(found["basis"], wanted["basis"])
        self.assertEqual(found["scale"], wanted["scale"])
        self.check_coefficients(found["values"], wanted["values"], relative,
                                1e-12 * largest(wanted["values"]))

    def test_one_coefficient_by_pen_and_paper(self):
        # qbar_3 q_3 with q_d = V^dagger q_u: c_ij = V_i3 c conj(V_j3)
        V = ckm_of_third_generation()
        down = self.write_wcxf("down.json", MU_EW, {"lq1_1133": 1e-8, "ll_1122": 2e-8})
        found = self.evolve(down, "--to", MU_EW, "--basis", "Warsaw up", "--data", "reference")
        self.assertEqual(found["basis"], "Warsaw up")
        wanted = {f"lq1_11{i + 1}{j + 1}": 1e-8 * V[i] * V[j].conjugate()
                  for i in range(3) for j in range(i, 3)}
        wanted["ll_1122"] = 2e-8
        self.assertEqual(set(found["values"]), set(wanted))
        # the table of inputs has as many digits as here: rounding alone
        self.check_coefficients(found["values"], wanted, 1e-13, 1e-22)

    def test_there_and_back_at_any_scale(self):
        for scale in (MU_EW, 1000.0):
            down = self.write_wcxf("down.json", scale, VALUES)
            up = self.write("up.json", self.evolve(down, "--to", scale, "--basis", "Warsaw up"))
            back = self.evolve(up, "--to", scale, "--basis", "Warsaw")
            self.check_coefficients(back["values"], VALUES, 1e-12, 1e-13 * largest(VALUES))

    def test_couplings_are_turned_too(self):
        up = self.evolve(self.write_up(1000.0, {}), "--to", 1000.0)
        self.assertEqual(up["basis"], "Warsaw up")  # that of the input
        Gu, Gd = ([[to_complex(x) for x in row] for row in up["metadata"]["sm"][key]]
                  for key in ("Gu", "Gd"))
        for i, j in ((0, 1), (0, 2), (1, 2), (1, 0), (2, 0), (2, 1)):
            self.assertLess(abs(Gu[i][j]), 1e-13)
        # Gd = V diag(y)
        self.assertGreater(abs(Gd[1][2]) / abs(Gd[2][2]), 0.03)

    def test_running_does_not_know_the_basis_of_the_file(self):
        up = self.write_up(1000.0, VALUES)
        down = self.write("down.json", self.evolve(up, "--to", 1000.0, "--basis", "Warsaw"))
        for to in (MU_EW, 300.0):
            self.check_same(self.evolve(up, "--to", to, "--basis", "Warsaw"),
                            self.evolve(down, "--to", to))
            self.check_same(self.evolve(up, "--to", to),
                            self.evolve(down, "--to", to, "--basis", "Warsaw up"))
        self.check_same(self.evolve(up, "--to", 5.0, "--basis", "JMS"),
                        self.evolve(down, "--to", 5.0, "--basis", "JMS"))

    def test_given_couplings_are_in_the_basis_of_the_file(self):
        up = self.write("up.json", self.evolve(self.write_up(1000.0, VALUES), "--to", 1000.0))
        down = self.write("down.json", self.evolve(up, "--to", 1000.0, "--basis", "Warsaw"))
        for basis in ("Warsaw", "Warsaw up"):
            self.check_same(self.evolve(up, "--sm", up, "--to", MU_EW, "--basis", basis),
                            self.evolve(down, "--sm", down, "--to", MU_EW, "--basis", basis))
            # at other scales the shape of the couplings stays: uphi_23 v^2/2 is 3e-5 of y_t
            found, wanted = (self.evolve(wcxf, "--sm", wcxf, "--to", 300.0, "--basis", basis)["values"]
                             for wcxf in (up, down))
            self.check_coefficients(found, wanted, 0.0, 5e-5 * largest(wanted))
        with open(up, encoding="utf-8") as file:
            values = json.load(file)["values"]
        raw = self.evolve(up, "--sm", up, "--to", 300.0, "--raw")
        self.assertEqual((raw["basis"], raw["metadata"]["raw"]), ("Warsaw up", True))
        back = self.evolve(self.write("raw.json", raw), "--sm", "raw.json", "--to", 1000.0, "--raw")
        self.check_coefficients(back["values"], values, 1e-8, 1e-10 * largest(values))

    def test_raw_stays_in_the_up_basis_of_the_input(self):
        up = self.write_up(1000.0, VALUES)
        down = self.write("down.json", self.evolve(up, "--to", 1000.0, "--basis", "Warsaw"))
        raw = self.evolve(up, "--to", 300.0, "--raw")
        self.assertEqual(raw["basis"], "Warsaw up")
        # leptons alone are the same in both
        wanted = self.evolve(down, "--to", 300.0, "--raw")["values"]
        self.assertAlmostEqual(raw["values"]["ll_1122"] / wanted["ll_1122"], 1.0, delta=1e-10)
        self.assertNotAlmostEqual(raw["values"]["lq1_1122"] / wanted["lq1_1122"], 1.0, delta=0.01)

    def test_beta_functions_are_those_in_the_basis_of_the_file(self):
        up = self.write("up.json", self.evolve(self.write_up(1000.0, VALUES), "--to", 1000.0))
        beta = json.loads(self.result("beta", up, "--sm", up, "--json"))
        step = 1e-4
        high = self.evolve(up, "--sm", up, "--to", 1000.0 * math.exp(step), "--raw")["values"]
        low = self.evolve(up, "--to", 1000.0)["values"]
        slope = (high["ll_1122"] - low["ll_1122"]) / step
        # the second order of the step
        self.assertAlmostEqual(slope * 16 * math.pi**2 / beta["wc"]["ll_1122"], 1.0, delta=1e-3)

    def test_the_yaml_is_read_again(self):
        up = self.write_up(1000.0, VALUES)
        text = self.result("evolve", up, "--to", "1000")
        self.assertEqual(yaml.safe_load(text)["basis"], "Warsaw up")
        self.check_same(self.evolve(self.write("again.yaml", text), "--to", "1000"),
                        self.evolve(up, "--to", "1000"))

    def test_predictions_do_not_know_the_basis_of_the_file(self):
        up = self.write_up(1000.0, VALUES)
        down = self.write("down.json", self.evolve(up, "--to", "1000", "--basis", "Warsaw"))
        names = ("--observable", "R(Vus)", "--observable", "BR(Bs->mumu)", "--data", "reference")
        rows = [json.loads(self.result("predict", file, *names, "--json"))["predictions"]
                for file in (up, down)]
        self.assertEqual(len(rows[0]), 2)
        for one, other in zip(*rows):
            self.assertAlmostEqual(one["value"] / other["value"], 1.0, delta=1e-9)

    def test_a_list_of_points_may_have_both_bases(self):
        self.write_up(1000.0, VALUES)
        self.write("down.json", self.evolve("up.json", "--to", 1000.0, "--basis", "Warsaw"))
        self.write("job.yaml", "model: {smeft: {}}\ndata: paper\nlikelihood: [cabibbo]\n"
                               "sampler: {point_list: {wcxf: [up.json, down.json]}}\n"
                               "output: out.h5\n")
        up, down = (json.loads(self.call("point", "job.yaml", "--index", i, "--json",
                                         "--data", "current")[1])["wc"]["high"] for i in (0, 1))
        self.check_coefficients(up["values"], down["values"], 1e-12,
                                1e-14 * largest(down["values"]))


if __name__ == "__main__":
    unittest.main()

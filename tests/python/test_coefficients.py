# SPDX-License-Identifier: MIT
"""Running, beta functions and matching in Python: what the program's commands print."""

import json
import os
import subprocess
import tempfile
import unittest

import smeftscan

PROGRAM = os.environ["SMEFTSCAN_PROGRAM"]
INPUT = {"eft": "SMEFT", "basis": "Warsaw", "scale": 1000.0,
         "values": {"ll_1122": 3e-8, "phil3_22": -1e-8, "lq3_2223": {"Re": 1e-9, "Im": 2e-9}}}


def printed(command, content, *arguments):
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(content, file)
        file.flush()
        result = subprocess.run([PROGRAM, command, file.name, *arguments], capture_output=True,
                                text=True, check=True)
        return json.loads(result.stdout)


class TheCommands(unittest.TestCase):
    def test_evolve(self):
        self.assertEqual(smeftscan.evolve(INPUT, to=91.1876),
                         printed("evolve", INPUT, "--to", "91.1876", "--json"))
        self.assertEqual(smeftscan.evolve(INPUT, to="2 TeV", method="leading-log", raw=True),
                         printed("evolve", INPUT, "--to", "2 TeV", "--json", "--method", "leading-log",
                                 "--raw"))

    def test_evolve_across_the_electroweak_scale(self):
        low = smeftscan.evolve(INPUT, to=1, eft="WET-4", basis="JMS")
        self.assertEqual((low["eft"], low["basis"], low["scale"]), ("WET-4", "JMS", 1.0))
        self.assertEqual(low, printed("evolve", INPUT, "--to", "1", "--eft", "WET-4", "--basis", "JMS",
                                      "--json"))
        self.assertEqual(smeftscan.evolve(low, to=0.8, basis="JMS"),
                         printed("evolve", low, "--to", "0.8", "--basis", "JMS", "--json"))
        up = smeftscan.evolve(INPUT, to=1000, basis="Warsaw up")
        self.assertEqual(up["basis"], "Warsaw up")
        back = smeftscan.evolve(up, to=1000, basis="Warsaw")["values"]
        self.assertAlmostEqual(back["lq3_2223"]["Im"], 2e-9, delta=1e-20)

    def test_evolve_and_beta_from_given_couplings(self):
        there = smeftscan.evolve(INPUT, to="3 TeV", data="paper")
        again = smeftscan.evolve(there, to=1000, sm=there, data="paper")
        self.assertAlmostEqual(again["values"]["ll_1122"], 3e-8, delta=3e-16)
        beta = smeftscan.beta(there, sm=there)
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump(there, file)
            file.flush()
            self.assertEqual(beta, printed("beta", there, "--sm", file.name, "--json"))

    def test_match_a_named_model(self):
        wc = smeftscan.match("z_prime", mass="2 TeV", gl_11=0.1, gl_22=0.3, **{"gq_23.im": 0.01})
        self.assertEqual(wc, printed("match", {"model": {"z_prime": {
            "mass": "2 TeV", "gl_11": 0.1, "gl_22": 0.3, "gq_23.im": 0.01}}}, "--json"))
        # L = -1/(2 M^2) J.J: C_ll^1122 = -g11 g22/M^2 (docs/equations.md)
        self.assertAlmostEqual(wc["values"]["ll_1122"] / (-0.1 * 0.3 / 2000**2), 1.0, delta=1e-14)

    def test_match_the_model_of_a_job(self):
        job = {"model": {"z_prime": {"mass": "2 TeV"}}, "parameters": {"gl_11": {}, "gl_22": {}}}
        self.assertEqual(smeftscan.match(job, gl_11=0.1, gl_22=0.3)["values"],
                         smeftscan.match("z_prime", mass=2000, gl_11=0.1, gl_22=0.3)["values"])
        with self.assertRaisesRegex(smeftscan.InputError, "free parameters without a value: gl_22"):
            smeftscan.match(job, gl_11=0.1)
        with self.assertRaisesRegex(smeftscan.InputError, "Did you mean 'gl_11'"):
            smeftscan.match("z_prime", mass=2000, gl_1=1)

    def test_predict(self):
        said = printed("predict", INPUT, "--json", "--likelihood", "cabibbo,trident",
                       "--observable", "m_W")
        self.assertEqual(smeftscan.predict(INPUT, likelihood=["cabibbo", "trident"],
                                           observables=["m_W"]), said)
        wet = {"eft": "WET", "basis": "flavio", "scale": 4.8, "values": {"C9_bsmumu": -0.5}}
        self.assertEqual(smeftscan.predict(wet)["chi2"], printed("predict", wet, "--json")["chi2"])
        jms = {"eft": "WET", "basis": "JMS", "scale": 20, "values": {"VedLL_2223": 1e-9}}
        with self.assertLogs("smeftscan", "WARNING") as logged:
            said = smeftscan.predict(jms, likelihood=["all"])
        self.assertIn("do not predict", logged.output[0])
        self.assertEqual(said, printed("predict", jms, "--json"))
        with self.assertRaisesRegex(smeftscan.InputError, "wcxf: eft: .* predict no group"):
            smeftscan.predict({**jms, "eft": "WET-3", "scale": 2, "values": {}}, data="paper")
        with self.assertRaisesRegex(smeftscan.InputError, "^observable: "):
            smeftscan.predict(INPUT, observables=["m_X"])
        with self.assertRaisesRegex(smeftscan.InputError, "lists of names"):
            smeftscan.predict(INPUT, likelihood="cabibbo")
        with self.assertRaises(smeftscan.PointFailure):
            smeftscan.predict({**INPUT, "values": {"phiD": 1e-2}})

    def test_errors(self):
        for options, text in (({"to": 80, "eft": "SMEFT"}, "to: must be at least mu_EW"),
                              ({"to": 0.5}, "to: out of range"),
                              ({"to": 5, "eft": "LEFT"}, "eft: unknown theory"),
                              ({"to": 5, "basis": "Warsaw"}, "basis: 'Warsaw' is no basis"),
                              ({"to": 5, "raw": True}, "raw: has no meaning"),
                              ({"to": 2000, "method": "euler"}, "unknown method 'euler'"),
                              ({"to": 2000, "rtol": 1}, "rtol: must lie between"),
                              ({"to": "2 km"}, "to"), ({"to": 2000, "data": "papr"}, "papr")):
            with self.subTest(text), self.assertRaises(smeftscan.InputError) as caught:
                smeftscan.evolve(INPUT, **options)
            self.assertIn(text, str(caught.exception))
        with self.assertRaisesRegex(smeftscan.InputError, "wcxf"):
            smeftscan.evolve({"eft": "SMEFT"}, to=2000)
        with self.assertRaises(smeftscan.PointFailure):
            smeftscan.evolve({**INPUT, "values": {"phiD": 1e-2}}, to=91.1876)


if __name__ == "__main__":
    unittest.main()

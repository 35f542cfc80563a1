# SPDX-License-Identifier: MIT
"""`smeftscan covariance`."""

import json
import os
import subprocess
import unittest

from program import PROGRAM, ProgramTest


class Covariance(ProgramTest):
    def path(self, name):
        return os.path.join(self.folder, name)

    def sample(self, name, *options, ranks=1):
        """The bytes of a covariance of three samples."""
        command = [PROGRAM, "covariance", "--samples", "3", "-o", self.path(name), *options]
        if ranks > 1:
            command = ["mpirun", "--oversubscribe", "-np", str(ranks), *command]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300,
                              env={**os.environ, "OMPI_ALLOW_RUN_AS_ROOT": "1",
                                   "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1"})
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(self.path(name), "rb") as file:
            return file.read()

    def test_a_file_of_predictions_that_any_number_of_ranks_makes(self):
        alone = self.sample("alone.json", "--data", "paper")
        self.assertEqual(self.sample("ranks.json", "--data", "paper", ranks=3), alone)
        self.assertNotEqual(self.sample("seed.json", "--data", "paper", "--seed", "2"), alone)
        found = json.loads(alone)
        size = len(found["observables"])
        self.assertEqual((found["group"], len(found["errors"])), ("bsll", size))
        self.assertEqual([len(row) for row in found["correlation"]], list(range(1, size + 1)))
        self.assertIn("covariance --data paper --likelihood bsll --samples 3 --seed 1; SHA-256",
                      found["program"])
        # every measured bin is there, also those of the rare modes
        self.assertIn({"name": "<P5p>(B0->K*mumu)", "q2min": 4, "q2max": 6}, found["observables"])
        self.assertIn("BR(Bs->mumu)", found["observables"])
        self.assertTrue(all(error >= 0 for error in found["errors"]))

    def test_any_group_that_is_measured(self):
        found = json.loads(self.sample("ew.json", "--data", "paper", "--likelihood", "meson_mixing"))
        self.assertEqual((found["group"], found["observables"]), ("meson_mixing", ["DeltaM_s"]))
        self.assertIn("lep_contact, ", self.refusal(65, "covariance", "--samples", "2", "-o",
                                                    "x.json", "--likelihood", "bsl"))

    def test_a_set_with_it_needs_nothing_else(self):
        self.sample("mine.json", "--data", "paper")
        with open(self.path("mine.json"), encoding="utf-8") as file:
            errors = dict(zip(map(str, (content := json.load(file))["observables"]),
                              content["errors"]))
        wcxf = self.write("sm.json", {"eft": "WET", "basis": "flavio", "scale": 4.8, "values": {}})
        os.makedirs(self.path("data/predictions"))
        os.rename(self.path("mine.json"), self.path("data/predictions/bsll_paper.json"))
        answer = json.loads(self.result("predict", wcxf, "--data", "paper", "--json",
                                        "--observable", "BR(Bs->mumu)", "--data-dir",
                                        self.path("data")))
        self.assertAlmostEqual(answer["predictions"][0]["theory_error"], errors["BR(Bs->mumu)"],
                               delta=1e-15)

    def test_mistakes_are_told(self):
        self.assertIn("samples", self.refusal(64, "covariance", "-o", "x.json"))
        self.refusal(64, "covariance", "--samples", "1", "-o", "x.json")
        self.refusal(64, "covariance", "--samples", "9", "--data", "papre", "-o", "x.json")
        self.write("there.json", "{}")
        self.assertIn("there.json", self.refusal(73, "covariance", "--samples", "9", "-o",
                                                 "there.json"))
        self.refusal(73, "covariance", "--samples", "2", "-o", "nowhere/x.json")


if __name__ == "__main__":
    unittest.main()

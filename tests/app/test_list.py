# SPDX-License-Identifier: MIT
"""`smeftscan list`, `--help` and `--version`."""

import json
import os
import unittest

from program import ProgramTest

KEYS = {
    "models": {"name", "description"},
    "observables": {"name", "unit", "reference", "stations"},
    "groups": {"name", "meaning", "excludes"},
    "measurements": {"name", "observables", "group", "kind", "sets", "verified", "reference"},
    "samplers": {"name", "description"},
    "operators": {"name", "class", "coefficients", "fields", "symmetry"},
    "parameters": {"name", "value", "error", "unit", "scheme", "scale", "latex", "reference",
                   "distribution", "block", "used_by", "overrides", "note"},
    "data": {"name", "description"},
}


class List(ProgramTest):
    def rows(self, topic, *arguments):
        content = json.loads(self.result("list", topic, "--json", *arguments))
        self.assertEqual(list(content), [topic])
        return {row["name"]: row for row in content[topic]}

    def test_every_row_has_the_documented_keys(self):
        for topic, keys in KEYS.items():
            rows = self.rows(topic)
            self.assertTrue(rows)
            for row in rows.values():
                self.assertLessEqual(keys, set(row), topic)

    def test_the_table_for_people_has_every_row(self):
        for topic in set(KEYS) - {"models"}:
            lines = self.result("list", topic).splitlines()
            self.assertTrue(lines[0].startswith("name"))
            names = list(self.rows(topic))
            self.assertEqual(len(lines), len(names) + 1)
            for line, name in zip(lines[1:], names, strict=True):
                self.assertTrue(line.startswith(name))

    def test_what_is_known_is_listed(self):
        self.assertLessEqual({"z_prime", "smeft"}, set(self.rows("models")))
        self.assertLessEqual({"grid", "point_list"}, set(self.rows("samplers")))
        self.assertLessEqual({"R(Vus)", "dGF/GF"}, set(self.rows("observables")))
        self.assertLessEqual({"paper", "paper-full", "current", "reference", "reference-2022"},
                             set(self.rows("data")))

    def test_the_parameters_of_a_data_set_are_listed_under_the_names_that_jobs_take(self):
        current, paper = self.rows("parameters"), self.rows("parameters", "--data", "paper")
        self.assertEqual((current["G_F"]["value"], paper["G_F"]["value"]),
                         (1.1663788e-5, 1.1663787e-5))
        self.assertEqual(current["G_F"]["error"], 6e-12)
        self.assertIn("running.fermi_constant", current["G_F"]["used_by"])
        self.assertIn("electroweak.fermi_constant", paper["electroweak.fermi_constant"]["name"])
        self.assertEqual(paper["electroweak.fermi_constant"]["overrides"], "G_F")
        self.assertEqual(current["bsll.alpha_s"]["scale"], 4.8)
        self.assertIsNone(current["bsll.m_s"]["error"])
        self.assertEqual(current["form_factors_B_K.f+_0"]["block"], "form_factors_B_K")
        # m_W is a pole mass and an MS-bar mass: each by its module
        self.assertLessEqual({"parameters.m_W", "running.m_W"}, set(current))
        self.assertIn("--data", self.refusal(64, "list", "models", "--data", "paper"))

    def test_models_list_their_parameters_with_unit_default_and_meaning(self):
        rows = self.rows("models")
        for row in rows.values():
            for parameter in row["parameters"]:
                self.assertLessEqual({"name", "unit", "default", "minimum", "meaning", "latex"},
                                     set(parameter))
        z_prime = {row["name"]: row for row in rows["z_prime"]["parameters"]}
        self.assertEqual(len(z_prime), 48)  # mass, 5 currents of 9 reals, a complex gphi
        mass = z_prime["mass"]
        self.assertEqual((mass["unit"], mass["default"], mass["minimum"]), ("GeV", None, 91.1876))
        self.assertIn("matching scale", mass["meaning"])
        coupling = z_prime["gq_23.im"]
        self.assertEqual((coupling["unit"], coupling["default"], coupling["minimum"]),
                         ("1", 0, None))
        self.assertIn("imaginary part", coupling["meaning"])
        self.assertTrue(coupling["latex"].startswith("$"))
        scale, rule = rows["smeft"]["parameters"]
        self.assertEqual((scale["name"], scale["default"]), ("scale", None))
        self.assertEqual((rule["rule"], rule["unit"], rule["default"]), (True, "GeV^-2", 0))
        self.assertNotIn("rule", scale)
        (declared,) = rows["formulas"]["parameters"]
        self.assertTrue(declared["rule"])

    def test_the_table_of_models_has_every_parameter_below_its_model(self):
        lines = self.result("list", "models").splitlines()
        self.assertEqual(lines[0].split(), ["name", "description"])
        place = 1
        for row in self.rows("models").values():
            self.assertTrue(lines[place].startswith(row["name"] + " "))
            self.assertEqual(lines[place + 1].split(),
                             ["name", "unit", "default", "minimum", "meaning", "latex"])
            for parameter in row["parameters"]:
                place += 1
                self.assertTrue(lines[place + 1].startswith("  " + parameter["name"] + " "))
                self.assertIn(parameter["meaning"], lines[place + 1])
            self.assertEqual(lines[place + 2], "")
            place += 3
        self.assertEqual(place, len(lines))
        mass = next(line for line in lines if line.startswith("  mass "))
        self.assertEqual(mass.split()[1:4], ["GeV", "required", "91.1876"])

    def test_the_operators_are_59_with_1356_coefficients(self):
        operators = self.rows("operators")
        self.assertEqual(len(operators), 59)
        self.assertEqual(sum(row["coefficients"] for row in operators.values()), 1356)
        self.assertEqual(operators["ll"]["coefficients"], 27)
        self.assertEqual(operators["ll"]["symmetry"], "identical_currents")

    def test_measurements_say_in_which_sets_they_count(self):
        measurements = self.rows("measurements")
        self.assertIn("paper", measurements["R(Vus) 2020"]["sets"])
        self.assertEqual(measurements["R(Vus) 2020"]["observables"], ["R(Vus)"])
        self.assertTrue(any(row["sets"] == [] for row in measurements.values()))

    def test_the_users_own_measurements_are_listed(self):
        folder = os.path.join(self.folder, "mine", "measurements")
        os.makedirs(folder)
        with open(os.path.join(folder, "own.yaml"), "w", encoding="utf-8") as file:
            file.write("group: cabibbo\nmeasurements:\n  My R(Vus):\n"
                       "    observables: [R(Vus)]\n    values: [0.99]\n    errors: [0.01]\n"
                       "    reference: Mine:2026\n")
        self.assertNotIn("My R(Vus)", self.rows("measurements"))
        mine = self.rows("measurements", "--data-dir", "mine")["My R(Vus)"]
        self.assertIn("current", mine["sets"])

    def test_every_command_explains_itself(self):
        commands = self.result("--help")
        for command in ("run", "check", "point", "evolve", "beta", "list"):
            self.assertIn(command, commands)
            text = self.result(command, "--help")
            self.assertIn("Usage: smeftscan " + command, text)
            self.assertIn("--output" if command == "run" else "--json", text)

    def test_the_version_names_libraries_and_instruction_set(self):
        text = self.result("--version")
        self.assertRegex(text, r"^smeftscan \d+\.\d+\.\d+ \(revision \w+")
        for word in ("instruction set: ", "MPI: ", "SUNDIALS ", "HDF5 ", "Eigen "):
            self.assertIn(word, text)


if __name__ == "__main__":
    unittest.main()

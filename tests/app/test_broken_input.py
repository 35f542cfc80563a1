# SPDX-License-Identifier: MIT
"""What is wrong with a file or the command line is said in one line, with the documented code."""

import unittest

from program import ProgramTest, reference

HEAD = "eft: SMEFT\nbasis: Warsaw\nscale: 1000\n"

# What is wrong, the file, and what the message must say.
BROKEN_WCXF = (
    ("an unknown operator", HEAD + "values: {phibox: 1e-8}", "wc.yaml:4: .*'phiBox'"),
    ("a second representative", HEAD + "values:\n  ll_2211: 1e-8\n", "wc.yaml:5: .*'ll_1122'"),
    ("an impossible generation", HEAD + "values: {ll_1124: 1e-8}", "ll_1124: unknown"),
    ("a real coefficient that is complex", HEAD + "values:\n  phil3_11: {Re: 1e-8, Im: 1e-8}\n",
     "wc.yaml:5: .*phil3_11.*imaginary"),
    ("NaN", HEAD + "values: {ll_1122: .nan}", "wc.yaml:4: .*ll_1122"),
    ("infinity", HEAD + "values: {ll_1122: .inf}", "wc.yaml:4: .*ll_1122"),
    ("text as a value", HEAD + "values: {ll_1122: many}", "wc.yaml:4: .*ll_1122"),
    ("a doubled key", HEAD + "values:\n  ll_1122: 1e-8\n  ll_1122: 1e-8\n", "wc.yaml:6: .*ll_1122"),
    ("an unknown basis", HEAD.replace("Warsaw", "Higgs") + "values: {}", "'Higgs'"),
    ("another theory", HEAD.replace("SMEFT", "LEFT") + "values: {}", "'LEFT'"),
    ("a scale below mu_EW", HEAD.replace("1000", "80") + "values: {}", "scale: .*91.1876"),
    ("a negative scale", HEAD.replace("1000", "-1000") + "values: {}", "wc.yaml:3: scale"),
    ("no scale", HEAD.replace("scale: 1000\n", "") + "values: {}", "'scale'"),
    ("no values", HEAD, "'values'"),
    ("an unknown key", HEAD + "values: {}\nvalue: {}", "wc.yaml:5: .*'values'"),
    ("an empty file", "", "wc.yaml"),
    ("broken YAML", HEAD + "values: {ll_1122: [", "wc.yaml:4"),
    ("binary rubbish", "\x00\x01\x02", "wc.yaml"),
)

BAD_OPTIONS = (
    ((), "required"),
    (("evolv",), "unknown command 'evolv'.*'evolve'"),
    (("evolve",), "required"),
    (("evolve", "wc.yaml"), "--to"),
    (("evolve", "wc.yaml", "--to", "200", "--integrater", "bdf"), "'--integrater'.*'--integrator'"),
    (("evolve", "wc.yaml", "--to", "200", "--integrator", "euler"), "euler.*adams,bdf"),
    (("evolve", "wc.yaml", "--to", "200", "--method", "exact"), "exact.*cvode"),
    (("evolve", "wc.yaml", "--to", "200", "--rtol", "1e-14"), "--rtol.*1e-13"),
    (("evolve", "wc.yaml", "--to", "200", "--rtol", "0.1"), "--rtol.*0.01"),
    (("evolve", "wc.yaml", "--to", "200", "--rtol", "nan"), "--rtol"),
    (("evolve", "wc.yaml", "--to", "200", "--rtol", "small"), "--rtol.*'small'"),
    (("evolve", "wc.yaml", "--to", "91.1", "--eft", "SMEFT"), "--to.*91.1876"),
    (("evolve", "wc.yaml", "--to", "-200"), "--to"),
    (("evolve", "wc.yaml", "--to", "nan"), "--to"),
    (("evolve", "wc.yaml", "--to", "1 parsec"), "--to"),
    (("evolve", "wc.yaml", "--to", "200", "--to", "300"), "--to"),
    (("evolve", "wc.yaml", "--to", "200", "--data", "papr"), "'papr'.*'paper'"),
    (("evolve", "wc.yaml", "other.yaml", "--to", "200"), "other.yaml"),
    (("beta", "wc.yaml"), "--sm"),
    (("list",), "required"),
    (("list", "everything"), "everything.*models"),
)

MISSING_FILES = (
    ("evolve", "missing.yaml", "--to", "200"),
    ("evolve", "wc.yaml", "--to", "200", "--sm", "missing.yaml"),
    ("evolve", "wc.yaml", "--to", "200", "--data", "missing.yaml"),
    ("evolve", "wc.yaml", "--to", "200", "--data-dir", "missing"),
    ("beta", "missing.yaml", "--sm", "sm.json"),
    ("beta", "wc.yaml", "--sm", "missing.yaml"),
)


class BrokenInput(ProgramTest):
    def setUp(self):
        super().setUp()
        self.sm = reference("run_zprime.json")["sm_in"]
        self.write("wc.yaml", HEAD + "values: {ll_1122: 1e-8}\n")
        self.write("sm.json", self.sm)

    def test_the_files_of_this_test_are_sound(self):
        self.result("evolve", "wc.yaml", "--to", "200", "--sm", "sm.json")
        self.result("beta", "wc.yaml", "--sm", "sm.json")

    def test_broken_coefficient_files_are_exit_65(self):
        for what, text, message in BROKEN_WCXF:
            with self.subTest(what):
                self.write("wc.yaml", text)
                self.assertRegex(self.refusal(65, "evolve", "wc.yaml", "--to", "200"), message)
                if "below" not in what:  # beta functions know no scale
                    self.assertRegex(self.refusal(65, "beta", "wc.yaml", "--sm", "sm.json"),
                                     message)

    def test_broken_couplings_are_exit_65(self):
        without_g = {key: value for key, value in self.sm.items() if key != "g"}
        for what, sm, message in (
                ("a missing coupling", without_g, "'g' is missing"),
                ("an unknown coupling", {**self.sm, "lambda": 0.1}, "'Lambda'"),
                ("a matrix of two rows", {**self.sm, "Gu": self.sm["Gu"][:2]}, "Gu.*three rows"),
                ("text as a number", {**self.sm, "g": "large"}, "g: .*'large'"),
                ("coefficients without couplings",
                 {"eft": "SMEFT", "basis": "Warsaw", "scale": 1e3, "values": {}}, "metadata")):
            with self.subTest(what):
                self.write("sm.json", sm)
                self.assertRegex(
                    self.refusal(65, "evolve", "wc.yaml", "--to", "200", "--sm", "sm.json"),
                    "sm.json:.*" + message)

    def test_missing_files_are_exit_65(self):
        for arguments in MISSING_FILES:
            with self.subTest(arguments):
                self.assertIn("missing", self.refusal(65, *arguments))

    def test_a_bad_command_line_is_exit_64(self):
        for arguments, message in BAD_OPTIONS:
            with self.subTest(arguments):
                self.assertRegex(self.refusal(64, *arguments), message)


if __name__ == "__main__":
    unittest.main()

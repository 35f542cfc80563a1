# SPDX-License-Identifier: MIT
"""Models that a job writes as formulas, or names in a file: scans of them, and what is refused."""

import json
import os
import unittest

import h5py
import numpy as np
from program import ProgramTest

MODEL = """\
model:
  formulas:
    scale: M
    parameters:
      M: {unit: GeV, default: 1 TeV, meaning: "mass: of a boson", latex: "$M$"}
      x: {}
      y: {default: 0.5}
    derived: {b: "x + i*y", b2: b*conj(b)}
    coefficients:
      ll_1122: x * y / M^2
      lq1_2223: "-b / (4*M^2)"
    y: 0.25
"""
REST = """\
parameters: {x: {range: [-1, 1], points: 5}}
data: paper
likelihood: [cabibbo]
running: {rtol: 1e-6}
sampler: {grid: {}}
output: out.h5
"""
KEEP = "keep: {coefficients: [lq1_2223], derived: [b2]}\n"


def formulas(coefficients="{ll_1122: x/M^2}", parameters="{M: {unit: GeV, default: 1000}, x: {}}",
             rest=REST):
    return (f"model: {{formulas: {{scale: M, parameters: {parameters}, "
            f"coefficients: {coefficients}}}}}\n{rest}")


# What is wrong, the job, and what the message must say.
BROKEN = [
    ("no coefficients", "model: {formulas: {scale: 1 TeV}}\n" + REST, "'coefficients' is missing"),
    ("no scale", "model: {formulas: {coefficients: {}}}\n" + REST, "'scale' is missing"),
    ("an undeclared name", formulas("{ll_1122: xx/M^2}"),
     "job.yaml:1: .*ll_1122: column 1: unknown name 'xx'. Did you mean 'x'"),
    ("an ill-formed expression", formulas("{ll_1122: x/(M^2}"), "column 7: '\\)' is missing"),
    ("a Python power", formulas("{ll_1122: x/M**2}"), "column 4: a power is written \\^"),
    ("a coefficient twice", formulas("{ll_1122: x/M^2, ll_1122: x/M^2}"), "job.yaml:1: .*ll_1122"),
    ("a coefficient in another order", formulas("{ll_1122: x/M^2, ll_2211: x/M^2}"),
     "'ll_2211' is not an independent coefficient.*ll_1122"),
    ("an imaginary part alone", formulas("{lq1_2223.im: x/M^2}"), "'lq1_2223' with i"),
    ("a real coefficient with an imaginary value", formulas("{ll_1122: i*x/M^2}"),
     "no point has an answer: .*'ll_1122', a real coefficient.*imaginary part"),
    ("a division by zero everywhere", formulas("{ll_1122: 1/(x - x)}"),
     "no point has an answer: .*no finite value"),
    ("a parameter neither fixed nor free", formulas(parameters="{M: {unit: GeV}, x: {}}"),
     "'M' is missing"),
    ("a parameter that is not declared",
     formulas(parameters="{M: {unit: GeV, default: 1000}}", coefficients="{ll_1122: 1/M^2}"),
     "job.yaml:2: .*unknown parameter 'x'"),
    ("a parameter named as a function",
     formulas(parameters="{M: {unit: GeV, default: 1000}, x: {}, sin: {}}"), "'sin' cannot be"),
    ("a parameter named as the file's own",
     formulas(parameters="{M: {unit: GeV, default: 1000}, x: {}, chi2: {}}"), "'chi2' cannot be"),
    ("a scale below m_Z", formulas(parameters="{M: {unit: GeV, default: 50}, x: {}}"),
     "at least 91.1876 GeV"),
    ("a scale without unit", formulas(parameters="{M: {default: 1000}, x: {}}"), "unit GeV"),
    ("a kept quantity that is none", MODEL + REST + "keep: {derived: [b3]}\n",
     "no derived quantity 'b3'. Did you mean 'b"),
    ("a kept quantity twice", MODEL + REST + "keep: {derived: [b2, b2]}\n", "twice"),
    ("a parameter of the name of a kept prediction",
     formulas("{ll_1122: m_W/M^2}", "{M: {unit: GeV, default: 1000}, m_W: {}}",
              REST.replace("x:", "m_W:")) + "keep: {predictions: [m_W]}\n",
     "the model has a parameter 'm_W'"),
]


class Formulas(ProgramTest):
    def run_job(self, text, output="out.h5", *options):
        self.write("job.yaml", text)
        code, _, err = self.call("run", "job.yaml", "-o", output, *options)
        self.assertEqual(code, 0, err)
        return self.path(output)

    def check_same(self, first, second):
        code, _, err = self.call("diff", "--bitwise", first, second)
        self.assertEqual(code, 0, err)
        with h5py.File(first) as a, h5py.File(second) as b:
            self.assertEqual(a.attrs["identity"], b.attrs["identity"])

    def test_formulas_give_the_rows_of_the_same_coefficients_by_hand(self):
        out = self.run_job(MODEL + REST + KEEP)
        with h5py.File(out) as file:
            x = file["grid/x"][:]
            np.testing.assert_array_equal(file["grid/derived_b2"][:], x * x + 0.0625)
            for i, value in enumerate(x):
                smeft = {"scale": 1000, "ll_1122": value * 0.25 / 1e6,
                         "lq1_2223": -value / 4e6, "lq1_2223.im": -0.25 / 4e6}
                text = json.dumps({"model": {"smeft": smeft}, "data": "paper",
                                   "parameters": {"ll_1133": {"range": [0, 1e-7], "points": 2}},
                                   "likelihood": ["cabibbo"], "running": {"rtol": 1e-6},
                                   "sampler": {"grid": {}}})
                path = self.write("smeft.json", text)
                found = json.loads(self.call("point", path, "--set", "ll_1133=0", "--json")[1])
                # the steps of the integration are planned for other points: its tolerance
                self.assertAlmostEqual(found["chi2"]["total"], file["grid/chi2"][i], delta=1e-5)
                self.assertAlmostEqual(found["wc"]["ew"]["values"]["lq1_2223"][0] * 1e6,
                                       file["grid/wc_lq1_2223"][i] * 1e6, delta=1e-6)

    def test_a_resolved_job_runs_again_to_the_same_identity_and_bits(self):
        out = self.run_job(MODEL + REST + KEEP)
        with h5py.File(out) as file:
            resolved = file["job_resolved"][()].decode()
        self.assertIn('"x*y/M^2"', resolved)
        self.assertIn("M: {unit: GeV, default: 1000 GeV", resolved)
        self.check_same(out, self.run_job(resolved, "again.h5"))

    def test_a_model_of_a_file_is_the_model_written_in_the_job(self):
        out = self.run_job(MODEL + REST + KEEP)
        os.makedirs(self.path("models"))
        self.write("models/formulas.yaml", MODEL + "sampler: {of: another job}\n")
        self.write("models/other.yaml", "model: {file: formulas.yaml}\n")  # beside it
        for name in ("formulas", "other"):
            text = f"model: {{file: models/{name}.yaml}}\n" + REST + KEEP
            again = self.run_job(text, name + ".h5")
            self.check_same(out, again)
            with h5py.File(again) as file:  # the file is not needed any more
                self.assertIn("ll_1122", file["job"][()].decode())
        ranks = ("mpirun", "-n", "2")
        code, _, err = self.call("run", "job.yaml", "-o", "ranks.h5", launcher=ranks)
        self.assertEqual(code, 0, err)
        self.check_same(out, self.path("ranks.h5"))
        self.write("by_hand.yaml", MODEL + REST)
        self.assertEqual(self.result("match", "job.yaml", "--set", "x=0.3"),
                         self.result("match", "by_hand.yaml", "--set", "x=0.3"))

    def test_the_command_line_changes_parameters_and_formulas(self):
        self.write("model.yaml", MODEL)
        for model in (MODEL, "model: {file: model.yaml}\n"):
            out = self.run_job(model + REST + KEEP, "out.h5", "--set", "model.formulas.M=2TeV",
                               "--overwrite")
            with h5py.File(out) as file:
                self.assertIn("M: 2000 GeV", file["job_resolved"][()].decode())
        self.write("job.yaml", MODEL + REST)
        found = json.loads(self.result("match", "job.yaml", "--set", "x=1", "--set", "M=2 TeV",
                                       "--json"))
        self.assertEqual((found["scale"], found["values"]["ll_1122"]), (2000.0, 0.25 / 4e6))
        changed = [json.loads(self.call("check", "job.yaml", "--json", *options)[1])["identity"]
                   for options in ((), ("--set", "model.formulas.coefficients.ll_1122=x/M^2"),
                                   ("--set", "model.formulas.coefficients.ll_1122=x*y/M^2"))]
        self.assertNotEqual(changed[0], changed[1])
        self.assertEqual(changed[0], changed[2])  # blanks do not matter

    def test_points_without_a_value_fail_and_the_scan_goes_on(self):
        text = formulas("{ll_1122: 1e-8*x/(x*M^2), ll_1111: 'sqrt(x + 0.75)/M^2'}")
        self.write("job.yaml", text)
        code, _, err = self.call("run", "job.yaml", "--set", "run={max_failed: 0.5}")
        self.assertEqual(code, 0, err)
        with h5py.File(self.path("out.h5")) as file:  # x = -1, -0.5, 0, 0.5, 1
            self.assertEqual(list(file["grid/status"][:]), [7, 1, 5, 1, 1])
        code, out, _ = self.call("point", "job.yaml", "--set", "x=0", "--json")
        self.assertEqual((code, json.loads(out)["reason"]),
                         (76, "the formula of 'll_1122' has no finite value"))

    def test_a_complex_derived_quantity_has_no_column(self):
        self.write("job.yaml", MODEL + REST + "keep: {derived: [b]}\n")
        code, _, err = self.call("run", "job.yaml")
        self.assertEqual(code, 76, err)

    def test_a_list_of_points_may_name_the_parameters(self):
        self.write("points.csv", "x,M\n0.5,2000\n-0.5,3000\n")
        self.write("job.yaml", MODEL + REST.split("\n", 1)[1].replace(
            "{grid: {}}", "{point_list: {file: points.csv}}"))
        code, _, err = self.call("run", "job.yaml")
        self.assertEqual(code, 0, err)

    def test_exported_coefficients_are_those_of_the_formulas(self):
        self.run_job(MODEL + REST)
        code, _, err = self.call("export", "out.h5", "--to", "wcxf")
        self.assertEqual(code, 0, err)
        found = json.loads(self.result("match", "job.yaml", "--set", "x=0.5", "--json"))
        self.assertEqual(found["values"]["ll_1122"], 0.125 / 1e6)

    def test_broken_formulas_are_exit_65(self):
        for what, text, message in BROKEN:
            self.write("job.yaml", text)
            with self.subTest(what):
                self.assertRegex(self.refusal(65, "check", "job.yaml"), message)

    def test_a_file_that_is_no_model_is_refused_at_its_name(self):
        self.write("none.yaml", "parameters: {}\n")
        self.write("list.yaml", "- model\n")
        self.write("self.yaml", "model: {file: self.yaml}\n")
        self.write("a.yaml", "model: {file: b.yaml}\n")
        self.write("b.yaml", "model: {file: a.yaml}\n")
        self.write("wrong.yaml",
                   "\nmodel: {formulas: {scale: 1 TeV, coefficients: {ll_1122: z}}}\n")
        for model, message in (
                ("{file: missing.yaml}", "job.yaml:1: model.file: .*'missing.yaml' does not exist"),
                ("{file: none.yaml}", "none.yaml:1: .*'model'"),
                ("{file: list.yaml}", "list.yaml:1"),
                ("{file: self.yaml}", "self.yaml:1: model.file: .*includes itself"),
                ("{file: a.yaml}", "b.yaml:1: model.file: .*'a.yaml' includes itself"),
                ("{file: wrong.yaml}", "wrong.yaml:2: model.formulas.coefficients.ll_1122: .*'z'"),
                ("{file: [a.yaml]}", "job.yaml:1: model.file"),
                ("{file: /dev/zero}", "/dev/zero"),
                ("{file: a.yaml, z_prime: {}}", "job.yaml:1: model: .*'file' stands alone")):
            self.write("job.yaml", f"model: {model}\n" + REST)
            for command in ("check", "match"):
                with self.subTest(model, command=command):
                    self.assertRegex(self.refusal(65, command, "job.yaml"), message)


if __name__ == "__main__":
    unittest.main()

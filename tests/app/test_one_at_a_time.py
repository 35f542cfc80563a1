# SPDX-License-Identifier: MIT
"""Bounds on one parameter at a time, beside scans of that parameter alone."""

import os
import re
import subprocess
import unittest

import h5py
import numpy as np

from program import PROGRAM, ProgramTest

COEFFICIENTS = {"ll_1221": 4e-8, "phil3_11": 4e-8, "phiq3_11": 4e-8, "lq3_1111": 6e-8}  # GeV^-2
JOB = """\
model: {model}
parameters:
{parameters}data: paper
likelihood: {groups}
running: {{method: operator}}
sampler: {sampler}
output: {output}
"""
GROUPS = "[cabibbo, electroweak]"
SMEFT = "{smeft: {scale: 1 TeV}}"
LEVELS = {"68": 1.0, "95": 3.84}


def job(parameters, sampler="{best_fit: {one_at_a_time: true}}", model=SMEFT, groups=GROUPS,
        output="out.h5"):
    lines = "".join(f"  {name}: {{{text}}}\n" for name, text in parameters.items())
    return JOB.format(model=model, parameters=lines, groups=groups, sampler=sampler, output=output)


def ranges(sizes, tail=""):
    return {name: f"range: [{-size}, {size}]{tail}" for name, size in sizes.items()}


def crossings(values, chi2, level):
    """Where a tabulated chi-square passes level above its minimum, going outward from it."""
    rise = chi2 - chi2.min() - level
    best = int(np.argmin(chi2))
    ends = []
    for way in (-1, 1):
        i = best
        while rise[i] <= 0:
            i += way
        ends.append(np.interp(0, sorted((rise[i - way], rise[i])),
                              [values[i - way], values[i]]))
    return ends


class OneAtATime(ProgramTest):
    def run_job(self, text, *options):
        self.write("job.yaml", text)
        code, _, err = self.call("run", "job.yaml", "--overwrite", *options)
        self.assertEqual(code, 0, err)
        return err

    def grid(self, name, size, points, **kind):
        self.run_job(job({name: f"range: [{-size}, {size}], points: {points}"}, "{grid: {}}",
                         output="grid.h5", **kind))
        with h5py.File(self.path("grid.h5")) as file:
            return (file[f"grid/{name}"][()], file["grid/chi2"][()], file["grid/chi2_group"][()],
                    list(file["grid/group"].asstr()))

    def check_against_grids(self, sizes, fit, **kind):
        """Ends of intervals to 0.1 % of their widths: a table of 1001 values is read off between
        its lines, and chi-squares of two operators differ by rounding."""
        for i, name in enumerate(fit["parameter"].asstr()):
            values, chi2, groups, names = self.grid(name, sizes[name], 1001, **kind)
            with self.subTest(parameter=name):
                for level, rise in LEVELS.items():
                    lower, upper = crossings(values, chi2, rise)
                    found = [fit[f"{end}_{level}"][i] for end in ("lower", "upper")]
                    np.testing.assert_allclose(found, [lower, upper], rtol=0,
                                               atol=1e-3 * (upper - lower))
                    self.assertTrue(lower < fit["best"][i] < upper)
                centre = len(values) // 2  # the coefficient is zero
                self.assertAlmostEqual(fit["chi2_default"][()], chi2[centre], delta=1e-6)
                # between the lines of the table chi-square is lower by up to an eighth of
                # the curvature times the distance squared
                self.assertLessEqual(fit["chi2"][i], chi2.min() + 1e-6)
                gained = chi2[centre] - fit["chi2"][i]
                self.assertAlmostEqual(fit["pull"][i],
                                       np.sign(fit["best"][i]) * np.sqrt(gained), delta=1e-5)
                change = np.abs(groups[int(np.argmin(chi2))] - groups[centre])
                self.assertEqual(fit["group"].asstr()[i], names[int(np.argmax(change))])

    def test_bounds_are_those_of_scans_of_each_coefficient_alone(self):
        said = self.run_job(job(ranges(COEFFICIENTS)))
        with h5py.File(self.path("out.h5")) as file:
            fit = file["best_fit"]
            self.assertEqual(list(fit["parameter"].asstr()), list(COEFFICIENTS))
            self.assertEqual(set(fit["parameter_units"].asstr()), {"GeV^-2"})
            self.assertTrue(fit["constrained"][()].all() and fit["converged"][()].all())
            self.assertFalse(fit["disjoint_95"][()].any())
            for i, name in enumerate(COEFFICIENTS):
                row = re.search(rf" {name} +GeV\^-2 +(\S+) +\[.*\] +\[.*\] +(\S+) +(\w+)", said)
                self.assertAlmostEqual(float(row[1]) / fit["best"][i], 1, delta=1e-3)
                self.assertAlmostEqual(float(row[2]), fit["pull"][i], delta=0.006)
                self.assertEqual(row[3], fit["group"].asstr()[i])
                np.testing.assert_allclose(
                    file["points/parameters"][fit["point"][i]],
                    [fit["best"][i] if k == i else 0.0 for k in range(len(COEFFICIENTS))])
                self.assertEqual(file["points/chi2"][fit["point"][i]], fit["chi2"][i])
                np.testing.assert_allclose(fit["chi2_group"][i].sum(), fit["chi2"][i], rtol=1e-12)
            self.check_against_grids(COEFFICIENTS, fit)

    def test_a_coupling_that_enters_by_its_square_has_two_intervals_and_says_so(self):
        # gl_12 alone matches to ll_1221 = -gl_12^2/M^2, which cabibbo wants to be negative
        kind = {"model": "{z_prime: {mass: 1 TeV}}", "groups": "[cabibbo]"}
        said = self.run_job(job(ranges({"gl_12": 3.0}), **kind))
        with h5py.File(self.path("out.h5")) as file:
            fit = file["best_fit"]
            self.assertLess(fit["best"][0], 0)  # of two equal minima the lower value
            self.assertIn("*", said)
            values, chi2, *_ = self.grid("gl_12", 0.3, 1001, **kind)
            below = values < 0
            for level, rise in LEVELS.items():
                self.assertEqual(fit[f"disjoint_{level}"][0], 1)
                lower, upper = crossings(values[below], chi2[below], rise)
                np.testing.assert_allclose(
                    [fit[f"lower_{level}"][0], fit[f"upper_{level}"][0]], [lower, upper],
                    rtol=0, atol=1e-3 * (upper - lower))

    def test_what_chi_square_does_not_depend_on_has_no_value(self):
        self.run_job(job(ranges({"ll_1221": 4e-8, "uu_3333": 1e-9}), groups="[cabibbo]"))
        with h5py.File(self.path("out.h5")) as file:
            fit = file["best_fit"]
            self.assertEqual(list(fit["constrained"]), [1, 0])
            for name in ("best", "chi2", "pull", "lower_68", "upper_95"):
                self.assertFalse(np.isnan(fit[name][0]), name)
                self.assertTrue(np.isnan(fit[name][1]), name)
            self.assertEqual((fit["group"].asstr()[1], fit["point"][1]), ("", -1))

    def test_a_parameter_without_default_is_refused(self):
        self.write("job.yaml", job({"scale": "range: [1000, 2000]", "ll_1221": "range: [-1, 1]"},
                                   model="{smeft: {}}"))
        line = self.refusal(65, "check", "job.yaml")
        self.assertIn("job.yaml:3", line)
        self.assertIn("'scale' has no default", line)

    def test_options_of_the_other_fit_are_refused(self):
        for option in ("minos: true", "seed: 3"):
            self.write("job.yaml", job(ranges(COEFFICIENTS),
                                       f"{{best_fit: {{one_at_a_time: true, {option}}}}}"))
            self.assertIn("one_at_a_time has no use for it", self.refusal(65, "check", "job.yaml"))

    def test_the_resolved_job_and_every_number_of_ranks_give_the_same_file(self):
        self.run_job(job(ranges(COEFFICIENTS), "{best_fit: {one_at_a_time: true, starts: 10}}"))
        with h5py.File(self.path("out.h5")) as file:
            self.write("job.yaml", file["job_resolved"].asstr()[()])
        for ranks, threads in ((1, 2), (3, 1)):
            done = subprocess.run(
                ["mpirun", "--oversubscribe", "-np", str(ranks), PROGRAM, "run", "job.yaml", "-o",
                 "again.h5", "--overwrite"], cwd=self.folder, capture_output=True, text=True,
                timeout=600, check=False, env={**os.environ, "OMP_NUM_THREADS": str(threads)})
            self.assertEqual(done.returncode, 0, done.stderr)
            code, out, err = self.call("diff", "--bitwise", "out.h5", "again.h5")
            self.assertEqual((code, out, err), (0, "", ""), (ranks, threads))

    def test_a_stopped_fit_goes_on_to_the_same_file(self):
        text = job(ranges(COEFFICIENTS), "{best_fit: {one_at_a_time: true, starts: 10}}")
        self.run_job(text)
        self.write("job.yaml", text)
        code, _, err = self.call("run", "job.yaml", "-o", "again.h5", "--set",
                                 "run.wall_time=00:00:00")
        self.assertEqual(code, 75, err)
        code, _, err = self.call("run", "job.yaml", "-o", "again.h5", "--resume")
        self.assertEqual(code, 0, err)
        code, out, err = self.call("diff", "--bitwise", "out.h5", "again.h5")
        self.assertEqual((code, out, err), (0, "", ""))

    def test_each_best_point_is_exported_as_coefficients(self):
        self.run_job(job(ranges(COEFFICIENTS)))
        code, _, err = self.call("export", "out.h5", "--to", "wcxf")
        self.assertEqual(code, 0, err)
        with h5py.File(self.path("out.h5")) as file:
            for point in file["best_fit/point"]:
                self.assertTrue(os.path.exists(self.path(f"out_{point}.yaml")))


if __name__ == "__main__":
    unittest.main()

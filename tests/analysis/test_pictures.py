# SPDX-License-Identifier: MIT
"""Every script makes a picture from a good file and refuses a bad one in one line."""

import csv
import json
import os
import pathlib
import tempfile
import unittest

import numpy as np

import synthetic_scan as synthetic
from script_process import run_script

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Stands for the program: hands back the curves of reference/fig1_running.json as coefficients.
FAKE_PROGRAM = """#!/usr/bin/python3
import json, math, sys
command, path, to, scale, data, name, as_json = sys.argv[1:]
assert (command, to, data, name, as_json) == ("evolve", "--to", "--data", "reference", "--json")
with open(path) as file:
    source = json.load(file)
assert (source["eft"], source["basis"], source["scale"]) == ("SMEFT", "Warsaw", 1000)
[(coefficient, size)] = source["values"].items()
assert size == 0.5e-6
with open({reference!r}) as file:
    table = json.load(file)
i = table["mu_GeV"].index(float(scale))
panel = table["panels"][coefficient + " = 0.5 TeV^-2"]
unit = 1e-4 * math.sqrt(2) * 1.1663787e-5
values = {{key: panel[key][i] * unit for key in ("phil3_22", "ll_1221")}}
values["lq3_1111"] = {{"Re": panel["lq3_1111"][i] * unit, "Im": 0.0}}
values["phiq3_11"] = (panel["eps2"][i] * unit + values["phil3_22"] + values["lq3_1111"]["Re"]
                      - values["ll_1221"] / 2)
print(json.dumps({{"eft": "SMEFT", "basis": "Warsaw", "values": values}}))
"""


class Pictures(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.plane = self.folder / "plane.h5"
        synthetic.write_grid(self.plane, {"gl_11": np.linspace(-2, 2, 41),
                                          "gl_22": np.linspace(-1, 3, 33)},
                             failed=[(1, 2), (30, 20)])

    def run_script(self, name, *arguments):
        return run_script(name, *arguments, cwd=self.folder)

    def draws(self, picture, name, *arguments):
        result = self.run_script(name, *arguments)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(result.stderr, "")
        self.assertEqual(result.stdout.strip(), str(picture))
        content = (self.folder / picture).read_bytes()
        self.assertEqual(content[:8], b"\x89PNG\r\n\x1a\n")
        width, height = (int.from_bytes(content[i:i + 4], "big") for i in (16, 20))
        self.assertGreater(min(width, height), 700)

    def refuses(self, code, words, name, *arguments):
        result = self.run_script(name, *arguments)
        self.assertEqual(result.returncode, code, result.stderr)
        self.assertIn(words, result.stderr)
        self.assertEqual(result.stderr.count("\n"), 1, result.stderr)
        self.assertEqual(result.stdout, "")

    def program(self, text):
        path = self.folder / "smeftscan"
        path.write_text(text)
        path.chmod(0o755)
        return path

    def test_a_surface_of_chi_square(self):
        self.draws(self.folder / "plane.png", "surface.py", self.plane)

    def test_surfaces_of_a_group_a_prediction_and_a_coefficient(self):
        for dataset in ("chi2_group:cabibbo", "dGF/GF", "ll_1221"):
            self.draws("x.png", "surface.py", self.plane, "-o", "x.png", "--dataset", dataset)

    def test_curves_of_one_parameter(self):
        line = self.folder / "line.h5"
        synthetic.write_grid(line, {"gl_11": np.linspace(-1, 1, 51)}, failed=[(40,)])
        for dataset in ("chi2", "R(Vus)"):
            self.draws("x.png", "surface.py", line, "-o", "x.png", "--dataset", dataset)

    def test_an_axis_of_one_point_does_not_count(self):
        line = self.folder / "line.h5"
        synthetic.write_grid(line, {"gl_11": np.linspace(-1, 1, 21), "gl_22": np.array([1.5])})
        self.draws("x.png", "surface.py", line, "-o", "x.png")

    def test_two_of_three_axes_by_name(self):
        cube = self.folder / "cube.h5"
        synthetic.write_grid(cube, {"gl_11": np.linspace(-2, 2, 21), "gl_22": np.linspace(0, 3, 16),
                                    "gl_33": np.linspace(-3, 0, 7)})
        self.refuses(64, "--axes", "surface.py", cube)
        self.draws("x.png", "surface.py", cube, "--axes", "gl_33", "gl_11", "-o", "x.png")
        self.draws("y.png", "cabibbo_region.py", cube, "-o", "y.png")

    def test_a_flat_surface_is_drawn(self):
        flat = self.folder / "flat.h5"
        synthetic.write_grid(flat, {"gl_11": np.array([0.1, 0.1000001]),
                                    "gl_22": np.array([1.0, 1.0000001])})
        self.draws("x.png", "surface.py", flat, "-o", "x.png")

    def test_the_cabibbo_region(self):
        self.draws(self.folder / "plane_cabibbo.png", "cabibbo_region.py", self.plane)

    def test_the_regions_of_fig_2(self):
        self.draws("fig2.png", "fig2.py", self.plane, "-o", "fig2.png")

    def test_a_profile_gives_no_region_of_a_part_of_its_groups(self):
        synthetic.write_nuisance(self.plane, "gl_33")
        self.refuses(65, "none of the likelihood groups", "fig2.py", self.plane)

    def test_bad_files_are_refused_with_65(self):
        text = self.folder / "text.h5"
        text.write_text("no scan")
        points = self.folder / "points.h5"
        synthetic.write_points(points, np.zeros((3, 2)))
        other = self.folder / "other.h5"
        synthetic.write_grid(other, {"gl_11": np.linspace(0, 1, 5), "gl_33": np.linspace(0, 1, 5)})
        dead = self.folder / "dead.h5"
        synthetic.write_grid(dead, {"gl_11": np.arange(3.0), "gl_22": np.arange(3.0)},
                             failed=[(i, j) for i in range(3) for j in range(3)])
        for script in ("surface.py", "cabibbo_region.py", "fig2.py"):
            self.refuses(65, "no such file", script, "nowhere.h5")
            self.refuses(65, "not a readable scan file", script, text)
            self.refuses(65, "list of points", script, points)
            self.refuses(65, "has a result", script, dead)
        self.refuses(65, "gl_22", "cabibbo_region.py", other)
        self.refuses(65, "gl_22", "fig2.py", other)

    def test_bad_options_are_refused_with_64(self):
        self.refuses(64, "no dataset 'chi3'", "surface.py", self.plane, "--dataset", "chi3")
        self.refuses(64, "no axis 'mass'", "surface.py", self.plane, "--axes", "mass")
        self.refuses(64, "--help", "surface.py")
        self.refuses(64, "--scales", "fig1_running.py", "--scales", "50")

    def test_a_picture_that_cannot_be_written_is_73(self):
        self.refuses(73, "cannot write", "surface.py", self.plane, "-o", "nowhere/x.png")
        self.refuses(73, "cannot write", "surface.py", self.plane, "-o", "x.nonsense")

    def test_every_script_explains_itself(self):
        for script in ("surface.py", "cabibbo_region.py", "fig1_running.py", "fig2.py"):
            result = self.run_script(script, "--help")
            self.assertEqual(result.returncode, 0)
            self.assertIn("--output", result.stdout)

    def test_fig_1_draws_what_the_program_says(self):
        reference = ROOT / "tests" / "reference" / "fig1_running.json"
        program = self.program(FAKE_PROGRAM.format(reference=str(reference)))
        table = json.loads(reference.read_text())
        self.draws("fig1.png", "fig1_running.py", "--program", program, "--data", "reference",
                   "--csv", "fig1.csv", "-o", "fig1.png", "--scales", *table["mu_GeV"])
        with open(self.folder / "fig1.csv", newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(len(rows), 3 * len(table["mu_GeV"]))
        for row in rows:
            panel = table["panels"][row["source"] + " = 0.5 TeV^-2"]
            i = table["mu_GeV"].index(float(row["mu_GeV"]))
            for name in ("phil3_22", "ll_1221", "lq3_1111", "eps2"):
                self.assertAlmostEqual(float(row[f"{name}_times_1e4"]), panel[name][i], delta=1e-9)

    def test_fig_1_passes_on_what_goes_wrong_in_the_program(self):
        self.refuses(65, "no program", "fig1_running.py", "--program", "nowhere")
        failing = self.program("#!/bin/sh\necho 'unknown data set' >&2\nexit 64\n")
        self.refuses(64, "unknown data set", "fig1_running.py", "--program", failing)
        silent = self.program("#!/bin/sh\necho hello\n")
        self.refuses(65, "no coefficients came back", "fig1_running.py", "--program", silent)


if __name__ == "__main__":
    unittest.main()

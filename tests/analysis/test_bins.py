# SPDX-License-Identifier: MIT
"""analysis/bins.py and wilson_plane.py, with a program that gives known answers."""

import json
import math
import pathlib
import sys
import tempfile
import unittest

import numpy as np
from matplotlib.figure import Figure

import synthetic_scan as synthetic
from script_process import run_script

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "analysis"))
from smeftscan_plot import bins, wilson_plane  # noqa: E402

P5P = "<P5p>(B0->K*mumu)"
BIN = {"q2min": 4, "q2max": 6}

# Stands for the program: P5' is -0.75 + 0.2 C9; SMEFT coefficients of 1e-9 give C9 = -0.6 (lq1) or
# -0.5 (qe), C10 = 0.6 and -0.5.
FAKE_PROGRAM = """#!/usr/bin/python3
import json, sys
if sys.argv[1] == "list":
    print(json.dumps({"observables": [{"name": "<P5p>(B0->K*mumu)", "latex": "$P_5'$"}]}))
    sys.exit()
with open(sys.argv[2]) as file:
    values = json.load(file)["values"]
lq1, qe = (values.get(name, 0) / 1e-9 for name in ("lq1_2223", "qe_2322"))
bin = {"q2min": 4, "q2max": 6}
print(json.dumps({
    "wet": {"values": {"C9_bsmumu": [-0.6 * lq1 - 0.5 * qe, 0.01], "C10_bsmumu": 0.6 * lq1 - 0.5 * qe}},
    "predictions": [{"name": "<P5p>(B0->K*mumu)", "arguments": bin, "theory_error": 0.08,
                     "value": -0.75 + 0.2 * values.get("C9_bsmumu", 0)}],
    "measurements": [{"measurement": "LHCb 2020", "name": "<P5p>(B0->K*mumu)", "arguments": bin,
                      "measured": -0.44, "error": 0.1}]}))
"""


class Bins(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.program = self.folder / "smeftscan"
        self.program.write_text(FAKE_PROGRAM)
        self.program.chmod(0o755)

    def run_script(self, name, *arguments):
        return run_script(name, *arguments, "--program", self.program, cwd=self.folder)

    def refuses(self, code, words, *command):
        result = self.run_script(*command)
        self.assertEqual(result.returncode, code, result.stderr)
        self.assertIn(words, result.stderr)
        self.assertEqual(result.stderr.count("\n"), 1, result.stderr)

    def plane(self, name, job):
        """A paraboloid with its minimum at C9 = -0.5, C10 = 0.1."""
        path = self.folder / name
        axes = {"lq1_2223": np.linspace(-1e-9, 2e-9, 31), "qe_2322": np.linspace(-1e-9, 2e-9, 31)}
        synthetic.write_grid(path, axes)
        lq1, qe = np.meshgrid(*(axis / 1e-9 for axis in axes.values()), indexing="ij")
        chi2 = ((-0.6 * lq1 - 0.5 * qe + 0.5) / 0.1) ** 2 + ((0.6 * lq1 - 0.5 * qe - 0.1) / 0.1) ** 2
        with synthetic.h5py.File(path, "r+") as file:
            file["grid"]["chi2"][...] = 120.0 + chi2
            if "job_resolved" in file:
                del file["job_resolved"]
            file["job_resolved"] = job
        return path

    def test_a_panel_shows_band_point_and_data_at_their_places(self):
        sm = {(4, 6): (-0.75, 0.08)}
        measured = [{"measurement": "LHCb 2020", "name": P5P, "arguments": BIN, "measured": -0.44,
                     "error": 0.1}]
        panel = Figure().subplots()
        found = bins.draw_panel(panel, P5P, sm, {(4, 6): (-0.85, 0.0)}, measured)
        self.assertEqual(found, ["LHCb"])
        box = panel.patches[0]
        self.assertEqual((box.get_x(), box.get_width()), (4, 2))
        self.assertAlmostEqual(box.get_y(), -0.83)
        self.assertAlmostEqual(box.get_height(), 0.16)
        heights = [set(line.get_ydata()) for line in panel.lines]
        self.assertIn({-0.75}, heights)
        self.assertIn({-0.85}, heights)
        self.assertIn({-0.44}, heights)

    def test_the_error_of_a_measurement_is_without_that_of_the_prediction(self):
        self.assertAlmostEqual(bins.own_error({"error": 0.1}, 0.08), 0.06)
        self.assertEqual(bins.own_error({"error": 0.1}, 0.1000001), 0.0)

    def test_names_become_formulas(self):
        latex = r"$P_5'(B^0\to K^{*0}\mu\mu)$"
        self.assertEqual(bins.title(P5P, latex), latex)
        self.assertIn("GeV", bins.title("<dBR/dq2>(Bs->phimumu)", "x"))
        self.assertEqual(bins.title("BR(Bs->mumu)", "x"), "x")

    def test_the_picture_of_bins(self):
        point = self.folder / "point.json"
        point.write_text(json.dumps({**bins.STANDARD_MODEL, "values": {"C9_bsmumu": -0.5}}))
        result = self.run_script("bins.py", point, "--observable", P5P, "-o", "x.png")
        self.assertEqual((result.returncode, result.stdout), (0, "x.png\n"), result.stderr)
        self.assertEqual((self.folder / "x.png").read_bytes()[:4], b"\x89PNG")
        self.refuses(64, "<P4p>", "bins.py", "--observable", "<P4p>(B0->K*mumu)")

    def test_what_the_program_refuses_is_passed_on(self):
        self.program.write_text("#!/bin/sh\necho 'no such set' >&2\nexit 64\n")
        self.refuses(64, "no such set", "bins.py")

    def test_the_plane_is_drawn_in_the_coefficients_of_the_program(self):
        matrix = wilson_plane.shifts(str(self.program), "paper")
        np.testing.assert_allclose(matrix, [[-6e8, -5e8], [6e8, -5e8]])
        job = "model: {smeft: {scale: 91.1876 GeV}}\ndata: paper\n"
        scan = wilson_plane.read_plane(str(self.plane("good.h5", job)))
        panel = Figure().subplots()
        (C9, C10), handle = wilson_plane.draw_regions(panel, str(self.program), scan, "black")
        self.assertIn("(-0.50, 0.10)", handle.get_label())
        # the region at 95 % is a circle of this radius
        radius = 0.1 * math.sqrt(5.99)
        self.assertAlmostEqual(C9.max(), -0.5 + radius, delta=0.02)
        self.assertAlmostEqual(C10.min(), 0.1 - radius, delta=0.02)
        result = self.run_script("wilson_plane.py", "good.h5")
        self.assertEqual((result.returncode, result.stdout), (0, "good.png\n"), result.stderr)

    def test_other_scans_are_refused(self):
        high = self.plane("high.h5", "model: {smeft: {scale: 1 TeV}}\ndata: paper\n")
        self.refuses(65, "91.1876", "wilson_plane.py", high)
        other = self.folder / "other.h5"
        synthetic.write_grid(other, {"gl_11": np.linspace(-1, 1, 5), "gl_22": np.linspace(0, 1, 5)})
        self.refuses(65, "lq1_2223", "wilson_plane.py", other)


if __name__ == "__main__":
    unittest.main()

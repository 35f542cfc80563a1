# SPDX-License-Identifier: MIT
"""smeftscan-plot KIND FILE and the package behind it: as the scripts, and nothing of the caller's is
changed."""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import numpy as np

import synthetic_scan as synthetic

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "analysis"))
from smeftscan_plot.start import KINDS  # noqa: E402

PLOT = str(ROOT / "analysis" / "smeftscan-plot")


class PlotCommand(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        synthetic.write_grid(self.folder / "scan.h5", {"gl_11": np.linspace(-2, 2, 21),
                                                       "gl_22": np.linspace(-1, 3, 17)})

    def run_in_folder(self, *command, **environment):
        clean = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"}
        return subprocess.run([*map(str, command)], capture_output=True, text=True, check=False,
                              cwd=self.folder, env={**clean, **environment})

    def plot(self, *words):
        return self.run_in_folder("/usr/bin/python3", "-B", PLOT, *words)

    def python(self, code, **environment):
        """What the code prints, behind an import path that has the package."""
        done = self.run_in_folder("/usr/bin/python3", "-B", "-c", code,
                                  PYTHONPATH=str(ROOT / "analysis"), **environment)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout.strip()

    def test_every_kind_is_listed_and_explains_itself(self):
        listed = self.plot("--help")
        self.assertEqual((listed.returncode, listed.stderr), (0, ""))
        for kind, text in KINDS.items():
            self.assertRegex(listed.stdout, rf"(?m)^  {kind} +{re.escape(text)}$")
            self.assertTrue((ROOT / "analysis" / f"{kind}.py").is_file())
            done = self.plot(kind, "--help")
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertTrue(done.stdout.startswith(f"usage: smeftscan-plot {kind} "), done.stdout)

    def test_a_kind_and_its_script_give_the_same_bytes(self):
        for kind in ("surface", "cabibbo_region", "fig2"):
            script = ROOT / "analysis" / f"{kind}.py"
            for words in ((PLOT, kind), (script,)):
                done = self.run_in_folder("/usr/bin/python3", "-B", *words, "scan.h5", "-o",
                                          f"{len(words)}.png")
                self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertEqual(*((self.folder / f"{n}.png").read_bytes() for n in (1, 2)))
        self.assertEqual(self.plot("summary", "scan.h5").stdout, self.run_in_folder(
            "/usr/bin/python3", "-B", ROOT / "analysis" / "summary.py", "scan.h5").stdout)

    def test_the_package_runs_as_a_module(self):
        done = self.run_in_folder("/usr/bin/python3", "-B", "-m", "smeftscan_plot",
                                  "cabibbo-region", "scan.h5", PYTHONPATH=str(ROOT / "analysis"))
        self.assertEqual((done.returncode, done.stderr, done.stdout),
                         (0, "", "scan_cabibbo.png\n"))

    def test_mistakes_are_one_line_and_the_exit_code_of_the_program(self):
        for words, code, text in (
                (("surfaces", "scan.h5"), 64, "smeftscan-plot: no kind 'surfaces' of picture; "
                                              "did you mean 'surface'?"),
                (("x", "scan.h5"), 64, "there are: surface, "), ((), 64, "which KIND"),
                (("surface",), 64, "smeftscan-plot surface: the following arguments"),
                (("surface", "nowhere.h5"), 65, "smeftscan-plot surface: nowhere.h5: no such file"),
                (("surface", "scan.h5", "-o", "nowhere/x.png"), 73, "cannot write")):
            done = self.plot(*words)
            self.assertEqual((done.returncode, done.stdout), (code, ""), done.stderr)
            self.assertIn(text, done.stderr)
            self.assertEqual(done.stderr.count("\n"), 1, done.stderr)

    def test_no_backend_is_chosen_and_no_setting_of_the_caller_changed(self):
        self.python("""
import os, sys
import matplotlib
settings, environment = dict(matplotlib.rcParams.copy()), dict(os.environ)
from smeftscan_plot import (bins, cabibbo_region, corner, fig1_running, fig2, pulls, read_scan, style,
                            summary, surface, traces, wilson_plane)
scan = read_scan("scan.h5")
for figure in (surface.draw(scan), surface.draw(scan, "R(Vus)", ["gl_11"]),
               cabibbo_region.draw(scan), fig2.draw([scan])):
    assert isinstance(figure, matplotlib.figure.Figure), figure
    style.save(figure, "x.png")
assert dict(matplotlib.rcParams.copy()) == settings
assert dict(os.environ) == environment
assert "matplotlib.pyplot" not in sys.modules
""")

    def test_the_backend_of_the_caller_stays_and_pyplot_knows_of_no_figure(self):
        for backend in ("svg", "pdf"):
            found = self.python("""
import matplotlib.pyplot
from smeftscan_plot import read_scan, surface
surface.draw(read_scan("scan.h5"))
print(matplotlib.get_backend(), matplotlib.pyplot.get_fignums())
""", MPLBACKEND=backend)
            self.assertEqual(found, f"{backend} []")

    def test_a_scan_file_is_xarray_data_sets(self):
        self.python("""
import numpy, xarray
from smeftscan_plot import open_scan, read_scan
file = open_scan("scan.h5")
assert set(file) == {"provenance", "grid"} and file.attrs["state"] == "complete"
assert all(isinstance(group, xarray.Dataset) for group in file.values())
chi2 = read_scan("scan.h5").dataset("chi2")
assert isinstance(chi2, xarray.DataArray) and chi2.dims == ("gl_11", "gl_22")
groups = read_scan("scan.h5").data["chi2_group"]
numpy.testing.assert_allclose(groups.sum("group"), chi2)
""")


if __name__ == "__main__":
    unittest.main()

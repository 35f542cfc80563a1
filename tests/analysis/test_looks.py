# SPDX-License-Identifier: MIT
"""What stands on the pictures: numbers that do not overprint, what is drawn, and what it may hide."""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import h5py
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg

import synthetic_scan as synthetic

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "analysis"))
from smeftscan_plot import caption, read_scan, regions, surface, ticks  # noqa: E402

JOB = """
model:
  z_prime:
    mass: 1000.0 GeV  # mass of the Z'
    # gl_11: free
    gl_33: -1.8
    gq_12: 0.0
data: paper  # 5f0f51b0a4a268ac
likelihood: [cabibbo, electroweak]  # values: 1 + 30
"""


def overlapping(figure, axis):
    """Pairs of texts along an axis that overprint each other, its label among them."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    renderer = canvas.get_renderer()
    low, high = sorted(axis.get_view_interval())
    margin = 1e-9 * (high - low)
    texts = [tick.label1 for tick, place in zip(axis.get_major_ticks(), axis.get_majorticklocs())
             if low - margin <= place <= high + margin] + [axis.label, axis.get_offset_text()]
    boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in texts
             if text.get_visible() and text.get_text()]
    return [(a, b) for i, (a, first) in enumerate(boxes) for b, second in boxes[i + 1:]
            if first.overlaps(second)]


def texts_of(figure):
    """All that is written below the picture and in its legends."""
    found = [figure._supxlabel.get_text()] if figure._supxlabel else []
    for panel in figure.axes:
        if panel.get_legend():
            found += [text.get_text() for text in panel.get_legend().get_texts()]
    return "\n".join(found).replace(caption.NO_BREAK, " ")


class Looks(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def grid(self, axes, job=JOB, change=None):
        path = self.folder / "scan.h5"
        synthetic.write_grid(path, axes)
        with h5py.File(path, "a") as file:
            file["job_resolved"] = job
            if change:
                change(file)
        return read_scan(str(path))

    def surface(self, scan, dataset="chi2", names=None, dof=2):
        return surface.draw(scan, dataset, names, dof)

    def test_numbers_of_small_and_narrow_ranges_do_not_overprint(self):
        for low, high in ((-1e-3, 1e-3), (-3e-8, 2e-8), (80.351, 80.353), (0.0, 2.5e5), (-2, 2),
                          (1e-11, 1.3e-11), (0.99876, 0.99881)):
            scan = self.grid({"gl_11": np.linspace(low, high, 9),
                              "gl_22": np.linspace(low, high, 7)})
            figure = self.surface(scan)
            panel, bar = figure.axes
            for axis in (panel.xaxis, panel.yaxis, bar.yaxis):
                self.assertEqual(overlapping(figure, axis), [], (low, high))
                self.assertEqual(axis.get_offset_text().get_text(), "")

    def test_a_power_of_ten_stands_with_the_unit(self):
        self.assertEqual((ticks.exponent(-1e-3, 1e-3), ticks.exponent(-2, 3),
                          ticks.exponent(0, 3e-8), ticks.exponent(0, 0)), (-3, 0, -8, 0))
        scan = self.grid({"gl_11": np.linspace(-1e-3, 1e-3, 9), "gl_22": np.linspace(0, 1, 5)})
        figure = self.surface(scan)
        figure.draw_without_rendering()
        panel = figure.axes[0]
        self.assertIn("[$10^{-3}$]", panel.get_xlabel())
        self.assertNotIn("10^", panel.get_ylabel())
        numbers = [tick.label1.get_text().replace("\N{MINUS SIGN}", "-")
                   for tick in panel.xaxis.get_major_ticks()]
        self.assertEqual([float(number) * 1e-3 for number in numbers],
                         [round(place, 9) for place in panel.get_xticks()])

    def test_a_picture_says_what_it_is_of(self):
        axes = {"gl_11": np.linspace(-2, 2, 21), "gl_22": np.linspace(0, 3, 16),
                "gl_33": np.linspace(-3, 0, 7)}
        scan = self.grid(axes)
        text = texts_of(self.surface(scan, names=["gl_11", "gl_22"]))
        for words in ("z_prime", "1 TeV", "cabibbo, electroweak", "data set paper",
                      r"lowest $\chi^2$ = ", r"profiled over $g^{\ell }_{33}$", "68.3 % C.L.",
                      "2 d.o.f."):
            self.assertIn(words, text)
        self.assertNotIn("{12}", text)  # zero: as if it was not there
        one = self.surface(self.grid({"gl_11": axes["gl_11"]}), dof=1)
        self.assertIn("95 % C.L., 1 d.o.f.", [note.get_text() for note in one.axes[0].texts])

    def test_the_minimum_of_a_profile_is_one_over_its_nuisances(self):
        def profile(file):
            synthetic.scale(file["grid"], "nuisance", synthetic.strings("gl_33", "mass"))
        scan = self.grid({"gl_11": np.linspace(-2, 2, 9), "gl_22": np.linspace(0, 3, 9)},
                         change=profile)
        self.assertIn(r"profiled over $g^{\ell }_{33}$, $M_{Z'}$", texts_of(self.surface(scan)))

    def test_fixed_values_come_from_the_job(self):
        scan = self.grid({"gl_11": np.linspace(0, 1, 3), "gl_22": np.linspace(0, 1, 3)})
        self.assertEqual(caption.fixed_values(scan), {"mass": "1000.0 GeV", "gl_33": -1.8})
        self.assertEqual(caption.quantity("1000.0 GeV"), "1 TeV")
        self.assertEqual(caption.quantity("91.1876 GeV"), "91.19 GeV")
        self.assertEqual(caption.quantity("1e-7 GeV^-2"), r"$1\times 10^{-7}$ GeV$^{-2}$")
        written = self.grid(
            {"gl_11": np.linspace(0, 1, 3), "gl_22": np.linspace(0, 1, 3)},
            job="model: {formulas: {scale: M, parameters: {M: {unit: GeV}}, M: 2000 GeV, "
                "coefficients: {ll_1122: 1/M^2}}}")
        self.assertEqual(caption.fixed_values(written), {"scale": "M", "M": "2000 GeV"})
        broken = self.grid({"gl_11": np.linspace(0, 1, 3), "gl_22": np.linspace(0, 1, 3)},
                           job="model: [")
        self.assertEqual(caption.fixed_values(broken), {"mass": "1 TeV"})  # of the job as given

    def test_a_lowest_point_at_the_edge_is_no_minimum(self):
        inside = self.grid({"gl_11": np.linspace(-1, 1, 21), "gl_22": np.linspace(0, 3, 16)})
        self.assertNotIn("edge", texts_of(self.surface(inside)))
        outside = self.grid({"gl_11": np.linspace(0.5, 1, 11), "gl_22": np.linspace(0, 3, 16)})
        self.assertIn("at the edge: the minimum may lie outside", texts_of(self.surface(outside)))
        valley = self.surface(self.grid({"gl_11": np.linspace(-2, 2, 41),
                                         "gl_22": np.linspace(-1, 3, 33)}), "chi2_group:cabibbo")
        self.assertIn("in a valley that reaches the edge", texts_of(valley))

    def test_one_curve_knows_its_edge_too(self):
        self.assertEqual(regions.minimum_remark(np.array([2.0, 0.0, 3.0])), "")
        self.assertIn("edge", regions.minimum_remark(np.array([0.0, 1.0, 3.0])))
        self.assertIn("edge", regions.minimum_remark(np.array([np.nan, 1.0, 0.0])))

    def test_regions_that_the_grid_does_not_resolve_are_pixels(self):
        def region(*points, shape=(9, 9)):
            inside = np.zeros(shape, bool)
            for point in points:
                inside[point] = True
            return inside
        block = region()
        block[2:5, 2:6] = True
        island = block.copy()
        island[8, 8] = True
        diagonal = np.eye(9, dtype=bool)
        line = region()
        line[4] = True
        self.assertTrue(regions.is_resolved(block))
        for unresolved in (region((4, 4)), island, diagonal, line):
            self.assertFalse(regions.is_resolved(unresolved))
        x = y = np.arange(9.0)
        segments = regions.pixel_lines(x, y, region((4, 4)))
        self.assertEqual({tuple(sorted(segment)) for segment in segments},
                         {((3.5, 3.5), (3.5, 4.5)), ((4.5, 3.5), (4.5, 4.5)),
                          ((3.5, 3.5), (4.5, 3.5)), ((3.5, 4.5), (4.5, 4.5))})
        coarse = self.grid({"gl_11": np.linspace(-2, 2, 11), "gl_22": np.linspace(-1, 3, 9)})
        self.assertIn("(pixels)", texts_of(self.surface(coarse)))
        fine = self.grid({"gl_11": np.linspace(-1, 0.5, 61), "gl_22": np.linspace(-1, 3, 41)})
        self.assertNotIn("(pixels)", texts_of(self.surface(fine)))

    def test_a_prediction_has_lines_at_the_standard_model_and_the_measured_value(self):
        def marks(file):
            attributes = file["grid/R(Vus)"].attrs
            attributes["standard_model"], attributes["measured"] = 1.0, synthetic.MEASURED
        axes = {"gl_11": np.linspace(-2, 2, 21), "gl_22": np.linspace(-1, 3, 17)}
        text = texts_of(self.surface(self.grid(axes, change=marks), "R(Vus)"))
        self.assertIn("Standard Model\nmeasured", text)
        curve = self.surface(self.grid({"gl_11": axes["gl_11"]}, change=marks), "R(Vus)", dof=1)
        heights = [set(line.get_ydata()) for line in curve.axes[0].lines]
        self.assertIn({1.0}, heights)
        self.assertIn({synthetic.MEASURED}, heights)
        self.assertNotIn("measured", texts_of(self.surface(self.grid(axes), "R(Vus)")))

    def test_observables_have_the_latex_and_the_unit_of_the_file(self):
        def look(file):
            attributes = file["grid/dGF|GF"].attrs
            attributes["latex"], attributes["quoted_units"] = r"$\Delta M_s$", "ps^-1"
            attributes["quoted_factor"] = 1.5e12
        scan = self.grid({"gl_11": np.linspace(-2, 2, 21), "gl_22": np.linspace(-1, 3, 17)},
                         change=look)
        figure = self.surface(scan, "dGF/GF")
        self.assertIn(r"$\Delta M_s$ [", figure.axes[1].get_ylabel())
        self.assertIn("ps$^{-1}$", figure.axes[1].get_ylabel())
        self.assertAlmostEqual(figure.axes[0].collections[0].get_array().max() / 9e9, 1.0)

    def test_importing_the_style_leaves_the_backend_alone(self):
        code = ("import sys; sys.path.insert(0, sys.argv[1]); import matplotlib; "
                "from smeftscan_plot import style, surface; print(matplotlib.get_backend())")
        for backend in ("svg", "pdf"):
            found = subprocess.run(["/usr/bin/python3", "-c", code, str(ROOT / "analysis")],
                                   capture_output=True, text=True, check=True,
                                   env={**os.environ, "MPLBACKEND": backend})
            self.assertEqual(found.stdout.strip(), backend)

    def test_a_missing_package_is_one_line(self):
        for script in ("surface.py", "summary.py"):
            done = subprocess.run(["/usr/bin/python3", "-S", str(ROOT / "analysis" / script), "x"],
                                  capture_output=True, text=True, check=False)
            self.assertEqual((done.returncode, done.stdout), (71, ""))
            self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
            self.assertRegex(done.stderr, f"{script}: .*python3 has no numpy, h5py, .*Run it with "
                                          "/usr/bin/python3, or install python3-numpy")


if __name__ == "__main__":
    unittest.main()

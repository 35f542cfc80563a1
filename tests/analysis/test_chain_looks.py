# SPDX-License-Identifier: MIT
"""Corner plots, traces, pulls and tables of many chains, several maxima and many measurements."""

import csv
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import h5py
import numpy as np

import synthetic_scan as base
import test_chains as synthetic
from test_looks import JOB, overlapping, texts_of

ROOT = pathlib.Path(__file__).resolve().parents[2]
from smeftscan_plot import corner, pulls, read_chains, read_scan, summary, traces  # noqa: E402
from smeftscan_plot.chain_file import prior  # noqa: E402
from smeftscan_plot.density import intervals  # noqa: E402
from smeftscan_plot.scan_file import look_of  # noqa: E402

PAPER = (8.3, 11.7)  # inches


def write_fit(path, count):
    """A fit of `count` measurements of two groups, with long names."""
    synthetic.write_fit(path)
    names = [f"<dBR/dq2>(B0->K*mumu)[{i},{i + 1}]" for i in range(count)]
    dice = np.random.default_rng(2)
    with h5py.File(path, "a") as file:
        fit = file["best_fit"]
        for name in [name for name in fit if name.startswith("obs")]:
            del fit[name]
        for name, values in (
                ("obs", [f"LHCb 2016: {name}" for name in names]), ("obs_observable", names),
                ("obs_group", [("trident", "bsll")[i % 2] for i in range(count)]),
                ("obs_latex", [rf"$dBR/dq^2(B^0\to K^{{*0}}\mu\mu)$ [{i}, {i + 1}]"
                               for i in range(count)]),
                ("obs_units", ["GeV^-2"] * count), ("obs_quoted_units", ["GeV^-2"] * count)):
            if name == "obs":
                obs = base.scale(fit, name, base.strings(*values))
            else:
                base.dataset(fit, name, base.strings(*values), [obs])
        pull = 1.3 * dice.normal(size=count)
        for name, values in (("measured", np.full(count, 3.0)), ("error", np.full(count, 0.5)),
                             ("pull", pull), ("predicted", 3.0 + 0.5 * pull),
                             ("quoted_factor", np.ones(count))):
            base.dataset(fit, f"obs_{name}", values, [obs])


class ChainLooks(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.dice = np.random.default_rng(1)

    def chains(self, draws, priors=None, change=None):
        path = self.folder / "chains.h5"
        path.unlink(missing_ok=True)
        synthetic.write_posterior(path, draws)
        with h5py.File(path, "a") as file:
            file["job_resolved"] = JOB
            names = file["constant_data/parameter"].asstr()[()]
            if priors:
                known = file["constant_data"]
                for name, values in (("lower", [p[1] for p in priors]),
                                     ("upper", [p[2] for p in priors]),
                                     ("prior", base.strings(*(p[0] for p in priors)))):
                    base.dataset(known, name, values, [known["parameter"]])
                self.assertEqual(len(names), len(priors))
            if change:
                change(file)
        return read_chains(str(path))

    def draws(self, chains=4):
        normal = self.dice.normal(size=(3, chains, 2000))
        return {"gl_11": 1e-3 * normal[0], "gl_22": np.where(normal[1] > 0, 2.0, -1.0)
                + 0.2 * normal[2], "R(Vus)": 0.99 + 1e-4 * normal[0]}

    def test_axes_of_a_corner_plot_end_where_the_draws_do(self):
        draws = self.draws()
        draws["gl_11"][0, 0] = 5.0  # one draw far away
        chains = self.chains(draws)
        figure = corner.draw(chains, ["gl_11", "gl_22", "R(Vus)"], 40)
        low, high = figure.axes[0].get_xlim()
        self.assertLess(high - low, 8e-3)
        for panel in figure.axes:
            for axis in (panel.xaxis, panel.yaxis):
                if panel.axison:
                    self.assertEqual(axis.get_offset_text().get_text(), "")
        for panel in figure.axes[-3:]:
            self.assertEqual(overlapping(figure, panel.xaxis), [])

    def test_a_corner_plot_has_numbers_and_the_regions_of_two_maxima(self):
        figure = corner.draw(self.chains(self.draws()), ["gl_11", "gl_22"], 40)
        one, two = (figure.axes[k].get_title() for k in (0, 3))
        self.assertRegex(one, r"^\$-?0\.\d\d_\{-[01]\.\d+\}\^\{\+[01]\.\d+\}\$.*10\^\{-3\}")
        self.assertRegex(two.replace("\N{MINUS SIGN}", "-"), r"^\[-1\.\d+, -0\.\d+\].*\[1\.\d+, ")
        self.assertEqual(intervals(np.arange(5.0), np.array([1, 1, 0, 0, 1], bool)),
                         [(0.0, 1.0), (4.0, 4.0)])

    def test_a_corner_plot_shows_priors_on_their_axes(self):
        draws = {"gl_11": np.exp(self.dice.uniform(np.log(0.1), np.log(10), size=(4, 2000))),
                 "gl_22": 0.3 * self.dice.normal(size=(4, 2000))}
        chains = self.chains(draws, [("log", 0.1, 10.0), ("{gaussian: [0.0, 0.5]}", -2.0, 2.0)])
        figure = corner.draw(chains, chains.parameters, 40)
        first, second = figure.axes[0], figure.axes[3]
        low, high = first.get_xlim()  # of the logarithm, no further than the prior
        self.assertTrue(-1.0 <= low < -0.9 and 0.9 < high <= 1.0, (low, high))
        flat = [line for line in first.lines if line.get_linestyle() == "--"]
        self.assertEqual(len(flat), 1)
        self.assertAlmostEqual(np.ptp(flat[0].get_ydata()), 0.0)
        [gaussian] = [line for line in second.lines if line.get_linestyle() == "--"]
        self.assertAlmostEqual(gaussian.get_xdata()[np.argmax(gaussian.get_ydata())], 0, delta=0.05)
        self.assertIn("prior", texts_of(figure))
        self.assertEqual(prior("{gaussian: [1.0, -2e-3]}", 0, 1).sigma, -2e-3)

    def test_chains_that_do_not_agree_are_marked(self):
        good = corner.draw(self.chains(self.draws()), ["gl_11"], 20)
        self.assertIsNone(good._suptitle)

        def spoil(file):
            file["diagnostics/rhat"][0] = 1.083
        bad = corner.draw(self.chains(self.draws(), change=spoil), ["gl_11"], 20)
        self.assertIn("NOT CONVERGED", bad._suptitle.get_text())
        self.assertIn("1.083", bad._suptitle.get_text())
        text = texts_of(bad)
        for words in ("data set paper", "8000 draws", "lowest chi-square"):
            self.assertIn(words, text)

    def test_traces_of_many_walkers_are_a_band(self):
        few = traces.draw(self.chains(self.draws(4)))
        self.assertEqual([len(panel.lines) for panel in few.axes], [4, 4, 4])
        many = traces.draw(self.chains(self.draws(32)))
        for panel in many.axes:
            self.assertEqual(len(panel.lines), 3)  # the median, and the two outermost chains
            self.assertEqual(len(panel.collections), 2)
            self.assertLessEqual(max(len(line.get_xdata()) for line in panel.lines), 120)
        self.assertIn("32 chains of 2000 draws", texts_of(many))

    def test_pulls_go_to_pages_that_can_be_printed(self):
        for count, pages in ((20, 1), (108, 1), (146, 2), (434, 5)):
            path = self.folder / f"fit{count}.h5"
            write_fit(path, count)
            scan = read_scan(str(path))
            figures = pulls.draw_fit(scan, pulls.fit_rows(scan.best_fit))
            self.assertEqual(len(figures), pages)
            for figure in figures:
                self.assertTrue(all(figure.get_size_inches() <= PAPER), figure.get_size_inches())

    def test_pages_of_a_picture_are_numbered_and_nothing_is_said_on_stderr(self):
        path = self.folder / "fit.h5"
        write_fit(path, 146)
        done = subprocess.run(["/usr/bin/python3", "-B", str(ROOT / "analysis" / "pulls.py"), path,
                               "-o", "x.png"], capture_output=True, text=True, cwd=self.folder,
                              check=False)
        self.assertEqual((done.returncode, done.stderr, done.stdout), (0, "", "x.png\nx_2.png\n"))

    def test_panels_of_pulls_have_room_and_no_label_overprints(self):
        path = self.folder / "fit.h5"
        write_fit(path, 20)
        scan = read_scan(str(path))
        [figure] = pulls.draw_fit(scan, pulls.fit_rows(scan.best_fit))
        figure.draw_without_rendering()
        [panel] = figure.axes
        self.assertGreater(panel.get_position().width, 0.4)
        self.assertIn(r"\mu\mu", panel.get_yticklabels()[0].get_text())
        self.assertEqual(overlapping(figure, panel.yaxis), [])
        self.assertEqual(panel.get_xlim(), pulls.limits_of(pulls.fit_rows(scan.best_fit)))

    def test_a_pdf_has_all_pages(self):
        path = self.folder / "fit.h5"
        write_fit(path, 146)
        scan = read_scan(str(path))
        pdf = self.folder / "x.pdf"
        pulls.save_pages(pulls.draw_fit(scan, pulls.fit_rows(scan.best_fit)), str(pdf))
        self.assertEqual(len(re.findall(rb"/Type /Page\b", pdf.read_bytes())), 2)

    def test_the_table_of_pulls_has_prediction_value_and_error(self):
        path = self.folder / "fit.h5"
        write_fit(path, 3)
        subprocess.run(["/usr/bin/python3", "-B", str(ROOT / "analysis" / "pulls.py"), path,
                        "--csv", "x.csv"], capture_output=True, cwd=self.folder, check=True)
        with open(self.folder / "x.csv", newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                prediction, value, error, pull = (
                    float(row[name]) for name in ("prediction", "value", "error", "pull_best"))
                self.assertEqual((value, error, row["unit"]), (3.0, 0.5, "GeV^-2"))
                self.assertAlmostEqual((prediction - value) / error, pull)

    def test_an_end_that_is_not_zero_is_not_written_as_zero(self):
        self.assertEqual(summary.end(-0.003, 0.15), "-0.003")
        self.assertEqual(summary.end(0.0041, 0.2), "0.0041")
        self.assertEqual(summary.end(-0.58, 0.15), "-0.58")
        self.assertEqual(summary.end(0.0, 0.15), "0.00")
        values = -0.3 + 0.15 * np.linspace(-1.7, 1.98, 8000).reshape(4, 2000)
        chains = self.chains({"gl_11": values, "gl_22": values})
        [row, _] = summary.posterior_table(chains)[1]
        self.assertRegex(row[5], r"^\[-0\.\d\d, -0\.0\d+\]$")
        self.assertLess(float(row[5].split(",")[1].rstrip("]")), 0.0)

    def test_tables_have_quoted_units_and_the_symbols_of_the_file(self):
        def look(file):
            attributes = file["posterior/R(Vus)"].attrs
            attributes["units"], attributes["latex"] = "GeV", r"$\Delta M_s$"
            attributes["quoted_units"], attributes["quoted_factor"] = "ps^-1", 1000.0
        chains = self.chains(self.draws(), change=look)
        head, rows = summary.posterior_table(chains)
        self.assertEqual(rows[2][0], ("R(Vus)", "ps^-1"))
        self.assertAlmostEqual(float(rows[2][1]), 990.0, delta=0.1)
        self.assertIn("R(Vus) [ps^-1]", summary.markdown(head, rows))
        symbols = {name: look_of(column).latex for name, column in chains.draws.items()}
        self.assertIn(r"$\Delta M_s$ [ps$^{-1}$] &", summary.latex(head, rows, symbols))


if __name__ == "__main__":
    unittest.main()

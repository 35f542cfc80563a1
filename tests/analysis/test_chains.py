# SPDX-License-Identifier: MIT
"""Corner plot, traces and summary table, from a posterior of known numbers and a known fit."""

import csv
import pathlib
import sys
import tempfile
import unittest

import h5py
import numpy as np

import synthetic_scan as synthetic
from script_process import run_script

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "analysis"))
from smeftscan_plot import corner, pulls, read_chains, read_scan, summary  # noqa: E402


def write_posterior(path, draws):
    """`draws`: name -> array (chain, draw); R(Vus) is derived. Behind a list of points."""
    synthetic.write_points(path, np.zeros((3, 2)))
    with h5py.File(path, "a") as file:
        shape = next(iter(draws.values())).shape
        for group, columns in (("posterior", draws), ("sample_stats", {
                "lp": -0.5 * draws["gl_11"] ** 2, "chi2": draws["gl_11"] ** 2})):
            place = file.create_group(group)
            scales = [synthetic.scale(place, name, np.arange(size))
                      for name, size in zip(("chain", "draw"), shape)]
            for name, values in columns.items():
                synthetic.dataset(place, name, values, scales)
        names = [name for name in draws if name.startswith("gl")]
        for group in ("constant_data", "diagnostics"):
            parameter = synthetic.scale(file.create_group(group), "parameter",
                                        synthetic.strings(*names))
        for name, value in (("rhat", 1.002), ("bulk_ess", 1234.0), ("tail_ess", 987.0)):
            synthetic.dataset(file["diagnostics"], name, np.full(len(names), value), [parameter])
        place = file.create_group("log_likelihood")
        scales = [synthetic.scale(place, name, np.arange(size))
                  for name, size in zip(("chain", "draw"), shape)]
        scales.append(synthetic.scale(place, "group", synthetic.strings("cabibbo", "trident")))
        synthetic.dataset(place, "log_likelihood", -0.5 * np.stack(
            [draws["gl_11"] ** 2, 0.0 * draws["gl_11"] + 1.4], axis=-1), scales)
        place = file.create_group("observed_data")
        obs = synthetic.scale(place, "obs", synthetic.strings("R(Vus) 2020: R(Vus)",
                                                              "CCFR 1991: R_trident"))
        for name, values in (("observable", synthetic.strings("R(Vus)", "R_trident")),
                             ("group", synthetic.strings("cabibbo", "trident")),
                             ("value", [0.9891, 0.82]), ("error", [0.0033, 0.28])):
            synthetic.dataset(place, name, values, [obs])


def write_fit(path):
    """The best fit of the paper with a mirror minimum and two measurements."""
    synthetic.write_points(path, np.zeros((3, 2)))
    with h5py.File(path, "a") as file:
        fit = file.create_group("best_fit")
        parameter, _, group, minimum, obs = (
            synthetic.scale(fit, name, values) for name, values in (
                ("parameter", synthetic.strings("gl_11", "gl_22")),
                ("parameter_2", synthetic.strings("gl_11", "gl_22")),
                ("group", synthetic.strings("trident")), ("minimum", np.arange(2)),
                ("obs", synthetic.strings("CHARM-II 1990: R_trident", "CCFR 1991: R_trident"))))
        synthetic.dataset(fit, "parameter_units", synthetic.strings("1", "1"), [parameter])
        for name, values in (("parameters", [-0.17, 1.5]), ("errors", [0.1, 0.4]),
                             ("lower_errors", [0.11, 0.5]), ("upper_errors", [0.09, np.nan])):
            synthetic.dataset(fit, name, values, [parameter])
        fit["chi2"] = 154.3
        synthetic.dataset(fit, "chi2_group", [154.3], [group])
        synthetic.dataset(fit, "minima", [[-0.17, 1.5], [0.17, -1.5]], [minimum, parameter])
        for name, values in (("chi2", [154.3, 160.2]), ("starts", [3, 2]),
                             ("mirror", np.array([0, 1], "i1"))):
            synthetic.dataset(fit, f"minima_{name}", values, [minimum])
        for name, values in (("observable", synthetic.strings(*["R_trident"] * 2)),
                             ("group", synthetic.strings(*["trident"] * 2)),
                             ("predicted", [1.2, 1.2]), ("pull", [-0.5, 1.25])):
            synthetic.dataset(fit, f"obs_{name}", values, [obs])


class Chains(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        dice = np.random.default_rng(1)
        normal = dice.normal(size=(3, 4, 3000))
        self.draws = {"gl_11": 0.5 + 0.1 * normal[0], "gl_22": 2.0 + 0.1 * normal[0] + normal[1],
                      "R(Vus)": 0.99 + 0.001 * normal[2]}
        self.file = self.folder / "chains.h5"
        write_posterior(self.file, self.draws)

    def run_script(self, name, *arguments):
        return run_script(name, *arguments, cwd=self.folder)

    def test_pictures_are_drawn(self):
        for name, ending in (("corner.py", "_corner.png"), ("traces.py", "_traces.png")):
            done = self.run_script(name, self.file)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            picture = self.folder / f"chains{ending}"
            self.assertEqual(done.stdout.strip(), str(picture))
            self.assertEqual(picture.read_bytes()[:8], b"\x89PNG\r\n\x1a\n")
        done = self.run_script("corner.py", self.file, "--columns", "R(Vus)", "gl_11", "-o", "x.png")
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_regions_hold_their_part_of_the_draws(self):
        counts, x, y = np.histogram2d(self.draws["gl_11"].ravel(), self.draws["gl_22"].ravel(), 60)
        low, high = corner.thresholds(corner.smooth(counts))
        total = counts.sum()
        # a bin at the border holds some per mille; smoothing by a bin widens by a per cent
        self.assertAlmostEqual(counts[corner.smooth(counts) >= low].sum() / total, 0.95, delta=0.02)
        self.assertAlmostEqual(counts[corner.smooth(counts) >= high].sum() / total, 0.683,
                               delta=0.02)

    def test_chains_are_read_with_their_best_draw(self):
        chains = read_chains(str(self.file))
        self.assertEqual((chains.parameters, chains.derived), (["gl_11", "gl_22"], ["R(Vus)"]))
        np.testing.assert_array_equal(chains.draws["gl_22"], self.draws["gl_22"])
        self.assertEqual(chains.best["gl_11"], min(self.draws["gl_11"].ravel(), key=abs))

    def test_measurements_and_chi_square_of_groups_are_read(self):
        chains = read_chains(str(self.file))
        self.assertEqual([(one.observable, one.measurement) for one in chains.observed.itertuples()],
                         [("R(Vus)", "R(Vus) 2020"), ("R_trident", "CCFR 1991")])
        self.assertEqual(chains.observed.error[0], 0.0033)
        np.testing.assert_allclose(chains.chi2_group.sel(group="cabibbo"), self.draws["gl_11"] ** 2)
        np.testing.assert_allclose(chains.chi2_group.sel(group="trident"), 1.4)

    def test_pulls_are_drawn_and_written_of_what_was_kept(self):
        done = self.run_script("pulls.py", self.file, "--csv", "pulls.csv", "-o", "pulls.png")
        self.assertEqual((done.returncode, done.stderr, done.stdout), (0, "", "pulls.png\n"))
        self.assertEqual((self.folder / "pulls.png").read_bytes()[:8], b"\x89PNG\r\n\x1a\n")
        with open(self.folder / "pulls.csv", newline="", encoding="utf-8") as file:
            [row] = csv.DictReader(file)  # R_trident is not among the draws
        self.assertEqual((row["observable"], row["measurement"], row["group"]),
                         ("R(Vus)", "R(Vus) 2020", "cabibbo"))
        pull = (self.draws["R(Vus)"] - 0.9891) / 0.0033
        for column, quantile in (("pull_2.5", 0.025), ("pull_50", 0.5), ("pull_97.5", 0.975)):
            self.assertAlmostEqual(float(row[column]), np.quantile(pull, quantile), places=12)
        best = pull.ravel()[np.argmin(self.draws["gl_11"] ** 2)]
        self.assertAlmostEqual(float(row["pull_best"]), best, places=12)

    def test_a_posterior_without_predictions_has_no_pulls(self):
        path = self.folder / "bare.h5"
        write_posterior(path, {name: self.draws[name] for name in ("gl_11", "gl_22")})
        done = self.run_script("pulls.py", path)
        self.assertEqual(done.returncode, 65)
        self.assertEqual(done.stderr.count("\n"), 1)
        self.assertIn("keeps no prediction of its 2 measurements. Name some in keep:", done.stderr)
        for script, *options in (("pulls.py", "--largest", "0"), ("corner.py", "--bins", "0"),
                                 ("corner.py", "--columns", "nope")):
            done = self.run_script(script, self.file, *options)
            self.assertEqual((done.returncode, done.stderr.count("\n")), (64, 1), done.stderr)

    def test_the_pulls_of_a_fit_are_those_of_all_measurements(self):
        path = self.folder / "fit.h5"
        write_fit(path)
        done = self.run_script("pulls.py", path, "--csv", "pulls.csv", "--largest", "1")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        with open(self.folder / "pulls.csv", newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual([(row["observable"], row["measurement"], float(row["pull_best"]))
                          for row in rows],
                         [("R_trident", "CHARM-II 1990", -0.5), ("R_trident", "CCFR 1991", 1.25)])
        self.assertEqual(pulls.labels(pulls.fit_rows(read_scan(str(path)).best_fit)),
                         ["R_trident, CHARM-II 1990", "R_trident, CCFR 1991"])
        largest = pulls.largest(pulls.fit_rows(read_scan(str(path)).best_fit), 1)
        self.assertEqual([row.measurement for row in largest.itertuples()], ["CCFR 1991"])

    def test_the_summary_has_the_numbers_of_the_draws(self):
        done = self.run_script("summary.py", self.file)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        rows = {row[0]: row[1:] for row in (
            [cell.strip() for cell in line.strip("|").split("|")]
            for line in done.stdout.splitlines())}
        values = self.draws["gl_11"]
        self.assertEqual(rows["gl_11"][0], f"{values.mean():.3f}")
        self.assertEqual(rows["gl_11"][1], f"{values.std():.3f}")
        self.assertEqual(rows["gl_11"][5:], ["1.002", "1234", "987"])
        self.assertEqual(rows["R(Vus)"][2], f"{np.median(self.draws['R(Vus)']):.5f}")
        with h5py.File(self.file, "a") as file:
            file["nested/log_evidence"], file["nested/log_evidence_error"] = -85.43, 0.12
        done = self.run_script("summary.py", self.file, "--latex")
        self.assertIn(r"$\ln Z$ & $-85.43$ & $0.12$ &", done.stdout)
        self.assertIn(rf"$g^{{\ell }}_{{11}}$ & ${rows['gl_11'][0]}$", done.stdout)

    def test_the_summary_of_a_fit(self):
        path = self.folder / "fit.h5"
        write_fit(path)
        done = self.run_script("summary.py", path)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertRegex(done.stdout, r"gl_11 +\| -0.17 +\| 0.10 +\| -0.11 +\| \+0.09")
        # no upper error of gl_22; another minimum in the last column
        self.assertRegex(done.stdout, r"gl_22 +\| 1.50 +\| 0.40 +\| -0.50 +\| - +\| -1.50")
        self.assertRegex(done.stdout, r"chi2 +\| 154.30 +\|[ |]*\| 160.20 ")
        self.assertIn("minimum 2 (mirror)", done.stdout)
        done = self.run_script("summary.py", path, "--latex")
        self.assertIn(r"$g^{\ell }_{22}$ & $1.50$ & $0.40$ & $-0.50$ & -- & $-1.50$", done.stdout)

    def test_the_summary_says_how_good_a_fit_is_and_what_is_unconstrained(self):
        path = self.folder / "fit.h5"
        write_fit(path)
        with h5py.File(path, "a") as file:
            fit = file["best_fit"]
            fit["parameters"][1] = np.nan
            for name, values in (("constrained", np.array([1, 0], "u1")), ("limit", [-1, 0])):
                synthetic.dataset(fit, name, values, [fit["parameter"]])
            for name, value in (("chi2_sm", 190.2), ("chi2_difference", 35.9), ("p_value", 0.2451),
                                ("value_count", 146), ("degrees_of_freedom", 145),
                                ("searches", 20), ("lost", 3), ("converged", 1)):
                fit[name] = value
        done = self.run_script("summary.py", path)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertRegex(done.stdout, r"gl_11 +\| -0.17 +\| at its lower limit +\| -0.11")
        self.assertRegex(done.stdout, r"gl_22 +\| unconstrained +\|")
        for label, value in (("chi2 of the SM", "190.20"), ("difference to the SM", "35.90"),
                             ("values", "146"), ("degrees of freedom", "145"),
                             ("p-value", "0.245"), ("searches lost", "3"), ("converged", "yes")):
            self.assertRegex(done.stdout, rf"\| {label} +\| {value} ")
        done = self.run_script("summary.py", path, "--latex")
        self.assertIn(" & unconstrained & ", done.stdout)

    def test_the_summary_of_a_fit_has_its_correlations(self):
        path = self.folder / "fit.h5"
        write_fit(path)
        with h5py.File(path, "a") as file:
            fit = file["best_fit"]
            synthetic.dataset(fit, "correlation", [[1.0, -0.734], [-0.734, 1.0]],
                              [fit["parameter"], fit["parameter_2"]])
        done = self.run_script("summary.py", path)
        self.assertRegex(done.stdout, r"\| correlation +\| gl_11 +\| gl_22 +\|")
        self.assertRegex(done.stdout, r"\| gl_22 +\| -0.73 +\| 1.00 +\|")
        with h5py.File(path, "a") as file:  # a parameter without an error
            file["best_fit/correlation"][1] = file["best_fit/correlation"][:, 1] = np.nan
        done = self.run_script("summary.py", path)
        self.assertRegex(done.stdout, r"\| correlation +\| gl_11 +\|\n")

    def test_the_summary_of_a_surface_has_intervals_of_each_axis(self):
        path = self.folder / "grid.h5"
        synthetic.write_grid(path, {"gl_11": np.linspace(-2, 2, 9), "gl_22": np.linspace(0, 4, 5)})
        with h5py.File(path, "a") as file:  # two valleys in gl_11, one that leaves the axis in gl_22
            g11, g22 = np.meshgrid(np.linspace(-2, 2, 9), np.linspace(0, 4, 5), indexing="ij")
            file["grid/chi2"][()] = 8.0 * np.abs(np.abs(g11) - 1.0) + 2.0 * (4.0 - g22)
        done = self.run_script("summary.py", path)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        rows = {row[0]: row[1:] for row in (
            [cell.strip() for cell in line.strip("|").split("|")]
            for line in done.stdout.splitlines())}
        self.assertEqual(rows["gl_11"], ["-1.00", "[-1.12, -0.88]  [0.88, 1.12]",
                                         "[-1.48, -0.52]  [0.52, 1.48]"])
        self.assertEqual(rows["gl_22"], ["4.00", "[3.50, open]", "[2.08, open]"])
        self.assertEqual(rows["chi2"][0], "0.00")

    def test_latex_has_powers_of_ten_units_and_no_bare_underscore(self):
        self.assertEqual(summary.latex_cell("[-1.3e-08, 2e+10]"),
                         r"$[-1.3 \times 10^{-8}, 2 \times 10^{10}]$")
        self.assertEqual(summary.latex_name("wc_ll_1221", "GeV^-2"),
                         r"$[C_{\ell \ell }]_{1221}$ [GeV$^{-2}$]")
        self.assertEqual(summary.latex_name("R_tau", "1"), r"R\_tau")
        self.assertEqual(summary.latex_name("m_W", "GeV"), r"m\_W [GeV]")

    def test_files_without_a_posterior_are_refused_with_65(self):
        points = self.folder / "points.h5"
        synthetic.write_points(points, np.zeros((3, 2)))
        for script in ("corner.py", "pulls.py", "traces.py", "summary.py"):
            done = self.run_script(script, points)
            self.assertEqual((done.returncode, done.stdout), (65, ""))
            self.assertIn("no posterior", done.stderr)
            self.assertEqual(done.stderr.count("\n"), 1)


if __name__ == "__main__":
    unittest.main()

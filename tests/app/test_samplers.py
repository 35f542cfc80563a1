# SPDX-License-Identifier: MIT
"""What samplers leave in the file, open to other tools."""

import csv
import math
import os
import re
import unittest

import emcee
import h5py
import netCDF4
import numpy as np
import xarray
import yaml

from program import ProgramTest

JOB = """\
model: {{z_prime: {{mass: 1 TeV, gl_33: -1.8}}}}
parameters: {parameters}
data: paper
likelihood: {likelihood}
running: {{method: operator}}
sampler: {sampler}
keep: {{predictions: ["R(Vus)"], coefficients: [ll_1221, lq1_1123]}}
output: out.h5
"""
BOX = "{gl_11: {range: [-1, 1]}, gl_22: {range: [0, 3]}}"
PLANE = "{gl_11: {range: [-1, 1], points: 5}, gl_22: {range: [0, 3]}}"
GROUPS = "[cabibbo, electroweak]"
SAMPLERS = {
    "metropolis": (BOX, "{metropolis: {chains: 10, steps: 60, warmup: 30, seed: 3}}"),
    "ensemble": (BOX, "{ensemble: {walkers: 16, steps: 40, warmup: 20, seed: 3}}"),
    "nested": (BOX, "{nested: {live: 60, seed: 3}}"),
    "best_fit": (BOX, "{best_fit: {starts: 6, seed: 3}}"),
    "profile": (PLANE, "{profile: {starts: 3, seed: 3}}"),
}


# one value, and a coefficient that it does not know
FLAT = """\
model: {{smeft: {{scale: 91.1876 GeV}}}}
parameters: {{G: {{range: [-1e-8, 3e-8]}}}}
data: paper
likelihood: [cabibbo]
running: {{method: operator}}
sampler: {{{sampler}}}
output: out.h5
"""


def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


class Samplers(ProgramTest):
    def write_job(self, sampler, likelihood=GROUPS):
        parameters, options = SAMPLERS[sampler]
        self.write("job.yaml", JOB.format(parameters=parameters, sampler=options,
                                          likelihood=likelihood))

    def path(self, name):
        return os.path.join(self.folder, name)

    def run_job(self, *options):
        code, _, err = self.call("run", "job.yaml", *options)
        self.assertEqual(code, 0, err)

    def test_a_posterior_holds_what_its_points_have(self):
        self.write_job("metropolis")
        self.run_job()
        with h5py.File(self.path("out.h5")) as file:
            for prefix, draws in (("", 60), ("warmup_", 30)):
                posterior, stats = file[prefix + "posterior"], file[prefix + "sample_stats"]
                likelihood = file[prefix + "log_likelihood"]
                shape = (10, draws)
                self.assertEqual(posterior["gl_11"].shape, shape)
                self.assertEqual([axis[0].name.rsplit("/", 1)[1]
                                  for axis in likelihood["log_likelihood"].dims],
                                 ["chain", "draw", "group"])
                point = stats["point"][()]
                np.testing.assert_array_equal(posterior["gl_22"][()],
                                              file["points/parameters"][()][:, 1][point])
                for name in ("R(Vus)", "wc_ll_1221", "wc_lq1_1123.im"):
                    np.testing.assert_array_equal(posterior[name][()],
                                                  file["points"][name][()][point])
                chi2 = stats["chi2"][()]
                np.testing.assert_allclose(-2 * likelihood["log_likelihood"][()].sum(axis=2), chi2,
                                           rtol=1e-14)
                # flat priors: a constant between posterior and likelihood
                np.testing.assert_allclose(stats["lp"][()] + 0.5 * chi2, -math.log(2 * 3),
                                           rtol=0, atol=1e-12)
                self.assertEqual(text(stats["accepted"].attrs["dtype"]), "bool")
                self.assertEqual(set(np.unique(stats["status"][()])), {1})
            rhat = file["diagnostics/rhat"][()]
            self.assertTrue((rhat > 0.9).all() and (rhat < 2).all(), rhat)
            observed = file["observed_data"]
            place = list(observed["observable"].asstr()[()]).index("R(Vus)")
            self.assertEqual((observed["value"][place], observed["error"][place]),
                             (0.9891, 0.0033))
            constant = file["constant_data"]
            fixed = dict(zip(constant["fixed_parameter"].asstr()[()], constant["fixed_value"][()]))
            self.assertEqual((fixed["mass"], fixed["gl_33"]), (1000.0, -1.8))
            self.assertNotIn("gl_11", fixed)
            self.assertEqual(list(constant["prior"].asstr()[()]), ["flat", "flat"])
        self.check_xarray()

    def test_the_resolved_job_runs_to_the_same_identity_and_bits(self):
        for sampler in SAMPLERS:
            with self.subTest(sampler):
                self.write_job(sampler)
                self.run_job("--overwrite")
                with h5py.File(self.path("out.h5")) as file:
                    self.write("resolved.yaml", file["job_resolved"].asstr()[()])
                code, _, err = self.call("run", "resolved.yaml", "-o", "again.h5", "--overwrite")
                self.assertEqual(code, 0, err)
                # diff names keys of the identity that differ on stderr
                self.assertEqual(self.call("diff", "--bitwise", "out.h5", "again.h5"), (0, "", ""))

    def check_xarray(self):
        for group in ("posterior", "sample_stats", "log_likelihood", "warmup_posterior"):
            with xarray.open_dataset(self.path("out.h5"), group=group) as data:
                self.assertEqual(data.sizes["chain"], 10)
                self.assertEqual(list(data["chain"].values), list(range(10)))
        with xarray.open_dataset(self.path("out.h5"), group="log_likelihood") as data:
            self.assertEqual(list(data["group"].values), ["cabibbo", "electroweak"])
        with netCDF4.Dataset(self.path("out.h5")) as file, h5py.File(self.path("out.h5")) as same:
            draws = file["posterior/gl_11"]
            self.assertEqual(draws.dimensions, ("chain", "draw"))
            np.testing.assert_array_equal(draws[:], same["posterior/gl_11"][()])
            np.testing.assert_array_equal(file["posterior/draw"][:], np.arange(draws.shape[1]))

    def test_the_best_fit_of_the_cabibbo_anomaly_is_perfect(self):
        self.write_job("best_fit", "[cabibbo]")
        self.run_job()
        with h5py.File(self.path("out.h5")) as file:
            fit = file["best_fit"]
            self.assertLess(fit["chi2"][()], 1e-3)  # one value, two parameters
            self.assertEqual(fit["chi2_group"][0], fit["chi2"][()])
            self.assertAlmostEqual(fit["R(Vus)"][()], 0.9891, delta=1e-4)
            point = fit["point"][()]
            np.testing.assert_array_equal(fit["parameters"][()], file["points/parameters"][point])
            self.assertEqual(file["points/chi2"][point], fit["chi2"][()])
            self.assertEqual(fit["covariance"].shape, (2, 2))
            self.assertEqual(fit["starts"].shape, (6, 2))
            self.assertEqual(fit["obs_observable"].asstr()[()].tolist(), ["R(Vus)"])
            self.assertEqual(fit["obs_predicted"][0], fit["R(Vus)"][()])
            pull = (fit["R(Vus)"][()] - 0.9891) / 0.0033
            # the same arithmetic twice: rounding, as `diff` allows it
            self.assertAlmostEqual(fit["obs_pull"][0], pull, delta=1e-9 * abs(pull) + 1e-12)
            self.assertAlmostEqual(pull**2, fit["chi2"][()], delta=1e-12)
            parameters = [float(value) for value in fit["parameters"][()]]
        self.assertEqual(self.call("export", "out.h5", "--to", "wcxf", "-o", "wc")[0], 0)
        [name] = os.listdir(self.path("wc"))
        with open(self.path(f"wc/{name}"), encoding="utf-8") as file:
            self.assertEqual(yaml.safe_load(file)["metadata"]["point"], int(point))
        prediction = self.result("predict", f"wc/{name}", "--data", "paper", "--likelihood",
                                 "cabibbo", "--json")
        self.assertAlmostEqual(yaml.safe_load(prediction)["chi2"]["total"], 0.0, delta=1e-2)
        self.assertRegex(self.refusal(64, "point", "job.yaml", "--index", int(point)),
                         "/points/parameters of its file")
        again = self.result("point", "job.yaml", "--set", f"gl_11={parameters[0]!r}",
                            "--set", f"gl_22={parameters[1]!r}", "--json")
        self.assertAlmostEqual(yaml.safe_load(again)["chi2"]["total"], 0.0, delta=1e-3)  # as above

    def test_a_profile_is_a_grid_of_minima(self):
        self.write_job("profile")
        self.run_job()
        with h5py.File(self.path("out.h5")) as file:
            grid = file["grid"]
            self.assertEqual((grid["chi2"].shape, grid["profiled"].shape), ((5,), (5, 1)))
            self.assertEqual(list(grid["nuisance"].asstr()[()]), ["gl_22"])
            self.assertEqual(set(grid["status"][()]), {1})
            chi2 = grid["chi2"][()]
            np.testing.assert_allclose(grid["chi2_group"][()].sum(axis=1), chi2, rtol=1e-14)
            minima = grid["profiled"][()][:, 0]
            axis = grid["gl_11"][()]
        for name, ends in (("a", "[-1, 0]"), ("b", "[0.5, 1]")):
            points = 3 if name == "a" else 2
            self.write("half.yaml", JOB.format(
                parameters=PLANE.replace("[-1, 1], points: 5", f"{ends}, points: {points}"),
                sampler=SAMPLERS["profile"][1], likelihood=GROUPS))
            self.assertEqual(self.call("run", "half.yaml", "-o", f"{name}.h5")[0], 0)
        self.assertEqual(self.call("merge", "a.h5", "b.h5", "-o", "merged.h5")[0], 0)
        with h5py.File(self.path("merged.h5")) as file:
            np.testing.assert_allclose(file["grid/chi2"][()], chi2, atol=1e-3)
            np.testing.assert_allclose(file["grid/profiled"][:, 0], minima, atol=0.02)
        # no point of a fine scan along gl_22 is lower
        self.write("job.yaml", JOB.format(
            parameters="{gl_11: {range: [-1, 1], points: 5}, gl_22: {range: [0, 3], points: 301}}",
            sampler="{grid: {}}", likelihood=GROUPS))
        self.run_job("-o", "grid.h5")
        with h5py.File(self.path("grid.h5")) as file:
            plane = file["grid/chi2"][()]
            self.assertEqual(list(axis), list(file["grid/gl_11"][()]))
        np.testing.assert_array_less(chi2, plane.min(axis=1) + 1e-6)
        np.testing.assert_allclose(minima, np.linspace(0, 3, 301)[plane.argmin(axis=1)], atol=0.02)

    def test_nested_sampling_finds_the_evidence_of_the_grid(self):
        self.write_job("nested", "[cabibbo]")
        self.run_job()
        with h5py.File(self.path("out.h5")) as file:
            nested = file["nested"]
            found, error = nested["log_evidence"][()], nested["log_evidence_error"][()]
            self.assertAlmostEqual(np.exp(nested["log_weight"][()]).sum(), 1.0, places=9)
            self.assertEqual(file["posterior/gl_11"].shape[0], 1)
        self.write("job.yaml", JOB.format(
            parameters="{gl_11: {range: [-1, 1], points: 101}, "
                       "gl_22: {range: [0, 3], points: 101}}",
            sampler="{grid: {}}", likelihood="[cabibbo]"))
        self.run_job("-o", "grid.h5")
        with h5py.File(self.path("grid.h5")) as file:
            exact = math.log(np.exp(-0.5 * file["grid/chi2"][()]).mean())
        self.assertLess(abs(found - exact), 4 * error)

    def nested(self, job):
        """ln Z, its error, why it ended, and stderr."""
        self.write("job.yaml", job)
        code, _, err = self.call("run", "job.yaml", "--overwrite")
        self.assertEqual(code, 0, err)
        with h5py.File(self.path("out.h5")) as file:
            nested = file["nested"]
            return nested["log_evidence"][()], nested["log_evidence_error"][()], int(
                nested["end"][()]), err

    def test_nested_sampling_ends_at_once_on_a_constant_likelihood(self):
        value, error, end, err = self.nested(FLAT.format(sampler="nested: {live: 100, seed: 1}"))
        self.assertAlmostEqual(value, -5.45500, delta=1e-4)
        self.assertAlmostEqual(error, 0.01, places=12)
        self.assertEqual(end, 1)
        self.assertIn("100 points in", err)
        self.assertRegex(err, r"nested sampling: ln Z = -5\.455 \+- 0\.010; ended since all live "
                              "points have the same likelihood, a plateau")

    def test_nested_sampling_counts_a_plateau_by_its_volume(self):
        job = """\
model: {{z_prime: {{mass: 1 TeV, gl_22: {coupling}}}}}
parameters: {{gl_11: {{range: [1e-{decades}, 3], {more}}}}}
data: paper
likelihood: [cabibbo]
running: {{method: operator}}
sampler: {{{sampler}}}
output: out.h5
"""
        # by quadrature over ln gl_11: for half of the prior and more chi-square is that of the SM
        for coupling, decades in ((1.5, 16), (-1.5, 30)):
            self.write("grid.yaml", job.format(
                coupling=coupling, decades=decades, more="points: 60001, spacing: log",
                sampler="grid: {}"))
            self.assertEqual(self.call("run", "grid.yaml", "-o", "grid.h5", "--overwrite")[0], 0)
            with h5py.File(self.path("grid.h5")) as file:
                exact = math.log(np.exp(-0.5 * file["grid/chi2"][()]).mean())
            for seed in (1, 2, 3):
                value, error, _, err = self.nested(job.format(
                    coupling=coupling, decades=decades, more="prior: log",
                    sampler=f"nested: {{live: 400, seed: {seed}}}"))
                with self.subTest(coupling=coupling, seed=seed):
                    self.assertLess(abs(value - exact), 3 * error, err)
                    self.assertLess(error, 0.1)

    def test_a_parameter_without_effect_is_unconstrained(self):
        self.write("job.yaml", FLAT.format(sampler="best_fit: {starts: 4, seed: 1}"))
        code, _, err = self.call("run", "job.yaml")
        self.assertEqual(code, 0, err)
        self.assertRegex(err, r"G +- .*unconstrained \(chi-square does not depend on it\)")
        with h5py.File(self.path("out.h5")) as file:
            fit = file["best_fit"]
            self.assertTrue(np.isnan(fit["parameters"][0]))
            self.assertEqual((fit["constrained"][0], fit["limit"][0]), (0, 0))
            self.assertEqual(fit["degrees_of_freedom"][()], 1)  # one value, nothing fitted
            self.assertAlmostEqual(fit["p_value"][()], math.erfc(math.sqrt(fit["chi2"][()] / 2)),
                                   places=12)
            self.assertEqual(fit["chi2_difference"][()], 0.0)
            self.assertEqual(fit["chi2"][()], file["points/chi2"][fit["point"][()]])
        self.assertEqual(self.call("export", "out.h5", "--to", "wcxf", "-o", "wc")[0], 0)

    def test_a_fit_beside_an_unconstrained_parameter_and_one_at_its_limit(self):
        self.write("job.yaml", """\
model: {smeft: {scale: 91.1876 GeV}}
parameters: {ll_1221: {range: [0, 1e-7]}, G: {range: [-1e-8, 3e-8]}, phil3_11: {range: [1e-8, 2e-8]}}
data: paper
likelihood: [cabibbo, electroweak]
running: {method: operator}
sampler: {best_fit: {starts: 4}}
output: out.h5
""")
        self.run_job()
        with h5py.File(self.path("out.h5")) as file:
            fit = file["best_fit"]
            self.assertEqual(list(fit["constrained"][()]), [1, 0, 1])
            self.assertEqual(fit["limit"][1], 0)
            self.assertEqual(list(np.isnan(fit["parameters"][()])), [False, True, False])
            self.assertEqual(fit["degrees_of_freedom"][()], fit["value_count"][()] - 2)
            self.assertEqual(fit["value_count"][()], len(fit["obs"]))
            self.assertAlmostEqual(fit["chi2_difference"][()],
                                   fit["chi2_sm"][()] - fit["chi2"][()], places=12)
            sm = fit["chi2_sm"][()]
        self.write_wcxf("sm.yaml", 91.1876, {})
        predicted = yaml.safe_load(self.result("predict", "sm.yaml", "--data", "paper",
                                               "--likelihood", "cabibbo,electroweak", "--json"))
        self.assertAlmostEqual(predicted["chi2"]["total"], sm, delta=1e-9 * sm)

    def test_a_fit_says_what_it_found(self):
        self.write_job("best_fit", GROUPS)
        code, _, err = self.call("run", "job.yaml", "--set", "running.method=cvode")
        self.assertEqual(code, 0, err)
        with h5py.File(self.path("out.h5")) as file:
            fit = file["best_fit"]
            self.assertIn(f"minimum: chi-square {fit['chi2'][()]:.2f} of {fit['value_count'][()]} "
                          f"values, {fit['degrees_of_freedom'][()]} degrees of freedom, p-value "
                          f"{fit['p_value'][()]:.3g}; SM: chi-square {fit['chi2_sm'][()]:.2f}, "
                          f"difference {fit['chi2_difference'][()]:.2f}\n", err)
        self.assertRegex(err, r"smeftscan:   gl_11 +-?[\d.e-]+ +[\d.e-]+ +-[\d.e-]* +(-|\+[\d.e-]+)\n")
        self.assertRegex(err, r"best fit: converged; \d of 6 searches lost, minima: \d")
        # and how far it is: of six searches, and two errors of two parameters each
        self.assertRegex(err, r"points/s, \d+ of 10 searches\n")

    def test_a_fit_whose_searches_are_lost_says_so(self):
        self.write("job.yaml", FLAT.format(sampler="best_fit: {starts: 6}").replace(
            "G: {range: [-1e-8, 3e-8]}", "ll_1221: {range: [-1e100, 1e100]}"))
        code, _, err = self.call("run", "job.yaml", "--set", "running.method=cvode")
        with h5py.File(self.path("out.h5")) as file:
            if "best_fit" in file:
                lost = int(file["best_fit/lost"][()])
                self.assertEqual(file["best_fit/converged"][()], int(lost < 6))
                self.assertIn(f"{lost} of 6 searches lost", err)
            else:
                self.assertIn("best fit: no search found a point with an answer", err)

    def test_a_gaussian_prior_of_a_fit_is_a_constraint(self):
        free = FLAT.replace("G: {{range: [-1e-8, 3e-8]}}",
                            "ll_1221: {{range: [-1e-7, 1e-7]{prior}}}")
        values = {}
        for name, prior in (("free", ""), ("tied", ", prior: {gaussian: [0, 1e-8]}")):
            self.write("job.yaml", free.format(sampler="best_fit: {starts: 2}", prior=prior))
            self.run_job("-o", f"{name}.h5")
            with h5py.File(self.path(f"{name}.h5")) as file:
                fit = file["best_fit"]
                values[name] = (fit["parameters"][0], fit["errors"][0], fit["chi2"][()],
                                fit["constraint_chi2"][()], fit["degrees_of_freedom"][()])
                self.assertEqual(fit["chi2"][()], file["points/chi2"][fit["point"][()]])
        x, error, _, nothing, freedom = values["free"]
        self.assertEqual(nothing, 0.0)
        tied, tied_error, chi2, constraint, same = values["tied"]
        self.assertEqual(same, freedom)
        weight = 1 / error**2 + 1 / 1e-8**2
        self.assertAlmostEqual(tied, x / error**2 / weight, delta=1e-3 * error)
        self.assertAlmostEqual(tied_error * math.sqrt(weight), 1.0, delta=1e-3)
        self.assertAlmostEqual(constraint, (tied / 1e-8)**2, delta=1e-9)
        self.assertAlmostEqual(chi2, ((tied - x) / error)**2, delta=1e-3)
        # of the resolved job, too
        resolved = self.result("check", "job.yaml")
        self.assertRegex(resolved, r"ll_1221: \{.*prior: \{gaussian: \[0, 1(\.0)?e-0?8\]\}")

    def test_a_profile_with_constraints_and_an_unconstrained_nuisance(self):
        self.write("job.yaml", """\
model: {smeft: {scale: 91.1876 GeV}}
parameters:
  phil3_11: {range: [-2e-8, 2e-8], points: 6}
  G: {range: [-1e-8, 3e-8]}
  ll_1221: {range: [-1e-7, 1e-7], prior: {gaussian: [1e-8, 2e-9]}}
data: paper
likelihood: [cabibbo]
running: {method: cvode, rtol: 1e-10}
sampler: {profile: {starts: 3}}
output: out.h5
""")
        code, _, err = self.call("run", "job.yaml")
        self.assertEqual(code, 0, err)
        self.assertRegex(err, r"G +-? .*unconstrained")
        self.assertRegex(err, r"(of|all) 6 grid points")
        self.assertIn("profile: all 6 grid points converged", err)
        self.assertRegex(err, "minimum: chi-square .* of 1 values, -1 degrees of freedom; SM")
        with h5py.File(self.path("out.h5")) as file:
            grid = file["grid"]
            profiled = dict(zip(grid["nuisance"].asstr()[()], grid["profiled"][()].T))
            self.assertTrue(np.isnan(profiled["G"]).all())
            self.assertEqual(set(grid["status"][()]), {1})
            np.testing.assert_allclose(grid["constraint_chi2"][()],
                                       ((profiled["ll_1221"] - 1e-8) / 2e-9)**2, rtol=1e-9)
            self.assertTrue(np.isfinite(grid["chi2"][()]).all())

    def test_draws_go_out_to_other_programs(self):
        self.write_job("ensemble")
        self.run_job()
        for form in ("getdist", "emcee", "csv"):
            self.assertEqual(self.call("export", "out.h5", "--to", form)[0], 0)
            self.assertRegex(self.refusal(73, "export", "out.h5", "--to", form), "exists")
        with h5py.File(self.path("out.h5")) as file:
            g11, g22 = file["posterior/gl_11"][()], file["posterior/gl_22"][()]
            lp = file["sample_stats/lp"][()]
            r_vus = file["posterior/R(Vus)"][()]
        chain = np.loadtxt(self.path("out_3.txt"))
        np.testing.assert_array_equal(chain[:, 0], 1.0)
        np.testing.assert_array_equal(chain[:, 1], -lp[2])
        np.testing.assert_array_equal(chain[:, 2:4], np.column_stack([g11[2], g22[2]]))
        with open(self.path("out.paramnames"), encoding="utf-8") as file:
            names = [line.split("\t")[0] for line in file]
        self.assertEqual(names[:3], ["gl_11", "gl_22", "R(Vus)*"])
        np.testing.assert_array_equal(chain[:, 2 + names.index("R(Vus)*")], r_vus[2])
        with open(self.path("out.ranges"), encoding="utf-8") as file:
            self.assertEqual(file.readline(), "gl_11 -1 1\n")
        with h5py.File(self.path("out_emcee.h5")) as file:
            group = file["mcmc"]
            self.assertEqual((group.attrs["nwalkers"], group.attrs["ndim"],
                              group.attrs["iteration"], bool(group.attrs["has_blobs"])),
                             (16, 2, 40, True))
            np.testing.assert_array_equal(group["chain"][:, :, 1], g22.T)
            np.testing.assert_array_equal(group["log_prob"][()], lp.T)
        backend = emcee.backends.HDFBackend(self.path("out_emcee.h5"), read_only=True)
        np.testing.assert_array_equal(backend.get_chain()[:, :, 0], g11.T)
        np.testing.assert_array_equal(backend.get_log_prob(), lp.T)
        with open(self.path("out.csv"), encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(len(rows), 16 * 40)
        self.assertEqual(float(rows[41]["gl_11"]), g11[1, 1])
        self.assertEqual((rows[41]["chain"], rows[41]["draw"]), ("1", "1"))

    def test_a_run_says_how_its_chains_mix_and_warns_of_too_few_draws(self):
        for options, warning in (
                ("{metropolis: {chains: 4, steps: 20, warmup: 0, seed: 3}}",
                 r"warning: the chains do not agree yet: R-hat is [\d.]+, above 1.01"),
                ("{metropolis: {chains: 8, steps: 4000, warmup: 1000, ess: 1e6, seed: 3}}",
                 r"warning: the chains have \d+ effective draws, of 1000000 wanted")):
            with self.subTest(options=options):
                self.write("job.yaml", JOB.format(parameters=BOX, likelihood="[electroweak]",
                                                  sampler=options))
                code, _, err = self.call("run", "job.yaml", "--overwrite")
                self.assertEqual(code, 0, err)
                self.assertRegex(err, warning)
                rhat, ess = re.search(
                    r"chains: \d+ draws of \d, R-hat ([\d.]+), (\d+) effective draws",
                    err).groups()
                with h5py.File(self.path("out.h5")) as file:
                    found = file["diagnostics"]
                    self.assertEqual(f"{found['rhat'][()].max():.3f}", rhat)
                    both = [found["bulk_ess"][()].min(), found["tail_ess"][()].min()]
                    self.assertEqual(f"{min(both):.0f}", ess)

    def test_a_list_of_points_may_be_an_earlier_scan(self):
        self.write_job("profile")
        self.run_job("-o", "profile.h5")
        self.write("job.yaml", JOB.format(parameters="{}", likelihood=GROUPS,
                                          sampler="{point_list: {file: profile.h5}}"))
        self.run_job("-o", "list.h5")
        with h5py.File(self.path("profile.h5")) as first, h5py.File(self.path("list.h5")) as again:
            np.testing.assert_array_equal(again["points/parameters"][:, 1],
                                          first["grid/profiled"][:, 0])
            np.testing.assert_array_equal(again["points/chi2"][()], first["grid/chi2"][()])
        self.write_job("metropolis")
        self.run_job("-o", "chains.h5")
        self.write("job.yaml", JOB.format(parameters="{}", likelihood=GROUPS,
                                          sampler="{point_list: {file: chains.h5}}"))
        self.run_job("-o", "draws.h5")
        with h5py.File(self.path("chains.h5")) as first, h5py.File(self.path("draws.h5")) as again:
            np.testing.assert_array_equal(again["points/parameters"][:, 0],
                                          first["posterior/gl_11"][()].ravel())
            np.testing.assert_array_equal(again["points/chi2"][()],
                                          first["sample_stats/chi2"][()].ravel())

    def test_chains_start_where_an_earlier_scan_has_its_best_point_or_its_chains_end(self):
        self.write_job("best_fit")
        self.run_job("-o", "fit.h5")
        with h5py.File(self.path("fit.h5")) as file:
            best = file["best_fit/parameters"][()]
        start = "{{metropolis: {{chains: 4, steps: 8, warmup: 0, seed: 5, start: {}}}}}"
        self.write("job.yaml", JOB.format(parameters=BOX, likelihood=GROUPS,
                                          sampler=start.format("fit.h5")))
        self.run_job("-o", "first.h5")
        self.write("job.yaml", JOB.format(parameters=BOX, likelihood=GROUPS,
                                          sampler=start.format("first.h5")))
        self.run_job("-o", "second.h5")
        with h5py.File(self.path("first.h5")) as first, h5py.File(self.path("second.h5")) as second:
            for i, (name, width) in enumerate((("gl_11", 2.0), ("gl_22", 3.0))):
                near = 5 * 0.01 * width  # chains start a hundredth of the width around
                places = first["points/parameters"][:4, i]
                self.assertLess(abs(places - best[i]).max(), near)
                ends = first["posterior"][name][:, -1]
                self.assertLess(abs(second["points/parameters"][:4, i] - ends).max(), near)

    def test_points_go_out_as_a_table(self):
        self.write_job("profile")
        self.run_job()
        self.assertEqual(self.call("export", "out.h5", "--to", "csv", "-o", "tables")[0], 0)
        with open(self.path("tables/out.csv"), encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        with h5py.File(self.path("out.h5")) as file:
            for name in ("chi2", "gl_11", "R(Vus)", "wc_ll_1221"):
                self.assertEqual([float(row[name]) for row in rows], list(file["grid"][name][()]))
            self.assertEqual([float(row["chi2_group:cabibbo"]) for row in rows],
                             list(file["grid/chi2_group"][:, 0]))
        self.assertRegex(self.refusal(65, "export", "out.h5", "--to", "getdist"), "no posterior")
        self.assertRegex(self.refusal(64, "export", "out.h5", "--to", "root"), "getdist")


if __name__ == "__main__":
    unittest.main()

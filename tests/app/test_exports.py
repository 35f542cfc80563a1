# SPDX-License-Identifier: MIT
"""Chains and points in the forms of other programs, which go on from there."""

import os
import unittest

import emcee
import h5py
import numpy as np

from program import ProgramTest

JOB = """\
model: {{z_prime: {{mass: 1 TeV, gl_33: -1.8}}}}
parameters: {{gl_11: {{range: [-1, 1]}}, gl_22: {{range: [0, 3]}}}}
data: paper
likelihood: [cabibbo]
running: {{method: operator}}
sampler: {{ensemble: {{walkers: 16, steps: 40, warmup: 20, seed: 3}}}}
keep: {{{keep}}}
output: out.h5
"""
KEPT = "predictions: ['R(Vus)', {name: '<Rmue>(B0->K*ll)', q2min: 1.1, q2max: 6}], " \
       "coefficients: [lq1_1123]"


class Exports(ProgramTest):
    def chains(self, keep=KEPT):
        self.write("job.yaml", JOB.format(keep=keep))
        code, _, err = self.call("run", "job.yaml", "--overwrite")
        self.assertEqual(code, 0, err)

    def export(self, form):
        code, _, err = self.call("export", "out.h5", "--to", form)
        self.assertEqual(code, 0, err)

    def test_emcee_goes_on_in_the_file(self):
        def log_prob(x):
            return -0.5 * float(np.sum(x ** 2))

        def with_blobs(x):
            return (log_prob(x), *np.arange(4.0))
        for keep, function in (("", log_prob), (KEPT, with_blobs)):
            self.chains(keep)
            if os.path.exists(self.path("out_emcee.h5")):
                os.remove(self.path("out_emcee.h5"))
            self.export("emcee")
            backend = emcee.backends.HDFBackend(self.path("out_emcee.h5"))
            before = backend.get_chain()
            emcee.EnsembleSampler(16, 2, function, backend=backend).run_mcmc(None, 5)
            self.assertEqual(backend.get_chain().shape, (45, 16, 2))
            np.testing.assert_array_equal(backend.get_chain()[:40], before)
            self.assertEqual(backend.iteration, 45)

    def test_kept_predictions_are_blobs(self):
        self.chains()
        self.export("emcee")
        backend = emcee.backends.HDFBackend(self.path("out_emcee.h5"), read_only=True)
        with h5py.File(self.path("out_emcee.h5")) as file:
            names = file["mcmc/blob_names"].asstr()[()].tolist()
        self.assertEqual(sorted(names), sorted(["R(Vus)", "<Rmue>(B0->K*ll)[1.1,6]", "wc_lq1_1123",
                                                "wc_lq1_1123.im"]))
        with h5py.File(self.path("out.h5")) as file:
            for k, name in enumerate(names):
                np.testing.assert_array_equal(backend.get_blobs()[:, :, k],
                                              file["posterior"][name][()].T)
        os.remove(self.path("out_emcee.h5"))
        self.chains("predictions: ['R(Vus)']")
        self.export("emcee")
        backend = emcee.backends.HDFBackend(self.path("out_emcee.h5"), read_only=True)
        self.assertEqual(backend.get_blobs().shape, (40, 16))  # emcee has no axis for a single one

    def test_getdist_has_the_latex_that_the_program_knows(self):
        self.chains()
        self.export("getdist")
        with open(self.path("out.paramnames"), encoding="utf-8") as file:
            names = dict(line.rstrip("\n").split("\t") for line in file)
        self.assertEqual(names, {
            "gl_11": r"g^{\ell }_{11}", "gl_22": r"g^{\ell }_{22}", "R(Vus)*": r"R(V_{us})",
            "<Rmue>(B0->Kstll)[1.1,6]*": r"R_{\mu e}(B^0\to K^{*0} \ell\ell) [1.1, 6]",
            "wc_lq1_1123*": r"[C_{\ell q}^{(1)}]_{1123}",
            "wc_lq1_1123.im*": r"\mathrm{Im}\,[C_{\ell q}^{(1)}]_{1123}"})

    def test_pictures_find_latex_units_and_comparisons_in_the_file(self):
        self.chains()
        with h5py.File(self.path("out.h5")) as file:
            kept = file["posterior/R(Vus)"].attrs
            self.assertEqual(kept["latex"], "$R(V_{us})$")
            self.assertEqual((kept["standard_model"], kept["measured"]), (1.0, 0.9891))
            self.assertEqual(file["posterior/gl_11"].attrs["latex"], r"$g^{\ell }_{11}$")
            measured = file["observed_data"]
            self.assertEqual(measured["latex"].asstr()[()].tolist(), ["$R(V_{us})$"])
            self.assertEqual(measured["quoted_factor"][()].tolist(), [1.0])

    def test_an_existing_file_is_refused_with_advice_that_works(self):
        self.chains("")
        for form in ("emcee", "csv", "getdist"):
            self.export(form)
            message = self.refusal(73, "export", "out.h5", "--to", form)
            self.assertNotIn("--overwrite", message)
            self.assertIn("another place with -o", message)
            self.assertEqual(self.call("export", "out.h5", "--to", form, "-o", "other")[0], 0)
        self.assertNotIn("--overwrite", self.refusal(73, "merge", "out.h5", "out.h5", "-o",
                                                     "out.h5"))

    def test_an_own_csv_export_is_a_list_of_points(self):
        self.write("grid.yaml", JOB.format(keep=KEPT).replace("[-1, 1]}", "[-1, 1], points: 3}")
                   .replace("[0, 3]}", "[0, 3], points: 4}")
                   .replace("{ensemble: {walkers: 16, steps: 40, warmup: 20, seed: 3}}",
                            "{grid: {}}"))
        self.assertEqual(self.call("run", "grid.yaml")[0], 0)
        self.export("csv")
        text = JOB.format(keep=KEPT).replace(
            "parameters: {gl_11: {range: [-1, 1]}, gl_22: {range: [0, 3]}}\n", "").replace(
            "{ensemble: {walkers: 16, steps: 40, warmup: 20, seed: 3}}",
            "{point_list: {file: out.csv, ignore_columns: true}}").replace("out.h5", "list.h5")
        self.write("list.yaml", text)
        code, _, err = self.call("run", "list.yaml")
        self.assertEqual(code, 0, err)
        with h5py.File(self.path("out.h5")) as grid, h5py.File(self.path("list.h5")) as points:
            self.assertEqual(points["points/parameter"].asstr()[()].tolist(), ["gl_11", "gl_22"])
            np.testing.assert_array_equal(points["points/chi2"][()], grid["grid/chi2"][()].ravel())
        self.write("list.yaml", text.replace(", ignore_columns: true", ""))
        self.assertRegex(self.refusal(65, "check", "list.yaml"), "'?status'?")


if __name__ == "__main__":
    unittest.main()

# SPDX-License-Identifier: MIT
"""Samplers and minimisers that people use in Python, on our likelihood, against the program's own."""

import os
import subprocess
import tempfile
import unittest

import numpy as np

import smeftscan

PROGRAM = os.environ["SMEFTSCAN_PROGRAM"]
# Chi-square is quadratic in these two to a good approximation: one minimum, a Gaussian posterior.
JOB = {"model": {"smeft": {"scale": "1 TeV"}},
       "parameters": {"ll_1221": {"range": [-5e-8, 5e-8]}, "phil3_22": {"range": [-5e-8, 5e-8]}},
       "data": "paper", "likelihood": ["cabibbo", "electroweak", "lepton_universality"],
       "running": {"method": "operator"}}
UNIT = 1e-8  # GeV^-2: minimisers expect numbers of order one


def scan(sampler):
    import yaml
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "job.yaml")
        with open(path, "w", encoding="utf-8") as file:
            yaml.safe_dump({**JOB, "sampler": sampler, "output": "scan.h5"}, file)
        subprocess.run([PROGRAM, "run", path], check=True, capture_output=True, cwd=folder)
        return smeftscan.open(os.path.join(folder, "scan.h5"))


class Samplers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.like = smeftscan.Likelihood(JOB)
        fit = scan({"best_fit": {"starts": 4, "seed": 1}})["best_fit"]
        cls.best = fit["parameters"].values
        cls.lowest = float(fit["chi2"])

    def chi2(self, x):
        return self.like.chi2(UNIT * np.asarray(x))

    def test_scipy_finds_the_minimum_of_the_program(self):
        from scipy.optimize import minimize
        found = minimize(self.chi2, [0.0, 0.0], method="Nelder-Mead",
                         options={"xatol": 1e-6, "fatol": 1e-9})
        self.assertAlmostEqual(found.fun, self.lowest, delta=1e-6)
        np.testing.assert_allclose(UNIT * found.x, self.best, atol=1e-3 * UNIT)

    def test_iminuit_finds_the_minimum_and_errors(self):
        from iminuit import Minuit
        minuit = Minuit(self.chi2, np.zeros(2))
        minuit.errordef = Minuit.LEAST_SQUARES
        minuit.migrad()
        minuit.hesse()
        self.assertTrue(minuit.valid)
        self.assertAlmostEqual(minuit.fval, self.lowest, delta=1e-3)  # its own goal
        # one standard deviation raises the minimum of chi-square over the other one by 1
        step = np.array(minuit.values) + [minuit.errors[0], 0.0]
        line = [self.chi2([step[0], y]) for y in np.linspace(-5, 5, 2001)]
        self.assertAlmostEqual(min(line) - minuit.fval, 1.0, delta=0.05)

    def test_emcee_samples_the_posterior_of_the_program(self):
        import emcee

        def log_probability(x):
            inside = np.all(np.abs(x) <= 5.0, axis=1)
            return np.where(inside, -0.5 * self.chi2(x), -np.inf)
        generator = np.random.default_rng(3)
        start = self.best / UNIT + 0.1 * generator.normal(size=(32, 2))
        sampler = emcee.EnsembleSampler(32, 2, log_probability, vectorize=True)
        sampler.random_state = np.random.RandomState(7).get_state()
        sampler.run_mcmc(start, 3000)
        draws = UNIT * sampler.get_chain(discard=500, flat=True)
        own = scan({"ensemble": {"walkers": 32, "steps": 3000, "seed": 1}})["posterior"]
        for i, name in enumerate(self.like.parameters):
            values = own[name].values.ravel()
            # 80000 draws with an autocorrelation time of about 30: 2 % of a standard deviation each;
            # four times that
            self.assertAlmostEqual((draws[:, i].mean() - values.mean()) / values.std(), 0.0, delta=0.12)
            self.assertAlmostEqual(draws[:, i].std() / values.std(), 1.0, delta=0.1)


if __name__ == "__main__":
    unittest.main()

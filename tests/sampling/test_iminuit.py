# SPDX-License-Identifier: MIT
"""Our best fits against those of Minuit2 (python3-iminuit) on the same functions."""

import math
import os
import subprocess
import unittest

import iminuit


def couplings(g1, g2, g3):
    return (150.0 + ((g1 * g2 + 0.25) / 0.08) ** 2 + ((g1 * g1 + 0.1 * g2 - 0.18) / 0.04) ** 2
            + ((g2 * g3 + 2.7) / 1.3) ** 2 + ((g2 - g1 - 1.67) / 0.35) ** 2)


def rosenbrock(x, y):
    return 10.0 * (y - x * x) ** 2 + (1.0 - x) ** 2 / 0.25


def poisson(rate, slope):
    chi2 = 0.0
    for i, seen in enumerate([3.0, 5.0, 4.0, 8.0, 7.0]):
        mean = rate * (1.0 + slope * 0.5 * (i - 2))
        chi2 += 2.0 * (mean - seen * math.log(mean)) if mean > 0.0 else 1e6
    return chi2


PROBLEMS = {
    "couplings": (couplings, (-0.2, 1.5, -1.8), ((-1, 0), (0, 5), (-8, 0))),
    "rosenbrock": (rosenbrock, (0.8, 0.8), ((-2, 3), (-2, 6))),
    "poisson": (poisson, (5.0, 0.1), ((0.1, 30), (-0.9, 0.9))),
}


class BestFitAgainstMinuit(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        output = subprocess.run([os.environ["SMEFTSCAN_FIT_FUNCTIONS"]], check=True,
                                capture_output=True, text=True).stdout
        cls.ours = {}
        for line in output.splitlines():
            function, quantity, index, value = line.split()
            cls.ours[function, quantity, int(index)] = float(value)

    def check(self, name):
        function, start, limits = PROBLEMS[name]
        minuit = iminuit.Minuit(function, *start)
        minuit.errordef = 1.0
        minuit.strategy = 2
        minuit.tol = 1e-4
        minuit.limits = limits
        minuit.migrad()
        minuit.hesse()
        minuit.minos()
        self.assertTrue(minuit.valid)
        self.assertAlmostEqual(self.ours[name, "chi2", 0], minuit.fval, delta=1e-5)
        parameters = len(start)
        correlation = minuit.covariance.correlation()
        for i in range(parameters):
            with self.subTest(function=name, parameter=i):
                error = self.ours[name, "error", i]
                # a hundredth of the error; errors within 2 %
                self.assertAlmostEqual(self.ours[name, "value", i], minuit.values[i],
                                       delta=0.01 * error)
                self.assertAlmostEqual(error, minuit.errors[i], delta=0.02 * error)
                merror = minuit.merrors[i]
                self.assertTrue(merror.is_valid)
                self.assertAlmostEqual(self.ours[name, "lower", i], -merror.lower,
                                       delta=0.02 * error)
                self.assertAlmostEqual(self.ours[name, "upper", i], merror.upper,
                                       delta=0.02 * error)
                for j in range(parameters):
                    self.assertAlmostEqual(self.ours[name, "correlation", i * parameters + j],
                                           correlation[i][j], delta=0.02)

    def test_products_of_couplings_give_the_minimum_and_errors_of_minuit(self):
        self.check("couplings")

    def test_a_bent_valley_gives_the_minimum_and_errors_of_minuit(self):
        self.check("rosenbrock")

    def test_a_poisson_likelihood_gives_the_skewed_errors_of_minuit(self):
        self.check("poisson")


if __name__ == "__main__":
    unittest.main()

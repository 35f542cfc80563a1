# SPDX-License-Identifier: MIT
"""R-hat, effective sample sizes and autocorrelation time a second time, from the published formulas
with numpy: Vehtari et al., arXiv:1903.08008; Goodman and Weare (2010). Reads a table of draws
(a line a draw, a column a chain) from the file named first; prints the four numbers."""
import sys
from statistics import NormalDist

import numpy as np


def split(x):
    half = len(x) // 2
    return np.concatenate([x[:half], x[len(x) - half:]], axis=1)


def normal_scores(x):
    values, inverse, counts = np.unique(x, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    mean_rank = last - (counts - 1) / 2
    quantile = NormalDist().inv_cdf
    scores = np.array([quantile((r - 3 / 8) / (x.size + 1 / 4)) for r in mean_rank])
    return scores[inverse].reshape(x.shape)


def rhat(x):
    n = len(x)
    within = x.var(axis=0, ddof=1).mean()
    between = n * x.mean(axis=0).var(ddof=1)
    return np.sqrt(((n - 1) / n * within + between / n) / within)


def autocovariance(x):
    """By direct sums, [lag, chain]."""
    n = len(x)
    y = x - x.mean(axis=0)
    return np.array([(y[: n - k] * y[k:]).sum(axis=0) / n for k in range(n)])


def ess(x):
    n, chains = x.shape
    gamma = autocovariance(x).mean(axis=1)
    within = gamma[0] * n / (n - 1)
    total = within * (n - 1) / n + x.mean(axis=0).var(ddof=1)
    rho = 1 - (within - gamma) / total
    rho[0] = 1
    pairs = [rho[2 * k] + rho[2 * k + 1] for k in range((n - 1) // 2)]
    positive = next((k for k, pair in enumerate(pairs) if pair <= 0), len(pairs) - 1)
    monotone = np.minimum.accumulate(pairs[:positive])
    tau = -1 + 2 * monotone.sum() + max(rho[2 * positive], 0)
    return n * chains / max(tau, 1 / np.log10(n * chains))


def autocorrelation_time(x):
    gamma = autocovariance(x)
    rho = (gamma / gamma[0]).mean(axis=1)
    tau = 2 * np.cumsum(rho) - 1
    window = next((m for m in range(1, len(tau)) if m >= 5 * tau[m]), len(tau) - 1)
    return tau[window]


draws = np.loadtxt(sys.argv[1], ndmin=2)
halves = split(draws)
folded = abs(halves - np.median(halves))
tails = [ess(split((draws <= np.quantile(draws, q)).astype(float))) for q in (0.05, 0.95)]
for number in (max(rhat(normal_scores(halves)), rhat(normal_scores(folded))),
               ess(normal_scores(halves)), min(tails), autocorrelation_time(draws)):
    print(repr(float(number)))  # numpy 2 has a repr of its own

# SPDX-License-Identifier: MIT
"""Densities from histograms of draws, and the smallest regions that hold a part of them."""

import numpy as np

LEVELS = (0.683, 0.95)


def smooth(counts, width=1.0):
    """A Gaussian of `width` bins along every axis, reflected at the ends."""
    reach = min(int(np.ceil(4 * width)), min(counts.shape))
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / width) ** 2)
    kernel /= kernel.sum()
    for axis in range(counts.ndim):
        counts = np.apply_along_axis(
            lambda row: np.convolve(np.pad(row, reach, mode="symmetric"), kernel, mode="valid"),
            axis, counts)
    return counts


def thresholds(density, contents=LEVELS):
    """The densities above which lie these fractions of the whole, ascending."""
    ordered = np.sort(density.ravel())[::-1]
    sums = np.cumsum(ordered) / ordered.sum()
    return sorted(ordered[min(np.searchsorted(sums, content), ordered.size - 1)]
                  for content in contents)


def intervals(places, inside):
    """(first, last) of each unbroken part of a region on an axis."""
    padded = np.concatenate([[False], inside, [False]]).astype(int)
    starts, ends = np.flatnonzero(np.diff(padded) == 1), np.flatnonzero(np.diff(padded) == -1) - 1
    return [(places[a], places[b]) for a, b in zip(starts, ends)]

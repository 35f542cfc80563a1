# SPDX-License-Identifier: MIT
"""Densities from histograms of draws, and the smallest regions that hold a part of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy import ndimage

Array = npt.NDArray[np.float64]
LEVELS = (0.683, 0.95)


def smooth(counts: Array, width: float = 1.0) -> Array:
    """A Gaussian of `width` bins along every axis, reflected at the ends."""
    smoothed: Array = ndimage.gaussian_filter(counts, width, mode="reflect")
    return smoothed


def thresholds(density: Array, contents: Sequence[float] = LEVELS) -> list[float]:
    """The densities above which lie these fractions of the whole, ascending."""
    ordered = np.sort(density.ravel())[::-1]
    sums = np.cumsum(ordered) / ordered.sum()
    return sorted(ordered[min(int(np.searchsorted(sums, content)), ordered.size - 1)]
                  for content in contents)


def intervals(places: Array, inside: npt.NDArray[np.bool_]) -> list[tuple[float, float]]:
    """(first, last) of each unbroken part of a region on an axis."""
    labels, _ = ndimage.label(inside)
    return [(places[part][0], places[part][-1]) for [part] in ndimage.find_objects(labels)]

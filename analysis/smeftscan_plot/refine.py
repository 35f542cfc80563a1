# SPDX-License-Identifier: MIT
"""A finer grid for smooth contours: piecewise cubic between the points, through all of them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.interpolate import CubicHermiteSpline, interp1d

Array = npt.NDArray[np.float64]
FINE = 600  # about as many points an axis as a picture can show
SUBDIVISIONS = 6  # of an interval, at most


def refine(x: npt.ArrayLike, y: npt.ArrayLike, values: npt.ArrayLike) -> tuple[Array, Array, Array]:
    """x, y and values[len(x), len(y)] on a finer grid that contains the given points.

    Cubic Hermite polynomials with slopes from the neighbours (exact for parabolas on an even or
    uneven grid); linear where a neighbour is NaN, NaN inside a cell with a corner that is NaN.
    """
    fine_x, fine = _along_first(np.asarray(x, float), np.asarray(values, float))
    fine_y, fine = _along_first(np.asarray(y, float), fine.T)
    return fine_x, fine_y, fine.T


def _along_first(x: Array, values: Array) -> tuple[Array, Array]:
    parts = max(1, min(SUBDIVISIONS, FINE // len(x)))
    place = np.arange(parts * (len(x) - 1) + 1)  # in units of a part
    fine_x = np.interp(place / parts, np.arange(len(x)), x)
    slopes = np.gradient(values, x, axis=0, edge_order=2 if len(x) > 2 else 1)
    cubic = CubicHermiteSpline(x, np.nan_to_num(values), np.nan_to_num(slopes))(fine_x)
    fine = np.where(interp1d(x, np.isnan(slopes + values), axis=0)(fine_x) > 0,
                    interp1d(x, values, axis=0)(fine_x), cubic)
    fine[::parts] = values  # the given points, also beside a hole
    return fine_x, fine

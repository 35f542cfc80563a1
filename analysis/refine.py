# SPDX-License-Identifier: MIT
"""A finer grid for smooth contours: piecewise cubic between the points, through all of them."""

import numpy as np

FINE = 600  # about as many points an axis as a picture can show
SUBDIVISIONS = 6  # of an interval, at most


def refine(x, y, values):
    """x, y and values[len(x), len(y)] on a finer grid that contains the given points.

    Cubic Hermite polynomials with slopes from the neighbours (exact for parabolas on an even or
    uneven grid); linear where a neighbour is NaN, NaN inside a cell with a corner that is NaN.
    """
    fine_x, values = _along_first(np.asarray(x, float), np.asarray(values, float))
    fine_y, values = _along_first(np.asarray(y, float), values.T)
    return fine_x, fine_y, values.T


def _along_first(x, values):
    steps = np.diff(x)[:, None]
    secants = np.diff(values, axis=0) / steps
    slopes = np.empty_like(values)
    # Of the parabola through a point and its two neighbours, at the ends of the last such one.
    slopes[1:-1] = (steps[1:] * secants[:-1] + steps[:-1] * secants[1:]) / (steps[1:] + steps[:-1])
    if len(x) > 2:
        slopes[0], slopes[-1] = 2 * secants[0] - slopes[1], 2 * secants[-1] - slopes[-2]
    else:
        slopes[:] = secants

    parts = max(1, min(SUBDIVISIONS, FINE // len(x)))
    t = (np.arange(parts) / parts)[None, :, None]
    low, high, h = values[:-1, None], values[1:, None], steps[:, None]
    rise = high - low
    linear = low + t * rise
    cubic = linear + t * (1 - t) * ((1 - t) * (h * slopes[:-1, None] - rise)
                                    - t * (h * slopes[1:, None] - rise))
    inner = np.where(np.isnan(cubic), linear, cubic)
    inner[:, 0] = values[:-1]  # the given points, also beside a hole
    inner = inner.reshape(-1, values.shape[1])
    fine_x = (x[:-1, None] + np.diff(x)[:, None] * t[0].T).ravel()
    return np.append(fine_x, x[-1]), np.vstack([inner, values[-1:]])

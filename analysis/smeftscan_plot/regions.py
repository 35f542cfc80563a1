# SPDX-License-Identifier: MIT
"""Regions of a chi-square difference on a grid, and where its minimum is.

A smooth line needs a region that the grid resolves. Where a part of it is less than three points
wide, the line would show the interpolation and not the scan: the borders of the pixels are drawn.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from scipy import ndimage

from . import style
from .refine import refine

Array = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
LEAST = 3       # grid points across a region that a smooth line may surround
FLAT = 0.1      # of chi-square: as low as the minimum, for the eye


def is_resolved(inside: Mask) -> bool:
    """Whether every connected part of a region is three points wide both ways somewhere."""
    wide = (ndimage.binary_opening(inside, np.ones((LEAST, 1)))
            & ndimage.binary_opening(inside, np.ones((1, LEAST))))
    parts, count = ndimage.label(inside)
    return bool(len(np.unique(parts[wide])) == count)


def borders(values: Array) -> Array:
    """Of the pixels of an axis: halfway to the neighbours."""
    middle = 0.5 * (values[1:] + values[:-1])
    return np.concatenate([[1.5 * values[0] - 0.5 * values[1]], middle,
                           [1.5 * values[-1] - 0.5 * values[-2]]])


def pixel_lines(x: Array, y: Array, inside: Mask) -> list[Any]:
    """Segments around the pixels of a region."""
    x, y = borders(x), borders(y)
    padded = np.pad(inside, 1)
    upright = np.argwhere(padded[1:, 1:-1] != padded[:-1, 1:-1])
    level = np.argwhere(padded[1:-1, 1:] != padded[1:-1, :-1])
    return ([((x[i], y[j]), (x[i], y[j + 1])) for i, j in upright]
            + [((x[i], y[j]), (x[i + 1], y[j])) for i, j in level])


def draw(panel: Any, x: Array, y: Array, difference: Array, parameters: int) -> list[Any]:
    """The two regions; their legend entries. `parameters` says which chi-square differences."""
    handles: list[Any] = []
    fine = refine(x, y, difference)
    for (level, name), dashes in zip(style.LEVELS[parameters], ("-", "--")):
        if not np.nanmax(difference) > level:
            continue
        name = style.confidence(name, parameters)
        look = {"colors": style.VERMILION, "linestyles": dashes, "linewidths": 1.4}
        inside = np.where(np.isnan(difference), np.inf, difference) <= level
        if is_resolved(inside):
            panel.contour(*fine[:2], fine[2].T, levels=[level], **look)
        else:
            panel.add_collection(LineCollection(pixel_lines(x, y, inside), zorder=3, **look))
            name += " (pixels)"
        handles.append(Line2D([], [], color=style.VERMILION, ls=dashes, lw=1.4, label=name))
    return handles


def minimum_remark(difference: Array) -> str:
    """What is to be said of the lowest point of a grid: '' if it is a minimum inside."""
    difference = np.where(np.isnan(difference), np.inf, difference)
    place = np.unravel_index(np.argmin(difference), difference.shape)
    if any(at in (0, length - 1) for at, length in zip(place, difference.shape)):
        return "at the edge: the minimum may lie outside"
    frame = np.ones(difference.shape, bool)
    frame[tuple(slice(1, -1) for _ in difference.shape)] = False
    if (difference[frame] - difference.min() < FLAT).any():
        return "in a valley that reaches the edge"
    return ""

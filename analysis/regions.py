# SPDX-License-Identifier: MIT
"""Regions of a chi-square difference on a grid, and where its minimum is.

A smooth line needs a region that the grid resolves. Where a part of it is less than three points
wide, the line would show the interpolation and not the scan: the borders of the pixels are drawn.
"""

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D

import style
from refine import refine

LEAST = 3       # grid points across a region that a smooth line may surround
FLAT = 0.1      # of chi-square: as low as the minimum, for the eye


def run_lengths(inside):
    """Of each point of a region: how many points of it stand in a row along the last axis."""
    lengths = np.zeros(inside.shape, int)
    count = np.zeros(inside.shape[:-1], int)
    for i in range(inside.shape[-1]):  # the length so far, then that of the whole run backwards
        count = np.where(inside[..., i], count + 1, 0)
        lengths[..., i] = count
    for i in range(inside.shape[-1] - 2, -1, -1):
        longer = inside[..., i] & inside[..., i + 1]
        lengths[..., i] = np.where(longer, lengths[..., i + 1], lengths[..., i])
    return lengths


def is_resolved(inside):
    """Whether every connected part of a region is three points wide both ways somewhere."""
    wide = np.minimum(run_lengths(inside), run_lengths(inside.T).T) >= LEAST
    reached = wide & inside
    while True:  # spreads over the parts that have such a place
        grown = reached.copy()
        for axis in (0, 1):
            for step in (1, -1):
                moved = np.roll(reached, step, axis)
                edge = [slice(None)] * 2
                edge[axis] = 0 if step == 1 else -1
                moved[tuple(edge)] = False
                grown |= moved
        grown &= inside
        if (grown == reached).all():
            return bool((reached == inside).all())
        reached = grown


def borders(values):
    """Of the pixels of an axis: halfway to the neighbours."""
    middle = 0.5 * (values[1:] + values[:-1])
    return np.concatenate([[1.5 * values[0] - 0.5 * values[1]], middle,
                           [1.5 * values[-1] - 0.5 * values[-2]]])


def pixel_lines(x, y, inside):
    """Segments around the pixels of a region."""
    x, y = borders(x), borders(y)
    padded = np.pad(inside, 1)
    upright = np.argwhere(padded[1:, 1:-1] != padded[:-1, 1:-1])
    level = np.argwhere(padded[1:-1, 1:] != padded[1:-1, :-1])
    return ([((x[i], y[j]), (x[i], y[j + 1])) for i, j in upright]
            + [((x[i], y[j]), (x[i + 1], y[j])) for i, j in level])


def draw(panel, x, y, difference, parameters):
    """The two regions; their legend entries. `parameters` says which chi-square differences."""
    handles = []
    fine = refine(x, y, difference)
    for (level, name), dashes in zip(style.LEVELS[parameters], ("-", "--")):
        if not np.nanmax(difference) > level:
            continue
        name = style.confidence(name, parameters)
        look = {"colors": style.VERMILION, "linestyles": dashes, "linewidths": 1.4}
        inside = np.where(np.isnan(difference), np.inf, difference) <= level
        if is_resolved(inside):
            panel.contour(*fine[:2], np.ma.masked_invalid(fine[2].T), levels=[level], **look)
        else:
            panel.add_collection(LineCollection(pixel_lines(x, y, inside), zorder=3, **look))
            name += " (pixels)"
        handles.append(Line2D([], [], color=style.VERMILION, ls=dashes, lw=1.4, label=name))
    return handles


def minimum_remark(difference):
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

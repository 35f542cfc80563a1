#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Draw the marginal distributions of a posterior: one parameter on the diagonal, pairs below it.

Pairs show the smallest regions that hold 68.3 % and 95 % of the draws, the diagonal the density
with the central 68.3 %; a cross marks the best draw.
"""

import os

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

import style
from chain_file import read_chains
from command import OptionParser, positive, run
from style import plt

LEVELS = (0.683, 0.95)
CENTRAL = (0.1585, 0.5, 0.8415)  # quantiles


def options():
    parser = OptionParser(description=__doc__)
    parser.add_argument("file", help="scan file (HDF5) with a posterior")
    parser.add_argument("-o", "--output", help="picture, default: FILE with ending _corner.png")
    parser.add_argument("--columns", nargs="+", metavar="NAME",
                        help="parameters and derived quantities to draw (default: the parameters)")
    parser.add_argument("--bins", type=positive, default=40, help="along an axis (%(default)d)")
    return parser.parse_args()


def smooth(counts, width=1.0):
    """A Gaussian of `width` bins along every axis, reflected at the ends."""
    reach = int(np.ceil(4 * width))
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
    return sorted(ordered[np.searchsorted(sums, content)] for content in contents)


def draw_pair(axes, x, y, bins):
    counts, x_edges, y_edges = np.histogram2d(x, y, bins=bins)
    density = smooth(counts).T
    low, high = thresholds(density)
    centres = [0.5 * (edges[1:] + edges[:-1]) for edges in (x_edges, y_edges)]
    if low < high < density.max():
        axes.contourf(*centres, density, levels=[low, high, density.max() * 1.01],
                      colors=[style.SKY, style.BLUE], alpha=0.75)
        axes.contour(*centres, density, levels=[low, high], colors=style.BLUE, linewidths=0.7)
    else:  # too few draws for regions
        axes.plot(x, y, ".", color=style.BLUE, markersize=1)


def draw_one(axes, x, bins):
    counts, edges = np.histogram(x, bins=bins)
    density = smooth(counts.astype(float))
    centres = 0.5 * (edges[1:] + edges[:-1])
    axes.plot(centres, density, color=style.BLUE)
    low, median, high = np.quantile(x, CENTRAL)
    inside = np.array([low, *centres[(centres > low) & (centres < high)], high])
    axes.fill_between(inside, np.interp(inside, centres, density), color=style.SKY, alpha=0.6,
                      linewidth=0)
    axes.axvline(median, color=style.BLUE, linewidth=0.8, linestyle=":")
    axes.set_ylim(0, 1.08 * density.max())
    axes.set_yticks([])


def draw(chains, names, bins):
    count = len(names)
    figure, grid = plt.subplots(count, count, squeeze=False,
                                figsize=(1.0 + 1.75 * count, 0.9 + 1.6 * count))
    for i, row in enumerate(names):
        for j, column in enumerate(names):
            axes = grid[i][j]
            if j > i:
                axes.set_axis_off()
                continue
            x = chains.values(column)
            if i == j:
                draw_one(axes, x, bins)
            else:
                draw_pair(axes, x, chains.values(row), bins)
                axes.plot(chains.best[column], chains.best[row], "+", color=style.VERMILION)
                axes.yaxis.set_major_locator(MaxNLocator(4))
            axes.set_xlim(x.min(), x.max())
            axes.xaxis.set_major_locator(MaxNLocator(4))
            if i == count - 1:
                axes.set_xlabel(style.label(column, chains.units[column]))
            else:
                axes.tick_params(labelbottom=False)
            if j == 0 and i > 0:
                axes.set_ylabel(style.label(row, chains.units[row]))
            elif i != j:
                axes.tick_params(labelleft=False)
    if count > 1:
        figure.align_labels()
        grid[0][count - 1].legend(
            handles=[Patch(color=style.BLUE, alpha=0.75, label="68.3 %"),
                     Patch(color=style.SKY, alpha=0.75, label="95 %"),
                     Line2D([], [], color=style.VERMILION, marker="+", linestyle="",
                            label="best draw")], loc="upper right")
    return figure


def main():
    arguments = options()
    chains = read_chains(arguments.file)
    names = arguments.columns or chains.parameters
    style.apply()
    style.save(draw(chains, names, arguments.bins),
               arguments.output or os.path.splitext(arguments.file)[0] + "_corner.png")


if __name__ == "__main__":
    run(main)

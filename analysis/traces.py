#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Draw the chains of a posterior draw by draw: whether they mix, and have forgotten their start.

Up to eight chains are lines. Of more chains, as the walkers of an ensemble, the picture shows in
blocks of draws the median of all with the central 68.3 % and the whole range, and the block means of
the two chains whose means are lowest and highest: chains that mix wander over the band.
"""

import prerequisites  # noqa: F401  (first of all)

import os

import numpy as np

import caption
import style
import ticks
from chain_file import read_chains
from command import OptionParser, run
from style import plt

COLOURS = (style.BLUE, style.ORANGE, style.GREEN, style.PURPLE, style.SKY, style.VERMILION,
           style.BLACK, style.YELLOW)

BLOCKS = 60  # along the axis, of many chains


def options():
    parser = OptionParser(description=__doc__)
    parser.add_argument("file", help="scan file (HDF5) with a posterior")
    parser.add_argument("-o", "--output", help="picture, default: FILE with ending _traces.png")
    return parser.parse_args()


def draw_chains(axes, values):
    """values[chain, draw]."""
    if len(values) <= len(COLOURS):
        for line, colour in zip(values, COLOURS):
            axes.plot(line, color=colour, linewidth=0.5, alpha=0.8)
        return
    size = max(1, values.shape[1] // BLOCKS)
    count = values.shape[1] // size
    blocks = values[:, :count * size].reshape(len(values), count, size)
    draws = size * (np.arange(count) + 0.5)
    lowest, low, median, high, highest = np.nanquantile(
        blocks, (0.0, 0.1585, 0.5, 0.8415, 1.0), axis=(0, 2))
    axes.fill_between(draws, lowest, highest, color="0.9", linewidth=0, label="all draws")
    axes.fill_between(draws, low, high, color=style.SKY, alpha=0.6, linewidth=0,
                      label="central 68.3 %")
    axes.plot(draws, median, color=style.BLUE, linewidth=0.9, label="median")
    means = np.nanmean(values, axis=1)
    for chain, colour, name in ((np.argmin(means), style.VERMILION, "lowest"),
                                (np.argmax(means), style.GREEN, "highest")):
        axes.plot(draws, np.nanmean(blocks[chain], axis=1), color=colour, linewidth=0.8,
                  label=f"chain of {name} mean")


def draw(chains):
    count = len(chains.parameters) + 1
    figure, grid = plt.subplots(count, 1, sharex=True, squeeze=False,
                                figsize=(1.3 * style.WIDE, 1.3 + 1.25 * count))
    for name, axes in zip(chains.parameters, grid[:, 0]):
        look = chains.looks[name]
        values = look.quoted_factor * chains.draws[name]
        draw_chains(axes, values)
        ticks.set_axis(axes.yaxis, style.symbol(name, look.latex),
                       style.unit(look.quoted_units or chains.units[name]), *axes.get_ylim(),
                       most=4)
        found = chains.diagnostics[name]
        axes.set_title(rf"$\hat R$ = {found['rhat']:.3f}, "
                       f"effective draws {found['bulk_ess']:.0f} (bulk), "
                       f"{found['tail_ess']:.0f} (tails)", fontsize=8, loc="right", pad=2)
    draw_chains(grid[-1, 0], chains.chi2)
    ticks.set_axis(grid[-1, 0].yaxis, r"$\chi^2$", "", *grid[-1, 0].get_ylim(), most=4)
    grid[-1, 0].set_xlabel("draw")
    grid[-1, 0].set_xlim(0, max(1, chains.chi2.shape[1] - 1))
    handles, names = grid[0, 0].get_legend_handles_labels()
    if handles:
        grid[0, 0].legend(handles, names, loc="lower left", bbox_to_anchor=(0.0, 1.12), ncol=5,
                          fontsize=7.5, handlelength=1.4, columnspacing=1.0)
    figure.align_ylabels()
    caption.write(figure, chains, f"{len(chains.chi2)} chains of {chains.chi2.shape[1]} draws")
    return figure


def main():
    arguments = options()
    chains = read_chains(arguments.file)
    style.apply()
    style.save(draw(chains),
               arguments.output or os.path.splitext(arguments.file)[0] + "_traces.png")


if __name__ == "__main__":
    run(main)

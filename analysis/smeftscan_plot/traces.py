# SPDX-License-Identifier: MIT
"""Draw the chains of a posterior draw by draw: whether they mix, and have forgotten their start.

Up to eight chains are lines. Of more chains, as the walkers of an ensemble, the picture shows in
blocks of draws the median of all with the central 68.3 % and the whole range, and the block means of
the two chains whose means are lowest and highest: chains that mix wander over the band.
"""

from __future__ import annotations

import argparse
import os
from typing import Any

import numpy as np
import xarray
from matplotlib.figure import Figure

from . import caption, style, ticks
from .chain_file import Chains, read_chains
from .command import OptionParser
from .scan_file import look_of

COLOURS = (style.BLUE, style.ORANGE, style.GREEN, style.PURPLE, style.SKY, style.VERMILION,
           style.BLACK, style.YELLOW)
QUANTILES = (0.0, 0.1585, 0.5, 0.8415, 1.0)
BLOCKS = 60  # along the axis, of many chains


def options() -> argparse.Namespace:
    parser = OptionParser(description=__doc__)
    parser.add_argument("file", help="scan file (HDF5) with a posterior")
    parser.add_argument("-o", "--output", help="picture, default: FILE with ending _traces.png")
    return parser.parse_args()


def draw_chains(axes: Any, chains: xarray.DataArray) -> None:
    """chains(chain, draw)."""
    values = chains.values
    if len(values) <= len(COLOURS):
        for line, colour in zip(values, COLOURS):
            axes.plot(line, color=colour, linewidth=0.5, alpha=0.8)
        return
    size = max(1, values.shape[1] // BLOCKS)
    blocks = chains.coarsen(draw=size, boundary="trim").construct(draw=("block", "within"))
    draws = size * (np.arange(blocks.sizes["block"]) + 0.5)
    lowest, low, median, high, highest = blocks.quantile(QUANTILES, ("chain", "within")).values
    axes.fill_between(draws, lowest, highest, color="0.9", linewidth=0, label="all draws")
    axes.fill_between(draws, low, high, color=style.SKY, alpha=0.6, linewidth=0,
                      label="central 68.3 %")
    axes.plot(draws, median, color=style.BLUE, linewidth=0.9, label="median")
    means = chains.mean("draw")
    for chain, colour, name in ((means.argmin("chain"), style.VERMILION, "lowest"),
                                (means.argmax("chain"), style.GREEN, "highest")):
        axes.plot(draws, blocks.isel(chain=chain).mean("within").values, color=colour,
                  linewidth=0.8, label=f"chain of {name} mean")


@style.look()
def draw(chains: Chains) -> Figure:
    count = len(chains.parameters) + 1
    figure, grid = style.subplots(count, 1, sharex=True, squeeze=False,
                                  figsize=(1.3 * style.WIDE, 1.3 + 1.25 * count))
    for name, axes in zip(chains.parameters, grid[:, 0]):
        column = chains.column(name)
        look = look_of(column)
        draw_chains(axes, look.quoted_factor * column)
        ticks.set_axis(axes.yaxis, style.symbol(name, look.latex),
                       style.unit(look.quoted_units or column.attrs["units"]), axes.get_ylim(),
                       most=4)
        found = chains.diagnostics.loc[name]
        axes.set_title(rf"$\hat R$ = {found['rhat']:.3f}, "
                       f"effective draws {found['bulk_ess']:.0f} (bulk), "
                       f"{found['tail_ess']:.0f} (tails)", fontsize=8, loc="right", pad=2)
    draw_chains(grid[-1, 0], chains.chi2)
    ticks.set_axis(grid[-1, 0].yaxis, r"$\chi^2$", "", grid[-1, 0].get_ylim(), most=4)
    grid[-1, 0].set_xlabel("draw")
    grid[-1, 0].set_xlim(0, max(1, chains.chi2.shape[1] - 1))
    handles, names = grid[0, 0].get_legend_handles_labels()
    if handles:
        grid[0, 0].legend(handles, names, loc="lower left", bbox_to_anchor=(0.0, 1.12), ncol=5,
                          fontsize=7.5, handlelength=1.4, columnspacing=1.0)
    figure.align_ylabels()
    caption.write(figure, chains, f"{len(chains.chi2)} chains of {chains.chi2.shape[1]} draws")
    return figure


def main() -> None:
    arguments = options()
    chains = read_chains(arguments.file)
    style.save(draw(chains),
               arguments.output or os.path.splitext(arguments.file)[0] + "_traces.png")

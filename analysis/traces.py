#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Draw the chains of a posterior draw by draw: whether they mix, and have forgotten their start."""

import os

import style
from chain_file import read_chains
from command import OptionParser, run
from style import plt

COLOURS = (style.BLUE, style.ORANGE, style.GREEN, style.PURPLE, style.SKY, style.VERMILION)


def options():
    parser = OptionParser(description=__doc__)
    parser.add_argument("file", help="scan file (HDF5) with a posterior")
    parser.add_argument("-o", "--output", help="picture, default: FILE with ending _traces.png")
    return parser.parse_args()


def draw(chains):
    figure, grid = plt.subplots(len(chains.parameters) + 1, 1, sharex=True, squeeze=False,
                                figsize=(1.3 * style.WIDE, 1.6 + 1.1 * len(chains.parameters)))
    rows = [(style.label(name, chains.units[name]), chains.draws[name])
            for name in chains.parameters] + [(r"$\chi^2$", chains.chi2)]
    for (label, values), axes in zip(rows, grid[:, 0]):
        for chain, line in enumerate(values):
            axes.plot(line, color=COLOURS[chain % len(COLOURS)], linewidth=0.4, alpha=0.8)
        axes.set_ylabel(label)
    for name, axes in zip(chains.parameters, grid[:, 0]):
        found = chains.diagnostics[name]
        axes.set_title(rf"$\hat R$ = {found['rhat']:.3f}, "
                       f"effective draws {found['bulk_ess']:.0f} (bulk), "
                       f"{found['tail_ess']:.0f} (tails)", fontsize=8, loc="right", pad=2)
    grid[-1, 0].set_xlabel("draw")
    grid[-1, 0].set_xlim(0, chains.chi2.shape[1] - 1)
    figure.align_ylabels()
    return figure


def main():
    arguments = options()
    chains = read_chains(arguments.file)
    style.apply()
    style.save(draw(chains),
               arguments.output or os.path.splitext(arguments.file)[0] + "_traces.png")


if __name__ == "__main__":
    run(main)

#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Draw the posterior-predictive pulls: how far the draws of a posterior are from the measurements.

A pull is (prediction - measurement)/error, the error that of experiment and theory in quadrature,
correlations left out. A bar spans the central 68.3 % of the draws, a thin one 95 %, a tick is the
median, an open circle the best draw. Needs a chain file whose job keeps the
predictions; measurements of others are left out and counted. On the right the same for chi-square
of each likelihood group, correlations included.
"""

import os

import numpy as np
from matplotlib.lines import Line2D

import style
from chain_file import read_chains
from command import Failure, OptionParser, run, write_csv
from style import plt

QUANTILES = (0.025, 0.1585, 0.5, 0.8415, 0.975)
HEAD = ["observable", "group", *(f"pull_{100 * q:g}" for q in QUANTILES), "pull_best"]
COLOURS = (style.GREEN, style.BLUE, style.ORANGE, style.PURPLE, style.BLACK, style.VERMILION,
           style.SKY)


def options():
    parser = OptionParser(description=__doc__)
    parser.add_argument("file", help="scan file (HDF5) with a posterior")
    parser.add_argument("-o", "--output", help="picture, default: FILE with ending _pulls.png")
    parser.add_argument("--csv", metavar="FILE", help="also write the pulls as a table")
    return parser.parse_args()


def pulls(chains):
    """Of each measurement whose prediction was kept: (observable, group, quantiles, at the best)."""
    rows = []
    for one in chains.observed:
        if one.observable in chains.draws:
            values = np.array([*np.quantile(chains.values(one.observable), QUANTILES),
                               chains.best[one.observable]])
            found = (values - one.value) / one.error
            rows.append((one.observable, one.group, found[:-1], found[-1]))
    if not rows:
        raise Failure(f"{chains.path}: no prediction of a measurement in it (keep them in the job)")
    return rows


def chi_squares(chains):
    """Of each likelihood group: (group, quantiles, at the best)."""
    return [(group, np.quantile(values, QUANTILES), values.ravel()[chains.best_draw])
            for group, values in chains.chi2_group.items()]


def draw_rows(panel, rows, colours):
    """rows: (label, quantiles, at the best), from top to bottom."""
    for place, ((_, (low2, low, median, high, high2), best), colour) in enumerate(
            zip(rows, colours)):
        panel.plot([low2, high2], [place, place], color=colour, lw=1.0)
        panel.plot([low, high], [place, place], color=colour, lw=4.0, solid_capstyle="butt")
        panel.plot(median, place, "|", color="white", ms=5, mew=1.0, zorder=3)
        panel.plot(best, place, "o", mfc="white", mec=colour, ms=3.6, zorder=4)
    panel.set_ylim(len(rows) - 0.4, -0.6)
    panel.set_yticks(range(len(rows)), [label.replace("->", "\u2192") for label, *_ in rows])
    panel.tick_params(axis="y", which="both", length=0)
    panel.tick_params(axis="y", which="minor", left=False, right=False)


def draw(chains, rows):
    groups = chi_squares(chains)
    names = [group for group, *_ in groups]
    colours = dict(zip(names, COLOURS))
    figure, (left, right) = plt.subplots(1, 2, figsize=(7.4, 0.9 + 0.185 * len(rows)),
                                         gridspec_kw={"width_ratios": [2.2, 1]})
    for width in (1.0, 2.0):
        left.axvspan(-width, width, color="0.5", alpha=0.10, lw=0)
    left.axvline(0.0, color="0.5", lw=0.6)
    draw_rows(left, [(name, found, best) for name, _, found, best in rows],
              [colours[group] for _, group, *_ in rows])
    left.set_xlabel(r"(prediction $-$ measurement) / error")
    draw_spread(right, groups, [colours[name] for name in names])
    left.legend(loc="lower left", bbox_to_anchor=(0.0, 1.0), ncol=3, handles=[
        Line2D([], [], color="0.3", lw=4.0, label="68.3 % of the draws"),
        Line2D([], [], color="0.3", lw=1.0, label="95 %"),
        Line2D([], [], marker="o", ls="", mfc="white", mec="0.3", ms=3.6, label="best draw")])
    return figure


def draw_spread(panel, groups, colours):
    """Chi-square of each group above that of its best draw."""
    rows = [(f"{name.replace('_', ' ')}\n{best:.1f}", found - best, 0.0)
            for name, found, best in groups]
    panel.axvline(0.0, color="0.5", lw=0.6)
    draw_rows(panel, rows, colours)
    panel.set_xlabel(r"$\chi^2 - \chi^2$(best draw)")


def main():
    args = options()
    chains = read_chains(args.file)
    rows = pulls(chains)
    style.apply()
    if args.csv:
        write_csv(args.csv, HEAD, [[name, group, *map(repr, map(float, [*found, best]))]
                                   for name, group, found, best in rows])
    style.save(draw(chains, rows), args.output or os.path.splitext(args.file)[0] + "_pulls.png")


if __name__ == "__main__":
    run(main)

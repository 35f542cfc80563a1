#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Draw pulls: how far predictions are from the measurements, at a best fit or over a posterior.

A pull is (prediction - measurement)/error, the error that of experiment and theory in
quadrature, correlations left out. A best fit has those of all measurements. A posterior has the
predictions that its job keeps, and no others: a bar spans the central 68.3 % of the draws, a thin
one 95 %, a tick is the median, an open circle the best draw; on the right the same for chi-square
of each likelihood group, correlations included.
"""

import collections
import os

import numpy as np
from matplotlib.lines import Line2D

import style
from chain_file import read_chains
from command import Failure, OptionParser, positive, run, write_csv
from scan_file import read_scan
from style import plt

QUANTILES = (0.025, 0.1585, 0.5, 0.8415, 0.975)
COLOURS = (style.GREEN, style.BLUE, style.ORANGE, style.PURPLE, style.BLACK, style.VERMILION,
           style.SKY)

# One measurement: quantiles of its pull over the draws (none of a fit), and the pull at the best
# draw, or the best fit.
Row = collections.namedtuple("Row", "observable measurement group quantiles best")


def options():
    parser = OptionParser(description=__doc__)
    parser.add_argument("file", help="scan file (HDF5) with a best fit or a posterior")
    parser.add_argument("-o", "--output", help="picture, default: FILE with ending _pulls.png")
    parser.add_argument("--csv", metavar="FILE", help="also write the pulls as a table")
    parser.add_argument("--largest", type=positive, metavar="N",
                        help="draw the N largest pulls alone (default: all)")
    return parser.parse_args()


def posterior_rows(chains):
    """Of each measurement whose prediction was kept."""
    rows = []
    for one in chains.observed:
        if one.observable in chains.draws:
            values = np.array([*np.quantile(chains.values(one.observable), QUANTILES),
                               chains.best[one.observable]])
            found = (values - one.value) / one.error
            rows.append(Row(one.observable, one.measurement, one.group, found[:-1], found[-1]))
    if not rows:
        raise Failure(f"{chains.path}: the job keeps no prediction of its {len(chains.observed)} "
                      "measurements. Name some in keep: {predictions: [...]} and run it again")
    return rows


def fit_rows(fit):
    return [Row(one.observable, one.measurement, one.group, [], one.pull) for one in fit["pulls"]]


def largest(rows, count):
    """The rows with the largest pulls, in their order."""
    if count is None:
        return rows
    sizes = sorted((abs(row.best) for row in rows), reverse=True)[:count]
    return [row for row in rows if abs(row.best) >= sizes[-1]]


def chi_squares(chains):
    """Of each likelihood group: (group, quantiles, at the best)."""
    return [(group, np.quantile(values, QUANTILES), values.ravel()[chains.best_draw])
            for group, values in chains.chi2_group.items()]


def draw_rows(panel, rows, colours):
    """rows: (label, quantiles, at the best), from top to bottom."""
    for place, ((_, quantiles, best), colour) in enumerate(zip(rows, colours)):
        if len(quantiles) > 0:
            low2, low, median, high, high2 = quantiles
            panel.plot([low2, high2], [place, place], color=colour, lw=1.0)
            panel.plot([low, high], [place, place], color=colour, lw=4.0, solid_capstyle="butt")
            panel.plot(median, place, "|", color="white", ms=5, mew=1.0, zorder=3)
        panel.plot(best, place, "o", mfc="white", mec=colour, ms=3.6, zorder=4)
    panel.set_ylim(len(rows) - 0.4, -0.6)
    panel.set_yticks(range(len(rows)), [label.replace("->", "\u2192") for label, *_ in rows])
    panel.tick_params(axis="y", which="both", length=0)
    panel.tick_params(axis="y", which="minor", left=False, right=False)


def labels(rows):
    """Observables; with the measurement where several have measured one."""
    times = collections.Counter(row.observable for row in rows)
    return [row.observable if times[row.observable] == 1 else
            f"{row.observable}, {row.measurement}" for row in rows]


def frame(rows, groups, of, widths):
    """The figure, its panels of these widths, the left one with the pulls in it, and the colours of
    the groups."""
    height = 0.9 + max(0.185 * len(rows), 0.4 * len(groups))
    figure, axes = plt.subplots(1, len(widths), figsize=(7.4, height), squeeze=False,
                                gridspec_kw={"width_ratios": widths})
    left = axes[0][0]
    for width in (1.0, 2.0):
        left.axvspan(-width, width, color="0.5", alpha=0.10, lw=0)
    left.axvline(0.0, color="0.5", lw=0.6)
    colours = dict(zip(groups, COLOURS))
    draw_rows(left, [(label, row.quantiles, row.best) for label, row in zip(labels(rows), rows)],
              [colours[row.group] for row in rows])
    left.set_xlabel(f"(prediction $-$ measurement) / error, {len(rows)} of {of} measurements")
    return figure, axes[0], colours


def open_circle(label, colour):
    return Line2D([], [], marker="o", ls="", mfc="white", mec=colour, ms=3.6, label=label)


def draw_posterior(chains, rows):
    groups = chi_squares(chains)
    figure, (left, right), colours = frame(rows, [group for group, *_ in groups],
                                           len(chains.observed), (2.2, 1))
    draw_spread(right, groups, [colours[group] for group, *_ in groups])
    left.legend(loc="lower left", bbox_to_anchor=(0.0, 1.0), ncol=3, handles=[
        Line2D([], [], color="0.3", lw=4.0, label="68.3 % of the draws"),
        Line2D([], [], color="0.3", lw=1.0, label="95 %"), open_circle("best draw", "0.3")])
    return figure


def draw_fit(fit, rows):
    figure, (panel,), colours = frame(rows, fit["chi2_group"], len(fit["pulls"]), (1,))
    panel.legend(loc="lower left", bbox_to_anchor=(0.0, 1.0), ncol=3, handles=[
        open_circle(rf"{group.replace('_', ' ')}: $\chi^2$ = {chi2:.1f}", colours[group])
        for group, chi2 in fit["chi2_group"].items()])
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
    fit = read_scan(args.file).best_fit
    chains = None if "pulls" in fit else read_chains(args.file)
    rows = fit_rows(fit) if chains is None else posterior_rows(chains)
    if args.csv:
        quantiles = [] if chains is None else [f"pull_{100 * q:g}" for q in QUANTILES]
        write_csv(args.csv, ["observable", "measurement", "group", *quantiles, "pull_best"],
                  [[*row[:3], *map(repr, map(float, [*row.quantiles, row.best]))] for row in rows])
    style.apply()
    rows = largest(rows, args.largest)
    figure = draw_fit(fit, rows) if chains is None else draw_posterior(chains, rows)
    style.save(figure, args.output or os.path.splitext(args.file)[0] + "_pulls.png")


if __name__ == "__main__":
    run(main)

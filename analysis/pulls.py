#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Draw pulls: how far predictions are from the measurements, at a best fit or over a posterior.

A pull is (prediction - measurement)/error, the error that of experiment and theory in
quadrature, correlations left out. A best fit has those of all measurements. A posterior has the
predictions that its job keeps, and no others: a bar spans the central 68.3 % of the draws, a thin
one 95 %, a tick is the median, an open circle the draw of the lowest chi-square; the last panel has
the same for chi-square of each likelihood group, correlations included. Many measurements go to
several pages: of a PDF, or files PICTURE_2.png, ...
"""

import prerequisites  # noqa: F401  (first of all)

import collections
import dataclasses
import itertools
import os

import numpy as np
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.lines import Line2D
from matplotlib.ticker import NullLocator

import caption
import style
from chain_file import read_chains
from command import CANNOT_CREATE, Failure, OptionParser, positive, run, write_csv
from scan_file import Look, read_scan
from style import plt

QUANTILES = (0.025, 0.1585, 0.5, 0.8415, 0.975)
COLOURS = (style.GREEN, style.BLUE, style.ORANGE, style.PURPLE, style.BLACK, style.VERMILION,
           style.SKY)
ROWS = 54     # of a panel: a page is as high as a sheet of paper
PANELS = 2    # of a page
LINE = 0.165  # inches of a row
WIDTH = 7.4   # of a page, in inches


@dataclasses.dataclass(frozen=True)
class Row:
    """One measurement: quantiles of its pull over the draws (none of a fit), and the pull at the
    draw of the lowest chi-square, or the best fit."""
    observable: str
    measurement: str
    group: str
    quantiles: list
    best: float
    predicted: float  # there
    measured: float
    error: float
    units: str
    look: Look


def options():
    parser = OptionParser(description=__doc__)
    parser.add_argument("file", help="scan file (HDF5) with a best fit or a posterior")
    parser.add_argument("-o", "--output", help="picture, default: FILE with ending _pulls.png")
    parser.add_argument("--csv", metavar="FILE", help="also write predictions, values, errors and "
                                                      "pulls as a table")
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
            rows.append(Row(one.observable, one.measurement, one.group, found[:-1], found[-1],
                            values[-1], one.value, one.error, one.units, one.look))
    if not rows:
        raise Failure(f"{chains.path}: the job keeps no prediction of its {len(chains.observed)} "
                      "measurements. Name some in keep: {predictions: [...]} and run it again")
    return rows


def fit_rows(fit):
    return [Row(one.observable, one.measurement, one.group, [], one.pull, one.predicted,
                one.measured, one.error, one.units, one.look) for one in fit["pulls"]]


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
    panel.set_yticks(range(len(rows)), [label for label, *_ in rows], fontsize=6.5)
    panel.yaxis.set_minor_locator(NullLocator())
    panel.tick_params(axis="y", which="both", length=0)


def labels(rows):
    """Observables; with the measurement where several have measured one."""
    times = collections.Counter(row.observable for row in rows)
    return [style.symbol(row.observable, row.look.latex).replace("->", "\N{RIGHTWARDS ARROW}")
            + ("" if times[row.observable] == 1 else f", {row.measurement}") for row in rows]


def colours_of(groups):
    return dict(zip(groups, itertools.cycle(COLOURS)))


def draw_pulls(panel, rows, names, colours, limits):
    for width in (1.0, 2.0):
        panel.axvspan(-width, width, color="0.5", alpha=0.10, lw=0)
    panel.axvline(0.0, color="0.5", lw=0.6)
    draw_rows(panel, [(name, row.quantiles, row.best) for name, row in zip(names, rows)],
              [colours[row.group] for row in rows])
    panel.set_xlim(*limits)
    panel.set_xlabel("pull", fontsize=9)


def draw_spread(panel, groups, colours):
    """Chi-square of each group above that of its best draw."""
    rows = [(f"{name.replace('_', ' ')}\n{best:.1f}", found - best, 0.0)
            for name, found, best in groups]
    panel.axvline(0.0, color="0.5", lw=0.6)
    draw_rows(panel, rows, [colours[name] for name, *_ in groups])
    panel.set_xlabel(r"$\chi^2 - \chi^2$(lowest)", fontsize=9)


def limits_of(rows):
    """One range for all pages, 0 in it."""
    found = [value for row in rows for value in (*row.quantiles, row.best)]
    low, high = min([-2.2, *found]), max([2.2, *found])
    margin = 0.05 * (high - low)
    return low - margin, high + margin


def in_panels(rows):
    """Parts of about the same length, none longer than a page."""
    count = -(-len(rows) // ROWS)
    size = -(-len(rows) // count)
    return [rows[i:i + size] for i in range(0, len(rows), size)]


def open_circle(label, colour):
    return Line2D([], [], marker="o", ls="", mfc="white", mec=colour, ms=3.6, label=label)


def draw_pages(scan, rows, of, handles, colours, spread=None):
    """One figure a page; `of` measurements there are in all."""
    limits, names = limits_of(rows), labels(rows)
    panels = [lambda panel, part=part: draw_pulls(panel, *zip(*part), colours, limits)
              for part in in_panels(list(zip(rows, names)))]
    lines = [len(part) for part in in_panels(rows)]
    if spread:
        panels.append(lambda panel: draw_spread(panel, spread, colours))
        lines.append(2.2 * len(spread))
    pages = []
    for first in range(0, len(panels), PANELS):
        here = panels[first:first + PANELS]
        legend = 0.2 * (1 + (len(handles) - 1) // 4) + 0.1
        height = 1.3 + legend + LINE * max(8, *lines[first:first + PANELS], 0)
        figure, axes = plt.subplots(1, len(here), squeeze=False, figsize=(
            WIDTH if len(panels) > 1 else 0.75 * WIDTH, height))
        for draw, panel in zip(here, axes[0]):
            draw(panel)
        figure.get_layout_engine().set(rect=(0.0, 0.0, 1.0, 1.0 - legend / height))
        figure.legend(handles=handles, loc="upper center", bbox_to_anchor=(0.5, 1.0), ncol=4,
                      fontsize=7.5, columnspacing=1.2, handletextpad=0.4)
        page = f", page {len(pages) + 1} of {-(-len(panels) // PANELS)}"
        caption.write(figure, scan, "pull: (prediction \N{MINUS SIGN} measurement)/error; "
                      f"{len(rows)} of {of} measurements" + (page if len(panels) > PANELS else ""))
        pages.append(figure)
    return pages


def draw_posterior(chains, rows):
    spread = chi_squares(chains)
    colours = colours_of([group for group, *_ in spread])
    handles = [Line2D([], [], color="0.3", lw=4.0, label="68.3 % of the draws"),
               Line2D([], [], color="0.3", lw=1.0, label="95 %"),
               open_circle(r"lowest $\chi^2$", "0.3")]
    return draw_pages(chains, rows, len(chains.observed), handles, colours, spread)


def draw_fit(scan, rows):
    fit = scan.best_fit
    colours = colours_of(dict.fromkeys([*fit["chi2_group"], *(row.group for row in rows)]))
    handles = [open_circle(rf"{group.replace('_', ' ')}: $\chi^2$ = {chi2:.1f}", colours[group])
               for group, chi2 in fit["chi2_group"].items()]
    return draw_pages(scan, rows, len(fit["pulls"]), handles, colours)


def save_pages(pages, path):
    """One PDF, or a file a page: PICTURE.png, PICTURE_2.png, ..."""
    if not path.endswith(".pdf"):
        root, ending = os.path.splitext(path)
        for number, figure in enumerate(pages, start=1):
            style.save(figure, path if number == 1 else f"{root}_{number}{ending}")
        return
    try:
        with PdfPages(path) as file:
            for figure in pages:
                file.savefig(figure)
                plt.close(figure)
    except OSError as problem:
        raise Failure(f"cannot write {path} ({problem})", CANNOT_CREATE) from None
    print(path)


def table(rows, is_posterior):
    """Numbers in the powers of GeV of the file."""
    quantiles = [f"pull_{100 * q:g}" for q in QUANTILES] if is_posterior else []
    head = ["observable", "measurement", "group", "unit", "prediction", "value", "error",
            *quantiles, "pull_best"]
    return head, [[row.observable, row.measurement, row.group, row.units,
                   *(repr(float(number)) for number in
                     (row.predicted, row.measured, row.error, *row.quantiles, row.best))]
                  for row in rows]


def main():
    args = options()
    scan = read_scan(args.file)
    chains = None if "pulls" in scan.best_fit else read_chains(args.file)
    rows = fit_rows(scan.best_fit) if chains is None else posterior_rows(chains)
    if args.csv:
        write_csv(args.csv, *table(rows, chains is not None))
    style.apply()
    rows = largest(rows, args.largest)
    save_pages(draw_fit(scan, rows) if chains is None else draw_posterior(chains, rows),
               args.output or os.path.splitext(args.file)[0] + "_pulls.png")


if __name__ == "__main__":
    run(main)

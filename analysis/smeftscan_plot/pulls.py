# SPDX-License-Identifier: MIT
"""Draw pulls: how far predictions are from the measurements, at a best fit or over a posterior.

A pull is (prediction - measurement)/error, the error that of experiment and theory in
quadrature, correlations left out. A best fit has those of all measurements. A posterior has the
predictions that its job keeps, and no others: a bar spans the central 68.3 % of the draws, a thin
one 95 %, a tick is the median, an open circle the draw of the lowest chi-square; the last panel has
the same for chi-square of each likelihood group, correlations included. Many measurements go to
several pages: of a PDF, or files PICTURE_2.png, ...
"""

from __future__ import annotations

import argparse
import functools
import itertools
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Union

import numpy as np
import pandas
import xarray
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import NullLocator

from . import caption, measurements, style
from .chain_file import SAMPLE, Chains, read_chains
from .command import CANNOT_CREATE, Failure, OptionParser, positive, write_csv
from .scan_file import PartOfFile, Scan, read_scan

QUANTILES = (0.025, 0.1585, 0.5, 0.8415, 0.975)
COLUMNS = tuple(f"pull_{100 * q:g}" for q in QUANTILES)  # of a posterior
BEST = "pull_best"  # at the best fit, or the draw of the lowest chi-square
Spread = tuple[str, Any, float]  # a label, quantiles (none of a fit), the best
COLOURS = (style.GREEN, style.BLUE, style.ORANGE, style.PURPLE, style.BLACK, style.VERMILION,
           style.SKY)
ROWS = 54     # of a panel: a page is as high as a sheet of paper
PANELS = 2    # of a page
LINE = 0.165  # inches of a row
WIDTH = 7.4   # of a page, in inches


def options() -> argparse.Namespace:
    parser = OptionParser(description=__doc__)
    parser.add_argument("file", help="scan file (HDF5) with a best fit or a posterior")
    parser.add_argument("-o", "--output", help="picture, default: FILE with ending _pulls.png")
    parser.add_argument("--csv", metavar="FILE", help="also write predictions, values, errors and "
                                                      "pulls as a table")
    parser.add_argument("--largest", type=positive, metavar="N",
                        help="draw the N largest pulls alone (default: all)")
    return parser.parse_args()


def rows_of(measured: pandas.DataFrame, predicted: Any, pulls: Any) -> pandas.DataFrame:
    """A row a measurement, as --csv writes it; beside it the LaTeX of the observable."""
    rows = measured[["observable", "measurement", "group"]]
    return rows.assign(unit=measured["units"], prediction=predicted, value=measured["measured"],
                       error=measured["error"], **pulls, latex=measured["latex"])


def posterior_rows(chains: Chains) -> pandas.DataFrame:
    """Of each measurement whose prediction was kept: quantiles of its pull over the draws, and the
    pull at the draw of the lowest chi-square."""
    kept = chains.observed[chains.observed["observable"].isin(list(chains.draws))]
    if kept.empty:
        raise Failure(f"{chains.path}: the job keeps no prediction of its {len(chains.observed)} "
                      "measurements. Name some in keep: {predictions: [...]} and run it again")
    best = chains.best
    predicted = np.array([[*np.quantile(chains.values(name), QUANTILES), float(best[name])]
                          for name in kept["observable"]])
    pulls = (predicted - kept[["measured"]].values) / kept[["error"]].values
    return rows_of(kept, predicted[:, -1], dict(zip([*COLUMNS, BEST], pulls.T)))


def fit_rows(fit: xarray.Dataset) -> pandas.DataFrame:
    """Of all measurements of a best fit."""
    table = measurements.of_best_fit(fit)
    return rows_of(table, table["predicted"], {BEST: table["pull"]})


def largest(rows: pandas.DataFrame, count: Union[int, None]) -> pandas.DataFrame:
    """The rows with the largest pulls, in their order."""
    sizes = rows[BEST].abs()
    return rows if count is None else rows[sizes >= sizes.nlargest(count).min()]


def chi_squares(chains: Chains) -> list[Spread]:
    """Of each likelihood group."""
    if chains.chi2_group is None:
        return []
    quantiles = chains.chi2_group.quantile(QUANTILES, SAMPLE)
    best = chains.chi2_group.isel(chains.best_draw)
    return [(str(group), quantiles.sel(group=group).values, float(best.sel(group=group)))
            for group in chains.chi2_group["group"].values]


def draw_rows(panel: Any, rows: Sequence[Spread], colours: Sequence[str]) -> None:
    """From top to bottom."""
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


def labels(rows: pandas.DataFrame) -> list[str]:
    """Observables; with the measurement where several have measured one."""
    alone = ~rows["observable"].duplicated(keep=False)
    return [style.symbol(row.observable, row.latex).replace("->", "\N{RIGHTWARDS ARROW}")
            + ("" if is_alone else f", {row.measurement}")
            for row, is_alone in zip(rows.itertuples(), alone)]


def colours_of(groups: Iterable[str]) -> dict[str, str]:
    return dict(zip(groups, itertools.cycle(COLOURS)))


def draw_pulls(panel: Any, rows: pandas.DataFrame, names: Sequence[str], colours: Mapping[str, str],
               limits: tuple[float, float]) -> None:
    for width in (1.0, 2.0):
        panel.axvspan(-width, width, color="0.5", alpha=0.10, lw=0)
    panel.axvline(0.0, color="0.5", lw=0.6)
    quantiles = rows[[name for name in COLUMNS if name in rows]].values
    draw_rows(panel, list(zip(names, quantiles, rows[BEST])),
              [colours[name] for name in rows["group"]])
    panel.set_xlim(*limits)
    panel.set_xlabel("pull", fontsize=9)


def draw_spread(panel: Any, groups: Sequence[Spread], colours: Mapping[str, str]) -> None:
    """Chi-square of each group above that of its best draw."""
    rows = [(f"{name.replace('_', ' ')}\n{best:.1f}", np.asarray(found) - best, 0.0)
            for name, found, best in groups]
    panel.axvline(0.0, color="0.5", lw=0.6)
    draw_rows(panel, rows, [colours[name] for name, *_ in groups])
    panel.set_xlabel(r"$\chi^2 - \chi^2$(lowest)", fontsize=9)


def limits_of(rows: pandas.DataFrame) -> tuple[float, float]:
    """One range for all pages, 0 in it."""
    found = rows[[name for name in (*COLUMNS, BEST) if name in rows]]
    low, high = min(-2.2, found.min().min()), max(2.2, found.max().max())
    margin = 0.05 * (high - low)
    return low - margin, high + margin


def in_panels(count: int) -> list[slice]:
    """Rows of parts of about the same length, none longer than a page."""
    size = -(-count // -(-count // ROWS))
    return [slice(first, first + size) for first in range(0, count, size)]


def open_circle(label: str, colour: str) -> Line2D:
    return Line2D([], [], marker="o", ls="", mfc="white", mec=colour, ms=3.6, label=label)


def draw_pages(scan: PartOfFile, rows: pandas.DataFrame, of: int, handles: Sequence[Any],
               colours: Mapping[str, str], spread: Sequence[Spread] = ()) -> list[Figure]:
    """One figure a page; `of` measurements there are in all."""
    limits, names = limits_of(rows), labels(rows)
    parts = in_panels(len(rows))
    panels: list[Callable[[Any], None]] = [
        functools.partial(draw_pulls, rows=rows[part], names=names[part], colours=colours,
                          limits=limits) for part in parts]
    lines: list[float] = [len(rows[part]) for part in parts]
    if spread:
        panels.append(functools.partial(draw_spread, groups=spread, colours=colours))
        lines.append(2.2 * len(spread))
    pages: list[Figure] = []
    for first in range(0, len(panels), PANELS):
        here = panels[first:first + PANELS]
        legend = 0.2 * (1 + (len(handles) - 1) // 4) + 0.1
        height = 1.3 + legend + LINE * max(8, *lines[first:first + PANELS], 0)
        figure, axes = style.subplots(1, len(here), squeeze=False, figsize=(
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


@style.look()
def draw_posterior(chains: Chains, rows: pandas.DataFrame) -> list[Figure]:
    spread = chi_squares(chains)
    colours = colours_of([group for group, *_ in spread])
    handles = [Line2D([], [], color="0.3", lw=4.0, label="68.3 % of the draws"),
               Line2D([], [], color="0.3", lw=1.0, label="95 %"),
               open_circle(r"lowest $\chi^2$", "0.3")]
    return draw_pages(chains, rows, len(chains.observed), handles, colours, spread)


@style.look()
def draw_fit(scan: Scan, rows: pandas.DataFrame) -> list[Figure]:
    fit = scan.best_fit
    assert fit is not None
    groups = fit["chi2_group"].to_series()
    colours = colours_of(dict.fromkeys([*groups.index, *rows["group"]]))
    handles = [open_circle(rf"{group.replace('_', ' ')}: $\chi^2$ = {chi2:.1f}", colours[group])
               for group, chi2 in groups.items()]
    return draw_pages(scan, rows, len(fit["obs"]), handles, colours)


def read(path: str) -> Union[Scan, Chains]:
    """The best fit in a file, else its posterior."""
    scan = read_scan(path)
    fit = scan.best_fit
    return scan if fit is not None and "obs" in fit else read_chains(path)


def all_rows(part: Union[Scan, Chains]) -> pandas.DataFrame:
    if isinstance(part, Chains):
        return posterior_rows(part)
    if part.best_fit is None:
        raise Failure(f"{part.path}: no best fit in it")
    return fit_rows(part.best_fit)


def draw(part: Union[Scan, Chains], count: Union[int, None] = None) -> list[Figure]:
    """Pages of all pulls, or of the largest."""
    rows = largest(all_rows(part), count)
    return draw_posterior(part, rows) if isinstance(part, Chains) else draw_fit(part, rows)


def save_pages(pages: Sequence[Figure], path: str) -> None:
    """One PDF, or a file a page: PICTURE.png, PICTURE_2.png, ..."""
    if not path.endswith(".pdf"):
        root, ending = os.path.splitext(path)
        for number, figure in enumerate(pages, start=1):
            style.save(figure, path if number == 1 else f"{root}_{number}{ending}")
        return
    try:
        with style.look(), PdfPages(path) as file:
            for figure in pages:
                file.savefig(figure)
    except OSError as problem:
        raise Failure(f"cannot write {path} ({problem})", CANNOT_CREATE) from None
    print(path)


def main() -> None:
    args = options()
    part = read(args.file)
    if args.csv:
        write_csv(args.csv, all_rows(part).drop(columns="latex"))
    save_pages(draw(part, args.largest),
               args.output or os.path.splitext(args.file)[0] + "_pulls.png")

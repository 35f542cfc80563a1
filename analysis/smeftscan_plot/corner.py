# SPDX-License-Identifier: MIT
"""Draw the marginal distributions of a posterior: one parameter on the diagonal, pairs below it.

Pairs show the smallest regions that hold 68.3 % and 95 % of the draws, the diagonal the density with
the smallest region of 68.3 % and, dashed, the prior; a cross marks the draw of the lowest chi-square.
Above the diagonal stands the median with the central 68.3 %, or that region where it has several
parts. A logarithmic prior has a logarithmic axis. Axes end where 1 % of the draws are left on either
side together.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from typing import Any, Union

import numpy as np
import numpy.typing as npt
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import LogLocator, NullFormatter

from . import caption, style, ticks
from .chain_file import Chains, read_chains
from .command import OptionParser, positive
from .density import LEVELS, Array, intervals, smooth, thresholds
from .scan_file import look_of

BINS = 40  # along an axis
CENTRAL = (0.1585, 0.5, 0.8415)  # quantiles
SHOWN = (0.005, 0.995)           # quantiles between which an axis runs
FINER = 4                        # bins of a curve for one of a region
LARGEST_RHAT = 1.01              # as the program warns (arXiv:1903.08008)


def options() -> argparse.Namespace:
    parser = OptionParser(description=__doc__)
    parser.add_argument("file", help="scan file (HDF5) with a posterior")
    parser.add_argument("-o", "--output", help="picture, default: FILE with ending _corner.png")
    parser.add_argument("--columns", nargs="+", metavar="NAME",
                        help="parameters and derived quantities to draw (default: the parameters)")
    parser.add_argument("--bins", type=positive, default=BINS, help="along an axis (%(default)d)")
    return parser.parse_args()


class Column:
    """A quantity as it is drawn: in the unit people quote, as a logarithm if its prior is one."""

    def __init__(self, chains: Chains, name: str) -> None:
        values = chains.values(name)
        look = look_of(chains.draws[name])
        self.factor = look.quoted_factor
        self.symbol = style.symbol(name, look.latex)
        self.unit = style.unit(look.quoted_units or chains.draws[name].attrs["units"])
        self.prior = chains.priors.get(name)
        self.is_log = self.prior is not None and self.prior.kind == "log"
        self.values = self.place(values)
        self.best = float(self.place(chains.best[name]))
        low, high = np.quantile(self.values, SHOWN)
        margin = 0.08 * (high - low) or 0.5 * abs(high) or 0.5
        self.low, self.high = low - margin, high + margin
        if self.prior is not None:  # no further than the prior goes
            ends = self.place([self.prior.lower, self.prior.upper])
            self.low, self.high = max(self.low, ends[0]), min(self.high, ends[1])

    def place(self, values: npt.ArrayLike) -> Array:
        """Where values of the file are on the axis."""
        scaled = self.factor * np.asarray(values)
        return np.asarray(np.log10(scaled) if self.is_log else scaled)

    def value(self, place: float) -> float:
        """The quoted number at a place of the axis."""
        return float(10.0 ** place) if self.is_log else place

    def histogram(self, bins: int) -> tuple[Array, Array]:
        counts, edges = np.histogram(self.values, bins=bins, range=(self.low, self.high))
        return 0.5 * (edges[1:] + edges[:-1]), counts.astype(float)

    def prior_density(self, places: Array) -> Array:
        """On the axis, not normalised: a logarithmic prior is flat in the logarithm."""
        if self.is_log or self.prior is None:
            return np.ones_like(places)
        return self.prior.density(places / self.factor)

    def set_axis(self, axis: Any) -> None:
        if not self.is_log:
            ticks.set_axis(axis, self.symbol, self.unit, (self.low, self.high), most=3)
            return
        decades = np.arange(np.ceil(self.low), np.floor(self.high) + 1)
        if len(decades) < 2:
            places = np.log10(LogLocator(subs=(1, 2, 5)).tick_values(
                10.0 ** self.low, 10.0 ** self.high))
            decades = places[(places >= self.low) & (places <= self.high)]
        axis.set_ticks(decades, [style.number(10.0 ** place) for place in decades])
        axis.set_minor_formatter(NullFormatter())
        axis.set_label_text(self.symbol + ticks.bracket(0, self.unit))

    def title(self, parts: list[tuple[float, float]]) -> str:
        """The median with the central 68.3 %, or the parts of the smallest region."""
        if len(parts) > 1:
            power = ticks.exponent(self.low, self.high)
            text = r"$\cup$".join(f"[{self.digits(a, power)}, {self.digits(b, power)}]"
                                  for a, b in parts)
            return text + (rf"$\,\times 10^{{{power}}}$" if power else "")
        low, median, high = (self.value(place) for place in np.quantile(self.values, CENTRAL))
        power = ticks.exponent(low, high)
        scaled = [number / 10.0 ** power for number in (low, median, high)]
        smallest = min(scaled[1] - scaled[0], scaled[2] - scaled[1])
        decimals = max(0, 1 - int(np.floor(np.log10(smallest)))) if smallest > 0 else 3
        middle, down, up = (f"{number:.{decimals}f}" for number in
                            (scaled[1], scaled[1] - scaled[0], scaled[2] - scaled[1]))
        return (rf"${middle}_{{-{down}}}^{{+{up}}}$"
                + (rf"$\,\times 10^{{{power}}}$" if power else ""))

    def digits(self, place: float, power: int) -> str:
        return f"{self.value(place) / 10.0 ** power:.3g}".replace("-", "\N{MINUS SIGN}")


def draw_pair(axes: Any, x: Column, y: Column, bins: int) -> None:
    counts, x_edges, y_edges = np.histogram2d(x.values, y.values, bins=bins,
                                              range=((x.low, x.high), (y.low, y.high)))
    density = smooth(counts).T
    low, high = thresholds(density)
    centres = [0.5 * (edges[1:] + edges[:-1]) for edges in (x_edges, y_edges)]
    if low < high < density.max():
        axes.contourf(*centres, density, levels=[low, high, density.max() * 1.01],
                      colors=[style.SKY, style.BLUE], alpha=0.75)
        axes.contour(*centres, density, levels=[low, high], colors=style.BLUE, linewidths=0.7)
    else:  # too few draws for regions
        axes.plot(x.values, y.values, ".", color=style.BLUE, markersize=1)
    axes.plot(x.best, y.best, "+", color=style.VERMILION)


def draw_one(axes: Any, x: Column, bins: int) -> None:
    centres, counts = x.histogram(FINER * bins)
    density = smooth(counts, FINER)
    [level] = thresholds(density, LEVELS[:1])
    axes.plot(centres, density, color=style.BLUE)
    axes.fill_between(centres, density, where=density >= level, color=style.SKY, alpha=0.6,
                      linewidth=0)
    if x.prior is not None:
        prior = x.prior_density(centres)
        axes.plot(centres, prior * density.sum() / prior.sum(), color="0.45", lw=0.9, ls="--")
    axes.axvline(np.median(x.values), color=style.BLUE, linewidth=0.8, linestyle=":")
    axes.set_ylim(0, 1.15 * density.max())
    axes.set_yticks([])
    axes.set_title(x.title(intervals(centres, density >= level)), fontsize=8, pad=3)


@style.look()
def draw(chains: Chains, names: Union[Sequence[str], None] = None, bins: int = BINS) -> Figure:
    """Of the parameters, or of these parameters and derived quantities."""
    columns = [Column(chains, name) for name in names or chains.parameters]
    count = len(columns)
    figure, grid = style.subplots(count, count, squeeze=False,
                                  figsize=(1.2 + 1.75 * count, 1.4 + 1.6 * count))
    for i, y in enumerate(columns):
        for j, x in enumerate(columns):
            axes = grid[i][j]
            if j > i:
                axes.set_axis_off()
                continue
            if i == j:
                draw_one(axes, x, bins)
            else:
                draw_pair(axes, x, y, bins)
                y.set_axis(axes.yaxis)
                axes.set_ylim(y.low, y.high)
            x.set_axis(axes.xaxis)
            axes.set_xlim(x.low, x.high)
            axes.tick_params(axis="x", labelrotation=30, labelsize=8)
            axes.tick_params(axis="y", labelsize=8)
            if i < count - 1:
                axes.tick_params(labelbottom=False)
                axes.set_xlabel("")
            if j > 0:
                axes.tick_params(labelleft=False)
                axes.set_ylabel("")
    figure.align_labels()
    add_legend(grid, columns)
    rhat = chains.worst_rhat
    if not rhat <= LARGEST_RHAT and np.isfinite(rhat):
        figure.suptitle(rf"NOT CONVERGED: $\hat R$ up to {rhat:.3f}", color=style.VERMILION,
                        fontsize=10)
    caption.write(figure, chains, f"{chains.chi2.size} draws, lowest chi-square "
                                  f"{float(chains.chi2.min()):.2f}")
    return figure


def add_legend(grid: Any, columns: Sequence[Column]) -> None:
    handles = []
    if len(columns) > 1:
        handles = [Patch(color=style.BLUE, alpha=0.75, label="68.3 % of the draws"),
                   Patch(color=style.SKY, alpha=0.75, label="95 %"),
                   Line2D([], [], color=style.VERMILION, marker="+", linestyle="",
                          label=r"lowest $\chi^2$")]
    if any(column.prior is not None for column in columns):
        handles.append(Line2D([], [], color="0.45", lw=0.9, ls="--", label="prior"))
    if not handles:
        return
    if len(columns) > 2:
        grid[0][-1].legend(handles=handles, loc="upper right")
    else:
        grid[0][-1].legend(handles=handles, loc="upper right" if len(columns) > 1 else "best",
                           fontsize=7)


def main() -> None:
    arguments = options()
    style.save(draw(read_chains(arguments.file), arguments.columns, arguments.bins),
               arguments.output or os.path.splitext(arguments.file)[0] + "_corner.png")

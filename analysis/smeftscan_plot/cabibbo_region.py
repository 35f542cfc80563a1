# SPDX-License-Identifier: MIT
"""The region that R(Vus) allows in the plane of the Z' couplings (gl_11, gl_22).

In the manner of Fig. 2 (left) of arXiv:2108.05614: the band at 95 % confidence level for two
parameters (a chi-square difference of 5.99), the line of the central value, and the paper's best
fit, its equation (26). Needs a grid with these two axes and the likelihood group `cabibbo`; other
axes are minimised over.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from typing import Union

import numpy as np
import numpy.typing as npt
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from . import caption, style
from .command import Failure, OptionParser
from .coupling_plane import AXES, best_fit, frame
from .refine import refine
from .scan_file import Scan, read_scan
from .surface import project

GROUP = "chi2_group:cabibbo"
LEVEL = 5.99  # 95 % for two parameters
Array = npt.NDArray[np.float64]


def options() -> argparse.Namespace:
    parser = OptionParser(description=__doc__)
    parser.add_argument("file", help="scan file (HDF5)")
    parser.add_argument("-o", "--output", help="picture, default: FILE with ending _cabibbo.png")
    for option, name in zip(("--xlim", "--ylim"), AXES):
        parser.add_argument(option, nargs=2, type=float, metavar=("LOW", "HIGH"),
                            help=f"range of {name} (default: all of it)")
    return parser.parse_args()


def row_minima(x: Array, chi2: Array) -> tuple[Array, Array]:
    """Where chi2[len(x), rows] is lowest in every row, and how low; NaN where that is at an end.

    R(Vus) is bilinear in the couplings up to small terms, so chi-square is a parabola in each.
    """
    place, depth = np.full((2, chi2.shape[1]), np.nan)
    for j in range(chi2.shape[1]):
        row = chi2[:, j]
        i = int(np.argmin(np.where(np.isnan(row), np.inf, row)))
        if 0 < i < len(x) - 1 and np.isfinite(row[i - 1:i + 2]).all():
            a, b, c = np.polyfit(x[i - 1:i + 2] - x[i], row[i - 1:i + 2], 2)
            if a > 0:
                place[j], depth[j] = x[i] - b / (2 * a), max(c - b * b / (4 * a), 0.0)
    return place, depth


def region(scan: Scan) -> tuple[Array, Array, Array, Array, Array]:
    """gl_11, gl_22, the chi-square difference on the plane (refined), and the central line.

    The line comes twice, as gl_11 for every gl_22 and as gl_22 for every gl_11, each NaN where the
    measured value is not reached: together they follow a hyperbola into both of its arms.
    """
    axes = [scan.axis(name) for name in AXES]
    surface, _ = project(scan, axes, scan.dataset(GROUP))
    if not np.isfinite(surface).any():
        raise Failure(f"{scan.path}: no point has a result")
    x, y, chi2 = refine(axes[0], axes[1], surface)
    (x_line, x_depth), (y_line, y_depth) = row_minima(x, chi2), row_minima(y, chi2.T)
    lowest = np.nanmin(np.concatenate([x_depth, y_depth, chi2.ravel()]))
    x_line[~(x_depth - lowest < 0.1)] = np.nan
    y_line[~(y_depth - lowest < 0.1)] = np.nan
    return x, y, chi2 - lowest, x_line, y_line


def check(scan: Scan) -> None:
    if scan.kind != "grid":
        raise Failure(f"{scan.path}: a list of points has no region; a grid has")
    for name in AXES:
        if name not in [axis.name for axis in scan.axes if axis.size > 2]:
            raise Failure(f"{scan.path}: not a grid in {AXES[0]} and {AXES[1]}")
    if GROUP not in scan.names:
        raise Failure(f"{scan.path}: the likelihood group 'cabibbo' is not in it")


@style.look()
def draw(scan: Scan, limits: Sequence[Union[Sequence[float], None]] = (None, None)) -> Figure:
    """`limits` are the ranges of gl_11 and gl_22, where not all of them."""
    check(scan)
    x, y, difference, x_line, y_line = region(scan)
    figure, panel = style.subplots(figsize=(4.4, 4.2))
    name = f"{style.symbol('R(Vus)')}, {style.confidence('95 %', 2)}"
    handles = [Patch(facecolor=style.GREEN + "59", edgecolor=style.GREEN, label=name),
               Line2D([], [], color=style.GREEN, lw=1.6, label="central value")]
    panel.contourf(x, y, difference.T, levels=[-1e9, LEVEL], colors=[style.GREEN], alpha=0.35)
    panel.contour(x, y, difference.T, levels=[LEVEL], colors=style.GREEN, linewidths=1.0)
    panel.plot(x_line, y, color=style.GREEN, lw=1.6)
    panel.plot(x, y_line, color=style.GREEN, lw=1.6)
    handles.append(best_fit(panel, style.VERMILION))
    if np.isnan(difference).any():
        grey = ListedColormap([style.NO_RESULT["facecolor"]])
        panel.pcolormesh(x, y, np.where(np.isnan(difference), 1.0, np.nan).T, shading="nearest",
                         cmap=grey, zorder=1.5)
        handles.append(Patch(facecolor=style.NO_RESULT["facecolor"], label="no result"))
    frame(panel, x, y, handles)
    for given, set_limits in zip(limits, (panel.set_xlim, panel.set_ylim)):
        if given:
            set_limits(*given)
    caption.write(figure, scan, "likelihood group cabibbo alone")
    return figure


def main() -> None:
    args = options()
    style.save(draw(read_scan(args.file), (args.xlim, args.ylim)),
               args.output or os.path.splitext(args.file)[0] + "_cabibbo.png")

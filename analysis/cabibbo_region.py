#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The region that R(Vus) allows in the plane of the Z' couplings (gl_11, gl_22).

In the manner of Fig. 2 (left) of arXiv:2108.05614: the band at 95 % confidence level for two
parameters (a chi-square difference of 5.99), the line of the central value, and the paper's best
fit, its equation (26). Needs a grid with these two axes and the likelihood group `cabibbo`; other
axes are minimised over.
"""

import prerequisites  # noqa: F401  (first of all)

import os

import numpy as np
from matplotlib.colors import ListedColormap
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

import caption
import style
from command import Failure, OptionParser, run
from coupling_plane import AXES, best_fit, frame
from refine import refine
from scan_file import read_scan
from style import plt
from surface import project

GROUP = "chi2_group:cabibbo"
LEVEL = 5.99  # 95 % for two parameters


def options():
    parser = OptionParser(description=__doc__)
    parser.add_argument("file", help="scan file (HDF5)")
    parser.add_argument("-o", "--output", help="picture, default: FILE with ending _cabibbo.png")
    for option, name in zip(("--xlim", "--ylim"), AXES):
        parser.add_argument(option, nargs=2, type=float, metavar=("LOW", "HIGH"),
                            help=f"range of {name} (default: all of it)")
    return parser.parse_args()


def row_minima(x, chi2):
    """Where chi2[len(x), rows] is lowest in every row, and how low; NaN where that is at an end.

    R(Vus) is bilinear in the couplings up to small terms, so chi-square is a parabola in each.
    """
    place, depth = np.full((2, chi2.shape[1]), np.nan)
    for j, row in enumerate(chi2.T):
        i = int(np.argmin(np.where(np.isnan(row), np.inf, row)))
        if 0 < i < len(x) - 1 and np.isfinite(row[i - 1:i + 2]).all():
            a, b, c = np.polyfit(x[i - 1:i + 2] - x[i], row[i - 1:i + 2], 2)
            if a > 0:
                place[j], depth[j] = x[i] - b / (2 * a), max(c - b * b / (4 * a), 0.0)
    return place, depth


def region(scan):
    """gl_11, gl_22, the chi-square difference on the plane (refined), and the central line.

    The line comes twice, as gl_11 for every gl_22 and as gl_22 for every gl_11, each NaN where the
    measured value is not reached: together they follow a hyperbola into both of its arms.
    """
    x, y = (scan.axis(name).values for name in AXES)
    chi2, _ = project(scan, [scan.axis(name) for name in AXES], scan.dataset(GROUP))
    if not np.isfinite(chi2).any():
        raise Failure(f"{scan.path}: no point has a result")
    x, y, chi2 = refine(x, y, chi2)
    (x_line, x_depth), (y_line, y_depth) = row_minima(x, chi2), row_minima(y, chi2.T)
    lowest = np.nanmin(np.concatenate([x_depth, y_depth, chi2.ravel()]))
    x_line[~(x_depth - lowest < 0.1)] = np.nan
    y_line[~(y_depth - lowest < 0.1)] = np.nan
    return x, y, chi2 - lowest, x_line, y_line


def draw(x, y, difference, x_line, y_line):
    figure, panel = plt.subplots(figsize=(4.4, 4.2))
    name = style.symbol("R(Vus)")
    handles = [
        Patch(facecolor=style.GREEN + "59", edgecolor=style.GREEN, label=f"{name}, {style.confidence('95 %', 2)}"),
        Line2D([], [], color=style.GREEN, lw=1.6, label="central value")]
    masked = np.ma.masked_invalid(difference.T)
    panel.contourf(x, y, masked, levels=[-1e9, LEVEL], colors=[style.GREEN], alpha=0.35)
    panel.contour(x, y, masked, levels=[LEVEL], colors=style.GREEN, linewidths=1.0)
    panel.plot(x_line, y, color=style.GREEN, lw=1.6)
    panel.plot(x, y_line, color=style.GREEN, lw=1.6)
    handles.append(best_fit(panel, style.VERMILION))
    if np.isnan(difference).any():
        grey = ListedColormap([style.NO_RESULT["facecolor"]])
        panel.pcolormesh(x, y, np.where(np.isnan(difference), 1.0, np.nan).T, shading="nearest",
                         cmap=grey, zorder=1.5)
        handles.append(Patch(facecolor=style.NO_RESULT["facecolor"], label="no result"))
    frame(panel, x, y, handles)
    return figure, panel


def main():
    args = options()
    scan = read_scan(args.file)
    if scan.kind != "grid":
        raise Failure(f"{args.file}: a list of points has no region; a grid has")
    for name in AXES:
        if name not in [axis.name for axis in scan.axes if len(axis.values) > 2]:
            raise Failure(f"{args.file}: not a grid in {AXES[0]} and {AXES[1]}")
    if GROUP not in scan.names:
        raise Failure(f"{args.file}: the likelihood group 'cabibbo' is not in it")
    style.apply()
    figure, panel = draw(*region(scan))
    if args.xlim:
        panel.set_xlim(args.xlim)
    if args.ylim:
        panel.set_ylim(args.ylim)
    caption.write(figure, scan, "likelihood group cabibbo alone")
    style.save(figure, args.output or os.path.splitext(args.file)[0] + "_cabibbo.png")


if __name__ == "__main__":
    run(main)

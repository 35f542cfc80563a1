#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The region that R(Vus) allows in the plane of the Z' couplings (gl_11, gl_22).

In the manner of Fig. 2 (left) of arXiv:2108.05614: the band at 95 % confidence level for two
parameters (a chi-square difference of 5.99), the line of the central value, and the paper's best
fit, its equation (26). Needs a grid with these two axes and the likelihood group `cabibbo`; other
axes are minimised over.
"""

import os

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

import style
from command import Failure, OptionParser, run
from scan_file import read_scan
from style import plt
from surface import project

AXES = ("gl_11", "gl_22")
GROUP = "chi2_group:cabibbo"
LEVEL = 5.99  # 95 % for two parameters
BEST_FIT = ((-0.17, 0.10), (1.50, 0.40))  # [CAA, Eq. (26)]: value and error of gl_11, gl_22


def options():
    parser = OptionParser(description=__doc__)
    parser.add_argument("file", help="scan file (HDF5)")
    parser.add_argument("-o", "--output", help="picture, default: FILE with ending _cabibbo.png")
    parser.add_argument("--xlim", nargs=2, type=float, metavar=("LOW", "HIGH"), help="range of gl_11")
    parser.add_argument("--ylim", nargs=2, type=float, metavar=("LOW", "HIGH"), help="range of gl_22")
    return parser.parse_args()


def central_line(x, y, chi2):
    """(gl_11 of the minimum, its chi-square) for every gl_22, NaN where there is none inside.

    The minimum of a row is that of the parabola through its three lowest neighbours; R(Vus) is
    bilinear in the couplings, so chi-square is a parabola up to the terms in gl_11^2.
    """
    place, depth = np.full(len(y), np.nan), np.full(len(y), np.nan)
    for j in range(len(y)):
        row = chi2[:, j]
        if np.isnan(row).all():
            continue
        i = int(np.nanargmin(row))
        around = slice(i - 1, i + 2)
        if not 0 < i < len(x) - 1 or np.isnan(row[around]).any():
            continue
        a, b, c = np.polyfit(x[around] - x[i], row[around], 2)
        if a > 0:
            place[j], depth[j] = x[i] - b / (2 * a), max(c - b * b / (4 * a), 0.0)
    return place, depth


def region(scan):
    """gl_11, gl_22, the chi-square difference on the plane, and gl_11 of the central line."""
    x_axis, y_axis = (scan.axis(name) for name in AXES)
    chi2, _ = project(scan, [x_axis, y_axis], scan.dataset(GROUP))
    if not np.isfinite(chi2).any():
        raise Failure(f"{scan.path}: no point has a result")
    line, depth = central_line(x_axis.values, y_axis.values, chi2)
    lowest = np.nanmin(np.append(depth, np.nanmin(chi2)))
    line[~(depth - lowest < 0.1)] = np.nan  # a row that does not reach the measured value
    return x_axis.values, y_axis.values, chi2 - lowest, line


def draw(x, y, difference, line):
    figure, panel = plt.subplots(figsize=(4.2, 4.0))
    masked = np.ma.masked_invalid(difference.T)
    panel.contourf(x, y, masked, levels=[-1.0, LEVEL], colors=[style.GREEN], alpha=0.35)
    panel.contour(x, y, masked, levels=[LEVEL], colors=style.GREEN, linewidths=1.0)
    panel.plot(line, y, color=style.GREEN, lw=1.6)
    for draw_zero in (panel.axhline, panel.axvline):
        draw_zero(0.0, color="0.6", lw=0.6, zorder=0)
    (g11, error11), (g22, error22) = BEST_FIT
    point = panel.errorbar(g11, g22, xerr=error11, yerr=error22, fmt="o", ms=4.5, lw=1.1, capsize=2,
                           color=style.VERMILION, zorder=5)
    panel.set_xlim(x.min(), x.max())
    panel.set_ylim(y.min(), y.max())
    panel.set_xlabel(style.symbol(AXES[0]))
    panel.set_ylabel(style.symbol(AXES[1]))
    name = style.symbol("R(Vus)")
    panel.legend([Patch(facecolor=style.GREEN + "59", edgecolor=style.GREEN),
                  Line2D([], [], color=style.GREEN, lw=1.6), point],
                 [f"{name}, 95 % C.L.", f"{name}, central value", "best fit, arXiv:2108.05614"],
                 loc="upper right")
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
    style.save(figure, args.output or os.path.splitext(args.file)[0] + "_cabibbo.png")


if __name__ == "__main__":
    run(main)

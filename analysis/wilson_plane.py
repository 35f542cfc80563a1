#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Regions of b -> s l l in the plane of C9 and C10 of muons, shifts at 4.8 GeV.

Each FILE is a grid in lq1_2223 and qe_2322 at mu_EW, as jobs/c9_c10.yaml makes it, of one data set.
Lines at 68.3 % and 95 % for two parameters, chi-square differences of 2.30 and 5.99 from the lowest
point, a dot there, and a star where the Standard Model is. The axes are what the program's own
matching and running make of the two coefficients.
"""

import prerequisites  # noqa: F401  (first of all)

import os

import numpy as np
import yaml
from matplotlib.lines import Line2D

import caption
import style
from bins import predict
from command import Failure, OptionParser, run
from fig1_running import find_program
from refine import refine
from scan_file import read_scan
from style import plt

AXES = ("lq1_2223", "qe_2322")
SCALE = 91.1876  # GeV, mu_EW
UNIT = 1e-9      # GeV^-2
WILSON = ("C9_bsmumu", "C10_bsmumu")
COLOURS = (style.VERMILION, style.BLUE, style.GREEN, style.PURPLE)


def options():
    parser = OptionParser(description=__doc__)
    parser.add_argument("files", nargs="+", metavar="FILE", help="scan files (HDF5)")
    parser.add_argument("-o", "--output", help="picture, default: first FILE with ending .png")
    parser.add_argument("--program", help="the program smeftscan (default: that of the release "
                                          "build beside this script, or on the PATH)")
    return parser.parse_args()


def read_plane(path):
    """The scan, its data set, and chi2[lq1_2223, qe_2322] less its minimum."""
    scan = read_scan(path)
    if scan.kind != "grid" or sorted(axis.name for axis in scan.axes) != sorted(AXES):
        raise Failure(f"{path}: not a grid in {AXES[0]} and {AXES[1]} alone")
    job = yaml.safe_load(scan.job_resolved) or {}
    if job.get("model", {}).get("smeft", {}).get("scale") not in (SCALE, f"{SCALE} GeV"):
        raise Failure(f"{path}: its coefficients are not given at {SCALE} GeV")
    chi2 = np.where(scan.failed(), np.nan, scan.dataset("chi2").values)
    if scan.axes[0].name != AXES[0]:
        chi2 = chi2.T
    if not np.isfinite(chi2).any():
        raise Failure(f"{path}: no point has a result")
    return *(scan.axis(name).values for name in AXES), chi2, job.get("data", "current")


def shifts(program, data):
    """The matrix d(C9, C10)/d(lq1_2223, qe_2322) in GeV^2, real parts."""
    columns = []
    for name in AXES:
        wet = predict(program, data, {"eft": "SMEFT", "basis": "Warsaw", "scale": SCALE,
                                      "values": {name: UNIT}})["wet"]["values"]
        columns.append([np.real(complex(*np.atleast_1d(wet[wilson]))) / UNIT for wilson in WILSON])
    return np.array(columns).T


def draw_regions(panel, program, plane, colour):
    """Lines of one data set, its lowest point; the corners of what is inside, and a handle."""
    x, y, chi2, data = plane
    x, y, chi2 = refine(x, y, chi2)
    chi2 = np.ma.masked_invalid(chi2 - np.nanmin(chi2))
    C9, C10 = np.tensordot(shifts(program, data), np.meshgrid(x, y, indexing="ij"), axes=1)
    for (level, _), dashes in zip(style.LEVELS[2], ("-", "--")):
        panel.contour(C9, C10, chi2, levels=[level], colors=colour, linestyles=dashes,
                      linewidths=1.4)
    best = np.unravel_index(np.argmin(chi2), chi2.shape)
    panel.plot(C9[best], C10[best], "o", color=colour, ms=4)
    inside = chi2 < style.LEVELS[2][1][0]
    handle = Line2D([], [], color=colour, lw=1.4,
                    label=f"{data}, lowest at ({C9[best]:.2f}, {C10[best]:.2f})")
    return (C9[inside], C10[inside]), handle


def draw(program, planes):
    figure, panel = plt.subplots(figsize=(style.WIDE, 4.4))
    corners, handles = [], []
    for plane, colour in zip(planes, COLOURS):
        inside, handle = draw_regions(panel, program, plane, colour)
        corners.append(inside)
        handles.append(handle)
    handles += [Line2D([], [], color="0.35", lw=1.4, ls=dashes, label=style.confidence(name, 2))
                for (_, name), dashes in zip(style.LEVELS[2], ("-", "--"))]
    panel.plot(0.0, 0.0, "*", color=style.YELLOW, mec="black", mew=0.7, ms=11)
    handles.append(Line2D([], [], ls="none", marker="*", color=style.YELLOW, mec="black", mew=0.7,
                          ms=9, label="Standard Model"))
    for draw_zero in (panel.axhline, panel.axvline):
        draw_zero(0.0, color="0.6", lw=0.6, zorder=0)
    for limits, values in ((panel.set_xlim, [c[0] for c in corners]),
                           (panel.set_ylim, [c[1] for c in corners])):
        low, high = (f([0.0, *(f(v) for v in values)]) for f in (np.min, np.max))
        limits(low - 0.1 * (high - low), high + 0.1 * (high - low))
    panel.set_xlabel(r"$C_9^{\mu}$")
    panel.set_ylabel(r"$C_{10}^{\mu}$")
    panel.legend(handles=handles, loc="lower center", bbox_to_anchor=(0.5, 1.0), ncol=2)
    return figure


def main():
    args = options()
    if len(args.files) > len(COLOURS):
        raise Failure(f"at most {len(COLOURS)} files in one picture")
    style.apply()
    figure = draw(find_program(args.program), [read_plane(path) for path in args.files])
    groups = ", ".join(dict.fromkeys(group for path in args.files
                                     for group in read_scan(path).groups)).replace("_", " ")
    caption.write_lines(figure, [r"shifts of $b\to s\mu\mu$ at 4.8 GeV (basis of flavio), from "
                                 f"{style.symbol(AXES[0])} and {style.symbol(AXES[1])} at "
                                 f"{SCALE} GeV", f"likelihood: {groups}"])
    style.save(figure, args.output or os.path.splitext(args.files[0])[0] + ".png")


if __name__ == "__main__":
    run(main)

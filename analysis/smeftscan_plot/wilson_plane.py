# SPDX-License-Identifier: MIT
"""Regions of b -> s l l in the plane of C9 and C10 of muons, shifts at 4.8 GeV.

Each FILE is a grid in lq1_2223 and qe_2322 at mu_EW, as jobs/c9_c10.yaml makes it, of one data set.
Lines at 68.3 % and 95 % for two parameters, chi-square differences of 2.30 and 5.99 from the lowest
point, a dot there, and a star where the Standard Model is. The axes are what the program's own
matching and running make of the two coefficients.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from . import caption, program, style
from .bins import predict
from .command import Failure, OptionParser
from .refine import refine
from .scan_file import Scan, read_scan

AXES = ("lq1_2223", "qe_2322")
SCALE = 91.1876  # GeV, mu_EW
UNIT = 1e-9      # GeV^-2
WILSON = ("C9_bsmumu", "C10_bsmumu")
COLOURS = (style.VERMILION, style.BLUE, style.GREEN, style.PURPLE)


def options() -> argparse.Namespace:
    parser = OptionParser(description=__doc__)
    parser.add_argument("files", nargs="+", metavar="FILE", help="scan files (HDF5)")
    parser.add_argument("-o", "--output", help="picture, default: first FILE with ending .png")
    program.add_option(parser)
    return parser.parse_args()


def read_plane(path: str) -> Scan:
    scan = read_scan(path)
    if scan.kind != "grid" or sorted(str(axis.name) for axis in scan.axes) != sorted(AXES):
        raise Failure(f"{path}: not a grid in {AXES[0]} and {AXES[1]} alone")
    model = caption.job_of(scan).get("model", {}).get("smeft", {})
    if model.get("scale") not in (SCALE, f"{SCALE} GeV"):
        raise Failure(f"{path}: its coefficients are not given at {SCALE} GeV")
    if scan.dataset("chi2").isnull().all():
        raise Failure(f"{path}: no point has a result")
    return scan


def shifts(path: str, data: str) -> npt.NDArray[np.float64]:
    """The matrix d(C9, C10)/d(lq1_2223, qe_2322) in GeV^2, real parts."""
    columns = []
    for name in AXES:
        wet = predict(path, data, {"eft": "SMEFT", "basis": "Warsaw", "scale": SCALE,
                                   "values": {name: UNIT}})["wet"]["values"]
        columns.append([np.real(complex(*np.atleast_1d(wet[wilson]))) / UNIT for wilson in WILSON])
    return np.array(columns).T


def draw_regions(panel: Any, path: str, scan: Scan, colour: str) -> tuple[tuple[Any, Any], Any]:
    """Lines of one data set, its lowest point; C9 and C10 of what is inside, and a handle."""
    data = caption.job_of(scan).get("data", "current")
    x, y, chi2 = refine(scan.axis(AXES[0]), scan.axis(AXES[1]),
                        scan.dataset("chi2").transpose(*AXES))
    chi2 = chi2 - np.nanmin(chi2)
    C9, C10 = np.tensordot(shifts(path, data), np.meshgrid(x, y, indexing="ij"), axes=1)
    for (level, _), dashes in zip(style.LEVELS[2], ("-", "--")):
        panel.contour(C9, C10, chi2, levels=[level], colors=colour, linestyles=dashes,
                      linewidths=1.4)
    best = np.unravel_index(np.nanargmin(chi2), chi2.shape)
    panel.plot(C9[best], C10[best], "o", color=colour, ms=4)
    inside = chi2 < style.LEVELS[2][1][0]
    handle = Line2D([], [], color=colour, lw=1.4,
                    label=f"{data}, lowest at ({C9[best]:.2f}, {C10[best]:.2f})")
    return (C9[inside], C10[inside]), handle


@style.look()
def draw(path: str, scans: Sequence[Scan]) -> Figure:
    """By the program at `path`."""
    if len(scans) > len(COLOURS):
        raise Failure(f"at most {len(COLOURS)} files in one picture")
    figure, panel = style.subplots(figsize=(style.WIDE, 4.4))
    corners, handles = [], []
    for scan, colour in zip(scans, COLOURS):
        inside, handle = draw_regions(panel, path, scan, colour)
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
    groups = ", ".join(dict.fromkeys(group for scan in scans for group in scan.groups))
    caption.write_lines(figure, [r"shifts of $b\to s\mu\mu$ at 4.8 GeV (basis of flavio), from "
                                 f"{style.symbol(AXES[0])} and {style.symbol(AXES[1])} at "
                                 f"{SCALE} GeV", "likelihood: " + groups.replace("_", " ")])
    return figure


def main() -> None:
    args = options()
    figure = draw(program.find_program(args.program), [read_plane(path) for path in args.files])
    style.save(figure, args.output or os.path.splitext(args.files[0])[0] + ".png")

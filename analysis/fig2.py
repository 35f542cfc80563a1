#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The regions of Fig. 2 of arXiv:2108.05614 in the plane of the Z' couplings (gl_11, gl_22).

Regions at 68.3 % and 95 % for two parameters (chi-square differences of 2.30 and 5.99 from the lowest
point of each region): R(Vus); electroweak precision, lepton universality and trident together;
b -> s l l; LEP-2. Crosses mark the lowest point of each, the star that of all but LEP-2, the point
with errors the paper's best fit, its equation (26). Needs a grid of jobs/fig2.yaml or
jobs/fig2_leptonic.yaml; what a file lacks of these groups is left out.
"""

import os

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

import style
from command import Failure, OptionParser, run
from coupling_plane import AXES, best_fit, frame
from refine import refine
from scan_file import read_scan
from style import plt

# Groups of a region, its name, colour, strength of the filling, hatch: apart in grey print as well.
REGIONS = (
    (("cabibbo",), style.symbol("R(Vus)"), style.GREEN, 0.25, None),
    (("electroweak", "lepton_universality", "trident"), "EWPO + LFU + trident", style.BLUE, 0.30,
     "////"),
    (("bsll",), r"$b \to s\ell\ell$", style.PURPLE, 0.18, "\\\\\\\\"),
    (("lep_contact",), "LEP-2", style.VERMILION, 0.45, "...."),
)


def options():
    parser = OptionParser(description=__doc__)
    parser.add_argument("file", help="scan file (HDF5)")
    parser.add_argument("-o", "--output", help="picture, default: FILE with ending .png")
    for option, name in zip(("--xlim", "--ylim"), AXES):
        parser.add_argument(option, nargs=2, type=float, metavar=("LOW", "HIGH"),
                            help=f"range of {name} (default: all of it)")
    return parser.parse_args()


def chi_square(scan, groups):
    """Sum over groups on (gl_11, gl_22), NaN where a point failed; None if a group is missing."""
    names = [f"chi2_group:{group}" for group in groups]
    if any(name not in scan.names for name in names):
        return None
    order = [[axis.name for axis in scan.axes].index(name) for name in AXES]
    total = sum(scan.dataset(name).values for name in names)
    total = np.where(scan.failed(), np.nan, total)
    rest = [i for i in range(total.ndim) if i not in order]
    if any(total.shape[i] > 1 for i in rest):
        raise Failure(f"{scan.path}: more than two axes; fix the others as jobs/fig2_leptonic.yaml does")
    return total.transpose(order + rest).reshape([total.shape[i] for i in order])


def draw_region(panel, x, y, chi2, name, colour, strength, hatch):
    """Filled at 95 %, lines at 68.3 % (full) and 95 % (dashed), a cross at the lowest point."""
    i, j = np.unravel_index(np.nanargmin(chi2), chi2.shape)
    fine_x, fine_y, difference = refine(x, y, chi2 - chi2[i, j])
    masked = np.ma.masked_invalid((difference - np.nanmin(difference)).T)
    (inner, _), (outer, _) = style.LEVELS[2]
    filled = panel.contourf(fine_x, fine_y, masked, levels=[-1e9, outer], colors=[colour],
                            alpha=strength, hatches=[hatch])
    for collection in filled.collections:
        collection.set_edgecolor(colour)
        collection.set_linewidth(0.0)
    panel.contour(fine_x, fine_y, masked, levels=[inner, outer], colors=colour,
                  linestyles=["-", "--"], linewidths=[1.3, 1.0])
    panel.plot(x[i], y[j], "x", color=colour, ms=6, mew=1.6, clip_on=False, zorder=4)
    return Patch(facecolor=colour, alpha=strength + 0.2, hatch=hatch, edgecolor=colour, label=name)


def draw(scan):
    x, y = (scan.axis(name).values for name in AXES)
    figure, panel = plt.subplots(figsize=(4.6, 4.6))
    handles = []
    fit = 0.0
    for groups, *look in REGIONS:
        chi2 = chi_square(scan, groups)
        if chi2 is None:
            continue
        if not np.isfinite(chi2).any():
            raise Failure(f"{scan.path}: no point has a result")
        handles.append(draw_region(panel, x, y, chi2, *look))
        if groups != ("lep_contact",):
            fit = fit + chi2
    if not handles:
        raise Failure(f"{scan.path}: none of the likelihood groups of this figure is in it")
    if np.ndim(fit) == 2:
        i, j = np.unravel_index(np.nanargmin(fit), fit.shape)
        handles += panel.plot(x[i], y[j], "*", color=style.YELLOW, mec="black", mew=0.7, ms=11,
                              clip_on=False, zorder=5, ls="none", label="lowest without LEP-2")
    handles.append(best_fit(panel, "black"))
    handles.append(Line2D([], [], color="0.3", lw=1.3, label="68.3 %"))
    handles.append(Line2D([], [], color="0.3", lw=1.0, ls="--", label="95 %"))
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
    style.apply()
    figure, panel = draw(scan)
    if args.xlim:
        panel.set_xlim(args.xlim)
    if args.ylim:
        panel.set_ylim(args.ylim)
    style.save(figure, args.output or os.path.splitext(args.file)[0] + ".png")


if __name__ == "__main__":
    run(main)

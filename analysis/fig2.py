#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Fig. 2 of arXiv:2108.05614: regions in the plane of the Z' couplings (gl_11, gl_22).

Left R(Vus); electroweak precision, lepton universality and trident together; b -> s l l. Right
LEP-2. All at 95 % for two parameters, a chi-square difference of 5.99 from the lowest point of each
region; in both panels the fit of all groups but LEP-2 at 68.3 % and 95 %, with its lowest point and
the paper's best fit, its equation (26).

FILE is a grid of jobs/paper_fig2.yaml. Several files are profiles, one a region, as
jobs/paper_fig2_profiled.yaml makes them. What the files lack of these groups is left out.
"""

import prerequisites  # noqa: F401  (first of all)

import os

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

import caption
import style
from command import Failure, OptionParser, run
from coupling_plane import AXES, best_fit, frame
from refine import refine
from scan_file import read_scan
from style import plt

# Groups of a region, its name, colour, strength of the filling, hatch: apart in grey print as well.
LEFT = (
    (("cabibbo",), style.symbol("R(Vus)"), style.GREEN, 0.25, None),
    (("electroweak", "lepton_universality", "trident"), "EWPO + LFU + trident", style.BLUE, 0.30,
     "////"),
    (("bsll",), r"$b \to s\ell\ell$", style.BLACK, 0.12, "\\\\\\\\"),
)
RIGHT = ((("lep_contact",), "LEP-2", style.SKY, 0.45, "...."),)
LEPTONIC = tuple(group for groups, *_ in LEFT for group in groups if group != "bsll")
FIT = LEPTONIC + ("bsll",)
RIGHT_RANGE = (-0.7, 0.7)  # of gl_11: LEP-2 allows little of it


def options():
    parser = OptionParser(description=__doc__)
    parser.add_argument("files", nargs="+", metavar="FILE", help="scan files (HDF5)")
    parser.add_argument("-o", "--output", help="picture, default: first FILE with ending .png")
    return parser.parse_args()


def read_plane(path):
    scan = read_scan(path)
    if scan.kind != "grid":
        raise Failure(f"{path}: a list of points has no region; a grid has")
    if sorted(axis.name for axis in scan.axes if len(axis.values) > 1) != sorted(AXES):
        raise Failure(f"{path}: not a grid in {AXES[0]} and {AXES[1]} alone")
    if not (scan.status == 1).any():
        raise Failure(f"{path}: no point has a result")
    return scan


class Surfaces:
    """Chi-square of sums of groups on the plane, from one grid or from profiles."""

    def __init__(self, scans):
        self.scans = scans

    def find(self, groups):
        """gl_11, gl_22, chi2[gl_11, gl_22], NaN where a point failed; None if it is not there."""
        for scan in self.scans:
            # Of a profile only the sum is minimised, of a grid any sum is right.
            if set(groups) == set(scan.groups) or (
                    not scan.minimised and set(groups) <= set(scan.groups)):
                return self._of(scan, groups)
        return None

    @staticmethod
    def _of(scan, groups):
        total = sum(scan.dataset(f"chi2_group:{group}").values for group in groups)
        total = np.where(scan.failed(), np.nan, total)
        order = [[axis.name for axis in scan.axes].index(name) for name in AXES]
        rest = [i for i in range(total.ndim) if i not in order]
        chi2 = total.transpose(order + rest).reshape([total.shape[i] for i in order])
        return *(scan.axis(name).values for name in AXES), chi2

    def fit(self):
        """The surface of the fit, or of what there is of it, and what it is called."""
        whole = self.find(FIT)
        return (whole, "fit") if whole else (self.find(LEPTONIC), r"fit without $b \to s\ell\ell$")


def difference(x, y, chi2):
    """Chi-square above its minimum on a finer plane."""
    x, y, chi2 = refine(x, y, chi2)
    return x, y, np.ma.masked_invalid((chi2 - np.nanmin(chi2)).T)


def draw_region(panel, surface, name, colour, strength, hatch):
    """Filled at 95 %."""
    x, y, chi2 = difference(*surface)
    outer = style.LEVELS[2][1][0]
    filled = panel.contourf(x, y, chi2, levels=[-1e9, outer], colors=[colour], alpha=strength,
                            hatches=[hatch])
    for collection in filled.collections:
        collection.set_edgecolor(colour)
        collection.set_linewidth(0.0)
    panel.contour(x, y, chi2, levels=[outer], colors=colour, linewidths=1.0)
    return Patch(facecolor=colour, alpha=strength + 0.2, hatch=hatch, edgecolor=colour, label=name)


def draw_fit(panel, surface, name):
    """Lines at 68.3 % and 95 %, a star at the lowest point."""
    x, y, chi2 = difference(*surface)
    handles = []
    for (level, confidence), dashes in zip(style.LEVELS[2], ("-", "--")):
        panel.contour(x, y, chi2, levels=[level], colors=style.VERMILION, linestyles=dashes,
                      linewidths=1.6)
        handles.append(Line2D([], [], color=style.VERMILION, ls=dashes, lw=1.6,
                              label=f"{name}, {style.confidence(confidence, 2)}"))
    j, i = np.unravel_index(np.argmin(chi2), chi2.shape)
    return handles + panel.plot(x[i], y[j], "*", color=style.YELLOW, mec="black", mew=0.7, ms=11,
                                zorder=6, ls="none", label="its lowest point")


def about(scan):
    """Below the picture: the model, what is profiled, and what the fillings are."""
    profiled = ", ".join(map(style.symbol, scan.minimised))
    return (*caption.lines(scan), f"profiled over {profiled}" if profiled else "",
            f"filled: {style.confidence(style.LEVELS[2][1][1], 2)}, "
            rf"$\Delta\chi^2$ = {style.LEVELS[2][1][0]} above the lowest point of each region")


def draw(scans):
    surfaces = Surfaces(scans)
    fit, fit_name = surfaces.fit()
    panels = []
    for regions in (LEFT, RIGHT):
        found = [(surfaces.find(groups), look) for groups, *look in regions]
        panels.append([(surface, look) for surface, look in found if surface])
    panels = [regions for regions in panels if regions]
    if not panels:
        raise Failure(f"{scans[0].path}: none of the likelihood groups of this figure is in it")
    figure, row = plt.subplots(1, len(panels), squeeze=False,
                               figsize=(0.4 + 4.0 * len(panels), 4.8))
    for panel, regions in zip(row[0], panels):
        handles = [draw_region(panel, surface, *look) for surface, look in regions]
        if fit:
            handles += draw_fit(panel, fit, fit_name)
        handles.append(best_fit(panel, "black"))
        frame(panel, *regions[0][0][:2], handles)
    caption.write_lines(figure, about(scans[0]))
    if len(panels) == 2:
        row[0, 1].set_xlim(*RIGHT_RANGE)
        row[0, 1].set_ylabel("")
    return figure


def main():
    args = options()
    style.apply()
    figure = draw([read_plane(path) for path in args.files])
    style.save(figure, args.output or os.path.splitext(args.files[0])[0] + ".png")


if __name__ == "__main__":
    run(main)

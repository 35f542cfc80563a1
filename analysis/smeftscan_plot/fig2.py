# SPDX-License-Identifier: MIT
"""Fig. 2 of arXiv:2108.05614: regions in the plane of the Z' couplings (gl_11, gl_22).

Left R(Vus); electroweak precision, lepton universality and trident together; b -> s l l. Right
LEP-2. All at 95 % for two parameters, a chi-square difference of 5.99 from the lowest point of each
region; in both panels the fit of all groups but LEP-2 at 68.3 % and 95 %, with its lowest point and
the paper's best fit, its equation (26).

FILE is a grid of jobs/paper_fig2.yaml. Several files are profiles, one a region, as
jobs/paper_fig2_profiled.yaml makes them. What the files lack of these groups is left out.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from typing import Any, NamedTuple, Union

import numpy as np
import numpy.typing as npt
import xarray
from matplotlib.collections import Collection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from . import caption, style
from .command import Failure, OptionParser
from .coupling_plane import AXES, best_fit, frame
from .refine import refine
from .scan_file import Scan, read_scan

Array = npt.NDArray[np.float64]


class Region(NamedTuple):
    """Groups of the likelihood that are drawn as one: apart in grey print as well."""
    groups: tuple[str, ...]
    name: str
    colour: str
    strength: float  # of the filling
    hatch: Union[str, None] = None


R_VUS = Region(("cabibbo",), style.symbol("R(Vus)"), style.GREEN, 0.25)
EWPO_LFU_TRIDENT = Region(("electroweak", "lepton_universality", "trident"), "EWPO + LFU + trident",
                          style.BLUE, 0.30, "////")
BSLL = Region(("bsll",), r"$b \to s\ell\ell$", style.BLACK, 0.12, "\\\\\\\\")
LEP_2 = Region(("lep_contact",), "LEP-2", style.SKY, 0.45, "....")
LEFT, RIGHT = (R_VUS, EWPO_LFU_TRIDENT, BSLL), (LEP_2,)
LEPTONIC = R_VUS.groups + EWPO_LFU_TRIDENT.groups
FIT = LEPTONIC + BSLL.groups
RIGHT_RANGE = (-0.7, 0.7)  # of gl_11: LEP-2 allows little of it


def options() -> argparse.Namespace:
    parser = OptionParser(description=__doc__)
    parser.add_argument("files", nargs="+", metavar="FILE", help="scan files (HDF5)")
    parser.add_argument("-o", "--output", help="picture, default: first FILE with ending .png")
    return parser.parse_args()


def read_plane(path: str) -> Scan:
    scan = read_scan(path)
    if scan.kind != "grid":
        raise Failure(f"{path}: a list of points has no region; a grid has")
    if sorted(str(axis.name) for axis in scan.axes if axis.size > 1) != sorted(AXES):
        raise Failure(f"{path}: not a grid in {AXES[0]} and {AXES[1]} alone")
    if scan.failed().all():
        raise Failure(f"{path}: no point has a result")
    return scan


class Surfaces:
    """Chi-square of sums of groups on the plane, from one grid or from profiles."""

    def __init__(self, scans: Sequence[Scan]) -> None:
        self.scans = scans

    def find(self, groups: Sequence[str]) -> Union[xarray.DataArray, None]:
        """On (gl_11, gl_22), NaN where a point failed; None if it is not there."""
        for scan in self.scans:
            # Of a profile only the sum is minimised, of a grid any sum is right.
            if set(groups) == set(scan.groups) or (
                    not scan.minimised and set(groups) <= set(scan.groups)):
                chi2 = scan.data["chi2_group"].sel(group=list(groups)).sum("group", skipna=False)
                return chi2.squeeze(drop=True).transpose(*AXES)
        return None

    def of(self, groups: Sequence[str]) -> xarray.DataArray:
        """The same, where it must be there."""
        found = self.find(groups)
        if found is None:
            raise Failure(f"{self.scans[0].path}: no chi-square of {', '.join(groups)}")
        return found

    def fit(self) -> tuple[Union[xarray.DataArray, None], str]:
        """The surface of the fit, or of what there is of it, and what it is called."""
        whole = self.find(FIT)
        return (whole, "fit") if whole is not None else (
            self.find(LEPTONIC), r"fit without $b \to s\ell\ell$")


def difference(surface: xarray.DataArray) -> tuple[Array, Array, Array]:
    """gl_11, gl_22, and chi-square above its minimum on a finer plane [gl_22, gl_11]."""
    x, y, chi2 = refine(surface[AXES[0]], surface[AXES[1]], surface)
    return x, y, (chi2 - np.nanmin(chi2)).T


def draw_region(panel: Any, surface: xarray.DataArray, region: Region) -> Any:
    """Filled at 95 %."""
    x, y, chi2 = difference(surface)
    outer = style.LEVELS[2][1][0]
    filled = panel.contourf(x, y, chi2, levels=[-1e9, outer], colors=[region.colour],
                            alpha=region.strength, hatches=[region.hatch])
    # matplotlib has one collection since 3.8, one a level before
    for collection in [filled] if isinstance(filled, Collection) else filled.collections:
        collection.set_edgecolor(region.colour)
        collection.set_linewidth(0.0)
    panel.contour(x, y, chi2, levels=[outer], colors=region.colour, linewidths=1.0)
    return Patch(facecolor=region.colour, alpha=region.strength + 0.2, hatch=region.hatch,
                 edgecolor=region.colour, label=region.name)


def draw_fit(panel: Any, surface: xarray.DataArray, name: str) -> list[Any]:
    """Lines at 68.3 % and 95 %, a star at the lowest point."""
    x, y, chi2 = difference(surface)
    handles = []
    for (level, confidence), dashes in zip(style.LEVELS[2], ("-", "--")):
        panel.contour(x, y, chi2, levels=[level], colors=style.VERMILION, linestyles=dashes,
                      linewidths=1.6)
        handles.append(Line2D([], [], color=style.VERMILION, ls=dashes, lw=1.6,
                              label=f"{name}, {style.confidence(confidence, 2)}"))
    j, i = np.unravel_index(np.nanargmin(chi2), chi2.shape)
    return [*handles, *panel.plot(x[i], y[j], "*", color=style.YELLOW, mec="black", mew=0.7, ms=11,
                                  zorder=6, ls="none", label="its lowest point")]


def about(scan: Scan) -> list[str]:
    """Below the picture: the model, what is profiled, and what the fillings are."""
    profiled = ", ".join(map(style.symbol, scan.minimised))
    return [*caption.lines(scan), f"profiled over {profiled}" if profiled else "",
            f"filled: {style.confidence(style.LEVELS[2][1][1], 2)}, "
            rf"$\Delta\chi^2$ = {style.LEVELS[2][1][0]} above the lowest point of each region"]


@style.look()
def draw(scans: Sequence[Scan]) -> Figure:
    surfaces = Surfaces(scans)
    fit, fit_name = surfaces.fit()
    found = [[(surface, region) for region in side
              if (surface := surfaces.find(region.groups)) is not None] for side in (LEFT, RIGHT)]
    panels = [regions for regions in found if regions]
    if not panels:
        raise Failure(f"{scans[0].path}: none of the likelihood groups of this figure is in it")
    figure, row = style.subplots(1, len(panels), squeeze=False,
                                 figsize=(0.4 + 4.0 * len(panels), 4.8))
    for panel, regions in zip(row[0], panels):
        handles = [draw_region(panel, surface, region) for surface, region in regions]
        if fit is not None:
            handles += draw_fit(panel, fit, fit_name)
        handles.append(best_fit(panel, "black"))
        plane = regions[0][0]
        frame(panel, plane[AXES[0]].values, plane[AXES[1]].values, handles)
    caption.write_lines(figure, about(scans[0]))
    if len(panels) == 2:
        row[0, 1].set_xlim(*RIGHT_RANGE)
        row[0, 1].set_ylabel("")
    return figure


def main() -> None:
    args = options()
    figure = draw([read_plane(path) for path in args.files])
    style.save(figure, args.output or os.path.splitext(args.files[0])[0] + ".png")

# SPDX-License-Identifier: MIT
"""Draw a curve or a surface of a scan file.

For chi-square (in all or of one likelihood group) the picture shows the difference to its minimum
with the regions at 68.3 % and 95 % C.L., for everything else the values with the regions of the
total chi-square on top, and the lines where a prediction has its value of the Standard Model and the
measured one. Points without a result are grey. On a grid with more axes the others are minimised
over.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from typing import Any, Union

import numpy as np
import xarray
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from . import caption, regions, style, ticks
from .command import USAGE, Failure, OptionParser
from .scan_file import Scan, look_of, read_scan

DELTA_MAX = 20.0  # the colours end here: what lies above is excluded anyway


def options() -> argparse.Namespace:
    parser = OptionParser(description=__doc__)
    parser.add_argument("file", help="scan file (HDF5)")
    parser.add_argument("-o", "--output", help="picture, default: FILE with ending .png")
    parser.add_argument("--dataset", default="chi2", metavar="NAME",
                        help="chi2 (default), chi2_group:<group>, or the name of a kept prediction "
                             "or coefficient")
    parser.add_argument("--axes", nargs="+", metavar="NAME",
                        help="the one or two parameters to draw, x axis first")
    parser.add_argument("--max", type=float, default=DELTA_MAX,
                        help="where the colours of a chi-square difference end (%(default)g)")
    parser.add_argument("--dof", type=int, choices=(1, 2), metavar="N",
                        help="number of parameters (1 or 2) of the chi-square differences that "
                             "bound regions (default: as many as are drawn); 1 suits a likelihood "
                             "of a single measurement")
    return parser.parse_args()


def chosen_axes(scan: Scan, names: Union[Sequence[str], None]) -> list[xarray.DataArray]:
    """The one or two axes of the picture: named ones, or those with more than one value."""
    axes = [scan.axis(name) for name in names] if names else [
        axis for axis in scan.axes if axis.size > 1]
    if not 1 <= len(axes) <= 2 or len({axis.name for axis in axes}) != len(axes):
        raise Failure(f"{scan.path}: {len(axes)} axes to draw; choose one or two with --axes "
                      f"({', '.join(str(axis.name) for axis in scan.axes)})", USAGE)
    for axis in axes:
        if axis.size < 2:
            raise Failure(f"{scan.path}: axis {axis.name} has a single value", USAGE)
    return axes


def project(scan: Scan, axes: Sequence[xarray.DataArray], dataset: xarray.DataArray
            ) -> tuple[xarray.DataArray, xarray.DataArray]:
    """Values of `dataset` on `axes`, and the total chi-square there.

    The other axes are put at the minimum: of the dataset itself for a chi-square, of the total
    chi-square for everything else.
    """
    names = [axis.name for axis in axes]
    chi2 = scan.dataset("chi2")
    key = dataset if is_chi_square(dataset) else chi2
    rest = [name for name in key.dims if name not in names]
    # without the other axes, all NaN is no error but NaN
    place: Any = key.fillna(np.inf).argmin(rest) if rest else {}
    return (dataset.isel(place).transpose(*names), chi2.isel(place).transpose(*names))


def is_chi_square(dataset: xarray.DataArray) -> bool:
    return dataset.name == "chi2" or str(dataset.name).startswith("chi2_group:")


def chi_square_symbol(dataset: xarray.DataArray) -> str:
    group = str(dataset.name).partition(":")[2].replace("_", " ")
    return r"$\chi^2$" + (f" ({group})" if group else "")


def quantity(values: xarray.DataArray) -> tuple[xarray.DataArray, str, str]:
    """Values in the unit in which people quote them; the symbol and that unit."""
    look = look_of(values)
    unit = style.unit(look.quoted_units or values.attrs.get("units", "1"))
    return values * look.quoted_factor, style.symbol(str(values.name), look.latex), unit


def marked_values(values: xarray.DataArray) -> list[tuple[float, str, str]]:
    """(value, name, dashes) of lines: the Standard Model, and what was measured."""
    factor = look_of(values).quoted_factor
    return [(float(values.attrs[key]) * factor, name, dashes) for key, name, dashes in
            (("standard_model", "Standard Model", ":"), ("measured", "measured", "-."))
            if key in values.attrs]


def draw_curve(axis: xarray.DataArray, values: xarray.DataArray, chi2: xarray.DataArray,
               parameters: int) -> Figure:
    figure, panel = style.subplots(figsize=(style.WIDE, 3.6))
    key = values if is_chi_square(values) else chi2
    if is_chi_square(values):
        panel.set_ylabel(r"$\Delta$" + chi_square_symbol(values))
        values = values - values.min()
        for (level, name), dashes in zip(style.LEVELS[parameters], ("--", ":")):
            panel.axhline(level, color="0.35", lw=0.9, ls=dashes)
            panel.annotate(style.confidence(name, parameters), (1, level), (-4, 2), ha="right",
                           va="bottom", xycoords=panel.get_yaxis_transform(),
                           textcoords="offset points", fontsize=8)
        panel.set_ylim(0, 2.2 * style.LEVELS[parameters][-1][0])
    else:
        for value, name, dashes in marked_values(values):
            panel.axhline(value, color="0.35", lw=0.9, ls=dashes, label=name)
        values, symbol, unit = quantity(values)
        panel.plot(axis.values, values.values, color=style.BLUE)
        ticks.set_axis(panel.yaxis, symbol, unit, panel.get_ylim())
    panel.plot(axis.values, values.values, color=style.BLUE)
    if values.isnull().any():
        missing = axis.values[values.isnull().values]
        panel.plot(missing, np.zeros_like(missing), "|", color="0.4", ms=8, clip_on=False,
                   transform=panel.get_xaxis_transform(), label="no result")
    best = int(np.nanargmin(key))
    name, filled = lowest(key)
    panel.plot(axis.values[best], values.values[best], "*", color=style.VERMILION, ms=12, mew=0.5,
               mec="white" if filled else style.VERMILION, mfc=None if filled else "white",
               clip_on=False, zorder=5, label=name)
    set_parameter_axis(panel.xaxis, axis)
    panel.set_xlim(axis.values.min(), axis.values.max())
    panel.legend(loc="best")
    return figure


def lowest(chi2: xarray.DataArray) -> tuple[str, bool]:
    """What the lowest point of a grid is called, and whether it is a minimum inside."""
    remark = regions.minimum_remark(chi2.values)
    return "lowest grid point" + (f"\n({remark})" if remark else ""), not remark


def set_parameter_axis(axis: Any, parameter: xarray.DataArray) -> None:
    ticks.set_axis(axis, style.symbol(str(parameter.name)),
                   style.unit(parameter.attrs.get("units", "1")),
                   (float(parameter.min()), float(parameter.max())))


def draw_surface(x: xarray.DataArray, y: xarray.DataArray, values: xarray.DataArray,
                 chi2: xarray.DataArray, parameters: int, ceiling: float,
                 best_fit: Union[xarray.Dataset, None]) -> Figure:
    figure, panel = style.subplots(figsize=(style.WIDE, 4.2))
    difference = values if is_chi_square(values) else chi2
    difference = difference - difference.min()
    highest = float(difference.max())
    handles: list[Any] = []
    mesh_options: dict[str, Any] = {"shading": "nearest", "rasterized": True}
    if is_chi_square(values):
        top = max(min(ceiling, highest), 1e-12)
        mesh = panel.pcolormesh(x.values, y.values, difference.values.T, cmap=style.EXCLUSION,
                                vmin=0.0, vmax=top, **mesh_options)
        bar = figure.colorbar(mesh, pad=0.02, extend="max" if highest > top else "neither")
        ticks.set_bar(bar, r"$\Delta$" + chi_square_symbol(values), "", (0.0, top))
    else:
        shown, symbol, unit = quantity(values)
        mesh = panel.pcolormesh(x.values, y.values, shown.values.T, cmap=style.SEQUENTIAL,
                                **mesh_options)
        bar = figure.colorbar(mesh, pad=0.02)
        ticks.set_bar(bar, symbol, unit, (float(shown.min()), float(shown.max())))
        handles = draw_marked_values(panel, bar, x, y, shown, marked_values(values))

    handles += regions.draw(panel, x.values, y.values, difference.values, parameters)
    handles.append(mark_lowest(panel, (x, y), difference,
                               best_fit if values.name == "chi2" else None))
    if values.isnull().any():
        panel.patch.set(**style.NO_RESULT)
        handles.append(Patch(**style.NO_RESULT, lw=0.5, label="no result"))
    set_parameter_axis(panel.xaxis, x)
    set_parameter_axis(panel.yaxis, y)
    panel.set_xlim(x.values.min(), x.values.max())
    panel.set_ylim(y.values.min(), y.values.max())
    panel.legend(handles=handles, loc="lower left", bbox_to_anchor=(0.0, 1.0), ncol=2,
                 columnspacing=1.3, handletextpad=0.5, fontsize=8)
    return figure


def draw_marked_values(panel: Any, bar: Any, x: xarray.DataArray, y: xarray.DataArray,
                       values: xarray.DataArray, marks: list[tuple[float, str, str]]) -> list[Any]:
    """Lines where a prediction has the value of the Standard Model, or the measured one."""
    handles = []
    for value, name, dashes in marks:
        if not values.min() <= value <= values.max():
            continue
        panel.contour(x.values, y.values, values.values.T, levels=[value], colors="white",
                      linestyles=dashes, linewidths=1.3)
        bar.ax.axhline(value, color="white", ls=dashes, lw=1.3)
        handles.append(Line2D([], [], color="0.6", ls=dashes, lw=1.3, label=name))
    return handles


def mark_lowest(panel: Any, axes: Sequence[xarray.DataArray], difference: xarray.DataArray,
                best_fit: Union[xarray.Dataset, None]) -> Any:
    """A star at the best fit, else at the lowest point: open where that is no minimum inside."""
    if best_fit is not None and {axis.name for axis in axes} <= set(best_fit["parameter"].values):
        place = [float(best_fit["parameters"].sel(parameter=axis.name)) for axis in axes]
        at_edge = any(not axis.min() < at < axis.max() for at, axis in zip(place, axes))
        name, filled = "best fit" + ("\n(at the edge, or outside)" if at_edge else ""), not at_edge
    else:
        at: Any = difference.argmin(difference.dims)
        place = [float(axis[at[axis.name]]) for axis in axes]
        name, filled = lowest(difference)
    [star] = panel.plot(*place, "*", ls="none", mec="black", mew=0.8, ms=12, clip_on=False,
                        zorder=5, mfc=style.YELLOW if filled else "white", label=name)
    return star


def remarks(scan: Scan, axes: Sequence[xarray.DataArray], chi2: xarray.DataArray) -> Iterator[str]:
    """Below the picture: the minimum, and what became of the other parameters."""
    drawn = [axis.name for axis in axes]
    others = [str(axis.name) for axis in scan.axes
              if axis.name not in drawn and axis.size > 1] + scan.minimised
    yield (rf"lowest {chi_square_symbol(chi2)} = {float(chi2.min()):.2f}"
           + (", profiled over " + ", ".join(map(style.symbol, others)) if others else ""))


@style.look()
def draw(scan: Scan, dataset: str = "chi2", names: Union[Sequence[str], None] = None,
         dof: Union[int, None] = None, ceiling: float = DELTA_MAX) -> Figure:
    """`dataset` on the axes `names`; `dof` and `ceiling` are --dof and --max of the command."""
    if scan.kind != "grid":
        raise Failure(f"{scan.path}: a list of points has no surface; a grid has")
    axes = chosen_axes(scan, names)
    values, chi2 = project(scan, axes, scan.dataset(dataset))
    if not np.isfinite(values).any() or not np.isfinite(chi2).any():
        raise Failure(f"{scan.path}: no point of {values.name} has a result")
    parameters = dof or len(axes)
    figure = (draw_curve(axes[0], values, chi2, parameters) if len(axes) == 1 else
              draw_surface(axes[0], axes[1], values, chi2, parameters, ceiling, scan.best_fit))
    caption.write(figure, scan, *remarks(scan, axes, values if is_chi_square(values) else chi2))
    return figure


def main() -> None:
    args = options()
    figure = draw(read_scan(args.file), args.dataset, args.axes, args.dof, args.max)
    style.save(figure, args.output or os.path.splitext(args.file)[0] + ".png")

#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Draw a curve or a surface of a scan file.

For chi-square (in all or of one likelihood group) the picture shows the difference to its minimum
with the regions at 68.3 % and 95 % C.L., for everything else the values with the regions of the
total chi-square on top, and the lines where a prediction has its value of the Standard Model and the
measured one. Points without a result are grey. On a grid with more axes the others are minimised
over.
"""

import prerequisites  # noqa: F401  (first of all)

import os

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

import caption
import regions
import style
import ticks
from command import USAGE, Failure, OptionParser, run
from scan_file import read_scan
from style import plt

DELTA_MAX = 20.0  # the colours end here: what lies above is excluded anyway


def options():
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


def chosen_axes(scan, names):
    """The one or two axes of the picture: named ones, or those with more than one value."""
    axes = [scan.axis(name) for name in names] if names else [
        axis for axis in scan.axes if len(axis.values) > 1]
    if not 1 <= len(axes) <= 2 or len({axis.name for axis in axes}) != len(axes):
        raise Failure(f"{scan.path}: {len(axes)} axes to draw; choose one or two with --axes "
                      f"({', '.join(axis.name for axis in scan.axes)})", USAGE)
    for axis in axes:
        if len(axis.values) < 2:
            raise Failure(f"{scan.path}: axis {axis.name} has a single value", USAGE)
    return axes


def project(scan, axes, dataset):
    """Values of `dataset` on `axes`, and the total chi-square there.

    The other axes are put at the minimum: of the dataset itself for a chi-square, of the total
    chi-square for everything else.
    """
    order = [scan.axes.index(axis) for axis in axes]
    rest = [i for i in range(len(scan.axes)) if i not in order]

    def flat(values):
        values = np.where(scan.failed(), np.nan, values).transpose(order + rest)
        return values.reshape([len(axis.values) for axis in axes] + [-1])

    chi2 = flat(scan.dataset("chi2").values)
    values = flat(dataset.values)
    key = values if is_chi_square(dataset) else chi2
    place = np.argmin(np.where(np.isnan(key), np.inf, key), axis=-1)[..., None]

    def pick(array):
        return np.take_along_axis(array, place, axis=-1)[..., 0]

    return pick(values), pick(chi2)


def is_chi_square(dataset):
    return dataset.name == "chi2" or dataset.name.startswith("chi2_group:")


def chi_square_symbol(dataset):
    group = dataset.name.partition(":")[2].replace("_", " ")
    return r"$\chi^2$" + (f" ({group})" if group else "")


def quantity(dataset, values):
    """Values in the unit in which people quote them; the symbol and that unit."""
    look = dataset.look
    unit = style.unit(look.quoted_units or dataset.units)
    return values * look.quoted_factor, style.symbol(dataset.name, look.latex), unit


def marked_values(dataset):
    """(value, name, dashes) of lines: the Standard Model, and what was measured."""
    factor = dataset.look.quoted_factor
    found = []
    if "standard_model" in dataset.marks:
        found.append((dataset.marks["standard_model"] * factor, "Standard Model", ":"))
    if "measured" in dataset.marks:
        found.append((dataset.marks["measured"] * factor, "measured", "-."))
    return found


def draw_curve(axis, values, chi2, dataset, parameters):
    figure, panel = plt.subplots(figsize=(style.WIDE, 3.6))
    if is_chi_square(dataset):
        values = values - np.nanmin(values)
        panel.set_ylabel(r"$\Delta$" + chi_square_symbol(dataset))
        for (level, name), dashes in zip(style.LEVELS[parameters], ("--", ":")):
            panel.axhline(level, color="0.35", lw=0.9, ls=dashes)
            panel.annotate(style.confidence(name, parameters), (1, level), (-4, 2), ha="right",
                           va="bottom", xycoords=panel.get_yaxis_transform(),
                           textcoords="offset points", fontsize=8)
        panel.set_ylim(0, 2.2 * style.LEVELS[parameters][-1][0])
    else:
        values, symbol, unit = quantity(dataset, values)
        for value, name, dashes in marked_values(dataset):
            panel.axhline(value, color="0.35", lw=0.9, ls=dashes, label=name)
        panel.plot(axis.values, values, color=style.BLUE)
        ticks.set_axis(panel.yaxis, symbol, unit, *panel.get_ylim())
    panel.plot(axis.values, values, color=style.BLUE)
    if np.isnan(values).any():
        missing = axis.values[np.isnan(values)]
        panel.plot(missing, np.zeros_like(missing), "|", color="0.4", ms=8, clip_on=False,
                   transform=panel.get_xaxis_transform(), label="no result")
    key = values if is_chi_square(dataset) else chi2
    best = np.nanargmin(key)
    name, filled = lowest(key)
    panel.plot(axis.values[best], values[best], "*", color=style.VERMILION, ms=12, mew=0.5,
               mec="white" if filled else style.VERMILION, mfc=None if filled else "white",
               clip_on=False, zorder=5, label=name)
    set_parameter_axis(panel.xaxis, axis)
    panel.set_xlim(axis.values.min(), axis.values.max())
    panel.legend(loc="best")
    return figure


def lowest(difference):
    """What the lowest point of a grid is called, and whether it is a minimum inside."""
    remark = regions.minimum_remark(difference)
    return "lowest grid point" + (f"\n({remark})" if remark else ""), not remark


def set_parameter_axis(axis, parameter):
    low, high = parameter.values.min(), parameter.values.max()
    ticks.set_axis(axis, style.symbol(parameter.name), style.unit(parameter.units), low, high)


def draw_surface(axes, values, chi2, dataset, ceiling, best_fit, parameters):
    x, y = axes
    figure, panel = plt.subplots(figsize=(style.WIDE, 4.2))
    difference = values if is_chi_square(dataset) else chi2
    difference = difference - np.nanmin(difference)
    handles = []
    if is_chi_square(dataset):
        top = max(min(ceiling, np.nanmax(difference)), 1e-12)
        mesh = panel.pcolormesh(x.values, y.values, difference.T, shading="nearest",
                                rasterized=True, cmap=style.EXCLUSION, vmin=0.0, vmax=top)
        above = np.nanmax(difference) > top
        bar = figure.colorbar(mesh, pad=0.02, extend="max" if above else "neither")
        ticks.set_bar(bar, r"$\Delta$" + chi_square_symbol(dataset), "", 0.0, top)
    else:
        values, symbol, unit = quantity(dataset, values)
        mesh = panel.pcolormesh(x.values, y.values, values.T, shading="nearest", rasterized=True,
                                cmap=style.SEQUENTIAL)
        bar = figure.colorbar(mesh, pad=0.02)
        ticks.set_bar(bar, symbol, unit, np.nanmin(values), np.nanmax(values))
        handles = draw_marked_values(panel, bar, x.values, y.values, values, dataset)

    handles += regions.draw(panel, x.values, y.values, difference, parameters)
    handles.append(mark_lowest(panel, axes, difference, best_fit if dataset.name == "chi2" else {}))
    if np.isnan(values).any():
        panel.patch.set(**style.NO_RESULT)
        handles.append(Patch(**style.NO_RESULT, lw=0.5, label="no result"))
    set_parameter_axis(panel.xaxis, x)
    set_parameter_axis(panel.yaxis, y)
    panel.set_xlim(x.values.min(), x.values.max())
    panel.set_ylim(y.values.min(), y.values.max())
    panel.legend(handles=handles, loc="lower left", bbox_to_anchor=(0.0, 1.0), ncol=2,
                 columnspacing=1.3, handletextpad=0.5, fontsize=8)
    return figure


def draw_marked_values(panel, bar, x, y, values, dataset):
    """Lines where a prediction has the value of the Standard Model, or the measured one."""
    handles = []
    for value, name, dashes in marked_values(dataset):
        if not np.nanmin(values) <= value <= np.nanmax(values):
            continue
        panel.contour(x, y, np.ma.masked_invalid(values.T), levels=[value], colors="white",
                      linestyles=dashes, linewidths=1.3)
        bar.ax.axhline(value, color="white", ls=dashes, lw=1.3)
        handles.append(Line2D([], [], color="0.6", ls=dashes, lw=1.3, label=name))
    return handles


def mark_lowest(panel, axes, difference, best_fit):
    """A star at the best fit, else at the lowest point: open where that is no minimum inside."""
    if best_fit and all(axis.name in best_fit["parameters"] for axis in axes):
        place = [best_fit["parameters"][axis.name] for axis in axes]
        at_edge = any(not axis.values.min() < at < axis.values.max()
                      for at, axis in zip(place, axes))
        name, filled = "best fit" + ("\n(at the edge, or outside)" if at_edge else ""), not at_edge
    else:
        at = np.unravel_index(np.nanargmin(difference), difference.shape)
        place = [axis.values[i] for axis, i in zip(axes, at)]
        name, filled = lowest(difference)
    [star] = panel.plot(*place, "*", ls="none", mec="black", mew=0.8, ms=12, clip_on=False,
                        zorder=5, mfc=style.YELLOW if filled else "white", label=name)
    return star


def remarks(scan, axes, dataset, chi2):
    """Below the picture: the minimum, and what became of the other parameters."""
    drawn = [axis.name for axis in axes]
    others = [axis.name for axis in scan.axes
              if axis.name not in drawn and len(axis.values) > 1] + scan.minimised
    yield (rf"lowest {chi_square_symbol(dataset if is_chi_square(dataset) else scan.dataset('chi2'))}"
           f" = {np.nanmin(chi2):.2f}"
           + (", profiled over " + ", ".join(map(style.symbol, others)) if others else ""))


def main():
    args = options()
    scan = read_scan(args.file)
    if scan.kind != "grid":
        raise Failure(f"{args.file}: a list of points has no surface; a grid has")
    dataset = scan.dataset(args.dataset)
    axes = chosen_axes(scan, args.axes)
    values, chi2 = project(scan, axes, dataset)
    if not np.isfinite(values).any() or not np.isfinite(chi2).any():
        raise Failure(f"{args.file}: no point of {dataset.name} has a result")
    style.apply()
    parameters = args.dof or len(axes)
    figure = (draw_curve(axes[0], values, chi2, dataset, parameters) if len(axes) == 1 else
              draw_surface(axes, values, chi2, dataset, args.max, scan.best_fit, parameters))
    caption.write(figure, scan, *remarks(scan, axes, dataset,
                                         values if is_chi_square(dataset) else chi2))
    style.save(figure, args.output or os.path.splitext(args.file)[0] + ".png")


if __name__ == "__main__":
    run(main)

#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Draw a curve or a surface of a scan file.

For chi-square (in all or of one likelihood group) the picture shows the difference to its minimum
with the 68.3 % and 95 % regions, for everything else the values with the regions of the total
chi-square on top. Points without a result are grey. On a grid with more axes the others are
minimised over.
"""

import os

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

import style
from command import USAGE, Failure, OptionParser, run
from refine import refine
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


def difference_label(dataset):
    group = dataset.name.partition(":")[2].replace("_", " ")
    return r"$\Delta\chi^2$" + (f" ({group})" if group else "")


def draw_curve(axis, values, chi2, dataset):
    figure, panel = plt.subplots(figsize=(style.WIDE, 3.4))
    if is_chi_square(dataset):
        values = values - np.nanmin(values)
        panel.set_ylabel(difference_label(dataset))
        for (level, confidence), dashes in zip(style.LEVELS[1], ("--", ":")):
            panel.axhline(level, color="0.35", lw=0.9, ls=dashes)
            panel.annotate(confidence, (1, level), (-4, 2), xycoords=panel.get_yaxis_transform(),
                           textcoords="offset points", ha="right", va="bottom", fontsize=8.5)
        panel.set_ylim(0, 2.2 * style.LEVELS[1][-1][0])
    else:
        panel.set_ylabel(style.label(dataset.name, dataset.units))
    panel.plot(axis.values, values, color=style.BLUE)
    if np.isnan(values).any():
        missing = axis.values[np.isnan(values)]
        panel.plot(missing, np.zeros_like(missing), "|", color="0.4", ms=8, clip_on=False,
                   transform=panel.get_xaxis_transform(), label="no result")
    best = np.nanargmin(chi2 if not is_chi_square(dataset) else values)
    panel.plot(axis.values[best], values[best], "*", color=style.VERMILION, mec="white", mew=0.5,
               ms=12, clip_on=False, zorder=5, label="lowest point")
    panel.set_xlim(axis.values.min(), axis.values.max())
    panel.set_xlabel(style.label(axis.name, axis.units))
    panel.legend(loc="best")
    return figure


def draw_surface(axes, values, chi2, dataset, ceiling, best_fit):
    x, y = axes
    figure, panel = plt.subplots(figsize=(style.WIDE, 3.9))
    regions = values if is_chi_square(dataset) else chi2
    regions = regions - np.nanmin(regions)
    if is_chi_square(dataset):
        top = max(min(ceiling, np.nanmax(regions)), 1e-12)
        mesh = panel.pcolormesh(x.values, y.values, regions.T, shading="nearest", rasterized=True,
                                cmap=style.EXCLUSION, vmin=0.0, vmax=top)
        above = np.nanmax(regions) > top
        bar = figure.colorbar(mesh, pad=0.02, extend="max" if above else "neither")
        bar.set_label(difference_label(dataset))
    else:
        mesh = panel.pcolormesh(x.values, y.values, values.T, shading="nearest", rasterized=True,
                                cmap=style.SEQUENTIAL)
        bar = figure.colorbar(mesh, pad=0.02)
        bar.set_label(style.label(dataset.name, dataset.units))
        bar.formatter.set_powerlimits((-3, 4))
    bar.locator = MaxNLocator(6)
    bar.update_ticks()

    handles = draw_regions(panel, x.values, y.values, regions)
    if best_fit and dataset.name == "chi2":
        place, name = [best_fit["parameters"][axis.name] for axis in axes], "best fit"
    else:
        i, j = np.unravel_index(np.nanargmin(regions), regions.shape)
        place, name = (x.values[i], y.values[j]), "lowest point"
    handles += panel.plot(*place, "*", color=style.YELLOW, mec="black", mew=0.7, ms=12,
                          clip_on=False, zorder=5, label=name)
    if np.isnan(values).any():
        panel.patch.set(**style.NO_RESULT)
        handles.append(Patch(**style.NO_RESULT, lw=0.5, label="no result"))
    panel.set_xlim(x.values.min(), x.values.max())
    panel.set_ylim(y.values.min(), y.values.max())
    panel.set_xlabel(style.label(x.name, x.units))
    panel.set_ylabel(style.label(y.name, y.units))
    panel.legend(handles=handles, loc="lower center", bbox_to_anchor=(0.5, 1.0),
                 ncol=len(handles), columnspacing=1.3, handletextpad=0.5)
    return figure


def draw_regions(panel, x, y, difference):
    """Contours of the two-parameter regions; their legend entries."""
    handles = []
    x, y, difference = refine(x, y, difference)
    for (level, confidence), dashes in zip(style.LEVELS[2], ("-", "--")):
        if np.nanmax(difference) > level:
            panel.contour(x, y, np.ma.masked_invalid(difference.T), levels=[level],
                          colors=style.VERMILION, linestyles=dashes, linewidths=1.4)
            handles.append(Line2D([], [], color=style.VERMILION, ls=dashes, lw=1.4,
                                  label=confidence))
    return handles


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
    figure = (draw_curve(axes[0], values, chi2, dataset) if len(axes) == 1
              else draw_surface(axes, values, chi2, dataset, args.max, scan.best_fit))
    style.save(figure, args.output or os.path.splitext(args.file)[0] + ".png")


if __name__ == "__main__":
    run(main)

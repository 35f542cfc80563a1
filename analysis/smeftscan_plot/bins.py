# SPDX-License-Identifier: MIT
"""Binned observables of b -> s l l: data, the band of the Standard Model, and a chosen point.

Boxes are the Standard Model with its theory error, points are measurements with their own errors,
lines are the coefficients of POINT, a WCxf file (SMEFT, or WET at 4.8 GeV). All numbers come from
`smeftscan predict`; the grey bands are the charmonium resonances, where nothing is compared.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Mapping, Sequence
from typing import Any, Union

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

from . import caption, program, style
from .command import USAGE, Failure, OptionParser

DEFAULT = ("<P5p>(B0->K*mumu)", "<dBR/dq2>(B0->K*mumu)", "<dBR/dq2>(Bs->phimumu)",
           "<dBR/dq2>(B+->Kmumu)", "<Rmue>(B+->Kll)", "<Rmue>(B0->K*ll)")
RESONANCES = ((8.0, 11.0), (12.5, 15.0))  # GeV^2: J/psi and psi(2S) as experiments cut them
RATE = 1e8  # branching ratios are drawn in 1e-8 GeV^-2
MARKERS = {"LHCb": ("o", style.BLACK), "CMS": ("s", style.BLUE), "ATLAS": ("^", style.GREEN),
           "Belle": ("v", style.PURPLE), "CDF": ("D", style.ORANGE)}
OTHER = ("x", style.YELLOW)
STANDARD_MODEL: dict[str, Any] = {"eft": "WET", "basis": "flavio", "scale": 4.8, "values": {}}
Row = Mapping[str, Any]  # of an answer of the program
Bin = tuple[float, float]  # of q^2, GeV^2
Bins = dict[Bin, tuple[float, float]]
ROW = 3  # panels side by side
LEGEND = 0.4  # inches above them


def options() -> argparse.Namespace:
    parser = OptionParser(description=__doc__)
    parser.add_argument("point", nargs="?", metavar="POINT", help="coefficients, WCxf")
    parser.add_argument("-o", "--output", default="bins.png", help="picture (%(default)s)")
    parser.add_argument("--observable", action="append", metavar="NAME", dest="observables",
                        help="a panel, as '<P5p>(B0->K*mumu)'; may be repeated (default: P5', four "
                             "rates and ratios of muons to electrons)")
    parser.add_argument("--data", default="current", metavar="SET",
                        help="data set (default %(default)s)")
    parser.add_argument("--label", default="point", help="name of POINT in the legend")
    program.add_option(parser)
    return parser.parse_args()


def predict(path: str, data: str, coefficients: Union[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The answer of `smeftscan predict` to coefficients: a WCxf file, or its content."""
    return program.ask_of(path, "predictions", "predict", coefficients, "--data", data,
                          "--likelihood", "bsll")


def bin_of(row: Row) -> Bin:
    return row["arguments"]["q2min"], row["arguments"]["q2max"]


def by_bin(predictions: Sequence[Row], name: str) -> Bins:
    """Bin -> value and theory error of one observable."""
    return {bin_of(row): (row["value"], row["theory_error"]) for row in predictions
            if row["name"] == name and "q2min" in row["arguments"]}


def own_error(row: Row, theory_error: float) -> float:
    """The error of a measurement alone; the program adds that of the prediction in quadrature."""
    return math.sqrt(max(row["error"] ** 2 - theory_error ** 2, 0.0))


def draw_panel(panel: Any, name: str, sm: Bins, point: Bins, measurements: Sequence[Row]
               ) -> list[str]:
    """The bins of one observable; the experiments that are in it."""
    scale = RATE if "dBR/dq2" in name else 1.0
    for (low, high), (value, error) in sm.items():
        panel.add_patch(Rectangle((low, scale * (value - error)), high - low, 2 * scale * error,
                                  facecolor=style.SKY, alpha=0.35, lw=0))
        panel.plot((low, high), (scale * value,) * 2, color=style.BLUE, lw=1.0, zorder=1)
    for (low, high), (value, _) in point.items():
        panel.plot((low, high), (scale * value,) * 2, color=style.VERMILION, lw=1.6, zorder=3)
    experiments: list[str] = []
    for row in measurements:
        if row["name"] != name or bin_of(row) not in sm:
            continue
        experiment = row["measurement"].split()[0]
        marker, colour = MARKERS.get(experiment, OTHER)
        low, high = bin_of(row)
        panel.errorbar((low + high) / 2, scale * row["measured"], xerr=(high - low) / 2,
                       yerr=scale * own_error(row, sm[low, high][1]), fmt=marker, ms=3.2, lw=0.9,
                       color=colour, zorder=4)
        if experiment not in experiments:
            experiments.append(experiment)
    panel.set_xlim(0.0, max(20.0, max(high for _, high in sm)))
    for low, high in RESONANCES:
        panel.axvspan(low, high, color="0.92", lw=0, zorder=0)
    panel.set_xlabel(r"$q^2$ [GeV$^2$]")
    return experiments


def legend(experiments: Sequence[str], has_point: bool, label: str) -> list[Any]:
    handles = [Line2D([], [], color=style.BLUE, lw=1.0, label="Standard Model"),
               Patch(facecolor=style.SKY, alpha=0.45, label="its theory error")]
    if has_point:
        handles.append(Line2D([], [], color=style.VERMILION, label=label))
    for experiment in experiments:
        marker, colour = MARKERS.get(experiment, OTHER)
        handles.append(Line2D([], [], color=colour, marker=marker, ms=4, lw=0.9, label=experiment))
    return handles


def titles(path: str) -> dict[str, str]:
    """Name -> LaTeX of every observable."""
    return {row["name"]: row["latex"]
            for row in program.ask(path, "observables", "list", "observables")["observables"]}


def title(name: str, latex: str) -> str:
    """LaTeX of the program, and the unit in which rates are drawn."""
    return latex + (r" [$10^{-8}$ GeV$^{-2}$]" if "dBR/dq2" in name else "")


@style.look()
def draw(path: str, point_file: Union[str, None] = None, names: Sequence[str] = DEFAULT,
         data: str = "current", label: str = "point") -> Figure:
    """By the program at `path`."""
    answer = predict(path, data, STANDARD_MODEL)
    sm, measurements = answer["predictions"], answer["measurements"]
    point = predict(path, data, point_file)["predictions"] if point_file else []
    known = titles(path)
    for name in names:
        if not by_bin(sm, name):
            raise Failure(f"--observable: no bin of '{name}' is measured in data set {data}", USAGE)
    columns = min(ROW, len(names))
    rows = -(-len(names) // columns)
    figure, grid = style.subplots(rows, columns, squeeze=False,
                                  figsize=(3.1 * columns, 2.6 * rows + LEGEND))
    experiments: list[str] = []
    for panel, name in zip(grid.flat, names):
        for found in draw_panel(panel, name, by_bin(sm, name), by_bin(point, name), measurements):
            if found not in experiments:
                experiments.append(found)
        panel.set_title(title(name, known[name]), fontsize=10)
    for panel in grid.flat[len(names):]:
        panel.set_axis_off()
    height = figure.get_figheight()
    figure.get_layout_engine().set(rect=(0.0, 0.0, 1.0, 1.0 - LEGEND / height))
    caption.write_lines(figure, [f"data set {data}; grey: charmonium resonances"])
    figure.legend(handles=legend(experiments, point_file is not None, label), loc="upper center",
                  bbox_to_anchor=(0.5, 1.0), ncol=8)
    return figure


def main() -> None:
    args = options()
    figure = draw(program.find_program(args.program), args.point, args.observables or DEFAULT,
                  args.data, args.label)
    style.save(figure, args.output)

# SPDX-License-Identifier: MIT
"""Fig. 1 of arXiv:2108.05614: how one four-lepton coefficient feeds epsilon^(2).

Runs [C_ll]_1111, [C_ll]_2222 and [C_ll]_1122 = 0.5 TeV^-2, one at a time, from 1 TeV down with
`smeftscan evolve` and draws epsilon^(2) and the terms that make it, all times 10^4.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Mapping, Sequence

import numpy as np
import pandas
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from . import program, style
from .command import OptionParser, write_csv

Table = Mapping[str, Sequence[Mapping[str, float]]]  # source -> curves() at each scale
SOURCES = ("ll_1111", "ll_2222", "ll_1122")
SIZE = 0.5e-6    # GeV^-2: 0.5 TeV^-2
HIGH = 1000.0    # GeV, where the coefficient is given
LOW = 91.1876    # GeV, mu_EW
FERMI_CONSTANT = 1.1663787e-5  # GeV^-2, PDG 2020
V_SQUARED = 1.0 / (math.sqrt(2.0) * FERMI_CONSTANT)  # GeV^2

# epsilon^(2) of [CAA, Eqs. (9), (11)]: its terms and their weights; epsilon = v^2 C.
WEIGHTS = {"phil3_22": -1.0, "phiq3_11": 1.0, "lq3_1111": -1.0, "ll_1221": 0.5}
CURVES = {
    "phil3_22": (r"$[\epsilon_{\phi\ell}^{(3)}]_{22}$", style.BLUE, (0, (5, 1.5))),
    "ll_1221": (r"$[\epsilon_{\ell\ell}]_{1221}$", style.ORANGE, (0, (4, 1.2, 1, 1.2))),
    "lq3_1111": (r"$[\epsilon_{\ell q}^{(3)}]_{1111}$", style.GREEN, (0, (1, 1))),
    "eps2": (r"$\epsilon^{(2)}$", style.BLACK, "-"),
}


def options() -> argparse.Namespace:
    parser = OptionParser(description=__doc__)
    parser.add_argument("-o", "--output", default="fig1_running.png", help="picture (%(default)s)")
    parser.add_argument("--csv", metavar="FILE", help="also write the curves as a table")
    parser.add_argument("--data", default="paper", metavar="SET",
                        help="data set (default %(default)s)")
    parser.add_argument("--points", type=int, default=25,
                        help="number of scales of a curve (default %(default)s)")
    parser.add_argument("--scales", nargs="+", type=float, metavar="MU",
                        help="scales in GeV instead, 91.1876 ... 1000")
    program.add_option(parser)
    args = parser.parse_args()
    if args.points < 2:
        parser.error("--points: at least 2")
    if args.scales and not all(LOW <= scale <= HIGH for scale in args.scales):
        parser.error(f"--scales: between {LOW} and {HIGH} GeV")
    return args


def evolve(program_path: str, data: str, source: str, scale: float) -> dict[str, float]:
    """The coefficients at `scale` (GeV) in the down basis, real parts, GeV^-2."""
    given = {"eft": "SMEFT", "basis": "Warsaw", "scale": HIGH, "values": {source: SIZE}}
    answer = program.ask_of(program_path, "coefficients", "evolve", given,
                            "--to", repr(float(scale)), "--data", data)
    return {name: value["Re"] if isinstance(value, dict) else value
            for name, value in answer["values"].items()}


def curves(coefficients: Mapping[str, float]) -> dict[str, float]:
    """Every curve at one scale, times 10^4. An absent coefficient is zero."""
    epsilon = {name: 1e4 * V_SQUARED * coefficients.get(name, 0.0) for name in WEIGHTS}
    return {**epsilon, "eps2": sum(WEIGHTS[name] * epsilon[name] for name in WEIGHTS)}


@style.look()
def draw(scales: Sequence[float], table: Table) -> Figure:
    """`table`: the curves of each source at these scales (GeV)."""
    figure, panels = style.subplots(len(SOURCES), 1, sharex=True, figsize=(style.WIDE, 6.2))
    for panel, source in zip(panels, SOURCES):
        panel.axhline(0.0, color="0.7", lw=0.6, zorder=0)
        for name, (label, colour, dashes) in CURVES.items():
            # The sum lies wide under its terms, so that coinciding curves stay visible.
            width, order = (2.2, 2) if name == "eps2" else (1.3, 3)
            panel.plot(scales, [row[name] for row in table[source]], color=colour, ls=dashes,
                       lw=width, label=label, zorder=order)
        panel.text(0.97, 0.08, f"{style.symbol(source)}$(\\Lambda) = 0.5\\ \\mathrm{{TeV}}^{{-2}}$",
                   transform=panel.transAxes, ha="right", va="bottom")
        panel.margins(y=0.12)
        panel.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    panels[0].legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncol=len(CURVES),
                     columnspacing=1.5)
    panels[1].set_ylabel(r"$\epsilon(\mu) \times 10^4$")
    panels[-1].set_xlabel(r"$\mu$ [GeV]")
    panels[-1].set_xlim(LOW, HIGH)
    panels[-1].set_xticks([LOW, 200, 400, 600, 800, 1000],
                          ["91", "200", "400", "600", "800", "1000"])
    figure.align_ylabels(panels)
    return figure


def rows_of(scales: Sequence[float], table: Table) -> pandas.DataFrame:
    """The curves as a table."""
    return pandas.DataFrame([{"source": source, "mu_GeV": scale,
                              **{f"{name}_times_1e4": row[name] for name in (*WEIGHTS, "eps2")}}
                             for source in SOURCES for scale, row in zip(scales, table[source])])


def main() -> None:
    args = options()
    path = program.find_program(args.program)
    # Even steps in ln(mu), the variable in which the coefficients run almost linearly.
    scales = (sorted(args.scales) if args.scales
              else [float(scale) for scale in np.geomspace(LOW, HIGH, args.points)])
    table = {source: [curves(evolve(path, args.data, source, scale)) for scale in scales]
             for source in SOURCES}
    if args.csv:
        write_csv(args.csv, rows_of(scales, table))
    style.save(draw(scales, table), args.output)

# SPDX-License-Identifier: MIT
"""Print a table of what a scan file says of its parameters, in Markdown or LaTeX.

For a posterior: mean, standard deviation, median with the central 68.3 %, the central 95 %, R-hat
and effective sample sizes; of nested sampling the evidence with its error. For a best fit: values,
errors of the Hessian, asymmetric errors, whether a parameter is unconstrained or at a limit,
chi-square by group and that of the SM, p-value, searches, the other minima, and the correlations.
For a grid or a profile: of each axis, with all others minimised, the lowest point and where
chi-square is within 1 and 3.84 of it (68.3 % and 95 % of one parameter), between points by lines;
"open" where that reaches the end of the axis.

Observables are in the units in which they are quoted (DeltaM_s in ps^-1); with --latex they have
their symbols.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas
import xarray

from . import style
from .chain_file import Chains, read_chains
from .command import Failure, OptionParser
from .scan_file import Scan, look_of, read_scan

Array = npt.NDArray[np.float64]
Row = list[Any]  # (name, unit), then cells
Table = tuple[list[str], list[Row]]  # its head, its rows
QUANTILES = (0.025, 0.1585, 0.5, 0.8415, 0.975)
DIAGNOSTICS = {"rhat": ".3f", "bulk_ess": ".0f", "tail_ess": ".0f"}
# of a fit: what the file calls it, what the table calls it, its format
QUALITY = (("constraint_chi2", "chi2 of the constraints", ".2f"),
           ("chi2_sm", "chi2 of the SM", ".2f"), ("chi2_difference", "difference to the SM", ".2f"),
           ("value_count", "values", ".0f"),
           ("degrees_of_freedom", "degrees of freedom", ".0f"), ("p_value", "p-value", ".3g"),
           ("searches", "searches", ".0f"), ("lost", "searches lost", ".0f"))


def options() -> argparse.Namespace:
    parser = OptionParser(description=__doc__)
    parser.add_argument("file", help="scan file (HDF5)")
    parser.add_argument("--latex", action="store_true", help="LaTeX instead of Markdown")
    return parser.parse_args()


def number(value: float, error: float) -> str:
    """With two digits of its error."""
    if not np.isfinite(value):
        return "-"
    if not np.isfinite(error) or error <= 0:
        return f"{value:.4g}"
    exponent = int(np.floor(np.log10(error)))
    if exponent > 3 or exponent < -4:
        return f"{value:.{max(1, int(np.log10(max(abs(value), error) / error)) + 2)}g}"
    text = f"{value:.{max(0, 1 - exponent)}f}"
    return text if float(text) != 0.0 else text.removeprefix("-")


def end(value: float, spread: float) -> str:
    """Of an interval: as number(), but what is not 0 is not written as 0, so that one sees whether 0
    is inside."""
    text = number(value, spread)
    return f"{value:.2g}" if value != 0.0 and text != "-" and float(text) == 0.0 else text


def posterior_table(chains: Chains) -> Table:
    head = ["", "mean", "s.d.", "median", "68.3 %", "95 %", "R-hat", "ESS bulk", "ESS tails"]
    diagnostics = chains.diagnostics.reindex(index=list(chains.draws), columns=[*DIAGNOSTICS])
    rows: list[Row] = []
    for name, column in chains.draws.items():
        look = look_of(column)
        values = look.quoted_factor * column
        spread = float(values.std())
        low2, low, median, high, high2 = values.quantile(QUANTILES).values
        rows.append([(str(name), look.quoted_units or column.attrs["units"]),
                     number(float(values.mean()), spread), number(spread, spread),
                     number(median, spread), f"[{end(low, spread)}, {end(high, spread)}]",
                     f"[{end(low2, spread)}, {end(high2, spread)}]",
                     *(format(found, form) if np.isfinite(found) else "-" for found, form in
                       zip(diagnostics.loc[name], DIAGNOSTICS.values()))])
    if chains.evidence is not None:
        value, error = chains.evidence
        rows.append([("ln Z", ""), number(value, error), number(error, error),
                     *[""] * (len(head) - 3)])
    return head, rows


def fit_table(fit: xarray.Dataset, units: Mapping[str, str]) -> Table:
    columns = ["parameters", "errors", "lower_errors", "upper_errors"]
    more = [row for row in ("constrained", "limit") if row in fit]
    parameters = fit[columns + more].to_dataframe()
    rows: list[Row] = []
    for name, found in parameters.iterrows():
        value, error, lower, upper = found[columns]
        size = error if np.isfinite(error) else np.nanmin([lower, upper, np.inf])
        cells = [number(value, size), number(error, size),
                 *(sign + number(side, size) if np.isfinite(side) else "-"
                   for sign, side in (("-", lower), ("+", upper)))]
        if found.get("constrained", 1) == 0:
            cells[0] = "unconstrained"
        elif limit := found.get("limit", 0):
            cells[1] = "at its lower limit" if limit < 0 else "at its upper limit"
        rows.append([(str(name), units[str(name)]), *cells])
    chi2 = float(fit["chi2"])
    rows.append([("chi2", ""), f"{chi2:.2f}", "", "", ""])
    if "chi2_group" in fit:
        rows += [[(f"chi2 of {group}", ""), f"{part:.2f}", "", "", ""]
                 for group, part in fit["chi2_group"].to_series().items()]
    quality = {key: float(fit[key]) for key, *_ in QUALITY if key in fit}
    rows += [[(label, ""), format(quality[key], form), "", "", ""] for key, label, form in QUALITY
             if np.isfinite(quality.get(key, np.nan))
             and (key != "constraint_chi2" or quality[key] > 0)]
    if "converged" in fit:
        rows.append([("converged", ""), "yes" if fit["converged"] else "no", "", "", ""])
    head = ["", "best fit", "error", "lower", "upper"]
    for k in range(1, len(fit["minima"]) if "minima" in fit else 0):
        head.append(f"minimum {k + 1}" + (" (mirror)" if fit["minima_mirror"][k] else ""))
        values = [number(value, error) for value, error in
                  zip(fit["minima"].values[k], parameters["errors"])]
        for row, cell in zip(rows, [*values, f"{float(fit['minima_chi2'][k]):.2f}"]):
            row.append(cell)
    return head, [row + [""] * (len(head) - len(row)) for row in rows]


def correlation_table(fit: xarray.Dataset) -> Table:
    """Parameters that have no error are left out."""
    names = fit["parameter"].values
    table = pandas.DataFrame(fit["correlation"].values, names, names)
    table = table.dropna(how="all").dropna(how="all", axis="columns")
    return ["correlation", *table.columns], [[(name, ""), *(f"{value:.2f}" for value in row)]
                                             for name, *row in table.itertuples()]


def crossings(values: Array, difference: Array, level: float) -> list[list[float]]:
    """The ends of each interval in which `difference` is at most `level`; an infinite end where the
    axis ends first or points failed."""
    inside = difference <= level
    ends: list[list[float]] = []
    for k in np.flatnonzero(inside):
        if k == 0 or not inside[k - 1]:
            ends.append([-np.inf if k == 0 or np.isnan(difference[k - 1])
                         else crossing(values, difference, level, k - 1, k)])
        if k == len(values) - 1 or not inside[k + 1]:
            ends[-1].append(np.inf if k == len(values) - 1 or np.isnan(difference[k + 1])
                            else crossing(values, difference, level, k, k + 1))
    return ends


def crossing(values: Array, difference: Array, level: float, left: int, right: int) -> float:
    part = (level - difference[left]) / (difference[right] - difference[left])
    return float(values[left] + part * (values[right] - values[left]))


def surface_table(scan: Scan) -> Table:
    chi2 = scan.dataset("chi2")
    if chi2.isnull().all():
        raise Failure(f"{scan.path}: no point has a chi-square")
    rows: list[Row] = []
    for axis in scan.axes:
        values = axis.values
        profile = (chi2.min([name for name in chi2.dims if name != axis.name]) - chi2.min()).values
        spread = np.ptp(values) / len(values)
        cells = ["  ".join(f"[{end(low, spread) if np.isfinite(low) else 'open'}, "
                           f"{end(high, spread) if np.isfinite(high) else 'open'}]"
                           for low, high in crossings(values, profile, level))
                 for level in (1.0, 3.84)]
        rows.append([(str(axis.name), axis.attrs.get("units", "1")),
                     number(values[np.nanargmin(profile)], spread), *cells])
    rows.append([("chi2", ""), f"{float(chi2.min()):.2f}", "", ""])
    return ["", "lowest", "68.3 %", "95 %"], rows


def markdown(head: list[str], rows: list[Row]) -> str:
    rows = [[name if unit in ("", "1") else f"{name} [{unit}]", *cells]
            for (name, unit), *cells in rows]
    widths = [max(len(row[i]) for row in [head] + rows) for i in range(len(head))]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |"
             for row in [head] + rows]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|"]
                     + lines[1:])


def latex(head: list[str], rows: list[Row], symbols: Mapping[str, str]) -> str:
    """`symbols`: name -> LaTeX of the observables that the file knows."""
    table = [[latex_name(cell, "") for cell in head],
             *([latex_name(name, unit, symbols.get(name, "")), *map(latex_cell, cells)]
               for (name, unit), *cells in rows)]
    lines = [" & ".join(line) + r" \\" for line in table]
    return "\n".join([r"\begin{tabular}{l" + "r" * (len(head) - 1) + "}", r"\hline", lines[0],
                      r"\hline", *lines[1:], r"\hline", r"\end{tabular}"])


def latex_name(name: str, unit: str, symbol: str = "") -> str:
    """`symbol`, or that of style.py where it has one; the square of an operator as LaTeX writes it."""
    if not symbol and style.symbol(name) == name:
        return latex_text(name if unit in ("", "1") else f"{name} [{unit}]")
    return style.label(name, unit, symbol).replace("\u25A1", r"\Box ")


def latex_text(text: str) -> str:
    text = re.sub(r"\^(-?\d+)", r"$^{\1}$", re.sub(r"([%_])", r"\\\1", text))
    for plain, symbol in (("chi2", r"$\chi^2$"), ("R-hat", r"$\hat R$"), ("ln Z", r"$\ln Z$"),
                          ("->", r"$\to$"), ("<", "$<$"), (">", "$>$")):
        text = text.replace(plain, symbol)
    return text


def latex_cell(text: str) -> str:
    """A number, an interval or words."""
    if not any(map(str.isdigit, text)):
        return "--" if text == "-" else latex_text(text)
    return "$" + re.sub(r"e\+?(-?)0*(\d+)", r" \\times 10^{\1\2}", text) + "$"


def main() -> None:
    arguments = options()
    scan = read_scan(arguments.file)
    symbols = {}
    if scan.best_fit is not None:
        tables = [fit_table(scan.best_fit, {str(axis.name): axis.attrs["units"]
                                            for axis in scan.axes})]
        if "correlation" in scan.best_fit:
            tables.append(correlation_table(scan.best_fit))
    elif scan.kind == "grid":
        tables = [surface_table(scan)]
    else:
        chains = read_chains(arguments.file)
        symbols = {str(name): look_of(column).latex for name, column in chains.draws.items()}
        tables = [posterior_table(chains)]
    print("\n\n".join(latex(*table, symbols) if arguments.latex else markdown(*table)
                      for table in tables))

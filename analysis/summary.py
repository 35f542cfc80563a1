#!/usr/bin/python3
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

import prerequisites  # noqa: F401  (first of all)

import re

import numpy as np

import style
from chain_file import read_chains
from command import Failure, OptionParser, run
from scan_file import read_scan


# of a fit: what the file calls it, what the table calls it, its format
QUALITY = (("constraint_chi2", "chi2 of the constraints", ".2f"), ("chi2_sm", "chi2 of the SM", ".2f"),
           ("chi2_difference", "difference to the SM", ".2f"), ("value_count", "values", ".0f"),
           ("degrees_of_freedom", "degrees of freedom", ".0f"), ("p_value", "p-value", ".3g"),
           ("searches", "searches", ".0f"), ("lost", "searches lost", ".0f"))


def options():
    parser = OptionParser(description=__doc__)
    parser.add_argument("file", help="scan file (HDF5)")
    parser.add_argument("--latex", action="store_true", help="LaTeX instead of Markdown")
    return parser.parse_args()


def number(value, error):
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


def end(value, spread):
    """Of an interval: as number(), but what is not 0 is not written as 0, so that one sees whether 0
    is inside."""
    text = number(value, spread)
    return f"{value:.2g}" if value != 0.0 and text != "-" and float(text) == 0.0 else text


def posterior_table(chains):
    head = ["", "mean", "s.d.", "median", "68.3 %", "95 %", "R-hat", "ESS bulk", "ESS tails"]
    rows = []
    for name in chains.draws:
        look = chains.looks[name]
        values = look.quoted_factor * chains.values(name)
        low2, low, median, high, high2 = np.quantile(values, (0.025, 0.1585, 0.5, 0.8415, 0.975))
        spread = values.std()
        found = chains.diagnostics.get(name, {})
        rows.append([(name, look.quoted_units or chains.units[name]),
                     number(values.mean(), spread), number(spread, spread), number(median, spread),
                     f"[{end(low, spread)}, {end(high, spread)}]",
                     f"[{end(low2, spread)}, {end(high2, spread)}]",
                     *(format(found[key], form) if np.isfinite(found.get(key, np.nan)) else "-"
                       for key, form in (("rhat", ".3f"), ("bulk_ess", ".0f"),
                                         ("tail_ess", ".0f")))])
    if chains.evidence is not None:
        value, error = chains.evidence
        rows.append([("ln Z", ""), number(value, error), number(error, error),
                     *[""] * (len(head) - 3)])
    return head, rows


def fit_table(fit, units):
    rows = []
    for name, value in fit["parameters"].items():
        error, lower, upper = (fit[row][name] for row in ("errors", "lower_errors", "upper_errors"))
        size = error if np.isfinite(error) else np.nanmin([lower, upper, np.inf])
        rows.append([(name, units[name]), number(value, size), number(error, size),
                     *(sign + number(side, size) if np.isfinite(side) else "-"
                       for sign, side in (("-", lower), ("+", upper)))])
        if fit.get("constrained", {}).get(name, 1) == 0:
            rows[-1][1] = "unconstrained"
        elif limit := fit.get("limit", {}).get(name, 0):
            rows[-1][2] = "at its lower limit" if limit < 0 else "at its upper limit"
    rows.append([("chi2", ""), f"{fit['chi2']:.2f}", "", "", ""])
    rows += [[(f"chi2 of {group}", ""), f"{chi2:.2f}", "", "", ""]
             for group, chi2 in fit.get("chi2_group", {}).items()]
    rows += [[(label, ""), format(fit[key], form), "", "", ""]
             for key, label, form in QUALITY
             if np.isfinite(fit.get(key, np.nan)) and (key != "constraint_chi2" or fit[key] > 0)]
    if "converged" in fit:
        rows.append([("converged", ""), "yes" if fit["converged"] else "no", "", "", ""])
    head = ["", "best fit", "error", "lower", "upper"]
    others = fit.get("minima", [])[1:]
    for k, other in enumerate(others, start=2):
        head.append(f"minimum {k}" + (" (mirror)" if other["mirror"] else ""))
        values = [number(value, fit["errors"][name]) for name, value in other["parameters"].items()]
        for row, cell in zip(rows, [*values, f"{other['chi2']:.2f}"]):
            row.append(cell)
    return head, [row + [""] * (len(head) - len(row)) for row in rows]


def correlation_table(fit):
    """Parameters that have no error are left out."""
    names = [name for name in fit["parameters"] if np.isfinite(fit["correlation"][name][name])]
    rows = [[(name, ""), *(f"{fit['correlation'][name][other]:.2f}" for other in names)]
            for name in names]
    return ["correlation", *names], rows


def crossings(values, difference, level):
    """The ends of each interval in which `difference` is at most `level`; an infinite end where the
    axis ends first or points failed."""
    inside = difference <= level
    ends = []
    for k in np.flatnonzero(inside):
        if k == 0 or not inside[k - 1]:
            ends.append([-np.inf if k == 0 or np.isnan(difference[k - 1])
                         else crossing(values, difference, level, k - 1, k)])
        if k == len(values) - 1 or not inside[k + 1]:
            ends[-1].append(np.inf if k == len(values) - 1 or np.isnan(difference[k + 1])
                            else crossing(values, difference, level, k, k + 1))
    return ends


def crossing(values, difference, level, left, right):
    part = (level - difference[left]) / (difference[right] - difference[left])
    return values[left] + part * (values[right] - values[left])


def surface_table(scan):
    chi2 = scan.dataset("chi2").values
    if not np.isfinite(chi2).any():
        raise Failure(f"{scan.path}: no point has a chi-square")
    rows = []
    for k, axis in enumerate(scan.axes):
        others = tuple(i for i in range(chi2.ndim) if i != k)
        difference = np.fmin.reduce(chi2, axis=others) - np.nanmin(chi2)
        spread = np.ptp(axis.values) / len(axis.values)
        cells = ["  ".join(f"[{end(low, spread) if np.isfinite(low) else 'open'}, "
                           f"{end(high, spread) if np.isfinite(high) else 'open'}]"
                           for low, high in crossings(axis.values, difference, level))
                 for level in (1.0, 3.84)]
        rows.append([(axis.name, axis.units), number(axis.values[np.nanargmin(difference)], spread),
                     *cells])
    rows.append([("chi2", ""), f"{np.nanmin(chi2):.2f}", "", ""])
    return ["", "lowest", "68.3 %", "95 %"], rows


def markdown(head, rows):
    rows = [[name if unit in ("", "1") else f"{name} [{unit}]", *cells]
            for (name, unit), *cells in rows]
    widths = [max(len(row[i]) for row in [head] + rows) for i in range(len(head))]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |"
             for row in [head] + rows]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|"]
                     + lines[1:])


def latex(head, rows, symbols):
    """`symbols`: name -> LaTeX of the observables that the file knows."""
    lines = [[latex_name(name, unit, symbols.get(name, "")), *map(latex_cell, cells)]
             for (name, unit), *cells in rows]
    lines.insert(0, [latex_name(cell, "") for cell in head])
    lines = [" & ".join(line) + r" \\" for line in lines]
    return "\n".join([r"\begin{tabular}{l" + "r" * (len(head) - 1) + "}", r"\hline", lines[0],
                      r"\hline", *lines[1:], r"\hline", r"\end{tabular}"])


def latex_name(name, unit, symbol=""):
    """`symbol`, or that of style.py where it has one; the square of an operator as LaTeX writes it."""
    if not symbol and style.symbol(name) == name:
        return latex_text(name if unit in ("", "1") else f"{name} [{unit}]")
    return style.label(name, unit, symbol).replace("\u25A1", r"\Box ")


def latex_text(text):
    text = re.sub(r"\^(-?\d+)", r"$^{\1}$", re.sub(r"([%_])", r"\\\1", text))
    for plain, symbol in (("chi2", r"$\chi^2$"), ("R-hat", r"$\hat R$"), ("ln Z", r"$\ln Z$"),
                          ("->", r"$\to$"), ("<", "$<$"), (">", "$>$")):
        text = text.replace(plain, symbol)
    return text


def latex_cell(text):
    """A number, an interval or words."""
    if not any(map(str.isdigit, text)):
        return "--" if text == "-" else latex_text(text)
    return "$" + re.sub(r"e([+-]?)0*(\d+)", lambda power: r" \times 10^{"
                        + power[1].strip("+") + power[2] + "}", text) + "$"


def main():
    arguments = options()
    scan = read_scan(arguments.file)
    symbols = {}
    if scan.best_fit:
        tables = [fit_table(scan.best_fit, {axis.name: axis.units for axis in scan.axes})]
        if "correlation" in scan.best_fit:
            tables.append(correlation_table(scan.best_fit))
    elif scan.kind == "grid":
        tables = [surface_table(scan)]
    else:
        chains = read_chains(arguments.file)
        symbols = {name: look.latex for name, look in chains.looks.items()}
        tables = [posterior_table(chains)]
    print("\n\n".join(latex(*table, symbols) if arguments.latex else markdown(*table)
                      for table in tables))


if __name__ == "__main__":
    run(main)

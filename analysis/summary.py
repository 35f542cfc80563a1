#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Print a table of what a scan file says of its parameters, in Markdown or LaTeX.

For a posterior: mean, standard deviation, median with the central 68.3 %, the central 95 %, R-hat
and effective sample sizes. For a best fit: values, errors of the Hessian, asymmetric errors, and
chi-square by group.
"""

import numpy as np

import style
from chain_file import read_chains
from command import OptionParser, run
from scan_file import read_scan


def options():
    parser = OptionParser(description=__doc__)
    parser.add_argument("file", help="scan file (HDF5) with a posterior or a best fit")
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
    return f"{value:.{max(0, 1 - exponent)}f}"


def posterior_table(chains):
    head = ["", "mean", "s.d.", "median", "68.3 %", "95 %", "R-hat", "ESS bulk", "ESS tails"]
    rows = []
    for name in chains.draws:
        values = chains.values(name)
        low2, low, median, high, high2 = np.quantile(values, (0.025, 0.1585, 0.5, 0.8415, 0.975))
        spread = values.std()
        found = chains.diagnostics.get(name, {})
        rows.append([named(name, chains.units[name]), number(values.mean(), spread),
                     number(spread, spread), number(median, spread),
                     f"[{number(low, spread)}, {number(high, spread)}]",
                     f"[{number(low2, spread)}, {number(high2, spread)}]",
                     f"{found['rhat']:.3f}" if found else "-",
                     f"{found['bulk_ess']:.0f}" if found else "-",
                     f"{found['tail_ess']:.0f}" if found else "-"])
    return head, rows


def fit_table(fit, units):
    rows = []
    for name, value in fit["parameters"].items():
        error, lower, upper = (fit[row][name] for row in ("errors", "lower_errors", "upper_errors"))
        size = error if np.isfinite(error) else np.nanmin([lower, upper, np.inf])
        rows.append([named(name, units[name]), number(value, size), number(error, size),
                     "-" + number(lower, size), "+" + number(upper, size)])
    rows.append(["chi2", f"{fit['chi2']:.2f}", "", "", ""])
    rows += [[f"chi2 of {group}", f"{chi2:.2f}", "", "", ""]
             for group, chi2 in fit.get("chi2_group", {}).items()]
    return ["", "best fit", "error", "lower", "upper"], rows


def named(name, unit):
    return name if unit in ("", "1") else f"{name} [{unit}]"


def markdown(head, rows):
    widths = [max(len(row[i]) for row in [head] + rows) for i in range(len(head))]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |"
             for row in [head] + rows]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|"]
                     + lines[1:])


def latex(head, rows):
    def cells(row):
        first = style.symbol(row[0]) if " " not in row[0] else escaped(row[0])
        return " & ".join([first] + [escaped(cell) for cell in row[1:]]) + r" \\"

    return "\n".join([r"\begin{tabular}{l" + "r" * (len(head) - 1) + "}", r"\hline", cells(head),
                      r"\hline", *map(cells, rows), r"\hline", r"\end{tabular}"])


def escaped(text):
    text = text.replace("%", r"\%").replace("_", r"\_").replace("^", r"\^{}")
    text = text.replace("chi2", r"$\chi^2$").replace("R-hat", r"$\hat R$")
    return f"${text}$" if text[:1] in "+-" and text[1:2].isdigit() else text


def main():
    arguments = options()
    scan = read_scan(arguments.file)
    head, rows = (fit_table(scan.best_fit, {axis.name: axis.units for axis in scan.axes})
                  if scan.best_fit else posterior_table(read_chains(arguments.file)))
    print(latex(head, rows) if arguments.latex else markdown(head, rows))


if __name__ == "__main__":
    run(main)

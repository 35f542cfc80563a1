# SPDX-License-Identifier: MIT
"""Print the ledger of arXiv:2108.05614: every claim of the paper beside ours, with the verdict.

Below it fits to other data, figures, and the commands that made all numbers. Ends with 1 if a
difference has no reason, or a reason no difference.
"""

from __future__ import annotations

import argparse
import collections
import sys
from collections.abc import Sequence

from .command import OptionParser
from .paper_claims import (DIFFERS, MISPRINT, REPRODUCED, STALE, UNEXPLAINED, Claim,
                           load_claims)
from .paper_numbers import NUMBERS
from .paper_results import Results
from .paper_runs import load_runs

# Rows of the table of chi-squares: the point of the SM, the best fit, what it is.
FITS = (("point_sm.json", "fit.h5", "`paper`"),
        ("point_sm_selection.json", "fit_selection.h5", "`paper`, selection"),
        ("point_sm_full.json", "fit_full.h5", "`paper-full`"),
        ("point_sm_current.json", "fit_current.h5", "`current`"))
FIGURES = ("fig1.png", "fig2.png", "fig2_profiled.png", "posterior.png", "traces.png", "pulls.png")


def options() -> argparse.Namespace:
    parser = OptionParser(description=__doc__)
    parser.add_argument("folder", help="results of reproduce.py")
    return parser.parse_args()


def judge(claim: Claim, results: Results) -> tuple[list[str], str]:
    """What stands in the columns `paper`, `ours`, `verdict` and `from`, and the verdict's word."""
    if claim.definition:
        return ["", "", f"definition: `{claim.definition}`", ""], "definition"
    if claim.cited:
        return [claim.paper, "", f"cited from {claim.cited}", ""], "cited"
    results.used.clear()
    ours = NUMBERS[claim.ours](results)
    word = claim.verdict(ours)
    reason = {MISPRINT: f", shown by: {claim.misprint}", DIFFERS: f" because {claim.because}"}
    remarks = [f"within {', '.join(claim.within)}: {claim.rule}"] if claim.rule else []
    remarks += [claim.note] if claim.note else []
    text = f"**{word}**{reason.get(word, '')}" + "".join(f" ({one})" for one in remarks)
    return [claim.paper, claim.shown(ours), text, " ".join(results.used) or "arithmetic"], word


def claims_table(results: Results) -> tuple[str, collections.Counter[str]]:
    rows: list[list[str]] = []
    words: collections.Counter[str] = collections.Counter()
    for claim in load_claims():
        columns, word = judge(claim, results)
        words[word] += 1
        rows.append([claim.place, claim.what, *columns])
    return table(["where", "what", "paper", "ours", "verdict", "from"], rows), words


def fits_table(results: Results) -> str:
    head = ["data", "values", "chi2 of the SM", "best fit", "gl_11", "gl_22", "gl_33",
            "groups, SM -> best fit"]
    rows = []
    for point, file, data in FITS:
        sm, fit = results.json(point), results.fit(file)
        groups = "; ".join(f"{group} {sm['chi2'][group]:.1f} -> {chi2:.1f}"
                           for group, chi2 in fit["chi2_group"].to_series().items())
        table_of_fit = fit[["parameters", "lower_errors", "upper_errors"]].to_dataframe()
        couplings = [f"{value:.2f} -{lower:.2f} +{upper:.2f}"
                     for _, value, lower, upper in table_of_fit.itertuples()]
        rows.append([data, str(len(sm["measurements"])), f"{sm['chi2']['total']:.1f}",
                     f"{float(fit['chi2']):.1f}", *couplings, groups])
    return table(head, rows)


def commands_table(folder: str) -> str:
    return table(["file", "command"],
                 [[one.makes, f"`{one.command(folder)}`"] for one in load_runs()])


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """In Markdown."""
    rows = [[cell.replace("|", "\\|") for cell in row] for row in rows]
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *rows])


def main() -> None:
    folder = options().folder
    results = Results(folder)
    claims, words = claims_table(results)
    kinds = (REPRODUCED, MISPRINT, DIFFERS, UNEXPLAINED, STALE, "definition", "cited")
    count = ", ".join(f"{words[kind]} {kind}" for kind in kinds if words[kind])
    print(f"# arXiv:2108.05614, claim by claim\n\n{sum(words.values())} claims: {count}.\n")
    print(claims)
    print(f"\n## Fits to other data\n\n{fits_table(results)}\n\n## Figures\n")
    print("\n".join(f"![{name}]({name})" for name in FIGURES))
    print(f"\n## Commands\n\n{commands_table(folder)}")
    if words[UNEXPLAINED] or words[STALE]:
        sys.stdout.flush()
        sys.exit(1)

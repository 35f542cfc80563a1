# SPDX-License-Identifier: MIT
"""What the fits of jobs/published/ found, beside what their papers say (see published.sh)."""

import sys
from pathlib import Path

import h5py
from scipy.stats import chi2, norm

PAPERS = {  # file: paper, what it says of the preference over the Standard Model
    "neutrino_couplings": ("arXiv:1912.08823", "more than 4 sigma"),
    "vector_like_leptons": ("arXiv:2008.01113", "more than 4 sigma"),
    "triplet": ("arXiv:2005.13542", "more than 7 sigma"),
}


def significance(difference, parameters):
    """Standard deviations of a two-sided Gaussian with the p-value of a difference of chi-square."""
    return norm.isf(chi2.sf(difference, parameters) / 2)


def row(path, paper, says):
    with h5py.File(path, "r") as file:
        fit = file["best_fit"]
        names = fit["parameter"].asstr()[:]
        values, errors = fit["parameters"][:], fit["errors"][:]
        lowest, standard_model = fit["chi2"][()], fit["chi2_sm"][()]
    found = ", ".join(f"{name} = {value:.3g} +- {error:.1g}"
                      for name, value, error in zip(names, values, errors))
    difference = standard_model - lowest
    return (f"| {paper} | {says} | {significance(difference, len(names)):.1f} sigma | "
            f"{standard_model:.1f} | {lowest:.1f} | {found} |")


def main():
    folder = Path(sys.argv[1])
    print("| paper | it says | ours | chi-square of the SM | at the minimum | parameters |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, (paper, says) in PAPERS.items():
        print(row(folder / f"{name}.h5", paper, says))


if __name__ == "__main__":
    main()

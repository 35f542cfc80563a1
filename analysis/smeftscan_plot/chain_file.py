# SPDX-License-Identifier: MIT
"""The draws of a scan file whose sampler makes chains (posterior, sample_stats, diagnostics).

    chains = read_chains("posterior.h5")
    chains.parameters            # ["gl_11", "gl_22"]; derived quantities are in chains.derived
    chains.draws["gl_11"]        # xarray.DataArray (chain, draw), without the warm-up
"""

from __future__ import annotations

import dataclasses
import re
from typing import Any, Union

import numpy as np
import numpy.typing as npt
import pandas
import xarray

from . import measurements
from .command import USAGE, Failure
from .scan_file import PartOfFile, ScanFile, named_as_written, open_scan

SAMPLE = ("chain", "draw")
GROUPS = ("posterior", "sample_stats", "log_likelihood", "diagnostics", "constant_data",
          "observed_data", "nested")


@dataclasses.dataclass(frozen=True)
class Prior:
    """Of a parameter: flat, log, or the Gaussian of `mean` and `sigma`, within the range."""
    lower: float
    upper: float
    kind: str = "flat"
    mean: float = np.nan
    sigma: float = np.nan

    def density(self, x: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """Not normalised; per unit of x."""
        x = np.asarray(x, float)
        inside = (x >= self.lower) & (x <= self.upper)
        if self.kind == "log":
            return np.where(inside, 1.0 / np.where(inside, x, 1.0), 0.0)
        if self.kind == "gaussian":
            return np.where(inside, np.exp(-0.5 * ((x - self.mean) / self.sigma) ** 2), 0.0)
        return np.where(inside, 1.0, 0.0)


@dataclasses.dataclass(frozen=True, eq=False)
class Chains(PartOfFile):
    parameters: list[str]           # in the order of the job
    draws: xarray.Dataset           # (chain, draw) of the parameters, then of derived quantities
    chi2: xarray.DataArray          # (chain, draw)
    chi2_group: Union[xarray.DataArray, None]  # (chain, draw, group)
    diagnostics: pandas.DataFrame   # a row a parameter: rhat, bulk_ess, ...
    observed: pandas.DataFrame      # a row a measurement: measurements.COLUMNS
    evidence: Union[tuple[float, float], None]  # of nested sampling: ln Z and its error
    priors: dict[str, Prior]        # of the parameters; {} if the file does not say

    @property
    def derived(self) -> list[str]:
        """Names of the other columns."""
        return [name for name in map(str, self.draws) if name not in self.parameters]

    @property
    def worst_rhat(self) -> float:
        """The largest of the parameters; NaN if there is none."""
        return float(self.diagnostics["rhat"].max()) if "rhat" in self.diagnostics else np.nan

    @property
    def best_draw(self) -> dict[Any, xarray.DataArray]:
        """Chain and draw of the lowest chi-square, for isel()."""
        place = self.chi2.argmin(SAMPLE)
        assert isinstance(place, dict)
        return place

    @property
    def best(self) -> xarray.Dataset:
        """Parameters and derived quantities there."""
        return self.draws.isel(self.best_draw)

    def column(self, name: str) -> xarray.DataArray:
        if name not in self.draws:
            raise Failure(f"{self.path}: no column '{name}' "
                          f"(there are: {', '.join(map(str, self.draws))})", USAGE)
        return self.draws[name]

    def values(self, name: str) -> npt.NDArray[np.float64]:
        """All draws of all chains in one row."""
        return self.column(name).values.ravel()


def read_chains(path: str) -> Chains:
    """A Failure with one line if the file is missing, damaged, or has no posterior."""
    file = open_scan(path, GROUPS)
    if "posterior" not in file:
        raise Failure(f"{path}: no posterior in it (a sampler of chains makes one)")
    try:
        return _chains(file)
    except (KeyError, ValueError) as problem:
        raise Failure(f"{path}: not a readable scan file ({problem})") from None


def _chains(file: ScanFile) -> Chains:
    posterior = named_as_written(file["posterior"])
    parameters = list(file["constant_data"]["parameter"].values)
    derived = sorted(set(map(str, posterior.data_vars)) - set(parameters))
    groups = file["log_likelihood"] if "log_likelihood" in file else None
    nested = file.get("nested")
    return Chains(
        file, parameters, posterior[[*parameters, *derived]], file["sample_stats"]["chi2"],
        None if groups is None else -2.0 * groups["log_likelihood"],
        file["diagnostics"].to_dataframe(),
        measurements.of_posterior(file.get("observed_data")),
        None if nested is None else (float(nested["log_evidence"]),
                                     float(nested["log_evidence_error"])),
        _priors(file["constant_data"]))


def _priors(known: xarray.Dataset) -> dict[str, Prior]:
    if any(name not in known for name in ("lower", "upper", "prior")):
        return {}
    table = known[["prior", "lower", "upper"]].to_dataframe()
    return {name: prior(*row) for name, *row in table.itertuples()}


def prior(text: str, lower: float, upper: float) -> Prior:
    """'flat', 'log' or '{gaussian: [mean, sigma]}' as the job has it."""
    numbers = re.findall(r"[-+0-9.eE]+", text.partition("gaussian")[2].partition("[")[2])
    if len(numbers) == 2:
        return Prior(lower, upper, "gaussian", float(numbers[0]), float(numbers[1]))
    return Prior(lower, upper, "log" if text.strip() == "log" else "flat")

# SPDX-License-Identifier: MIT
"""The draws of a scan file whose sampler makes chains (posterior, sample_stats, diagnostics).

    chains = read_chains("posterior.h5")
    chains.parameters            # ["gl_11", "gl_22"]; derived quantities are in chains.derived
    chains.draws["gl_11"]        # array (chain, draw), without the warm-up
"""

import dataclasses
import os
import re

import h5py
import numpy as np

from command import USAGE, Failure
from scan_file import FORMAT, Look, look_of, looks_of


@dataclasses.dataclass(frozen=True)
class Observed:
    """A measured value of the likelihood."""
    measurement: str
    observable: str
    value: float
    error: float                 # of experiment and theory in quadrature
    group: str
    units: str = "1"             # of value and error
    look: Look = Look()


@dataclasses.dataclass(frozen=True)
class Prior:
    """Of a parameter: flat, log, or the Gaussian of `mean` and `sigma`, within the range."""
    lower: float
    upper: float
    kind: str = "flat"
    mean: float = np.nan
    sigma: float = np.nan

    def density(self, x):
        """Not normalised; per unit of x."""
        x = np.asarray(x, float)
        inside = (x >= self.lower) & (x <= self.upper)
        if self.kind == "log":
            return np.where(inside, 1.0 / np.where(inside, x, 1.0), 0.0)
        if self.kind == "gaussian":
            return np.where(inside, np.exp(-0.5 * ((x - self.mean) / self.sigma) ** 2), 0.0)
        return np.where(inside, 1.0, 0.0)


@dataclasses.dataclass(frozen=True, eq=False)
class Chains:
    path: str
    parameters: list             # names, in the order of the job
    derived: list                # names of the other columns
    draws: dict                  # name -> array (chain, draw)
    units: dict                  # name -> unit
    log_posterior: np.ndarray    # (chain, draw)
    chi2: np.ndarray             # (chain, draw)
    diagnostics: dict            # name of the parameter -> {"rhat": ..., "bulk_ess": ..., ...}
    chi2_group: dict             # likelihood group -> array (chain, draw)
    observed: list               # of Observed
    evidence: tuple              # of nested sampling: ln Z and its error; else None
    best_draw: int               # the draw of the lowest chi-square, among those of values()
    best: dict                   # parameters and derived quantities there
    looks: dict                  # name -> Look
    priors: dict                 # parameter -> Prior; {} if the file does not say
    job: str                     # text of the job file
    job_resolved: str            # the job with every default

    @property
    def worst_rhat(self):
        """The largest of the parameters; NaN if there is none."""
        return max((found.get("rhat", np.nan) for found in self.diagnostics.values()),
                   default=np.nan)

    def values(self, name):
        """All draws of all chains in one row."""
        if name not in self.draws:
            raise Failure(f"{self.path}: no column '{name}' "
                          f"(there are: {', '.join(self.draws)})", USAGE)
        return self.draws[name].ravel()


def read_chains(path):
    """A Failure with one line if the file is missing, damaged, or has no posterior."""
    if not os.path.isfile(path):
        raise Failure(f"{path}: no such file")
    try:
        with h5py.File(path, "r") as file:
            if _text(file.attrs.get("format", b"")) != FORMAT:
                raise Failure(f"{path}: not a file of format '{FORMAT}'")
            if "posterior" not in file:
                raise Failure(f"{path}: no posterior in it (a sampler of chains makes one)")
            return _read(path, file)
    except (OSError, KeyError, IndexError, ValueError) as problem:
        raise Failure(f"{path}: not a readable scan file ({problem})") from None


def _read(path, file):
    posterior, stats = file["posterior"], file["sample_stats"]
    parameters = [_text(name) for name in file["constant_data/parameter"][()]]
    draws, units, derived, looks = {}, {}, [], {}
    for name in parameters + sorted(set(posterior) - {"chain", "draw"} - set(parameters)):
        true_name = name.replace("|", "/")
        draws[true_name] = posterior[name][()]
        units[true_name] = _text(posterior[name].attrs["units"])
        looks[true_name] = look_of(posterior[name])
        if name not in parameters:
            derived.append(true_name)
    table = file["diagnostics"]
    diagnostics = {parameter: {name: float(table[name][i]) for name in table
                               if table[name].shape == (len(parameters),)
                               and table[name].dtype.kind == "f"}
                   for i, parameter in enumerate(parameters)}
    chi2 = stats["chi2"][()]
    best = int(np.nanargmin(chi2))
    return Chains(path, parameters, derived, draws, units, stats["lp"][()], chi2, diagnostics,
                  _chi2_group(file), _observed(file), _evidence(file), best,
                  {name: float(values.ravel()[best]) for name, values in draws.items()},
                  looks, _priors(file, parameters),
                  *(_text(file[name][()]) if name in file else ""
                    for name in ("job", "job_resolved")))


def _priors(file, parameters):
    known = file["constant_data"]
    if any(name not in known for name in ("lower", "upper", "prior")):
        return {}
    return {name: prior(_text(text), float(lower), float(upper)) for name, text, lower, upper in
            zip(parameters, *(known[column][()] for column in ("prior", "lower", "upper")))}


def prior(text, lower, upper):
    """'flat', 'log' or '{gaussian: [mean, sigma]}' as the job has it."""
    numbers = re.findall(r"[-+0-9.eE]+", text.partition("gaussian")[2].partition("[")[2])
    if len(numbers) == 2:
        return Prior(lower, upper, "gaussian", *map(float, numbers))
    return Prior(lower, upper, "log" if text.strip() == "log" else "flat")


def _chi2_group(file):
    if "log_likelihood" not in file:
        return {}
    group = file["log_likelihood"]
    chi2 = -2.0 * group["log_likelihood"][()]
    return {_text(name): chi2[..., i] for i, name in enumerate(group["group"][()])}


def _evidence(file):
    if "nested" not in file:
        return None
    return tuple(float(file["nested"][name][()])
                 for name in ("log_evidence", "log_evidence_error"))


def _observed(file):
    if "observed_data" not in file:
        return []
    table = file["observed_data"]
    columns = [table[name][()] for name in ("obs", "observable", "value", "error", "group")]
    count = len(columns[0])
    units = ([_text(text) for text in table["units"][()]] if "units" in table else ["1"] * count)
    return [Observed(_text(label).removesuffix(f": {_text(name)}"), _text(name), float(value),
                     float(error), _text(group), unit, look)
            for label, name, value, error, group, unit, look in
            zip(*columns, units, looks_of(table, "", count))]


def _text(value):
    return value.decode("utf-8") if isinstance(value, bytes) else str(value)

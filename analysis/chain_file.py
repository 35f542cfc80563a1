# SPDX-License-Identifier: MIT
"""The draws of a scan file whose sampler makes chains (posterior, sample_stats, diagnostics).

    chains = read_chains("posterior.h5")
    chains.parameters            # ["gl_11", "gl_22"]; derived quantities are in chains.derived
    chains.draws["gl_11"]        # array (chain, draw), without the warm-up
"""

import dataclasses
import os

import h5py
import numpy as np

from command import USAGE, Failure
from scan_file import FORMAT


@dataclasses.dataclass(frozen=True)
class Observed:
    """A measured value of the likelihood."""
    measurement: str
    observable: str
    value: float
    error: float                 # of experiment and theory in quadrature
    group: str


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
    draws, units, derived = {}, {}, []
    for name in parameters + sorted(set(posterior) - {"chain", "draw"} - set(parameters)):
        true_name = name.replace("|", "/")
        draws[true_name] = posterior[name][()]
        units[true_name] = _text(posterior[name].attrs["units"])
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
                  {name: float(values.ravel()[best]) for name, values in draws.items()})


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
    columns = (file["observed_data"][name][()]
               for name in ("obs", "observable", "value", "error", "group"))
    return [Observed(_text(label).removesuffix(f": {_text(name)}"), _text(name), float(value),
                     float(error), _text(group)) for label, name, value, error, group in
            zip(*columns)]


def _text(value):
    return value.decode("utf-8") if isinstance(value, bytes) else str(value)

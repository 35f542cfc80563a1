# SPDX-License-Identifier: MIT
"""The one reader of our scan files (HDF5, format "smeftscan-scan"; docs/output-format.md).

    scan = read_scan("surface.h5")
    scan.axes                    # [Axis("gl_11", values, "1", ...), Axis("gl_22", ...)]
    scan.dataset("chi2").values  # array (gl_11, gl_22), NaN where a point failed
    scan.dataset("chi2_group:cabibbo")
    scan.names                   # everything that dataset() knows

Everything is read at once and the file is closed: a scan is a value, not a handle.
"""

import dataclasses
import os

import h5py
import numpy as np

from command import USAGE, Failure

FORMAT = "smeftscan-scan"
FORMAT_VERSION = 1
OK = 1  # the status of a good point
# What a kept prediction may carry beside its values, as numbers.
MARKS = ("standard_model", "measured", "measured_error")


@dataclasses.dataclass(frozen=True)
class Look:
    """How people write an observable: in LaTeX, and in which unit. "" where the file does not say."""
    latex: str = ""
    quoted_units: str = ""       # as "ps^-1"
    quoted_factor: float = 1.0   # to them from the powers of GeV of the file


@dataclasses.dataclass(frozen=True, eq=False)
class Axis:
    """A free parameter: its values on the grid, or in a list of points."""
    name: str
    values: np.ndarray
    units: str = "1"


@dataclasses.dataclass(frozen=True, eq=False)
class Dataset:
    """One number a point: shape of the grid, or (points,). NaN where there is no value."""
    name: str
    values: np.ndarray
    units: str = "1"
    look: Look = Look()
    marks: dict = dataclasses.field(default_factory=dict)  # "standard_model", "measured", ...


@dataclasses.dataclass(frozen=True)
class Pull:
    """A measurement beside its prediction at a best fit."""
    measurement: str
    observable: str
    group: str
    predicted: float
    pull: float                  # (predicted - measured)/error
    measured: float = np.nan
    error: float = np.nan        # of experiment and theory in quadrature
    units: str = "1"             # of the three
    look: Look = Look()


@dataclasses.dataclass(frozen=True, eq=False)
class Scan:
    path: str
    kind: str                    # "grid", or "points" for a list
    axes: list                   # of Axis, in the order of the array dimensions
    status: np.ndarray           # 1 where a point is ok; shape as the datasets
    status_meanings: dict        # code -> name
    datasets: dict               # name -> Dataset
    groups: list                 # likelihood groups, as in "chi2_group:<name>"
    minimised: list              # names of the parameters that a profile minimises over
    best_fit: dict               # what _best_fit gives, or {}
    attributes: dict             # of the file: state, seed, points_total, ...
    provenance: dict
    job: str                     # text of the job file
    job_resolved: str            # the job with every default

    @property
    def names(self):
        return list(self.datasets)

    @property
    def complete(self):
        return self.attributes.get("state") == "complete"

    def axis(self, name):
        for axis in self.axes:
            if axis.name == name:
                return axis
        known = ", ".join(axis.name for axis in self.axes)
        raise Failure(f"{self.path}: no axis '{name}' (axes: {known})", USAGE)

    def dataset(self, name):
        """By name; a coefficient also without its prefix wc_."""
        for candidate in (name, f"wc_{name}"):
            if candidate in self.datasets:
                return self.datasets[candidate]
        known = ", ".join(self.names)
        raise Failure(f"{self.path}: no dataset '{name}' (there are: {known})", USAGE)

    def failed(self):
        """Where a point was tried or left out and has no result."""
        return self.status != OK


def read_scan(path):
    """The scan in `path`; a Failure with one line if it is missing, no scan file or damaged."""
    if not os.path.isfile(path):
        raise Failure(f"{path}: no such file")
    try:
        with h5py.File(path, "r") as file:
            return _read(path, file)
    except (OSError, KeyError, IndexError, RuntimeError, ValueError) as problem:
        raise Failure(f"{path}: not a readable scan file ({problem})") from None


def _read(path, file):
    attributes = {name: _plain(value) for name, value in file.attrs.items()}
    if attributes.get("format") != FORMAT:
        found = attributes.get("format", "no attribute 'format'")
        raise Failure(f"{path}: not a file of format '{FORMAT}' ({found})")
    version = attributes.get("format_version")
    if version != FORMAT_VERSION:
        raise Failure(f"{path}: format version {version} (this reader knows {FORMAT_VERSION})")
    kind = next((name for name in ("grid", "points") if name in file), None)
    if kind is None:
        raise Failure(f"{path}: neither /grid nor /points in it")
    group = file[kind]
    if "chi2" not in group:
        raise Failure(f"{path}: no dataset /{kind}/chi2")
    axes = _grid_axes(group) if kind == "grid" else _list_axes(group)
    shape = group["chi2"].shape

    datasets, groups = {}, []
    skip = {axis.name for axis in axes} | {"status", "index", "parameters", "parameter", "group"}
    for name in ["chi2"] + sorted(set(group) - {"chi2"} - skip):
        if not isinstance(group[name], h5py.Dataset):
            continue
        if name == "chi2_group":
            groups = [_plain(label) for label in _scale(group[name], len(shape))[()]]
            values = _values(group[name])
            for i, label in enumerate(groups):
                datasets[f"chi2_group:{label}"] = Dataset(f"chi2_group:{label}", values[..., i])
        elif group[name].shape == shape and group[name].dtype.kind in "fiu":
            true_name = name.replace("|", "/")
            marks = {mark: float(_plain(group[name].attrs[mark])) for mark in MARKS
                     if mark in group[name].attrs}
            datasets[true_name] = Dataset(true_name, _values(group[name]), _units(group[name]),
                                          look_of(group[name]), marks)

    status, meanings = _status(group, datasets["chi2"].values)
    minimised = [_plain(name) for name in group["nuisance"][()]] if "nuisance" in group else []
    provenance = file["provenance"].attrs if "provenance" in file else {}
    jobs = [_plain(file[name][()]) if name in file else "" for name in ("job", "job_resolved")]
    return Scan(path, kind, axes, status, meanings, datasets, groups, minimised, _best_fit(file),
                attributes, {name: _plain(value) for name, value in provenance.items()}, *jobs)


def _grid_axes(group):
    chi2 = group["chi2"]
    scales = [_scale(chi2, i) for i in range(chi2.ndim)]
    return [Axis(scale.name.rsplit("/", 1)[1], _values(scale), _units(scale)) for scale in scales]


def _list_axes(group):
    table = group["parameters"]
    names = [_plain(name) for name in _scale(table, 1)[()]]
    units = ([_plain(text) for text in group["parameter_units"][()]]
             if "parameter_units" in group else [_units(table)] * len(names))
    return [Axis(name, _values(table)[:, i], units[i]) for i, name in enumerate(names)]


def _scale(dataset, dimension):
    """The dimension scale that is attached to a dimension."""
    scales = dataset.dims[dimension]
    if len(scales) == 0:
        raise Failure(f"{dataset.file.filename}: {dataset.name} has no scale on axis {dimension}")
    return scales[0]


def _status(group, chi2):
    if "status" not in group:
        return np.where(np.isfinite(chi2), OK, 0), {OK: "ok", 0: "not_computed"}
    attributes = group["status"].attrs
    values = np.atleast_1d(attributes.get("flag_values", []))
    meanings = str(_plain(attributes.get("flag_meanings", ""))).split()
    return group["status"][()], {int(code): name for code, name in zip(values, meanings)}


def _best_fit(file):
    """parameters, errors, lower_errors, upper_errors, constrained, limit: name -> value;
    correlation: name -> name -> value; chi2, chi2_sm, p_value, ...: a number; chi2_group: group ->
    value; pulls: a list of Pull; minima: a list of dicts; kept: prediction or coefficient -> value.
    What the file lacks is left out."""
    if "best_fit" not in file or "parameters" not in file["best_fit"]:
        return {}
    group = file["best_fit"]
    names = [_plain(name) for name in _scale(group["parameters"], 0)[()]]
    fit = {row: dict(zip(names, map(float, group[row][()])))
           for row in ("parameters", "errors", "lower_errors", "upper_errors") if row in group}
    if "correlation" in group:
        fit["correlation"] = {name: dict(zip(names, map(float, row)))
                              for name, row in zip(names, group["correlation"][()])}
    if "minima" in group:
        fit["minima"] = [{"parameters": dict(zip(names, map(float, values))), "chi2": float(chi2),
                          "starts": int(starts), "mirror": bool(mirror)}
                         for values, chi2, starts, mirror in zip(*(
                             group[name][()] for name in
                             ("minima", "minima_chi2", "minima_starts", "minima_mirror")))]
    for name in ("chi2", "constraint_chi2", "chi2_sm", "chi2_difference", "value_count",
                 "degrees_of_freedom", "p_value", "searches", "lost", "converged"):
        if name in group:
            fit[name] = float(np.ravel(group[name][()])[0])
    for row in ("constrained", "limit"):
        if row in group:
            fit[row] = dict(zip(names, map(int, group[row][()])))
    if "chi2_group" in group:
        labels = [_plain(label) for label in _scale(group["chi2_group"], 0)[()]]
        fit["chi2_group"] = dict(zip(labels, map(float, group["chi2_group"][()])))
    if "obs" in group:
        fit["pulls"] = _pulls(group)
    fit["kept"] = {name.replace("|", "/"): float(group[name][()]) for name in group
                   if group[name].shape == () and group[name].dtype.kind == "f"
                   and name not in (*fit, "distance", "gradient_norm")}
    return fit


def _pulls(group):
    count = len(group["obs"])

    def column(name, default):
        return ([_plain(value) for value in group[f"obs_{name}"][()]] if f"obs_{name}" in group
                else [default] * count)

    looks = looks_of(group, "obs_", count)
    return [Pull(_plain(label).removesuffix(f": {name}"), name, part, predicted, pull, *rest)
            for label, name, part, predicted, pull, *rest in zip(
                group["obs"][()], column("observable", ""), column("group", ""),
                column("predicted", np.nan), column("pull", np.nan), column("measured", np.nan),
                column("error", np.nan), column("units", "1"), looks)]


def looks_of(group, prefix, count):
    """Look of each row of a table of observables."""
    names = ("latex", "quoted_units", "quoted_factor")
    if any(prefix + name not in group for name in names):
        return [Look()] * count
    return [Look(_plain(latex), _plain(units), float(factor))
            for latex, units, factor in zip(*(group[prefix + name][()] for name in names))]


def look_of(dataset):
    """Look of a kept prediction or coefficient, from its attributes."""
    attributes = dataset.attrs
    return Look(str(_plain(attributes.get("latex", ""))),
                str(_plain(attributes.get("quoted_units", ""))),
                float(_plain(attributes.get("quoted_factor", 1.0))))


def _values(dataset):
    return np.asarray(dataset[()], dtype=float)


def _units(dataset):
    return str(_plain(dataset.attrs.get("units", "1")))


def _plain(value):
    """h5py's bytes and one-element arrays as Python's own values."""
    if isinstance(value, np.ndarray) and value.size == 1:
        value = value.reshape(())[()]
    if isinstance(value, bytes):
        return value.decode("utf-8")
    return value.item() if isinstance(value, np.generic) else value

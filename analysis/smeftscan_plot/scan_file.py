# SPDX-License-Identifier: MIT
"""The one reader of scan files (HDF5, format "smeftscan-scan"; docs/output-format.md), by xarray.

    file = open_scan("surface.h5")       # group -> xarray.Dataset, as they stand in the file
    scan = read_scan("surface.h5")       # its grid or points, as pictures are made of them
    scan.dataset("chi2")                 # xarray.DataArray (gl_11, gl_22), NaN where a point failed
    scan.dataset("chi2_group:cabibbo")
    scan.names                           # everything that dataset() knows

Everything is read at once and the file is closed: a scan is a value, not a handle.
"""

from __future__ import annotations

import dataclasses
import importlib.util
import os
from collections.abc import Container
from typing import Any, Union

import h5py
import numpy as np
import xarray

from .command import USAGE, Failure
from .start import ENGINES

FORMAT = "smeftscan-scan"
FORMAT_VERSION = 1
OK = 1  # the status of a good point
TEXTS = ("job", "job_resolved")
GROUPS = ("grid", "points", "best_fit", "provenance")  # of a Scan


class ScanFile(dict[str, xarray.Dataset]):
    """The groups of a scan file by name: "grid" or "points", "posterior", "best_fit", ... Each is in
    memory; the file is closed. `attrs` are the attributes of the file (state, seed, points_total,
    ...), `job` is the job that was run, `job_resolved` the same with every default."""

    path: str
    attrs: dict[str, Any]
    job: str
    job_resolved: str


@dataclasses.dataclass(frozen=True)
class Look:
    """How people write an observable: in LaTeX, in which unit. "" where the file does not say."""
    latex: str = ""
    quoted_units: str = ""       # as "ps^-1"
    quoted_factor: float = 1.0   # to them from the powers of GeV of the file


@dataclasses.dataclass(frozen=True, eq=False)
class PartOfFile:
    file: ScanFile

    @property
    def path(self) -> str:
        return self.file.path


@dataclasses.dataclass(frozen=True, eq=False)
class Scan(PartOfFile):
    """The grid of a scan, or its list of points."""
    kind: str             # "grid", or "points" for a list
    data: xarray.Dataset  # of that group, names as people write them; NaN where there is no result

    @property
    def axes(self) -> list[xarray.DataArray]:
        """The free parameters in the order of the array: values on the grid, or of all points."""
        if self.kind == "grid":
            return [self.data[name] for name in self.data["chi2"].dims]
        columns = self.data["parameters"]
        units = self.data["parameter_units"] if "parameter_units" in self.data else None
        return [columns.sel(parameter=name, drop=True).rename(name).assign_attrs(
            columns.attrs if units is None else {"units": str(units.sel(parameter=name).values)})
            for name in self.data["parameter"].values]

    def axis(self, name: str) -> xarray.DataArray:
        for axis in self.axes:
            if axis.name == name:
                return axis
        known = ", ".join(str(axis.name) for axis in self.axes)
        raise Failure(f"{self.path}: no axis '{name}' (axes: {known})", USAGE)

    @property
    def groups(self) -> list[str]:
        """The likelihood groups."""
        return list(self.data["group"].values) if "chi2_group" in self.data else []

    @property
    def minimised(self) -> list[str]:
        """The parameters that a profile minimises over."""
        return list(self.data["nuisance"].values) if "nuisance" in self.data else []

    @property
    def best_fit(self) -> Union[xarray.Dataset, None]:
        fit = self.file.get("best_fit")
        return named_as_written(fit) if fit is not None and "parameters" in fit else None

    @property
    def names(self) -> list[str]:
        dims = self.data["chi2"].dims
        return ["chi2", *(f"chi2_group:{group}" for group in self.groups),
                *sorted(str(name) for name, column in self.data.data_vars.items()
                        if column.dims == dims and column.dtype.kind == "f" and name != "chi2")]

    def dataset(self, name: str) -> xarray.DataArray:
        """By name; a coefficient also without its prefix wc_."""
        names = self.names
        if name not in names and f"wc_{name}" in names:
            name = f"wc_{name}"
        if name not in names:
            raise Failure(f"{self.path}: no dataset '{name}' (there are: {', '.join(names)})", USAGE)
        group = name.removeprefix("chi2_group:")
        if group == name:
            return self.data[name]
        return self.data["chi2_group"].sel(group=group, drop=True).rename(name)

    def failed(self) -> xarray.DataArray:
        """Where a point was tried or left out and has no result."""
        failed: xarray.DataArray = ~_ok(self.data)
        return failed


def read_scan(path: str) -> Scan:
    """The scan in `path`; a Failure with one line if it is missing, no scan file or damaged."""
    file = open_scan(path, GROUPS)
    kind = next((name for name in ("grid", "points") if name in file), None)
    if kind is None:
        raise Failure(f"{path}: neither /grid nor /points in it")
    data = named_as_written(file[kind])
    if "chi2" not in data:
        raise Failure(f"{path}: no dataset /{kind}/chi2")
    ok = _ok(data)
    return Scan(file, kind, data.assign({
        name: column.where(ok) for name, column in data.data_vars.items()
        if column.dtype.kind == "f" and set(ok.dims) <= set(column.dims)}))


def open_scan(path: Union[str, os.PathLike[str]],
              wanted: Union[Container[str], None] = None) -> ScanFile:
    """The groups of the file in `path`, or those that are wanted, with units, long names and axes; a
    Failure with one line if it is missing, no scan file or damaged."""
    scan = ScanFile()
    scan.path = os.fspath(path)
    if not os.path.isfile(path):
        raise Failure(f"{scan.path}: no such file")
    try:
        with h5py.File(scan.path, "r") as file:
            scan.attrs = {name: _plain(value) for name, value in file.attrs.items()}
            _check_format(scan)
            scan.job, scan.job_resolved = (
                file[name].asstr()[()] if name in file else "" for name in TEXTS)
            groups = [name for name, item in file.items() if isinstance(item, h5py.Group)
                      and (wanted is None or name in wanted)]
            for group in groups:
                _check_scales(scan, file[group])
        for group in groups:
            with xarray.open_dataset(scan.path, group=group, decode_times=False,
                                     engine=_engine()) as data:
                scan[group] = data.load()
    except (OSError, KeyError, IndexError, RuntimeError, ValueError) as problem:
        raise Failure(f"{scan.path}: not a readable scan file ({problem})") from None
    return scan


def _check_format(scan: ScanFile) -> None:
    found = scan.attrs.get("format", "no attribute 'format'")
    if found != FORMAT:
        raise Failure(f"{scan.path}: not a file of format '{FORMAT}' ({found})")
    version = scan.attrs.get("format_version")
    if version != FORMAT_VERSION:
        raise Failure(f"{scan.path}: format version {version} (this reader knows {FORMAT_VERSION})")


def _check_scales(scan: ScanFile, group: h5py.Group) -> None:
    for item in group.values():
        if isinstance(item, h5py.Dataset) and not h5py.h5ds.is_scale(item.id):
            for axis, dimension in enumerate(item.dims):
                if len(dimension) == 0:
                    raise Failure(f"{scan.path}: {item.name} has no scale on axis {axis}")


def _engine() -> str:
    for module in ENGINES:
        if importlib.util.find_spec(module) is not None:
            return module.lower()
    raise ImportError("h5netcdf or netCDF4 is needed to open scan files (Debian: apt-get install "
                      "python3-h5netcdf)")


def _ok(data: xarray.Dataset) -> xarray.DataArray:
    ok: xarray.DataArray = data["status"] == OK if "status" in data else data["chi2"].notnull()
    return ok


def named_as_written(data: xarray.Dataset) -> xarray.Dataset:
    """HDF5 forbids the slash of gtau/ge: a bar stands in the file."""
    return data.rename({name: str(name).replace("|", "/") for name in data.data_vars
                        if "|" in str(name)})


def look_of(column: xarray.DataArray) -> Look:
    """Look of a kept prediction or coefficient."""
    known = column.attrs
    return Look(known.get("latex", ""), known.get("quoted_units", ""),
                float(known.get("quoted_factor", 1.0)))


def _plain(value: Any) -> Any:
    """h5py's bytes and numbers as Python's own."""
    if isinstance(value, bytes):
        return value.decode("utf-8")
    return value.item() if isinstance(value, np.generic) else value

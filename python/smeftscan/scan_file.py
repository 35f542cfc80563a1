# SPDX-License-Identifier: MIT
"""Scan files (HDF5, docs/output-format.md) as xarray data sets."""

from __future__ import annotations

import importlib.util
import os
from typing import Any, Union

import h5py
import xarray

from ._core import InputError

FORMAT = "smeftscan-scan"


class ScanFile(dict[str, xarray.Dataset]):
    """The groups of a scan file by name: "grid" or "points", "posterior", "best_fit", ... Each is in
    memory; the file is closed. `attrs` are the attributes of the file (state, seed, points_total, ...),
    `job` is the job that was run."""

    attrs: dict[str, Any]
    job: str


def _engine() -> str:
    for engine, module in (("h5netcdf", "h5netcdf"), ("netcdf4", "netCDF4")):
        if importlib.util.find_spec(module) is not None:
            return engine
    raise ImportError("h5netcdf or netCDF4 is needed to open scan files (Debian: "
                      "apt-get install python3-netcdf4)")


def open(path: Union[str, os.PathLike[str]]) -> ScanFile:
    """A finished scan as {group: xarray.Dataset}, with units, long names and axes. Raises InputError
    for a file that is not a scan."""
    name = os.fspath(path)
    scan = ScanFile()
    try:
        with h5py.File(name, "r") as file:
            scan.attrs = {key: value.decode() if isinstance(value, bytes) else value
                          for key, value in file.attrs.items()}
            if scan.attrs.get("format") != FORMAT:
                raise InputError(f"{name}: is not a scan file of smeftscan")
            scan.job = file["job"].asstr()[()]
            groups = [key for key, item in file.items() if isinstance(item, h5py.Group)]
    except (OSError, KeyError) as error:
        raise InputError(f"{name}: cannot be read as a scan file ({error})") from None
    for group in groups:
        with xarray.open_dataset(name, group=group, engine=_engine()) as data:
            scan[group] = data.load()
    return scan

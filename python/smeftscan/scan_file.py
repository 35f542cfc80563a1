# SPDX-License-Identifier: MIT
"""Scan files (HDF5, docs/output-format.md) as xarray data sets, by the reader of the pictures."""

from __future__ import annotations

import os
from typing import Union

from smeftscan_plot.command import Failure
from smeftscan_plot.scan_file import ScanFile, open_scan

from ._core import InputError


def open(path: Union[str, os.PathLike[str]]) -> ScanFile:
    """A finished scan as {group: xarray.Dataset}, with units, long names and axes. Raises InputError
    for a file that is not a scan."""
    try:
        return open_scan(path)
    except Failure as failure:
        raise InputError(str(failure)) from None

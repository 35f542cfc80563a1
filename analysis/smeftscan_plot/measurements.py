# SPDX-License-Identifier: MIT
"""The measurements of a likelihood, as they stand in a scan file, as a pandas table."""

from __future__ import annotations

from typing import Any, Union

import numpy as np
import pandas
import xarray

# What a row has, and what it is where the file does not say.
COLUMNS: dict[str, Any] = {
    "observable": "", "group": "", "measured": np.nan,
    "error": np.nan,        # of experiment and theory in quadrature
    "units": "1",           # of both, and of the prediction
    "latex": "", "quoted_units": "", "quoted_factor": 1.0}
OF_FIT: dict[str, Any] = {"predicted": np.nan, "pull": np.nan}  # (predicted - measured)/error


def table_of(data: xarray.Dataset, prefix: str, columns: dict[str, Any]) -> pandas.DataFrame:
    labels = data["obs"].values
    table = pandas.DataFrame({
        name: data[prefix + name].values if prefix + name in data else [default] * len(labels)
        for name, default in columns.items()})
    table.insert(0, "measurement", [label.removesuffix(f": {name}")
                                    for label, name in zip(labels, table["observable"])])
    return table


def of_best_fit(fit: xarray.Dataset) -> pandas.DataFrame:
    """One row a measurement: COLUMNS, and its prediction and pull at the best fit."""
    return table_of(fit, "obs_", {**COLUMNS, **OF_FIT})


def of_posterior(observed: Union[xarray.Dataset, None]) -> pandas.DataFrame:
    """One row a measurement: COLUMNS."""
    if observed is None:
        return pandas.DataFrame(columns=["measurement", *COLUMNS])
    return table_of(observed.rename(value="measured"), "", COLUMNS)

# SPDX-License-Identifier: MIT
"""The files that reproduce.py leaves in its folder, as paper_numbers.py asks for them."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import numpy as np
import pandas
import xarray
import yaml

from .command import Failure
from .fig1_running import LOW, V_SQUARED
from .fig2 import Surfaces, read_plane
from .scan_file import Scan, read_scan

T = TypeVar("T")


class Results:
    """The files of a folder, each read once; `used` names those that were asked for."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.used: list[str] = []
        self._known: dict[Any, Any] = {}

    def _read(self, name: str, reader: Callable[[str], T]) -> T:
        if name not in self.used:
            self.used.append(name)
        if (name, reader) not in self._known:
            self._known[name, reader] = reader(os.path.join(self.folder, name))
        found: T = self._known[name, reader]
        return found

    def scan(self, name: str) -> Scan:
        return self._read(name, read_scan)

    def json(self, name: str) -> Any:
        return self._read(name, _load_json)

    def surfaces(self, *names: str) -> Surfaces:
        """Of one grid, or of profiles."""
        return Surfaces([self._read(name, read_plane) for name in names])

    def fit(self, name: str) -> xarray.Dataset:
        fit = self.scan(name).best_fit
        if fit is None:
            raise Failure(f"{self.scan(name).path}: no best fit in it")
        return fit

    def fitted(self, name: str, parameter: str) -> tuple[float, float]:
        """Value and error of a parameter at a best fit."""
        found = self.fit(name).sel(parameter=parameter)
        return float(found["parameters"]), float(found["errors"])

    def lowest(self, name: str) -> float:
        """Chi-square of a best fit."""
        return float(self.fit(name)["chi2"])

    def fig1(self, source: str) -> dict[str, float]:
        """The row of the table of Fig. 1 at m_Z: 10^4 epsilon of each curve."""
        table = self._read("fig1.csv", _load_csv)
        [row] = table[(table["source"] == source) & np.isclose(table["mu_GeV"], LOW)].drop(
            columns=["source", "mu_GeV"]).rename(
            columns=lambda name: name.removesuffix("_times_1e4")).to_dict("records")
        return {str(name): float(value) for name, value in row.items()}

    def row(self, name: str, column: str, **point: float) -> float:
        """A column of a list of points in the row of this point, whose other parameters are 0."""
        scan = self.scan(name)
        matches = [axis.values == point.get(str(axis.name), 0.0) for axis in scan.axes]
        found = np.flatnonzero(np.all(matches, axis=0))
        if len(found) != 1:
            raise Failure(f"{scan.path}: {len(found)} rows of {point}")
        return float(scan.dataset(column)[found[0]])

    def lam(self, name: str) -> float:
        """lambda = |Vus/Vud| of a job that gives it."""
        return float(yaml.safe_load(self.scan(name).file.job)["inputs"]["lambda"])

    def weights(self, observable: str, coefficients: Sequence[str], unit: float = 1.0
                ) -> tuple[float, ...]:
        """Of v^2 C at m_Z in an observable that is linear in it, in these units."""
        sm = self.row("slopes.h5", observable)
        sizes = {name: float(self.scan("slopes.h5").axis(name).max()) for name in coefficients}
        return tuple((self.row("slopes.h5", observable, **{name: size}) - sm)
                     / (size * V_SQUARED * unit) for name, size in sizes.items())

    def measured(self, name: str) -> tuple[float, float]:
        """Value and error of the first measurement of this observable."""
        one = _named(self.json("point_26.json")["measurements"], name)
        return one["measured"], one["error"]

    def predicted(self, name: str, point: str = "point_26.json") -> dict[str, Any]:
        return _named(self.json(point)["predictions"], name)

    def chi2(self, point: str, group: str = "total") -> float:
        return float(self.json(point)["chi2"][group])

    def wc(self, scale: str, name: str) -> float:
        """A coefficient at the paper's best fit, at scale `high` or `ew`, GeV^-2, real part."""
        return real(self.json("point_26.json")["wc"][scale]["values"].get(name, 0.0))


def real(value: Any) -> float:
    """The real part of a coefficient, as the program writes it."""
    if isinstance(value, list):
        return float(value[0])
    return float(value["Re"] if isinstance(value, dict) else value)


def _named(entries: Sequence[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(one for one in entries if one["name"] == name)


def _load_json(path: str) -> Any:
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except (OSError, ValueError) as problem:
        raise Failure(f"{path}: {problem}") from None


def _load_csv(path: str) -> pandas.DataFrame:
    try:
        return pandas.read_csv(path, float_precision="round_trip")
    except (OSError, ValueError) as problem:
        raise Failure(f"{path}: {problem}") from None

# SPDX-License-Identifier: MIT
"""The files that reproduce.py leaves in its folder, as paper_numbers.py asks for them."""

import csv
import json
import math
import os

import numpy as np
import yaml

from command import Failure
from fig1_running import LOW, V_SQUARED
from fig2 import Surfaces, read_plane
from scan_file import read_scan


class Results:
    """The files of a folder, each read once; `used` names those that were asked for."""

    def __init__(self, folder):
        self.folder = folder
        self.used = []
        self._known = {}

    def _read(self, name, reader):
        if name not in self.used:
            self.used.append(name)
        if (name, reader) not in self._known:
            self._known[name, reader] = reader(os.path.join(self.folder, name))
        return self._known[name, reader]

    def scan(self, name):
        return self._read(name, read_scan)

    def json(self, name):
        return self._read(name, _load_json)

    def surfaces(self, *names):
        """Of one grid, or of profiles: fig2.Surfaces."""
        return Surfaces([self._read(name, read_plane) for name in names])

    def fit(self, name, parameter):
        """Value and error of a parameter at a best fit."""
        fit = self.scan(name).best_fit
        return fit["parameters"][parameter], fit["errors"][parameter]

    def lowest(self, name):
        """Chi-square of a best fit."""
        return self.scan(name).best_fit["chi2"]

    def fig1(self, source):
        """The row of the table of Fig. 1 at m_Z: 10^4 epsilon of each curve."""
        row = next(row for row in self._read("fig1.csv", _load_csv)
                   if row["source"] == source and math.isclose(float(row["mu_GeV"]), LOW))
        return {name.removesuffix("_times_1e4"): float(value) for name, value in row.items()
                if name != "source"}

    def row(self, name, column, **point):
        """A column of a list of points in the row of this point, whose other parameters are 0."""
        scan = self.scan(name)
        matches = [axis.values == point.get(axis.name, 0.0) for axis in scan.axes]
        found = np.flatnonzero(np.all(matches, axis=0))
        if len(found) != 1:
            raise Failure(f"{scan.path}: {len(found)} rows of {point}")
        return float(scan.dataset(column).values[found[0]])

    def lam(self, name):
        """lambda = |Vus/Vud| of a job that gives it."""
        return float(yaml.safe_load(self.scan(name).job)["inputs"]["lambda"])

    def weights(self, observable, coefficients, unit=1.0):
        """Of v^2 C at m_Z in an observable that is linear in it, in these units."""
        sm = self.row("slopes.h5", observable)
        sizes = {name: self.scan("slopes.h5").axis(name).values.max() for name in coefficients}
        return tuple((self.row("slopes.h5", observable, **{name: size}) - sm)
                     / (size * V_SQUARED * unit) for name, size in sizes.items())

    def measured(self, name):
        """Value and error of the first measurement of this observable."""
        one = _named(self.json("point_26.json")["measurements"], name)
        return one["measured"], one["error"]

    def predicted(self, name, point="point_26.json"):
        return _named(self.json(point)["predictions"], name)

    def chi2(self, point, group="total"):
        return self.json(point)["chi2"][group]

    def wc(self, scale, name):
        """A coefficient at the paper's best fit, at scale `high` or `ew`, GeV^-2, real part."""
        return real(self.json("point_26.json")["wc"][scale]["values"].get(name, 0.0))


def real(value):
    """The real part of a coefficient, as the program writes it."""
    if isinstance(value, list):
        return value[0]
    return value["Re"] if isinstance(value, dict) else value


def _named(entries, name):
    return next(one for one in entries if one["name"] == name)


def _load_json(path):
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except (OSError, ValueError) as problem:
        raise Failure(f"{path}: {problem}") from None


def _load_csv(path):
    try:
        with open(path, newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))
    except OSError as problem:
        raise Failure(f"{path}: {problem}") from None

# SPDX-License-Identifier: MIT
"""The likelihood of a job as a function of arrays of points."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Optional, Union

import numpy as np
import numpy.typing as npt

from . import _core
from ._core import InputError
from ._text import Document, document, yaml_of

Array = npt.NDArray[np.float64]
Points = Union[npt.ArrayLike, Mapping[str, npt.ArrayLike]]


class Likelihood:
    """The likelihood of a job: the numbers of its scan, to the bit, at any points.

    job: a job file, its text (with a line break) or a dictionary; it needs no `sampler`. Set-up takes
    what a scan takes before its first point.
    set: changes by dotted path, {"running.method": "operator"}. data: a data set instead of the job's.
    data_dir: a folder like data/ whose files win. threads: of OpenMP; OMP_NUM_THREADS unless given.

    Points are an array of shape (n, d), one column a parameter in the order of `parameters`, or a
    dictionary {name: (n,)} whose entries broadcast; in GeV, GeV^-2 or without unit. Values outside the
    ranges of the job are computed too. One point of shape (d,), or a dictionary of numbers, gives
    results without the axis of length n. The interpreter's lock is free during the computation, and
    several threads may call at once. In a child process (fork) points are computed by one thread.
    """

    def __init__(self, job: Document, set: Optional[Mapping[str, Any]] = None,
                 data: Optional[str] = None, *, data_dir: Optional[str] = None,
                 threads: int = 0) -> None:
        text, source = document(job, "job")
        changes = [(path, yaml_of(value)) for path, value in (set or {}).items()]
        self._core = _core.Likelihood(text, source, changes, data, data_dir, threads)

    @property
    def parameters(self) -> list[str]:
        """Names of the free parameters, in the order of the columns."""
        return self._core.parameters

    @property
    def groups(self) -> list[str]:
        """Names of the likelihood groups, and `correlation` where a theory covariance crosses them."""
        return self._core.groups

    @property
    def observables(self) -> list[str]:
        """Labels of the observables, with their bins, as `predictions` has them."""
        return self._core.observables

    @property
    def notes(self) -> list[str]:
        """Choices that were made for the job, such as which SM couplings stand at the high scale."""
        return self._core.notes

    def chi2(self, points: Points) -> Union[float, Array]:
        """Chi-square, shape (n,): the sum over the groups; NaN where a point has no answer. The
        log-likelihood is -chi2/2."""
        rows, single = self._rows(points)
        return _first(self._core.answers(rows, False)[1], single)

    def chi2_by_group(self, points: Points) -> dict[str, Union[float, Array]]:
        """Chi-square of each group, {group: (n,)}; NaN where a point has no answer."""
        rows, single = self._rows(points)
        table = self._core.answers(rows, False)[2]
        return {group: _first(table[:, i], single) for i, group in enumerate(self.groups)}

    def predictions(self, points: Points) -> dict[str, Union[float, Array]]:
        """Predictions, {label: (n,)}, in powers of GeV; NaN where a point has no answer."""
        rows, single = self._rows(points)
        table = self._core.answers(rows, True)[3]
        return {label: _first(table[:, i], single) for i, label in enumerate(self.observables)}

    def status(self, points: Points) -> Union[str, npt.NDArray[np.str_]]:
        """What became of each point, shape (n,): "ok", "outside" (below the electroweak scale),
        "integration_failed", "no_sm_solution", "not_finite"."""
        rows, single = self._rows(points)
        codes = self._core.answers(rows, False)[0]
        names = np.array(_core.status_names)[codes]
        return str(names[0]) if single else names

    def pulls(self, point: Points) -> list[dict[str, Any]]:
        """The measurements at one point, as `point --json` has them: {measurement, name, arguments,
        measured, error, pull, group}; error is experimental and theoretical in quadrature, pull
        (prediction - measured)/error. Raises PointFailure where the point has no answer."""
        rows, _ = self._rows(point)
        if len(rows) != 1:
            raise InputError(f"pulls: one point is needed, not {len(rows)}")
        pulls: list[dict[str, Any]] = json.loads(self._core.pulls(rows))
        return pulls

    def _rows(self, points: Points) -> tuple[Array, bool]:
        """A table of shape (n, d), and whether one point without axis was given."""
        names = self.parameters
        if isinstance(points, Mapping):
            unknown = [str(name) for name in points if name not in names]
            missing = [name for name in names if name not in points]
            if unknown or missing:
                raise InputError("points: " + "; ".join(
                    ([f"unknown parameter {', '.join(unknown)}"] if unknown else []) +
                    ([f"no values of {', '.join(missing)}"] if missing else [])) +
                    f" (the parameters are {', '.join(names)})")
            columns = np.broadcast_arrays(*(_numbers(points[name]) for name in names))
            rows = np.stack(columns, -1)
        else:
            rows = _numbers(points)
        if rows.ndim not in (1, 2) or rows.shape[-1] != len(names):
            raise InputError(f"points: shape (n, {len(names)}) is needed, one column for each of "
                             f"{', '.join(names)}, not {rows.shape}")
        return np.ascontiguousarray(np.atleast_2d(rows)), rows.ndim == 1


def _numbers(values: npt.ArrayLike) -> Array:
    try:
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise InputError(f"points: numbers are needed ({error})") from None


def _first(values: Array, single: bool) -> Union[float, Array]:
    return float(values[0]) if single else values

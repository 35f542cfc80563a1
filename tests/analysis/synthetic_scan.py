# SPDX-License-Identifier: MIT
"""Scan files in the documented layout, made by h5py alone, with a chi-square known in closed form.

R(Vus) = 1 + 0.0229 gl_11 gl_22 (the Z' at 1 TeV, to one per cent: reference/rvus.json), measured
0.9891 +- 0.0033 (arXiv:2002.07184), plus a group that prefers (-0.2, 1.5).
"""

import h5py
import numpy as np

SLOPE, MEASURED, ERROR = 0.0229, 0.9891, 0.0033


def r_vus(g11, g22):
    return 1.0 + SLOPE * g11 * g22


def cabibbo(g11, g22):
    return ((r_vus(g11, g22) - MEASURED) / ERROR) ** 2


def electroweak(g11, g22):
    return ((g11 + 0.2) / 0.3) ** 2 + ((g22 - 1.5) / 0.6) ** 2


def strings(*values):
    return np.array(values, dtype=h5py.string_dtype("utf-8"))


def write_nuisance(path, *names):
    """Makes a profile of the grid in `path`."""
    with h5py.File(path, "a") as file:
        scale(file["grid"], "nuisance", strings(*names))


def text(value):
    """A fixed-length attribute, as the C interface writes it."""
    return np.bytes_(value)


def _start(path, state):
    file = h5py.File(path, "w", track_order=True)
    file.attrs["format"] = text("smeftscan-scan")
    file.attrs["format_version"] = np.int64(1)
    file.attrs["state"] = text(state)
    file.attrs["seed"] = np.int64(0)
    file["job"] = "model:\n  z_prime: {mass: 1 TeV}\n"
    provenance = file.create_group("provenance", track_order=True)
    provenance.attrs["program"] = text("smeftscan")
    provenance.attrs["ranks"] = np.int32(2)
    return file


def dataset(group, name, values, scales, units="1"):
    made = group.create_dataset(name, data=values)
    made.attrs["units"] = text(units)
    made.attrs["long_name"] = text(name.replace("|", "/"))
    for dimension, axis in enumerate(scales):
        made.dims[dimension].attach_scale(axis)
    return made


def scale(group, name, values, units="1"):
    made = group.create_dataset(name, data=values)
    made.make_scale(name)
    made.attrs["units"] = text(units)
    return made


def _status(dataset):
    dataset.attrs["flag_values"] = np.arange(8, dtype=np.uint8)
    dataset.attrs["flag_meanings"] = text(
        "not_computed ok outside integration_failed no_sm_solution not_finite time_limit other")


def write_grid(path, axes, failed=(), state="complete"):
    """`axes`: name -> values; the first two are gl_11 and gl_22, missing ones count as 1."""
    names = list(axes)
    mesh = dict(zip(names, np.meshgrid(*axes.values(), indexing="ij")))
    g11, g22 = mesh.get("gl_11", 1.0), mesh.get("gl_22", 1.0)
    shape = tuple(len(values) for values in axes.values())
    other = sum(((mesh[name] + 1.8) ** 2 for name in names if name == "gl_33"), np.zeros(shape))
    groups = np.stack([cabibbo(g11, g22) + 0.0 * other, electroweak(g11, g22) + other], axis=-1)
    prediction = r_vus(g11, g22) + 0.0 * other
    status = np.ones(shape, dtype=np.uint8)
    for index in failed:
        status[index] = 3
        groups[index] = np.nan
        prediction[index] = np.nan
    with _start(path, state) as file:
        grid = file.create_group("grid", track_order=True)
        scales = [scale(grid, name, values) for name, values in axes.items()]
        group = grid.create_dataset("group", data=["cabibbo", "electroweak"],
                                    dtype=h5py.string_dtype("utf-8"))
        group.make_scale("group")
        dataset(grid, "chi2", groups.sum(axis=-1), scales)
        dataset(grid, "chi2_group", groups, scales + [group])
        _status(dataset(grid, "status", status, scales))
        dataset(grid, "R(Vus)", prediction, scales)
        dataset(grid, "wc_ll_1221", -1.9e-7 * g11 * g22 + 0.0 * other, scales, units="GeV^-2")
        dataset(grid, "dGF|GF", 1e-3 * g11 * g22 + 0.0 * other, scales)


def write_points(path, points):
    """A list of points of (gl_11, gl_22), an array of shape (points, 2)."""
    with _start(path, "complete") as file:
        group = file.create_group("points", track_order=True)
        index = scale(group, "index", np.arange(len(points), dtype=np.int64))
        parameter = group.create_dataset("parameter", data=["gl_11", "gl_22"],
                                         dtype=h5py.string_dtype("utf-8"))
        parameter.make_scale("parameter")
        dataset(group, "parameter_units", strings("1", "1"), [parameter])
        dataset(group, "parameters", points, [index, parameter], units="see parameter_units")
        dataset(group, "chi2", cabibbo(points[:, 0], points[:, 1]), [index])
        _status(dataset(group, "status", np.ones(len(points), dtype=np.uint8), [index]))

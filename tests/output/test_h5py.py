# SPDX-License-Identifier: MIT
"""Scan files as h5py and, where it is installed, xarray see them: test_h5py.py <write_sample>."""
import subprocess
import sys
import tempfile
from pathlib import Path

import h5py
import numpy as np

STATUS = "not_computed ok outside integration_failed no_sm_solution not_finite time_limit other"


def dimensions(dataset):
    return tuple(Path(axis[0].name).name for axis in dataset.dims)


def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def check_house_rules(file):
    """What holds for every dataset of a data group."""
    for group in (file[name] for name in file if isinstance(file[name], h5py.Group)):
        assert group.id.get_create_plist().get_link_creation_order() == 3, group.name
        for dataset in group.values():
            assert dataset.dtype.kind in "iufO", dataset.name
            assert "units" in dataset.attrs and "long_name" in dataset.attrs, dataset.name
            assert all(extent > 0 for extent in dataset.shape), dataset.name
            scale = dataset.attrs.get("CLASS", b"") == b"DIMENSION_SCALE"
            assert scale or all(len(axis) == 1 for axis in dataset.dims), dataset.name
            if dataset.dtype.kind != "O":
                assert dataset.chunks and dataset.shuffle and dataset.fletcher32, dataset.name
                assert dataset.compression == "gzip" and dataset.compression_opts == 4
            if dataset.dtype.kind == "f":
                assert np.isnan(dataset.attrs["_FillValue"]) and np.isnan(dataset.fillvalue)


def check_root(file, points):
    root = {name: file.attrs[name] for name in file.attrs}
    assert text(root["format"]) == "smeftscan-scan" and root["format_version"] == 1
    assert root["state"] == "complete" and root["seed"] == 7
    assert (root["points_total"], root["points_done"], root["points_failed"]) == (points, points, 1)
    assert len(text(root["content_hash"])) == 32
    assert file["job"].asstr()[()].endswith("# \u03bc\n")
    assert list(file["provenance"].attrs) == ["program", "ranks", "cpu_seconds"]


def check_grid(path):
    with h5py.File(path) as file:
        check_house_rules(file)
        check_root(file, 6)
        grid = file["grid"]
        assert grid["gl_11"][:].tolist() == [-2.0, 0.0, 2.0]
        assert dimensions(grid["chi2"]) == dimensions(grid["status"]) == ("gl_11", "mass")
        assert dimensions(grid["chi2_group"]) == ("gl_11", "mass", "group")
        assert grid["group"].asstr()[:].tolist() == ["cabibbo", "bsll"]
        # The last axis is the fastest: point 4 is (gl_11[2], mass[0]).
        assert grid["chi2"][2, 0] == 12.0 and grid["chi2_group"][2, 0].tolist() == [4.0, 8.0]
        assert np.isnan(grid["chi2"][0, 1]) and grid["status"][0, 1] == 3
        assert text(grid["status"].attrs["flag_meanings"]) == STATUS
        assert grid["status"].attrs["flag_values"].tolist() == list(range(8))
        assert text(grid["pi_mu|e"].attrs["long_name"]) == "pi_mu/e"
        assert grid["mass"].attrs["units"] == "GeV"  # str, no bytes
        assert grid["wc_ll_1221"].attrs["scale"] == 91.1876
        failures = file["failures"]
        assert failures["point"][:].tolist() == [1] and failures["cvode_flag"][0] == -4
        assert dimensions(failures["message"]) == ("point",)
        assert failures["message"].asstr()[0] == "no convergence at 512.5 GeV"


def check_points(path):
    with h5py.File(path) as file:
        check_house_rules(file)
        check_root(file, 4)
        points = file["points"]
        assert points["index"][:].tolist() == [0, 1, 2, 3]
        assert dimensions(points["parameters"]) == ("index", "parameter")
        assert points["parameters"][3].tolist() == [0.4, 4000.0]
        assert points["parameter"].asstr()[:].tolist() == ["gl_11", "mass"]
        assert points["parameter_units"].asstr()[:].tolist() == ["1", "GeV"]
        assert dimensions(points["chi2"]) == ("index",)


def check_xarray(path):
    try:
        import xarray
        import h5netcdf  # noqa: F401
    except ImportError:
        print("xarray or h5netcdf is not installed: skipped")
        return
    with xarray.open_dataset(path, group="grid", engine="h5netcdf") as grid:
        assert grid["chi2"].dims == ("gl_11", "mass")
        assert float(grid["chi2"].sel(gl_11=2.0, mass=1000.0)) == 12.0


with tempfile.TemporaryDirectory() as folder:
    subprocess.run([sys.argv[1], folder], check=True)
    check_grid(Path(folder, "grid.h5"))
    check_points(Path(folder, "points.h5"))
    check_xarray(Path(folder, "grid.h5"))

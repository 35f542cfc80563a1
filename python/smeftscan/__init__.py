# SPDX-License-Identifier: MIT
"""Scans of new physics through the full SMEFT renormalization group, in Python.

    like = smeftscan.Likelihood("job.yaml")          # a job file, its text or a dictionary
    like.chi2(points)                                # (n, d) array -> (n,)
    smeftscan.evolve(wcxf, to="1 TeV")               # Wilson coefficients as WCxf dictionaries
    smeftscan.open("scan.h5")                        # what a scan wrote, as xarray data sets

Numbers are those of the program, to the bit. Errors of the input are `InputError` (a ValueError) with
the one line that the program prints; a point without an answer is `PointFailure`. Messages go to the
logger "smeftscan". MPI is never initialised: scans on many nodes are `smeftscan run`.
"""

from . import _data  # noqa: F401  (tells the library where its data are)
from ._core import InputError, PointFailure, __version__
from .coefficients import beta, evolve, match, predict
from .likelihood import Likelihood
from .scan_file import open

__all__ = ["InputError", "Likelihood", "PointFailure", "__version__", "beta", "evolve", "match",
           "open", "predict"]

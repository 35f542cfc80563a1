# SPDX-License-Identifier: MIT
"""Pictures and tables of scan files: the command `smeftscan-plot KIND FILE`, and in Python

    from smeftscan_plot import corner, read_chains, read_scan, surface

    surface.draw(read_scan("surface.h5"), "chi2_group:cabibbo")     # a matplotlib Figure
    corner.draw(read_chains("posterior.h5")).savefig("corner.pdf")

No backend of matplotlib is chosen, no setting of the caller changed.
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .chain_file import read_chains
    from .command import Failure
    from .scan_file import open_scan, read_scan
else:
    def __getattr__(name):
        """The readers, and xarray with them, when they are asked for: a script first says what it
        lacks."""
        modules = {"Failure": "command", "open_scan": "scan_file", "read_scan": "scan_file",
                   "read_chains": "chain_file"}
        if name not in modules:
            raise AttributeError(f"module 'smeftscan_plot' has no attribute '{name}'")
        return getattr(importlib.import_module(f".{modules[name]}", __name__), name)

__all__ = ["Failure", "open_scan", "read_chains", "read_scan"]

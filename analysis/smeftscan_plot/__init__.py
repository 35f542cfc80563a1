# SPDX-License-Identifier: MIT
"""Pictures and tables of scan files: the command `smeftscan-plot KIND FILE`, and in Python

    from smeftscan_plot import corner, read_chains, read_scan, surface

    surface.draw(read_scan("surface.h5"), "chi2_group:cabibbo")     # a matplotlib Figure
    corner.draw(read_chains("posterior.h5")).savefig("corner.pdf")

No backend of matplotlib is chosen, no setting of the caller changed.
"""

from typing import Any

__all__ = ["Failure", "open_scan", "read_chains", "read_scan"]


def __getattr__(name: str) -> Any:
    """The readers, and xarray with them, when they are asked for: a script first says what it
    lacks."""
    if name == "Failure":
        from .command import Failure
        return Failure
    if name == "read_chains":
        from .chain_file import read_chains
        return read_chains
    if name in ("open_scan", "read_scan"):
        from . import scan_file
        return getattr(scan_file, name)
    raise AttributeError(f"module 'smeftscan_plot' has no attribute '{name}'")

# SPDX-License-Identifier: MIT
"""How a picture starts: by `smeftscan-plot KIND FILE`, or by the script KIND.py of analysis/.

A package that is missing is one line on stderr instead of a traceback, so nothing is imported here
that Python does not have itself.
"""

from __future__ import annotations

import difflib
import importlib
import importlib.util
import os
import sys

from .command import SYSTEM, USAGE, Failure, reported

PACKAGES = {"numpy": "python3-numpy", "h5py": "python3-h5py", "xarray": "python3-xarray",
            "scipy": "python3-scipy", "matplotlib": "python3-matplotlib", "yaml": "python3-yaml"}
ENGINES = ("h5netcdf", "netCDF4")  # one of them, for xarray

KINDS = {
    "surface": "a curve or surface of a grid: chi-square, a prediction, a coefficient",
    "cabibbo_region": "the region of R(Vus) in the plane of gl_11 and gl_22",
    "fig1_running": "Fig. 1 of arXiv:2108.05614, the running of epsilon^(2); no FILE",
    "fig2": "Fig. 2 of arXiv:2108.05614, the regions of all groups; a grid, or profiles",
    "corner": "the marginal distributions of a posterior",
    "traces": "the chains of a posterior draw by draw",
    "pulls": "the pulls of a best fit or a posterior",
    "bins": "binned observables of b -> s l l: data, the SM, a point (WCxf)",
    "wilson_plane": "regions in C9 and C10 of muons",
    "summary": "a table of parameters, in Markdown or LaTeX",
}

USAGE_TEXT = """\
usage: smeftscan-plot KIND FILE [options]

Draw a scan file of smeftscan, or print a table of it. KIND is

{kinds}

`smeftscan-plot KIND --help` has the options of each. Pictures are PNG, PDF or SVG by the ending of
--output. Exit codes are those of smeftscan."""


def check_packages() -> None:
    missing = [name for name in PACKAGES if importlib.util.find_spec(name) is None]
    if all(importlib.util.find_spec(name) is None for name in ENGINES):
        missing.append("h5netcdf")
    if missing:
        raise Failure(f"{sys.executable} has no {', '.join(missing)}. Run it with "
                      "/usr/bin/python3, or install "
                      + " ".join(PACKAGES.get(name, f"python3-{name}") for name in missing), SYSTEM)


def start(module: str) -> None:
    """main() of a module of this package, with the words of the command line."""
    with reported():
        check_packages()
        importlib.import_module(f"{__package__}.{module}").main()


def kind_of(word: str) -> str:
    name = word.replace("-", "_")
    if name in KINDS:
        return name
    near = difflib.get_close_matches(name, KINDS, n=1)
    advice = f"did you mean '{near[0]}'?" if near else f"there are: {', '.join(KINDS)}"
    raise Failure(f"no kind '{word}' of picture; {advice}", USAGE)


def main() -> None:
    """smeftscan-plot KIND FILE"""
    words = sys.argv[1:]
    if words and words[0] in ("-h", "--help"):
        width = max(map(len, KINDS)) + 2
        print(USAGE_TEXT.format(kinds="\n".join(f"  {name.ljust(width)}{text}"
                                                for name, text in KINDS.items())))
        return
    sys.argv[0] = "smeftscan-plot"
    with reported():
        if not words:
            raise Failure("which KIND of picture? (try --help)", USAGE)
        kind = kind_of(words[0])
        sys.argv = [f"smeftscan-plot {kind}", *words[1:]]
    start(kind)

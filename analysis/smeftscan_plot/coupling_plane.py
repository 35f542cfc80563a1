# SPDX-License-Identifier: MIT
"""The plane of the Z' couplings (gl_11, gl_22), in which Fig. 2 of arXiv:2108.05614 is drawn."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from . import style
from .paper_claims import printed

AXES = ("gl_11", "gl_22")


def best_fit(panel: Any, colour: str) -> Any:
    """The paper's best fit with its errors, Eq. (26); a handle for the legend."""
    (g11, error11), (g22, error22) = map(printed, AXES)
    return panel.errorbar(g11, g22, xerr=error11, yerr=error22, fmt="o", ms=4.5, lw=1.1, capsize=2,
                          color=colour, zorder=5, label="best fit, arXiv:2108.05614")


def frame(panel: Any, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64],
          handles: list[Any]) -> None:
    """Lines at zero, limits, names of the axes, and the legend above."""
    for draw_zero in (panel.axhline, panel.axvline):
        draw_zero(0.0, color="0.6", lw=0.6, zorder=0)
    panel.set_xlim(x.min(), x.max())
    panel.set_ylim(y.min(), y.max())
    panel.set_xlabel(style.symbol(AXES[0]))
    panel.set_ylabel(style.symbol(AXES[1]))
    panel.legend(handles=handles, loc="lower center", bbox_to_anchor=(0.5, 1.0), ncol=2)

# SPDX-License-Identifier: MIT
"""Numbers along an axis: few enough not to overprint, a common power of ten in the label.

matplotlib writes the power of ten beside the axis, where it meets the label; here it stands in the
brackets of the unit: "C [10^-8 GeV^-2]".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.ticker import Formatter, MaxNLocator

MOST = 5  # intervals of an axis of a single picture
MOST_DIGITS = 7


def exponent(low: float, high: float) -> int:
    """Of the power of ten that labels leave out: 0 where the numbers read well as they are."""
    size = max(abs(low), abs(high))
    if not np.isfinite(size) or size == 0.0 or 2e-2 <= size < 1e4:
        return 0
    return int(np.floor(np.log10(size) + 1e-9))


def bracket(power: int, unit: str) -> str:
    """' [10^-8 GeV^-2]', or '' for a pure number without a power."""
    parts = ([rf"$10^{{{power}}}$"] if power else []) + ([unit] if unit else [])
    return f" [{' '.join(parts)}]" if parts else ""


class Scaled(Formatter):  # type: ignore[misc]
    """Values over 10^power, all with the decimals that their steps need."""

    def __init__(self, power: int) -> None:
        self.power = power
        self.decimals = 0

    def set_locs(self, locs: Sequence[float]) -> None:
        self.locs = locs
        scaled = np.asarray(locs, float) / 10.0 ** self.power
        for self.decimals in range(MOST_DIGITS + 1):
            step = np.min(np.diff(scaled), initial=np.inf) if len(scaled) > 1 else 1.0
            if np.all(np.abs(scaled - np.round(scaled, self.decimals)) < 1e-3 * step):
                break

    def __call__(self, value: float, position: Any = None) -> str:
        text = f"{value / 10.0 ** self.power:.{self.decimals}f}"
        return str(self.fix_minus("0" if float(text) == 0.0 else text))


def set_axis(axis: Any, symbol: str, unit: str, limits: tuple[float, float],
             most: int = MOST) -> None:
    """Labels a linear axis within `limits`: `symbol`, unit and power, and its numbers."""
    power = exponent(*limits)
    axis.set_major_locator(MaxNLocator(most, steps=[1, 2, 2.5, 5, 10]))
    axis.set_major_formatter(Scaled(power))
    axis.set_label_text(symbol + bracket(power, unit))


def set_bar(bar: Any, symbol: str, unit: str, limits: tuple[float, float]) -> None:
    """The same for a colour bar."""
    set_axis(bar.ax.yaxis, symbol, unit, limits, most=6)

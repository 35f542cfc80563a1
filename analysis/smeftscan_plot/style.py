# SPDX-License-Identifier: MIT
"""One look for all figures: fonts, colours, the names of parameters and coefficients."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from typing import Any, Union

import matplotlib
from matplotlib.figure import Figure

from .command import CANNOT_CREATE, Failure

# Okabe and Ito's palette, distinguishable with any colour vision.
BLACK, ORANGE, SKY, GREEN, YELLOW, BLUE, VERMILION, PURPLE = (
    "#000000", "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7")
# Lightness runs one way in both, also in grey print.
EXCLUSION = "Blues_r"  # a chi-square difference: dark where allowed, white where excluded
SEQUENTIAL = "viridis"
NO_RESULT = {"facecolor": "#D9D9D9", "edgecolor": "#6E6E6E", "hatch": "//////"}

# Difference to the minimum of chi-square: (level, confidence) for one and two parameters.
LEVELS = {1: ((1.00, "68.3 %"), (3.84, "95 %")), 2: ((2.30, "68.3 %"), (5.99, "95 %"))}

ONE_COLUMN = 3.4  # width of a column of a journal in inches
WIDE = 5.0


SETTINGS: dict[str, Any] = {
    "font.family": "STIXGeneral", "mathtext.fontset": "stix", "font.size": 10,
    "axes.labelsize": 11, "legend.fontsize": 9, "xtick.labelsize": 9, "ytick.labelsize": 9,
    "axes.linewidth": 0.7, "lines.linewidth": 1.5,
    "xtick.direction": "in", "ytick.direction": "in", "xtick.top": True, "ytick.right": True,
    "xtick.minor.visible": True, "ytick.minor.visible": True,
    "xtick.major.width": 0.7, "ytick.major.width": 0.7,
    "xtick.minor.width": 0.5, "ytick.minor.width": 0.5,
    "legend.frameon": False, "legend.handlelength": 2.2,
    "savefig.dpi": 300, "savefig.bbox": "tight", "savefig.pad_inches": 0.03,
    "figure.constrained_layout.use": True, "hatch.linewidth": 0.4,
    "axes.formatter.use_mathtext": True,
}


@contextlib.contextmanager
def look() -> Iterator[None]:
    """The look of all that is made and written within, or by a function that it decorates."""
    with matplotlib.rc_context(SETTINGS):
        yield


def subplots(rows: int = 1, columns: int = 1, *, figsize: tuple[float, float],
             **options: Any) -> tuple[Figure, Any]:
    """A figure that no backend knows, and its panels."""
    figure = Figure(figsize=figsize)
    return figure, figure.subplots(rows, columns, **options)


def confidence(level: str, parameters: int) -> str:
    """'95 %' of a chi-square difference -> '95 % C.L., 2 d.o.f.'"""
    return f"{level} C.L., {parameters} d.o.f."


def number(value: float) -> str:
    """'%.4g' with a power of ten as one writes it."""
    text = f"{value:.4g}"
    mantissa, has_power, power = text.partition("e")
    text = text if not has_power else rf"${mantissa}\times 10^{{{int(power)}}}$"
    return text.replace("-", "\N{MINUS SIGN}") if not has_power else text


def save(figure: Figure, path: str) -> None:
    """Writes the picture and prints its path; the format follows from the ending (png, pdf, svg)."""
    try:
        with look():
            figure.savefig(path)
    except (OSError, ValueError) as problem:
        raise Failure(f"cannot write {path} ({problem})", CANNOT_CREATE) from None
    print(path)


_OPERATOR_TOKEN = re.compile(r"phi|Box|(?P<dual>[GWB])tilde|[lqeudGWBD]")


def _operator(name: str) -> Union[tuple[str, str], None]:
    """'phil3' -> r'\\phi \\ell', '3'; None if it is not the name of an operator."""
    letters = name.rstrip("0123456789")
    parts, position = [], 0
    while position < len(letters):
        token = _OPERATOR_TOKEN.match(letters, position)
        if token is None:
            return None
        text = token.group()
        special = {"phi": r"\phi ", "Box": "\u25A1", "l": r"\ell "}
        dual = token["dual"]
        parts.append(rf"\widetilde{{{dual}}}" if dual else special.get(text, text))
        position = token.end()
    return ("".join(parts), name[len(letters):]) if parts else None


def symbol(name: str, latex: str = "") -> str:
    """A parameter, coefficient or observable as mathtext: `latex` if the file has it; the name itself
    if nothing is known of it."""
    if latex:
        return latex
    if name.endswith(".im"):
        return rf"$\mathrm{{Im}}\,${symbol(name[:-3])}"
    if name.startswith("wc_"):
        name = name[3:]
    fixed = {"mass": r"$M_{Z'}$", "scale": r"$\Lambda$", "R(Vus)": r"$R(V_{us})$",
             "dGF/GF": r"$\delta G_F/G_F^{(0)}$", "chi2": r"$\chi^2$"}
    if name in fixed:
        return fixed[name]
    coupling = re.fullmatch(r"g([lqeud])_(\d\d)", name)
    if coupling:
        return rf"$g^{{{coupling[1].replace('l', chr(92) + 'ell ')}}}_{{{coupling[2]}}}$"
    coefficient = re.fullmatch(r"([A-Za-z]+[138]?)(?:_([123]{2}|[123]{4}))?", name)
    operator = _operator(coefficient[1]) if coefficient else None
    if coefficient and operator:
        fields, kind = operator
        head = rf"C_{{{fields}}}" + (rf"^{{({kind})}}" if kind else "")
        return rf"$[{head}]_{{{coefficient[2]}}}$" if coefficient[2] else rf"${head}$"
    return name.replace("$", r"\$")


def unit(text: str) -> str:
    """'GeV^-2' -> 'GeV$^{-2}$'; '' for a pure number."""
    return "" if text in ("", "1") else re.sub(r"\^(-?\d+)", r"$^{\1}$", text)


def label(name: str, units: str = "", latex: str = "") -> str:
    """Axis label: symbol, and the unit in brackets if there is one."""
    text = symbol(name, latex)
    return f"{text} [{unit(units)}]" if unit(units) else text
